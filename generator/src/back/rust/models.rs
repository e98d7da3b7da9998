//! `src/models/`: a file for each schema file, with the types of all shapes in it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::example::number;
use super::features::Features;
use super::types::{Presence, Types, ident, presence, written};
use super::writer::{RustFile, WIDTH, fill};
use crate::back::Files;
use crate::check::Checked;
use crate::ir::{EnumValue, Field, Model, ModelId, Shape, Struct, Type, Variant};
use crate::parallel::in_parts;

/// The models' files.
pub(super) fn generate(checked: &Checked) -> Files {
    let mut by_schema: BTreeMap<&str, Vec<(ModelId, &Model)>> = BTreeMap::new();
    for (id, model) in checked.api().models() {
        by_schema.entry(&model.schema).or_default().push((id, model));
    }
    let module = module(checked, &by_schema);
    let write = |(schema, models): &(&str, Vec<(ModelId, &Model)>)| {
        let path = format!("src/models/{}.rs", checked.names().model(models[0].0).module);
        (path, Writer::new(checked, schema).write(models))
    };
    let by_schema: Vec<_> = by_schema.into_iter().collect();
    let made = in_parts(&by_schema, |part| part.iter().map(write).collect::<Vec<_>>());
    let mut files: Files = made.into_iter().flatten().collect();
    files.insert("src/models/mod.rs".to_owned(), module);
    files
}

/// `models/mod.rs`: every type by its name.
fn module(checked: &Checked, by_schema: &BTreeMap<&str, Vec<(ModelId, &Model)>>) -> String {
    let title = docs::escape(&checked.api().title);
    let mut file = RustFile::new(&format!("What the {title} API takes and answers, a type for each schema."), "");
    let features = Features::of(checked);
    let mut gated = String::new();
    let mut always = String::new();
    for (schema, models) in by_schema {
        let module = &checked.names().model(models[0].0).module;
        let mut names: Vec<&str> = models.iter().map(|(id, _)| checked.names().model(*id).ty.as_str()).collect();
        names.sort_unstable();
        match (features.needing(schema), names.as_slice()) {
            (None, [one]) => always += &format!("mod {module};\npub use {module}::{one};\n"),
            (None, several) => always += &format!("mod {module};\npub use {module}::{{{}}};\n", several.join(", ")),
            (Some(needing), names) => {
                let needing: Vec<String> = needing.iter().map(|feature| format!("{feature:?}")).collect();
                gated += &format!("model!({module}: {} in {});\n", names.join(", "), needing.join(", "));
            }
        }
    }
    if !gated.is_empty() {
        file.text(GATE.to_owned());
        file.text(gated);
    }
    if !always.is_empty() {
        file.text(always);
    }
    file.finish()
}

/// The macro of a model that only some features need.
const GATE: &str = "\
macro_rules! model {
    ($module:ident: $($name:ident),+ in $($feature:literal),+) => {
        #[cfg(any($(feature = $feature),+))]
        mod $module;
        #[cfg(any($(feature = $feature),+))]
        pub use $module::{$($name),+};
    };
}
";

struct Writer<'a> {
    checked: &'a Checked,
    types: Types<'a>,
    file: RustFile,
}

impl<'a> Writer<'a> {
    fn new(checked: &'a Checked, schema: &'a str) -> Self {
        let types = Types { checked, models: "super", home: Some(schema), taken: Vec::new() };
        let file = RustFile::new(&format!("The schema `{schema}`."), &format!("schemas/{schema}.yaml"));
        Self { checked, types, file }
    }

    fn write(mut self, models: &[(ModelId, &Model)]) -> String {
        for (id, model) in models {
            let name = &self.checked.names().model(*id).ty;
            let members = &self.checked.names().model(*id).members;
            match &model.shape {
                Shape::Struct(shape) => self.structure(model, name, members, shape),
                Shape::Enum(values) => self.enumeration(model, name, members, values),
                Shape::Tagged { tag, variants } => self.tagged(model, name, members, tag, variants),
                Shape::Union(variants) => self.union(model, name, members, variants),
                Shape::Alias(ty) => self.alias(model, name, ty),
            }
        }
        self.file.finish()
    }

    fn structure(&mut self, model: &Model, name: &str, members: &[String], shape: &Struct) {
        let mut fields = TokenStream::new();
        for (field, member) in shape.fields.iter().zip(members) {
            let docs = docs::attributes(&docs::paragraph(&field_docs(field)));
            let (member, ty) = (ident(member), self.types.field(model, field, &mut self.file));
            fields.extend(quote!(#docs pub #member: #ty,));
        }
        if let Some(rest) = &shape.rest {
            let rest = self.types.plain(rest, &mut self.file);
            self.file.import("std::collections", "BTreeMap");
            fields.extend(quote!(#[doc = " What stands under other keys."] pub rest: BTreeMap<String, #rest>,));
        } else {
            self.file.import("restgen_runtime", "UnknownFields");
            fields.extend(quote!(unknown_fields: UnknownFields,));
        }
        self.file.import("restgen_runtime", "object");
        let (docs, ident) = (docs::attributes(&model_docs(model, name)), ident(name));
        self.file.items(quote! {
            #docs
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct #ident {
                #fields
            }
        });
        let codec = self.codec(model, name, members, shape);
        self.file.text(codec);
        self.constructor(model, name, members, shape);
    }

    /// The line a field of `object!`.
    fn codec(&mut self, model: &Model, name: &str, members: &[String], shape: &Struct) -> String {
        let closed = if shape.closed { " closed" } else { "" };
        let mut text = format!("object!({name}{closed} {{\n");
        for (key, value) in &shape.constants {
            text += &format!("    const {key:?} = {value:?},\n");
        }
        for (field, member) in shape.fields.iter().zip(members) {
            let max = field.max_length.map(|max| format!(" max({})", number(&max.to_string()))).unwrap_or_default();
            let takes_null = matches!(field.ty, Type::Nullable(_)) || *field.ty.bare() == Type::Any;
            let null = if takes_null { " nullable" } else { "" };
            let setter = match presence(model, field) {
                Presence::Required | Presence::RequiredNullable => String::new(),
                Presence::Optional => format!(" => {}", self.setter(strip_null(&field.ty))),
                Presence::ThreeStates => {
                    let ty = self.types.plain(strip_null(&field.ty), &mut self.file);
                    format!(" => Nullable<{}>", written(&ty))
                }
            };
            let required = if field.required { " required" } else { "" };
            text += &format!("    {member}: {:?}{required}{null}{max}{setter},\n", field.name);
        }
        if shape.rest.is_some() {
            text += "    ..rest\n";
        }
        text + &described_in(model, shape)
    }

    fn setter(&mut self, ty: &Type) -> String {
        let mut plain = |ty: &Type| written(&self.types.plain(ty, &mut self.file));
        match ty {
            Type::List(item) => format!("[{}]", plain(item)),
            Type::Map(item) => format!("{{{}}}", plain(item)),
            other => plain(other),
        }
    }

    fn constructor(&mut self, model: &Model, name: &str, members: &[String], shape: &Struct) {
        let mut arguments = TokenStream::new();
        let mut values = TokenStream::new();
        let mut count = 0;
        for (field, member) in shape.fields.iter().zip(members) {
            let member = ident(member);
            let nullable = match presence(model, field) {
                Presence::Required => false,
                Presence::RequiredNullable => true,
                Presence::Optional | Presence::ThreeStates => continue,
            };
            count += 1;
            let plain = |ty: &Type, writer: &mut Self| writer.types.plain(ty, &mut writer.file);
            match strip_null(&field.ty) {
                ty if nullable => {
                    let ty = plain(ty, self);
                    arguments.extend(quote!(#member: Option<#ty>,));
                    values.extend(quote!(#member,));
                }
                Type::List(item) => {
                    let item = plain(item, self);
                    arguments.extend(quote!(#member: impl IntoIterator<Item = impl Into<#item>>,));
                    values.extend(quote!(#member: #member.into_iter().map(Into::into).collect(),));
                }
                Type::String | Type::Secret | Type::Model(_) | Type::Boxed(_) => {
                    let ty = plain(&field.ty, self);
                    arguments.extend(quote!(#member: impl Into<#ty>,));
                    values.extend(quote!(#member: #member.into(),));
                }
                ty => {
                    let ty = plain(ty, self);
                    arguments.extend(quote!(#member: #ty,));
                    values.extend(quote!(#member,));
                }
            }
        }
        if count == 0 {
            return;
        }
        let all = count == shape.fields.len() && shape.rest.is_none();
        let rest = if all { quote!(unknown_fields: UnknownFields::default()) } else { quote!(..Default::default()) };
        let ident = ident(name);
        self.file.items(quote! {
            impl #ident {
                #[doc = " One with the fields that are always there."]
                pub fn new(#arguments) -> Self {
                    Self { #values #rest }
                }
            }
        });
    }

    fn enumeration(&mut self, model: &Model, name: &str, members: &[String], values: &[EnumValue]) {
        self.file.import("restgen_runtime", "open_enum");
        let values = values.iter().map(|value| value.value.as_str());
        let text = enumeration(&model_docs(model, name), name, members, values);
        self.file.text(text);
    }

    fn tagged(&mut self, model: &Model, name: &str, members: &[String], tag: &str, variants: &[(EnumValue, ModelId)]) {
        let mut lines = format!("union!({name} by {tag:?} {{\n");
        let mut body = TokenStream::new();
        let named: Vec<_> = variants.iter().zip(members).collect();
        for group in named.chunk_by(|((_, a), left), ((_, b), right)| a == b && left == right) {
            let ((_, id), member) = group[0];
            let ty = self.types.model(*id, &mut self.file);
            let values: Vec<String> = group.iter().map(|((value, _), _)| format!("{:?}", value.value)).collect();
            lines += &format!("    {} => {member}({}),\n", values.join(" | "), written(&ty));
            let values: Vec<String> = group.iter().map(|((value, _), _)| docs::code(&value.value)).collect();
            let (docs, member) = (docs::attributes(&[values.join(", ")]), ident(member));
            body.extend(quote!(#docs #member(#ty),));
        }
        self.union_items(model, name, &body, lines + "});\n");
    }

    fn union(&mut self, model: &Model, name: &str, members: &[String], variants: &[Variant]) {
        let mut lines = format!("union!({name} {{\n");
        let mut body = TokenStream::new();
        for (variant, member) in variants.iter().zip(members) {
            let ty = self.types.plain(&variant.ty, &mut self.file);
            lines += &format!("    {member}({}),\n", written(&ty));
            let (docs, member) = (docs::attributes(&[variant_docs(&variant.ty, &ty)]), ident(member));
            body.extend(quote!(#docs #member(#ty),));
        }
        self.union_items(model, name, &body, lines + "});\n");
    }

    fn union_items(&mut self, model: &Model, name: &str, body: &TokenStream, lines: String) {
        self.file.import("restgen_runtime", "UnknownValue");
        self.file.import("restgen_runtime", "union");
        let (docs, ident) = (docs::attributes(&model_docs(model, name)), ident(name));
        self.file.items(quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ident {
                #body
                #[doc = " A value that this release does not know."]
                #[doc(hidden)]
                Unknown(UnknownValue),
            }
        });
        self.file.text(lines);
    }

    fn alias(&mut self, model: &Model, name: &str, ty: &Type) {
        let ty = self.types.plain(ty, &mut self.file);
        let (docs, ident) = (docs::attributes(&model_docs(model, name)), ident(name));
        self.file.items(quote!(#docs pub type #ident = #ty;));
    }
}

/// The call of `open_enum!` for some values: one line a value.
pub(super) fn enumeration<'a>(
    lines: &[String],
    name: &str,
    members: &[String],
    values: impl Iterator<Item = &'a str>,
) -> String {
    let mut text = "open_enum! {\n".to_owned();
    for line in lines {
        text += &if line.is_empty() { "    ///\n".to_owned() } else { format!("    /// {}\n", docs::one_line(line)) };
    }
    text += &format!("    pub enum {name} {{\n");
    for (member, value) in members.iter().zip(values) {
        text += &format!("        {member} = {value:?},\n");
    }
    text + "    }\n}\n"
}

/// The end of `object!`: where the spec describes the type, and each field.
fn described_in(model: &Model, shape: &Struct) -> String {
    let lines = [model.line].into_iter().chain(shape.fields.iter().map(|field| field.line));
    let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
    let text = format!("}} in \"schemas/{}.yaml\" {});", model.schema, lines.join(" "));
    fill(&text, WIDTH).join("\n    ") + "\n"
}

fn model_docs(model: &Model, name: &str) -> Vec<String> {
    match docs::sentence(&model.description) {
        text if text.is_empty() => vec![format!("`{name}`.")],
        text => docs::paragraph(&text),
    }
}

/// What a field means, then what its type does not say.
fn field_docs(field: &Field) -> String {
    let mut limits: Vec<String> = field.limits.clone();
    if let Some(default) = &field.default {
        limits.push(format!("{} where left out", docs::code(&default.to_string())));
    }
    let limits = limits.join(", ");
    match (docs::sentence(&field.description), limits.as_str()) {
        (text, "") if text.is_empty() => format!("{}.", docs::code(&field.name)),
        (text, "") => text,
        (text, limits) if text.is_empty() => format!("{}: {limits}.", docs::code(&field.name)),
        (text, limits) => format!("{text} {}.", capitalized(limits)),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn variant_docs(ty: &Type, written: &TokenStream) -> String {
    match ty {
        Type::Model(_) => return format!("A [`{written}`]."),
        Type::String | Type::Secret => "A text.",
        Type::Integer => "A whole number.",
        Type::Number => "A number.",
        Type::Boolean => "A truth value.",
        Type::Timestamp => "A point in time.",
        Type::List(_) => "A list.",
        Type::Map(_) => "An object with any keys.",
        Type::Boxed(_) | Type::Nullable(_) | Type::Any => "A value that holds others like it.",
    }
    .to_owned()
}

fn strip_null(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        other => other,
    }
}
