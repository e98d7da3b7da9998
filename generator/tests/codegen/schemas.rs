//! How JSON Schema becomes Rust, a construct at a time: a small schema in, the file of its models out.

use std::path::Path;

use expect_test::expect_file;

use crate::workspace::{Texts, files, is_rust, sources};

/// A construct, and the schema `thing` that has it. Beside it stand `other`, an object, and `word`, an enumeration.
const CONSTRUCTS: &[(&str, &str)] = &[
    (
        "object",
        "description: A thing.\ntype: object\nproperties:\n  id: { type: string }\n  count: { type: integer, minimum: 1 }\n  size: { type: number, default: 1.5 }\n  on: { type: boolean }\nrequired: [id, count]\n",
    ),
    ("empty-object", "type: object\nproperties: {}\n"),
    ("closed-object", "type: object\nadditionalProperties: false\n"),
    ("text-enum", "type: string\nenum: [up, down, '', '1', '>=', '*', Unknown]\n"),
    ("inner-enum", "type: object\nproperties:\n  way: { type: string, enum: [up, down] }\n"),
    (
        "number-enum",
        "type: object\nproperties:\n  size: { enum: [1, 2, 3] }\n  ratio: { enum: [0.5, 1] }\n  on: { enum: [true] }\n  mixed: { enum: [1, a] }\n",
    ),
    (
        "const",
        "type: object\nproperties:\n  kind: { const: thing }\n  maybe: { const: x }\n  version: { const: 2 }\n  nothing: { const: null }\nrequired: [kind]\n",
    ),
    (
        "tagged",
        "oneOf:\n  - { title: Circle, type: object, properties: { kind: { const: circle }, radius: { type: number } }, required: [kind, radius] }\n  - { title: Square, type: object, properties: { kind: { type: string, enum: [square] }, side: { type: number } }, required: [kind] }\n",
    ),
    (
        "tagged-recursion",
        "oneOf:\n  - { title: Leaf, type: object, properties: { kind: { const: leaf } }, required: [kind] }\n  - { title: Branch, type: object, properties: { kind: { const: branch }, left: { $ref: thing }, all: { type: array, items: { $ref: thing } } }, required: [kind, left] }\n",
    ),
    (
        "union",
        "oneOf:\n  - { type: string }\n  - { type: integer }\n  - { type: boolean }\n  - { $ref: other }\n  - { type: array, items: { $ref: other } }\n",
    ),
    ("union-of-integer-and-number", "anyOf:\n  - { type: number }\n  - { type: integer }\n  - { type: string }\n"),
    (
        "union-of-aliases",
        "oneOf:\n  - { $ref: others }\n  - { type: array, items: { $ref: other } }\n  - { type: string }\n",
    ),
    (
        "union-of-objects",
        "oneOf:\n  - { title: By Id, type: object, properties: { id: { type: string } }, required: [id], additionalProperties: false }\n  - { title: By Name, type: object, properties: { name: { type: string } }, required: [name], additionalProperties: false }\n",
    ),
    ("union-of-enums", "oneOf:\n  - { type: string, enum: [a, b] }\n  - { $ref: word }\n  - { const: c }\n"),
    ("union-of-text-and-enum", "type: object\nproperties:\n  it: { oneOf: [{ type: string }, { $ref: word }] }\n"),
    (
        "union-with-null",
        "type: object\nproperties:\n  a: { oneOf: [{ type: string }, { type: 'null' }] }\n  b: { anyOf: [{ $ref: other }, { type: 'null' }] }\n  c: { oneOf: [{ type: string }, { type: integer }, { type: 'null' }] }\n",
    ),
    ("union-of-nullable-ref", "type: object\nproperties:\n  a: { oneOf: [{ $ref: nullable }, { type: integer }] }\n"),
    (
        "union-of-conditions",
        "type: object\nproperties:\n  a: { type: string }\n  b: { type: string }\nanyOf:\n  - required: [a]\n  - required: [b]\n",
    ),
    (
        "union-inside-an-object",
        "type: object\nproperties:\n  a: { type: string }\noneOf:\n  - properties: { b: { type: string }, c: { type: string, enum: [x] } }\n  - properties: { b: { type: integer }, c: { type: string, enum: [y] } }\n",
    ),
    (
        "union-recursion",
        "oneOf:\n  - { type: string }\n  - { title: Both, type: object, properties: { a: { $ref: thing }, b: { $ref: thing } }, required: [a] }\n  - { type: array, items: { $ref: thing } }\n",
    ),
    (
        "kinds",
        "type: object\nproperties:\n  a: { type: [string, integer] }\n  b: { type: [string, 'null'] }\n  c: { type: [number, integer, 'null'] }\n  d: { type: [object, array, string, boolean] }\n  e: { type: ['null'] }\nrequired: [a, b]\n",
    ),
    (
        "nullable",
        "type: object\nproperties:\n  a: { type: [string, 'null'] }\n  b: { type: [object, 'null'], properties: { x: { type: string } } }\n  c: { type: array, items: { type: [integer, 'null'] } }\n  d: { type: string, enum: [x, null] }\nrequired: [a]\n",
    ),
    (
        "all-of",
        "allOf:\n  - { $ref: other }\n  - { type: object, properties: { b: { type: integer }, id: { type: integer } } }\nrequired: [b]\n",
    ),
    ("all-of-one", "type: object\nproperties:\n  a: { description: The word., allOf: [{ $ref: word }] }\n"),
    (
        "map",
        "type: object\nproperties:\n  a: { type: object, additionalProperties: { $ref: other } }\n  b: { type: object, patternProperties: { '^x': { type: string } } }\n  c: { type: object }\n  d: { type: object, patternProperties: { '^x': { type: string } }, additionalProperties: { type: number } }\n  e: { type: object, patternProperties: { '^x': { type: string } }, additionalProperties: false }\n",
    ),
    ("map-file", "description: Sizes by name.\ntype: object\nadditionalProperties: { type: number }\n"),
    (
        "rest",
        "type: object\nproperties: { id: { type: string } }\nrequired: [id]\nadditionalProperties: { type: number }\n",
    ),
    ("list-file", "type: array\nitems: { $ref: other }\n"),
    (
        "nested-lists",
        "type: object\nproperties:\n  a: { type: array, items: { type: array, items: { type: number } } }\n  b: { type: array }\n  c: { type: array, items: { type: object, properties: { x: { type: string } } } }\n",
    ),
    (
        "reference",
        "type: object\nproperties:\n  a: { $ref: other, description: Another one. }\n  b: { $ref: plain, description: A number of it., default: '0' }\n  c: { $ref: plain }\n  d: { $ref: alias }\n",
    ),
    (
        "recursion",
        "type: object\nproperties:\n  parent: { $ref: thing }\n  children: { type: array, items: { $ref: thing } }\n  byName: { type: object, additionalProperties: { $ref: thing } }\n  next: { oneOf: [{ $ref: thing }, { type: 'null' }] }\n",
    ),
    (
        "time-and-secret",
        "type: object\nproperties:\n  at: { type: string, format: date-time }\n  mail: { type: string, format: email }\n  key: { type: string, x-secret: true }\nrequired: [at, key]\n",
    ),
    ("anything", "type: object\nproperties:\n  a: {}\n  b: { description: Whatever it is. }\nrequired: [a]\n"),
    (
        "odd-names",
        "type: object\nproperties:\n  type: { type: string }\n  Self: { type: string }\n  rest: { type: string }\n  new: { type: string }\n  default: { type: string }\n  1st: { type: string }\n  $and: { type: string }\n",
    ),
    (
        "odd-texts",
        "description: \"Ends */ with `a \\\\ \\\" quote\\n\\nand <b>more</b>\"\ntype: object\nproperties:\n  a: { type: string, pattern: \"^`a\\nb$\", format: \"x\\ny\", default: \"*/ \\\" \\\\ \\n\" }\n",
    ),
];

const BESIDE: &[(&str, &str)] = &[
    ("other", "type: object\nproperties: { id: { type: string }, x: { type: number } }\nrequired: [id]\n"),
    ("others", "type: array\nitems: { $ref: other }\n"),
    ("word", "type: string\nenum: [yes, no]\n"),
    ("plain", "description: A number in text.\ntype: string\npattern: '^[0-9]+$'\n"),
    ("alias", "$ref: alias2\n"),
    ("alias2", "$ref: other\n"),
    ("nullable", "type: [string, 'null']\n"),
];

const API: &str = "name: things\ntitle: Things\npackage: things\nversion: '1'\ndescription: Things.\n\
    base-url: https://things.example\nerrors: { kind: type, message: message }\n";

const PAGE: &str = "# Things Actions\n\n## Put\n\nPuts a thing\n\n#### Authentication\n\n\
    No api access token is required to call this action.\n\n#### Available Parameters\n\n\
    | Name | Type | Required | Description | Default | Example |\n| - | - | - | - | - | - |\n\
    | thing | [Thing](../schemas/thing.yaml) | Y | The thing |  |  |\n\n#### Successful Responses\n\n\
    | Code | Type | Description |\n| - | - | - |\n| 200 | [Thing](../schemas/thing.yaml) | The thing |\n\n\
    #### Error Responses\n\n| Code | Type | Description |\n| - | - | - |\n| 400 | [Thing](../schemas/thing.yaml) | Bad |\n";

fn spec(schema: &str) -> Texts {
    let mut texts = Texts::from([
        ("api.yaml".to_owned(), API.to_owned()),
        ("resources/things.md".to_owned(), PAGE.to_owned()),
        ("resources/things.yaml".to_owned(), "path: /things\nactions: { put: { method: PUT } }\n".to_owned()),
    ]);
    let schemas = BESIDE.iter().copied().chain([("thing", schema)]);
    texts.extend(schemas.map(|(name, text)| (format!("schemas/{name}.yaml"), text.to_owned())));
    texts
}

#[test]
fn each_construct_has_its_rust() {
    for (name, schema) in CONSTRUCTS {
        let files = files(&sources(&spec(schema)));
        for (path, text) in files.iter().filter(|(path, _)| is_rust(path)) {
            assert!(syn::parse_file(text).is_ok(), "{name}: {path}\n{text}");
        }
        let rust = files.get("src/models/thing.rs").map_or("", String::as_str);
        // Where the schema needs no type, what is made of it stands in the resource.
        let body = if rust.is_empty() { &files["src/resources/things.rs"] } else { rust };
        let (_, body) = body.split_once("do not edit by hand.\n\n").expect("a file begins with what made it");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codegen/models").join(name).with_extension("txt");
        expect_file![path].assert_eq(body);
    }
}
