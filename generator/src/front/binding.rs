//! What stands beside the pages, as it is written: `api.yaml` and `resources/R.yaml`.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// `api.yaml`: what is true of the whole API.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApiFile {
    /// The API's name as an identifier.
    pub name: String,
    /// Its name as people write it.
    pub title: String,
    /// The Cargo package of the client.
    pub package: String,
    /// Its version.
    pub version: String,
    /// What it is, as Markdown.
    pub description: String,
    /// Where it is served.
    pub base_url: String,
    /// How a caller proves who it is.
    #[serde(default)]
    pub auth: AuthFile,
    /// Headers of every request.
    #[serde(default)]
    pub headers: IndexMap<String, String>,
    /// Where an error answer says what is wrong.
    pub errors: ErrorKeysFile,
    /// Parameters of every action. A page may list them; they are left out of its actions.
    #[serde(default)]
    pub parameters: IndexMap<String, GlobalFile>,
    /// Types of parameters that the pages give another type, by the parameter's name.
    #[serde(default)]
    pub types: IndexMap<String, RuleFile>,
    /// The resources by topic.
    #[serde(default)]
    pub groups: Vec<GroupFile>,
}

/// `auth` in `api.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthFile {
    /// No proof.
    #[default]
    None,
    /// A bearer token.
    Bearer,
    /// `header: X-Api-Key`: a key in a header of that name.
    Header(String),
}

/// `errors` in `api.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorKeysFile {
    /// The key of the kind of error.
    pub kind: String,
    /// The key of the message.
    pub message: String,
}

/// A parameter of every action.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlobalFile {
    /// `query` or `header`.
    pub r#in: String,
    /// `string`, `integer`, `number` or `boolean`.
    pub r#type: String,
    /// What is sent where a caller says nothing.
    pub default: Option<Value>,
    /// A value to show.
    pub example: Option<Value>,
    /// What it means.
    pub description: String,
}

/// The type of a parameter, whatever the pages say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// `string`, `integer`, `number` or `boolean`.
    pub r#type: String,
    /// Why.
    pub reason: String,
}

/// A topic.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// What it is called.
    pub title: String,
    /// The names of its resources.
    pub resources: Vec<String>,
}

/// `resources/R.yaml`: what the page does not say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BindingFile {
    /// The path that the paths of all actions begin with.
    pub path: String,
    /// The actions, by name.
    pub actions: IndexMap<String, ActionFile>,
}

/// An action in a binding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionFile {
    /// The HTTP method, in upper case.
    pub method: String,
    /// What follows the resource's path; nothing where it is left out.
    #[serde(default)]
    pub path: String,
    /// True where the answer is a stream of events.
    #[serde(default)]
    pub stream: bool,
    /// True where a caller should use something else.
    #[serde(default)]
    pub deprecated: bool,
    /// What the table does not say of a parameter, by name.
    #[serde(default)]
    pub parameters: IndexMap<String, ParameterFile>,
    /// Where the page is wrong.
    #[serde(default)]
    pub corrections: Vec<CorrectionFile>,
}

/// What a table does not say of a parameter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterFile {
    /// The place: `path`, `query`, `header`, `body` or `multipart`.
    pub r#in: Option<String>,
    /// `json` or `brackets`: how a value with a schema is written in a query.
    pub style: Option<String>,
    /// True where a caller should use something else.
    #[serde(default)]
    pub deprecated: bool,
}

/// A mistake of the page. Exactly one of `response` and `parameter` names what is wrong; the other keys say what is
/// right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionFile {
    /// The status code of the response as the page has it.
    pub response: Option<u16>,
    /// The name of the parameter.
    pub parameter: Option<String>,
    /// The right status code.
    pub code: Option<u16>,
    /// The name of the right schema; `none` where there is no body.
    pub schema: Option<String>,
    /// The right type: `string`, `integer`, `number`, `boolean`, `array`, `object` or `file`.
    pub r#type: Option<String>,
    /// Whether the parameter is required.
    pub required: Option<bool>,
    /// The right accepted values.
    pub values: Option<Vec<String>>,
    /// The right default.
    pub default: Option<Value>,
    /// The right example.
    pub example: Option<Value>,
    /// How it is known.
    pub reason: String,
}
