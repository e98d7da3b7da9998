//! A documentation page as it is written: shapes right, names unresolved.
//!
//! [`parse`] goes from the text to [`Page`]: `blocks` cuts the text into headings, tables and paragraphs, `outline` sorts
//! these into actions and sections; `scopes`, `parameters` and `responses` read a section each, the last two through
//! `tables`; `cell`, `link` and `values` read what stands in a cell.

mod blocks;
mod cell;
mod json;
mod link;
mod name;
mod outline;
mod parameters;
mod parse;
mod responses;
mod scopes;
mod tables;
mod values;

pub use json::{PageJson, to_json};
pub use name::camel_case;
pub use parse::parse;

use crate::source::{Span, Spanned};

/// A page: one resource.
#[derive(Clone, Debug)]
pub struct Page {
    /// The resource's name, the title's words in camel case: `instanceApiTokens`.
    pub name: String,
    /// The title without ` Actions`: `Instance API Tokens`.
    pub title: Spanned<String>,
    /// Its actions, in order.
    pub actions: Vec<PageAction>,
}

/// An action as the page has it.
#[derive(Clone, Debug)]
pub struct PageAction {
    /// The heading: `Get Command`.
    pub heading: Spanned<String>,
    /// The heading's words in camel case: `getCommand`.
    pub name: String,
    /// The text under the heading, as Markdown on one line a paragraph, an empty line between two.
    pub summary: String,
    /// Whether a paragraph `**DEPRECATED**` stands under the heading; it is no part of the summary.
    pub deprecated: bool,
    /// The scopes, any of which allows the action; `None` where no token is needed, empty where the page lists none.
    pub scopes: Option<Vec<Spanned<String>>>,
    /// The rows of `Available Parameters`.
    pub parameters: Vec<PageParameter>,
    /// The rows of `Successful Responses`.
    pub responses: Vec<PageResponse>,
    /// The rows of `Error Responses`.
    pub errors: Vec<PageResponse>,
}

/// A row of `Available Parameters`.
#[derive(Clone, Debug)]
pub struct PageParameter {
    /// The name.
    pub name: Spanned<String>,
    /// The type.
    pub ty: Spanned<PageType>,
    /// Whether it is required.
    pub required: bool,
    /// The description as Markdown on one line, without the sentence that lists the accepted values. HTML entities are
    /// decoded: a `<` in it is a character to escape, not markup.
    pub description: String,
    /// The accepted values; empty where any value is.
    pub values: Vec<Spanned<String>>,
    /// The default.
    pub default: Option<Spanned<String>>,
    /// The example; `None` where the cell is empty, `undefined`, or links to a schema's example.
    pub example: Option<Spanned<String>>,
    /// The row.
    pub span: Span,
}

/// What a cell `Type` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageType {
    /// `string`, `undefined` and an empty cell: what the page does not say travels as text.
    String,
    /// `integer`.
    Integer,
    /// `number`.
    Number,
    /// `boolean`.
    Boolean,
    /// `array`.
    Array,
    /// `object`: any JSON object.
    Object,
    /// `file`.
    File,
    /// A link to a schema.
    Schema(SchemaLink),
}

/// A link to a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaLink {
    /// The link's text: `API Token Post`.
    pub title: String,
    /// Where it leads.
    pub target: SchemaTarget,
}

/// Where a link to a schema leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaTarget {
    /// To a file, by the schema's name: `../lib/schemas/apiTokenPost.json`.
    Name(String),
    /// To a heading, by the slug of the schema's title: `_schemas.md#api-token-post`.
    Slug(String),
}

/// A row of `Successful Responses` or `Error Responses`.
#[derive(Clone, Debug)]
pub struct PageResponse {
    /// The status code.
    pub code: Spanned<u16>,
    /// The schema of the body; `None` where the cell says `undefined` or `none`, that there is no body.
    pub ty: Spanned<Option<SchemaLink>>,
    /// The description as Markdown on one line, with its HTML entities decoded.
    pub description: String,
    /// The row.
    pub span: Span,
}
