//! Whether examples and defaults in schemas are of their types.

use std::fmt::{self, Display, Formatter};

use serde_json::Value;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Field, Model, Shape, Struct, Type};
use crate::source::Span;

/// Warns of every example of a model and every default of a field that its type does not allow. Such an example is
/// left out: no back end may rely on it.
pub(super) fn examples(api: &mut Api, diagnostics: &mut Diagnostics) {
    let fitting = fitting(api, diagnostics);
    for (model, examples) in api.models.iter_mut().zip(fitting) {
        model.examples = examples;
    }
}

/// The examples of each model that are of its type.
fn fitting(api: &Api, diagnostics: &mut Diagnostics) -> Vec<Vec<Value>> {
    let models = api.models.iter().map(|model| {
        if let Shape::Struct(Struct { fields, .. }) = &model.shape {
            for field in fields {
                default(api, field, diagnostics);
            }
        }
        let examples = model.examples.iter().zip(&model.example_spans);
        let fitting = examples.filter(|(example, span)| is_example(api, model, example, **span, diagnostics));
        fitting.map(|(example, _)| example.clone()).collect()
    });
    models.collect()
}

fn is_example(api: &Api, model: &Model, example: &Value, span: Span, diagnostics: &mut Diagnostics) -> bool {
    let Err(wrong) = shape(api, &model.shape, example) else { return true };
    let message = format!("an example of `{}` is not of its type: {wrong}", model.name.join("."));
    let help = "change the example, or the schema where the example is right";
    diagnostics.push(Diagnostic::new(Code::ExampleMismatch, span, message).help(help));
    false
}

fn default(api: &Api, field: &Field, diagnostics: &mut Diagnostics) {
    let Some(default) = &field.default else { return };
    let Err(wrong) = fits(api, &field.ty, default) else { return };
    let message = format!("the default of `{}` is not of its type: {wrong}", field.name);
    let help = "change the default, or the type where the default is right";
    diagnostics.push(Diagnostic::new(Code::DefaultMismatch, field.span, message).help(help));
}

/// What is wrong with a value, and where in it.
struct Wrong {
    /// The steps to the part that is wrong: `hinges[1].id`; empty where it is the value itself.
    path: String,
    what: String,
}

impl Wrong {
    fn new(what: String) -> Self {
        Self { path: String::new(), what }
    }

    /// The same, of a part under a key.
    fn under(self, key: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{key}{dot}{}", self.path), ..self }
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.what),
            path => write!(f, "at `{path}`, {}", self.what),
        }
    }
}

fn fits(api: &Api, ty: &Type, value: &Value) -> Result<(), Wrong> {
    let expect = |right: bool, expected: &str| {
        if right { Ok(()) } else { Err(Wrong::new(format!("{expected} is due, not {value}"))) }
    };
    match ty {
        Type::String | Type::Secret => expect(value.is_string(), "a text"),
        Type::Timestamp => expect(value.as_str().is_some_and(is_time), "a time as RFC 3339 has it"),
        Type::Integer => expect(value.as_f64().is_some_and(|number| number.fract() == 0.0), "a whole number"),
        Type::Number => expect(value.is_number(), "a number"),
        Type::Boolean => expect(value.is_boolean(), "a truth value"),
        Type::Any => Ok(()),
        Type::Nullable(inner) => {
            if value.is_null() {
                Ok(())
            } else {
                fits(api, inner, value)
            }
        }
        Type::Boxed(inner) => fits(api, inner, value),
        Type::List(item) => match value.as_array() {
            None => expect(false, "a list"),
            Some(items) => items
                .iter()
                .enumerate()
                .try_for_each(|(i, one)| fits(api, item, one).map_err(|wrong| wrong.under(&format!("[{i}]")))),
        },
        Type::Map(item) => match value.as_object() {
            None => expect(false, "an object"),
            Some(entries) => {
                entries.iter().try_for_each(|(key, one)| fits(api, item, one).map_err(|wrong| wrong.under(key)))
            }
        },
        Type::Model(id) => shape(api, &api.model(*id).shape, value),
    }
}

fn shape(api: &Api, shape: &Shape, value: &Value) -> Result<(), Wrong> {
    let wrong = |what: String| Err(Wrong::new(what));

    match shape {
        Shape::Struct(shape) => object(api, shape, value),
        Shape::Enum(values) => {
            let known = values.iter().any(|known| Some(known.value.as_str()) == value.as_str());
            if known { Ok(()) } else { wrong(format!("{value} is none of the accepted values")) }
        }
        Shape::Tagged { tag, variants } => {
            let found = value.get(tag);
            match variants.iter().find(|(known, _)| found == Some(&Value::from(known.value.as_str()))) {
                Some((_, id)) => self::shape(api, &api.model(*id).shape, value),
                None if value.is_object() => wrong(format!("no alternative has that value of `{tag}`")),
                None => wrong(format!("an object is due, not {value}")),
            }
        }
        Shape::Union(variants) => {
            let fitting = variants.iter().any(|variant| fits(api, &variant.ty, value).is_ok());
            if fitting { Ok(()) } else { wrong(format!("{value} fits none of the alternatives")) }
        }
        Shape::Alias(ty) => fits(api, ty, value),
    }
}

fn object(api: &Api, shape: &Struct, value: &Value) -> Result<(), Wrong> {
    let Some(entries) = value.as_object() else {
        return Err(Wrong::new(format!("an object is due, not {value}")));
    };
    for (key, constant) in &shape.constants {
        if entries.get(key).and_then(Value::as_str) != Some(constant) {
            return Err(Wrong::new(format!("`{key}` is not {constant:?}")));
        }
    }
    for Field { name, ty, required, .. } in &shape.fields {
        match entries.get(name) {
            Some(one) => fits(api, ty, one).map_err(|wrong| wrong.under(name))?,
            None if *required => return Err(Wrong::new(format!("`{name}` is missing"))),
            None => {}
        }
    }
    Ok(())
}

/// Whether a text has the form of RFC 3339: `2016-06-13T04:00:00.000Z`.
fn is_time(text: &str) -> bool {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let digits = |part: &str, form: &str| {
        part.len() == form.len()
            && part.chars().zip(form.chars()).all(|(c, f)| if f == '0' { c.is_ascii_digit() } else { c == f })
    };
    let Some((clock, zone)) = time.split_at_checked(9) else { return false };
    let zone = zone.strip_prefix('.').map_or(zone, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    digits(date, "0000-00-00")
        && digits(clock, "T00:00:00")
        && (zone == "Z" || digits(zone, "+00:00") || digits(zone, "-00:00"))
}
