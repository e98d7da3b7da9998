//! The findings as JSON.

use restgen::SourceMap;
use restgen::diagnostics::Diagnostic;
use restgen::ir::Place;
use restgen::source::Span;
use restgen::survey::{Inventory, Survey, Words};
use serde_json::{Map, Value, json};

use super::Region;

/// `diagnostics`, sorted by place, and `counts`, which is null where the spec has errors.
pub(super) fn of(survey: &Survey, sources: &SourceMap) -> Value {
    let diagnostics = survey.diagnostics.sorted().into_iter().map(|one| diagnostic(one, sources));
    json!({
        "diagnostics": diagnostics.collect::<Vec<_>>(),
        "counts": survey.inventory.as_ref().map(counts),
    })
}

fn diagnostic(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let Diagnostic { code, message, span, label, related, help } = diagnostic;
    let related = related.iter().map(|(span, label)| json!({ "place": place(*span, sources), "label": label }));
    json!({
        "code": code.as_str(),
        "severity": code.severity().as_str(),
        "message": message,
        "place": place(*span, sources),
        "label": label,
        "related": related.collect::<Vec<_>>(),
        "help": help,
    })
}

fn place(span: Span, sources: &SourceMap) -> Value {
    let Region { path, start, end } = Region::of(span, sources);
    json!({
        "file": format!("spec/{path}"),
        "line": start.0,
        "column": start.1,
        "endLine": end.0,
        "endColumn": end.1,
    })
}

fn counts(inventory: &Inventory) -> Value {
    let Inventory { resources, actions, places, parameters, schemas, models, fields, untyped } = inventory;
    let places: Map<String, Value> =
        Place::ALL.iter().map(|place| (place.as_str().to_owned(), json!(places.get(place).unwrap_or(&0)))).collect();
    let words = |words: &Words| json!({ "withWords": words.with, "withoutWords": words.without });
    json!({
        "resources": resources,
        "actions": actions,
        "parameters": { "byPlace": places, "words": words(parameters) },
        "schemas": schemas,
        "models": models,
        "fields": words(fields),
        "untyped": untyped,
    })
}
