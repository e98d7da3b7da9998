//! Cargo features: one a resource, each with just the models that its actions reach.

use std::collections::{BTreeMap, BTreeSet};

use super::docs;
use crate::check::Checked;
use crate::ir::{ModelId, ParameterType, Resource, Type};
use crate::lower::usage::{parts, reach};

/// The features of a client, and what needs which.
pub(crate) struct Features<'a> {
    /// Those that need a schema file, by its name, sorted.
    by_schema: BTreeMap<&'a str, BTreeSet<&'a str>>,
    count: usize,
}

impl<'a> Features<'a> {
    /// The features of an API.
    pub(crate) fn of(checked: &'a Checked) -> Self {
        let api = checked.api();
        let mut by_schema: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (index, resource) in api.resources.iter().enumerate() {
            for id in reached(checked, resource) {
                let feature = checked.names().resource(index).feature.as_str();
                by_schema.entry(&api.model(id).schema).or_default().insert(feature);
            }
        }
        Self { by_schema, count: api.resources.len() }
    }

    /// The features of which any needs a schema file; `None` where all of them do, or none does.
    pub(crate) fn needing(&self, schema: &str) -> Option<Vec<&'a str>> {
        let features = self.by_schema.get(schema)?;
        (features.len() < self.count).then(|| features.iter().copied().collect())
    }
}

/// Every model that the actions of a resource take or answer.
fn reached(checked: &Checked, resource: &Resource) -> BTreeSet<ModelId> {
    let mut todo = Vec::new();
    for action in &resource.actions {
        let parameters = action.parameters.iter().filter_map(|parameter| match &parameter.ty {
            ParameterType::Schema { ty, .. } => Some(ty),
            _ => None,
        });
        let responses = action.responses.iter().chain(&action.errors).filter_map(|response| response.ty.as_ref());
        let events = action.events.iter().map(|(_, ty)| ty);
        parameters.chain(responses).chain(events).for_each(|ty: &Type| reach(ty, &mut todo));
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if seen.insert(id) {
            parts(&checked.api().model(id).shape, &mut |ty| reach(ty, &mut todo));
        }
    }
    seen
}

/// The line that the features of a manifest begin with; what stands before it is written by hand.
const MARK: &str = "# Below: written by `cargo xtask codegen`, do not edit by hand.";

/// The feature that is about no resource.
const TESTING: &str =
    "# A mock of the API, and a transport that answers from a script.\ntesting = [\"restgen-runtime/testing\"]\n";

/// The features as they stand at the end of `Cargo.toml`.
pub(super) fn section(checked: &Checked) -> String {
    let names = checked.names();
    let resources = checked.api().resources.iter().enumerate();
    let features: Vec<&str> =
        (0..checked.api().resources.len()).map(|index| names.resource(index).feature.as_str()).collect();
    let default: String = features.iter().map(|feature| format!("    \"{feature}\",\n")).collect();
    let mut text = format!("{MARK}\n[features]\ndefault = [\n{default}]\n");
    text += "# `send_blocking` and iterators, for programs that are not async.\nblocking = [\"restgen-runtime/blocking\"]\n";
    text += TESTING;
    for (index, resource) in resources {
        let names = names.resource(index);
        let actions: Vec<String> = names.actions.iter().map(|action| action.method.clone()).collect();
        text += &format!("# {}: {}\n{} = []\n", docs::plain(&resource.title), actions.join(", "), names.feature);
    }
    text
}

/// A manifest with these features: what was written by hand stays.
pub(crate) fn manifest(old: &str, section: &str) -> String {
    let hand = old.split(MARK).next().unwrap_or_default().trim_end();
    format!("{hand}\n\n{section}")
}
