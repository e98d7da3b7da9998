//! Whether a value is of a type, and what is wrong with it where it is not.

use std::fmt::{self, Display, Formatter};

use serde_json::Value;

use super::api::{Description, Object, Shape, Type};
use crate::codec::Timestamp;

/// What is wrong with a value, and where in it. It shows no value, which may be a password.
#[derive(Debug)]
pub(super) struct Misfit {
    /// The steps to the part that is wrong: `tags[1].key`; empty where it is the value itself.
    path: String,
    what: String,
}

impl Misfit {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { path: String::new(), what: what.into() }
    }

    /// The same, of a part under a key.
    fn under(self, key: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{key}{dot}{}", self.path), ..self }
    }

    fn depth(&self) -> usize {
        self.path.split(['.', '[']).filter(|step| !step.is_empty()).count()
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.what),
            path => write!(f, "`{path}`: {}", self.what),
        }
    }
}

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As JSON.
    Json,
    /// As texts only, as in a query: `8` may be a number.
    Texts,
}

impl Description {
    /// Whether a value is of a type.
    pub(super) fn fits(&self, ty: &Type, value: &Value, written: Written) -> Result<(), Misfit> {
        let expect = |right: bool, expected: &str| {
            if right { Ok(()) } else { Err(Misfit::new(format!("expected {expected}, got {}", kind_of(value)))) }
        };
        // A text that stands for a number or a truth value.
        let text = value.as_str().filter(|_| written == Written::Texts);
        match ty {
            Type::String | Type::Secret => expect(value.is_string(), "a text"),
            Type::Timestamp => {
                let time = value.as_str().is_some_and(|text| text.parse::<Timestamp>().is_ok());
                expect(time, "a time such as `2016-06-13T04:00:00.000Z`")
            }
            Type::Integer => {
                let number = text.map_or_else(|| value.as_f64(), |text| text.parse().ok());
                expect(number.is_some_and(|number: f64| number.fract() == 0.0), "a whole number")
            }
            Type::Number => {
                let number = text.map_or_else(|| value.as_f64(), |text| text.parse().ok());
                expect(number.is_some_and(f64::is_finite), "a number")
            }
            Type::Boolean => {
                let is = text.map_or_else(|| value.is_boolean(), |text| matches!(text, "true" | "false"));
                expect(is, "`true` or `false`")
            }
            Type::Any => Ok(()),
            Type::Nullable(_) if value.is_null() => Ok(()),
            Type::Nullable(inner) => self.fits(inner, value, written),
            Type::List(item) => match value.as_array() {
                None => expect(false, "a list"),
                Some(items) => items.iter().enumerate().try_for_each(|(index, one)| {
                    self.fits(item, one, written).map_err(|misfit| misfit.under(&format!("[{index}]")))
                }),
            },
            Type::Map(item) => match value.as_object() {
                None => expect(false, "an object"),
                Some(entries) => entries
                    .iter()
                    .try_for_each(|(key, one)| self.fits(item, one, written).map_err(|misfit| misfit.under(key))),
            },
            Type::Model(name) => self.has_shape(&self.model(name).shape, value, written),
        }
    }

    fn has_shape(&self, shape: &Shape, value: &Value, written: Written) -> Result<(), Misfit> {
        match shape {
            Shape::Object(object) => self.is_object(object, value, written),
            Shape::Enum { values } => {
                let known = value.as_str().is_some_and(|text| values.iter().any(|known| known == text));
                if known { Ok(()) } else { Err(Misfit::new(format!("accepted values are: {}", values.join(", ")))) }
            }
            Shape::Tagged { tag, variants } => {
                let Some(entries) = value.as_object() else { return Err(no_object(value)) };
                let found = entries.get(tag).and_then(Value::as_str);
                match variants.iter().find(|variant| Some(variant.value.as_str()) == found) {
                    Some(variant) => self.fits(&variant.ty, value, written),
                    None => {
                        let known: Vec<&str> = variants.iter().map(|variant| variant.value.as_str()).collect();
                        Err(Misfit::new(format!("accepted values are: {}", known.join(", "))).under(tag))
                    }
                }
            }
            Shape::Union { variants } => {
                let misfits: Result<Vec<Misfit>, ()> =
                    variants.iter().map(|variant| self.fits(&variant.ty, value, written).err().ok_or(())).collect();
                let Ok(misfits) = misfits else { return Ok(()) };
                // The alternative that the value comes closest to is most likely the one that was meant.
                let closest = misfits.into_iter().max_by_key(Misfit::depth);
                Err(closest.unwrap_or_else(|| Misfit::new("there is no alternative")))
            }
            Shape::Alias(alias) => self.fits(&alias.ty, value, written),
        }
    }

    fn is_object(&self, object: &Object, value: &Value, written: Written) -> Result<(), Misfit> {
        let Some(entries) = value.as_object() else { return Err(no_object(value)) };
        for (key, constant) in &object.constants {
            if entries.get(key).and_then(Value::as_str) != Some(constant) {
                return Err(Misfit::new(format!("expected `{constant}`")).under(key));
            }
        }
        if let Some(missing) = object.fields.iter().find(|field| field.required && !entries.contains_key(&field.name)) {
            return Err(Misfit::new("is required").under(&missing.name));
        }
        for (key, one) in entries.iter().filter(|(key, _)| !object.constants.contains_key(*key)) {
            let ty = object.fields.iter().find(|field| field.name == *key).map(|field| &field.ty);
            match ty.or(object.rest.as_ref()) {
                Some(ty) => self.fits(ty, one, written).map_err(|misfit| misfit.under(key))?,
                None if object.closed => return Err(Misfit::new("no such field").under(key)),
                None => {}
            }
        }
        Ok(())
    }
}

fn no_object(value: &Value) -> Misfit {
    Misfit::new(format!("expected an object, got {}", kind_of(value)))
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
