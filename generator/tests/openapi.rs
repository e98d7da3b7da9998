//! `openapi.json` of both workspaces, as another tool reads it: the crate `oas3`, and JSON Schema for the examples.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

fn documents() -> [PathBuf; 2] {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    [generator.join("tests/library/generated"), generator.join("../generated")]
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("it is JSON")
}

/// The names of all actions in a folder's `api.json`: `book.get`.
fn actions(folder: &Path) -> BTreeSet<String> {
    let api = read(&folder.join("api.json"));
    let resources = api["resources"].as_array().expect("resources are a list");
    let names = resources.iter().flat_map(|resource| {
        let actions = resource["actions"].as_array().expect("actions are a list");
        let name = |value: &Value| value["name"].as_str().expect("a name is a text").to_owned();
        actions.iter().map(move |action| format!("{}.{}", name(resource), name(action)))
    });
    names.collect()
}

#[test]
fn another_reader_finds_every_action() {
    for folder in documents() {
        let text = fs::read_to_string(folder.join("openapi.json")).expect("the document is checked in");
        let document = oas3::from_json(text).expect("it is OpenAPI 3.1");
        let operations: Vec<String> = document
            .operations()
            .map(|(_, _, operation)| operation.operation_id.clone().expect("it has one"))
            .collect();
        assert_eq!(operations.len(), actions(&folder).len(), "an action is there twice");
        assert_eq!(operations.into_iter().collect::<BTreeSet<_>>(), actions(&folder));
    }
}

#[test]
fn every_reference_leads_to_something() {
    for folder in documents() {
        let document = read(&folder.join("openapi.json"));
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 10, "the walk finds references");
        for reference in found {
            let pointer = reference.strip_prefix('#').expect("a reference stays in the document");
            assert!(document.pointer(pointer).is_some(), "`{reference}` leads nowhere");
        }
    }
}

/// The texts of all `$ref`s; those in examples are data.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !matches!(key.as_str(), "example" | "examples")) {
                match value.as_str() {
                    Some(reference) if key == "$ref" => found.push(reference),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The examples of a model are what its component allows, under draft 2020-12.
#[test]
fn examples_fit_their_schemas() {
    for folder in documents() {
        let document = read(&folder.join("openapi.json"));
        let components = document["components"]["schemas"].as_object().expect("schemas are an object");
        let reference = |name: &String| (name.clone(), json!({ "$ref": format!("#/components/schemas/{name}") }));
        let all: Map<String, Value> = components.keys().map(reference).collect();
        let schema = json!({ "properties": all, "components": document["components"] });
        let validator = jsonschema::draft202012::new(&schema).expect("the components are schemas");
        let mut wrong = Vec::new();
        let mut count = 0;
        for (name, component) in components {
            for example in component["examples"].as_array().into_iter().flatten() {
                count += 1;
                let errors = json!({ name: example });
                wrong.extend(validator.iter_errors(&errors).map(|error| format!("{name}: {error}")));
            }
        }
        assert!(count > 5, "there are examples");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let absurd = json!({ components.keys().next().expect("there are models"): 17.5 });
        assert!(!validator.is_valid(&absurd), "the validator looks at the components");
    }
}
