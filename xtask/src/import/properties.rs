//! `spec/properties.yaml`: what properties mean where their schemas do not say it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use super::report::Report;
use super::words::PLACEHOLDER;
use super::yaml;

type Schemas = BTreeMap<String, Value>;

/// The text of the file for new schemas: names that are new get a placeholder, names that are gone go.
///
/// None where there is nothing to say and no file to say it in.
pub(crate) fn write(text: Option<&str>, old: &Schemas, new: &Schemas, report: &mut Report) -> Result<Option<String>> {
    let mut words: Map<String, Value> = match text {
        Some(text) => {
            let words: Option<_> = serde_yaml::from_str(text).context("`spec/properties.yaml` is no map")?;
            words.unwrap_or_default()
        }
        None => Map::new(),
    };
    let (without_words, before) = (names(new), names(old));
    let gone: Vec<String> = words.keys().filter(|name| !without_words.contains(*name)).cloned().collect();
    let added: Vec<&String> =
        without_words.iter().filter(|name| !before.contains(*name) && !words.contains_key(*name)).collect();
    if gone.is_empty() && added.is_empty() {
        return Ok(text.map(str::to_owned));
    }
    for name in gone {
        report.gone(format!("spec/properties.yaml: `{name}`"));
        words.remove(&name);
    }
    words.extend(added.into_iter().map(|name| (name.clone(), PLACEHOLDER.into())));
    let sorted: BTreeMap<String, Value> = words.into_iter().collect();
    let comment = text.unwrap_or("# What a property means where its schema says no more, by its name.\n");
    let comment: String =
        comment.lines().take_while(|line| line.starts_with('#')).map(|line| line.to_owned() + "\n").collect();
    Ok(Some(comment + &yaml::document(&Value::Object(sorted.into_iter().collect()))))
}

/// The names of the properties that have no description of their own somewhere.
fn names(schemas: &Schemas) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for schema in schemas.values() {
        collect(schema, &mut found);
    }
    found
}

/// Keywords under which no schema stands.
const DATA: &[&str] = &["const", "default", "enum", "examples", "x-names"];

fn collect(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(keywords) => {
            for (keyword, value) in keywords.iter().filter(|(keyword, _)| !DATA.contains(&keyword.as_str())) {
                if let ("properties", Value::Object(properties)) = (keyword.as_str(), value) {
                    let silent = properties.iter().filter(|(_, one)| one.get("description").is_none());
                    found.extend(silent.map(|(name, _)| name.clone()));
                    properties.values().for_each(|one| collect(one, found));
                } else {
                    collect(value, found);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|one| collect(one, found)),
        _ => {}
    }
}
