//! The API as the back ends see it: names resolved, corrections and rules applied, closed sets as enums.
//!
//! Lists keep the order of the spec; resources and models are sorted by name. A [`ModelId`] is an index into
//! [`Api::models`]. A model's Rust name is not here: `names.rs` makes all of them.

mod model;

use serde_json::Value;

pub use self::model::{EnumValue, Field, Model, ModelId, Shape, Struct, Type, Variant};
use crate::source::Span;

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// Its name as an identifier: `library`.
    pub name: String,
    /// Its name as people write it.
    pub title: String,
    /// The Cargo package of the client: `town-library`.
    pub package: String,
    /// The API's version.
    pub version: String,
    /// What the API is, as Markdown.
    pub description: String,
    /// Where it is served.
    pub base_url: String,
    /// How a caller proves who it is.
    pub auth: Auth,
    /// Headers of every request, with their values.
    pub headers: Vec<(String, String)>,
    /// The keys of an error answer that say what kind of error it is, and what happened.
    pub error_keys: ErrorKeys,
    /// Parameters that every action has.
    pub globals: Vec<Parameter>,
    /// How answers are divided into pages.
    pub paging: Vec<Paging>,
    /// The resources by topic.
    pub groups: Vec<Group>,
    /// Every resource, sorted by name.
    pub resources: Vec<Resource>,
    /// Every model, sorted by name.
    pub models: Vec<Model>,
}

/// How a caller proves who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Not at all.
    None,
    /// `Authorization: Bearer TOKEN` (RFC 6750).
    Bearer,
    /// A key in a header of this name.
    Header(String),
}

/// Where an error answer says what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorKeys {
    /// The key of the kind of error: a word for programs.
    pub kind: String,
    /// The key of the message: a sentence for people.
    pub message: String,
}

/// A rule of how answers are divided into pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is asked for.
    pub by: PagedBy,
    /// The parameter of how many items a page has.
    pub size: Option<String>,
    /// The key of the items; `None` where the answer is the list of them.
    pub items: Option<String>,
}

/// How the next page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagedBy {
    /// By its number.
    Number {
        /// The query parameter of the number.
        parameter: String,
        /// The number of the first page.
        first: i64,
        /// The key of how many items there are on all pages.
        total: Option<String>,
    },
    /// By what the page before says.
    Cursor {
        /// The query parameter of the cursor.
        parameter: String,
        /// The key of the next page's cursor.
        next: String,
    },
    /// By the address in the header `Link` under `rel="next"` (RFC 8288).
    Link,
}

/// How an action pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged {
    /// The index of its rule in [`Api::paging`].
    pub rule: usize,
    /// What the pages hold.
    pub item: Type,
    /// The field of the items, as model and index; `None` where the answer is the list of them.
    pub items: Option<(ModelId, usize)>,
    /// The field of the total or the cursor; `None` where the answer has none.
    pub mark: Option<(ModelId, usize)>,
}

/// A topic in the map of resources.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is called.
    pub title: String,
    /// The names of its resources, in the order of the spec.
    pub resources: Vec<String>,
}

/// What a page describes.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its name: `instanceApiTokens`.
    pub name: String,
    /// Its title: `Instance API Tokens`.
    pub title: String,
    /// Its actions, in the order of the page.
    pub actions: Vec<Action>,
    /// The page's title.
    pub span: Span,
}

/// One thing that can be done with a resource: one request.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its name: `get`.
    pub name: String,
    /// Its heading on the page: `Get`.
    pub title: String,
    /// What it does, as Markdown.
    pub summary: String,
    /// The HTTP method.
    pub method: Method,
    /// The whole path, with `{name}` where a parameter stands.
    pub path: PathTemplate,
    /// Who may call it.
    pub access: Access,
    /// Its own parameters, in the order of the page.
    pub parameters: Vec<Parameter>,
    /// The successful responses, by code.
    pub responses: Vec<Response>,
    /// The documented errors, by code.
    pub errors: Vec<Response>,
    /// The events of the answer, where it is a stream of them (`text/event-stream`) and no single value.
    pub events: Vec<(String, Type)>,
    /// How it pages, where its answer is a page of a collection.
    pub paged: Option<Paged>,
    /// True where a caller should use something else.
    pub deprecated: bool,
    /// The heading on the page.
    pub span: Span,
}

/// An HTTP method (RFC 9110 and RFC 5789).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Reads the headers only.
    Head,
    /// Makes, or does.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 6] = [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The method as it is sent: `GET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of that name, in upper case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// Whether a request of this method may carry a body.
    pub fn has_body(self) -> bool {
        !matches!(self, Self::Get | Self::Head)
    }
}

/// A path with places for parameters: `/instances/{instanceId}/tokens`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// The template as it is written. It begins with `/`.
    pub text: String,
    /// The parameters it names, in order, each once.
    pub names: Vec<String>,
}

impl PathTemplate {
    /// The template without the names in it, which no request shows: `/instances/{}/tokens`.
    pub fn shape(&self) -> String {
        self.names.iter().fold(self.text.clone(), |text, name| text.replace(&format!("{{{name}}}"), "{}"))
    }
}

/// Who may call an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone: no token is needed.
    Anyone,
    /// Who has a token with one of these scopes; with any token where the list is empty.
    Scopes(Vec<String>),
}

/// A parameter of an action.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name: `sortField`.
    pub name: String,
    /// Where it is sent.
    pub place: Place,
    /// What it holds.
    pub ty: ParameterType,
    /// Whether a call without it is refused.
    pub required: bool,
    /// What it means, as Markdown.
    pub description: String,
    /// What the server takes where it is left out.
    pub default: Option<Value>,
    /// A value to show; for a body, the schema's first example.
    pub example: Option<Value>,
    /// True where a caller should use something else.
    pub deprecated: bool,
    /// Its row.
    pub span: Span,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// Behind the `?`.
    Query,
    /// As a header.
    Header,
    /// As the whole body.
    Body,
    /// As a part of a multipart body.
    Multipart,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 5] = [Self::Path, Self::Query, Self::Header, Self::Body, Self::Multipart];

    /// Its name in `R.yaml` and `api.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
            Self::Multipart => "multipart",
        }
    }

    /// The place of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == name)
    }
}

/// What a parameter holds.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterType {
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these texts, or one that a later release of the API knows.
    Enum(Vec<String>),
    /// Texts, sent as `name[0]=`, `name[1]=`.
    Array,
    /// A value with a schema; `style` says how it goes into a query.
    Schema {
        /// Its type.
        ty: Type,
        /// How it is written in a query; a body is always JSON.
        style: Style,
    },
    /// The content of a file, in a multipart body.
    File,
}

/// How a value with a schema is written in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As compact JSON text.
    Json,
    /// As `name[key][0]=`, the brackets encoded.
    Brackets,
}

/// One documented answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code, 200 to 299 for a success and 400 to 599 for an error.
    pub code: u16,
    /// What the body holds, `None` where there is no body.
    pub ty: Option<Type>,
    /// When it is given, as Markdown.
    pub description: String,
    /// Its row.
    pub span: Span,
}

impl Api {
    /// The model of an id.
    pub fn model(&self, id: ModelId) -> &Model {
        &self.models[id.0 as usize]
    }

    /// What a type is but for other names for it.
    pub fn resolved<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = ty.bare();
        // No alias leads to itself, so that there are fewer steps than models.
        for _ in &self.models {
            let Type::Model(id) = ty else { break };
            let Shape::Alias(other) = &self.model(*id).shape else { break };
            ty = other.bare();
        }
        ty
    }

    /// Every model with its id, in order.
    pub fn models(&self) -> impl Iterator<Item = (ModelId, &Model)> {
        (0..).map(ModelId).zip(&self.models)
    }
}
