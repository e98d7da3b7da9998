//! An API as `api.json` has it: what a mock reads of that file, and which action a request is for.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// What a mock knows of an API: its actions and models, read from `api.json`. It is cheap to clone.
#[derive(Clone, Debug)]
pub struct MockApi(pub(super) Arc<Description>);

impl MockApi {
    /// Reads the text of an `api.json`.
    ///
    /// # Errors
    ///
    /// Fails where the text is not what the generator writes.
    pub fn parse(json: &str) -> serde_json::Result<Self> {
        serde_json::from_str(json).map(Arc::new).map(Self)
    }

    /// The name of every action, `resource.action`, in the order of the file.
    pub fn actions(&self) -> impl Iterator<Item = &str> {
        self.0.actions.iter().map(|action| action.name.as_str())
    }
}

/// The facts of `api.json` that matter here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Description {
    pub(super) base_url: String,
    pub(super) auth: Auth,
    pub(super) error_keys: ErrorKeys,
    /// Those that every action has.
    pub(super) parameters: Vec<Parameter>,
    #[serde(rename = "resources", deserialize_with = "actions_of_all")]
    pub(super) actions: Vec<Action>,
    #[serde(deserialize_with = "by_name")]
    models: BTreeMap<String, Model>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "scheme", rename_all = "lowercase")]
pub(super) enum Auth {
    None,
    Bearer,
    Header { name: String },
}

#[derive(Debug, Deserialize)]
pub(super) struct ErrorKeys {
    pub(super) kind: String,
    pub(super) message: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Action {
    /// `resource.action`.
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    /// `None` where no token is needed.
    pub(super) scopes: Option<Vec<String>>,
    pub(super) parameters: Vec<Parameter>,
    /// The successes.
    pub(super) responses: Vec<Answer>,
    #[serde(default)]
    pub(super) errors: Vec<Answer>,
    /// By name; empty where the answer is one value.
    #[serde(default)]
    pub(super) events: BTreeMap<String, Type>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Parameter {
    pub(super) name: String,
    #[serde(rename = "in")]
    pub(super) place: Place,
    #[serde(rename = "type")]
    pub(super) kind: Kind,
    pub(super) required: bool,
    /// The accepted values of an enumeration.
    #[serde(default)]
    pub(super) values: Vec<String>,
    /// The type of a value with a schema, and how it is written in a query.
    pub(super) schema: Option<Type>,
    pub(super) style: Option<Style>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    Path,
    Query,
    Header,
    Body,
    Multipart,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Enum,
    Array,
    Schema,
    File,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Style {
    Json,
    Brackets,
}

#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    pub(super) code: u16,
    #[serde(rename = "type")]
    pub(super) ty: Option<Type>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Type {
    String,
    Secret,
    Integer,
    Number,
    Boolean,
    Timestamp,
    Any,
    Nullable(Box<Type>),
    List(Box<Type>),
    Map(Box<Type>),
    Model(String),
}

#[derive(Debug, Deserialize)]
pub(super) struct Model {
    name: String,
    #[serde(flatten)]
    pub(super) shape: Shape,
    #[serde(default)]
    pub(super) examples: Vec<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Shape {
    Object(Object),
    Enum { values: Vec<String> },
    Tagged { tag: String, variants: Vec<Tagged> },
    Union { variants: Vec<Variant> },
    Alias(Variant),
}

#[derive(Debug, Deserialize)]
pub(super) struct Object {
    pub(super) fields: Vec<Field>,
    /// Keys that always have one value.
    #[serde(default)]
    pub(super) constants: BTreeMap<String, String>,
    /// The type of values under other keys.
    pub(super) rest: Option<Type>,
    /// Whether other keys are refused.
    #[serde(default)]
    pub(super) closed: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: Type,
    pub(super) required: bool,
    pub(super) default: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Tagged {
    pub(super) value: String,
    #[serde(rename = "type")]
    pub(super) ty: Type,
}

#[derive(Debug, Deserialize)]
pub(super) struct Variant {
    #[serde(rename = "type")]
    pub(super) ty: Type,
}

/// What was found for a method and a path.
pub(super) enum Found<'d> {
    /// An action, with the values of its path, encoded as they came.
    Action(&'d Action, Vec<(&'d str, String)>),
    /// The path takes these methods only.
    OtherMethods(Vec<&'d str>),
    /// No action has such a path.
    Nothing,
}

impl Description {
    /// The action of a request. Where several paths fit, the one that says more of it in plain text is meant.
    pub(super) fn find(&self, method: &str, path: &str) -> Found<'_> {
        let Some(path) = path.strip_prefix(self.base_path()) else { return Found::Nothing };
        let fitting: Vec<_> = self.actions.iter().filter_map(|one| Some((one, captures(&one.path, path)?))).collect();
        let variable = |template: &str| template.split('/').map(|part| part.contains('{')).collect::<Vec<_>>();
        let of_method = fitting.iter().filter(|(action, _)| action.method == method);
        match of_method.min_by_key(|(action, _)| variable(&action.path)) {
            Some((action, values)) => Found::Action(action, values.clone()),
            None if fitting.is_empty() => Found::Nothing,
            None => Found::OtherMethods(fitting.iter().map(|(action, _)| action.method.as_str()).collect()),
        }
    }

    /// What stands before every path: empty, or `/v1`.
    pub(super) fn base_path(&self) -> &str {
        let after_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme.find('/').map_or("", |at| &after_scheme[at..]).trim_end_matches('/')
    }

    /// The model of a name that stands in a type.
    pub(super) fn model(&self, name: &str) -> &Model {
        self.models.get(name).expect("the generator writes every model that a type names")
    }
}

/// The values that a path has where the template has parameters; `None` where it is another path.
fn captures<'t>(template: &'t str, path: &str) -> Option<Vec<(&'t str, String)>> {
    if template.split('/').count() != path.split('/').count() {
        return None;
    }
    let mut values = Vec::new();
    for (template, part) in template.split('/').zip(path.split('/')) {
        match template.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            None if template == part => {}
            None => return None,
            Some((before, (name, after))) => {
                let value = part.strip_prefix(before)?.strip_suffix(after)?;
                values.push((name, value.to_owned()));
            }
        }
    }
    Some(values)
}

fn actions_of_all<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Action>, D::Error> {
    #[derive(Deserialize)]
    struct Resource {
        name: String,
        actions: Vec<Action>,
    }
    let resources = Vec::<Resource>::deserialize(deserializer)?;
    let actions = resources.into_iter().flat_map(|Resource { name: resource, actions }| {
        actions.into_iter().map(move |action| Action { name: format!("{resource}.{}", action.name), ..action })
    });
    Ok(actions.collect())
}

fn by_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Model>, D::Error> {
    let models = Vec::<Model>::deserialize(deserializer)?;
    Ok(models.into_iter().map(|model| (model.name.clone(), model)).collect())
}
