//! `openapi.json`: the API as OpenAPI 3.1 (<https://spec.openapis.org/oas/v3.1.0.html>), for tools that read that.
//!
//! Schemas are called as the client's models are. An operation is `resource.action`. A token needs one of several scopes,
//! so each scope is a security requirement of its own.

mod operation;
mod schema;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::layout;
use crate::check::Checked;
use crate::ir::{Api, Auth, PathTemplate};

/// The version of OpenAPI that the document is written in.
const VERSION: &str = "3.1.0";

/// How the document calls the proof of who a caller is.
const SCHEME: &str = "token";

/// The document.
pub(super) fn generate(checked: &Checked) -> String {
    let api = checked.api();
    let tags = api.resources.iter().map(|resource| json!({ "name": resource.name, "description": resource.title }));
    let groups = api.groups.iter().map(|group| json!({ "name": group.title, "tags": group.resources }));
    let mut document = json!({
        "openapi": VERSION,
        "info": { "title": api.title, "version": api.version, "description": api.description },
        "servers": [{ "url": api.base_url }],
        "tags": tags.collect::<Vec<_>>(),
        "x-tagGroups": groups.collect::<Vec<_>>(),
        "paths": paths(checked),
        "components": { "parameters": common(checked), "schemas": schema::components(checked) },
    });
    if let Some(scheme) = scheme(api) {
        document["security"] = json!([{ SCHEME: [] }]);
        document["components"]["securitySchemes"] = json!({ SCHEME: scheme });
    }
    layout::text(&document)
}

fn scheme(api: &Api) -> Option<Value> {
    match &api.auth {
        Auth::None => None,
        Auth::Bearer => Some(json!({ "type": "http", "scheme": "bearer" })),
        Auth::Header(name) => Some(json!({ "type": "apiKey", "in": "header", "name": name })),
    }
}

/// What every request carries: the headers that have one value, and the parameters that every action has.
fn common(checked: &Checked) -> Map<String, Value> {
    let api = checked.api();
    let headers = api.headers.iter().map(|(name, value)| {
        let header = json!({ "name": name, "in": "header", "required": true, "schema": { "const": value } });
        (header_key(name), header)
    });
    let globals = api.globals.iter().enumerate();
    let globals = globals.map(|(index, global)| {
        (checked.names().global(index).to_owned(), operation::parameter(checked, global, &global.name))
    });
    headers.chain(globals).collect()
}

/// Where a header of every request stands among the parameters. The dot keeps it apart from setters.
fn header_key(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    format!("header.{name}")
}

/// The paths, sorted. Paths that differ in the names of their parameters only are one path, under the first's names.
fn paths(checked: &Checked) -> Map<String, Value> {
    let api = checked.api();
    let mut items: BTreeMap<String, (&PathTemplate, Map<String, Value>)> = BTreeMap::new();
    for resource in &api.resources {
        for action in &resource.actions {
            let (path, item) =
                items.entry(action.path.shape()).or_insert_with(|| (&action.path, common_references(checked)));
            let operation = operation::of(checked, resource, action, path);
            item.insert(action.method.as_str().to_ascii_lowercase(), operation);
        }
    }
    items.into_values().map(|(path, item)| (path.text.clone(), Value::Object(item))).collect()
}

fn common_references(checked: &Checked) -> Map<String, Value> {
    let keys = common(checked).into_iter().map(|(key, _)| json!({ "$ref": format!("#/components/parameters/{key}") }));
    let references: Vec<Value> = keys.collect();
    if references.is_empty() { Map::new() } else { Map::from_iter([("parameters".to_owned(), references.into())]) }
}
