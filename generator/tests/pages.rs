//! The Markdown front end as a whole: pages in, JSON or diagnostics out. `UPDATE_EXPECT=1` rewrites the expected files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use restgen::codes::Code;
use restgen::diagnostics::Diagnostics;
use restgen::front::page::{Page, parse, to_json};
use restgen::source::SourceMap;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// The pages of a folder, sorted.
fn pages_in(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join(name)).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    paths.sort();
    paths
}

fn sources(text: impl Into<Vec<u8>>) -> SourceMap {
    SourceMap::new([("resources/page.md".to_owned(), text.into())])
}

fn read(sources: &SourceMap) -> (Option<Page>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let page = parse(&sources.files()[0], &mut diagnostics);
    (page, diagnostics)
}

fn json(text: &str) -> String {
    let sources = sources(text);
    let (page, diagnostics) = read(&sources);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources));
    let page = page.expect("a page without an error is a page");
    serde_json::to_string_pretty(&to_json(&page, &sources.files()[0])).expect("JSON can be written") + "\n"
}

#[test]
fn good_pages_give_json() {
    for path in pages_in("good") {
        let text = fs::read_to_string(&path).expect("the page can be read");
        expect_file![path.with_extension("json")].assert_eq(&json(&text));
    }
}

#[test]
fn each_mistake_has_its_diagnostic() {
    for path in pages_in("bad") {
        let sources = sources(fs::read(&path).expect("the page can be read"));
        let (_, diagnostics) = read(&sources);
        let name = path.file_name().expect("a page has a name").to_string_lossy().into_owned();
        let codes: Vec<_> = diagnostics.sorted().iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        assert_eq!(codes, [&name[..5]], "{name}");
        expect_file![path.with_extension("txt")].assert_eq(&diagnostics.render(&sources));
    }
}

#[test]
fn no_diagnostic_of_a_page_is_without_a_test() {
    let paths = pages_in("bad");
    let tested: BTreeSet<_> = paths.iter().filter_map(|path| path.file_name()?.to_str()?.get(..5)).collect();
    let codes = Code::ALL.iter().map(|code| code.as_str()).filter(|code| code.starts_with("S01"));
    assert_eq!(codes.collect::<BTreeSet<_>>(), tested);
}

#[test]
fn ten_mistakes_give_ten_diagnostics() {
    let path = folder().join("ten-mistakes.md");
    let sources = sources(fs::read(&path).expect("the page can be read"));
    let (_, diagnostics) = read(&sources);
    assert_eq!(diagnostics.counts(), (10, 0), "{}", diagnostics.render(&sources));
    expect_file![path.with_extension("txt")].assert_eq(&diagnostics.render(&sources));
}

#[test]
fn broken_and_empty_files_are_not_read() {
    for (name, bytes) in [("broken", b"# Garden\xffGate\n".as_slice()), ("empty", b"\xef\xbb\xbf \n")] {
        let sources = sources(bytes);
        let (page, diagnostics) = read(&sources);
        assert!(page.is_none());
        expect_file![folder().join(name).with_extension("txt")].assert_eq(&diagnostics.render(&sources));
    }
}

/// How a text is saved does not matter.
#[test]
fn line_ends_marks_and_spaces_change_nothing() {
    let text = fs::read_to_string(folder().join("good/gardenGates.md")).expect("the page can be read");
    let expected = json(&text);
    assert_eq!(json(&text.replace('\n', "\r\n")), expected);
    assert_eq!(json(&format!("\u{feff}{text}")), expected);
    assert_eq!(json(&text.replace('\n', "  \n")), expected);
    assert_eq!(json(&text.replace("| ", "|    ").replace(" |", "   |")), expected);
    assert_eq!(json(&text.replace("#### A", "####   a")), expected);
}
