//! The back ends: each makes some files of the client from the checked API. None can fail.

mod api_json;
mod layout;
mod openapi;
mod rust;
mod sample;

use std::collections::BTreeMap;

use crate::check::Checked;

/// Texts by path, relative to the folder of the client, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// All files of the client that are not written by hand.
pub fn generate(checked: &Checked) -> Files {
    let mut files = rust::generate(checked);
    files.insert("api.json".to_owned(), api_json::generate(checked));
    files.insert("openapi.json".to_owned(), openapi::generate(checked));
    files
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
    path.starts_with("src/") || matches!(path, "api.json" | "openapi.json")
}
