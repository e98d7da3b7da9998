//! Texts that are no YAML, or YAML that the dialect does not have.

use expect_test::expect;

use crate::{check_binding, check_schema};

#[test]
fn empty() {
    check_schema(
        r#"
  
"#,
        &expect![[r#"
            error[S0002]: the file is empty
             --> schemas/thing.yaml:1:1
              |
            1 |
              | ^
              |
              = help: write what it is to say, or delete it
        "#]],
    );
}

#[test]
fn only_comments() {
    check_schema(
        "# nothing here\n",
        &expect![[r#"
        error[S0002]: this file holds nothing but comments
         --> schemas/thing.yaml:1:1
          |
        1 | # nothing here
          | ^^^^^^^^^^^^^^
          |
          = help: write what it is to describe, or delete it
    "#]],
    );
}

#[test]
fn tab() {
    check_schema(
        "type: object\nproperties:\n\tname: 1\n",
        &expect![[r#"
        error[S0201]: this is not YAML
         --> schemas/thing.yaml:3:2
          |
        3 |     name: 1
          |     ^ tabs disallowed within this context (block indentation)
          |
          = help: indent with spaces
    "#]],
    );
}

#[test]
fn unclosed_quotes() {
    check_schema(
        r#"title: "Größe
type: string
"#,
        &expect![[r#"
            error[S0201]: this is not YAML
             --> schemas/thing.yaml:1:8
              |
            1 | title: "Größe
              |        ^ invalid indentation in quoted scalar
              |
              = help: close the quotes that a text begins with; in double quotes write a backslash as `\\`
        "#]],
    );
}

#[test]
fn unclosed_bracket() {
    check_schema(
        r#"type: string
enum: [a, b
"#,
        &expect![[r#"
            error[S0201]: this is not YAML
             --> schemas/thing.yaml:2:11
              |
            2 | enum: [a, b
              |           ^ while parsing a flow sequence, expected ',' or ']'
              |
              = help: close the bracket with `]` and put commas between the items
        "#]],
    );
}

#[test]
fn colon_in_text() {
    check_schema(
        "title: Ärger: hier\n",
        &expect![[r#"
        error[S0201]: this is not YAML
         --> schemas/thing.yaml:1:13
          |
        1 | title: Ärger: hier
          |             ^ mapping values are not allowed in this context
          |
          = help: put a text that holds `: ` in quotes, and give each key a line of its own
    "#]],
    );
}

#[test]
fn no_colon() {
    check_schema(
        r#"type: string
title
"#,
        &expect![[r#"
            error[S0201]: this is not YAML
             --> schemas/thing.yaml:2:5
              |
            2 | title
              |     ^ simple key expect ':'
              |
              = help: write `key: value`, with a colon and a space
        "#]],
    );
}

#[test]
fn wrong_indentation() {
    check_binding(
        r#"path: /things
actions:
  get:
    method: GET
   post:
    method: POST
"#,
        &expect![[r#"
            error[S0201]: this is not YAML
             --> resources/things.yaml:5:4
              |
            5 |    post:
              |    ^ while parsing a block mapping, did not find expected key
              |
              = help: give all keys of a map the same indentation
        "#]],
    );
}

#[test]
fn special_character() {
    check_schema(
        "title: @home\n",
        &expect![[r#"
        error[S0201]: this is not YAML
         --> schemas/thing.yaml:1:8
          |
        1 | title: @home
          |        ^ unexpected character: `@'
          |
          = help: put a text that begins with a special character in quotes
    "#]],
    );
}

#[test]
fn two_documents() {
    check_schema(
        r#"type: string
---
type: number
"#,
        &expect![[r#"
            error[S0201]: a second document begins here
             --> schemas/thing.yaml:2:1
              |
            2 | ---
              | ^^^ not in this dialect of YAML
              |
              = help: make it a file of its own
        "#]],
    );
}

#[test]
fn anchor_and_alias() {
    check_schema(
        r#"properties:
  a: &id
    type: string
  b: *id
"#,
        &expect![[r#"
            error[S0201]: an anchor stands here
             --> schemas/thing.yaml:2:6
              |
            2 |   a: &id
              |      ^^^ not in this dialect of YAML
              |
              = help: remove `&` and the name, and write the value wherever it is needed

            error[S0201]: an alias stands here
             --> schemas/thing.yaml:4:6
              |
            4 |   b: *id
              |      ^^^ not in this dialect of YAML
              |
              = help: write the value itself; a text that begins with `*` stands in quotes
        "#]],
    );
}

#[test]
fn merge_key() {
    check_schema(
        r#"properties:
  a:
    <<: { type: string }
"#,
        &expect![[r#"
            error[S0201]: a merge key stands here
             --> schemas/thing.yaml:3:5
              |
            3 |     <<: { type: string }
              |     ^^ not in this dialect of YAML
              |
              = help: write the entries themselves
        "#]],
    );
}

#[test]
fn tag() {
    check_schema(
        r#"title: !text 7
type: !!str string
"#,
        &expect![[r#"
            error[S0201]: a tag stands here
             --> schemas/thing.yaml:1:8
              |
            1 | title: !text 7
              |        ^^^^^^^ not in this dialect of YAML
              |
              = help: remove it; a text that begins with `!` stands in quotes

            error[S0201]: a tag stands here
             --> schemas/thing.yaml:2:7
              |
            2 | type: !!str string
              |       ^^^^^^^^^^^^ not in this dialect of YAML
              |
              = help: remove it; a text that begins with `!` stands in quotes
        "#]],
    );
}

#[test]
fn list_as_key() {
    check_schema(
        r#"? [a, b]
: c
"#,
        &expect![[r#"
            error[S0201]: this key is not a text
             --> schemas/thing.yaml:1:3
              |
            1 | ? [a, b]
              |   ^^^^^^ not in this dialect of YAML
              |
              = help: write a word, or a text in quotes, before the colon
        "#]],
    );
}

#[test]
fn number_of_128_bits() {
    check_schema(
        r#"type: integer
maximum: 99999999999999999999999
"#,
        &expect![""],
    );
}

#[test]
fn number_that_is_none() {
    check_schema(
        r#"type: number
maximum: .inf
"#,
        &expect![[r#"
            error[S0204]: expected a number, found the text `inf`
             --> schemas/thing.yaml:2:10
              |
            2 | maximum: .inf
              |          ^^^^ of the wrong kind
              |
              = help: remove the quotes: `inf`
        "#]],
    );
}

#[test]
fn doubled_key() {
    check_schema(
        r#"title: Größe
type: string
title: "Maß"
"#,
        &expect![[r#"
            error[S0203]: the key `title` stands twice
             --> schemas/thing.yaml:3:1
              |
            1 | title: Größe
              | ----- first defined here
            2 | type: string
            3 | title: "Maß"
              | ^^^^^ again here
              |
              = help: remove one of the two
        "#]],
    );
}

#[test]
fn doubled_keys_everywhere() {
    check_binding(
        r#"path: /things
actions:
  get: { method: GET, method: POST }
  post: { method: POST }
  get: { methd: GET }
"#,
        &expect![[r#"
            error[S0203]: the key `method` stands twice
             --> resources/things.yaml:3:23
              |
            3 |   get: { method: GET, method: POST }
              |          ------       ^^^^^^ again here
              |          |
              |          first defined here
              |
              = help: remove one of the two

            error[S0203]: the key `get` stands twice
             --> resources/things.yaml:5:3
              |
            3 |   get: { method: GET, method: POST }
              |   --- first defined here
            4 |   post: { method: POST }
            5 |   get: { methd: GET }
              |   ^^^ again here
              |
              = help: remove one of the two
        "#]],
    );
}
