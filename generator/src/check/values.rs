//! Whether examples and defaults in schemas are of their types.

use serde_json::Value;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Field, Shape, Struct, Type};

/// Warns of every example of a model and every default of a field that its type does not allow.
pub(super) fn examples(api: &Api, diagnostics: &mut Diagnostics) {
    for model in &api.models {
        for example in &model.examples {
            if let Err(wrong) = shape(api, &model.shape, example) {
                let message = format!("an example of `{}` is not of its type: {wrong}", model.name.join("."));
                let help = "change the example, or the schema where the example is right";
                diagnostics.push(Diagnostic::new(Code::ExampleMismatch, model.span, message).help(help));
            }
        }
        let Shape::Struct(Struct { fields, .. }) = &model.shape else { continue };
        for field in fields {
            let Some(default) = &field.default else { continue };
            if let Err(wrong) = fits(api, &field.ty, default) {
                let message = format!("the default of `{}` is not of its type: {wrong}", field.name);
                let help = "change the default, or the type where the default is right";
                diagnostics.push(Diagnostic::new(Code::DefaultMismatch, field.span, message).help(help));
            }
        }
    }
}

/// What is wrong with a value, and where in it.
fn fits(api: &Api, ty: &Type, value: &Value) -> Result<(), String> {
    let expect =
        |right: bool, expected: &str| if right { Ok(()) } else { Err(format!("{expected} is due, not {value}")) };
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
                .try_for_each(|(i, one)| fits(api, item, one).map_err(|wrong| format!("at {i}: {wrong}"))),
        },
        Type::Map(item) => match value.as_object() {
            None => expect(false, "an object"),
            Some(entries) => entries
                .iter()
                .try_for_each(|(key, one)| fits(api, item, one).map_err(|wrong| format!("at `{key}`: {wrong}"))),
        },
        Type::Model(id) => shape(api, &api.model(*id).shape, value),
    }
}

fn shape(api: &Api, shape: &Shape, value: &Value) -> Result<(), String> {
    match shape {
        Shape::Struct(shape) => object(api, shape, value),
        Shape::Enum(values) => {
            let known = values.iter().any(|known| Some(known.value.as_str()) == value.as_str());
            if known { Ok(()) } else { Err(format!("{value} is none of the accepted values")) }
        }
        Shape::Tagged { tag, variants } => {
            let found = variants.iter().find(|(known, _)| value[tag] == *known.value);
            let (_, id) = found.ok_or_else(|| format!("`{tag}` is {}, which no alternative has", value[tag]))?;
            self::shape(api, &api.model(*id).shape, value)
        }
        Shape::Union(variants) => {
            let fitting = variants.iter().any(|variant| fits(api, &variant.ty, value).is_ok());
            if fitting { Ok(()) } else { Err(format!("{value} fits none of the alternatives")) }
        }
        Shape::Alias(ty) => fits(api, ty, value),
    }
}

fn object(api: &Api, shape: &Struct, value: &Value) -> Result<(), String> {
    let Some(entries) = value.as_object() else { return Err(format!("an object is due, not {value}")) };
    for (key, constant) in &shape.constants {
        if entries.get(key).and_then(Value::as_str) != Some(constant) {
            return Err(format!("`{key}` is not {constant:?}"));
        }
    }
    for Field { name, ty, required, .. } in &shape.fields {
        match entries.get(name) {
            Some(one) => fits(api, ty, one).map_err(|wrong| format!("at `{name}`: {wrong}"))?,
            None if *required => return Err(format!("`{name}` is missing")),
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
