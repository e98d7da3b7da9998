//! The page of a resource.

use serde_json::Value;

use super::markdown::{anchor, cell, description, prose, row, value, with_values};
use super::{rust, schemas};
use crate::check::Checked;
use crate::ir::{Access, Action, Parameter, ParameterType, Resource, Response, Type};
use crate::names::{ActionNames, ResourceNames};

/// The page, in the form that `front::page` reads.
pub(super) fn generate(checked: &Checked, resource: &Resource, names: &ResourceNames) -> String {
    let title = cell(&resource.title);
    let mut text = format!(
        "# {title} Actions\n\nThe actions on {title}: what each takes, what it answers, and who may call it.\nWritten by \
         `cargo xtask codegen`, do not edit by hand.\n\n\
         ##### Contents\n\n"
    );
    for action in &resource.actions {
        text += &format!("*   [{}](#{})\n", cell(&action.title), anchor(&action.title));
    }
    for (action, action_names) in resource.actions.iter().zip(&names.actions) {
        text += "\n<br/>\n\n";
        text += &section(checked, names, action, action_names);
    }
    text
}

fn section(checked: &Checked, resource: &ResourceNames, action: &Action, names: &ActionNames) -> String {
    let deprecated = if action.deprecated { "**DEPRECATED**\n\n" } else { "" };
    let summary = if action.summary.is_empty() { String::new() } else { format!("{}\n\n", prose(&action.summary)) };
    let code = rust::example(checked, resource, action, names).join("\n");
    let mut text = format!(
        "## {}\n\n{deprecated}{summary}```http\n{} {}\n```\n\n```rust\n{code}\n```\n\n#### Authentication\n{}\n\n",
        cell(&action.title),
        action.method.as_str(),
        action.path.text,
        access(&action.access)
    );
    text += &format!("#### Available Parameters\n\n{}\n", parameters(checked, action));
    text += &format!("#### Successful Responses\n\n{}\n", responses(checked, &action.responses));
    if !action.events.is_empty() {
        text += &format!("#### Events\n\n{}\n", events(checked, action));
    }
    text + &format!("#### Error Responses\n\n{}", responses(checked, &action.errors))
}

fn access(access: &Access) -> String {
    match access {
        Access::Anyone => "No token is required to call this action.".to_owned(),
        Access::Scopes(scopes) => match scopes.as_slice() {
            [] => "The client needs a token to call this action; any will do.".to_owned(),
            [one] => format!("The client needs a token to call this action, with the following scope:\n{one}."),
            [first @ .., last] => format!(
                "The client needs a token to call this action, with at least one of the following scopes:\n{}, or {last}.",
                first.join(", ")
            ),
        },
    }
}

fn parameters(checked: &Checked, action: &Action) -> String {
    let rows: String =
        action.parameters.iter().chain(&checked.api().globals).map(|one| parameter(checked, one)).collect();
    if rows.is_empty() {
        return "No parameters are needed.\n".to_owned();
    }
    format!(
        "| Name | Type | Required | Description | Default | Example |\n\
         | ---- | ---- | -------- | ----------- | ------- | ------- |\n{rows}"
    )
}

fn parameter(checked: &Checked, parameter: &Parameter) -> String {
    let Parameter { name, place: _, ty, required, description: words, default, example, deprecated: _, span: _ } =
        parameter;
    let (type_cell, words) = match ty {
        ParameterType::Enum(values) => ("string".to_owned(), with_values(words, values)),
        ParameterType::Schema { ty: Type::Map(item), .. } if **item == Type::Any => {
            ("object".to_owned(), words.clone())
        }
        ParameterType::Schema { ty, .. } => (schemas::link(checked, ty), words.clone()),
        ParameterType::String => ("string".to_owned(), words.clone()),
        ParameterType::Integer => ("integer".to_owned(), words.clone()),
        ParameterType::Number => ("number".to_owned(), words.clone()),
        ParameterType::Boolean => ("boolean".to_owned(), words.clone()),
        ParameterType::Array => ("array".to_owned(), words.clone()),
        ParameterType::File => ("file".to_owned(), words.clone()),
    };
    let shown = |shown: &Option<Value>| shown.as_ref().map(|one| value(&written(ty, one))).unwrap_or_default();
    let example = match (example, ty) {
        (None, ParameterType::Schema { ty, .. }) => schemas::example_link(checked, ty),
        (example, _) => shown(example),
    };
    let required = if *required { "Y" } else { "N" };
    row(&[cell(name), type_cell, required.to_owned(), description(&words), shown(default), example])
}

/// A value as its cell has it: JSON, but a text as it is where nothing else is read from it.
fn written(ty: &ParameterType, value: &Value) -> String {
    match (ty, value.as_str()) {
        (ParameterType::Schema { .. }, Some(text)) if serde_json::from_str::<Value>(text).is_ok() => value.to_string(),
        (_, Some(text)) => text.to_owned(),
        (_, None) => value.to_string(),
    }
}

fn responses(checked: &Checked, responses: &[Response]) -> String {
    let rows: String = responses.iter().map(|one| response(checked, one)).collect();
    if rows.is_empty() {
        return "None are documented.\n".to_owned();
    }
    format!("| Code | Type | Description |\n| ---- | ---- | ----------- |\n{rows}")
}

fn response(checked: &Checked, response: &Response) -> String {
    let Response { code, ty, description: words, span: _ } = response;
    let ty = ty.as_ref().map_or("undefined".to_owned(), |ty| schemas::link(checked, ty));
    row(&[code.to_string(), ty, description(words)])
}

fn events(checked: &Checked, action: &Action) -> String {
    let rows = action.events.iter().map(|(name, ty)| row(&[cell(name), schemas::link(checked, ty)]));
    format!("The answer is a stream of these:\n\n| Event | Type |\n| ----- | ---- |\n{}", rows.collect::<String>())
}
