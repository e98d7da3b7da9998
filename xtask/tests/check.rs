//! `check` and `explain`, run as processes.

#![allow(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

mod temporary;

use expect_test::expect;
use serde_json::Value;
use temporary::{Run, Workspace, xtask};

fn check(workspace: &Workspace, format: &str) -> Run {
    xtask(&["check", "--format", format, "--root", workspace.root.to_str().expect("the path is UTF-8")])
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout))
}

/// The example with an error, a place of which is in another file than what it relates to.
fn broken(name: &str) -> Workspace {
    let workspace = Workspace::copy(name);
    let page = workspace.read("spec/resources/books.md");
    workspace.write("spec/resources/books.md", &page.replace("| branchId | string |", "| branchId | strin |"));
    workspace
}

#[test]
fn a_spec_without_a_mistake_is_counted() {
    let workspace = Workspace::copy("check-good");
    let before = workspace.files(".");
    let run = check(&workspace, "text");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    expect![[r#"
        spec/schemas/author.yaml:9:7: note[S0701]: `first` of `Full Name` has no words
        spec/schemas/author.yaml:10:7: note[S0701]: `last` of `Full Name` has no words
        spec/schemas/book.yaml:5:3: note[S0701]: `id` of `book` has no words
        spec/schemas/book.yaml:9:3: note[S0701]: `price` of `book` has no words
        spec/schemas/book.yaml:10:3: note[S0701]: `pages` of `book` has no words
        spec/schemas/book.yaml:11:3: note[S0701]: `added` of `book` has no words
        spec/schemas/book.yaml:12:3: note[S0701]: `state` of `book` has no words
        spec/schemas/book.yaml:13:3: note[S0701]: `place` of `book` has no words
        spec/schemas/book.yaml:14:3: note[S0701]: `sequel` of `book` has no words
        spec/schemas/book.yaml:20:7: note[S0701]: `name` of `Keeper` has no words
        spec/schemas/book.yaml:27:3: note[S0701]: `notes` of `book` has no words
        spec/schemas/bookQuery.yaml:5:3: note[S0701]: `$and` of `bookQuery` has no words
        spec/schemas/bookQuery.yaml:7:3: note[S0701]: `pages` of `bookQuery` has no words
        spec/schemas/loans.yaml:11:9: note[S0701]: `book` of `Loan` has no words
        spec/schemas/newBook.yaml:7:3: note[S0701]: `type` of `newBook` has no words
        spec/schemas/newBook.yaml:8:3: note[S0701]: `authors` of `newBook` has no words
        spec/schemas/newBook.yaml:9:3: note[S0701]: `subtitle` of `newBook` has no words
        spec/schemas/newBook.yaml:10:3: note[S0701]: `place` of `newBook` has no words
        spec/schemas/newBook.yaml:11:3: note[S0701]: `tags` of `newBook` has no words
        spec/schemas/note.yaml:5:3: note[S0701]: `id` of `note` has no words
        spec/schemas/note.yaml:6:3: note[S0701]: `text` of `note` has no words
        spec/schemas/order.yaml:5:3: note[S0701]: `due` of `order` has no words
        spec/schemas/order.yaml:6:3: note[S0701]: `shop` of `order` has no words
        spec/schemas/place.yaml:8:7: note[S0701]: `row` of `Shelf Place` has no words
        spec/schemas/place.yaml:14:7: note[S0701]: `label` of `Box Place` has no words
        spec/schemas/place.yaml:15:7: note[S0701]: `inside` of `Box Place` has no words
        spec/schemas/yearRange.yaml:5:3: note[S0701]: `from` of `yearRange` has no words
        spec/schemas/yearRange.yaml:6:3: note[S0701]: `to` of `yearRange` has no words

        resources       4
        actions         9
        parameters     33   13 path, 13 query, 1 header, 2 body, 4 multipart, 33 with words, 0 without
        schemas        13
        models         20   1 alias, 2 enum, 14 object, 1 tagged, 2 union
        fields         44   16 with words, 28 without
        any JSON        1
                            book.extra

        spec/: 0 errors, 0 warnings, 28 notes
        `cargo xtask explain CODE` tells more about each
    "#]]
    .assert_eq(&run.stdout);
    assert_eq!(workspace.files("."), before, "nothing is written");
    let counts = json(&check(&workspace, "json"))["counts"].clone();
    expect![[r#"{"resources":4,"actions":9,"parameters":{"byPlace":{"path":13,"query":13,"header":1,"body":2,"multipart":4},"words":{"withWords":33,"withoutWords":0}},"schemas":13,"models":{"alias":1,"enum":2,"object":14,"tagged":1,"union":2},"fields":{"withWords":16,"withoutWords":28},"untyped":["book.extra"]}"#]].assert_eq(&counts.to_string());
}

#[test]
fn an_error_is_shown_with_its_lines() {
    let run = check(&broken("check-text"), "text");
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.starts_with("error[S0108]: unknown type `strin`\n  --> resources/books.md:17:14\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("spec/: 3 errors, 0 warnings, 0 notes\n"), "{}", run.stdout);
}

#[test]
fn programs_read_the_same() {
    let run = check(&broken("check-json"), "json");
    assert_eq!(run.code, 1);
    let value = json(&run);
    assert_eq!(value["counts"], Value::Null);
    expect![[r#"
        {
          "code": "S0108",
          "severity": "error",
          "message": "unknown type `strin`",
          "place": {
            "file": "spec/resources/books.md",
            "line": 17,
            "column": 14,
            "endLine": 17,
            "endColumn": 19
          },
          "label": "did you mean `string`?",
          "related": [],
          "help": "the types are `string`, `integer`, `number`, `boolean`, `object`, `array` and `file`, and links to schemas"
        }"#]].assert_eq(&format!("{:#}", value["diagnostics"][0]));
}

/// What a review needs of SARIF 2.1.0 to show a result.
#[test]
fn reviews_show_it_at_the_line() {
    let run = check(&broken("check-sarif"), "sarif");
    assert_eq!(run.code, 1);
    let value = json(&run);
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("there are rules");
    assert_eq!(run["tool"]["driver"]["name"], "restgen");
    let results = run["results"].as_array().expect("there are results");
    assert_eq!(results.len(), 3);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a result has its rule");
        assert_eq!(rules[usize::try_from(index).expect("it is small")]["id"], result["ruleId"]);
    }
    expect![[r#"
        {
          "ruleId": "S0108",
          "ruleIndex": 11,
          "level": "error",
          "message": {
            "text": "unknown type `strin`; did you mean `string`?; the types are `string`, `integer`, `number`, `boolean`, `object`, `array` and `file`, and links to schemas"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "spec/resources/books.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 17,
                  "startColumn": 14,
                  "endLine": 17,
                  "endColumn": 19
                }
              }
            }
          ],
          "relatedLocations": []
        }"#]].assert_eq(&format!("{:#}", results[0]));
}

#[test]
fn a_code_is_explained() {
    let run = xtask(&["explain", "s0101"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.starts_with("error[S0101]: a page does not begin with a title\n\n"), "{}", run.stdout);
    let run = xtask(&["explain", "S101"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        error: there is no code `S101`; did you mean `S0101`?
    "#]]
    .assert_eq(&run.stderr);
}
