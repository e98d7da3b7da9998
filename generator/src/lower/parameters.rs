//! Parameters: where each is sent, what it holds, and the rules of `api.yaml` that say so.

use std::collections::BTreeSet;

use serde_json::Value;

use super::actions::Context;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics, similar};
use crate::front::binding::{ActionFile, ApiFile, Read, Scalar};
use crate::front::page::{PageAction, PageParameter, PageType};
use crate::front::yaml::pointer::child;
use crate::ir::{Method, Parameter, ParameterType, PathTemplate, Place, Style, Type};
use crate::source::Spanned;

/// The rules under `types` in `api.yaml`, and which of them have applied.
pub(super) struct Rules<'a> {
    api: &'a Read<ApiFile>,
    applied: BTreeSet<&'a str>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(api: &'a Read<ApiFile>) -> Self {
        Self { api, applied: BTreeSet::new() }
    }

    /// The type of a parameter that the page calls text, where a rule says what it is.
    fn of(&mut self, name: &str) -> ParameterType {
        match self.api.value.types.get_key_value(name) {
            None => ParameterType::String,
            Some((name, rule)) => {
                if rule.r#type != Scalar::String {
                    self.applied.insert(name);
                }
                scalar(rule.r#type)
            }
        }
    }

    /// Reports every rule that no parameter needed.
    pub(super) fn report_idle(&self, diagnostics: &mut Diagnostics) {
        for name in self.api.value.types.keys().filter(|name| !self.applied.contains(name.as_str())) {
            let span = self.api.document.locate_key(&child("/types", name));
            let message = format!("the rule for `{name}` applies to no parameter");
            let diagnostic = Diagnostic::new(Code::RuleWithoutEffect, span, message);
            diagnostics.push(diagnostic.help("delete it, or name a parameter that a page calls `string`"));
        }
    }
}

/// The parameters of every action.
pub(super) fn globals(api: &Read<ApiFile>, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let globals = api.value.parameters.iter().map(|(name, file)| {
        let pointer = child("/parameters", name);
        let mut of_type = |key: &str, code: Code, value: Option<&Value>| {
            let value = value?;
            let (fits, expected) = match file.r#type {
                Scalar::String => (value.is_string(), "a text"),
                Scalar::Integer => (value.is_i64(), "a whole number"),
                Scalar::Number => (value.is_number(), "a number"),
                Scalar::Boolean => (value.is_boolean(), "`true` or `false`"),
            };
            if fits {
                return Some(value.clone());
            }
            let span = api.document.locate(&child(&pointer, key));
            let message = format!("the {key} of `{name}` is not {expected}");
            let diagnostic = Diagnostic::new(code, span, message).label(format!("not {expected}"));
            let diagnostic = diagnostic.related(api.document.locate(&child(&pointer, "type")), "its type");
            diagnostics.push(diagnostic.help("change it, or the type where it is right"));
            None
        };
        Parameter {
            name: name.clone(),
            place: file.r#in,
            ty: scalar(file.r#type),
            required: false,
            description: file.description.clone(),
            default: of_type("default", Code::DefaultMismatch, file.default.as_ref()),
            example: of_type("example", Code::ExampleMismatch, file.example.as_ref()),
            deprecated: false,
            span: api.document.locate_key(&pointer),
        }
    });
    globals.collect()
}

/// The action's own parameters, in the order of the page.
pub(super) fn lower(
    page: &PageAction,
    bound: &ActionFile,
    at: &str,
    (method, path): (Method, &PathTemplate),
    context: &mut Context<'_, '_, '_>,
) -> Vec<Parameter> {
    for name in bound.parameters.keys().filter(|name| page.parameters.iter().all(|row| row.name.value != **name)) {
        let span = context.binding.document.locate_key(&child(&child(at, "parameters"), name));
        let names = page.parameters.iter().map(|row| row.name.value.as_str());
        let help = match similar(name, names) {
            Some(like) => format!("did you mean `{like}`?"),
            None => "add its row to the table, or delete it here".to_owned(),
        };
        let message = format!("the table of `{}` has no parameter `{name}`", page.name);
        context.diagnostics.push(Diagnostic::new(Code::UnknownParameter, span, message).help(help));
    }
    let mut parameters = Vec::new();
    for row in &page.parameters {
        let said = bound.parameters.get(&row.name.value);
        // A page lists parameters that every action has; they stand in `api.yaml`.
        if said.is_none() && context.globals.iter().any(|global| global.name == row.name.value) {
            continue;
        }
        let style = said.and_then(|said| said.style).unwrap_or(Style::Json);
        let ty = parameter_type(row, style, context);
        let place = said.and_then(|said| said.r#in).unwrap_or_else(|| usual_place(row, &ty, method, path));
        let default = cell(row.default.as_ref(), &ty, Code::DefaultMismatch, row, context.diagnostics);
        let example = cell(row.example.as_ref(), &ty, Code::ExampleMismatch, row, context.diagnostics);
        parameters.push(Parameter {
            name: row.name.value.clone(),
            place,
            ty,
            required: row.required,
            description: row.description.clone(),
            default,
            example,
            deprecated: said.is_some_and(|said| said.deprecated),
            span: row.span,
        });
    }
    parameters
}

fn usual_place(row: &PageParameter, ty: &ParameterType, method: Method, path: &PathTemplate) -> Place {
    match ty {
        _ if path.names.contains(&row.name.value) => Place::Path,
        ParameterType::File => Place::Multipart,
        ParameterType::Schema { .. } if method.has_body() => Place::Body,
        _ => Place::Query,
    }
}

fn parameter_type(row: &PageParameter, style: Style, context: &mut Context<'_, '_, '_>) -> ParameterType {
    match &row.ty.value {
        PageType::String if row.values.is_empty() => context.rules.of(&row.name.value),
        PageType::String => ParameterType::Enum(row.values.iter().map(|value| value.value.clone()).collect()),
        PageType::Integer => ParameterType::Integer,
        PageType::Number => ParameterType::Number,
        PageType::Boolean => ParameterType::Boolean,
        PageType::Array => ParameterType::Array,
        PageType::File => ParameterType::File,
        PageType::Object => ParameterType::Schema { ty: Type::Map(Box::new(Type::Any)), style },
        PageType::Schema(link) => {
            let ty = context.schemas.link(link, row.ty.span, context.diagnostics);
            ParameterType::Schema { ty, style }
        }
    }
}

/// The value of a cell of a table, as the parameter's type reads it.
fn cell(
    text: Option<&Spanned<String>>,
    ty: &ParameterType,
    code: Code,
    row: &PageParameter,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let text = text?;
    let json = || serde_json::from_str::<Value>(&text.value).ok();
    let plain = Value::String(text.value.clone());
    let (value, expected) = match ty {
        ParameterType::String | ParameterType::File | ParameterType::Array => (Some(plain), "a text"),
        ParameterType::Enum(values) => {
            let known = values.contains(&text.value);
            (known.then_some(plain), "one of the accepted values")
        }
        ParameterType::Integer => (json().filter(Value::is_i64), "a whole number"),
        ParameterType::Number => (json().filter(Value::is_number), "a number"),
        ParameterType::Boolean => (json().filter(Value::is_boolean), "`true` or `false`"),
        ParameterType::Schema { .. } => (json().or(Some(plain)), "JSON"),
    };
    if value.is_none() {
        let what = if code == Code::DefaultMismatch { "default" } else { "example" };
        let message = format!("the {what} of `{}` is not {expected}", row.name.value);
        let like = match ty {
            ParameterType::Enum(values) => similar(&text.value, values.iter().map(String::as_str)),
            _ => None,
        };
        let help = match like {
            Some(like) => format!("did you mean `{like}`?"),
            None => "change the cell, or correct the type in the binding".to_owned(),
        };
        let diagnostic = Diagnostic::new(code, text.span, message).label(format!("not {expected}"));
        diagnostics.push(diagnostic.related(row.ty.span, "its type").help(help));
    }
    value
}

/// What a word of `api.yaml` says of a type.
fn scalar(scalar: Scalar) -> ParameterType {
    match scalar {
        Scalar::String => ParameterType::String,
        Scalar::Integer => ParameterType::Integer,
        Scalar::Number => ParameterType::Number,
        Scalar::Boolean => ParameterType::Boolean,
    }
}
