//! What a release does not know is kept as it came.

use std::collections::BTreeMap;
use std::fmt;

use super::Json;

/// The keys of an object that its type does not name, with their values.
///
/// They are written back with the object. An object without any pays one pointer.
#[derive(Clone, Default)]
pub struct UnknownFields(Option<Box<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    /// In order of arrival; once the object is read, no key stands twice.
    entries: Vec<(Box<str>, Json)>,
    /// Known keys that came as `null` and are absent in the type.
    nulls: Vec<&'static str>,
}

impl UnknownFields {
    /// None.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there are no unknown keys.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The value of an unknown key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The unknown keys and their values, in order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|kept| &kept.entries).map(|(key, value)| (&**key, value))
    }

    pub(super) fn push(&mut self, key: &str, value: Json) {
        self.kept().entries.push((key.into(), value));
    }

    /// Keeps only the last value of each key; not done at each push, which would cost the square of their number.
    pub(super) fn settle(&mut self) {
        let Some(kept) = &mut self.0 else { return };
        if kept.entries.len() < 2 {
            return;
        }
        let last: BTreeMap<Box<str>, usize> =
            kept.entries.iter().enumerate().map(|(index, (key, _))| (key.clone(), index)).collect();
        if last.len() < kept.entries.len() {
            let mut index = 0..;
            kept.entries.retain(|(key, _)| last.get(key).copied() == index.next());
        }
    }

    pub(super) fn push_null(&mut self, key: &'static str) {
        self.forget_null(key);
        self.kept().nulls.push(key);
    }

    pub(super) fn forget_null(&mut self, key: &str) {
        if let Some(kept) = &mut self.0 {
            kept.nulls.retain(|null| *null != key);
        }
    }

    pub(super) fn has_null(&self, key: &str) -> bool {
        self.nulls().contains(&key)
    }

    fn nulls(&self) -> &[&'static str] {
        self.0.as_ref().map_or(&[], |kept| &kept.nulls)
    }

    fn kept(&mut self) -> &mut Kept {
        self.0.get_or_insert_default()
    }

    /// All of it without its order, which says nothing.
    fn sorted(&self) -> (BTreeMap<&str, &Json>, Vec<&str>) {
        let mut nulls = self.nulls().to_vec();
        nulls.sort_unstable();
        (self.iter().collect(), nulls)
    }
}

impl PartialEq for UnknownFields {
    fn eq(&self, other: &Self) -> bool {
        (self.0.is_none() && other.0.is_none()) || self.sorted() == other.sorted()
    }
}

/// Shows the keys only, since a value may be secret.
impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(key, _)| key)).finish()
    }
}

/// A value of an enumeration that this release does not know; its text is read through the enumeration's `as_str`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownText(Box<str>);

impl UnknownText {
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    #[doc(hidden)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A value that fits no variant of a union that this release knows.
#[derive(Clone, Default, PartialEq)]
pub struct UnknownValue(pub(super) Json);

impl UnknownValue {
    /// The value as it came.
    pub fn as_json(&self) -> &Json {
        &self.0
    }
}

/// Shows the kind only, since the value may be secret.
impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        })
    }
}

impl super::Value for UnknownValue {
    fn read(&mut self, decoder: &mut super::Decoder<'_>) -> Result<(), super::Failed> {
        self.0.read(decoder)
    }

    fn write(&self, encoder: &mut super::Encoder) {
        encoder.json(&self.0);
    }
}
