//! A value of a type: the first example of the spec, or one made of what has to be there.

use serde_json::{Map, Value};

use crate::check::Checked;
use crate::ir::{Model, Shape, Struct, Type};

/// A value that is of the type.
pub(super) fn of(checked: &Checked, ty: &Type) -> Value {
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
        Type::Nullable(inner) | Type::Boxed(inner) => of(checked, inner),
        Type::Model(id) => {
            let model = checked.api().model(*id);
            model.examples.first().cloned().unwrap_or_else(|| made(checked, model))
        }
    }
}

fn made(checked: &Checked, model: &Model) -> Value {
    match &model.shape {
        Shape::Struct(shape) => Value::Object(object(checked, shape)),
        Shape::Enum(values) => values.first().map(|value| value.value.as_str()).unwrap_or_default().into(),
        Shape::Tagged { tag, variants } => {
            let Some((value, id)) = variants.first() else { return Value::Null };
            let mut variant = of(checked, &Type::Model(*id));
            if let Some(object) = variant.as_object_mut() {
                object.insert(tag.clone(), value.value.as_str().into());
            }
            variant
        }
        Shape::Union(variants) => variants.first().map_or(Value::Null, |variant| of(checked, &variant.ty)),
        Shape::Alias(ty) => of(checked, ty),
    }
}

fn object(checked: &Checked, shape: &Struct) -> Map<String, Value> {
    let constants = shape.constants.iter().map(|(key, value)| (key.clone(), value.as_str().into()));
    let required = shape.fields.iter().filter(|field| field.required);
    constants.chain(required.map(|field| (field.name.clone(), of(checked, &field.ty)))).collect()
}
