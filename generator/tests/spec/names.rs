//! Names that Rust does not take, or that fall together there.

use crate::Case;
use crate::base::Edit::{Put, Write};
use crate::base::{API, GATE, PAGE};

pub(crate) const CASES: &[Case] = &[
    ("S0501-fields", &[Put(GATE, "  key: {", "  ID: { type: string }\n  key: {")]),
    ("S0501-values", &[Put(GATE, "[open, shut]", "[open, shut, OPEN]")]),
    ("S0501-parameter-values", &[Put(PAGE, "asc, desc", "up, down, Down"), Put("resources/gates.yaml", ORDER, " []")]),
    (
        "S0501-models",
        &[Write("schemas/Gate.yaml", "title: Fence\ntype: object\nproperties: { a: { type: string } }\n")],
    ),
    ("S0501-titles", &[Put(GATE, "  key: {", SHAPES)]),
    ("S0501-titles-in-two-files", &[Put(GATE, "  key: {", SHAPE), Write("schemas/door.yaml", DOOR)]),
    (
        "S0501-setters",
        &[Put(
            PAGE,
            "| limit |",
            "| sort_by | string | N | Sort |  |  |\n| sortBy | string | N | Sort |  |  |\n| limit |",
        )],
    ),
    (
        "S0501-arguments",
        &[
            Put(PAGE, "| gate |", "| garden_id | string | Y | Again |  |  |\n| gate |"),
            Put(
                "resources/gates.yaml",
                "notify: { in: query }",
                "notify: { in: query }\n      garden_id: { in: query }",
            ),
        ],
    ),
    ("S0501-global-and-setter", &[Put(PAGE, "| limit |", "| Trace | string | N | Trace |  |  |\n| limit |")]),
    (
        "S0501-global-and-same-setter",
        &[
            Put(PAGE, "| limit |", "| trace | string | N | Trace |  |  |\n| limit |"),
            Put(
                "resources/gates.yaml",
                "    method: GET\n",
                "    method: GET\n    parameters: { trace: { in: query } }\n",
            ),
        ],
    ),
    (
        "S0501-globals",
        &[Put(API, "  trace: {", "  TRACE: { in: query, type: string, description: Again. }\n  trace: {")],
    ),
    (
        "S0501-action-and-resource",
        &[Put(PAGE, "## Add", "## Gates"), Put("resources/gates.yaml", "  add:", "  gates:")],
    ),
    (
        "S0501-titles-of-alternatives",
        &[Write(
            "schemas/door.yaml",
            "oneOf:\n  - { title: Two Wings, type: string, format: date-time }\n  - { title: two wings, type: integer }\n",
        )],
    ),
    ("S0502-field", &[Put(GATE, "  key: {", "  $: { type: string }\n  key: {")]),
    ("S0502-value", &[Put(GATE, "[open, shut]", "[open, shut, \"…\"]")]),
    (
        "S0502-argument",
        &[
            Put(PAGE, "| gate |", "| a² | string | Y | Again |  |  |\n| gate |"),
            Put("resources/gates.yaml", QUERY, SUPERSCRIPT),
        ],
    ),
    ("S0502-package", &[Put(API, "garden-client", "garden client")]),
    ("S0502-package-keyword", &[Put(API, "garden-client", "async")]),
];

const QUERY: &str = "notify: { in: query }";
const SUPERSCRIPT: &str = "notify: { in: query }\n      a²: { in: query }";
const ORDER: &str = "\n      - { parameter: order, values: [up, down], reason: the server takes these }";
const SHAPE: &str = "  lock: { title: Lock, type: object, properties: { a: { type: string } } }\n  key: {";
const SHAPES: &str = "  lock: { title: Lock, type: object, properties: { a: { type: string } } }\n  bolt: { title: Lock, type: object, properties: { b: { type: string } } }\n  key: {";
const DOOR: &str =
    "type: object\nproperties:\n  lock: { title: Lock, type: object, properties: { a: { type: string } } }\n";
