//! Mistakes in how schemas fit each other, and values that do not fit their schema.

use crate::Case;
use crate::base::Edit::{Put, Write};
use crate::base::GATE;

pub(crate) const CASES: &[Case] = &[
    ("S0402-unresolved-ref", &[Put(GATE, "$ref: gate", "$ref: gates2")]),
    ("S0402-ref-to-nothing-like-it", &[Put(GATE, "$ref: gate", "$ref: hinge")]),
    ("S0402-in-all-of", &[Write("schemas/door.yaml", "allOf:\n  - $ref: dor\n  - $ref: gate\n")]),
    ("S0402-in-one-of", &[Write("schemas/door.yaml", "oneOf:\n  - $ref: dor\n  - $ref: gate\n")]),
    ("S0403-only-a-name", &[Write("schemas/a.yaml", "$ref: b\n"), Write("schemas/b.yaml", "$ref: a\n")]),
    ("S0403-required-circle", &[Write("schemas/a.yaml", NEEDS_B), Write("schemas/b.yaml", NEEDS_A)]),
    ("S0403-list-of-itself", &[Write("schemas/a.yaml", "type: array\nitems: { $ref: a }\n")]),
    ("S0403-alternative-of-itself", &[Write("schemas/a.yaml", "oneOf:\n  - type: string\n  - $ref: a\n")]),
    ("S0403-part-of-itself", &[Write("schemas/a.yaml", "allOf:\n  - $ref: a\n")]),
    ("S0403-parts-in-a-circle", &[Write("schemas/a.yaml", PART_OF_B), Write("schemas/b.yaml", PART_OF_A)]),
    ("S0405-part-without-keys", &[Write("schemas/door.yaml", "allOf:\n  - type: string\n  - $ref: gate\n")]),
    ("S0406-field-default", &[Put(GATE, "default: open", "default: ajar")]),
    ("S0407-model-example", &[Put(GATE, "{ id: g-1, state: shut }", "{ id: 1, state: shut }")]),
    ("S0407-missing-key", &[Put(GATE, "{ id: g-1, state: shut }", "{ state: shut }")]),
    ("S0407-deep-inside", &[Put(GATE, "{ id: g-1, state: shut }", "{ id: g-1, hinges: [{ id: h }, { id: 2 }] }")]),
];

const NEEDS_B: &str = "type: object\nproperties: { b: { $ref: b } }\nrequired: [b]\n";
const NEEDS_A: &str = "type: object\nproperties: { a: { $ref: a } }\nrequired: [a]\n";
const PART_OF_B: &str = "type: object\nproperties: { x: { type: string } }\nallOf: [{ $ref: b }]\n";
const PART_OF_A: &str = "type: object\nproperties: { y: { type: string } }\nallOf: [{ $ref: a }]\n";
