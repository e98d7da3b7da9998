//! What a schema says that cannot be meant, whatever its references lead to.

use std::collections::BTreeMap;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, draft7};
use serde_json::Value;

use super::{Kind, Kinds, Schema};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::yaml::pointer::{self, child};
use crate::front::yaml::{Document, Mended, choices};
use crate::source::Span;

/// A document that is being checked. What was mended in it needs no second diagnostic.
pub(super) struct Check<'a> {
    pub(super) document: &'a Document,
    pub(super) mended: &'a Mended,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    /// Reports where the document is not JSON Schema draft-07.
    pub(super) fn draft(&mut self) {
        let Some(value) = self.document.read::<Value>(&mut Diagnostics::default()) else { return };
        for error in draft7::meta::validator().iter_errors(&value) {
            self.invalid(&error);
        }
    }

    fn invalid(&mut self, error: &ValidationError<'_>) {
        let pointer = error.instance_path().as_str();
        match error.kind() {
            // A reference is a name here, and a pattern may hold what Rust's regular expressions do not have.
            ValidationErrorKind::Format { .. } => {}
            // `items` may be a schema or a list of them; the mistake is in the schema.
            ValidationErrorKind::AnyOf { context } if pointer.ends_with("/items") && !context.is_empty() => {
                context[0].iter().for_each(|error| self.invalid(error));
            }
            _ if self.mended.touches(pointer) => {}
            _ => self.diagnostics.push(invalid(error, self.document.locate_key(pointer))),
        }
    }

    /// Checks a schema, but not the ones inside it.
    pub(super) fn part(&mut self, schema: &Schema, pointer: &str) {
        self.beside_reference(schema, pointer);
        self.doubled_values(schema, pointer);
        self.secret(schema, pointer);
        self.names(schema, pointer);
    }

    fn beside_reference(&mut self, schema: &Schema, pointer: &str) {
        if schema.reference.is_none() {
            return;
        }
        let foreign = self.document.keys(pointer).filter(|key| !BESIDE_REFERENCE.contains(key));
        for pointer in foreign.map(|key| child(pointer, key)).filter(|pointer| !self.mended.touches(pointer)) {
            let key = pointer::split(&pointer).map(|(_, key)| key).unwrap_or_default();
            let span = self.document.locate_key(&pointer);
            let diagnostic = Diagnostic::new(Code::UnknownKey, span, format!("`{key}` means nothing beside `$ref`"))
                .label("the schema that `$ref` names is taken as it is")
                .help("write it into that schema, or remove it");
            self.diagnostics.push(diagnostic);
        }
    }

    fn doubled_values(&mut self, schema: &Schema, pointer: &str) {
        let pointer = child(pointer, "enum");
        let place = |index: usize| self.document.locate(&child(&pointer, index));
        let mut first = BTreeMap::new();
        for (index, value) in schema.values.iter().flatten().enumerate() {
            let before = *first.entry(comparable(value)).or_insert(index);
            if before == index {
                continue;
            }
            let message = format!("the value `{value}` stands twice");
            let diagnostic = Diagnostic::new(Code::DoubledEnumValue, place(index), message)
                .label("again here")
                .related(place(before), "first here")
                .help("remove one of the two");
            self.diagnostics.push(diagnostic);
        }
    }

    fn secret(&mut self, schema: &Schema, pointer: &str) {
        let key = child(pointer, "x-secret");
        let plain_text = is_text(schema.kinds.as_ref()) && schema.values.is_none();
        let unsure = schema.reference.is_some() || self.mended.touches(&child(pointer, "type"));
        if schema.secret && !plain_text && !unsure {
            let diagnostic =
                Diagnostic::new(Code::SecretNotText, self.document.locate_key(&key), "only a text can be secret")
                    .label("this schema is not of `type: string`, or lists its values")
                    .help("remove `x-secret`, or mark the texts inside");
            self.diagnostics.push(diagnostic);
        }
    }

    fn names(&mut self, schema: &Schema, pointer: &str) {
        let values: Vec<&str> = schema.values.iter().flatten().filter_map(Value::as_str).collect();
        if self.mended.touches(&child(pointer, "enum")) {
            return;
        }
        for key in schema.names.keys().filter(|key| !values.contains(&key.as_str())) {
            let span = self.document.locate_key(&child(&child(pointer, "x-names"), key));
            let diagnostic = Diagnostic::new(Code::UnknownKey, span, format!("`{key}` is none of the accepted values"))
                .label("means nothing here")
                .help(choices(key, &values, "values"));
            self.diagnostics.push(diagnostic);
        }
    }
}

/// What can stand beside `$ref`.
const BESIDE_REFERENCE: &[&str] = &["$ref", "description", "default", "x-deprecated"];

fn invalid(error: &ValidationError<'_>, span: Span) -> Diagnostic {
    let keyword = pointer::split(error.instance_path().as_str()).map_or("schema".into(), |(_, last)| last);
    let (what, help) = match error.kind() {
        ValidationErrorKind::UniqueItems => ("holds a value twice", "remove one of the two"),
        ValidationErrorKind::MinItems { .. } => ("is an empty list", "remove the key, or write what belongs there"),
        ValidationErrorKind::ExclusiveMinimum { .. } => ("is not more than 0", "write a larger number"),
        ValidationErrorKind::Minimum { .. } => ("is less than 0", "write a number that is not negative"),
        ValidationErrorKind::AnyOf { .. } if keyword == "type" => {
            ("is neither a kind of value nor a list of different ones", "write a kind, or each of several once")
        }
        _ => ("is not what the standard allows", "see the section on schemas in the spec's README"),
    };
    Diagnostic::new(Code::InvalidSchema, span, format!("`{keyword}` {what}"))
        .label("not valid JSON Schema draft-07")
        .help(help)
}

/// Whether only texts are allowed, and perhaps `null`.
fn is_text(kinds: Option<&Kinds>) -> bool {
    match kinds {
        Some(Kinds::One(kind)) => *kind == Kind::String,
        Some(Kinds::Any(kinds)) => {
            kinds.contains(&Kind::String) && kinds.iter().all(|kind| matches!(kind, Kind::String | Kind::Null))
        }
        None => false,
    }
}

/// A text that is the same for values that JSON Schema holds to be equal, such as `1` and `1.0`.
fn comparable(value: &Value) -> String {
    match value {
        Value::Number(number) if number.as_u64().is_none() && number.as_i64().is_none() => {
            let float = number.as_f64().unwrap_or_default();
            if float.fract() == 0.0 { format!("{float:.0}") } else { value.to_string() }
        }
        Value::Array(items) => format!("[{}]", items.iter().map(comparable).collect::<Vec<_>>().join(",")),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key:?}:{}", comparable(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}
