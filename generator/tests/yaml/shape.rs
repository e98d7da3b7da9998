//! YAML that does not say what its place asks for.

use expect_test::expect;

use crate::{check_api, check_binding, check_schema};

#[test]
fn an_address_and_headers_that_no_request_can_have() {
    check_api(
        r#"
name: n
title: T
package: p
version: v
description: D
base-url: https://user@example.com/?q
auth: { header: "X Key" }
headers: { "A:": b, C: " d" }
errors: { kind: k, message: m }
"#,
        &expect![[r#"
            error[S0208]: no request can go to `https://user@example.com/?q`
             --> api.yaml:7:11
              |
            7 | base-url: https://user@example.com/?q
              |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: write `https://`, a host, and a path where there is one; nothing behind it and no user before it

            error[S0209]: `X Key` cannot be the name of a header
             --> api.yaml:8:17
              |
            8 | auth: { header: "X Key" }
              |                 ^^^^^^^
              |
              = help: use letters, digits and `-`

            error[S0209]: `A:` cannot be the name of a header
             --> api.yaml:9:12
              |
            9 | headers: { "A:": b, C: " d" }
              |            ^^^^
              |
              = help: use letters, digits and `-`

            error[S0209]: ` d` cannot be the value of a header
             --> api.yaml:9:24
              |
            9 | headers: { "A:": b, C: " d" }
              |                        ^^^^
              |
              = help: use printable ASCII, with no space at the ends
        "#]],
    );
}

#[test]
fn number_for_text() {
    check_api(
        r#"name: a
title: A
package: a
version: 1.30
description: d
base-url: https://a
errors: { kind: k, message: m }
"#,
        &expect![[r#"
            error[S0204]: expected a text, found the number `1.30`
             --> api.yaml:4:10
              |
            4 | version: 1.30
              |          ^^^^ of the wrong kind
              |
              = help: put it in quotes: `"1.30"`
        "#]],
    );
}

#[test]
fn words_that_other_dialects_take_for_booleans() {
    check_api(
        r#"name: yes
title: no
package: on
version: "1"
description: off
base-url: y
errors: { kind: n, message: ~ }
"#,
        &expect![[r#"
            error[S0204]: expected a text, found nothing
             --> api.yaml:7:29
              |
            7 | errors: { kind: n, message: ~ }
              |                             ^ of the wrong kind
              |
              = help: write a text behind the colon, or remove the key
        "#]],
    );
}

#[test]
fn all_mistakes_of_a_file() {
    check_api(
        r#"nme: a
title: [A]
package: a
version: 2
base-url:
errors: { kind: k, mesage: m }
groups: { title: Things }
"#,
        &expect![[r#"
            error[S0202]: unknown key `nme`
             --> api.yaml:1:1
              |
            1 | nme: a
              | ^^^ means nothing here
              |
              = help: did you mean `name`? The keys here are `name`, `title`, `package`, `version`, `description`, `base-url`, `auth`, `headers`, `errors`, `parameters`, `types`, `untyped`, `paging`, `groups`

            error[S0205]: the key `description` is missing
             --> api.yaml:1:1
              |
            1 | nme: a
              | ^^^^^^ in what begins here
              |
              = help: add `description: …`

            error[S0205]: the key `name` is missing
             --> api.yaml:1:1
              |
            1 | nme: a
              | ^^^^^^ in what begins here
              |
              = help: add `name: …`

            error[S0204]: expected a text, found a list
             --> api.yaml:2:8
              |
            2 | title: [A]
              |        ^^^ of the wrong kind
              |
              = help: put a text here

            error[S0204]: expected a text, found the number `2`
             --> api.yaml:4:10
              |
            4 | version: 2
              |          ^ of the wrong kind
              |
              = help: put it in quotes: `"2"`

            error[S0204]: expected a text, found nothing
             --> api.yaml:5:1
              |
            5 | base-url:
              | ^^^^^^^^ of the wrong kind
              |
              = help: write a text behind the colon, or remove the key

            error[S0205]: the key `message` is missing
             --> api.yaml:6:1
              |
            6 | errors: { kind: k, mesage: m }
              | ^^^^^^ in what begins here
              |
              = help: add `message: …`

            error[S0202]: unknown key `mesage`
             --> api.yaml:6:20
              |
            6 | errors: { kind: k, mesage: m }
              |                    ^^^^^^ means nothing here
              |
              = help: did you mean `message`? The keys here are `kind`, `message`

            error[S0204]: expected a list, found a map
             --> api.yaml:7:9
              |
            7 | groups: { title: Things }
              |         ^^^^^^^^^^^^^^^^^ of the wrong kind
              |
              = help: put a list here
        "#]],
    );
}

#[test]
fn missing_keys_of_an_empty_map() {
    check_api(
        "{}\n",
        &expect![[r#"
        error[S0205]: the key `base-url` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `base-url: …`

        error[S0205]: the key `description` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `description: …`

        error[S0205]: the key `errors` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `errors: …`

        error[S0205]: the key `name` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `name: …`

        error[S0205]: the key `package` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `package: …`

        error[S0205]: the key `title` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `title: …`

        error[S0205]: the key `version` is missing
         --> api.yaml:1:1
          |
        1 | {}
          | ^^ in what begins here
          |
          = help: add `version: …`
    "#]],
    );
}

#[test]
fn list_for_the_whole() {
    check_binding(
        "- path: /things\n",
        &expect![[r#"
            error[S0204]: expected a map, found a list
             --> resources/things.yaml:1:1
              |
            1 | - path: /things
              | ^^^^^^^^^^^^^^^ of the wrong kind
              |
              = help: put a map here
        "#]],
    );
}

#[test]
fn text_for_the_whole() {
    check_schema(
        "apiToken\n",
        &expect![[r#"
            error[S0204]: expected a schema, found the text `apiToken`
             --> schemas/thing.yaml:1:1
              |
            1 | apiToken
              | ^^^^^^^^ of the wrong kind
              |
              = help: put a schema here
        "#]],
    );
}

#[test]
fn missing_key_in_a_list() {
    check_api(
        r#"name: a
title: A
package: a
version: "1"
description: d
base-url: u
errors: { kind: k, message: m }
groups:
  - title: Things
  - resources: [a]
"#,
        &expect![[r#"
            error[S0205]: the key `resources` is missing
             --> api.yaml:9:5
              |
            9 |   - title: Things
              |     ^^^^^^^^^^^^^ in what begins here
              |
              = help: add `resources: …`

            error[S0205]: the key `title` is missing
              --> api.yaml:10:5
               |
            10 |   - resources: [a]
               |     ^^^^^^^^^^^^^^ in what begins here
               |
               = help: add `title: …`
        "#]],
    );
}

#[test]
fn auth_of_each_kind() {
    check_api(
        r#"name: a
title: A
package: a
version: "1"
description: d
base-url: https://u
auth: { header: X-Api-Key }
errors: { kind: k, message: m }
"#,
        &expect![""],
    );
}

#[test]
fn unknown_auth() {
    check_api(
        r#"name: a
title: A
package: a
version: "1"
description: d
base-url: u
auth: barer
errors: { kind: k, message: m }
"#,
        &expect![[r#"
            error[S0204]: `barer` is no word that can stand here
             --> api.yaml:7:7
              |
            7 | auth: barer
              |       ^^^^^ unknown
              |
              = help: did you mean `bearer`? The words here are `none`, `bearer`, `header`
        "#]],
    );
}

#[test]
fn auth_without_header() {
    check_api(
        r#"name: a
title: A
package: a
version: "1"
description: d
base-url: u
auth: header
errors: { kind: k, message: m }
"#,
        &expect![[r#"
            error[S0204]: expected `header:` and a value behind it, found the text `header`
             --> api.yaml:7:7
              |
            7 | auth: header
              |       ^^^^^^ of the wrong kind
              |
              = help: put `header:` and a value behind it here
        "#]],
    );
}

#[test]
fn unknown_auth_with_a_value() {
    check_api(
        r#"name: a
title: A
package: a
version: "1"
description: d
base-url: u
auth: { hedder: X }
errors: { kind: k, message: m }
"#,
        &expect![[r#"
            error[S0204]: `hedder` is no word that can stand here
             --> api.yaml:7:9
              |
            7 | auth: { hedder: X }
              |         ^^^^^^ unknown
              |
              = help: did you mean `header`? The words here are `none`, `bearer`, `header`
        "#]],
    );
}

#[test]
fn words_of_a_global_parameter() {
    check_api(
        r#"name: a
title: A
package: a
version: "1"
description: d
base-url: u
errors: { kind: k, message: m }
parameters:
  _links: { in: body, type: bool, default: null, description: d }
"#,
        &expect![[r#"
            error[S0204]: `body` is no word that can stand here
             --> api.yaml:9:17
              |
            9 |   _links: { in: body, type: bool, default: null, description: d }
              |                 ^^^^ unknown
              |
              = help: the words here are `query`, `header`

            error[S0204]: `bool` is no word that can stand here
             --> api.yaml:9:29
              |
            9 |   _links: { in: body, type: bool, default: null, description: d }
              |                             ^^^^ unknown
              |
              = help: the words here are `string`, `integer`, `number`, `boolean`
        "#]],
    );
}

#[test]
fn boolean_in_quotes() {
    check_binding(
        r#"path: /things
actions:
  get: { method: GET, deprecated: "true" }
"#,
        &expect![[r#"
            error[S0204]: expected `true` or `false`, found the text `true`
             --> resources/things.yaml:3:35
              |
            3 |   get: { method: GET, deprecated: "true" }
              |                                   ^^^^^^ of the wrong kind
              |
              = help: remove the quotes: `true`
        "#]],
    );
}

#[test]
fn status_code_in_quotes() {
    check_binding(
        r#"path: /things
actions:
  get:
    method: GET
    corrections:
      - { response: "200", schema: thing, reason: r }
"#,
        &expect![[r#"
            error[S0204]: expected a whole number of 0 or more, found the text `200`
             --> resources/things.yaml:6:21
              |
            6 |       - { response: "200", schema: thing, reason: r }
              |                     ^^^^^ of the wrong kind
              |
              = help: remove the quotes: `200`
        "#]],
    );
}

#[test]
fn status_code_too_large() {
    check_binding(
        r#"path: /things
actions:
  get:
    method: GET
    corrections:
      - { response: 70000, schema: thing, reason: r }
"#,
        &expect![[r#"
            error[S0204]: expected a whole number from 0 to 65535, found the number `70000`
             --> resources/things.yaml:6:21
              |
            6 |       - { response: 70000, schema: thing, reason: r }
              |                     ^^^^^ of the wrong kind
              |
              = help: put a whole number from 0 to 65535 here
        "#]],
    );
}

#[test]
fn long_text() {
    check_binding(
        r#"path: /things
actions: Ein langer Text, der nicht in eine Meldung passt, weil er nicht endet
"#,
        &expect![[r#"
            error[S0204]: expected a map, found the text `Ein langer Text, der nicht in eine Meldu…`
             --> resources/things.yaml:2:10
              |
            2 | actions: Ein langer Text, der nicht in eine Meldung passt, weil er nicht endet
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of the wrong kind
              |
              = help: put a map here
        "#]],
    );
}

#[test]
fn key_that_looks_like_a_number() {
    check_binding(
        r#"path: /things
actions:
  404: { method: GET }
  true: { method: GET }
"#,
        &expect![[""]],
    );
}
