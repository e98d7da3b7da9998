//! Mistakes in how pages, bindings and `api.yaml` fit each other.

use crate::Case;
use crate::base::Edit::{Delete, Put, Write};
use crate::base::{API, BINDING, GATE, PAGE};

pub(crate) const CASES: &[Case] = &[
    ("S0003-stray-file", &[Write("schemas/old/gate.yaml", "type: string\n")]),
    ("S0003-bad-name", &[Write("schemas/my gate`.yaml", "type: string\n")]),
    ("S0004-missing-api", &[Delete(API)]),
    ("S0301-page-without-binding", &[Delete(BINDING)]),
    ("S0302-binding-without-page", &[Write("resources/gate.yaml", "path: /gate\nactions: {}\n")]),
    ("S0303-action-without-binding", &[Put(PAGE, "## Add", "## Put Up"), Put(BINDING, ADD, "")]),
    ("S0304-binding-without-action", &[Put(BINDING, "actions:\n", "actions:\n  remove: { method: DELETE }\n")]),
    ("S0304-misspelled-action", &[Put(BINDING, "actions:\n", "actions:\n  lists: { method: PUT }\n")]),
    ("S0305-parameter-not-in-table", &[Put(BINDING, "/gates\n", "/gates/{wing}\n")]),
    ("S0305-misspelled-parameter", &[Put(BINDING, "{gardenId}", "{gardenID}")]),
    ("S0306-parameter-not-in-path", &[Put(BINDING, "      notify: { in: query }", "      gate: { in: body }")]),
    ("S0306-said-to-be-in-path", &[Put(BINDING, "notify: { in: query }", "notify: { in: path }")]),
    ("S0307-body-on-get", &[Put(BINDING, "method: POST", "method: GET\n    path: /new"), Put(BINDING, QUERY, BODY)]),
    ("S0308-two-bodies", &[Put(PAGE, "| gate |", "| post | [Gate](_schemas.md#gate) | N | A post |  |  |\n| gate |")]),
    ("S0309-unknown-parameter", &[Put(BINDING, "notify: { in: query }", "notify: { in: query }\n      notified: {}")]),
    ("S0310-unknown-slug", &[Put(PAGE, "201 | [Gate](_schemas.md#gate)", "201 | [Gate](_schemas.md#gat)")]),
    (
        // The one error alone: what is any JSON for want of the schema is not counted.
        "S0310-unknown-name",
        &[Put(PAGE, "../schemas/gates.yaml", "../schemas/fence.yaml"), Put(API, "types:", "untyped: 0\ntypes:")],
    ),
    ("S0310-doubled-title", &[Write("schemas/door.yaml", "title: Gate\ntype: string\n")]),
    ("S0310-in-a-correction", &[Put(BINDING, ORDER, "{ response: 200, schema: gatess, reason: so it is }")]),
    ("S0311-same-request", &[Put(BINDING, "method: POST", "method: GET"), Put(BINDING, QUERY, GATE_IN_QUERY)]),
    (
        "S0312-optional-in-path",
        &[Put(PAGE, "| gardenId | string | Y | ID of the garden |  | rose |\n| limit", OPTIONAL)],
    ),
    ("S0112-two-corrected-to-one-code", &[Put(BINDING, ORDER, "{ response: 404, code: 200, reason: r }")]),
    ("S0313-unknown-resource", &[Put(API, "[gates]", "[gates, gatse, fences]")]),
    ("S0314-path-parameter-elsewhere", &[Put(BINDING, QUERY, "notify: { in: query }\n      gardenId: { in: query }")]),
    ("S0315-schema-in-header", &[Put(BINDING, QUERY, "notify: { in: query }\n      gate: { in: header }")]),
    ("S0315-text-as-body", &[Put(BINDING, "notify: { in: query }", "notify: { in: body }\n      gate: { in: query }")]),
    ("S0406-parameter-default", &[Put(PAGE, "| 20 | 5 |", "| many | 5 |")]),
    ("S0406-global-default", &[Put(API, "{ in: header, type: string,", "{ in: query, type: integer, default: a,")]),
    ("S0407-parameter-example", &[Put(PAGE, "desc |  |  |", "desc |  | dwn |")]),
    ("S0407-global-example", &[Put(API, "type: string, desc", "type: boolean, example: 3, desc")]),
    ("S0409-untyped-values", &[Put(API, "types:", "untyped: 0\ntypes:"), Put(GATE, "key: {", "note: {}\n  key: {")]),
    ("S0409-fewer-untyped-values", &[Put(API, "types:", "untyped: 2\ntypes:")]),
    ("S0601-correction-without-effect", &[Put(BINDING, "[up, down]", "[asc, desc]")]),
    (
        "S0602-no-such-response",
        &[Put(
            BINDING,
            ORDER,
            "{ response: 404, code: 410, reason: r }\n      - { response: 404, code: 411, reason: r }",
        )],
    ),
    ("S0602-no-such-parameter", &[Put(BINDING, "parameter: order", "parameter: ordre")]),
    ("S0603-rule-without-effect", &[Put(API, "  limit: {", "  limits: {")]),
    ("S0603-paging-without-effect", &[Put(API, "types:", "paging: [{ by: link, items: gates }]\ntypes:")]),
    (
        "S0603-total-without-effect",
        &[Put(API, "types:", "paging: [{ by: { number: { parameter: limit, total: all } } }]\ntypes:")],
    ),
    (
        "S0204-paging-from-a-word",
        &[Put(API, "types:", "paging: [{ by: { number: { parameter: limit, first: one } } }]\ntypes:")],
    ),
    ("S0205-paging-without-a-parameter", &[Put(API, "types:", "paging: [{ by: { cursor: { next: n } } }]\ntypes:")]),
    ("S0202-paging-with-another-key", &[Put(API, "types:", "paging: [{ by: link, total: all }]\ntypes:")]),
    ("S0603-text-without-effect", &[Write("properties.yaml", "id: What it is known by\nlatch: What holds it shut\n")]),
];

const ADD: &str = "  add:\n    method: POST\n    parameters:\n      notify: { in: query }\n";
const QUERY: &str = "notify: { in: query }";
const BODY: &str = "notify: { in: query }\n      gate: { in: body }";
const GATE_IN_QUERY: &str = "notify: { in: query }\n      gate: { in: query }";
const ORDER: &str = "{ parameter: order, values: [up, down], reason: the server takes these }";
const OPTIONAL: &str = "| gardenId | string | N | ID of the garden |  | rose |\n| limit";
