//! What `survey` says of the base beyond its mistakes.

use expect_test::expect;
use restgen::diagnostics::Diagnostic;
use restgen::survey::{Inventory, survey};

use crate::base::Edit::{Delete, Put, Write};
use crate::base::{API, GATE, PAGE, edited};

#[test]
fn it_counts() {
    let sources = edited(&[Put(GATE, "{ type: string, x-secret: true }", "{ description: What opens it }")]);
    let Inventory { resources, actions, places, parameters, schemas, models, fields, untyped } =
        survey(&sources).inventory.expect("there is no error");
    let all = (resources, actions, places, parameters, schemas, models, fields, untyped);
    expect![[r#"(1, 2, {Path: 2, Query: 3, Header: 1, Body: 1}, Words { with: 7, without: 0 }, 3, {"alias": 1, "enum": 1, "object": 2}, Words { with: 1, without: 4 }, ["gate.key"])"#]].assert_eq(&format!("{all:?}"));
}

#[test]
fn it_says_what_has_no_words_and_what_a_text_holds() {
    let sources = edited(&[
        Put(PAGE, "| ID of the garden |  | rose |\n| notify", "|  |  | rose |\n| notify"),
        Put(PAGE, "| The gate |\n\n#### Error", "|  |\n\n#### Error"),
        Put(API, "types:\n  limit: { type: integer, reason: the page says string }\n", ""),
        Write("schemas/post.yaml", "title: Post\ntype: object\nproperties:\n  of: { $ref: wood }\n"),
        Write("schemas/wood.yaml", "type: string\n"),
    ]);
    let said = survey(&sources).diagnostics;
    let line = |diagnostic: &&Diagnostic| {
        let (file, range) = sources.find(diagnostic.span);
        let (line, _) = file.line_column(range.start);
        format!("{}:{line}: {} {}\n", file.path, diagnostic.code.as_str(), diagnostic.message)
    };
    expect![[r#"
        resources/gates.md:17: S0702 `limit` of `gates.list` is a text, and its values are whole numbers
        resources/gates.md:44: S0701 `gardenId` of `gates.add` has no words
        resources/gates.md:52: S0701 the answer 201 of `gates.add` has no words
        schemas/gate.yaml:1: S0701 `gate` has no words
        schemas/gate.yaml:4: S0701 `id` of `gate` has no words
        schemas/gate.yaml:5: S0701 `state` of `gate` has no words
        schemas/gate.yaml:6: S0701 `key` of `gate` has no words
        schemas/gate.yaml:7: S0701 `hinges` of `gate` has no words
        schemas/gates.yaml:1: S0701 `gates` has no words
        schemas/post.yaml:1: S0701 `post` has no words
        schemas/post.yaml:1: S0703 no action takes or answers `post`
        schemas/post.yaml:4: S0701 `of` of `post` has no words
        schemas/problem.yaml:1: S0701 `problem` has no words
        schemas/problem.yaml:4: S0701 `type` of `problem` has no words
        schemas/wood.yaml:1: S0703 no action takes or answers `wood`
    "#]]
    .assert_eq(&said.sorted().iter().map(line).collect::<String>());
}

#[test]
fn there_is_nothing_to_count_where_something_is_wrong() {
    let survey = survey(&edited(&[Delete(API)]));
    assert!(survey.diagnostics.has_errors());
    assert!(survey.inventory.is_none());
}
