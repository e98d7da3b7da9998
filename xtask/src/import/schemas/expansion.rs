//! Shows that the spec says what the vendor published: type for type, through all references, less what is corrected.
//!
//! It is written without the code that it tests, and compares both sides as they stand: a reference is followed where it
//! is met, and what is being compared already is taken to be the same, so that schemas may hold themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::super::files::Files;
use super::super::report::Report;
use super::super::{correct, vendor};

/// What a reader is told, and not what is allowed.
const TEXTS: &[&str] = &[
    "$schema",
    "$id",
    "title",
    "description",
    "examples",
    "example",
    "x-secret",
    "x-names",
    "x-deprecated",
    "default",
];

struct Compare<'a> {
    ours: &'a BTreeMap<String, Value>,
    theirs: &'a BTreeMap<String, Value>,
    /// The pairs that are or have been compared, by their places in memory.
    seen: BTreeSet<(usize, usize)>,
}

impl<'a> Compare<'a> {
    /// Where the two first differ.
    fn differ(&mut self, ours: &'a Value, theirs: &'a Value, at: &str) -> Result<(), String> {
        let (our_default, ours) = follow(ours, self.ours, |name| Some(name));
        let (their_default, theirs) = follow(theirs, self.theirs, vendor::definition);
        if our_default != their_default {
            return Err(format!("{at}: the default is {our_default:?}, and was {their_default:?}"));
        }
        let place = |value: &Value| std::ptr::from_ref(value).addr();
        if !self.seen.insert((place(ours), place(theirs))) {
            return Ok(());
        }
        if let (Some(ours), Some(theirs)) = (texts(ours), texts(theirs)) {
            return if ours == theirs { Ok(()) } else { Err(format!("{at}: the accepted texts differ")) };
        }
        let (Value::Object(our), Value::Object(their)) = (ours, theirs) else {
            return if ours == theirs { Ok(()) } else { Err(format!("{at}: {ours} was {theirs}")) };
        };
        let keys: BTreeSet<&String> = our.keys().chain(their.keys()).collect();
        // No keys under `properties`, or none required, says nothing.
        let is_empty = |value: &&Value| {
            value.as_object().is_some_and(serde_json::Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
        };
        for key in keys.into_iter().filter(|key| !TEXTS.contains(&key.as_str())) {
            let mut sides = (our.get(key), their.get(key));
            if matches!(key.as_str(), "properties" | "required") {
                sides = (sides.0.filter(|value| !is_empty(value)), sides.1.filter(|value| !is_empty(value)));
            }
            self.keyword(key, sides.0, sides.1, &format!("{at}/{key}"))?;
        }
        Ok(())
    }

    fn keyword(
        &mut self,
        key: &str,
        ours: Option<&'a Value>,
        theirs: Option<&'a Value>,
        at: &str,
    ) -> Result<(), String> {
        let same = match (key, ours, theirs) {
            ("properties" | "patternProperties", Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
                let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
                return names.into_iter().try_for_each(|name| match (ours.get(name), theirs.get(name)) {
                    (Some(ours), Some(theirs)) => self.differ(ours, theirs, &format!("{at}/{name}")),
                    (ours, _) => {
                        Err(format!("{at}/{name}: only {} has it", if ours.is_some() { "ours" } else { "theirs" }))
                    }
                });
            }
            ("oneOf" | "anyOf" | "allOf", Some(Value::Array(ours)), Some(Value::Array(theirs))) => {
                if ours.len() != theirs.len() {
                    return Err(format!("{at}: {} alternatives were {}", ours.len(), theirs.len()));
                }
                let mut pairs = ours.iter().zip(theirs).enumerate();
                return pairs
                    .try_for_each(|(index, (ours, theirs))| self.differ(ours, theirs, &format!("{at}/{index}")));
            }
            ("items" | "not" | "additionalProperties", Some(ours), Some(theirs)) => {
                return self.differ(ours, theirs, at);
            }
            ("required" | "enum" | "type", ours, theirs) => set(ours) == set(theirs),
            (_, ours, theirs) => ours == theirs,
        };
        if same { Ok(()) } else { Err(format!("{at}: {ours:?} was {theirs:?}")) }
    }
}

/// The schema behind all references, and the first default on the way.
fn follow<'a>(
    value: &'a Value,
    files: &'a BTreeMap<String, Value>,
    name: impl Fn(&str) -> Option<&str>,
) -> (Option<&'a Value>, &'a Value) {
    let (mut value, mut default) = (value, None);
    for _ in 0..=files.len() {
        default = default.or(value.get("default"));
        match value.get("$ref").and_then(Value::as_str).and_then(&name).and_then(|name| files.get(name)) {
            Some(target) => value = target,
            None => break,
        }
    }
    (default, value)
}

/// The accepted texts, where a schema is a list of such or a choice of lists.
fn texts(value: &Value) -> Option<BTreeSet<&str>> {
    let map = value.as_object()?;
    let mut says = map.iter().filter(|(key, _)| !TEXTS.contains(&key.as_str()) && *key != "type");
    match (says.next(), says.next()) {
        (Some((key, Value::Array(values))), None) if key == "enum" => values.iter().map(Value::as_str).collect(),
        (Some((key, Value::Array(list))), None) if key == "oneOf" || key == "anyOf" => {
            let all: Option<Vec<_>> = list.iter().map(texts).collect();
            Some(all?.into_iter().flatten().collect())
        }
        _ => None,
    }
}

fn set(value: Option<&Value>) -> BTreeSet<String> {
    match value {
        Some(Value::Array(list)) => list.iter().map(Value::to_string).collect(),
        one => one.map(Value::to_string).into_iter().collect(),
    }
}

#[test]
fn the_spec_expands_to_what_was_published() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let Ok(mut release) = vendor::read(&root.join("../shared/losant"), &mut Report::default()) else {
        println!("skipped: `../shared/losant` is not there");
        return;
    };
    let files = Files::read(&root.join("spec")).expect("the spec can be read");
    let corrections =
        correct::read(files.get("corrections.yaml").unwrap_or_default()).expect("corrections are well formed");
    correct::apply(corrections, &mut release, &mut Report::default());
    let ours: BTreeMap<String, Value> = files
        .in_folder("schemas/", ".yaml")
        .filter_map(|name| {
            Some((name.clone(), serde_yaml::from_str(files.get(&format!("schemas/{name}.yaml"))?).ok()?))
        })
        .collect();
    let mut compare = Compare { ours: &ours, theirs: &release.schemas, seen: BTreeSet::new() };
    let shared = ours.iter().filter_map(|(name, ours)| Some((name, ours, release.schemas.get(name)?)));
    let wrong: Vec<String> =
        shared.filter_map(|(name, ours, theirs)| compare.differ(ours, theirs, name).err()).collect();
    assert!(wrong.is_empty(), "{} schemas differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compare.seen.len() > ours.len(), "too little was compared");
}
