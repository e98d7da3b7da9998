//! From schemas as written to types.

mod alternatives;
mod limits;
mod objects;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::slice;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics, similar};
use crate::front::binding::{PropertiesFile, Read};
use crate::front::page::{SchemaLink, SchemaTarget};
use crate::front::schema::{Kind, Kinds, Schema, SchemaFile};
use crate::front::yaml::pointer::child;
use crate::ir::{EnumValue, Model, ModelId, Shape, Type};
use crate::source::Span;
use alternatives::alternatives;

/// Every schema file as a type, and the models that these are made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Schemas {
    /// The models, sorted by schema file, then in the order of the file.
    pub(super) models: Vec<Model>,
    types: BTreeMap<String, Type>,
    /// The names of the files with a title of that slug.
    slugs: BTreeMap<String, Vec<String>>,
}

impl Schemas {
    /// Lowers every schema file; what `properties` says of a property counts where the schema says nothing.
    pub(super) fn lower(
        files: &BTreeMap<String, SchemaFile>,
        properties: Option<&Read<PropertiesFile>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let (states, named) = Default::default();
        let words = properties.map(|properties| &properties.value);
        let mut lowering = Lowering { files, states, models: Vec::new(), named, words, diagnostics };
        let types = files.keys().map(|name| (name.clone(), lowering.file(name))).collect();
        if let Some(properties) = properties {
            words::report_idle(properties, files, lowering.diagnostics);
        }
        let mut slugs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, file) in files {
            if let Some(title) = &file.schema.title {
                slugs.entry(slug(title)).or_default().push(name.clone());
            }
        }
        let mut schemas = Self { models: Vec::new(), types, slugs };
        schemas.sort(lowering.models);
        schemas.merge_variants();
        schemas
    }

    /// The type that a link of a page leads to.
    pub(super) fn link(&self, link: &SchemaLink, span: Span, diagnostics: &mut Diagnostics) -> Type {
        match &link.target {
            SchemaTarget::Name(name) => self.named(name, span, diagnostics),
            SchemaTarget::Slug(slug) => match self.slugs.get(slug).map(Vec::as_slice) {
                Some([name]) => self.named(name, span, diagnostics),
                Some(names) => {
                    let message = format!("the schemas `{}` all have the title of `#{slug}`", names.join("`, `"));
                    let help = "link to the file of the one you mean: `../schemas/NAME.yaml`";
                    diagnostics.push(Diagnostic::new(Code::UnknownSchema, span, message).help(help));
                    Type::Any
                }
                None => {
                    let like = similar(slug, self.slugs.keys().map(String::as_str));
                    let help = match like {
                        Some(like) => format!("did you mean `#{like}`?"),
                        None => format!("give a file of `schemas/` the title `{}`", link.title),
                    };
                    let message = format!("no schema has the title of `#{slug}`");
                    diagnostics.push(Diagnostic::new(Code::UnknownSchema, span, message).help(help));
                    Type::Any
                }
            },
        }
    }

    /// The type of a schema file.
    pub(super) fn named(&self, name: &str, span: Span, diagnostics: &mut Diagnostics) -> Type {
        self.types.get(name).cloned().unwrap_or_else(|| {
            diagnostics.push(unknown(Code::UnknownSchema, name, span, self.types.keys()));
            Type::Any
        })
    }

    /// Takes out variants whose type is only another name for that of an earlier one.
    fn merge_variants(&mut self) {
        let spelled = |ty: &Type| spelled(&self.models, ty, self.models.len());
        let kept: Vec<Vec<bool>> = self
            .models
            .iter()
            .map(|model| {
                let Shape::Union(variants) = &model.shape else { return Vec::new() };
                let types: Vec<Type> = variants.iter().map(|variant| spelled(&variant.ty)).collect();
                (0..types.len()).map(|i| !types[..i].contains(&types[i])).collect()
            })
            .collect();
        for (model, kept) in self.models.iter_mut().zip(kept) {
            let Shape::Union(variants) = &mut model.shape else { continue };
            let mut kept = kept.into_iter();
            variants.retain(|_| kept.next().unwrap_or(true));
            if let [one] = variants.as_slice() {
                model.shape = Shape::Alias(one.ty.clone());
            }
        }
    }

    /// Puts the models in order and gives each type their new ids.
    fn sort(&mut self, models: Vec<Option<Model>>) {
        let mut sorted: Vec<(ModelId, Model)> =
            (0..).map(ModelId).zip(models).filter_map(|(id, model)| Some((id, model?))).collect();
        sorted.sort_by(|(_, a), (_, b)| (&a.schema, a.span).cmp(&(&b.schema, b.span)));
        let new: BTreeMap<ModelId, ModelId> = sorted.iter().map(|(id, _)| *id).zip((0..).map(ModelId)).collect();
        self.models = sorted.into_iter().map(|(_, model)| model).collect();
        for model in &mut self.models {
            match &mut model.shape {
                Shape::Struct(shape) => {
                    shape.fields.iter_mut().for_each(|field| renumber(&mut field.ty, &new));
                    shape.rest.iter_mut().for_each(|ty| renumber(ty, &new));
                }
                Shape::Enum(_) => {}
                Shape::Tagged { variants, .. } => variants.iter_mut().for_each(|(_, id)| *id = new[id]),
                Shape::Union(variants) => variants.iter_mut().for_each(|variant| renumber(&mut variant.ty, &new)),
                Shape::Alias(ty) => renumber(ty, &new),
            }
        }
        self.types.values_mut().for_each(|ty| renumber(ty, &new));
    }
}

fn renumber(ty: &mut Type, new: &BTreeMap<ModelId, ModelId>) {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => renumber(inner, new),
        Type::Model(id) => *id = new[id],
        _ => {}
    }
}

/// A type with what each alias stands for, as far as `steps` go.
fn spelled(models: &[Model], ty: &Type, steps: usize) -> Type {
    let inside = |inner: &Type| Box::new(spelled(models, inner, steps));
    match ty {
        Type::Nullable(inner) => Type::Nullable(inside(inner)),
        Type::List(inner) => Type::List(inside(inner)),
        Type::Map(inner) => Type::Map(inside(inner)),
        Type::Boxed(inner) => Type::Boxed(inside(inner)),
        Type::Model(id) => match &models[id.0 as usize].shape {
            Shape::Alias(ty) if steps > 0 => spelled(models, ty, steps - 1),
            _ => ty.clone(),
        },
        plain => plain.clone(),
    }
}

/// The slug that a page's link has for a title: `API Token Post` is `api-token-post`.
fn slug(title: &str) -> String {
    let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn unknown<'a>(code: Code, name: &str, span: Span, known: impl Iterator<Item = &'a String>) -> Diagnostic {
    let help = match similar(name, known.map(String::as_str)) {
        Some(like) => format!("did you mean `{like}`?"),
        None => format!("write `schemas/{name}.yaml`"),
    };
    Diagnostic::new(code, span, format!("there is no schema `{name}`")).help(help)
}

/// A schema and where it stands.
#[derive(Clone)]
struct At<'a> {
    file: &'a SchemaFile,
    pointer: String,
    schema: &'a Schema,
}

impl<'a> At<'a> {
    /// The schema under a keyword.
    fn under(&self, keyword: &str, schema: &'a Schema) -> Self {
        Self { file: self.file, pointer: child(&self.pointer, keyword), schema }
    }

    /// The schema of a name or an index under a keyword.
    fn part(&self, keyword: &str, step: impl Display, schema: &'a Schema) -> Self {
        Self { file: self.file, pointer: child(&child(&self.pointer, keyword), step), schema }
    }

    fn span(&self) -> Span {
        self.file.document.locate_key(&self.pointer)
    }

    /// The place of what a keyword says, or of a part of that: `examples/0`.
    fn span_of(&self, path: &str) -> Span {
        self.file.document.locate(&format!("{}/{path}", self.pointer))
    }
}

/// How many schemas of alternatives are looked through for a null.
const MAX_STEPS: usize = 4;

/// How far the lowering of a file is.
#[derive(Clone)]
enum State {
    /// Under way; whoever names it now gets this.
    Begun(Type),
    Done(Type),
}

struct Lowering<'a> {
    files: &'a BTreeMap<String, SchemaFile>,
    states: BTreeMap<&'a str, State>,
    models: Vec<Option<Model>>,
    /// The files under way that another one has named, so that they have to become a model.
    named: BTreeSet<&'a str>,
    /// What properties mean where their schemas do not say it, by name.
    words: Option<&'a PropertiesFile>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Lowering<'a> {
    /// The type of a file, which exists.
    fn file(&mut self, name: &str) -> Type {
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

    fn ty(&mut self, at: &At<'a>, words: &[String]) -> Type {
        self.ty_as(at, words, None)
    }

    /// The type of a schema; `words` name it and `id` is its model's, where it turns out to have one.
    fn ty_as(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>) -> Type {
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
    fn follow(&mut self, at: &At<'a>) -> Option<At<'a>> {
        let name = at.schema.reference.as_ref()?;
        if let Some(file) = self.files.get(name) {
            return Some(At { file, pointer: String::new(), schema: &file.schema });
        }
        let diagnostic = unknown(Code::UnresolvedRef, name, at.span_of("$ref"), self.files.keys());
        self.diagnostics.push(diagnostic);
        None
    }

    /// The schema at the end of all `$ref`s; none where one leads nowhere or in a circle, which is reported elsewhere.
    fn resolve(&self, at: &At<'a>) -> Option<At<'a>> {
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

    fn list(&mut self, at: &At<'a>, words: &[String]) -> Type {
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

    fn is_nullable(&self, schema: &Schema) -> bool {
        is_nullable(self.files, schema, MAX_STEPS)
    }

    fn reserve(&mut self) -> ModelId {
        let id = ModelId(u32::try_from(self.models.len()).expect("a spec is smaller than 4 GiB"));
        self.models.push(None);
        id
    }

    fn add(&mut self, at: &At<'a>, words: &[String], id: Option<ModelId>, shape: Shape) -> Type {
        let id = id.unwrap_or_else(|| self.reserve());
        self.models[id.0 as usize] = Some(model(at, words, shape));
        Type::Model(id)
    }
}

/// The words for one of what a list or a map holds: `device`, `tags` holds a `device`, `tag`. Where the last word names
/// no several, or is the name of a file, one more says what it is.
fn one_of(words: &[String], word: &str) -> Vec<String> {
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
    }
}

fn enum_value(at: &At<'_>, text: &str) -> EnumValue {
    EnumValue { value: text.to_owned(), name: at.schema.names.get(text).cloned() }
}

/// Whether null is among the values of a schema; a `$ref` is looked behind where it is one of several alternatives.
fn is_nullable(files: &BTreeMap<String, SchemaFile>, schema: &Schema, steps: usize) -> bool {
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
fn all_kinds(schema: &Schema) -> &[Kind] {
    match &schema.kinds {
        None => &[],
        Some(Kinds::One(kind)) => std::slice::from_ref(kind),
        Some(Kinds::Any(kinds)) => kinds,
    }
}

/// The kinds that `type` names beside null; a number may be whole, so `integer` beside `number` says nothing.
fn kinds(schema: &Schema) -> Vec<Kind> {
    let all = all_kinds(schema);
    let kept = |kind: &Kind| *kind != Kind::Null && !(*kind == Kind::Integer && all.contains(&Kind::Number));
    all.iter().copied().filter(kept).collect()
}

fn describes_object(schema: &Schema) -> bool {
    !schema.pattern_properties.is_empty() || schema.additional_properties.is_some()
}

/// The type of a text, a number or a truth value.
fn scalar(kind: Kind, schema: &Schema) -> Type {
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
