//! Numbers for structures: two schemas that allow the same values in the same words have the same number.
//!
//! Texts for readers do not count, nor does the order of keys, of accepted values and of kinds. A default belongs to the
//! place where a schema stands, so it counts in the schema around it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::node::{Node, PROSE, Step};

/// The structures that are known.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    known: BTreeMap<String, u32>,
    /// The number of the schema that a name of the vendor's own references stands for.
    named: BTreeMap<String, u32>,
    /// Structures that are such a schema written out.
    written_out: BTreeMap<u32, u32>,
    /// The length of each structure when it is written out.
    sizes: Vec<usize>,
}

impl Ids {
    /// Numbers the vendor's schemas. Those that are named by a reference get theirs first, so that one that is written
    /// out elsewhere is known to be the same.
    pub(crate) fn of_vendor(schemas: &mut BTreeMap<String, Node>) -> Self {
        let mut ids = Self::default();
        let all = schemas.values().flat_map(Node::walk);
        let targets: BTreeSet<String> = all.filter_map(|node| node.reference().map(str::to_owned)).collect();
        for name in &targets {
            let id = ids.intern(format!("@{name}"), 12);
            ids.named.insert(name.clone(), id);
        }
        let mut order: Vec<_> = targets.iter().filter_map(|name| Some((weight(schemas.get(name)?), name))).collect();
        order.sort();
        for (_, name) in order {
            if let Some(node) = schemas.get_mut(name) {
                let written_out = ids.assign(node, &mut |_, _| None);
                let token = ids.named[name];
                ids.written_out.insert(written_out, token);
                node.id = token;
            }
        }
        for (_, node) in schemas.iter_mut().filter(|(name, _)| !targets.contains(*name)) {
            ids.assign(node, &mut |_, _| None);
        }
        // The parts of the first ones may hold others that were not known yet.
        for name in &targets {
            if let Some(node) = schemas.get_mut(name) {
                ids.assign(node, &mut |_, _| None);
            }
        }
        ids
    }

    /// Numbers the schemas of the spec, looking behind their references.
    pub(crate) fn add_written(&mut self, files: &mut BTreeMap<String, Node>) {
        let originals = files.clone();
        let mut done = BTreeMap::new();
        for (name, node) in files {
            let mut resolve = Resolve { files: &originals, done: &mut done, open: vec![name.clone()] };
            self.assign(node, &mut |ids, reference| resolve.find(ids, reference));
        }
    }

    /// Numbers a schema and all in it. `find` numbers what a reference leads to, where the vendor does not name it.
    fn assign(&mut self, node: &mut Node, find: &mut dyn FnMut(&mut Self, &str) -> Option<u32>) -> u32 {
        if let Some(name) = node.reference() {
            let found = self.named.get(name).copied().or_else(|| find(self, name));
            node.id = found.unwrap_or_else(|| self.intern(format!("@{name}"), 12));
            return node.id;
        }
        let mut parts = Vec::new();
        let mut size = 2;
        for (step, part) in &mut node.parts {
            let id = self.assign(part, find);
            let step = match step {
                Step::Single(keyword) => (*keyword).to_owned(),
                Step::Keyed(keyword, key) => format!("{keyword} {}", Value::from(key.as_str())),
                // Alternatives are told apart by their place, so that the first that fits stays the first.
                Step::Listed(keyword, index) => format!("{keyword} {index:04}"),
            };
            let default = part.own.get("default").map_or(String::new(), |default| format!("={default}"));
            size += step.len() + self.size(id);
            parts.push(format!("{step}#{id}{default}"));
        }
        for (keyword, value) in node.own.iter().filter(|(keyword, _)| *keyword != "default" && counts(keyword)) {
            let value = ordered(keyword, value);
            size += keyword.len() + value.len();
            parts.push(format!("{keyword} {value}"));
        }
        parts.sort();
        let id = self.intern(parts.join("\n"), size);
        node.id = self.written_out.get(&id).copied().unwrap_or(id);
        node.id
    }

    fn intern(&mut self, key: String, size: usize) -> u32 {
        let next = u32::try_from(self.sizes.len()).unwrap_or(u32::MAX);
        let id = *self.known.entry(key).or_insert(next);
        if id == next {
            self.sizes.push(size);
        }
        id
    }

    /// How long a structure is when it is written out, about.
    pub(crate) fn size(&self, id: u32) -> usize {
        self.sizes.get(id as usize).copied().unwrap_or(0)
    }
}

/// Follows references among the files of the spec.
struct Resolve<'a> {
    files: &'a BTreeMap<String, Node>,
    done: &'a mut BTreeMap<String, u32>,
    open: Vec<String>,
}

impl Resolve<'_> {
    fn find(&mut self, ids: &mut Ids, name: &str) -> Option<u32> {
        if let Some(id) = self.done.get(name) {
            return Some(*id);
        }
        if self.open.iter().any(|open| open == name) {
            return None;
        }
        let mut node = self.files.get(name)?.clone();
        self.open.push(name.to_owned());
        let id = ids.assign(&mut node, &mut |ids, reference| self.find(ids, reference));
        self.open.pop();
        self.done.insert(name.to_owned(), id);
        Some(id)
    }
}

fn weight(node: &Node) -> usize {
    node.walk().len()
}

/// Whether a keyword says what values are allowed.
fn counts(keyword: &str) -> bool {
    !PROSE.contains(&keyword)
}

/// The value of a keyword as a text that is the same for values that mean the same.
fn ordered(keyword: &str, value: &Value) -> String {
    match (keyword, value) {
        ("enum" | "required" | "type", Value::Array(list)) => {
            let mut texts: Vec<String> = list.iter().map(Value::to_string).collect();
            texts.sort();
            texts.dedup();
            if keyword == "type" && texts.len() == 1 { texts.concat() } else { texts.join(",") }
        }
        _ => value.to_string(),
    }
}
