//! The schemas of the spec, from what the vendor publishes: each shape once, with our names and texts.
//!
//! `node` reads a schema as a tree, `ids` numbers what is the same, `follow` finds shapes of the spec that have changed,
//! `derive` names new ones, and `emit` writes them with references between.

mod derive;
mod emit;
#[cfg(test)]
mod expansion;
mod follow;
mod ids;
mod node;
mod titles;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use self::emit::Emit;
use self::follow::{Old, Places};
use self::ids::Ids;
use self::node::Node;
use super::report::Report;
use super::vendor::Vendor;
use super::words::{PLACEHOLDER, Spelling};

/// What the schemas are made from.
pub(crate) struct Inputs<'a> {
    pub(crate) vendor: &'a Vendor,
    pub(crate) spelling: &'a Spelling,
    /// The schemas that actions name.
    pub(crate) wanted: &'a BTreeSet<String>,
    /// The schemas of the spec as they are, by name.
    pub(crate) old: &'a BTreeMap<String, Value>,
}

/// The schemas of the spec as they have to be, by name.
pub(crate) fn write(inputs: &Inputs<'_>, report: &mut Report) -> BTreeMap<String, Value> {
    let mut published = published(inputs, report);
    let mut ids = Ids::of_vendor(&mut published);
    let mut old: BTreeMap<String, Node> =
        inputs.old.iter().map(|(name, value)| (name.clone(), Node::written(value))).collect();
    ids.add_written(&mut old);

    let mut named = shapes(&published, &old, report);
    name_schemas(&published, &old, &mut named);
    let taken = published.keys().chain(old.keys()).cloned().collect();
    for (id, name) in derive::names(&published, &ids, &named, &taken) {
        report.new_thing(format!("spec/schemas/{name}.yaml: a shape that stands in several places; it wants a name"));
        named.insert(id, name);
    }
    let mut files = emit(&published, &old, &named);
    titles::unique(&mut files, inputs.old);
    let files: BTreeMap<String, Value> = files
        .into_iter()
        .map(|(name, map)| {
            let map = if map.contains_key("$ref") { map } else { framed(&name, map, inputs) };
            (name, Value::Object(variants::named(map)))
        })
        .collect();
    for name in files.keys().filter(|name| !inputs.old.contains_key(*name) && published.contains_key(*name)) {
        report.new_thing(format!("spec/schemas/{name}.yaml"));
    }
    for name in inputs.old.keys().filter(|name| !files.contains_key(*name)) {
        report.gone(format!("spec/schemas/{name}.yaml"));
    }
    files
}

/// The schemas that actions reach, as trees.
fn published(inputs: &Inputs<'_>, report: &mut Report) -> BTreeMap<String, Node> {
    let mut published = BTreeMap::new();
    let mut todo: Vec<String> = inputs.wanted.iter().cloned().collect();
    while let Some(name) = todo.pop() {
        if published.contains_key(&name) {
            continue;
        }
        let Some(value) = inputs.vendor.schemas.get(&name) else {
            report.error(format!("there is no `schemas/{name}.json`, but the release refers to it"));
            continue;
        };
        let mut odd = Vec::new();
        let node = Node::published(value, "", &mut odd);
        for odd in odd {
            report.note(format!("schemas/{name}.json#{odd}; left out"));
        }
        todo.extend(node.walk().into_iter().filter_map(Node::reference).map(str::to_owned));
        published.insert(name, node);
    }
    published
}

/// The structures of the shapes that a person has named, as they are now.
fn shapes(
    published: &BTreeMap<String, Node>,
    old: &BTreeMap<String, Node>,
    report: &mut Report,
) -> BTreeMap<u32, String> {
    let there: BTreeSet<u32> = published.values().flat_map(Node::walk).map(|node| node.id).collect();
    let shapes: BTreeMap<_, _> = old.iter().filter(|(name, _)| !published.contains_key(*name)).collect();
    let mut named = BTreeMap::new();
    let mut changed = Vec::new();
    for (name, node) in shapes {
        if node.reference().is_some() {
            continue;
        }
        if there.contains(&node.id) && node.is_shape() {
            named.entry(node.id).or_insert_with(|| name.clone());
        } else {
            changed.push(name);
        }
    }
    let walk = Old { files: old };
    let mut places = Places::new();
    if !changed.is_empty() {
        for (name, node) in published {
            old.get(name).into_iter().for_each(|old| walk.places(node, old, &mut places));
        }
    }
    let samples: BTreeMap<u32, &Node> = published.values().flat_map(Node::walk).map(|node| (node.id, node)).collect();
    for name in changed {
        let now = places.get(name.as_str()).and_then(follow::most);
        let shape = now.filter(|id| samples.get(id).is_some_and(|node| node.is_shape()));
        if let Some(id) = shape.filter(|id| !named.contains_key(id)) {
            report.new_thing(format!("spec/schemas/{name}.yaml: the shape has changed"));
            named.insert(id, name.clone());
        }
    }
    named
}

/// Gives the vendor's own schemas their names, where no shape of ours has the same structure. Of several that are the
/// same one stays what it was, and the others refer to it.
fn name_schemas(published: &BTreeMap<String, Node>, old: &BTreeMap<String, Node>, named: &mut BTreeMap<u32, String>) {
    let rank = |name: &str| {
        let whole = old.get(name).is_some_and(|node| node.reference().is_none());
        (!whole, name.len(), name.to_owned())
    };
    let mut order: Vec<_> = published.iter().filter(|(_, node)| node.is_shape()).collect();
    order.sort_by_key(|(name, _)| rank(name));
    for (name, node) in order {
        named.entry(node.id).or_insert_with(|| name.clone());
    }
}

/// The files: every schema that an action reaches, and every shape that these refer to.
fn emit(
    published: &BTreeMap<String, Node>,
    old: &BTreeMap<String, Node>,
    named: &BTreeMap<u32, String>,
) -> BTreeMap<String, Map<String, Value>> {
    let files = published.keys().chain(named.values()).map(|name| name.to_lowercase()).collect();
    let mut emit = Emit { old: Old { files: old }, named, used: BTreeSet::new(), files };
    let mut files: BTreeMap<_, _> =
        published.iter().map(|(name, node)| (name.clone(), emit.file(name, node))).collect();
    let samples: BTreeMap<&str, &Node> = published
        .values()
        .flat_map(Node::walk)
        .filter(|node| node.reference().is_none())
        .filter_map(|node| Some((named.get(&node.id)?.as_str(), node)))
        .collect();
    loop {
        let lacking: Vec<String> = emit.used.iter().filter(|name| !files.contains_key(*name)).cloned().collect();
        if lacking.is_empty() {
            return files;
        }
        for name in lacking {
            let file = samples.get(name.as_str()).map(|node| emit.shape(&name, node)).unwrap_or_default();
            files.insert(name, file);
        }
    }
}

/// A file with its title, its description and its example.
fn framed(name: &str, mut map: Map<String, Value>, inputs: &Inputs<'_>) -> Map<String, Value> {
    let is_known = inputs.old.contains_key(name);
    let is_published = inputs.vendor.schemas.contains_key(name);
    let title = inputs.vendor.titles.get(name).cloned().unwrap_or_else(|| inputs.spelling.title(name));
    let title = map.shift_remove("title").or_else(|| (is_published && !is_known).then(|| title.into()));
    let description = map.shift_remove("description").unwrap_or_else(|| PLACEHOLDER.into());
    let example = inputs.vendor.examples.get(name).filter(|example| is_published && !example.is_null());
    let examples = example.map(|example| Value::Array(vec![example.clone()])).or(map.shift_remove("examples"));
    map.shift_remove("examples");
    let mut framed = Map::new();
    framed.extend(title.map(|title| ("title".to_owned(), title)));
    framed.insert("description".to_owned(), description);
    framed.extend(map);
    framed.extend(examples.map(|examples| ("examples".to_owned(), examples)));
    framed
}

/// Whether a key of a schema means something.
pub(crate) fn is_keyword(key: &str) -> bool {
    node::is_keyword(key)
}
