//! Methods, paths and corrections.

use expect_test::expect;

use crate::check_binding;

#[test]
fn good() {
    check_binding(
        r#"path: /things/{id}.{format}/parts
actions:
  get: { method: GET }
  export: { method: POST, path: "/{part}/export:now", events: { exported: thing }, deprecated: true }
"#,
        &expect![[""]],
    );
}

#[test]
fn method_in_lower_case() {
    check_binding(
        r#"path: /things
actions:
  get: { method: get }
"#,
        &expect![[r#"
            error[S0206]: `get` is no HTTP method
             --> resources/things.yaml:3:18
              |
            3 |   get: { method: get }
              |                  ^^^ unknown
              |
              = help: did you mean `GET`? The methods here are `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`
        "#]],
    );
}

#[test]
fn unknown_method() {
    check_binding(
        r#"path: /things
actions:
  get: { method: FETCH }
"#,
        &expect![[r#"
            error[S0206]: `FETCH` is no HTTP method
             --> resources/things.yaml:3:18
              |
            3 |   get: { method: FETCH }
              |                  ^^^^^ unknown
              |
              = help: the methods here are `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`
        "#]],
    );
}

#[test]
fn path_without_slash() {
    check_binding(
        r#"path: things
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: it does not begin with `/`
             --> resources/things.yaml:1:7
              |
            1 | path: things
              |       ^^^^^^ not a path template
              |
              = help: write `/things`
        "#]],
    );
}

#[test]
fn path_ends_in_slash() {
    check_binding(
        r#"path: /things/
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: it ends in `/`
             --> resources/things.yaml:1:7
              |
            1 | path: /things/
              |       ^^^^^^^^ not a path template
              |
              = help: write `/things`
        "#]],
    );
}

#[test]
fn path_with_empty_part() {
    check_binding(
        r#"path: /things//parts
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a part of it is empty
             --> resources/things.yaml:1:7
              |
            1 | path: /things//parts
              |       ^^^^^^^^^^^^^^ not a path template
              |
              = help: write something between and behind the slashes
        "#]],
    );
}

#[test]
fn path_of_one_slash() {
    check_binding(
        r#"path: /
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a part of it is empty
             --> resources/things.yaml:1:7
              |
            1 | path: /
              |       ^ not a path template
              |
              = help: write something between and behind the slashes
        "#]],
    );
}

#[test]
fn path_with_dots() {
    check_binding(
        r#"path: /things/../parts
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: `..` is no part of a path
             --> resources/things.yaml:1:7
              |
            1 | path: /things/../parts
              |       ^^^^^^^^^^^^^^^^ not a path template
              |
              = help: write the whole path
        "#]],
    );
}

#[test]
fn path_with_unclosed_parameter() {
    check_binding(
        r#"path: /things/{id/parts
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a `{` is not closed
             --> resources/things.yaml:1:7
              |
            1 | path: /things/{id/parts
              |       ^^^^^^^^^^^^^^^^^ not a path template
              |
              = help: write a parameter as `{name}`, without `/` in it
        "#]],
    );
}

#[test]
fn path_with_unopened_parameter() {
    check_binding(
        r#"path: /things/id}
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a `}` was not opened
             --> resources/things.yaml:1:7
              |
            1 | path: /things/id}
              |       ^^^^^^^^^^^ not a path template
              |
              = help: write a parameter as `{name}`
        "#]],
    );
}

#[test]
fn path_with_nested_parameter() {
    check_binding(
        r#"path: "/things/{a{b}}"
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a `{` stands in a parameter
             --> resources/things.yaml:1:7
              |
            1 | path: "/things/{a{b}}"
              |       ^^^^^^^^^^^^^^^^ not a path template
              |
              = help: write a parameter as `{name}`
        "#]],
    );
}

#[test]
fn path_with_nameless_parameter() {
    check_binding(
        r#"path: /things/{}
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a parameter has no name
             --> resources/things.yaml:1:7
              |
            1 | path: /things/{}
              |       ^^^^^^^^^^ not a path template
              |
              = help: write the name between `{` and `}`
        "#]],
    );
}

#[test]
fn path_with_bad_name() {
    check_binding(
        r#"path: /things/{größe}
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: a parameter cannot have `ö` in its name
             --> resources/things.yaml:1:7
              |
            1 | path: /things/{größe}
              |       ^^^^^^^^^^^^^^^ not a path template
              |
              = help: use letters, digits, `_`, `-`, `.` and `$`
        "#]],
    );
}

#[test]
fn path_with_doubled_parameter() {
    check_binding(
        r#"path: /things/{id}
actions:
  get: { method: GET, path: "/parts/{id}" }
"#,
        &expect![[r#"
            error[S0207]: malformed path: the parameter `id` stands twice
             --> resources/things.yaml:3:29
              |
            3 |   get: { method: GET, path: "/parts/{id}" }
              |                             ^^^^^^^^^^^^^ not a path template
              |
              = help: give each parameter a name of its own
        "#]],
    );
}

#[test]
fn path_with_query() {
    check_binding(
        r#"path: /things?all=true
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: it holds a query
             --> resources/things.yaml:1:7
              |
            1 | path: /things?all=true
              |       ^^^^^^^^^^^^^^^^ not a path template
              |
              = help: remove it from `?` on; the page's table lists query parameters
        "#]],
    );
}

#[test]
fn path_with_fragment() {
    check_binding(
        r#"path: /things#all
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: it holds a fragment
             --> resources/things.yaml:1:7
              |
            1 | path: /things#all
              |       ^^^^^^^^^^^ not a path template
              |
              = help: remove it from `#` on; a server never sees it
        "#]],
    );
}

#[test]
fn path_with_space() {
    check_binding(
        r#"path: /all things
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: ` ` cannot stand in a path
             --> resources/things.yaml:1:7
              |
            1 | path: /all things
              |       ^^^^^^^^^^^ not a path template
              |
              = help: remove it, or write it percent-encoded
        "#]],
    );
}

#[test]
fn path_of_an_action() {
    check_binding(
        r#"path: /things
actions:
  get: { method: GET, path: export }
"#,
        &expect![[r#"
            error[S0207]: malformed path: it does not begin with `/`
             --> resources/things.yaml:3:29
              |
            3 |   get: { method: GET, path: export }
              |                             ^^^^^^ not a path template
              |
              = help: write `/export`
        "#]],
    );
}

#[test]
fn empty_path() {
    check_binding(
        r#"path: ""
actions: {}
"#,
        &expect![[r#"
            error[S0207]: malformed path: it is empty
             --> resources/things.yaml:1:7
              |
            1 | path: ""
              |       ^^ not a path template
              |
              = help: write it, from its first `/` on
        "#]],
    );
}

#[test]
fn words_of_a_parameter() {
    check_binding(
        r#"path: /things
actions:
  get:
    method: GET
    parameters:
      a: { in: qeury, style: jsn, deprecatd: true }
"#,
        &expect![[r#"
            error[S0204]: `qeury` is no word that can stand here
             --> resources/things.yaml:6:16
              |
            6 |       a: { in: qeury, style: jsn, deprecatd: true }
              |                ^^^^^ unknown
              |
              = help: the words here are `path`, `query`, `header`, `body`, `multipart`

            error[S0204]: `jsn` is no word that can stand here
             --> resources/things.yaml:6:30
              |
            6 |       a: { in: qeury, style: jsn, deprecatd: true }
              |                              ^^^ unknown
              |
              = help: did you mean `json`? The words here are `json`, `brackets`

            error[S0202]: unknown key `deprecatd`
             --> resources/things.yaml:6:35
              |
            6 |       a: { in: qeury, style: jsn, deprecatd: true }
              |                                   ^^^^^^^^^ means nothing here
              |
              = help: did you mean `deprecated`? The keys here are `in`, `style`, `deprecated`
        "#]],
    );
}

#[test]
fn corrections() {
    check_binding(
        r#"path: /things
actions:
  get:
    method: GET
    corrections:
      - { schema: thing, reason: r }
      - { response: 200, parameter: a, reason: r }
      - { response: 200, values: [a], reason: r }
      - { parameter: a, code: 200, reason: r }
      - { response: 99, code: 302, reason: r }
      - { parameter: a, type: int, reason: r }
      - { parameter: a, required: true }
"#,
        &expect![[r#"
            error[S0205]: this correction does not say what it corrects
             --> resources/things.yaml:6:9
              |
            6 |       - { schema: thing, reason: r }
              |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ neither `response` nor `parameter`
              |
              = help: add `response: CODE` or `parameter: NAME`, as the page has it

            error[S0202]: this correction has two subjects
             --> resources/things.yaml:7:26
              |
            7 |       - { response: 200, parameter: a, reason: r }
              |           --------       ^^^^^^^^^ a second subject
              |           |
              |           the first subject
              |
              = help: make two corrections of it

            error[S0202]: a response has no `values`
             --> resources/things.yaml:8:26
              |
            8 |       - { response: 200, values: [a], reason: r }
              |                          ^^^^^^ means nothing here
              |
              = help: remove it, or name the other kind of subject

            error[S0202]: a parameter has no `code`
             --> resources/things.yaml:9:25
              |
            9 |       - { parameter: a, code: 200, reason: r }
              |                         ^^^^ means nothing here
              |
              = help: remove it, or name the other kind of subject

            error[S0111]: `99` is no status code of a response
              --> resources/things.yaml:10:21
               |
            10 |       - { response: 99, code: 302, reason: r }
               |                     ^^ out of range
               |
               = help: write 200 to 299 for a success, or 400 to 599 for an error

            error[S0111]: `302` is no status code of a response
              --> resources/things.yaml:10:31
               |
            10 |       - { response: 99, code: 302, reason: r }
               |                               ^^^ out of range
               |
               = help: write 200 to 299 for a success, or 400 to 599 for an error

            error[S0204]: `int` is no word that can stand here
              --> resources/things.yaml:11:31
               |
            11 |       - { parameter: a, type: int, reason: r }
               |                               ^^^ unknown
               |
               = help: the words here are `string`, `integer`, `number`, `boolean`, `array`, `object`, `file`

            error[S0205]: the key `reason` is missing
              --> resources/things.yaml:12:9
               |
            12 |       - { parameter: a, required: true }
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in what begins here
               |
               = help: add `reason: …`
        "#]],
    );
}
