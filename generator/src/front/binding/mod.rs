//! What stands beside the pages, as it is written: `api.yaml`, `properties.yaml` and `resources/R.yaml`.

mod api;
mod check;
mod path;
mod words;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use self::check::Check;
pub use self::path::{method, path_template};
use super::yaml::{Document, flawless};
use crate::diagnostics::Diagnostics;
use crate::ir::{Place, Style};
use crate::source::SourceFile;

/// What a file says, and where it says it.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// What it says.
    pub value: T,
    /// Where it says it, by JSON pointer.
    pub document: Document,
}

/// Reads `api.yaml`; `None` where something is wrong.
pub fn read_api(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Read<ApiFile>> {
    flawless(diagnostics, |diagnostics| {
        let document = Document::parse(file, diagnostics)?;
        let value = document.read(diagnostics)?;
        api::check(&value, &document, diagnostics);
        Some(Read { value, document })
    })
}

/// What properties mean where their schemas do not say it, by the property's name: `properties.yaml`.
pub type PropertiesFile = IndexMap<String, String>;

/// Reads `properties.yaml`; `None` where something is wrong.
pub fn read_properties(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Read<PropertiesFile>> {
    flawless(diagnostics, |diagnostics| {
        let document = Document::parse(file, diagnostics)?;
        let value = document.read(diagnostics)?;
        Some(Read { value, document })
    })
}

/// Reads `resources/R.yaml`; `None` where something is wrong. Its methods and paths are good ones, and each correction
/// has one subject.
pub fn read_binding(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Read<BindingFile>> {
    flawless(diagnostics, |diagnostics| {
        let document = Document::parse(file, diagnostics)?;
        let (value, mended) = document.read_mended(diagnostics);
        let value = value?;
        Check { document: &document, mended: &mended, diagnostics }.binding(&value);
        Some(Read { value, document })
    })
}

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
    /// How many values may be any JSON, since their schemas say no more.
    pub untyped: Option<usize>,
    /// How answers are divided into pages. An action pages by the first rule that it fits.
    #[serde(default)]
    pub paging: Vec<PagingFile>,
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
    #[serde(deserialize_with = "words::global_place")]
    pub r#in: Place,
    /// What it holds.
    pub r#type: Scalar,
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
    /// What it holds.
    pub r#type: Scalar,
    /// Why.
    pub reason: String,
}

/// A rule of `paging` in `api.yaml`. An action fits it if it has the parameters and its answer the keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagingFile {
    /// How the next page is asked for.
    pub by: PagedByFile,
    /// The parameter of how many items a page has.
    pub size: Option<String>,
    /// The key of the items; where it is left out, the answer is the list of them.
    pub items: Option<String>,
}

/// How the next page is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PagedByFile {
    /// By its number.
    Number(NumberFile),
    /// By what the page before says.
    Cursor(CursorFile),
    /// By the address in the header `Link` under `rel="next"` (RFC 8288).
    Link,
}

/// Pages that have numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFile {
    /// The query parameter of the page's number.
    pub parameter: String,
    /// The number of the first page.
    #[serde(default)]
    pub first: i64,
    /// The key of how many items there are on all pages.
    pub total: Option<String>,
}

/// Pages that lead from one to the next.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CursorFile {
    /// The query parameter of the cursor.
    pub parameter: String,
    /// The key of the next page's cursor.
    pub next: String,
}

/// A type that has no parts.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Scalar {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// A type of a parameter that has no schema.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum TypeWord {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list of texts.
    Array,
    /// Any JSON object.
    Object,
    /// The content of a file.
    File,
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
    /// The schema of each event, by its name, where the answer is a stream of events.
    #[serde(default)]
    pub events: IndexMap<String, String>,
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
    #[serde(default, deserialize_with = "words::place")]
    pub r#in: Option<Place>,
    /// `json` or `brackets`: how a value with a schema is written in a query.
    #[serde(default, deserialize_with = "words::style")]
    pub style: Option<Style>,
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
    /// The right type.
    pub r#type: Option<TypeWord>,
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
