//! What the YAML front end says of the files it reads.

#![allow(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

mod binding;
mod mutations;
mod places;
mod schema;
mod shape;
mod spec;
mod syntax;

use expect_test::Expect;
use restgen::diagnostics::Diagnostics;
use restgen::front;
use restgen::front::binding::{read_api, read_binding, read_properties};
use restgen::source::{SourceFile, SourceMap};

/// Reads a file the way that its path asks for; whether that went well.
fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> bool {
    match file.path.split_once('/') {
        Some(("schemas", _)) => front::schema::read(file, diagnostics).is_some(),
        Some(_) => read_binding(file, diagnostics).is_some(),
        None if file.path == "properties.yaml" => read_properties(file, diagnostics).is_some(),
        None => read_api(file, diagnostics).is_some(),
    }
}

/// All that is said of a file. Something is read if and only if nothing is wrong.
fn said(path: &str, text: &[u8]) -> String {
    let sources = SourceMap::new([(path.to_owned(), text.to_vec())]);
    let mut diagnostics = Diagnostics::default();
    let fine = read(&sources.files()[0], &mut diagnostics);
    assert_eq!(fine, !diagnostics.has_errors(), "{path}: {:?}", String::from_utf8_lossy(text));
    diagnostics.render(&sources)
}

fn check_schema(text: &str, expected: &Expect) {
    expected.assert_eq(&said("schemas/thing.yaml", text.as_bytes()));
}

fn check_binding(text: &str, expected: &Expect) {
    expected.assert_eq(&said("resources/things.yaml", text.as_bytes()));
}

fn check_api(text: &str, expected: &Expect) {
    expected.assert_eq(&said("api.yaml", text.as_bytes()));
}
