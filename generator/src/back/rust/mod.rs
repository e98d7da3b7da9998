//! The Rust of the client: one file a resource, one a schema file, and what holds them together.

mod client;
mod docs;
mod example;
mod features;
mod models;
mod resources;
mod setter;
mod testing;
mod tests;
mod types;
mod writer;

pub(crate) use self::features::manifest;
use super::Files;
use crate::check::Checked;

/// The features at the end of `Cargo.toml`.
pub(super) fn features(checked: &Checked) -> String {
    features::section(checked)
}

/// Every file of Rust, by path.
pub(super) fn generate(checked: &Checked) -> Files {
    let mut files = Files::new();
    files.extend(client::generate(checked));
    files.extend(models::generate(checked));
    files.extend(resources::generate(checked));
    files.extend(testing::generate(checked));
    files.extend(tests::generate(checked));
    files
}
