//! `spec/corrections.yaml`: where the vendor's schemas and examples are wrong, with the reason.
//!
//! Corrections are ours. They are applied to what the vendor publishes before anything else looks at it. One that
//! changes nothing goes: the vendor has mended what it was for.

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::report::Report;
use super::schemas::is_keyword;
use super::vendor::Vendor;

/// A correction.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Correction {
    /// The schema that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// Or the schema whose example is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    /// Or a keyword that is wrong wherever it stands in a schema …
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    /// … of one of these kinds of value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<String>,
    /// Where, as a JSON pointer; without it, the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    at: String,
    #[serde(flatten)]
    what: What,
    /// How it is known.
    reason: String,
}

/// What is right.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// This value.
    Set(Value),
    /// Nothing.
    Remove(bool),
    /// What stands under this key of the value.
    Lift(String),
    /// The value under this key.
    Wrap(String),
    /// Its keys that are no keywords belong under this key.
    Gather(String),
    /// This key in place of the keyword.
    Rename(String),
    /// The value belongs to this other place, as a JSON pointer.
    Move(String),
}

/// The keys of a correction.
const KEYS: &[&str] = &["schema", "example", "keyword", "kinds", "at", "reason"];

/// What can be done to a value; a correction does one of them.
const DEEDS: &[&str] = &["set", "remove", "lift", "wrap", "gather", "rename", "move"];

/// Reads `corrections.yaml`.
pub(crate) fn read(text: &str) -> Result<Vec<Correction>> {
    let list: Option<Vec<Value>> = serde_yaml::from_str(text).context("`spec/corrections.yaml` is no list")?;
    let read = list.unwrap_or_default().into_iter().enumerate().map(|(index, entry)| {
        let context = || format!("correction {} of `spec/corrections.yaml` is malformed", index + 1);
        let keys = || entry.as_object().into_iter().flat_map(Map::keys).map(String::as_str);
        let count = |words: &[&str]| keys().filter(|key| words.contains(key)).count();
        if let Some(unknown) = keys().find(|key| !KEYS.contains(key) && !DEEDS.contains(key)) {
            bail!("{}: `{unknown}` means nothing there", context());
        }
        ensure!(count(&KEYS[..3]) == 1, "{}: it has one of the keys `{}`", context(), KEYS[..3].join("`, `"));
        ensure!(count(DEEDS) == 1, "{}: it has one of the keys `{}`", context(), DEEDS.join("`, `"));
        serde_json::from_value(entry).with_context(context)
    });
    read.collect()
}

/// Applies all corrections, and gives those that changed something.
pub(crate) fn apply(corrections: Vec<Correction>, vendor: &mut Vendor, report: &mut Report) -> Vec<Correction> {
    let mut kept = Vec::new();
    for correction in corrections {
        if correction.apply(vendor) {
            kept.push(correction);
        } else {
            report.gone(format!("spec/corrections.yaml: {correction}, since the release is right there"));
        }
    }
    kept
}

impl Correction {
    fn apply(&self, vendor: &mut Vendor) -> bool {
        if let Some(keyword) = &self.keyword {
            let mut changed = false;
            vendor.schemas.values_mut().for_each(|schema| self.everywhere(keyword, schema, &mut changed));
            return changed;
        }
        let found = match (&self.schema, &self.example) {
            (Some(name), _) => vendor.schemas.get_mut(name),
            (_, Some(name)) => vendor.examples.get_mut(name),
            _ => None,
        };
        found.is_some_and(|value| self.at(value))
    }

    fn everywhere(&self, keyword: &str, value: &mut Value, changed: &mut bool) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|value| self.everywhere(keyword, value, changed)),
            Value::Object(map) => {
                let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
                // Under `properties` the same word is the name of a property.
                let is_keyword = map.get(keyword).is_some_and(|value| !value.is_object());
                if is_keyword && (self.kinds.is_empty() || self.kinds.iter().any(|known| known == kind)) {
                    *changed |= self.what.of_key(map, keyword);
                }
                map.values_mut().for_each(|value| self.everywhere(keyword, value, changed));
            }
            _ => {}
        }
    }

    /// Corrects the value that the pointer leads to.
    fn at(&self, root: &mut Value) -> bool {
        if let What::Move(to) = &self.what {
            return relocate(root, &self.at, to);
        }
        let Some((parent, key)) = self.at.rsplit_once('/') else { return self.what.of_value(root) };
        let key = key.replace("~1", "/").replace("~0", "~");
        let Some(parent) = root.pointer_mut(parent) else { return false };
        match (parent, &self.what) {
            (Value::Object(map), What::Set(right)) => {
                let before = map.insert(key, right.clone());
                before.as_ref() != Some(right)
            }
            (Value::Object(map), What::Remove(_) | What::Rename(_)) => self.what.of_key(map, &key),
            (Value::Array(list), What::Remove(_)) => {
                let index = key.parse::<usize>().ok().filter(|index| *index < list.len());
                index.map(|index| list.remove(index)).is_some()
            }
            (Value::Object(map), what) => map.get_mut(&key).is_some_and(|value| what.of_value(value)),
            (Value::Array(list), what) => {
                let value = key.parse::<usize>().ok().and_then(|index| list.get_mut(index));
                value.is_some_and(|value| what.of_value(value))
            }
            _ => false,
        }
    }
}

impl What {
    fn of_key(&self, map: &mut Map<String, Value>, key: &str) -> bool {
        match self {
            Self::Remove(_) => map.shift_remove(key).is_some(),
            Self::Rename(right) if !map.contains_key(right) => match map.shift_remove(key) {
                Some(value) => map.insert(right.clone(), value).is_none(),
                None => false,
            },
            _ => false,
        }
    }

    fn of_value(&self, value: &mut Value) -> bool {
        match self {
            Self::Set(right) => {
                let changes = value != right;
                value.clone_from(right);
                changes
            }
            Self::Lift(key) => match value.get_mut(key).map(Value::take) {
                Some(inner) => {
                    *value = inner;
                    true
                }
                None => false,
            },
            Self::Wrap(key) => {
                let mut map = Map::new();
                map.insert(key.clone(), value.take());
                *value = Value::Object(map);
                true
            }
            Self::Gather(key) => value.as_object_mut().is_some_and(|map| gather(map, key)),
            Self::Remove(_) | Self::Rename(_) | Self::Move(_) => false,
        }
    }
}

/// Takes a value from one place in an object to another, where nothing stands yet.
fn relocate(root: &mut Value, from: &str, to: &str) -> bool {
    let split = |pointer: &str| {
        let (parent, key) = pointer.rsplit_once('/')?;
        Some((parent.to_owned(), key.replace("~1", "/").replace("~0", "~")))
    };
    let (Some((source, from)), Some((target, to))) = (split(from), split(to)) else { return false };
    let is_free = root.pointer(&target).is_some_and(|map| map.is_object() && map.get(&to).is_none());
    let source = root.pointer_mut(&source).filter(|_| is_free).and_then(Value::as_object_mut);
    let Some(value) = source.and_then(|map| map.shift_remove(&from)) else { return false };
    let target = root.pointer_mut(&target).and_then(Value::as_object_mut);
    target.is_some_and(|map| map.insert(to, value).is_none())
}

/// Puts every key that is no keyword, and holds an object, under another one.
fn gather(map: &mut Map<String, Value>, key: &str) -> bool {
    let is_stray = |(name, value): &(&String, &Value)| !is_keyword(name) && value.is_object();
    let stray: Vec<String> = map.iter().filter(is_stray).map(|(name, _)| name.clone()).collect();
    for name in &stray {
        let Some(value) = map.shift_remove(name) else { continue };
        let under = map.entry(key).or_insert_with(|| Value::Object(Map::new()));
        under.as_object_mut().into_iter().for_each(|under| {
            under.insert(name.clone(), value.clone());
        });
    }
    !stray.is_empty()
}

impl std::fmt::Display for Correction {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let subjects = [("schema", &self.schema), ("the example of", &self.example), ("keyword", &self.keyword)];
        for (word, name) in subjects.into_iter().filter_map(|(word, name)| Some((word, name.as_ref()?))) {
            write!(formatter, "the correction of {word} `{name}`")?;
        }
        if self.at.is_empty() { Ok(()) } else { write!(formatter, " at `{}`", self.at) }
    }
}
