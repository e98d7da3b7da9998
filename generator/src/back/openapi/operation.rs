//! Actions as operations: parameters, bodies, answers, and who may call them.

use serde_json::{Map, Value, json};

use super::{SCHEME, schema};
use crate::check::Checked;
use crate::ir::{Access, Action, Auth, Parameter, ParameterType, PathTemplate, Place, Resource, Response, Style, Type};

/// An action, under a path that may call its parameters otherwise.
pub(super) fn of(checked: &Checked, resource: &Resource, action: &Action, path: &PathTemplate) -> Value {
    let (summary, description) = action.summary.split_once("\n\n").unwrap_or((&action.summary, ""));
    let mut operation = json!({
        "operationId": format!("{}.{}", resource.name, action.name),
        "tags": [resource.name],
        "summary": summary,
    });
    if !description.is_empty() {
        operation["description"] = description.into();
    }
    if action.deprecated {
        operation["deprecated"] = true.into();
    }
    if let Some(security) = security(checked, &action.access) {
        operation["security"] = security;
    }
    let in_body = |parameter: &&Parameter| matches!(parameter.place, Place::Body | Place::Multipart);
    let others = action.parameters.iter().filter(|parameter| !in_body(parameter));
    let others = others.map(|one| parameter(checked, one, name_in(path, action, one)));
    let parameters: Vec<Value> = others.collect();
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    let body: Vec<&Parameter> = action.parameters.iter().filter(in_body).collect();
    if let Some(body) = request_body(checked, &body) {
        operation["requestBody"] = body;
    }
    operation["responses"] = responses(checked, action);
    operation
}

/// One requirement for each scope, since a token needs one of them; none where any token does.
fn security(checked: &Checked, access: &Access) -> Option<Value> {
    if checked.api().auth == Auth::None {
        return None;
    }
    match access {
        Access::Anyone => Some(json!([])),
        Access::Scopes(scopes) if scopes.is_empty() => None,
        Access::Scopes(scopes) => Some(scopes.iter().map(|scope| json!({ SCHEME: [scope] })).collect()),
    }
}

/// What a path calls the parameter that stands in an action's own path at the same place.
fn name_in<'a>(path: &'a PathTemplate, action: &'a Action, parameter: &'a Parameter) -> &'a str {
    let same = action.path.names.iter().zip(&path.names).find(|(own, _)| **own == parameter.name);
    same.filter(|_| parameter.place == Place::Path).map_or(&parameter.name, |(_, name)| name)
}

/// A parameter of the path, the query or a header.
pub(super) fn parameter(checked: &Checked, parameter: &Parameter, name: &str) -> Value {
    let Parameter { name: _, place, ty, required, description, default: _, example, deprecated, span: _ } = parameter;
    let mut value = json!({ "name": name, "in": place.as_str() });
    if *required {
        value["required"] = true.into();
    }
    if !description.is_empty() {
        value["description"] = description.as_str().into();
    }
    if *deprecated {
        value["deprecated"] = true.into();
    }
    let schema = with_default(parameter_schema(checked, ty), parameter);
    match ty {
        ParameterType::Schema { style: Style::Json, .. } => {
            let mut content = json!({ "schema": schema });
            if let Some(example) = example {
                content["example"] = example.clone();
            }
            value["content"] = json!({ "application/json": content });
            return value;
        }
        ParameterType::Schema { style: Style::Brackets, .. } | ParameterType::Array => {
            value["style"] = "deepObject".into();
            value["explode"] = true.into();
        }
        _ => {}
    }
    value["schema"] = schema;
    if let Some(example) = example {
        value["example"] = listed(ty, example);
    }
    value
}

fn parameter_schema(checked: &Checked, ty: &ParameterType) -> Value {
    match ty {
        ParameterType::String => json!({ "type": "string" }),
        ParameterType::Integer => schema::of(checked, &Type::Integer),
        ParameterType::Number => json!({ "type": "number" }),
        ParameterType::Boolean => json!({ "type": "boolean" }),
        ParameterType::Enum(values) => json!({ "type": "string", "enum": values }),
        ParameterType::Array => json!({ "type": "array", "items": { "type": "string" } }),
        ParameterType::Schema { ty, .. } => schema::of(checked, ty),
        ParameterType::File => json!({ "type": "string", "contentMediaType": "application/octet-stream" }),
    }
}

fn with_default(mut schema: Value, parameter: &Parameter) -> Value {
    if let Some(default) = &parameter.default {
        schema["default"] = listed(&parameter.ty, default);
    }
    schema
}

/// The value of a cell as the parameter's type has it: the cell of a list holds its one item.
fn listed(ty: &ParameterType, value: &Value) -> Value {
    if *ty == ParameterType::Array { json!([value]) } else { value.clone() }
}

/// The body of a request: a value as JSON, or parts.
fn request_body(checked: &Checked, parameters: &[&Parameter]) -> Option<Value> {
    let first = parameters.first()?;
    if first.place == Place::Body {
        let schema = parameter_schema(checked, &first.ty);
        return Some(json!({
            "description": first.description,
            "required": first.required,
            "content": { "application/json": { "schema": schema } },
        }));
    }
    let part = |parameter: &&Parameter| {
        let mut schema = with_default(parameter_schema(checked, &parameter.ty), parameter);
        if !parameter.description.is_empty() {
            schema["description"] = parameter.description.as_str().into();
        }
        if let Some(example) = parameter.example.as_ref().filter(|_| parameter.ty != ParameterType::File) {
            schema["examples"] = json!([listed(&parameter.ty, example)]);
        }
        (parameter.name.clone(), schema)
    };
    let properties: Map<String, Value> = parameters.iter().map(part).collect();
    let required = parameters.iter().filter(|parameter| parameter.required).map(|parameter| parameter.name.as_str());
    let required: Vec<&str> = required.collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    Some(json!({
        "required": schema.get("required").is_some(),
        "content": { "multipart/form-data": { "schema": schema } },
    }))
}

fn responses(checked: &Checked, action: &Action) -> Value {
    let one = |response: &Response| {
        let mut value = json!({ "description": response.description });
        if let Some(ty) = &response.ty {
            value["content"] = json!({ "application/json": { "schema": schema::of(checked, ty) } });
        }
        (response.code.to_string(), value)
    };
    let mut responses: Map<String, Value> = action.responses.iter().chain(&action.errors).map(one).collect();
    if !action.events.is_empty() {
        let stream = json!({ "text/event-stream": { "schema": event(checked, action) } });
        let code = action.responses.first().map_or(200, |response| response.code).to_string();
        let description = action.responses.first().map_or("", |response| response.description.as_str());
        responses.insert(code, json!({ "description": description, "content": stream }));
    }
    Value::Object(responses)
}

/// An event of a stream: its data is JSON in a text.
fn event(checked: &Checked, action: &Action) -> Value {
    let events = action.events.iter().map(|(name, ty)| {
        let data = json!({
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": schema::of(checked, ty),
        });
        json!({
            "type": "object",
            "required": ["event", "data"],
            "properties": { "event": { "const": name }, "data": data },
        })
    });
    json!({ "description": "One event of the stream", "oneOf": events.collect::<Vec<_>>() })
}
