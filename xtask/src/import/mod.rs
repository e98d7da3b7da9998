//! `cargo xtask import`: brings the spec up to what the API's vendor publishes.
//!
//! Facts are the vendor's: names, paths, types, accepted values, scopes, codes, the structure of schemas. Texts, names of
//! shapes and corrections are ours, and stay. What is new gets a text that says that it wants one; what is gone goes.
//! Nothing else in this workspace knows the vendor's files.

mod api;
mod binding;
mod correct;
mod files;
mod inline;
mod page;
mod properties;
mod report;
mod schemas;
mod texts;
mod vendor;
mod words;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::Value;

use self::api::Api;
use self::binding::Binding;
use self::files::Files;
use self::page::Page;
use self::report::Report;
use self::schemas::Inputs;
use self::texts::Texts;
use self::vendor::{Resource, Vendor};
use self::words::{PLACEHOLDER, Spelling};

/// Imports the release in a folder into the spec of a workspace. With `layout`, files are written in the tool's layout
/// too that say the right things in another one.
pub(crate) fn run(folder: &Path, root: Option<PathBuf>, layout: bool) -> Result<ExitCode> {
    let root = match root {
        Some(root) => root,
        None => crate::workspace::home()?,
    };
    let mut report = Report::default();
    let mut vendor = vendor::read(folder, &mut report)?;
    let old = Files::read(&root.join("spec"))?;
    let new = plan(&mut vendor, &old, layout, &mut report)?;
    print!("{}", report.render());
    if !report.errors().is_empty() {
        report.errors().iter().for_each(|error| eprintln!("error: {error}"));
        eprintln!("nothing was written");
        return Ok(ExitCode::FAILURE);
    }
    let written = new.write(&old)?;
    println!("spec/: {} resources, {written}", vendor.resources.len());
    Ok(ExitCode::SUCCESS)
}

/// The spec as it has to be.
fn plan(vendor: &mut Vendor, old: &Files, layout: bool, report: &mut Report) -> Result<Files> {
    let corrections = match old.get("corrections.yaml") {
        Some(text) => correct::read(text)?,
        None => Vec::new(),
    };
    let corrections = correct::apply(corrections, vendor, report);
    let vendor = &*vendor;
    unread(vendor, report);
    let api = Api::read(old.get("api.yaml"), vendor, report)?;
    let spelling = Spelling::of(vendor.titles.values());

    let mut new = Files::new(old);
    new.put("api.yaml", api.write(vendor, report));
    if old.get("corrections.yaml").is_some() {
        new.put_value("corrections.yaml", &serde_json::to_value(&corrections)?, layout);
    }
    let mut wanted = BTreeSet::new();
    for (name, binding) in bindings(vendor, old, &api, report)? {
        named_by(&vendor.resources[&name], &binding, &mut wanted);
        new.put_value(&format!("resources/{name}.yaml"), &binding, layout);
    }
    let old_schemas = schemas_of(old)?;
    let inputs = Inputs { vendor, spelling: &spelling, wanted: &wanted, old: &old_schemas };
    let schemas = schemas::write(&inputs, report);
    for (name, schema) in &schemas {
        new.put_value(&format!("schemas/{name}.yaml"), schema, layout);
    }
    if let Some(text) = properties::write(old.get("properties.yaml"), &old_schemas, &schemas, report)? {
        new.put("properties.yaml", text);
    }
    pages(vendor, &api, &spelling, &schemas, &mut new, report)?;
    for (path, text) in new.texts() {
        report.wants_words(&format!("spec/{path}"), text.matches(PLACEHOLDER).count());
    }
    Ok(new)
}

/// The bindings by resource.
fn bindings(vendor: &Vendor, old: &Files, api: &Api, report: &mut Report) -> Result<BTreeMap<String, Value>> {
    let (rules, globals) = (api.rules(), api.globals());
    let mut bindings = BTreeMap::new();
    for (name, resource) in &vendor.resources {
        let path = format!("resources/{name}.yaml");
        let old: Option<Value> = match old.get(&path) {
            Some(text) => Some(serde_yaml::from_str(text).with_context(|| format!("`spec/{path}` is no YAML"))?),
            None => None,
        };
        let binding = Binding { name, resource, old: old.as_ref(), rules: &rules, globals: &globals };
        bindings.insert(name.clone(), binding.write(report));
    }
    Ok(bindings)
}

/// Writes every page, and tells which resources and actions are new or gone.
fn pages(
    vendor: &Vendor,
    api: &Api,
    spelling: &Spelling,
    schemas: &BTreeMap<String, Value>,
    new: &mut Files,
    report: &mut Report,
) -> Result<()> {
    let globals = api.header_parameters(vendor, report);
    let title = |name: &str| {
        let ours = schemas.get(name).and_then(|schema| schema["title"].as_str().map(str::to_owned));
        ours.or_else(|| vendor.titles.get(name).cloned()).unwrap_or_else(|| spelling.title(name))
    };
    for (name, resource) in &vendor.resources {
        let path = format!("resources/{name}.md");
        let texts = match new.old(&path) {
            Some(text) => texts::read(&format!("spec/{path}"), text)?,
            None => Texts::default(),
        };
        compare(name, resource, &texts, report);
        let page = Page { vendor, spelling, name, resource, texts: &texts, globals: &globals, title: &title };
        new.put(&path, page.write());
    }
    let old: Vec<String> = new.old_in("resources/", ".md").collect();
    for name in old.iter().filter(|name| !vendor.resources.contains_key(*name)) {
        report.gone(format!("spec/resources/{name}.md and .yaml"));
    }
    Ok(())
}

/// Tells what a page gains and loses.
fn compare(name: &str, resource: &Resource, texts: &Texts, report: &mut Report) {
    let page = format!("spec/resources/{name}.md");
    if texts.title.is_none() {
        report.new_thing(format!("{page}: {} actions", resource.actions.len()));
        return;
    }
    for (action, facts) in &resource.actions {
        let Some(texts) = texts.actions.get(action) else {
            report.new_thing(format!("{page}: the action `{action}`"));
            continue;
        };
        let parameters = || resource.params.iter().chain(&facts.params).map(|parameter| parameter.name.as_str());
        for parameter in parameters().filter(|parameter| !texts.parameters.contains_key(*parameter)) {
            report.new_thing(format!("{page}: the parameter `{parameter}` of `{action}`"));
        }
        for code in facts.responses.keys().filter(|code| !texts.responses.contains_key(code)) {
            report.new_thing(format!("{page}: the response {code} of `{action}`"));
        }
        for code in texts.responses.keys().filter(|code| !facts.responses.contains_key(code)) {
            report.gone(format!("{page}: the response {code} of `{action}`"));
        }
    }
    for action in texts.actions.keys().filter(|action| !resource.actions.contains_key(*action)) {
        report.gone(format!("{page}: the action `{action}`"));
    }
}

/// The schemas that a resource names, as published or in a correction.
fn named_by(resource: &Resource, binding: &Value, wanted: &mut BTreeSet<String>) {
    for (name, action) in &resource.actions {
        let parameters = resource.params.iter().chain(&action.params);
        wanted.extend(parameters.filter_map(|parameter| Some(parameter.schema.as_ref()?.0.clone())));
        let responses = action.responses.values();
        wanted.extend(responses.clone().filter_map(|response| Some(response.body()?.to_owned())));
        let corrections = binding["actions"][name.as_str()]["corrections"].as_array().into_iter().flatten();
        let right = corrections.filter_map(|correction| correction["schema"].as_str());
        wanted.extend(right.filter(|name| *name != "none").map(str::to_owned));
    }
}

/// The schemas of the spec, by name.
fn schemas_of(old: &Files) -> Result<BTreeMap<String, Value>> {
    let mut schemas = BTreeMap::new();
    for name in old.in_folder("schemas/", ".yaml") {
        let path = format!("schemas/{name}.yaml");
        let text = old.get(&path).unwrap_or_default();
        let value = serde_yaml::from_str(text).with_context(|| format!("`spec/{path}` is no YAML"))?;
        schemas.insert(name, value);
    }
    Ok(schemas)
}

/// What the vendor's files say that no spec can, and that is known to be of no use to one.
const UNREAD: &[&str] = &[
    "summary",
    "description",
    "audit",
    "links",
    "denyOauthTokens",
    "allowUnverified",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
];

/// Tells what the vendor's files say that is not read.
fn unread(vendor: &Vendor, report: &mut Report) {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for resource in vendor.resources.values() {
        let actions = || resource.actions.values();
        let parameters = resource.params.iter().chain(actions().flat_map(|action| &action.params));
        let responses = actions().flat_map(|action| action.responses.values());
        let keys = resource.unread.keys().map(|key| ("a resource", key));
        let keys = keys.chain(actions().flat_map(|action| action.unread.keys()).map(|key| ("an action", key)));
        let keys = keys.chain(parameters.flat_map(|parameter| parameter.unread.keys()).map(|key| ("a parameter", key)));
        let keys = keys.chain(responses.flat_map(|response| response.unread.keys()).map(|key| ("a response", key)));
        for (what, key) in keys.filter(|(_, key)| !UNREAD.contains(&key.as_str())) {
            *found.entry(format!("`{key}` of {what}")).or_default() += 1;
        }
    }
    for (what, count) in found {
        report.note(format!("apiInfo.json: {what} is not read ({count} times)"));
    }
}
