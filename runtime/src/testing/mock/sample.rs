//! What a mock answers: the documented example of a type, or a value made of what has to be there.

use serde_json::{Map, Value};

use super::api::{Description, Object, Shape, Type};

impl Description {
    /// The first example of a type; where there is none, one with the required fields, their defaults and the first
    /// accepted values.
    pub(super) fn sample(&self, ty: &Type) -> Value {
        match ty {
            Type::String => "text".into(),
            Type::Secret => "secret".into(),
            Type::Integer => 1.into(),
            Type::Number => 1.5.into(),
            Type::Boolean => true.into(),
            Type::Timestamp => "2020-02-02T20:20:20.020Z".into(),
            Type::Any | Type::Map(_) => Value::Object(Map::new()),
            // A list may hold what it stands in.
            Type::List(_) => Value::Array(Vec::new()),
            Type::Nullable(inner) => self.sample(inner),
            Type::Model(name) => {
                let model = self.model(name);
                model.examples.first().cloned().unwrap_or_else(|| self.made(&model.shape))
            }
        }
    }

    /// Every example of a type, or the one value that is made of it.
    pub(super) fn samples(&self, ty: &Type) -> Vec<Value> {
        match ty {
            Type::Model(name) if !self.model(name).examples.is_empty() => self.model(name).examples.clone(),
            other => vec![self.sample(other)],
        }
    }

    fn made(&self, shape: &Shape) -> Value {
        match shape {
            Shape::Object(object) => Value::Object(self.object(object)),
            Shape::Enum { values } => values.first().map(String::as_str).unwrap_or_default().into(),
            Shape::Tagged { tag, variants } => variants.first().map_or(Value::Null, |variant| {
                let mut value = self.sample(&variant.ty);
                if let Some(object) = value.as_object_mut() {
                    object.insert(tag.clone(), variant.value.as_str().into());
                }
                value
            }),
            Shape::Union { variants } => variants.first().map_or(Value::Null, |variant| self.sample(&variant.ty)),
            Shape::Alias(alias) => self.sample(&alias.ty),
        }
    }

    fn object(&self, object: &Object) -> Map<String, Value> {
        let constants = object.constants.iter().map(|(key, value)| (key.clone(), value.as_str().into()));
        let required = object.fields.iter().filter(|field| field.required);
        let fields = required.map(|field| {
            let value = field.default.clone().unwrap_or_else(|| self.sample(&field.ty));
            (field.name.clone(), value)
        });
        constants.chain(fields).collect()
    }
}
