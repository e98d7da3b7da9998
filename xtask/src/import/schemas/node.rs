//! A schema as a tree: its own keywords, and the schemas that stand in it.

use serde_json::{Map, Value};

use super::super::vendor;

/// A schema.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// What it says that is no schema.
    pub(crate) own: Map<String, Value>,
    /// The schemas in it, in order.
    pub(crate) parts: Vec<(Step, Node)>,
    /// The number that all schemas of the same structure have, once [`super::ids::Ids`] has given it.
    pub(crate) id: u32,
}

/// The way from a schema to one that stands in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// `items`, `additionalProperties` or `not`.
    Single(&'static str),
    /// A key under `properties` or `patternProperties`.
    Keyed(&'static str, String),
    /// An index under `oneOf`, `anyOf` or `allOf`.
    Listed(&'static str, usize),
}

const SINGLE: &[&str] = &["items", "additionalProperties", "not"];
const KEYED: &[&str] = &["properties", "patternProperties"];
const LISTED: &[&str] = &["oneOf", "anyOf", "allOf"];

/// What we say of a schema and the vendor does not.
pub(crate) const PROSE: &[&str] = &["title", "description", "examples", "x-secret", "x-names", "x-deprecated"];

/// The keywords of the dialect that hold no schema, beside those of [`PROSE`], in the order in which they are written.
pub(crate) const OWN: &[&str] = &[
    "$ref",
    "type",
    "enum",
    "const",
    "default",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "additionalProperties",
];

/// What says nothing of a value.
const SILENT: &[&str] = &["$schema", "$id", "$comment", "example", "title", "description", "examples"];

impl Node {
    /// Reads a schema as the vendor publishes it, without its texts. What the dialect does not have is left out and
    /// told with its place.
    pub(crate) fn published(value: &Value, at: &str, odd: &mut Vec<String>) -> Self {
        let mut node = read(value, at, &mut Some(odd));
        node.merge_texts();
        node
    }

    /// Makes one list of accepted texts of several to choose from.
    fn merge_texts(&mut self) {
        self.parts.iter_mut().for_each(|(_, part)| part.merge_texts());
        let is_bare = self.own.keys().all(|keyword| keyword == "default" || PROSE.contains(&keyword.as_str()));
        let is_list =
            |(step, part): &(Step, Self)| matches!(step, Step::Listed("oneOf" | "anyOf", _)) && part.is_texts();
        if !is_bare || self.parts.is_empty() || !self.parts.iter().all(is_list) {
            return;
        }
        let mut values: Vec<Value> = Vec::new();
        for (_, part) in self.parts.drain(..) {
            let list = part.own.get("enum").and_then(Value::as_array).into_iter().flatten();
            for value in list {
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
        }
        self.own.insert("type".to_owned(), "string".into());
        self.own.insert("enum".to_owned(), Value::Array(values));
    }

    /// Whether it is a list of accepted texts and nothing else.
    fn is_texts(&self) -> bool {
        let values = self.own.get("enum").and_then(Value::as_array);
        let is_bare = self.own.keys().all(|keyword| ["enum", "type", "description"].contains(&keyword.as_str()));
        is_bare && self.parts.is_empty() && values.is_some_and(|values| values.iter().all(Value::is_string))
    }

    /// Reads a schema of the spec, with its texts.
    pub(crate) fn written(value: &Value) -> Self {
        let mut node = read(value, "", &mut None);
        node.merge_texts();
        node
    }

    /// The name that `$ref` holds.
    pub(crate) fn reference(&self) -> Option<&str> {
        self.own.get("$ref").and_then(Value::as_str)
    }

    /// The part at a step.
    pub(crate) fn part(&self, step: &Step) -> Option<&Self> {
        self.parts.iter().find(|(own, _)| own == step).map(|(_, part)| part)
    }

    /// The parts under one of the keywords that list alternatives.
    pub(crate) fn listed(&self, keyword: &str) -> impl Iterator<Item = &Self> {
        let parts = self.parts.iter();
        parts.filter(move |(step, _)| matches!(step, Step::Listed(own, _) if *own == keyword)).map(|(_, part)| part)
    }

    /// The keys that have one accepted value, each with it: what tells an alternative from the others.
    pub(crate) fn tags(&self) -> Vec<(&str, &Value)> {
        let keyed = self.parts.iter().filter_map(|(step, part)| match step {
            Step::Keyed("properties", key) => Some((key.as_str(), part)),
            _ => None,
        });
        let tagged = keyed.filter_map(|(key, part)| match part.own.get("enum").and_then(Value::as_array) {
            Some(values) if values.len() == 1 => Some((key, &values[0])),
            _ => part.own.get("const").map(|value| (key, value)),
        });
        tagged.collect()
    }

    /// Whether it is worth a name: an object of known keys, a choice, two or more accepted
    /// values or kinds, a list of such.
    pub(crate) fn is_shape(&self) -> bool {
        let values = self.own.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
        let has = |step: &Step| matches!(step, Step::Keyed(..) | Step::Listed(..));
        let kinds = self.own.get("type").and_then(Value::as_array).into_iter().flatten();
        values > 1
            || kinds.filter(|kind| *kind != "null").count() > 1
            || self.parts.iter().any(|(step, part)| has(step) || (*step == Step::Single("items") && part.is_shape()))
    }

    /// Whether it is a list: its items are worth a name, not it.
    pub(crate) fn is_list(&self) -> bool {
        self.parts.iter().any(|(step, _)| *step == Step::Single("items"))
    }

    /// Every schema in it, itself first.
    pub(crate) fn walk(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for (_, part) in &self.parts {
            found.extend(part.walk());
        }
        found
    }
}

/// Reads a schema; `odd` takes what has no place in the dialect, and is none for a schema of our own.
fn read(value: &Value, at: &str, odd: &mut Option<&mut Vec<String>>) -> Node {
    let mut node = Node::default();
    let map = match value {
        Value::Object(map) => map,
        Value::Bool(true) => return node,
        Value::Bool(false) => {
            node.parts.push((Step::Single("not"), Node::default()));
            return node;
        }
        other => {
            tell(odd, at, &format!("{} is no schema", brief(other)));
            return node;
        }
    };
    if let (Some(name), true) = (map.get("$ref"), odd.is_some()) {
        match name.as_str().and_then(vendor::definition) {
            Some(name) => {
                node.own.insert("$ref".to_owned(), name.into());
                return node;
            }
            None => tell(odd, at, &format!("`$ref` to {} leads to no schema of the release", brief(name))),
        }
    }
    for (keyword, value) in map {
        keyword_of(&mut node, keyword, value, at, odd);
    }
    node
}

fn keyword_of(node: &mut Node, keyword: &str, value: &Value, at: &str, odd: &mut Option<&mut Vec<String>>) {
    let place = format!("{at}/{}", escape(keyword));
    if let (Some(single), false) = (known(SINGLE, keyword), keyword == "additionalProperties" && value.is_boolean()) {
        if value.is_array() {
            tell(odd, &place, "a list of schemas, one an item, has no place in the dialect");
        } else {
            node.parts.push((Step::Single(single), read(value, &place, odd)));
        }
    } else if let (Some(keyed), Some(map)) = (known(KEYED, keyword), value.as_object()) {
        for (key, part) in map {
            let place = format!("{place}/{}", escape(key));
            if part.is_object() || part.is_boolean() {
                node.parts.push((Step::Keyed(keyed, key.clone()), read(part, &place, odd)));
            } else {
                tell(odd, &place, &format!("{} is no schema", brief(part)));
            }
        }
    } else if let (Some(listed), Some(list)) = (known(LISTED, keyword), value.as_array()) {
        for (index, part) in list.iter().enumerate() {
            node.parts.push((Step::Listed(listed, index), read(part, &format!("{place}/{index}"), odd)));
        }
    } else if keyword == "enum" && value.is_array() {
        let mut values: Vec<Value> = Vec::new();
        for one in value.as_array().into_iter().flatten() {
            if !values.contains(one) {
                values.push(one.clone());
            }
        }
        node.own.insert(keyword.to_owned(), Value::Array(values));
    } else if let ("type", Some([kind])) = (keyword, value.as_array().map(Vec::as_slice)) {
        node.own.insert(keyword.to_owned(), kind.clone());
    } else if keyword == "required" && value.as_array().is_some_and(Vec::is_empty) {
        // It says nothing.
    } else if OWN.contains(&keyword) || (odd.is_none() && PROSE.contains(&keyword)) {
        node.own.insert(keyword.to_owned(), value.clone());
    } else if !SILENT.contains(&keyword) {
        tell(odd, &place, &format!("`{keyword}` is no keyword that the dialect has"));
    }
}

fn known(keywords: &[&'static str], keyword: &str) -> Option<&'static str> {
    keywords.iter().find(|known| **known == keyword).copied()
}

fn tell(odd: &mut Option<&mut Vec<String>>, at: &str, what: &str) {
    if let Some(odd) = odd {
        odd.push(format!("{at}: {what}"));
    }
}

/// A value, cut where it is long.
fn brief(value: &Value) -> String {
    let text = value.to_string();
    let cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() { format!("`{cut}…`") } else { format!("`{text}`") }
}

/// A part of a JSON pointer.
pub(crate) fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// Whether a key of a schema means something in JSON Schema.
pub(crate) fn is_keyword(key: &str) -> bool {
    [OWN, SILENT, PROSE, SINGLE, KEYED, LISTED].iter().any(|keywords| keywords.contains(&key))
}
