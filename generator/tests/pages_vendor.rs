//! The vendor's own pages, where they lie beside the project: all parse, and say what the vendor's data says.

use std::fs;
use std::path::{Path, PathBuf};

use restgen::diagnostics::Diagnostics;
use restgen::front::page::{Page, PageAction, PageParameter, PageResponse, PageType, SchemaTarget, parse};
use restgen::source::{SourceFile, SourceMap};
use serde_json::{Map, Value};

fn losant() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/losant");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("the file can be read")).expect("the file is JSON")
}

/// Every page with its file's name and text.
fn pages(folder: &Path) -> Vec<(SourceFile, Page)> {
    let files = fs::read_dir(folder.join("docs")).expect("the folder can be read");
    let files = files.map(|entry| entry.expect("the entry can be read").path());
    let files = files.map(|path| {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, fs::read(path).expect("the file can be read"))
    });
    let sources = SourceMap::new(files);
    let mut diagnostics = Diagnostics::default();
    let pages: Vec<_> = sources
        .files()
        .iter()
        .map(|file| (file.clone(), parse(file, &mut diagnostics).expect("every page has a title")))
        .collect();
    assert_eq!(diagnostics.render(&sources), "");
    pages
}

#[test]
fn every_action_and_row_is_read() {
    let Some(folder) = losant() else { return };
    for (file, page) in pages(&folder) {
        let headings = file.text.lines().filter(|line| line.starts_with("## ")).count();
        assert_eq!(page.actions.len(), headings, "{}", page.name);
        let is_row =
            |line: &&str| line.starts_with("| ") && !line.starts_with("| Name |") && !line.starts_with("| Code |");
        let rows = file.text.lines().filter(is_row).filter(|line| !line.starts_with("| ---")).count();
        let read = |action: &PageAction| action.parameters.len() + action.responses.len() + action.errors.len();
        assert_eq!(page.actions.iter().map(read).sum::<usize>(), rows, "{}", page.name);
    }
}

#[test]
fn pages_say_what_the_data_says() {
    let Some(folder) = losant() else { return };
    let (api, scopes) = (json(&folder.join("apiInfo.json")), json(&folder.join("scopes.json")));
    // The page that the project was started from is of another release than the data.
    for (_, page) in pages(&folder).into_iter().filter(|(file, _)| !file.path.ends_with(".seed.md")) {
        let resource = &api[&page.name];
        for action in &page.actions {
            let subject = format!("{}.{}", page.name, action.name);
            let data = &resource["actions"][&action.name];
            assert!(data.is_object(), "{subject} is not in the data");
            same_scopes(action, &scopes[&subject], &subject);
            same_parameters(action, &resource["params"], &data["params"], &subject);
            same_responses(action, &data["responses"], &subject);
            let summary = data["summary"].as_str().or(data["description"].as_str()).unwrap_or_default();
            assert!(action.summary.starts_with(summary), "{subject}: {}", action.summary);
        }
    }
}

fn same_scopes(action: &PageAction, data: &Value, subject: &str) {
    let data = data.as_array().expect("scopes are a list");
    let read = action.scopes.as_ref().map(|list| list.iter().map(|scope| Value::from(scope.value.as_str())));
    assert_eq!(read.map(Iterator::collect), (!data.is_empty()).then(|| data.clone()), "{subject}");
}

fn same_parameters(action: &PageAction, shared: &Value, own: &Value, subject: &str) {
    let empty = Vec::new();
    let list = |value: &'_ Value| value.as_array().unwrap_or(&empty).clone();
    let data: Vec<_> = list(shared).into_iter().chain(list(own)).collect();
    let read: Vec<_> = action.parameters.iter().filter(|parameter| parameter.name.value != "losantdomain").collect();
    assert_eq!(read.len(), data.len(), "{subject}");
    for (parameter, data) in read.into_iter().zip(&data) {
        same_parameter(parameter, data, &format!("{subject} {}", parameter.name.value));
    }
}

fn same_parameter(parameter: &PageParameter, data: &Value, subject: &str) {
    assert_eq!(data["name"], *parameter.name.value, "{subject}");
    assert_eq!(data["required"].as_bool().unwrap_or_default(), parameter.required, "{subject}");
    let values: Vec<_> = parameter.values.iter().map(|value| value.value.clone()).collect();
    let accepted: Vec<_> = data["enum"].as_array().into_iter().flatten().map(text).collect();
    assert_eq!(values, accepted, "{subject}");
    assert_eq!(parameter.default.as_ref().map(|value| value.value.clone()), data.get("default").map(text), "{subject}");
    let example = parameter.example.as_ref().map(|value| value.value.clone());
    assert_eq!(example, data.get("example").map(text), "{subject}");
    let description = text(&data["description"]);
    assert_eq!(parameter.description.trim_end_matches('.'), description.trim_end_matches('.'), "{subject}");
    match &parameter.ty.value {
        PageType::Schema(link) => assert_eq!(target(&link.target), reference(&data["schema"]), "{subject}"),
        PageType::String => assert!(matches!(data["type"].as_str(), None | Some("string")), "{subject}"),
        PageType::File => assert_eq!(data["type"], "file", "{subject}"),
        other => panic!("{subject}: {other:?}"),
    }
}

fn same_responses(action: &PageAction, data: &Value, subject: &str) {
    let read: Vec<&PageResponse> = action.responses.iter().chain(&action.errors).collect();
    let data: &Map<String, Value> = data.as_object().expect("responses are an object");
    assert_eq!(read.len(), data.len(), "{subject}");
    for response in read {
        let data = &data[&response.code.value.to_string()];
        assert_eq!(data["description"], *response.description, "{subject}");
        let schema = response.ty.value.as_ref().map(|link| target(&link.target));
        assert_eq!(schema, data.get("schema").map(reference), "{subject}");
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn target(target: &SchemaTarget) -> &str {
    match target {
        SchemaTarget::Name(name) | SchemaTarget::Slug(name) => name,
    }
}

fn reference(schema: &Value) -> &str {
    schema["$ref"].as_str().unwrap_or_default().trim_start_matches("#/definitions/")
}
