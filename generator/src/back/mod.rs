//! The back ends: each makes some files of the client from the checked API. None can fail.

mod api_json;
mod docs;
mod layout;
mod openapi;
pub(crate) mod rust;
mod sample;

use std::collections::BTreeMap;
use std::thread;

use crate::check::Checked;

/// Texts by path, relative to the folder of the client, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// All files of the client that are not written by hand.
pub fn generate(checked: &Checked) -> Files {
    // Rust takes the most time. None sees what another makes, so it does not matter which is done first.
    thread::scope(|scope| {
        let docs = scope.spawn(|| docs::generate(checked));
        let documents =
            scope.spawn(|| [("api.json", api_json::generate(checked)), ("openapi.json", openapi::generate(checked))]);
        let mut files = rust::generate(checked);
        files.extend(docs.join().expect("no back end fails"));
        let documents = documents.join().expect("no back end fails");
        files.extend(documents.map(|(path, text)| (path.to_owned(), text)));
        files
    })
}

/// The features of the client, as they stand at the end of its `Cargo.toml`.
pub fn features(checked: &Checked) -> String {
    rust::features(checked)
}

/// The client's `Cargo.toml` with these features. What stands before them is written by hand and stays.
pub fn manifest(old: &str, features: &str) -> String {
    rust::manifest(old, features)
}

/// Whether a path in the folder of the client is one that only [`generate`] writes, so that a file there that it did
/// not make is stale.
pub fn is_generated(path: &str) -> bool {
    path.starts_with("src/") || path.starts_with("docs/") || matches!(path, "api.json" | "openapi.json")
}
