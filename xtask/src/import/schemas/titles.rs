//! Titles of shapes inside files: each names a type, so that no two shapes can have the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Takes away each title that a file or another shape has too. Of several shapes the one keeps it that had it before.
pub(crate) fn unique(files: &mut BTreeMap<String, Map<String, Value>>, old: &BTreeMap<String, Value>) {
    let had = |file: &str, title: &str| {
        let mut found = false;
        let inner = old.get(file).and_then(Value::as_object).into_iter().flat_map(Map::values);
        inner.for_each(|value| collect(value, &mut |before| found |= key(before) == key(title)));
        found
    };
    let mut places: BTreeMap<String, Vec<(bool, String)>> = BTreeMap::new();
    for (name, file) in &*files {
        file.values().for_each(|value| {
            collect(value, &mut |title| {
                places.entry(key(title)).or_default().push((!had(name, title), name.clone()));
            });
        });
    }
    let names: BTreeSet<String> = files.keys().map(|name| key(name)).collect();
    for (title, mut places) in places {
        places.sort();
        let mut keeper = places.first().map(|(_, name)| name.clone()).filter(|_| !names.contains(&title));
        let all: BTreeSet<String> = places.into_iter().map(|(_, name)| name).collect();
        for name in all {
            let mut keeps = keeper.as_ref() == Some(&name);
            let values = files.get_mut(&name).into_iter().flat_map(Map::values_mut);
            values.for_each(|value| strip(value, &title, &mut keeps));
            keeper = keeper.filter(|keeper| *keeper != name);
        }
    }
}

/// What two titles have in common that give the same name in Rust.
fn key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Keywords under which no schema stands.
const DATA: &[&str] = &["const", "default", "enum", "examples", "x-names"];

/// The titles of a schema and of all that is inside it. Under `properties` the word is the name of a property.
fn collect(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(map) => {
            map.get("title").and_then(Value::as_str).into_iter().for_each(&mut *found);
            let inner = map.iter().filter(|(keyword, _)| !DATA.contains(&keyword.as_str()));
            inner.for_each(|(_, value)| collect(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// Takes a title away from all schemas that have it, but for the first where it is to be kept.
fn strip(value: &mut Value, title: &str, keeps: &mut bool) {
    match value {
        Value::Object(map) => {
            let has = map.get("title").and_then(Value::as_str).is_some_and(|own| key(own) == title);
            if has && !std::mem::take(keeps) {
                map.shift_remove("title");
            }
            let inner = map.iter_mut().filter(|(keyword, _)| !DATA.contains(&keyword.as_str()));
            inner.for_each(|(_, value)| strip(value, title, keeps));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| strip(value, title, keeps)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Map, Value, json};

    use super::unique;

    fn files(value: Value) -> BTreeMap<String, Map<String, Value>> {
        serde_json::from_value(value).expect("a map of maps")
    }

    #[test]
    fn one_shape_keeps_a_title() {
        let shape = |title: &str| json!({ "type": "object", "title": title });
        let mut now = files(json!({
            "a": { "properties": { "title": shape("The Lid"), "x": shape("Pot") } },
            "b": { "items": shape("the-lid"), "title": "B" },
            "pot": {},
        }));
        let old = BTreeMap::from([("b".to_owned(), json!({ "items": { "title": "The Lid" } }))]);
        unique(&mut now, &old);
        let bare = json!({ "type": "object" });
        assert_eq!(json!(now["a"]), json!({ "properties": { "title": bare, "x": bare } }));
        assert_eq!(json!(now["b"]), json!({ "items": shape("the-lid"), "title": "B" }));
    }
}
