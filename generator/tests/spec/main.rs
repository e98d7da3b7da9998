//! A whole spec with a mistake in it: what is said of it, and where. `UPDATE_EXPECT=1` rewrites the expected files.

#![allow(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

mod base;
mod explained;
mod fit;
mod listed;
mod names;
mod paging;
mod schemas;
mod survey;

use std::collections::BTreeSet;
use std::path::Path;

use base::{Edit, edited};
use expect_test::expect_file;
use restgen::codes::Code;
use restgen::{Diagnostics, SourceMap, generate};

/// A mistake: a name that begins with its code, and how to make it.
type Case = (&'static str, &'static [Edit]);

fn cases() -> impl Iterator<Item = Case> {
    [fit::CASES, schemas::CASES, names::CASES].into_iter().flatten().copied()
}

/// All that is said of a spec.
fn said(sources: &SourceMap) -> Diagnostics {
    match generate(sources) {
        Ok(output) => output.warnings,
        Err(diagnostics) => {
            assert!(diagnostics.has_errors());
            diagnostics
        }
    }
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.sorted().iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn nothing_is_wrong_with_the_base() {
    let sources = edited(&[]);
    assert_eq!(said(&sources).render(&sources), "");
}

#[test]
fn each_mistake_has_its_diagnostic() {
    let mut wrong = String::new();
    for (name, edits) in cases() {
        let sources = edited(edits);
        let said = said(&sources);
        let rendered = said.render(&sources);
        let distinct: BTreeSet<_> = codes(&said).into_iter().collect();
        if distinct != BTreeSet::from([&name[..5]]) {
            wrong += &format!("{name}: {distinct:?}\n{rendered}\n");
            continue;
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/bad").join(name).with_extension("txt");
        expect_file![path].assert_eq(&rendered);
    }
    assert!(wrong.is_empty(), "other codes than expected:\n{wrong}");
}

/// The front ends have tests of their own for what is wrong with a single file.
#[test]
fn no_diagnostic_of_a_whole_spec_is_without_a_test() {
    let single = ["S0001", "S0002", "S0401", "S0404", "S0408"];
    let elsewhere = ["S01", "S02", "S07"];
    let whole = |code: &str| !elsewhere.contains(&&code[..3]) && !single.contains(&code);
    let tested: BTreeSet<_> = cases().map(|(name, _)| &name[..5]).filter(|code| whole(code)).collect();
    let all: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).filter(|code| whole(code)).collect();
    assert_eq!(tested, all);
}

/// A diagnostic without a remedy is half of one.
#[test]
fn every_diagnostic_has_a_remedy() {
    for (name, edits) in cases() {
        let said = said(&edited(edits));
        assert!(said.sorted().iter().all(|diagnostic| !diagnostic.help.is_empty()), "{name}");
    }
}

#[test]
fn no_golden_is_left_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/bad");
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let names = entries.map(|entry| entry.expect("the entry can be read").file_name().into_string());
    let names: BTreeSet<_> = names.map(|name| name.expect("a name is UTF-8")).collect();
    assert_eq!(names, cases().map(|(name, _)| format!("{name}.txt")).collect());
}
