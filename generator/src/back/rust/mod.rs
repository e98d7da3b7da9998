//! The Rust of the client: one file a resource, one a schema file, and what holds them together.

mod client;
mod docs;
mod example;
pub(crate) mod features;
mod models;
pub(crate) mod resources;
pub(crate) mod setter;
mod testing;
mod tests;
pub(crate) mod types;
pub(crate) mod writer;

pub(crate) use self::features::manifest;
use super::Files;
use crate::check::Checked;
use crate::ir::Action;
use crate::names::{ActionNames, ResourceNames};

/// The features at the end of `Cargo.toml`.
pub(super) fn features(checked: &Checked) -> String {
    features::section(checked)
}

/// The lines of an action's example as its caller writes them. The documentation of its method has the same ones, which
/// are compiled as its test.
pub(super) fn example(
    checked: &Checked,
    resource: &ResourceNames,
    action: &Action,
    names: &ActionNames,
) -> Vec<String> {
    let lines = example::of(checked, resource, action, names).into_iter();
    lines.filter(|line| !line.starts_with("# ") && !line.starts_with("```")).collect()
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
