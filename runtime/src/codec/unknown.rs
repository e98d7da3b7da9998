//! What a release does not know is kept as it came.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::object::Slot;
use super::{Encoder, Json};

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
    misread: Vec<Misread>,
}

/// A field that did not come as its type can hold it.
#[doc(hidden)]
#[derive(Clone, PartialEq)]
pub struct Misread {
    pub(super) key: &'static str,
    /// What came, if anything.
    pub(super) came: Option<Json>,
    /// How the field was written then.
    stand_in: Vec<u8>,
}

impl Misread {
    /// Whether the field still holds what was put in it for want of better.
    pub(super) fn stands_for(&self, slot: &dyn Slot) -> bool {
        let mut now = Encoder::new();
        slot.write(&mut now);
        now.into_bytes() == self.stand_in
    }
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

    /// What came under a known key, where it was not of the type of its field, or only in part. It is written back in the
    /// field's place unless the field was set since.
    pub fn misread(&self, key: &str) -> Option<&Json> {
        self.all_misread().iter().find(|misread| misread.key == key)?.came.as_ref()
    }

    pub(super) fn all_misread(&self) -> &[Misread] {
        self.0.as_ref().map_or(&[], |kept| &kept.misread)
    }

    pub(super) fn push_misread(&mut self, key: &'static str, came: Option<Json>, stand_in: Vec<u8>) {
        self.kept().misread.push(Misread { key, came, stand_in });
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
        self.kept().nulls.push(key);
    }

    /// Forgets how a field came, since it came once more.
    pub(super) fn forget(&mut self, key: &str) {
        if let Some(kept) = &mut self.0 {
            kept.nulls.retain(|null| *null != key);
            kept.misread.retain(|misread| misread.key != key);
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
    fn sorted(&self) -> (BTreeMap<&str, &Json>, BTreeSet<&str>, Vec<&Misread>) {
        let mut misread: Vec<&Misread> = self.all_misread().iter().collect();
        misread.sort_by_key(|misread| misread.key);
        (self.iter().collect(), self.nulls().iter().copied().collect(), misread)
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
        super::Value::read(&mut self.0, decoder)
    }

    fn write(&self, encoder: &mut super::Encoder) {
        encoder.json(&self.0);
    }
}
