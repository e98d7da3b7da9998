//! Every mistake that the generator promises to catch, from the files to the place.

use expect_test::expect;
use restgen::SourceMap;

use crate::base::Edit::{self, Delete, Put, Write};
use crate::base::{API, BINDING, GATE, PAGE, edited};
use crate::said;

const MISTAKES: &[(&str, &[Edit])] = &[
    ("missing section", &[Put(PAGE, "#### Authentication\n\nNo api", "No api")]),
    ("doubled section", &[Put(PAGE, "## Add", "#### Authentication\n\nNo api access token is required.\n\n## Add")]),
    (
        "table without its columns",
        &[Put(
            PAGE,
            "| Code | Type | Description |\n| ---- | ---- | ----------- |\n| 201",
            "| Code | Kind | Description |\n| ---- | ---- | ----------- |\n| 201",
        )],
    ),
    ("row with too few cells", &[Put(PAGE, "| 20 | 5 |", "|")]),
    ("unknown type", &[Put(PAGE, "| limit | string", "| limit | strin")]),
    ("link to a schema that does not exist", &[Put(PAGE, "schemas/gates.yaml", "schemas/gate2.yaml")]),
    ("parameter in the path but not in the table", &[Put(BINDING, "/gates\n", "/gates/{wing}\n")]),
    ("parameter in the table but not in the path", &[Put(BINDING, "{gardenId}", "rose")]),
    ("doubled parameter", &[Put(PAGE, "| limit |", "| limit | string | N | Again |  |  |\n| limit |")]),
    ("doubled action", &[Put(PAGE, "## Add", "## List")]),
    (
        "action without a binding",
        &[Put(BINDING, "  add:\n    method: POST\n    parameters:\n      notify: { in: query }\n", "")],
    ),
    ("binding without an action", &[Put(BINDING, "  add:\n", "  remove: { method: DELETE }\n  add:\n")]),
    ("unknown key in a binding", &[Put(BINDING, "    method: POST", "    metod: POST\n    method: POST")]),
    ("unknown key in api.yaml", &[Put(API, "auth: bearer", "auth: bearer\nauht: bearer")]),
    ("unknown key in a schema", &[Put(GATE, "type: object", "type: object\nrequird: [id]")]),
    ("doubled key", &[Put(GATE, "type: object", "type: object\ntype: string")]),
    ("bad method", &[Put(BINDING, "method: POST", "method: PSOT")]),
    ("bad path template", &[Put(BINDING, "{gardenId}", "{gardenId")]),
    ("status code out of range", &[Put(PAGE, "| 201 |", "| 1201 |")]),
    ("response without a type", &[Put(PAGE, "| 201 | [Gate](_schemas.md#gate) |", "| 201 |  |")]),
    ("schema that is no draft-07", &[Put(GATE, "required: [id]", "required: [id, id]")]),
    ("$ref to nothing", &[Put(GATE, "$ref: gate", "$ref: hinge")]),
    (
        "$ref circle",
        &[Put(GATE, "{ type: array, items: { $ref: gate } }", "{ $ref: gate }"), Put(GATE, "[id]", "[id, hinges]")],
    ),
    ("enumeration with a doubled value", &[Put(GATE, "[open, shut]", "[open, shut, open]")]),
    ("doubled accepted value", &[Put(PAGE, "asc, desc", "asc, desc, asc")]),
    ("default that its type does not allow", &[Put(PAGE, "| 20 | 5 |", "| few | 5 |")]),
    ("example that its type does not allow", &[Put(GATE, "id: g-1", "id: 1")]),
    ("names that fall together", &[Put(GATE, "  key: {", "  ID: { type: string }\n  key: {")]),
    ("correction that changes nothing", &[Put(BINDING, "[up, down]", "[asc, desc]")]),
    (
        "body on GET",
        &[
            Put(BINDING, "method: POST", "method: GET\n    path: /new"),
            Put(BINDING, "notify: { in: query }", "notify: { in: query }\n      gate: { in: body }"),
        ],
    ),
    ("empty page", &[Write(PAGE, "\n")]),
    ("empty binding", &[Write(BINDING, "")]),
    ("empty schema", &[Write("schemas/gates.yaml", " ")]),
    ("no api.yaml", &[Delete(API)]),
];

/// What is said of a spec, a line each: the code and the place.
fn places(sources: &SourceMap) -> Vec<String> {
    let said = said(sources);
    let place = |diagnostic: &&restgen::diagnostics::Diagnostic| {
        let (file, range) = sources.find(diagnostic.span);
        let (line, column) = file.line_column(range.start);
        format!("{} {}:{line}:{column}", diagnostic.code.as_str(), file.path)
    };
    said.sorted().iter().map(place).collect()
}

#[test]
fn every_listed_mistake_is_caught() {
    let lines = MISTAKES.iter().map(|(words, edits)| format!("{words}: {}\n", places(&edited(edits)).join(", ")));
    expect![[r#"
        missing section: S0102 resources/gates.md:32:4
        doubled section: S0103 resources/gates.md:32:6
        table without its columns: S0105 resources/gates.md:50:1
        row with too few cells: S0106 resources/gates.md:17:1
        unknown type: S0108 resources/gates.md:17:11
        link to a schema that does not exist: S0310 resources/gates.md:24:9
        parameter in the path but not in the table: S0305 resources/gates.yaml:1:7, S0305 resources/gates.yaml:1:7
        parameter in the table but not in the path: S0306 resources/gates.md:16:1, S0306 resources/gates.md:44:1
        doubled parameter: S0109 resources/gates.md:18:3
        doubled action: S0110 resources/gates.md:32:4
        action without a binding: S0303 resources/gates.md:32:4
        binding without an action: S0304 resources/gates.yaml:7:3
        unknown key in a binding: S0202 resources/gates.yaml:8:5
        unknown key in api.yaml: S0202 api.yaml:8:1
        unknown key in a schema: S0202 schemas/gate.yaml:3:1
        doubled key: S0203 schemas/gate.yaml:3:1
        bad method: S0206 resources/gates.yaml:8:13
        bad path template: S0207 resources/gates.yaml:1:7
        status code out of range: S0111 resources/gates.md:52:3
        response without a type: S0113 resources/gates.md:52:10
        schema that is no draft-07: S0401 schemas/gate.yaml:8:1
        $ref to nothing: S0402 schemas/gate.yaml:7:41
        $ref circle: S0403 schemas/gate.yaml:1:1
        enumeration with a doubled value: S0404 schemas/gate.yaml:5:45
        doubled accepted value: S0116 resources/gates.md:18:69
        default that its type does not allow: S0406 resources/gates.md:17:49
        example that its type does not allow: S0407 schemas/gate.yaml:10:5
        names that fall together: S0501 schemas/gate.yaml:6:3
        correction that changes nothing: S0601 resources/gates.yaml:6:9
        body on GET: S0307 resources/gates.md:46:1
        empty page: S0002 resources/gates.md:1:1
        empty binding: S0002 resources/gates.yaml:1:1
        empty schema: S0002 schemas/gates.yaml:1:1
        no api.yaml: S0004 resources/gates.md:1:1
    "#]]
    .assert_eq(&lines.collect::<String>());
}

#[test]
fn broken_utf8_is_caught_in_every_file() {
    let good = edited(&[]);
    for broken in good.files() {
        let bytes = good.files().iter().map(|file| {
            let text = if file.path == broken.path { b"a\xffb".to_vec() } else { file.text.clone().into_bytes() };
            (file.path.clone(), text)
        });
        assert_eq!(places(&SourceMap::new(bytes)), [format!("S0001 {}:1:2", broken.path)]);
    }
}

/// Each file has a mistake of its own: all are said at once, in the order of the files, and nothing follows from them.
#[test]
fn all_mistakes_of_a_phase_are_said_at_once() {
    let first = edited(&[
        Put(API, "auth: bearer", "auth: baerer"),
        Put(PAGE, "| limit | string", "| limit | strin"),
        Put(PAGE, "| gardenId | string | Y | ID of the garden |  | rose |\n| limit", "| gardenId | string |\n| limit"),
        Put(BINDING, "method: POST", "method: PSOT"),
        Put(GATE, "type: object", "typ: object"),
        // A mistake of a later phase, which is not looked for.
        Put(GATE, "$ref: gate", "$ref: nothing"),
    ]);
    expect![[r#"
        S0204 api.yaml:7:7
        S0106 resources/gates.md:16:1
        S0108 resources/gates.md:17:11
        S0206 resources/gates.yaml:8:13
        S0202 schemas/gate.yaml:2:1
    "#]]
    .assert_eq(&(places(&first).join("\n") + "\n"));
    let second = edited(&[
        Put(API, "[gates]", "[gate]"),
        Put(PAGE, "schemas/gates.yaml", "schemas/gatse.yaml"),
        Put(BINDING, "parameter: order", "parameter: ordr"),
        Put(GATE, "$ref: gate", "$ref: nothing"),
    ]);
    expect![[r#"
        S0313 api.yaml:15:17
        S0310 resources/gates.md:24:9
        S0602 resources/gates.yaml:6:9
        S0402 schemas/gate.yaml:7:41
    "#]]
    .assert_eq(&(places(&second).join("\n") + "\n"));
}
