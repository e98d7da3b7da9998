//! Schemas.

use expect_test::expect;

use crate::check_schema;

#[test]
fn good() {
    check_schema(
        r#"type: [object, "null"]
properties:
  $in: { type: array, items: { $ref: other, description: d, default: null } }
  a/b~c: { enum: [1, 1.5, "1", true, null] }
additionalProperties: { type: string, x-secret: true, pattern: "^(?!a)" }
x-deprecated: true
"#,
        &expect![[""]],
    );
}

#[test]
fn unknown_keyword() {
    check_schema(
        r#"type: object
proprties: {}
"#,
        &expect![[r#"
            error[S0202]: unknown key `proprties`
             --> schemas/thing.yaml:2:1
              |
            2 | proprties: {}
              | ^^^^^^^^^ means nothing here
              |
              = help: did you mean `properties`? The keys here are `$ref`, `title`, `description`, `type`, `enum`, `const`, `default`, `examples`, `format`, `pattern`, `minLength`, `maxLength`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `items`, `minItems`, `maxItems`, `uniqueItems`, `properties`, `patternProperties`, `additionalProperties`, `required`, `minProperties`, `maxProperties`, `oneOf`, `anyOf`, `allOf`, `not`, `x-secret`, `x-names`, `x-deprecated`
        "#]],
    );
}

#[test]
fn unknown_keyword_deep_inside() {
    check_schema(
        r#"type: object
additionalProperties:
  type: array
  items:
    oneOf:
      - { type: string, max-length: 3 }
      - additionalProperties: { typ: string }
"#,
        &expect![[r#"
            error[S0202]: unknown key `max-length`
             --> schemas/thing.yaml:6:25
              |
            6 |       - { type: string, max-length: 3 }
              |                         ^^^^^^^^^^ means nothing here
              |
              = help: did you mean `maxLength`? The keys here are `$ref`, `title`, `description`, `type`, `enum`, `const`, `default`, `examples`, `format`, `pattern`, `minLength`, `maxLength`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `items`, `minItems`, `maxItems`, `uniqueItems`, `properties`, `patternProperties`, `additionalProperties`, `required`, `minProperties`, `maxProperties`, `oneOf`, `anyOf`, `allOf`, `not`, `x-secret`, `x-names`, `x-deprecated`

            error[S0202]: unknown key `typ`
             --> schemas/thing.yaml:7:33
              |
            7 |       - additionalProperties: { typ: string }
              |                                 ^^^ means nothing here
              |
              = help: did you mean `type`? The keys here are `$ref`, `title`, `description`, `type`, `enum`, `const`, `default`, `examples`, `format`, `pattern`, `minLength`, `maxLength`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `items`, `minItems`, `maxItems`, `uniqueItems`, `properties`, `patternProperties`, `additionalProperties`, `required`, `minProperties`, `maxProperties`, `oneOf`, `anyOf`, `allOf`, `not`, `x-secret`, `x-names`, `x-deprecated`
        "#]],
    );
}

#[test]
fn unknown_type() {
    check_schema(
        "type: strng\n",
        &expect![[r#"
            error[S0204]: `strng` is no word that can stand here
             --> schemas/thing.yaml:1:7
              |
            1 | type: strng
              |       ^^^^^ unknown
              |
              = help: did you mean `string`? The words here are `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`
        "#]],
    );
}

#[test]
fn unknown_type_in_a_list() {
    check_schema(
        "type: [string, nul]\n",
        &expect![[r#"
            error[S0204]: `nul` is no word that can stand here
             --> schemas/thing.yaml:1:16
              |
            1 | type: [string, nul]
              |                ^^^ unknown
              |
              = help: did you mean `null`? The words here are `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`
        "#]],
    );
}

#[test]
fn null_without_quotes() {
    check_schema(
        "type: [string, null]\n",
        &expect![[r#"
            error[S0204]: expected a word, found nothing
             --> schemas/thing.yaml:1:16
              |
            1 | type: [string, null]
              |                ^^^^ of the wrong kind
              |
              = help: put it in quotes: `"null"`
        "#]],
    );
}

#[test]
fn type_of_another_shape() {
    check_schema(
        "type: 7\n",
        &expect![[r#"
            error[S0204]: expected a kind of value or a list of them, found the number `7`
             --> schemas/thing.yaml:1:7
              |
            1 | type: 7
              |       ^ of the wrong kind
              |
              = help: put a kind of value or a list of them here
        "#]],
    );
}

#[test]
fn no_type() {
    check_schema(
        "type: []\n",
        &expect![[r#"
        error[S0401]: `type` is neither a kind of value nor a list of different ones
         --> schemas/thing.yaml:1:1
          |
        1 | type: []
          | ^^^^ not valid JSON Schema draft-07
          |
          = help: write a kind, or each of several once
    "#]],
    );
}

#[test]
fn doubled_type() {
    check_schema(
        "type: [string, string]\n",
        &expect![[r#"
        error[S0401]: `type` is neither a kind of value nor a list of different ones
         --> schemas/thing.yaml:1:1
          |
        1 | type: [string, string]
          | ^^^^ not valid JSON Schema draft-07
          |
          = help: write a kind, or each of several once
    "#]],
    );
}

#[test]
fn negative_length() {
    check_schema(
        r#"type: string
minLength: -1
"#,
        &expect![[r#"
            error[S0204]: expected a whole number of 0 or more, found the number `-1`
             --> schemas/thing.yaml:2:12
              |
            2 | minLength: -1
              |            ^^ of the wrong kind
              |
              = help: put a whole number of 0 or more here
        "#]],
    );
}

#[test]
fn empty_choice() {
    check_schema(
        "oneOf: []\n",
        &expect![[r#"
        error[S0401]: `oneOf` is an empty list
         --> schemas/thing.yaml:1:1
          |
        1 | oneOf: []
          | ^^^^^ not valid JSON Schema draft-07
          |
          = help: remove the key, or write what belongs there
    "#]],
    );
}

#[test]
fn doubled_required() {
    check_schema(
        r#"type: object
required: [a, b, a]
"#,
        &expect![[r#"
            error[S0401]: `required` holds a value twice
             --> schemas/thing.yaml:2:1
              |
            2 | required: [a, b, a]
              | ^^^^^^^^ not valid JSON Schema draft-07
              |
              = help: remove one of the two
        "#]],
    );
}

#[test]
fn multiple_of_nothing() {
    check_schema(
        r#"type: number
multipleOf: 0
"#,
        &expect![[r#"
            error[S0401]: `multipleOf` is not more than 0
             --> schemas/thing.yaml:2:1
              |
            2 | multipleOf: 0
              | ^^^^^^^^^^ not valid JSON Schema draft-07
              |
              = help: write a larger number
        "#]],
    );
}

#[test]
fn list_for_an_item() {
    check_schema(
        r#"type: array
items: [{ type: string }]
"#,
        &expect![[r#"
            error[S0204]: expected a schema, found a list
             --> schemas/thing.yaml:2:8
              |
            2 | items: [{ type: string }]
              |        ^^^^^^^^^^^^^^^^^^ of the wrong kind
              |
              = help: put a schema here
        "#]],
    );
}

#[test]
fn boolean_schema() {
    check_schema(
        "properties: { größe: true, maß: { type: nummer } }\n",
        &expect![[r#"
            error[S0204]: expected a schema, found `true`
             --> schemas/thing.yaml:1:22
              |
            1 | properties: { größe: true, maß: { type: nummer } }
              |                      ^^^^ of the wrong kind
              |
              = help: write `{}` for a schema that allows anything

            error[S0204]: `nummer` is no word that can stand here
             --> schemas/thing.yaml:1:41
              |
            1 | properties: { größe: true, maß: { type: nummer } }
              |                                         ^^^^^^ unknown
              |
              = help: did you mean `number`? The words here are `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`
        "#]],
    );
}

#[test]
fn additional_properties_of_another_shape() {
    check_schema(
        "additionalProperties: none\n",
        &expect![[r#"
            error[S0204]: expected `true`, `false` or a schema, found the text `none`
             --> schemas/thing.yaml:1:23
              |
            1 | additionalProperties: none
              |                       ^^^^ of the wrong kind
              |
              = help: put `true`, `false` or a schema here
        "#]],
    );
}

#[test]
fn doubled_values() {
    check_schema(
        "enum: [asc, desc, asc, 1, 1.0, true, true, [1], [1.0], 0, -0.0]\n",
        &expect![[r#"
        error[S0404]: the value `"asc"` stands twice
         --> schemas/thing.yaml:1:19
          |
        1 | enum: [asc, desc, asc, 1, 1.0, true, true, [1], [1.0], 0, -0.0]
          |        ---        ^^^ again here
          |        |
          |        first here
          |
          = help: remove one of the two

        error[S0404]: the value `1.0` stands twice
         --> schemas/thing.yaml:1:27
          |
        1 | enum: [asc, desc, asc, 1, 1.0, true, true, [1], [1.0], 0, -0.0]
          |                        -  ^^^ again here
          |                        |
          |                        first here
          |
          = help: remove one of the two

        error[S0404]: the value `true` stands twice
         --> schemas/thing.yaml:1:38
          |
        1 | enum: [asc, desc, asc, 1, 1.0, true, true, [1], [1.0], 0, -0.0]
          |                                ----  ^^^^ again here
          |                                |
          |                                first here
          |
          = help: remove one of the two

        error[S0404]: the value `[1.0]` stands twice
         --> schemas/thing.yaml:1:49
          |
        1 | enum: [asc, desc, asc, 1, 1.0, true, true, [1], [1.0], 0, -0.0]
          |                                            ---  ^^^^^ again here
          |                                            |
          |                                            first here
          |
          = help: remove one of the two
    "#]],
    );
}

#[test]
fn doubled_value_inside() {
    check_schema(
        r#"properties:
  größe:
    enum:
      - klein
      - groß
      - klein
"#,
        &expect![[r#"
            error[S0404]: the value `"klein"` stands twice
             --> schemas/thing.yaml:6:9
              |
            4 |       - klein
              |         ----- first here
            5 |       - groß
            6 |       - klein
              |         ^^^^^ again here
              |
              = help: remove one of the two
        "#]],
    );
}

#[test]
fn secret_number() {
    check_schema(
        r#"properties:
  pin: { type: integer, x-secret: true }
  word: { enum: [a], type: string, x-secret: true }
  any: { x-secret: true }
  fine: { type: [string, "null"], x-secret: true }
"#,
        &expect![[r#"
            error[S0408]: only a text can be secret
             --> schemas/thing.yaml:2:25
              |
            2 |   pin: { type: integer, x-secret: true }
              |                         ^^^^^^^^ this schema is not of `type: string`, or lists its values
              |
              = help: remove `x-secret`, or mark the texts inside

            error[S0408]: only a text can be secret
             --> schemas/thing.yaml:3:36
              |
            3 |   word: { enum: [a], type: string, x-secret: true }
              |                                    ^^^^^^^^ this schema is not of `type: string`, or lists its values
              |
              = help: remove `x-secret`, or mark the texts inside

            error[S0408]: only a text can be secret
             --> schemas/thing.yaml:4:10
              |
            4 |   any: { x-secret: true }
              |          ^^^^^^^^ this schema is not of `type: string`, or lists its values
              |
              = help: remove `x-secret`, or mark the texts inside
        "#]],
    );
}

#[test]
fn name_of_no_value() {
    check_schema(
        r#"type: string
enum: [asc, desc, ""]
x-names: { dsc: down, "": none }
"#,
        &expect![[r#"
            error[S0202]: `dsc` is none of the accepted values
             --> schemas/thing.yaml:3:12
              |
            3 | x-names: { dsc: down, "": none }
              |            ^^^ means nothing here
              |
              = help: did you mean `asc`? The values here are `asc`, `desc`, `""`
        "#]],
    );
}

#[test]
fn keywords_beside_a_reference() {
    check_schema(
        r#"properties:
  a: { $ref: other, description: d, maxItems: 3, x-secret: true }
"#,
        &expect![[r#"
            error[S0202]: `maxItems` means nothing beside `$ref`
             --> schemas/thing.yaml:2:37
              |
            2 |   a: { $ref: other, description: d, maxItems: 3, x-secret: true }
              |                                     ^^^^^^^^ the schema that `$ref` names is taken as it is
              |
              = help: write it into that schema, or remove it

            error[S0202]: `x-secret` means nothing beside `$ref`
             --> schemas/thing.yaml:2:50
              |
            2 |   a: { $ref: other, description: d, maxItems: 3, x-secret: true }
              |                                                  ^^^^^^^^ the schema that `$ref` names is taken as it is
              |
              = help: write it into that schema, or remove it
        "#]],
    );
}

#[test]
fn mistakes_deep_inside_items() {
    check_schema(
        r#"items:
  items:
    properties:
      items: { oneOf: [], items: { required: [a, a], minLength: -1, pattern: "(" } }
"#,
        &expect![[r#"
            error[S0401]: `oneOf` is an empty list
             --> schemas/thing.yaml:4:16
              |
            4 |       items: { oneOf: [], items: { required: [a, a], minLength: -1, pattern: "(" } }
              |                ^^^^^ not valid JSON Schema draft-07
              |
              = help: remove the key, or write what belongs there

            error[S0401]: `required` holds a value twice
             --> schemas/thing.yaml:4:36
              |
            4 |       items: { oneOf: [], items: { required: [a, a], minLength: -1, pattern: "(" } }
              |                                    ^^^^^^^^ not valid JSON Schema draft-07
              |
              = help: remove one of the two

            error[S0204]: expected a whole number of 0 or more, found the number `-1`
             --> schemas/thing.yaml:4:65
              |
            4 |       items: { oneOf: [], items: { required: [a, a], minLength: -1, pattern: "(" } }
              |                                                                 ^^ of the wrong kind
              |
              = help: put a whole number of 0 or more here
        "#]],
    );
}
