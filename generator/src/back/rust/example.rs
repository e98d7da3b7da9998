//! Examples: a call as a caller would write it, made of the example values of the spec.

use serde_json::Value;

use super::resources::{Answer, answer, positional};
use super::types::{Presence, presence};
use crate::check::Checked;
use crate::ir::{Action, ModelId, Parameter, ParameterType, Shape, Type};
use crate::names::{ActionNames, ResourceNames};

/// The most optional parameters and fields that an example shows.
const SHOWN: usize = 2;

/// The lines of an action's example, fences and hidden lines included. It compiles.
pub(super) fn of(checked: &Checked, resource: &ResourceNames, action: &Action, names: &ActionNames) -> Vec<String> {
    let krate = checked.api().package.replace('-', "_");
    let mut given = vec![format!("client: {krate}::Client")];
    let mut imports = Vec::new();
    let mut lines = Vec::new();
    let mut arguments = Vec::new();
    for index in positional(action) {
        let (parameter, names) = (&action.parameters[index], &names.parameters[index]);
        let name = &names.argument;
        let ty = match &parameter.ty {
            ParameterType::Schema { ty, .. } => ty,
            ParameterType::File => {
                lines.push(format!("let {name} = {krate}::FilePart::from_path(\"a.zip\");"));
                arguments.push(format!("&{name}"));
                continue;
            }
            _ => {
                arguments.push(plain_argument(parameter));
                continue;
            }
        };
        match built(checked, ty, &mut imports) {
            Some((constructor, setters)) => {
                lines.extend(statement(&format!("let {name} = "), &constructor, &setters, ";"));
            }
            // What takes more than a constructor and setters is a value that the caller has.
            None => given.push(format!("{name}: {}", type_path(checked, ty, &krate))),
        }
        arguments.push(format!("&{name}"));
    }
    lines.extend(call(resource, action, names, checked, &arguments));
    let signature = format!("# async fn example({}) -> {krate}::Result<()> {{", given.join(", "));
    let mut all = vec!["```no_run".to_owned()];
    imports.sort();
    imports.dedup();
    match imports.as_slice() {
        [] => {}
        [one] => all.extend([format!("use {krate}::models::{one};"), String::new()]),
        several => all.extend([format!("use {krate}::models::{{{}}};", several.join(", ")), String::new()]),
    }
    all.push(signature);
    all.extend(lines);
    all.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    all
}

/// A chain of calls on one line, or on a line each where that is too long.
fn statement(before: &str, first: &str, steps: &[String], after: &str) -> Vec<String> {
    let line = format!("{before}{first}{}{after}", steps.concat());
    if line.len() <= 80 || steps.is_empty() {
        return vec![line];
    }
    let mut lines = vec![format!("{before}{first}")];
    lines.extend(steps.iter().map(|step| format!("    {step}")));
    if let Some(last) = lines.last_mut() {
        last.push_str(after);
    }
    lines
}

fn call(
    resource: &ResourceNames,
    action: &Action,
    names: &ActionNames,
    checked: &Checked,
    arguments: &[String],
) -> Vec<String> {
    let value = match answer(action) {
        _ if action.paged.is_some() => "let mut items = ".to_owned(),
        Answer::One(None) => String::new(),
        Answer::One(Some(Type::Model(id))) => format!("let {} = ", checked.names().model(*id).module),
        Answer::One(Some(_)) | Answer::ByStatus => "let answer = ".to_owned(),
        Answer::Events => "let mut events = ".to_owned(),
    };
    let mut steps = vec![format!(".{}()", resource.module), format!(".{}({})", names.method, arguments.join(", "))];
    let positional = positional(action);
    let optional = action.parameters.iter().zip(&names.parameters).enumerate();
    let optional = optional.filter(|(index, (parameter, _))| !positional.contains(index) && !parameter.deprecated);
    let setters = optional.filter_map(|(_, (parameter, names))| {
        let value = scalar(parameter)?;
        Some(format!(".{}({value})", names.argument))
    });
    steps.extend(setters.take(SHOWN));
    steps.push(if action.paged.is_some() { ".items()" } else { ".await?" }.to_owned());
    let mut lines = statement(&value, "client", &steps, ";");
    if action.paged.is_some() {
        lines.extend(
            ["while let Some(item) = items.try_next().await? {", "    println!(\"{item:?}\");", "}"].map(str::to_owned),
        );
    }
    if matches!(answer(action), Answer::Events) {
        lines.extend(
            ["while let Some(event) = events.next().await {", "    println!(\"{:?}\", event?);", "}"]
                .map(str::to_owned),
        );
    }
    lines
}

/// The expression of an argument that has no schema: its example, or something of its type.
fn plain_argument(parameter: &Parameter) -> String {
    scalar(parameter).unwrap_or_else(|| match parameter.ty {
        ParameterType::Integer => "1".to_owned(),
        ParameterType::Number => "1.0".to_owned(),
        ParameterType::Boolean => "true".to_owned(),
        ParameterType::Array => "[\"a\", \"b\"]".to_owned(),
        _ => literal(&format!("my-{}", parameter.name)),
    })
}

/// The example of a plain parameter as an expression.
pub(super) fn scalar(parameter: &Parameter) -> Option<String> {
    let example = parameter.example.as_ref()?;
    match parameter.ty {
        ParameterType::String | ParameterType::Enum(_) => example.as_str().map(literal),
        ParameterType::Boolean => Some(example.to_string()),
        ParameterType::Integer => Some(number(&example.to_string())),
        ParameterType::Number => example.as_f64().map(|value| number(&format!("{value:?}"))),
        ParameterType::Array | ParameterType::File | ParameterType::Schema { .. } => None,
    }
}

/// A text as a literal on one line.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A number as a literal, the digits of a long one in groups of three.
pub(super) fn number(text: &str) -> String {
    let whole = text.find('.').unwrap_or(text.len());
    if whole < 6 || text.contains('e') {
        return text.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in text.char_indices() {
        let starts_group = index < whole && (whole - index).is_multiple_of(3);
        if starts_group && grouped.ends_with(|c: char| c.is_ascii_digit()) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A value as an expression of its type, with the required fields and some others; none where that takes more than a
/// constructor and setters.
fn expression(checked: &Checked, ty: &Type, value: &Value, imports: &mut Vec<String>) -> Option<String> {
    match ty {
        Type::String | Type::Secret => value.as_str().map(literal),
        // `5.0` is a whole number in JSON, but no `i64`.
        Type::Integer => value.as_i64().map(|value| number(&value.to_string())),
        Type::Boolean => Some(value.to_string()),
        Type::Number => value.as_f64().map(|value| number(&format!("{value:?}"))),
        // A list in a list would have to name its item's type.
        Type::List(item) if matches!(**item, Type::List(_)) => None,
        Type::List(item) => {
            let items = value.as_array().filter(|items| !items.is_empty())?;
            let items: Option<Vec<String>> = items.iter().map(|one| expression(checked, item, one, imports)).collect();
            items.map(|items| format!("[{}]", items.join(", ")))
        }
        Type::Model(id) if is_text(&checked.api().model(*id).shape) && value.is_string() => value.as_str().map(literal),
        Type::Model(id) => {
            let (constructor, setters) = construct(checked, *id, value, imports)?;
            Some(constructor + &setters.concat())
        }
        Type::Timestamp | Type::Any | Type::Nullable(_) | Type::Map(_) | Type::Boxed(_) => None,
    }
}

/// Whether a text alone is a value of a shape.
fn is_text(shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) => true,
        Shape::Union(variants) => variants.iter().any(|variant| variant.ty == Type::String),
        Shape::Struct(_) | Shape::Tagged { .. } | Shape::Alias(_) => false,
    }
}

/// The constructor and the setters that make the example of a type.
fn built(checked: &Checked, ty: &Type, imports: &mut Vec<String>) -> Option<(String, Vec<String>)> {
    let Type::Model(id) = ty else { return None };
    construct(checked, *id, checked.api().model(*id).examples.first()?, imports)
}

/// A struct with its required fields and some others.
fn construct(
    checked: &Checked,
    id: ModelId,
    value: &Value,
    imports: &mut Vec<String>,
) -> Option<(String, Vec<String>)> {
    let (model, names) = (checked.api().model(id), checked.names().model(id));
    let Shape::Struct(shape) = &model.shape else { return None };
    let (mut required, mut optional) = (Vec::new(), Vec::new());
    for (field, member) in shape.fields.iter().zip(&names.members) {
        match presence(model, field) {
            Presence::Required => required.push(expression(checked, &field.ty, value.get(&field.name)?, imports)?),
            Presence::RequiredNullable => return None,
            Presence::Optional | Presence::ThreeStates => {
                let part = value.get(&field.name).filter(|_| optional.len() < SHOWN);
                let part = part.and_then(|part| expression(checked, &field.ty, part, imports));
                optional.extend(part.map(|part| format!(".{member}({part})")));
            }
        }
    }
    imports.push(names.ty.clone());
    let constructor = if required.is_empty() { "default" } else { "new" };
    Some((format!("{}::{constructor}({})", names.ty, required.join(", ")), optional))
}

/// A type with the path that a caller names it by.
fn type_path(checked: &Checked, ty: &Type, krate: &str) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Secret => format!("{krate}::Secret"),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Timestamp => format!("{krate}::Timestamp"),
        Type::Any => format!("{krate}::Json"),
        Type::Nullable(inner) => format!("Option<{}>", type_path(checked, inner, krate)),
        Type::List(item) => format!("Vec<{}>", type_path(checked, item, krate)),
        Type::Map(item) => format!("std::collections::BTreeMap<String, {}>", type_path(checked, item, krate)),
        Type::Model(id) => format!("{krate}::models::{}", checked.names().model(*id).ty),
        Type::Boxed(inner) => format!("Box<{}>", type_path(checked, inner, krate)),
    }
}
