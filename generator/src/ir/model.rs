//! What values are made of: types, and the models that have names.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::source::Span;

/// The index of a model in [`Api::models`](super::Api::models).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub u32);

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Text that is not shown in debug output.
    Secret,
    /// A whole number of 64 bits.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A point in time (RFC 3339).
    Timestamp,
    /// Any JSON value: the schema says no more.
    Any,
    /// A value or `null`.
    Nullable(Box<Type>),
    /// A list.
    List(Box<Type>),
    /// An object with any keys.
    Map(Box<Type>),
    /// A named type.
    Model(ModelId),
    /// A type that contains itself, behind a pointer.
    Boxed(Box<Type>),
}

/// A named type.
#[derive(Clone, Debug)]
pub struct Model {
    /// The schema file it comes from: `apiToken`.
    pub schema: String,
    /// Its name: that of the schema file, or for a shape inside one the `title` it has or the names that lead to it.
    pub name: Vec<String>,
    /// What it is, as Markdown; may be empty.
    pub description: String,
    /// What it is made of.
    pub shape: Shape,
    /// Example values; behind `check`, those that are of the type.
    pub examples: Vec<Value>,
    /// Where the examples stand.
    pub example_spans: Vec<Span>,
    /// Whether callers send it.
    pub in_request: bool,
    /// Whether the server answers it.
    pub in_response: bool,
    /// Where the schema begins.
    pub span: Span,
    /// The line of that, from 1.
    pub line: usize,
}

/// What a model is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known keys.
    Struct(Struct),
    /// One of some texts, or one that a later release of the API knows.
    Enum(Vec<EnumValue>),
    /// One of some objects, told apart by the value of one key.
    Tagged {
        /// The key.
        tag: String,
        /// Each value of the key and its object, a [`Shape::Struct`]. An object of one value has it as a constant, one
        /// of several values stands once for each of them, under one name, and has a field for it.
        variants: Vec<(EnumValue, ModelId)>,
    },
    /// The first of these that a value fits.
    Union(Vec<Variant>),
    /// Another name for a type: a schema file that holds a list, a map or a plain value.
    Alias(Type),
}

impl Shape {
    /// The word for this kind of shape in `api.json`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Struct(_) => "object",
            Self::Enum(_) => "enum",
            Self::Tagged { .. } => "tagged",
            Self::Union(_) => "union",
            Self::Alias(_) => "alias",
        }
    }
}

/// An object with known keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// Its fields, in the order of the spec.
    pub fields: Vec<Field>,
    /// Keys that always have one value, which the type itself writes.
    pub constants: BTreeMap<String, String>,
    /// The type of values under other keys, where the schema gives one.
    pub rest: Option<Type>,
    /// True where the schema allows no other keys. A caller is not held to it; a union tells its variants apart by it.
    pub closed: bool,
}

/// A key of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// Whether it is always there.
    pub required: bool,
    /// What it means, as Markdown; may be empty.
    pub description: String,
    /// What the schema says that the type does not, in words: `1 to 255 characters`.
    pub limits: Vec<String>,
    /// How many characters it may have, where it is a text and the schema says so.
    pub max_length: Option<u64>,
    /// What is taken where it is left out.
    pub default: Option<Value>,
    /// Where it stands in the schema.
    pub span: Span,
    /// The line of that, from 1; 0 where it stands in another file than its object.
    pub line: usize,
}

/// A text of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// The text.
    pub value: String,
    /// The words its Rust name is made from, where the spec gives them (`x-names`).
    pub name: Option<String>,
}

/// One of the types that a union holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What it is called: the schema's name or title, or the kind of value.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Where it stands in the schema.
    pub span: Span,
}

impl Type {
    /// The type inside [`Type::Nullable`] and [`Type::Boxed`].
    pub fn bare(&self) -> &Type {
        match self {
            Type::Nullable(inner) | Type::Boxed(inner) => inner.bare(),
            other => other,
        }
    }
}
