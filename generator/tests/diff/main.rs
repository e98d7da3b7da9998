//! Pairs of specs that differ in one thing: what is told of it, and that Rust says the same.
//!
//! Both clients are generated. `caller.txt` is a program that uses everything of the old one: it compiles against the
//! new one if no change is classed major, and does not if one is.

#![allow(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

mod actions;
mod compile;
mod models;
mod parameters;
mod reading;
#[path = "../codegen/workspace.rs"]
#[allow(dead_code, reason = "not every test needs all")]
mod workspace;

use std::path::PathBuf;
use std::sync::OnceLock;

use expect_test::Expect;
use restgen::diff::{Change, Class, diff};
use restgen::{Checked, Diagnostics};

use workspace::{Texts, files, library, sources};

const CALLER: &str = include_str!("caller.txt");
const KRATE: &str = "town_library";
const FEATURES: &[&str] = &["book", "books"];

/// A change of the example: in a file, a text in the place of another one, which stands there once. A file that is not
/// there is written; one of which nothing is left is deleted.
pub(crate) type Edit<'a> = (&'a str, &'a str, &'a str);

fn edited(edits: &[Edit<'_>]) -> Texts {
    let mut texts = library();
    for &(path, from, to) in edits {
        let text = texts.entry(path.to_owned()).or_default();
        if from.is_empty() {
            to.clone_into(text);
            continue;
        }
        assert_eq!(text.matches(from).count(), 1, "`{from}` in `{path}`");
        *text = text.replace(from, to);
    }
    texts.retain(|_, text| !text.is_empty());
    texts
}

pub(crate) fn analyzed(texts: &Texts) -> Checked {
    let sources = sources(texts);
    match restgen::analyze(&sources, &mut Diagnostics::default()) {
        Ok(checked) => checked,
        Err(diagnostics) => panic!("{}", diagnostics.render(&sources)),
    }
}

/// The changes as the expected texts have them.
fn shown(changes: &[Change]) -> String {
    let mut text = String::new();
    for Change { class, subject, kind, what, rust, wire, actions: _, span: _ } in changes {
        text += &format!("{} {} {subject}: {what}\n", class.as_str(), kind.as_str());
        for (label, said) in [("rust", rust), ("wire", wire)] {
            if !said.is_empty() {
                text += &format!("    {label}: {said}\n");
            }
        }
    }
    text
}

/// The old client, which the program compiles against.
fn old_client() -> &'static PathBuf {
    static OLD: OnceLock<PathBuf> = OnceLock::new();
    OLD.get_or_init(|| {
        let client = compile::client("old", KRATE, &files(&sources(&library())), FEATURES);
        if let Err(errors) = compile::program("old", CALLER, KRATE, &client) {
            panic!("the program does not compile against the client that it was written for: {errors}");
        }
        client
    })
}

/// What is told of some edits of the example, and that Rust decides as it is told.
#[track_caller]
pub(crate) fn check(name: &str, edits: &[Edit<'_>], expected: &Expect) {
    let changes = told(edits, expected);
    let texts = edited(edits);
    let (krate, compiled) = compiles(name, &texts, CALLER, FEATURES);
    let major = changes.iter().any(|change| change.class == Class::Major);
    match compiled {
        Err(errors) if !major => panic!("no change is major, but a program breaks: {errors}"),
        Ok(()) if major => panic!("a change is major, but the program compiles against `{krate}`"),
        _ => {}
    }
}

/// The same for a build with some features only, and a program of its own.
#[track_caller]
pub(crate) fn check_program(name: &str, edits: &[Edit<'_>], program: &str, features: &[&str], expected: &Expect) {
    let changes = told(edits, expected);
    let old = compiles(&format!("{name}-old"), &library(), program, features).1;
    assert_eq!(old, Ok(()), "the program is one that was right");
    let new = compiles(name, &edited(edits), program, features).1;
    let major = changes.iter().any(|change| change.class == Class::Major);
    assert_eq!(new.is_err(), major, "{new:?}");
}

/// What is told of some edits where the program compiles though it says something else now.
#[track_caller]
pub(crate) fn check_silent(name: &str, edits: &[Edit<'_>], expected: &Expect) {
    let changes = told(edits, expected);
    assert_eq!(changes.iter().map(|change| change.class).min(), Some(Class::Major));
    assert_eq!(compiles(name, &edited(edits), CALLER, FEATURES).1, Ok(()));
}

#[track_caller]
fn told(edits: &[Edit<'_>], expected: &Expect) -> Vec<Change> {
    let changes = diff(&analyzed(&library()), &analyzed(&edited(edits)));
    expected.assert_eq(&shown(&changes));
    changes
}

fn compiles(name: &str, texts: &Texts, program: &str, features: &[&str]) -> (String, Result<(), String>) {
    old_client();
    let files = files(&sources(texts));
    let krate = analyzed(texts).api().package.replace('-', "_");
    let client = compile::client(name, &krate, &files, features);
    let compiled = compile::program(name, program, &krate, &client);
    (krate, compiled)
}
