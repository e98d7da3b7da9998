//! From schemas as written to types.

mod alternatives;
mod kinds;
mod limits;
mod lowering;
mod objects;
mod words;

use std::collections::BTreeMap;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics, similar};
use crate::front::binding::{PropertiesFile, Read};
use crate::front::page::{SchemaLink, SchemaTarget};
use crate::front::schema::SchemaFile;
use crate::ir::{Model, ModelId, Shape, Type};
use crate::source::Span;
use lowering::Lowering;

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
            SchemaTarget::Slug(target) => match self.slugs.get(target).map(Vec::as_slice) {
                Some([name]) => self.named(name, span, diagnostics),
                Some(names) => {
                    let message = format!("the schemas `{}` all have the title of `#{target}`", names.join("`, `"));
                    let help = "link to the file of the one you mean: `../schemas/NAME.yaml`";
                    diagnostics.push(Diagnostic::new(Code::UnknownSchema, span, message).help(help));
                    Type::Any
                }
                // A generated page has the schema's name where the vendor's has its title.
                None if let Some(name) = self.types.keys().find(|name| slug(name) == *target) => {
                    self.named(name, span, diagnostics)
                }
                None => {
                    let like = similar(target, self.slugs.keys().map(String::as_str));
                    let help = match like {
                        Some(like) => format!("did you mean `#{like}`?"),
                        None => format!("give a file of `schemas/` the title `{}`", link.title),
                    };
                    let message = format!("no schema has the title of `#{target}`");
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
pub(crate) fn slug(title: &str) -> String {
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
