//! Types as Rust: what a field is, what a setter takes, what has to be imported for it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use serde_json::Value;

use super::writer::RustFile;
use crate::check::Checked;
use crate::ir::{Field, Model, ModelId, Parameter, ParameterType, Type};
use crate::names::ParameterNames;

/// A name as a token. `Names` makes only such that Rust takes.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Tokens of a type as people write them.
pub(crate) fn written(ty: &TokenStream) -> String {
    ty.to_string()
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" , ", ", ")
        .replace(" :: ", "::")
        .replace("( )", "()")
}

/// A value as it is sent outside of JSON: a text without quotes.
pub(crate) fn as_sent(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Writes types into one file, importing what they need.
pub(crate) struct Types<'a> {
    pub(crate) checked: &'a Checked,
    /// Where models are found from this file: `super` or `crate::models`.
    pub(crate) models: &'static str,
    /// The schema file whose models stand in this very file.
    pub(crate) home: Option<&'a str>,
    /// Names that stand for something else in this file; a model of that name is written with its path.
    pub(crate) taken: Vec<String>,
}

impl Types<'_> {
    /// The type of a value that is always there.
    pub(crate) fn plain(&self, ty: &Type, file: &mut RustFile) -> TokenStream {
        let mut runtime = |name: &str| {
            file.import("restgen_runtime", name);
            let name = ident(name);
            quote!(#name)
        };
        match ty {
            Type::String => quote!(String),
            Type::Secret => runtime("Secret"),
            Type::Integer => quote!(i64),
            Type::Number => quote!(f64),
            Type::Boolean => quote!(bool),
            Type::Timestamp => runtime("Timestamp"),
            Type::Any => runtime("Json"),
            Type::Nullable(inner) => {
                let inner = self.plain(inner, file);
                quote!(Option<#inner>)
            }
            Type::List(item) => {
                let item = self.plain(item, file);
                quote!(Vec<#item>)
            }
            Type::Map(item) => {
                let item = self.plain(item, file);
                file.import("std::collections", "BTreeMap");
                quote!(BTreeMap<String, #item>)
            }
            Type::Model(id) => self.model(*id, file),
            Type::Boxed(inner) => {
                let inner = self.plain(inner, file);
                quote!(Box<#inner>)
            }
        }
    }

    /// The type that a parameter is kept as; of a list, that of its items.
    pub(crate) fn parameter(&self, parameter: &Parameter, names: &ParameterNames, file: &mut RustFile) -> TokenStream {
        match &parameter.ty {
            ParameterType::String | ParameterType::Array => quote!(String),
            ParameterType::Integer => quote!(i64),
            ParameterType::Number => quote!(f64),
            ParameterType::Boolean => quote!(bool),
            ParameterType::Enum(_) => {
                let name = ident(&names.enumeration);
                quote!(#name)
            }
            ParameterType::File => {
                file.import("restgen_runtime", "FilePart");
                quote!(FilePart)
            }
            ParameterType::Schema { ty, .. } => self.plain(ty, file),
        }
    }

    /// The name of a model.
    pub(super) fn model(&self, id: ModelId, file: &mut RustFile) -> TokenStream {
        let name = &self.checked.names().model(id).ty;
        let token = ident(name);
        if self.taken.contains(name) {
            // Not by `use crate::models`: rustdoc takes the target of a link to `models::Name` for redundant then.
            return quote!(crate::models::#token);
        }
        if self.home != Some(&self.checked.api().model(id).schema) {
            file.import(self.models, name);
        }
        quote!(#token)
    }

    /// The type of a field.
    pub(crate) fn field(&self, model: &Model, field: &Field, file: &mut RustFile) -> TokenStream {
        let bare = match &field.ty {
            Type::Nullable(inner) => inner,
            other => other,
        };
        let bare = self.plain(bare, file);
        match presence(model, field) {
            Presence::Required => bare,
            Presence::RequiredNullable | Presence::Optional => quote!(Option<#bare>),
            Presence::ThreeStates => {
                file.import("restgen_runtime", "Nullable");
                quote!(Nullable<#bare>)
            }
        }
    }
}

/// Which of value, null and nothing a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// A value.
    Required,
    /// A value or null.
    RequiredNullable,
    /// A value or nothing; a server's null counts as nothing.
    Optional,
    /// A value, null, or nothing: what a caller sends may be all three.
    ThreeStates,
}

/// What a field can hold.
pub(crate) fn presence(model: &Model, field: &Field) -> Presence {
    match (field.required, matches!(field.ty, Type::Nullable(_))) {
        (true, false) => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, true) if model.in_request => Presence::ThreeStates,
        (false, _) => Presence::Optional,
    }
}
