//! The parts of a schema.

use super::{Additional, Schema};
use crate::front::yaml::pointer::child;

impl Schema {
    /// This schema and every schema inside it, each with the JSON pointer to it, the outer before the inner.
    pub fn walk(&self) -> impl Iterator<Item = (String, &Schema)> {
        let mut parts = Vec::new();
        self.collect("", &mut parts);
        parts.into_iter()
    }

    fn collect<'a>(&'a self, pointer: &str, parts: &mut Vec<(String, &'a Schema)>) {
        parts.push((pointer.to_owned(), self));
        for (path, part) in self.parts() {
            part.collect(&format!("{pointer}{path}"), parts);
        }
    }

    /// The schemas that stand directly in this one, each with the pointer from here.
    pub fn parts(&self) -> impl Iterator<Item = (String, &Schema)> {
        let items = self.items.as_deref().map(|part| (child("", "items"), part));
        let not = self.not.as_deref().map(|part| (child("", "not"), part));
        let additional = match &self.additional_properties {
            Some(Additional::Schema(part)) => Some((child("", "additionalProperties"), part.as_ref())),
            _ => None,
        };
        let keyed = [("properties", &self.properties), ("patternProperties", &self.pattern_properties)];
        let keyed = keyed
            .into_iter()
            .flat_map(|(keyword, parts)| parts.iter().map(move |(key, part)| (child(&child("", keyword), key), part)));
        let listed = [("oneOf", &self.one_of), ("anyOf", &self.any_of), ("allOf", &self.all_of)];
        let listed = listed.into_iter().flat_map(|(keyword, parts)| {
            parts.iter().enumerate().map(move |(index, part)| (child(&child("", keyword), index), part))
        });
        items.into_iter().chain(keyed).chain(additional).chain(listed).chain(not)
    }
}
