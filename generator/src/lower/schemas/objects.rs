//! Objects: structs where keys are known, maps where they are not.

use super::alternatives::{alternatives, constant};
use super::{At, Lowering, limits, one_of};
use crate::front::schema::{Additional, Schema};
use crate::ir::{Field, ModelId, Shape, Struct, Type};

impl<'a> Lowering<'a> {
    /// The type of an object: its own properties, those of every `allOf`, and those of alternatives as optional ones.
    pub(super) fn object(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>) -> Type {
        let has_properties = !at.schema.properties.is_empty() || !at.schema.all_of.is_empty();
        if !has_properties && !is_closed(at.schema) {
            let value = self.rest(at, words).unwrap_or(Type::Any);
            return Type::Map(Box::new(value));
        }
        let id = id.unwrap_or_else(|| self.reserve());
        let mut shape = Struct { closed: is_closed(at.schema), ..Struct::default() };
        self.collect(at, words, true, &mut shape);
        self.add(at, words, Some(id), Shape::Struct(shape))
    }

    fn collect(&mut self, at: &At<'a>, words: &[String], always: bool, shape: &mut Struct) {
        for (name, property) in &at.schema.properties {
            let known = shape.constants.contains_key(name) || shape.fields.iter().any(|field| field.name == *name);
            if known {
                continue;
            }
            match constant(at.schema, name).filter(|_| always) {
                Some(value) => {
                    shape.constants.insert(name.clone(), value.to_owned());
                }
                None => {
                    let required = always && at.schema.required.contains(name);
                    let field = self.field(&at.part("properties", name, property), name, words, required);
                    shape.fields.push(field);
                }
            }
        }
        for (i, part) in at.schema.all_of.iter().enumerate() {
            if let Some(part) = self.resolve(&at.part("allOf", i, part)) {
                self.collect(&part, words, always, shape);
            }
        }
        for one in alternatives(at) {
            if let Some(one) = self.resolve(&one) {
                self.collect(&one, words, false, shape);
            }
        }
        if shape.rest.is_none() {
            shape.rest = self.rest(at, words);
        }
    }

    fn field(&mut self, at: &At<'a>, name: &str, words: &[String], required: bool) -> Field {
        let ty = self.ty(at, &[words, &[name.to_owned()]].concat());
        // What a plain value's own file says of it belongs to the field: there is no type to say it.
        let target = self.resolve(at).filter(|_| !matches!(ty.bare(), Type::Model(_)));
        let facts = target.as_ref().map_or(at.schema, |target| target.schema);
        let description = at.schema.description.as_ref().or(facts.description.as_ref());
        Field {
            name: name.to_owned(),
            ty,
            required,
            description: description.cloned().unwrap_or_default(),
            limits: limits::of(facts),
            default: at.schema.default.clone().or_else(|| facts.default.clone()),
            span: at.span(),
        }
    }

    /// The type of values under keys that the schema does not name, where it gives one.
    fn rest(&mut self, at: &At<'a>, words: &[String]) -> Option<Type> {
        let words = one_of(words, "value");
        let patterns = at.schema.pattern_properties.iter();
        let mut parts: Vec<At<'a>> = patterns.map(|(key, schema)| at.part("patternProperties", key, schema)).collect();
        if let Some(Additional::Schema(schema)) = &at.schema.additional_properties {
            parts.push(at.under("additionalProperties", schema));
        }
        match parts.as_slice() {
            [] => None,
            [one] => Some(self.ty(one, &words)),
            several => Some(self.choice(at, several, &words, None)),
        }
    }
}

fn is_closed(schema: &Schema) -> bool {
    schema.pattern_properties.is_empty() && matches!(schema.additional_properties, Some(Additional::Allowed(false)))
}
