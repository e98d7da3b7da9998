//! Names for accepted values that differ only in what a Rust name does not show, such as `asc` and `ASC`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// A schema in which every two accepted values can be told apart by name: where a person has not named them, the later
/// one is named here.
pub(crate) fn named(schema: Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    let missing = if schema.contains_key("x-names") { None } else { names(&schema) };
    for (keyword, value) in schema {
        let is_enum = keyword == "enum";
        let is_data = matches!(keyword.as_str(), "enum" | "const" | "default" | "examples");
        out.insert(keyword, if is_data { value } else { inside(value) });
        if let Some(names) = missing.clone().filter(|_| is_enum) {
            out.insert("x-names".to_owned(), Value::Object(names));
        }
    }
    out
}

fn inside(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(named(map)),
        Value::Array(list) => Value::Array(list.into_iter().map(inside).collect()),
        plain => plain,
    }
}

fn names(schema: &Map<String, Value>) -> Option<Map<String, Value>> {
    let values = schema.get("enum")?.as_array()?.iter().filter_map(Value::as_str);
    let mut taken = BTreeSet::new();
    let mut names = Map::new();
    for value in values {
        let is_upper = value.chars().any(char::is_uppercase) && !value.chars().any(char::is_lowercase);
        let upper = is_upper.then(|| format!("upper {}", value.to_lowercase()));
        let options = [Some(value.to_owned()), upper].into_iter().flatten();
        let numbered = (2_u32..).map(|number| format!("{value} {number}"));
        let free = options.chain(numbered).find(|name| taken.insert(seen(name))).unwrap_or_default();
        if free != value {
            names.insert(value.to_owned(), free.into());
        }
    }
    (!names.is_empty()).then_some(names)
}

/// What a Rust name shows of a value.
fn seen(value: &str) -> String {
    let letters: String = value.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() { value.to_owned() } else { letters.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_told_apart() {
        let schema = json!({ "properties": { "d": { "enum": ["asc", "ASC", "Asc", "", "<", "<="] } } });
        let told_apart = named(schema.as_object().cloned().unwrap_or_default());
        let names = &told_apart["properties"]["d"]["x-names"];
        assert_eq!(*names, json!({ "ASC": "upper asc", "Asc": "Asc 2" }));
    }
}
