//! `parse` on pages with no binding: JSON for what reads them, diagnostics for who wrote them.

mod temporary;

use serde_json::Value;
use temporary::{Workspace, xtask};

fn page(name: &str) -> String {
    format!("{}/../generator/tests/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn good_pages_are_printed_as_json() {
    let run = xtask(&["parse", &page("library/spec/resources/books.md"), &page("library/spec/resources/book.md")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let pages: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let names: Vec<_> = pages.as_array().expect("a list").iter().map(|page| &page["resource"]).collect();
    assert_eq!(names, ["book", "books"]);
    let list = &pages[1]["actions"][0];
    assert_eq!((&list["name"], &list["parameters"][1]["name"]), (&"list".into(), &"limit".into()));
}

#[test]
fn a_bad_page_is_shown_and_the_others_are_printed() {
    let run = xtask(&["parse", &page("library/spec/resources/book.md"), &page("pages/bad/S0108-unknown-type.md")]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("error[S0108]: "), "{}", run.stderr);
    let pages: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(pages[0]["resource"], "book");
}

#[test]
fn a_page_of_no_text_has_a_diagnostic() {
    let workspace = Workspace::empty("parse");
    std::fs::write(workspace.root.join("page.md"), b"# A\xff\n").expect("the file can be written");
    let run = xtask(&["parse", workspace.root.join("page.md").to_str().expect("a UTF-8 path")]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "[]\n"));
    assert!(run.stderr.starts_with("error[S0001]: "), "{}", run.stderr);
}

#[test]
fn a_page_that_is_not_there_is_named() {
    let run = xtask(&["parse", "no/such/page.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("cannot read `no/such/page.md`"), "{}", run.stderr);
}

#[test]
fn no_page_is_a_mistake_in_the_call() {
    let run = xtask(&["parse"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Usage: cargo xtask parse <PAGE.md>..."), "{}", run.stderr);
}
