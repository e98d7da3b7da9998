//! Finds the shapes of the spec again in what the vendor publishes now, also those that have changed.

use std::collections::BTreeMap;

use super::node::{Node, Step};

/// The files of the spec, to walk along while a published schema is walked.
pub(crate) struct Old<'a> {
    pub(crate) files: &'a BTreeMap<String, Node>,
}

impl<'a> Old<'a> {
    /// What stands behind all references of a schema of the spec.
    pub(crate) fn resolve(&self, node: &'a Node) -> &'a Node {
        let mut node = node;
        for _ in 0..=self.files.len() {
            match node.reference().and_then(|name| self.files.get(name)) {
                Some(target) => node = target,
                None => return node,
            }
        }
        node
    }

    /// The part of a schema of the spec that describes what stands at a step of the published one.
    pub(crate) fn part(&self, old: &'a Node, new: &Node, step: &Step, part: &Node) -> Option<&'a Node> {
        let old = self.resolve(old);
        let Step::Listed(keyword, index) = step else { return old.part(step) };
        let known: Vec<&Node> = old.listed(keyword).collect();
        let same = known.iter().find(|known| known.id == part.id);
        // An alternative that has changed is the one with the same tags, the one in its place, or the first of its kind.
        let tags = part.tags();
        let alike = |count: usize| {
            let wanted = tags.get(..count).filter(|tags| !tags.is_empty());
            known.iter().find(|known| wanted.is_some_and(|tags| self.resolve(known).tags().starts_with(tags)))
        };
        let there = known.get(*index).filter(|_| new.listed(keyword).count() == known.len());
        same.or(alike(tags.len())).or(there).or(alike(1)).copied()
    }

    /// Counts for each name behind a reference of the spec which structures now stand in its place.
    pub(crate) fn places(&self, new: &Node, old: &'a Node, found: &mut Places<'a>) {
        let mut next = old;
        for _ in 0..=self.files.len() {
            let Some(name) = next.reference() else { break };
            let Some((name, target)) = self.files.get_key_value(name) else { break };
            let count = found.entry(name).or_default().entry(new.id).or_default();
            *count += 1;
            next = target;
        }
        for (step, part) in &new.parts {
            if let Some(old) = self.part(next, new, step, part) {
                self.places(part, old, found);
            }
        }
    }
}

/// How often each structure stands where a name stood.
pub(crate) type Places<'a> = BTreeMap<&'a str, BTreeMap<u32, usize>>;

/// The structure that a shape has now: the one that stands most often where it stood.
pub(crate) fn most(found: &BTreeMap<u32, usize>) -> Option<u32> {
    found.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id))).map(|(id, _)| *id)
}
