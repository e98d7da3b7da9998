//! Which kinds of values a schema allows.

use std::collections::BTreeMap;
use std::slice;

use crate::front::schema::{Kind, Kinds, Schema, SchemaFile};
use crate::ir::Type;

/// Whether null is among the values of a schema; a `$ref` is looked behind where it is one of several alternatives.
pub(super) fn is_nullable(files: &BTreeMap<String, SchemaFile>, schema: &Schema, steps: usize) -> bool {
    let alternatives = || schema.one_of.iter().chain(&schema.any_of);
    let behind = |one: &Schema| match &one.reference {
        None => is_nullable(files, one, steps),
        Some(_) if steps == 0 => false,
        Some(name) => files.get(name).is_some_and(|file| match &file.schema.reference {
            None => is_nullable(files, &file.schema, steps - 1),
            Some(_) => false,
        }),
    };
    all_kinds(schema).contains(&Kind::Null)
        || schema.values.iter().flatten().any(serde_json::Value::is_null)
        || alternatives().any(behind)
}

/// The kinds that `type` names, in its order.
pub(super) fn all_kinds(schema: &Schema) -> &[Kind] {
    match &schema.kinds {
        None => &[],
        Some(Kinds::One(kind)) => slice::from_ref(kind),
        Some(Kinds::Any(kinds)) => kinds,
    }
}

/// The kinds that `type` names beside null; a number may be whole, so `integer` beside `number` says nothing.
pub(super) fn kinds(schema: &Schema) -> Vec<Kind> {
    let all = all_kinds(schema);
    let kept = |kind: &Kind| *kind != Kind::Null && !(*kind == Kind::Integer && all.contains(&Kind::Number));
    all.iter().copied().filter(kept).collect()
}

pub(super) fn describes_object(schema: &Schema) -> bool {
    !schema.pattern_properties.is_empty() || schema.additional_properties.is_some()
}

/// The type of a text, a number or a truth value.
pub(super) fn scalar(kind: Kind, schema: &Schema) -> Type {
    match kind {
        Kind::Boolean => Type::Boolean,
        Kind::Integer => Type::Integer,
        Kind::Number => Type::Number,
        Kind::String if schema.secret => Type::Secret,
        Kind::String if schema.format.as_deref() == Some("date-time") => Type::Timestamp,
        Kind::String => Type::String,
        Kind::Null | Kind::Array | Kind::Object => Type::Any,
    }
}
