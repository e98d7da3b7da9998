//! `oneOf`, `anyOf` and lists of kinds: one type where they come to one, else a union.

use std::slice;

use serde_json::Value;

use super::kinds::{all_kinds, describes_object, kinds, scalar};
use super::lowering::{At, Lowering, enum_value};
use crate::front::schema::{Kind, Schema};
use crate::ir::{EnumValue, ModelId, Shape, Type, Variant};

impl<'a> Lowering<'a> {
    /// The type of a value that is one of several.
    pub(super) fn choice(
        &mut self,
        at: &At<'a>,
        alternatives: &[At<'a>],
        words: &[String],
        id: Option<ModelId>,
    ) -> Type {
        if let [one] = alternatives {
            return self.ty_as(one, words, id);
        }
        let resolved: Vec<At<'a>> = alternatives.iter().filter_map(|one| self.resolve(one)).collect();
        if let Some(ty) = self.texts(at, &resolved, words, id) {
            return ty;
        }
        if let Some(tag) = tag(&resolved).filter(|_| resolved.len() == alternatives.len()) {
            return self.tagged(at, alternatives, &resolved, tag, words, id);
        }
        let mut variants = Vec::new();
        for one in alternatives {
            self.variants(one, words, &mut variants);
        }
        self.union(at, variants, words, id)
    }

    /// The type of a value of one of several kinds, as `type: [string, number]` says.
    pub(super) fn kinds(&mut self, at: &At<'a>, kinds: &[Kind], words: &[String], id: Option<ModelId>) -> Type {
        let mut variants = Vec::new();
        self.kind_variants(at, kinds, words, &mut variants);
        self.union(at, variants, words, id)
    }

    /// One type where all alternatives are texts: an enumeration if each lists its values.
    fn texts(&mut self, at: &At<'a>, resolved: &[At<'a>], words: &[String], id: Option<ModelId>) -> Option<Type> {
        if resolved.is_empty() {
            return None;
        }
        let mut merged: Option<Vec<EnumValue>> = Some(Vec::new());
        for one in resolved {
            let values = one.schema.values.iter().flatten().chain(&one.schema.constant);
            let values: Vec<&Value> = values.filter(|value| !value.is_null()).collect();
            let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
            if texts.len() < values.len() {
                return None;
            }
            if texts.is_empty() {
                let inner = alternatives(one);
                let is_text = match inner.as_slice() {
                    [] => kinds(one.schema) == [Kind::String],
                    _ => return None,
                };
                if !is_text {
                    return None;
                }
                merged = None;
            } else if let Some(merged) = &mut merged {
                for text in texts {
                    if merged.iter().all(|known| known.value != text) {
                        merged.push(enum_value(one, text));
                    }
                }
            }
        }
        Some(match merged {
            Some(values) => self.add(at, words, id, Shape::Enum(values)),
            None if resolved.iter().any(|one| one.schema.secret) => Type::Secret,
            None => {
                let first = scalar(Kind::String, resolved.first()?.schema);
                let same = resolved.iter().all(|one| scalar(Kind::String, one.schema) == first);
                if same { first } else { Type::String }
            }
        })
    }

    fn tagged(
        &mut self,
        at: &At<'a>,
        alternatives: &[At<'a>],
        resolved: &[At<'a>],
        tag: &str,
        words: &[String],
        id: Option<ModelId>,
    ) -> Type {
        // The id comes first, since a variant may hold the union again.
        let id = id.unwrap_or_else(|| self.reserve());
        let mut variants = Vec::new();
        for (one, target) in alternatives.iter().zip(resolved) {
            let values = tag_values(target.schema, tag);
            let step = one.schema.title.as_deref().or(values.first().copied()).unwrap_or_default();
            let Type::Model(variant) = self.ty(one, &[words, &[step.to_owned()]].concat()) else { continue };
            let name = (values.len() > 1).then(|| variant_name(one.schema, words)).flatten();
            for value in values {
                let known = enum_value(at, value);
                variants.push((EnumValue { name: known.name.or(name.clone()), ..known }, variant));
            }
        }
        self.add(at, words, Some(id), Shape::Tagged { tag: tag.to_owned(), variants })
    }

    /// Adds the variants that an alternative comes to.
    fn variants(&mut self, at: &At<'a>, words: &[String], variants: &mut Vec<Variant>) {
        let schema = at.schema;
        let several = kinds(schema);
        if several.len() > 1 && schema.reference.is_none() {
            self.kind_variants(at, &several, words, variants);
            return;
        }
        let name = schema.title.clone().or_else(|| schema.reference.clone()).or_else(|| told_by(schema));
        let name = name.map(|name| untaken(name, variants));
        let step =
            name.clone().unwrap_or_else(|| untaken(kind_name(several.first().copied(), schema).to_owned(), variants));
        let ty = match self.ty(at, &[words, slice::from_ref(&step)].concat()) {
            Type::Nullable(inner) => *inner,
            other => other,
        };
        let name = match (&ty, name) {
            (_, Some(name)) => name,
            (Type::Model(_), None) => step,
            (plain, None) => type_name(plain).to_owned(),
        };
        push(variants, Variant { name, ty, span: at.span() });
    }

    fn kind_variants(&mut self, at: &At<'a>, kinds: &[Kind], words: &[String], variants: &mut Vec<Variant>) {
        for kind in kinds {
            let words = [words, &[kind_name(Some(*kind), at.schema).to_owned()]].concat();
            let ty = match kind {
                Kind::Object => self.object(at, &words, None),
                Kind::Array => self.list(at, &words),
                one => scalar(*one, at.schema),
            };
            let name = kind_name(Some(*kind), at.schema).to_owned();
            push(variants, Variant { name, ty, span: at.span() });
        }
    }

    fn union(&mut self, at: &At<'a>, mut variants: Vec<Variant>, words: &[String], id: Option<ModelId>) -> Type {
        if variants.iter().any(|variant| variant.ty == Type::Number) {
            variants.retain(|variant| variant.ty != Type::Integer);
        }
        match variants.as_slice() {
            [] => Type::Any,
            [one] => one.ty.clone(),
            _ if variants.iter().any(|variant| variant.ty == Type::Any) => Type::Any,
            _ => self.add(at, words, id, Shape::Union(variants)),
        }
    }
}

/// The alternatives of a schema: null and mere conditions left out, alternatives of alternatives among them.
pub(super) fn alternatives<'a>(at: &At<'a>) -> Vec<At<'a>> {
    let one_of = at.schema.one_of.iter().enumerate().map(|(i, one)| at.part("oneOf", i, one));
    let any_of = at.schema.any_of.iter().enumerate().map(|(i, one)| at.part("anyOf", i, one));
    let mut found = Vec::new();
    for one in one_of.chain(any_of).filter(|one| says_something(one.schema)) {
        let inner = if is_plain_choice(one.schema) { alternatives(&one) } else { Vec::new() };
        if inner.is_empty() { found.push(one) } else { found.extend(inner) }
    }
    found
}

/// The key that tells objects apart: it has to be there, and each has other values for it.
fn tag<'a>(resolved: &[At<'a>]) -> Option<&'a str> {
    let first = resolved.first()?;
    let tag = first.schema.properties.keys().find(|key| {
        let mut values = Vec::new();
        let all_have = resolved.iter().all(|one| {
            let own = tag_values(one.schema, key);
            values.extend_from_slice(&own);
            !own.is_empty()
        });
        let count = values.len();
        values.sort_unstable();
        values.dedup();
        all_have && values.len() == count
    });
    tag.map(String::as_str)
}

/// The values of a key that has to be there and has only texts; none where it is no such key.
fn tag_values<'a>(schema: &'a Schema, key: &str) -> Vec<&'a str> {
    if let Some(value) = constant(schema, key) {
        return vec![value];
    }
    let property = schema.properties.get(key).filter(|_| schema.required.iter().any(|name| name == key));
    let values = property.and_then(|property| property.values.as_deref()).unwrap_or_default();
    let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
    if texts.len() == values.len() { texts } else { Vec::new() }
}

/// Adds a variant unless its type is there already.
fn push(variants: &mut Vec<Variant>, variant: Variant) {
    if variants.iter().all(|known| known.ty != variant.ty) {
        variants.push(variant);
    }
}

/// The value of a key that has to be there and has only one.
fn constant<'a>(schema: &'a Schema, key: &str) -> Option<&'a str> {
    single(schema.properties.get(key).filter(|_| schema.required.iter().any(|name| name == key))?)
}

/// The one text that a schema allows.
pub(super) fn single(schema: &Schema) -> Option<&str> {
    match (&schema.constant, schema.values.as_deref()) {
        (Some(value), None) | (None, Some([value])) => value.as_str(),
        _ => None,
    }
}

/// A name that no variant has yet: the second of a name has a number.
fn untaken(name: String, variants: &[Variant]) -> String {
    let numbered = (2_u32..).map(|number| format!("{name} {number}"));
    let free = |name: &String| variants.iter().all(|known| known.name != *name);
    std::iter::once(name.clone()).chain(numbered).find(free).unwrap_or(name)
}

/// What sets an object apart that has no name: the texts that keys of it always have, or its only key.
fn told_by(schema: &Schema) -> Option<String> {
    let values = schema.properties.values().filter_map(|property| match property.values.as_deref() {
        Some([value]) => value.as_str(),
        _ => property.constant.as_ref().and_then(|value| value.as_str()),
    });
    let values: Vec<&str> = values.filter(|value| value.chars().any(char::is_alphanumeric)).collect();
    let only = schema.properties.keys().next().filter(|_| schema.properties.len() == 1);
    let only = only.filter(|key| key.chars().any(char::is_alphanumeric));
    if values.is_empty() { only.cloned() } else { Some(values.join(" ")) }
}

/// What an alternative with several tags is called: its title or the file it stands in, without what names the union.
fn variant_name(schema: &Schema, words: &[String]) -> Option<String> {
    let name = schema.title.as_ref().or(schema.reference.as_ref())?;
    let rest = name.strip_prefix(&words.concat()).filter(|rest| !rest.is_empty());
    Some(rest.unwrap_or(name).to_owned())
}

/// Whether a schema says what a value is, and not only what else is true of it, and that it is not just null.
pub(super) fn says_something(schema: &Schema) -> bool {
    let only_null = all_kinds(schema) == [Kind::Null];
    let kind = schema.kinds.is_some() || schema.values.is_some() || schema.constant.is_some();
    let parts = !schema.properties.is_empty() || schema.items.is_some() || describes_object(schema);
    let others = !schema.one_of.is_empty() || !schema.any_of.is_empty() || !schema.all_of.is_empty();
    !only_null && (schema.reference.is_some() || kind || parts || others)
}

/// Whether a schema is nothing but a choice, so that its alternatives may stand in its place.
fn is_plain_choice(schema: &Schema) -> bool {
    schema.reference.is_none()
        && schema.title.is_none()
        && schema.kinds.is_none()
        && schema.properties.is_empty()
        && schema.all_of.is_empty()
        && !(schema.one_of.is_empty() && schema.any_of.is_empty())
}

fn kind_name(kind: Option<Kind>, schema: &Schema) -> &'static str {
    match kind {
        Some(Kind::Boolean) => "boolean",
        Some(Kind::Integer) => "integer",
        Some(Kind::Number) => "number",
        Some(Kind::String) => "text",
        Some(Kind::Array) => "list",
        Some(Kind::Object) => "object",
        None if schema.items.is_some() => "list",
        None if describes_object(schema) || !schema.properties.is_empty() => "object",
        Some(Kind::Null) | None => "value",
    }
}

fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::String | Type::Secret => "text",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Timestamp => "time",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::Any | Type::Model(_) | Type::Nullable(_) | Type::Boxed(_) => "value",
    }
}
