//! `docs/`: a reference page for each resource, one for all schemas, and an index by topic.
//!
//! A page has the form of a page of the spec, so it can be read back: it says the same, with every correction applied.
//! What is sent where stands in the binding.

mod markdown;
mod page;
mod schemas;

use std::collections::BTreeSet;

use super::{Files, rust};
use crate::check::Checked;
use crate::ir::Resource;
use markdown::{cell, row};

/// The pages, by path.
pub(super) fn generate(checked: &Checked) -> Files {
    let mut files = Files::new();
    files.insert("docs/README.md".to_owned(), index(checked));
    files.insert("docs/_schemas.md".to_owned(), schemas::generate(checked));
    for (index, resource) in checked.api().resources.iter().enumerate() {
        let names = checked.names().resource(index);
        files.insert(format!("docs/{}.md", resource.name), page::generate(checked, resource, names));
    }
    files
}

/// The index: every resource under its topic, those without one at the end.
fn index(checked: &Checked) -> String {
    let api = checked.api();
    let mut text = format!(
        "# {} API {}\n\n{}\n\nEach page below is a resource: what its actions take and answer, and who may call them. \
         The values that they\ntake and answer are the [schemas](_schemas.md). All pages are written by \
         `cargo xtask codegen`; do not edit them by hand.\n",
        cell(&api.title),
        cell(&api.version),
        api.description
    );
    let grouped: BTreeSet<&str> = api.groups.iter().flat_map(|group| &group.resources).map(String::as_str).collect();
    let find = |name: &String| api.resources.iter().position(|resource| resource.name == *name);
    for group in &api.groups {
        topic(checked, &group.title, group.resources.iter().filter_map(find), &mut text);
    }
    let others = api.resources.iter().enumerate().filter(|(_, resource)| !grouped.contains(resource.name.as_str()));
    let title = if api.groups.is_empty() { "Resources" } else { "Others" };
    topic(checked, title, others.map(|(index, _)| index), &mut text);
    text
}

fn topic(checked: &Checked, title: &str, resources: impl Iterator<Item = usize>, text: &mut String) {
    let rows: String = resources
        .map(|index| {
            let resource = &checked.api().resources[index];
            let link = format!("[{}]({}.md)", cell(&resource.title), resource.name);
            row(&[link, format!("`client.{}()`", checked.names().resource(index).module), actions(resource)])
        })
        .collect();
    if !rows.is_empty() {
        *text += &format!("\n## {}\n\n| Resource | In Rust | Actions |\n| --- | --- | --- |\n{rows}", cell(title));
    }
}

fn actions(resource: &Resource) -> String {
    let link = |title: &String| format!("[{}]({}.md#{})", cell(title), resource.name, markdown::anchor(title));
    resource.actions.iter().map(|action| link(&action.title)).collect::<Vec<_>>().join(", ")
}
