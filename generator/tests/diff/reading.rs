//! `api.json` holds all that a comparison needs: an API that is read back is the API that was written.

use std::fs;

use restgen::diff::diff;
use restgen::front::api_json;

use serde_json::{Value, json};

use crate::workspace::{files, library, roots, sources, texts};
use crate::{analyzed, shown};

#[test]
fn an_api_that_is_read_back_is_the_same() {
    for root in roots() {
        let spec = texts(&root.join("spec"));
        let json = &files(&sources(&spec))["api.json"];
        let read = match api_json::read(json) {
            Ok(read) => read,
            Err(error) => panic!("{}: {error}", root.display()),
        };
        let new = analyzed(&spec);
        assert_eq!(shown(&diff(&read, &new)), "", "{}", root.display());
        assert_eq!(shown(&diff(&new, &read)), "", "{}", root.display());
        // Models say where they stand in the spec, which `api.json` does not.
        let [back, there] = [&read, &new].map(|api| {
            let mut files = restgen::back::generate(api);
            files.retain(|path, _| !path.starts_with("src/models/"));
            files
        });
        let other: Vec<&String> = there.keys().filter(|path| back.get(*path) != there.get(*path)).collect();
        assert_eq!(other, Vec::<&String>::new(), "{}: the client of what is read back is another", root.display());
    }
}

#[test]
fn what_is_no_api_json_is_said() {
    let json = fs::read_to_string(roots()[0].join("generated/api.json")).expect("the file is there");
    let read = |text: &str| api_json::read(text).expect_err("it is no `api.json`");
    assert!(read("{}").starts_with("missing field `name`"), "{}", read("{}"));
    let unknown = json.replace("\"model\": \"newBook\"", "\"model\": \"oldBook\"");
    assert_eq!(read(&unknown), "there is no model `oldBook`");
    let method = json.replace("\"method\": \"PUT\"", "\"method\": \"PUTT\"");
    assert_eq!(read(&method), "there is no method `PUTT`");
}

/// What follows from other facts, or tells one file from another.
const NO_FACTS: [&str; 4] = ["/name", "/schema", "/request", "/response"];

/// The places of all values that have no parts.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| leaves(item, &format!("{pointer}/{index}"), found));
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            leaves(value, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => found.push(pointer.to_owned()),
    }
}

#[test]
fn no_fact_changes_unseen() {
    let text = files(&sources(&library())).remove("api.json").expect("it is a file of the client");
    let json: Value = serde_json::from_str(&text).expect("it is JSON");
    let old = api_json::read(&text).expect("it is what was written");
    let mut places = Vec::new();
    leaves(&json, "", &mut places);
    let (mut seen, mut unseen) = (0, Vec::new());
    for place in places {
        let mut changed = json.clone();
        let value = changed.pointer_mut(&place).expect("the place is one of this value");
        *value = match &*value {
            Value::Bool(is) => json!(!*is),
            Value::Number(number) => json!(number.as_f64().map_or(1.0, |number| number + 1.0)),
            Value::Null => json!("text"),
            other => json!(format!("{}X", other.as_str().unwrap_or_default())),
        };
        if place.ends_with("/code") {
            *value = json!(299);
        }
        // What is no API any longer need not be compared.
        let Ok(new) = api_json::read(&changed.to_string()) else { continue };
        if diff(&old, &new).is_empty() {
            unseen.push(place);
        } else {
            seen += 1;
        }
    }
    let is_fact = |place: &String| {
        let model = place.strip_prefix("/models/").and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        // How an action pages follows from the rules and its answer; what every action takes is never required.
        let follows = place.contains("/paged/") || place == "/parameters/0/required";
        !model.is_some_and(|rest| NO_FACTS.contains(&rest)) && place != "/name" && !follows
    };
    unseen.retain(is_fact);
    assert_eq!(unseen, Vec::<String>::new());
    assert!(seen > 300, "{seen}");
}
