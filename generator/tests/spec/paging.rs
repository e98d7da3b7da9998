//! Which actions page, by which rule, and what is written of it.

use restgen::generate;

use crate::base::Edit::{self, Put, Write};
use crate::base::{API, edited};

const LINK: Edit = Put(API, "types:", "paging:\n  - { by: link }\ntypes:");
const BY_NUMBER: Edit = Put(
    API,
    "types:",
    "paging:\n  - by: { number: { parameter: limit, first: 1, total: all } }\n    size: limit\n    items: rows\ntypes:",
);
const BY_CURSOR: Edit =
    Put(API, "types:", "paging:\n  - by: { cursor: { parameter: limit, next: all } }\n    items: rows\ntypes:");

/// An answer with these two keys.
macro_rules! answer {
    ($rows:literal, $all:literal) => {
        Write(
            "schemas/gates.yaml",
            concat!("title: Gates\ntype: object\nproperties:\n  rows: ", $rows, "\n  all: ", $all, "\n"),
        )
    };
}

const ROWS: Edit = answer!("{ type: array, items: { $ref: gate } }", "{ type: integer }");

/// What is written of how `list` pages; nothing where it does not.
fn paged(edits: &[Edit]) -> String {
    let sources = edited(edits);
    let output = generate(&sources).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(&sources)));
    let lines = output.files["src/resources/gates.rs"].lines();
    lines.filter_map(|line| line.strip_prefix("paged!")).collect()
}

#[test]
fn the_rule_is_written_in_one_line() {
    let cases: &[(&str, &[Edit], &str)] = &[
        ("no rule", &[], ""),
        ("the answer is the list", &[LINK], "(List: crate::models::Gates => Gate, link());"),
        (
            "the list is a key",
            &[BY_NUMBER, ROWS],
            "(List: crate::models::Gates => Gate, number(\"limit\", 1) { rows, all });",
        ),
        (
            "a list under another name",
            &[
                BY_CURSOR,
                Write("schemas/rows.yaml", "title: Rows\ntype: array\nitems: { type: string }\n"),
                answer!("{ $ref: rows }", "{ type: [string, 'null'] }"),
            ],
            "(List: crate::models::Gates => String, cursor(\"limit\") { rows, all });",
        ),
        (
            "the first rule counts",
            &[
                Put(
                    API,
                    "types:",
                    "paging:\n  - { by: { cursor: { parameter: limit, next: all } }, items: rows }\n  - { by: link, items: hinges }\ntypes:",
                ),
                ROWS,
            ],
            "(List: crate::models::Gates => Gate, cursor(\"limit\") { rows, all });(Add: Gate => Gate, link() { hinges });",
        ),
    ];
    for (what, edits, line) in cases {
        assert_eq!(paged(edits), *line, "{what}");
    }
}

/// Each leaves the rule without an action, which is said.
#[test]
fn an_action_pages_only_if_it_has_all_of_the_rule() {
    let cases: &[(&str, &[Edit])] = &[
        ("no such key", &[BY_NUMBER]),
        ("a key that is no list", &[BY_NUMBER, answer!("{ type: string }", "{ type: integer }")]),
        (
            "a cursor that is no text",
            &[BY_CURSOR, answer!("{ type: array, items: { $ref: gate } }", "{ type: boolean }")],
        ),
        ("no such parameter", &[BY_NUMBER, ROWS, Put(API, "size: limit", "size: count")]),
        ("a parameter of the path", &[BY_NUMBER, ROWS, Put(API, "parameter: limit", "parameter: gardenId")]),
        ("a parameter of some values", &[BY_NUMBER, ROWS, Put(API, "parameter: limit", "parameter: order")]),
    ];
    for (what, edits) in cases {
        let said = generate(&edited(edits)).expect_err(what);
        let said: Vec<_> = said.sorted().iter().map(|diagnostic| diagnostic.message.clone()).collect();
        assert_eq!(said, ["no action pages by this rule"], "{what}");
    }
}
