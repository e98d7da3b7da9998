//! Writes a published schema as a file of the spec: shapes that have a name as references, texts as they were.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::words::{capitalized, singular, split};
use super::follow::Old;
use super::node::{Node, OWN, Step};

/// What is needed to write schemas.
pub(crate) struct Emit<'a> {
    pub(crate) old: Old<'a>,
    /// The file of each structure that has one.
    pub(crate) named: &'a BTreeMap<u32, String>,
    /// The names that have been written as references.
    pub(crate) used: BTreeSet<String>,
    /// The names of all files in lower case: a shape inside a file must not get one of them.
    pub(crate) files: BTreeSet<String>,
}

impl<'a> Emit<'a> {
    /// The value of a whole file.
    pub(crate) fn file(&mut self, name: &str, node: &Node) -> Map<String, Value> {
        let old = self.old.files.get(name);
        if self.named.get(&node.id).is_some_and(|named| named != name) {
            return self.reference(node, old);
        }
        self.inline(node, old, &[name.to_owned()], true)
    }

    /// The value of the file of a shape: a default belongs to the places where the shape stands.
    pub(crate) fn shape(&mut self, name: &str, node: &Node) -> Map<String, Value> {
        let mut map = self.file(name, node);
        map.shift_remove("default");
        map
    }

    fn schema(&mut self, node: &Node, old: Option<&'a Node>, words: &[String]) -> Value {
        let named = self.named.contains_key(&node.id) || node.reference().is_some();
        Value::Object(if named { self.reference(node, old) } else { self.inline(node, old, words, false) })
    }

    fn reference(&mut self, node: &Node, old: Option<&Node>) -> Map<String, Value> {
        let name = self.named.get(&node.id).map(String::as_str).or(node.reference()).unwrap_or_default().to_owned();
        let mut map = Map::new();
        map.insert("$ref".to_owned(), name.as_str().into());
        self.used.insert(name);
        copy(node, "default", &mut map);
        for keyword in ["x-deprecated", "description"] {
            if let Some(old) = old {
                copy(old, keyword, &mut map);
            }
        }
        map
    }

    fn inline(&mut self, node: &Node, old: Option<&'a Node>, words: &[String], is_file: bool) -> Map<String, Value> {
        let behind = old.map(|old| self.old.resolve(old));
        // What was a reference has no part in what names the file behind it, or shows it.
        let was_reference = old.is_some_and(|old| old.reference().is_some());
        let prose = |keyword: &str| {
            let beside = old.and_then(|old| old.own.get(keyword));
            let stays = is_file || !was_reference || !matches!(keyword, "title" | "examples");
            beside.or_else(|| behind.filter(|_| stays).and_then(|behind| behind.own.get(keyword))).cloned()
        };
        let mut map = Map::new();
        let text = |keyword: &str, map: &mut Map<String, Value>| {
            map.extend(prose(keyword).map(|text| (keyword.to_owned(), text)));
        };
        let opens = is_file || node.is_shape();
        text("title", &mut map);
        let title = map.get("title").and_then(Value::as_str).map(str::to_owned);
        let clashes = node.is_shape() && !node.is_list() && self.files.contains(&words.concat().to_lowercase());
        if !is_file && title.is_none() && clashes {
            let words = words.iter().flat_map(|word| split(word)).map(|word| capitalized(&word));
            map.insert("title".to_owned(), (words.collect::<Vec<_>>().join(" ") + " Info").into());
        }
        let titled: Vec<String> = title.filter(|_| !is_file).into_iter().collect();
        let words = if titled.is_empty() { words } else { &titled };
        if opens {
            text("description", &mut map);
        }
        text("x-secret", &mut map);
        for keyword in OWN {
            copy(node, keyword, &mut map);
            if *keyword == "enum" {
                let known = behind.and_then(|behind| behind.own.get("enum")).and_then(Value::as_array);
                let values = map.get_mut("enum").and_then(Value::as_array_mut);
                if let (Some(known), Some(values)) = (known, values) {
                    // Accepted values keep their order; new ones stand behind the others.
                    values.sort_by_key(|value| known.iter().position(|known| known == value).unwrap_or(known.len()));
                }
                text("x-names", &mut map);
            }
        }
        if let Some(names) = map.get_mut("x-names").and_then(Value::as_object_mut) {
            let values = node.own.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
            names.retain(|name, _| values.iter().any(|value| value == name));
        }
        for (step, part) in &node.parts {
            let old = behind.and_then(|behind| self.old.part(behind, node, step, part));
            let value = self.schema(part, old, &inside(words, step));
            place(step, value, &mut map);
        }
        if !opens {
            text("description", &mut map);
        }
        text("x-deprecated", &mut map);
        text("examples", &mut map);
        map
    }
}

/// The words that name a shape inside another one, as the generator makes them.
fn inside(words: &[String], step: &Step) -> Vec<String> {
    let one = |word: &str| match words {
        [file, between @ .., last] => {
            let last = singular(last);
            [std::slice::from_ref(file), between, &[last]].concat()
        }
        _ => [words, &[word.to_owned()]].concat(),
    };
    match step {
        Step::Keyed("properties", key) => [words, std::slice::from_ref(key)].concat(),
        Step::Single("items") => one("item"),
        Step::Keyed(..) | Step::Single(_) => one("value"),
        Step::Listed(..) => [words, &["alternative".to_owned()]].concat(),
    }
}

fn copy(node: &Node, keyword: &str, map: &mut Map<String, Value>) {
    if let Some(value) = node.own.get(keyword) {
        map.insert(keyword.to_owned(), value.clone());
    }
}

fn place(step: &Step, value: Value, map: &mut Map<String, Value>) {
    match step {
        Step::Single(keyword) => {
            map.insert((*keyword).to_owned(), value);
        }
        Step::Keyed(keyword, key) => {
            let parts = map.entry(*keyword).or_insert_with(|| Value::Object(Map::new()));
            parts.as_object_mut().into_iter().for_each(|parts| {
                parts.insert(key.clone(), value.clone());
            });
        }
        Step::Listed(keyword, _) => {
            let parts = map.entry(*keyword).or_insert_with(|| Value::Array(Vec::new()));
            parts.as_array_mut().into_iter().for_each(|parts| parts.push(value.clone()));
        }
    }
}
