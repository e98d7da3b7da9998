//! The page of all schemas: each file with its types, their fields and an example.

use super::markdown::{anchor, cell, description, row};
use crate::back::sample;
use crate::check::Checked;
use crate::ir::{Field, Model, ModelId, Shape, Struct, Type};

/// The page. A schema's heading is its name in the spec, which the links of other pages lead to.
pub(super) fn generate(checked: &Checked) -> String {
    let mut text =
        "# Schemas\n\nThe values that actions take and answer. Each is a type of `models`, with those that only it \
                    holds below it.\nWritten by `cargo xtask codegen`, do not edit by hand.\n"
            .to_owned();
    let mut last = "";
    for (id, model) in checked.api().models() {
        if model.schema != last {
            text += &format!("\n## {}\n", cell(&model.schema));
            last = &model.schema;
        }
        text += &section(checked, id, model);
        if is_root(model) {
            text += &example(checked, id, model);
        }
    }
    text
}

/// A type as a link to its schema, in the words of a table.
pub(super) fn link(checked: &Checked, ty: &Type) -> String {
    match ty {
        Type::Model(id) => {
            let (model, names) = (checked.api().model(*id), checked.names().model(*id));
            format!("[{}](_schemas.md#{})", names.ty, anchor(&model.schema))
        }
        Type::Nullable(inner) | Type::Boxed(inner) => link(checked, inner),
        other => words(checked, other),
    }
}

/// A link to the example of a schema; nothing where the type has none.
pub(super) fn example_link(checked: &Checked, ty: &Type) -> String {
    match ty.bare() {
        Type::Model(id) => {
            let (model, names) = (checked.api().model(*id), checked.names().model(*id));
            format!("[{} example](_schemas.md#{}-example)", names.ty, anchor(&model.schema))
        }
        _ => String::new(),
    }
}

/// Whether a model is its whole file.
fn is_root(model: &Model) -> bool {
    model.name == [model.schema.as_str()]
}

fn section(checked: &Checked, id: ModelId, model: &Model) -> String {
    let name = &checked.names().model(id).ty;
    let head = if is_root(model) { format!("\n`models::{name}`") } else { format!("\n### {name}\n\n`models::{name}`") };
    let words = if model.description.is_empty() { String::new() } else { format!(": {}", model.description) };
    format!("{head}{words}\n\n{}", shape(checked, &model.shape))
}

fn shape(checked: &Checked, shape: &Shape) -> String {
    match shape {
        Shape::Struct(shape) => object(checked, shape),
        Shape::Enum(values) => {
            let values: Vec<String> = values.iter().map(|value| code(&value.value)).collect();
            format!("One of these texts: {}\n", values.join(", "))
        }
        Shape::Tagged { tag, variants } => {
            let rows = variants
                .iter()
                .map(|(value, id)| row(&[code(&value.value), words(checked, &Type::Model(*id))]))
                .collect::<String>();
            format!("An object, told by its {}:\n\n| {tag} | Type |\n| --- | --- |\n{rows}", code(tag))
        }
        Shape::Union(variants) => {
            let items = variants.iter().map(|variant| format!("- {}\n", words(checked, &variant.ty)));
            format!("The first of these that it fits:\n\n{}", items.collect::<String>())
        }
        Shape::Alias(ty) => format!("Always a value of this type: {}\n", words(checked, ty)),
    }
}

fn object(checked: &Checked, shape: &Struct) -> String {
    let Struct { fields, constants, rest, closed: _ } = shape;
    let constants = constants
        .iter()
        .map(|(key, value)| row(&[cell(key), "string".to_owned(), "Y".to_owned(), format!("Always {}", code(value))]));
    let fields = fields.iter().map(|one| field(checked, one));
    let rows: String = constants.chain(fields).collect();
    let rest = rest.as_ref().map(|ty| format!("Values under other keys: {}\n", words(checked, ty))).unwrap_or_default();
    if rows.is_empty() {
        return if rest.is_empty() { "An object without known keys\n".to_owned() } else { rest };
    }
    let table = format!("| Name | Type | Required | Description |\n| ---- | ---- | -------- | ----------- |\n{rows}");
    if rest.is_empty() { table } else { format!("{table}\n{rest}") }
}

fn field(checked: &Checked, field: &Field) -> String {
    let Field { name, ty, required, description: words_of, limits, max_length: _, default, span: _, line: _ } = field;
    let mut parts: Vec<String> = [words_of].into_iter().filter(|text| !text.is_empty()).cloned().collect();
    parts.extend(limits.iter().cloned());
    parts.extend(default.iter().map(|default| format!("{} where left out", code(&default.to_string()))));
    let required = if *required { "Y" } else { "N" };
    row(&[cell(name), words(checked, ty), required.to_owned(), description(&parts.join("; "))])
}

/// A type in words, its models as links.
fn words(checked: &Checked, ty: &Type) -> String {
    match ty {
        Type::String => "string".to_owned(),
        Type::Secret => "string, secret".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Timestamp => "time".to_owned(),
        Type::Any => "any JSON".to_owned(),
        Type::Nullable(inner) => format!("{} or null", words(checked, inner)),
        Type::List(item) => format!("list of {}", words(checked, item)),
        Type::Map(item) => format!("object of {}", words(checked, item)),
        Type::Model(id) => {
            let (model, names) = (checked.api().model(*id), checked.names().model(*id));
            let heading = if is_root(model) { &model.schema } else { &names.ty };
            format!("[{}](#{})", names.ty, anchor(heading))
        }
        Type::Boxed(inner) => words(checked, inner),
    }
}

/// A text as code in a cell.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('|', "\\|"))
}

fn example(checked: &Checked, id: ModelId, model: &Model) -> String {
    let value = sample::of(checked, &Type::Model(id));
    format!("\n### {} example\n\n```json\n{value:#}\n```\n", cell(&model.schema))
}
