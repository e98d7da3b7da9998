//! Models as schemas of OpenAPI 3.1, which are those of JSON Schema draft 2020-12.

use serde_json::{Map, Value, json};

use crate::check::Checked;
use crate::ir::{EnumValue, Field, Model, ModelId, Shape, Struct, Type};

/// Every model, by its name in Rust.
pub(super) fn components(checked: &Checked) -> Map<String, Value> {
    let models = checked.api().models();
    models.map(|(id, model)| (checked.names().model(id).ty.clone(), component(checked, model))).collect()
}

fn component(checked: &Checked, model: &Model) -> Value {
    let mut value = match &model.shape {
        Shape::Struct(shape) => object(checked, shape),
        Shape::Enum(values) => {
            json!({ "type": "string", "enum": values.iter().map(|value| &value.value).collect::<Vec<_>>() })
        }
        Shape::Tagged { tag, variants } => tagged(checked, tag, variants),
        Shape::Union(variants) => {
            json!({ "anyOf": variants.iter().map(|variant| of(checked, &variant.ty)).collect::<Vec<_>>() })
        }
        Shape::Alias(ty) => of(checked, ty),
    };
    if !model.description.is_empty() {
        value["description"] = model.description.as_str().into();
    }
    if !model.examples.is_empty() {
        value["examples"] = json!(model.examples);
    }
    value
}

fn object(checked: &Checked, shape: &Struct) -> Value {
    let Struct { fields, constants, rest, closed } = shape;
    let constant = constants.iter().map(|(key, value)| (key.clone(), json!({ "const": value })));
    let known = fields.iter().map(|one| (one.name.clone(), field(checked, one)));
    let properties: Map<String, Value> = constant.chain(known).collect();
    let needed = fields.iter().filter(|field| field.required).map(|field| &field.name);
    let required: Vec<&String> = constants.keys().chain(needed).collect();
    let mut value = json!({ "type": "object" });
    if !required.is_empty() {
        value["required"] = json!(required);
    }
    if !properties.is_empty() {
        value["properties"] = properties.into();
    }
    if let Some(rest) = rest {
        value["additionalProperties"] = of(checked, rest);
    } else if *closed {
        value["additionalProperties"] = false.into();
    }
    value
}

fn field(checked: &Checked, field: &Field) -> Value {
    let Field { name: _, ty, required: _, description, limits, max_length: _, default, span: _, line: _ } = field;
    let mut value = of(checked, ty);
    let words = [description.clone(), limits.join(", ")].into_iter().filter(|words| !words.is_empty());
    let words = words.collect::<Vec<_>>().join("; ");
    if !words.is_empty() {
        value["description"] = words.into();
    }
    if let Some(default) = default {
        value["default"] = default.clone();
    }
    value
}

fn tagged(checked: &Checked, tag: &str, variants: &[(EnumValue, ModelId)]) -> Value {
    let mut models = Vec::new();
    for (_, id) in variants {
        let model = of(checked, &Type::Model(*id));
        // One object may stand for several values.
        if !models.contains(&model) {
            models.push(model);
        }
    }
    let mapping = variants.iter().map(|(value, id)| (value.value.clone(), reference(checked, *id).into()));
    let mapping: Map<String, Value> = mapping.collect();
    json!({ "oneOf": models, "discriminator": { "propertyName": tag, "mapping": mapping } })
}

fn reference(checked: &Checked, id: ModelId) -> String {
    format!("#/components/schemas/{}", checked.names().model(id).ty)
}

/// The schema of a type.
pub(super) fn of(checked: &Checked, ty: &Type) -> Value {
    match ty {
        Type::String => json!({ "type": "string" }),
        Type::Secret => json!({ "type": "string", "format": "password" }),
        Type::Integer => json!({ "type": "integer", "format": "int64" }),
        Type::Number => json!({ "type": "number" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Timestamp => json!({ "type": "string", "format": "date-time" }),
        Type::Any => json!({}),
        Type::Nullable(inner) => nullable(of(checked, inner)),
        Type::List(item) => json!({ "type": "array", "items": of(checked, item) }),
        Type::Map(item) => json!({ "type": "object", "additionalProperties": of(checked, item) }),
        Type::Model(id) => json!({ "$ref": reference(checked, *id) }),
        Type::Boxed(inner) => of(checked, inner),
    }
}

fn nullable(mut schema: Value) -> Value {
    match schema.get("type").cloned() {
        Some(kind) => {
            schema["type"] = json!([kind, "null"]);
            schema
        }
        None if schema == json!({}) => schema,
        None => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}
