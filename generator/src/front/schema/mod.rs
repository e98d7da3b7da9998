//! A schema file as it is written: JSON Schema draft-07 in YAML, and three keys of our own that begin with `x-`.

mod check;
mod kinds;
mod walk;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Number, Value};

use self::check::Check;
use super::yaml::{Document, flawless};
use crate::diagnostics::Diagnostics;
use crate::source::SourceFile;

/// A schema file that has been read.
#[derive(Clone, Debug)]
pub struct SchemaFile {
    /// The name that others refer to it by: the file's, without its ending.
    pub name: String,
    /// What it says.
    pub schema: Schema,
    /// Where it says it, by JSON pointer.
    pub document: Document,
}

/// Reads a schema file; `None` where something is wrong. What its references lead to is not looked at.
pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<SchemaFile> {
    flawless(diagnostics, |diagnostics| read_into(file, diagnostics))
}

fn read_into(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<SchemaFile> {
    let document = Document::parse(file, diagnostics)?;
    let (schema, mended) = document.read_mended::<Schema>(diagnostics);
    let schema = schema?;
    let mut check = Check { document: &document, mended: &mended, diagnostics };
    check.draft();
    for (pointer, part) in schema.walk() {
        check.part(part, &pointer);
    }
    Some(SchemaFile { name: file.stem().to_owned(), schema, document })
}

/// A schema, or the schema of a part of another.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, expecting = "a schema", rename_all = "camelCase")]
pub struct Schema {
    /// The name of another schema file, which this stands for.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// What a person calls it; names the type of a shape inside a file.
    pub title: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// The kinds of value it allows.
    #[serde(rename = "type")]
    pub kinds: Option<Kinds>,
    /// The accepted values.
    #[serde(rename = "enum")]
    pub values: Option<Vec<Value>>,
    /// The one accepted value.
    #[serde(rename = "const")]
    pub constant: Option<Value>,
    /// What is taken where it is left out.
    pub default: Option<Value>,
    /// Example values.
    #[serde(default)]
    pub examples: Vec<Value>,
    /// A kind of text: `date-time`.
    pub format: Option<String>,
    /// A regular expression that a text matches.
    pub pattern: Option<String>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The largest number of characters.
    pub max_length: Option<u64>,
    /// The least value.
    pub minimum: Option<Number>,
    /// The largest value.
    pub maximum: Option<Number>,
    /// Every value is larger.
    pub exclusive_minimum: Option<Number>,
    /// Every value is less.
    pub exclusive_maximum: Option<Number>,
    /// Every value is a multiple of it.
    pub multiple_of: Option<Number>,
    /// The schema of the items.
    pub items: Option<Box<Schema>>,
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The largest number of items.
    pub max_items: Option<u64>,
    /// Whether all items differ.
    #[serde(default)]
    pub unique_items: bool,
    /// The schemas of the known keys, in order.
    #[serde(default)]
    pub properties: IndexMap<String, Schema>,
    /// The schemas of keys that match a pattern.
    #[serde(default)]
    pub pattern_properties: IndexMap<String, Schema>,
    /// The schema of other keys, or whether there are any.
    pub additional_properties: Option<Additional>,
    /// The keys that are always there.
    #[serde(default)]
    pub required: Vec<String>,
    /// The least number of keys.
    pub min_properties: Option<u64>,
    /// The largest number of keys.
    pub max_properties: Option<u64>,
    /// A value fits exactly one of them.
    #[serde(default)]
    pub one_of: Vec<Schema>,
    /// A value fits at least one of them.
    #[serde(default)]
    pub any_of: Vec<Schema>,
    /// A value fits all of them.
    #[serde(default)]
    pub all_of: Vec<Schema>,
    /// A value fits it not.
    pub not: Option<Box<Schema>>,
    /// Whether it is not to be shown in debug output.
    #[serde(default, rename = "x-secret")]
    pub secret: bool,
    /// The words that the Rust names of accepted values are made from, by value.
    #[serde(default, rename = "x-names")]
    pub names: BTreeMap<String, String>,
    /// Whether a caller should use something else.
    #[serde(default, rename = "x-deprecated")]
    pub deprecated: bool,
}

/// One kind of value, or a list of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Kinds {
    /// One kind.
    One(Kind),
    /// Any of these.
    Any(Vec<Kind>),
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

/// `additionalProperties`.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// Whether other keys are allowed.
    Allowed(bool),
    /// What stands under other keys.
    Schema(Box<Schema>),
}
