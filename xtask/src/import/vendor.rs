//! The machine description of an API as its vendor publishes it: `apiInfo.json` and what lies beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::inline::inline;
use super::report::Report;

/// All that is read of a release.
#[derive(Debug)]
pub(crate) struct Vendor {
    /// The resources by name, in the order of `apiInfo.json`.
    pub(crate) resources: IndexMap<String, Resource>,
    /// The parameters that every action has.
    pub(crate) globals: Vec<Parameter>,
    /// The schemas by name, as published.
    pub(crate) schemas: BTreeMap<String, Value>,
    /// The scopes that allow an action, by `resource.action`; `None` where the release does not say.
    pub(crate) scopes: Option<BTreeMap<String, Vec<String>>>,
    /// The title of a schema, by its name.
    pub(crate) titles: BTreeMap<String, String>,
    /// An example of a schema, by its name.
    pub(crate) examples: BTreeMap<String, Value>,
}

/// A resource.
#[derive(Debug, Deserialize)]
pub(crate) struct Resource {
    pub(crate) path: String,
    /// The scopes of its own that allow every action.
    #[serde(default)]
    pub(crate) auth: Vec<String>,
    /// The parameters of all of its actions.
    #[serde(default)]
    pub(crate) params: Vec<Parameter>,
    pub(crate) actions: IndexMap<String, Action>,
    #[serde(flatten)]
    pub(crate) unread: BTreeMap<String, Value>,
}

/// An action.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Action {
    pub(crate) method: String,
    /// What follows the resource's path.
    #[serde(default)]
    pub(crate) path: String,
    /// The scopes of its own; `None` where no token is needed.
    pub(crate) auth: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) params: Vec<Parameter>,
    /// By status code.
    pub(crate) responses: BTreeMap<u16, Response>,
    /// Whether the answer is a stream of events.
    #[serde(default)]
    pub(crate) sse_stream: bool,
    #[serde(default)]
    pub(crate) deprecated: bool,
    #[serde(flatten)]
    pub(crate) unread: BTreeMap<String, Value>,
}

/// A parameter.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Parameter {
    pub(crate) name: String,
    /// `path`, `query`, `header`, `body` or `multipart`.
    pub(crate) r#in: String,
    pub(crate) r#type: Option<String>,
    pub(crate) schema: Option<Reference>,
    #[serde(default)]
    pub(crate) required: bool,
    /// The accepted values.
    #[serde(default)]
    pub(crate) r#enum: Vec<Value>,
    pub(crate) default: Option<Value>,
    pub(crate) example: Option<Value>,
    #[serde(default)]
    pub(crate) deprecated: bool,
    #[serde(flatten)]
    pub(crate) unread: BTreeMap<String, Value>,
}

/// An answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Response {
    pub(crate) schema: Option<Reference>,
    /// The events of a stream, by name.
    #[serde(default)]
    pub(crate) sse_events: IndexMap<String, Response>,
    #[serde(flatten)]
    pub(crate) unread: BTreeMap<String, Value>,
}

/// The name of a schema: the last part of `#/definitions/NAME`.
#[derive(Clone, Debug)]
pub(crate) struct Reference(pub(crate) String);

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let name = value.get("$ref").and_then(Value::as_str).and_then(definition);
        name.map(|name| Self(name.to_owned()))
            .ok_or_else(|| D::Error::custom(format!("`#/definitions/NAME` is due under `$ref`, not {value}")))
    }
}

/// The name in `#/definitions/NAME`.
pub(crate) fn definition(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/definitions/").filter(|name| is_file_name(name))
}

/// Whether a name can be that of a file: nothing that leads elsewhere.
fn is_file_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// Reads a release from its folder. Without `scopes.json`, `titles.json` or `apiExamples.json` the spec keeps what it
/// has of these.
pub(crate) fn read(folder: &Path, report: &mut Report) -> Result<Vendor> {
    let mut vendor = Vendor {
        resources: json(&folder.join("apiInfo.json"))?,
        globals: json(&folder.join("globalParams.json"))?,
        schemas: schemas(&folder.join("schemas"))?,
        scopes: optional(folder, "scopes.json", report)?,
        titles: optional(folder, "titles.json", report)?.unwrap_or_default(),
        examples: optional(folder, "apiExamples.json", report)?.unwrap_or_default(),
    };
    if let Some(name) = vendor.resources.keys().find(|name| !is_file_name(name)) {
        bail!("`{name}` in `apiInfo.json` is no name of a resource: a name has only letters and digits");
    }
    inline(&mut vendor.schemas)?;
    Ok(vendor)
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("`{}` is not what a release has there", path.display()))
}

/// A file that a release may lack.
fn optional<T: DeserializeOwned>(folder: &Path, name: &str, report: &mut Report) -> Result<Option<T>> {
    let path = folder.join(name);
    if path.try_exists().with_context(|| format!("cannot read `{}`", path.display()))? {
        return json(&path).map(Some);
    }
    report.note(format!("the release has no `{name}`: what the spec has of it stays"));
    Ok(None)
}

/// Every file of a folder that ends in `.json`.
fn schemas(folder: &Path) -> Result<BTreeMap<String, Value>> {
    let mut schemas = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))? {
        let path = entry.with_context(|| format!("cannot read `{}`", folder.display()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".json"));
        if let Some(name) = name.filter(|name| is_file_name(name)) {
            schemas.insert(name.to_owned(), json(&path)?);
        }
    }
    Ok(schemas)
}

impl Vendor {
    /// The scopes that allow an action, `None` where no token is needed. Where `scopes.json` does not know it, those
    /// that `apiInfo.json` has.
    pub(crate) fn scopes(&self, resource: &str, action: &str) -> Option<Vec<String>> {
        if let Some(scopes) = self.scopes.as_ref().and_then(|all| all.get(&format!("{resource}.{action}"))) {
            return (!scopes.is_empty()).then(|| scopes.clone());
        }
        let file = self.resources.get(resource)?;
        let own = file.actions.get(action)?.auth.as_ref()?;
        let mut scopes: Vec<String> = file.auth.iter().chain(own).cloned().collect();
        scopes.sort();
        scopes.dedup();
        Some(scopes)
    }
}

impl Parameter {
    /// Whether the dialect takes it for a text, so that a rule may say otherwise.
    pub(crate) fn is_plain_text(&self) -> bool {
        let is_text = self.r#type.as_deref().is_none_or(|kind| kind == "string");
        is_text && self.schema.is_none() && self.r#enum.is_empty()
    }
}

impl Response {
    /// The schema of the body; of a stream, that of its first event.
    pub(crate) fn body(&self) -> Option<&str> {
        let event = self.sse_events.values().next().and_then(|event| event.schema.as_ref());
        self.schema.as_ref().or(event).map(|reference| reference.0.as_str())
    }
}
