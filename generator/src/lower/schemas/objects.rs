//! Objects: structs where keys are known, maps where they are not.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::alternatives::{alternatives, says_something, single};
use super::kinds::{describes_object, kinds};
use super::limits;
use super::lowering::{At, Lowering, one_of};
use crate::codes::Code;
use crate::diagnostics::Diagnostic;
use crate::front::schema::{Additional, Kind, Schema};
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
        let mut parts = Parts::default();
        self.collect(at, true, &mut Vec::new(), &mut parts);
        let mut shape = Struct { closed: is_closed(at.schema), ..Struct::default() };
        for (name, places) in &parts.properties {
            let required = parts.required.contains(name);
            match places.iter().filter(|_| required).find_map(|place| single(place.schema)) {
                Some(value) => {
                    shape.constants.insert((*name).to_owned(), value.to_owned());
                }
                None => shape.fields.push(self.field(at, places, name, words, required)),
            }
        }
        shape.rest = parts.rest.iter().find_map(|part| self.rest(part, words));
        self.add(at, words, Some(id), Shape::Struct(shape))
    }

    /// Adds the properties of a schema and of all that it is made of. What stands `always` comes before alternatives.
    fn collect(&mut self, at: &At<'a>, always: bool, around: &mut Vec<&'a Schema>, parts: &mut Parts<'a>) {
        if around.iter().any(|schema| std::ptr::eq(*schema, at.schema)) {
            let message = format!("the schema `{}` is a part of itself", at.file.name);
            let help = "take one of them out of `allOf`, or give it a property that holds the other";
            self.diagnostics.push(Diagnostic::new(Code::RefCircle, at.span(), message).help(help));
            return;
        }
        around.push(at.schema);
        for (name, property) in &at.schema.properties {
            let places = parts.properties.entry(name).or_default();
            let is_new = places.iter().all(|place| place.schema != property);
            // What stands always holds whatever an alternative says.
            if is_new && (places.is_empty() || (!always && !parts.always.contains(name.as_str()))) {
                places.push(at.part("properties", name, property));
            }
            if always {
                parts.always.insert(name);
            }
        }
        if always {
            parts.required.extend(at.schema.required.iter().map(String::as_str));
        }
        for (i, part) in at.schema.all_of.iter().enumerate() {
            self.part(&at.part("allOf", i, part), always, around, parts);
        }
        for one in alternatives(at) {
            if let Some(one) = self.resolve(&one) {
                self.collect(&one, false, around, parts);
            }
        }
        parts.rest.push(at.clone());
        around.pop();
    }

    /// Adds a part of an `allOf`, which has to be an object.
    fn part(&mut self, at: &At<'a>, always: bool, around: &mut Vec<&'a Schema>, parts: &mut Parts<'a>) {
        let Some(target) = self.resolve(at) else {
            self.follow(at);
            return;
        };
        if is_object(target.schema) {
            self.collect(&target, always, around, parts);
        } else {
            let message = "a part of `allOf` is no object";
            let diagnostic = Diagnostic::new(Code::UnsupportedSchema, at.span(), message);
            let help = "Rust has no type that is two at once; write the one that the value has";
            self.diagnostics.push(diagnostic.help(help));
        }
    }

    /// A field: of the one place that describes it, or of what several alternatives say.
    fn field(&mut self, object: &At<'a>, places: &[At<'a>], name: &str, words: &[String], required: bool) -> Field {
        let words = [words, &[name.to_owned()]].concat();
        let at = &places[0];
        let ty = match places {
            [at] => self.ty(at, &words),
            several => self.choice(object, several, &words, None),
        };
        // What a plain value's own file says of it belongs to the field: there is no type to say it.
        let target = self.resolve(at).filter(|_| !matches!(ty.bare(), Type::Model(_)));
        let facts = target.as_ref().map_or(at.schema, |target| target.schema);
        let own = at.schema.description.as_deref().or(facts.description.as_deref());
        let description = own.or_else(|| self.words?.get(name).map(String::as_str)).unwrap_or_default().to_owned();
        let deprecated = (at.schema.deprecated || facts.deprecated).then(|| "deprecated".to_owned());
        let is_text = matches!(ty.bare(), Type::String | Type::Secret);
        Field {
            name: name.to_owned(),
            ty,
            required,
            description,
            limits: deprecated.into_iter().chain(limits::of(facts)).collect(),
            max_length: facts.max_length.filter(|_| is_text),
            default: at.schema.default.clone().or_else(|| facts.default.clone()),
            span: at.span(),
            line: if at.file.name == object.file.name { at.line() } else { 0 },
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

/// The one part of an `allOf` that says what a value is, where the schema around it says nothing.
pub(super) fn only_part<'a>(at: &At<'a>) -> Option<At<'a>> {
    let schema = at.schema;
    let mut parts = schema.all_of.iter().enumerate().filter(|(_, part)| says_something(part));
    let one = parts.next().filter(|_| parts.next().is_none() && schema.properties.is_empty());
    let alone = !describes_object(schema) && schema.one_of.is_empty() && schema.any_of.is_empty();
    one.filter(|_| alone && schema.required.is_empty()).map(|(i, part)| at.part("allOf", i, part))
}

/// What an object is made of.
#[derive(Default)]
struct Parts<'a> {
    /// Each key with the places that describe it: one, or several alternatives.
    properties: IndexMap<&'a str, Vec<At<'a>>>,
    /// The keys that no alternative has alone.
    always: BTreeSet<&'a str>,
    required: BTreeSet<&'a str>,
    /// The schemas that may say what stands under other keys.
    rest: Vec<At<'a>>,
}

/// Whether a schema is one of an object, or says nothing of the kind.
fn is_object(schema: &Schema) -> bool {
    let kinds = kinds(schema);
    schema.values.is_none()
        && schema.constant.is_none()
        && schema.items.is_none()
        && kinds.iter().all(|kind| *kind == Kind::Object)
}

fn is_closed(schema: &Schema) -> bool {
    schema.pattern_properties.is_empty() && matches!(schema.additional_properties, Some(Additional::Allowed(false)))
}
