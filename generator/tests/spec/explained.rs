//! The explanations of codes: each example is a change of the base that causes what it is an example of.

use std::collections::BTreeMap;

use expect_test::expect_file;
use restgen::SourceMap;
use restgen::codes::{Code, page};
use restgen::survey::survey;

use crate::base::base;

#[test]
fn every_example_causes_its_code() {
    let mut wrong = String::new();
    for code in Code::ALL {
        // What is no UTF-8 cannot be shown in a text.
        if *code == Code::BrokenUtf8 {
            continue;
        }
        let changed = changed(code.explanation());
        let sources = SourceMap::new(changed.into_iter().map(|(path, text)| (path, text.into_bytes())));
        let said = survey(&sources).diagnostics;
        if !said.sorted().iter().any(|diagnostic| diagnostic.code == *code) {
            wrong += &format!("{}:\n{}\n", code.as_str(), said.render(&sources));
        }
    }
    assert!(wrong.is_empty(), "examples that do not cause their code:\n{wrong}");
}

#[test]
fn the_base_causes_none_that_is_explained_with_it() {
    let sources = SourceMap::new(base().into_iter().map(|(path, text)| (path, text.into_bytes())));
    let said = survey(&sources).diagnostics;
    assert!(said.sorted().iter().all(|diagnostic| diagnostic.code == Code::MissingWords), "{}", said.render(&sources));
}

#[test]
fn the_page_of_codes_is_current() {
    expect_file!["../../CODES.md"].assert_eq(&page());
}

/// The base with the change that a block `diff` shows: `---` names a file, `-` and `+` take lines out and put them in.
fn changed(explanation: &str) -> BTreeMap<String, String> {
    let (_, behind) = explanation.split_once("```diff\n").expect("an explanation has an example");
    let (block, _) = behind.split_once("```").expect("a block ends");
    let mut files = base();
    for change in block.strip_prefix("--- ").expect("a change names its file").split("\n--- ") {
        let (path, lines) = change.split_once('\n').expect("a path ends its line");
        if let Some(path) = path.strip_suffix(" (deleted)") {
            files.remove(path).expect("the file is there");
            continue;
        }
        let side = |other: char| {
            let lines = lines.lines().filter(|line| !line.starts_with(other));
            lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect::<String>()
        };
        let (old, new) = (side('+'), side('-'));
        let text = files.entry(path.to_owned()).or_default();
        if old.is_empty() {
            text.push_str(&new);
        } else {
            assert!(text.contains(&old), "`{path}` does not hold:\n{old}");
            *text = text.replacen(&old, &new, 1);
        }
    }
    files
}
