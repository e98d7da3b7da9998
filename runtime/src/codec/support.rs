//! What the macros call; no part of the public interface.

use std::collections::BTreeMap;

use super::UnknownFields;

pub use super::object::{Field, Rest, Shape, Slot, read_object, write_object};
pub use super::union::{TaggedVariant, Variant, read_tagged, read_union};
pub use serde;

/// What an object that has no place for unknown fields answers.
pub static NO_UNKNOWN_FIELDS: UnknownFields = UnknownFields::new();

/// Collects what a setter is given.
pub fn list<T, I: Into<T>>(values: impl IntoIterator<Item = I>) -> Vec<T> {
    values.into_iter().map(Into::into).collect()
}

/// Collects what a setter is given.
pub fn map<T, K: Into<String>, V: Into<T>>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<String, T> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
