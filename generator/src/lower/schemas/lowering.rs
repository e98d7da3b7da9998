//! One schema after the other: what each comes to, and the models made on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::slice;

use super::alternatives::alternatives;
use super::kinds::{describes_object, is_nullable, kinds, scalar};
use super::{objects, unknown};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::binding::PropertiesFile;
use crate::front::schema::{Kind, Schema, SchemaFile};
use crate::front::yaml::pointer::child;
use crate::ir::{EnumValue, Model, ModelId, Shape, Type};
use crate::source::Span;

/// A schema and where it stands.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) file: &'a SchemaFile,
    pub(super) pointer: String,
    pub(super) schema: &'a Schema,
}

impl<'a> At<'a> {
    /// The schema under a keyword.
    pub(super) fn under(&self, keyword: &str, schema: &'a Schema) -> Self {
        Self { file: self.file, pointer: child(&self.pointer, keyword), schema }
    }

    /// The schema of a name or an index under a keyword.
    pub(super) fn part(&self, keyword: &str, step: impl Display, schema: &'a Schema) -> Self {
        Self { file: self.file, pointer: child(&child(&self.pointer, keyword), step), schema }
    }

    pub(super) fn span(&self) -> Span {
        self.file.document.locate_key(&self.pointer)
    }

    /// The line of its place, from 1.
    pub(super) fn line(&self) -> usize {
        self.file.document.line(self.span())
    }

    /// The place of what a keyword says, or of a part of that: `examples/0`.
    pub(super) fn span_of(&self, path: &str) -> Span {
        self.file.document.locate(&format!("{}/{path}", self.pointer))
    }
}

/// How many schemas of alternatives are looked through for a null.
const MAX_STEPS: usize = 4;

/// How far the lowering of a file is.
#[derive(Clone)]
pub(super) enum State {
    /// Under way; whoever names it now gets this.
    Begun(Type),
    Done(Type),
}

/// Makes the types of all files.
pub(super) struct Lowering<'a> {
    pub(super) files: &'a BTreeMap<String, SchemaFile>,
    pub(super) states: BTreeMap<&'a str, State>,
    pub(super) models: Vec<Option<Model>>,
    /// The files under way that another one has named, so that they have to become a model.
    pub(super) named: BTreeSet<&'a str>,
    /// What properties mean where their schemas do not say it, by name.
    pub(super) words: Option<&'a PropertiesFile>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl<'a> Lowering<'a> {
    /// The type of a file, which exists.
    pub(super) fn file(&mut self, name: &str) -> Type {
        let files = self.files;
        let Some((name, file)) = files.get_key_value(name) else { return Type::Any };
        match self.states.get(name.as_str()).cloned() {
            Some(State::Done(ty)) => return ty,
            Some(State::Begun(ty)) => {
                self.named.insert(name);
                return ty;
            }
            None => {}
        }
        let at = At { file, pointer: String::new(), schema: &file.schema };
        let ty = if at.schema.reference.is_some() {
            self.renamed(&at)
        } else {
            let id = self.reserve();
            let begun = Type::Model(id);
            let begun = if self.is_nullable(at.schema) { Type::Nullable(Box::new(begun)) } else { begun };
            self.states.insert(name, State::Begun(begun));
            self.named_type(&at, id)
        };
        self.states.insert(name, State::Done(ty.clone()));
        ty
    }

    /// The type of a file that is only another name for one; an error where that is itself in the end.
    fn renamed(&mut self, at: &At<'a>) -> Type {
        if let Some(target) = self.resolve(at) {
            return self.file(&target.file.name);
        }
        let next = |name: &String| self.files.get(name)?.schema.reference.as_ref();
        let mut names = std::iter::successors(at.schema.reference.as_ref(), |name| next(name)).take(self.files.len());
        if names.any(|name| *name == at.file.name) {
            let message = format!("the schema `{}` is only another name for itself", at.file.name);
            let help = "say in one of the files what the value is, not where else to look";
            self.diagnostics.push(Diagnostic::new(Code::RefCircle, at.span_of("$ref"), message).help(help));
        } else {
            self.follow(at);
        }
        Type::Any
    }

    /// The type of a whole file; lists and maps get a name, plain values do not.
    fn named_type(&mut self, at: &At<'a>, id: ModelId) -> Type {
        let ty = self.ty_as(at, slice::from_ref(&at.file.name), Some(id));
        let (null, bare) = match ty {
            Type::Nullable(bare) => (true, *bare),
            bare => (false, bare),
        };
        let is_collection = matches!(bare, Type::List(_) | Type::Map(_));
        let is_named = self.named.contains(at.file.name.as_str()) && self.models[id.0 as usize].is_none();
        let bare = if is_collection || is_named {
            self.models[id.0 as usize] = Some(model(at, slice::from_ref(&at.file.name), Shape::Alias(bare)));
            Type::Model(id)
        } else {
            bare
        };
        if null { Type::Nullable(Box::new(bare)) } else { bare }
    }

    pub(super) fn ty(&mut self, at: &At<'a>, words: &[String]) -> Type {
        self.ty_as(at, words, None)
    }

    /// The type of a schema; `words` name it and `id` is its model's, where it turns out to have one.
    pub(super) fn ty_as(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>) -> Type {
        if at.schema.reference.is_some() {
            return match self.follow(at) {
                Some(target) => self.file(&target.file.name),
                None => Type::Any,
            };
        }
        let titled = at.schema.title.iter().filter(|_| !at.pointer.is_empty()).cloned().collect::<Vec<_>>();
        let words = if titled.is_empty() { words } else { &titled };
        let ty = self.plain(at, words, id);
        if self.is_nullable(at.schema) && !matches!(ty, Type::Nullable(_) | Type::Any) {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    /// The schema that a `$ref` names, or the error that there is none.
    pub(super) fn follow(&mut self, at: &At<'a>) -> Option<At<'a>> {
        let name = at.schema.reference.as_ref()?;
        if let Some(file) = self.files.get(name) {
            return Some(At { file, pointer: String::new(), schema: &file.schema });
        }
        let diagnostic = unknown(Code::UnresolvedRef, name, at.span_of("$ref"), self.files.keys());
        self.diagnostics.push(diagnostic);
        None
    }

    /// The schema at the end of all `$ref`s; none where one leads nowhere or in a circle, which is reported elsewhere.
    pub(super) fn resolve(&self, at: &At<'a>) -> Option<At<'a>> {
        let mut at = at.clone();
        for _ in 0..=self.files.len() {
            let Some(name) = &at.schema.reference else { return Some(at) };
            let file = self.files.get(name)?;
            at = At { file, pointer: String::new(), schema: &file.schema };
        }
        None
    }

    /// The type of a schema that is no `$ref`, leaving null out.
    fn plain(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>) -> Type {
        let schema = at.schema;
        if let Some(ty) = self.values(at, words, id) {
            return ty;
        }
        if let Some(one) = objects::only_part(at) {
            return self.ty_as(&one, words, id);
        }
        if !schema.properties.is_empty() || !schema.all_of.is_empty() {
            return self.object(at, words, id);
        }
        let alternatives = alternatives(at);
        if !alternatives.is_empty() {
            return self.choice(at, &alternatives, words, id);
        }
        match kinds(schema).as_slice() {
            [] if describes_object(schema) => self.object(at, words, id),
            [] if schema.items.is_some() => self.list(at, words),
            [] => Type::Any,
            [Kind::Object] => self.object(at, words, id),
            [Kind::Array] => self.list(at, words),
            [one] => scalar(*one, schema),
            several => self.kinds(at, several, words, id),
        }
    }

    pub(super) fn list(&mut self, at: &At<'a>, words: &[String]) -> Type {
        let item = match &at.schema.items {
            Some(items) => self.ty(&at.under("items", items), &one_of(words, "item")),
            None => Type::Any,
        };
        Type::List(Box::new(item))
    }

    /// The type of an enumeration: a model for texts, the plain type for others.
    fn values(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>) -> Option<Type> {
        let values = at.schema.values.iter().flatten().chain(&at.schema.constant).filter(|value| !value.is_null());
        let values: Vec<_> = values.collect();
        if values.is_empty() {
            return None;
        }
        let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
        if texts.len() == values.len() {
            let values = texts.into_iter().map(|text| enum_value(at, text)).collect();
            return Some(self.add(at, words, id, Shape::Enum(values)));
        }
        Some(if values.iter().all(|value| value.is_boolean()) {
            Type::Boolean
        } else if values.iter().all(|value| value.is_i64() || value.is_u64()) {
            Type::Integer
        } else if values.iter().all(|value| value.is_number()) {
            Type::Number
        } else {
            Type::Any
        })
    }

    pub(super) fn is_nullable(&self, schema: &Schema) -> bool {
        is_nullable(self.files, schema, MAX_STEPS)
    }

    pub(super) fn reserve(&mut self) -> ModelId {
        let id = ModelId(u32::try_from(self.models.len()).expect("a spec is smaller than 4 GiB"));
        self.models.push(None);
        id
    }

    pub(super) fn add(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>, shape: Shape) -> Type {
        let id = id.unwrap_or_else(|| self.reserve());
        self.models[id.0 as usize] = Some(model(at, words, shape));
        Type::Model(id)
    }
}

/// The words for one of what a list or a map holds: `device`, `tags` holds a `device`, `tag`. Where the last word names
/// no several, or is the name of a file, one more says what it is.
pub(super) fn one_of(words: &[String], word: &str) -> Vec<String> {
    if let [file, between @ .., last] = words
        && let Some(one) = singular(last)
    {
        return [slice::from_ref(file), between, &[one]].concat();
    }
    [words, &[word.to_owned()]].concat()
}

/// One of what a word names several of; none where it does not.
fn singular(word: &str) -> Option<String> {
    let one = match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s')?.to_owned(),
    };
    let names_one = ["s", "u", "i", "by"].iter().any(|ending| one.to_lowercase().ends_with(ending));
    (!names_one && one.len() > 1).then_some(one)
}

fn model(at: &At<'_>, words: &[String], shape: Shape) -> Model {
    Model {
        schema: at.file.name.clone(),
        name: words.to_vec(),
        description: at.schema.description.clone().unwrap_or_default(),
        shape,
        examples: at.schema.examples.clone(),
        example_spans: (0..at.schema.examples.len()).map(|i| at.span_of(&format!("examples/{i}"))).collect(),
        in_request: false,
        in_response: false,
        span: at.span(),
        line: at.line(),
    }
}

pub(super) fn enum_value(at: &At<'_>, text: &str) -> EnumValue {
    EnumValue { value: text.to_owned(), name: at.schema.names.get(text).cloned() }
}
