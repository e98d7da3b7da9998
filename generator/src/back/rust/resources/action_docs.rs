//! The documentation of an action's method, and of a parameter's setter.

use super::super::types::as_sent;
use super::super::{docs, example};
use super::positional;
use crate::check::Checked;
use crate::ir::{Access, Action, Parameter, ParameterType, Response, Type};
use crate::names::{ActionNames, ParameterNames, ResourceNames};

/// The lines of an action's documentation.
pub(super) fn of(checked: &Checked, resource: &ResourceNames, action: &Action, names: &ActionNames) -> Vec<String> {
    let mut lines = docs::paragraph(&docs::sentence(&action.summary));
    lines.push(String::new());
    lines.extend(docs::paragraph(&format!("`{} {}`: {}.", action.method.as_str(), action.path.text, access(action))));
    if !action.parameters.is_empty() {
        lines.extend(["", "# Parameters", ""].map(str::to_owned));
        let positional = positional(action);
        let setters = (0..action.parameters.len()).filter(|index| !positional.contains(index));
        for index in positional.iter().copied().chain(setters) {
            let by_position = positional.contains(&index);
            let text = parameter(&action.parameters[index], &names.parameters[index], by_position, names, checked);
            lines.extend(docs::item(&text));
        }
    }
    lines.extend(["", "# Responses", ""].map(str::to_owned));
    for response in action.responses.iter().chain(&action.errors) {
        lines.extend(docs::item(&self::response(response, checked)));
    }
    lines.extend(["", "# Example", ""].map(str::to_owned));
    lines.extend(example::of(checked, resource, action, names));
    lines
}

fn access(action: &Action) -> String {
    match &action.access {
        Access::Anyone => "needs no token".to_owned(),
        Access::Scopes(scopes) if scopes.is_empty() => "needs a token".to_owned(),
        Access::Scopes(scopes) => {
            let scopes: Vec<String> = scopes.iter().map(|scope| docs::code(scope)).collect();
            format!("needs a token with one of the scopes {}", docs::any_of(&scopes))
        }
    }
}

/// A parameter's line in the documentation of its action.
fn parameter(
    parameter: &Parameter,
    names: &ParameterNames,
    by_position: bool,
    action: &ActionNames,
    checked: &Checked,
) -> String {
    let name = if by_position {
        format!("`{}`", names.argument)
    } else {
        format!("[`{}`]({}::{})", names.argument, action.builder, names.argument)
    };
    let ty = match &parameter.ty {
        ParameterType::Schema { ty, .. } => type_in_words(ty, checked),
        ParameterType::Enum(_) => format!("[`{}`]", names.enumeration),
        other => word(other).to_owned(),
    };
    let default =
        parameter.default.as_ref().map(|default| format!(", {} where left out", docs::code(&as_sent(default))));
    let text = format!("{name} ({ty}{}): {}", default.unwrap_or_default(), docs::sentence(&parameter.description));
    format!("{}{}", text.trim_end(), values(parameter))
}

/// The lines of a setter's documentation.
pub(super) fn setter(parameter: &Parameter) -> Vec<String> {
    match docs::sentence(&parameter.description) {
        text if text.is_empty() => vec![format!("{}.", docs::code(&parameter.name))],
        text => docs::paragraph(&text),
    }
}

fn values(parameter: &Parameter) -> String {
    match &parameter.ty {
        ParameterType::Enum(values) => {
            let values: Vec<String> = values.iter().map(|value| docs::code(value)).collect();
            format!(" One of {}.", docs::any_of(&values))
        }
        _ => String::new(),
    }
}

fn response(response: &Response, checked: &Checked) -> String {
    let ty = match &response.ty {
        Some(ty) => type_in_words(ty, checked),
        None => "nothing".to_owned(),
    };
    format!("{}, {ty}: {}", response.code, docs::sentence(&response.description))
}

fn word(ty: &ParameterType) -> &'static str {
    match ty {
        ParameterType::String | ParameterType::Enum(_) => "text",
        ParameterType::Integer => "integer",
        ParameterType::Number => "number",
        ParameterType::Boolean => "boolean",
        ParameterType::Array => "list of texts",
        ParameterType::File => "file",
        ParameterType::Schema { .. } => "JSON",
    }
}

/// A type as a link to its page.
fn type_in_words(ty: &Type, checked: &Checked) -> String {
    match ty {
        Type::Model(id) => {
            let name = &checked.names().model(*id).ty;
            format!("[`models::{name}`](crate::models::{name})")
        }
        Type::String | Type::Secret => "text".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Timestamp => "time".to_owned(),
        Type::Any => "JSON".to_owned(),
        Type::List(item) => format!("list of {}", type_in_words(item, checked)),
        Type::Map(_) => "object".to_owned(),
        Type::Nullable(inner) | Type::Boxed(inner) => type_in_words(inner, checked),
    }
}
