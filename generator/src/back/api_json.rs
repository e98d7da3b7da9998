//! `api.json`: the whole IR, to be read by other programs and reviewed as a diff of facts.

use serde_json::{Map, Value, json};

use crate::check::Checked;
use crate::ir::{
    Access, Action, Api, Auth, EnumValue, Field, Group, Model, Paged, PagedBy, Paging, Parameter, ParameterType,
    Resource, Response, Shape, Struct, Style, Type, Variant,
};

/// The API as JSON, two spaces an indentation, keys in the order of this file.
pub(super) fn generate(checked: &Checked) -> String {
    let api = checked.api();
    let Api {
        name,
        title,
        package,
        version,
        description,
        base_url,
        auth,
        headers,
        error_keys,
        globals,
        paging,
        groups,
        resources,
        models,
    } = api;
    let headers: Map<String, Value> = headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let groups: Vec<Value> =
        groups.iter().map(|Group { title, resources }| json!({ "title": title, "resources": resources })).collect();
    let value = json!({
        "name": name,
        "title": title,
        "package": package,
        "version": version,
        "description": description,
        "baseUrl": base_url,
        "auth": match auth {
            Auth::None => json!({ "scheme": "none" }),
            Auth::Bearer => json!({ "scheme": "bearer" }),
            Auth::Header(name) => json!({ "scheme": "header", "name": name }),
        },
        "headers": headers,
        "errorKeys": { "kind": error_keys.kind, "message": error_keys.message },
        "parameters": globals.iter().map(|global| parameter(api, global)).collect::<Vec<_>>(),
        "paging": paging.iter().map(self::paging).collect::<Vec<_>>(),
        "groups": groups,
        "resources": resources.iter().map(|one| resource(api, one)).collect::<Vec<_>>(),
        "models": models.iter().map(|one| model(api, one)).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

/// A rule of paging; what it does not have is left out.
fn paging(rule: &Paging) -> Value {
    let Paging { by, size, items } = rule;
    let (by, own) = match by {
        PagedBy::Number { parameter, first, total } => {
            ("number", json!({ "parameter": parameter, "first": first, "total": total }))
        }
        PagedBy::Cursor { parameter, next } => ("cursor", json!({ "parameter": parameter, "next": next })),
        PagedBy::Link => ("link", json!({})),
    };
    let mut value = json!({ "by": by });
    for (name, part) in own.as_object().into_iter().flatten() {
        value[name] = part.clone();
    }
    value["size"] = json!(size);
    value["items"] = json!(items);
    value.as_object_mut().into_iter().for_each(|parts| parts.retain(|_, part| !part.is_null()));
    value
}

fn resource(api: &Api, resource: &Resource) -> Value {
    let Resource { name, title, actions, span: _ } = resource;
    json!({ "name": name, "title": title, "actions": actions.iter().map(|one| action(api, one)).collect::<Vec<_>>() })
}

fn action(api: &Api, action: &Action) -> Value {
    let Action {
        name,
        title,
        summary,
        method,
        path,
        access,
        parameters,
        responses,
        errors,
        events,
        paged,
        deprecated,
        span: _,
    } = action;
    let list = |responses: &[Response]| responses.iter().map(|one| response(api, one)).collect::<Vec<_>>();
    let mut value = json!({
        "name": name,
        "title": title,
        "summary": summary,
        "method": method.as_str(),
        "path": path.text,
        "scopes": match access {
            Access::Anyone => Value::Null,
            Access::Scopes(scopes) => json!(scopes),
        },
        "parameters": parameters.iter().map(|one| parameter(api, one)).collect::<Vec<_>>(),
        "responses": list(responses),
        "errors": list(errors),
    });
    if !events.is_empty() {
        let events: Map<String, Value> = events.iter().map(|(name, ty)| (name.clone(), type_name(api, ty))).collect();
        value["events"] = Value::Object(events);
    }
    if let Some(Paged { rule, item, items: _, mark: _ }) = paged {
        value["paged"] = json!({ "rule": rule, "item": type_name(api, item) });
    }
    flag(&mut value, "deprecated", *deprecated);
    value
}

fn parameter(api: &Api, parameter: &Parameter) -> Value {
    let Parameter { name, place, ty, required, description, default, example, deprecated, span: _ } = parameter;
    let mut value = json!({ "name": name, "in": place.as_str(), "type": type_word(ty), "required": required });
    match ty {
        ParameterType::Enum(values) => value["values"] = json!(values),
        ParameterType::Schema { ty, style } => {
            value["schema"] = type_name(api, ty);
            value["style"] = json!(match style {
                Style::Json => "json",
                Style::Brackets => "brackets",
            });
        }
        _ => {}
    }
    value["description"] = json!(description);
    if let Some(default) = default {
        value["default"] = default.clone();
    }
    if let Some(example) = example {
        value["example"] = example.clone();
    }
    flag(&mut value, "deprecated", *deprecated);
    value
}

fn type_word(ty: &ParameterType) -> &'static str {
    match ty {
        ParameterType::String => "string",
        ParameterType::Integer => "integer",
        ParameterType::Number => "number",
        ParameterType::Boolean => "boolean",
        ParameterType::Enum(_) => "enum",
        ParameterType::Array => "array",
        ParameterType::Schema { .. } => "schema",
        ParameterType::File => "file",
    }
}

fn response(api: &Api, response: &Response) -> Value {
    let Response { code, ty, description, span: _ } = response;
    json!({
        "code": code,
        "type": ty.as_ref().map_or(Value::Null, |ty| type_name(api, ty)),
        "description": description,
    })
}

/// A type: a word, the name of a model, or an object for what holds another.
fn type_name(api: &Api, ty: &Type) -> Value {
    match ty {
        Type::String => json!("string"),
        Type::Secret => json!("secret"),
        Type::Integer => json!("integer"),
        Type::Number => json!("number"),
        Type::Boolean => json!("boolean"),
        Type::Timestamp => json!("timestamp"),
        Type::Any => json!("any"),
        Type::Nullable(inner) => json!({ "nullable": type_name(api, inner) }),
        Type::List(item) => json!({ "list": type_name(api, item) }),
        Type::Map(item) => json!({ "map": type_name(api, item) }),
        Type::Model(id) => json!({ "model": api.model(*id).name.join(".") }),
        Type::Boxed(inner) => type_name(api, inner),
    }
}

fn model(api: &Api, model: &Model) -> Value {
    let Model {
        schema,
        name,
        description,
        shape,
        examples,
        example_spans: _,
        in_request,
        in_response,
        span: _,
        line: _,
    } = model;
    let mut value = json!({
        "name": name.join("."),
        "schema": schema,
        "description": description,
        "request": in_request,
        "response": in_response,
    });
    value["kind"] = json!(shape.kind());
    if let (Some(value), Value::Object(body)) = (value.as_object_mut(), shape_body(api, shape)) {
        value.extend(body);
    }
    if !examples.is_empty() {
        value["examples"] = json!(examples);
    }
    value
}

fn shape_body(api: &Api, shape: &Shape) -> Value {
    match shape {
        Shape::Struct(Struct { fields, constants, rest, closed }) => {
            let mut value = json!({ "fields": fields.iter().map(|one| field(api, one)).collect::<Vec<_>>() });
            if !constants.is_empty() {
                value["constants"] = json!(constants);
            }
            if let Some(rest) = rest {
                value["rest"] = type_name(api, rest);
            }
            flag(&mut value, "closed", *closed);
            value
        }
        Shape::Enum(values) => {
            let names =
                values.iter().filter_map(|EnumValue { value, name }| Some((value.clone(), json!(name.as_ref()?))));
            let names: Map<String, Value> = names.collect();
            let mut value = json!({ "values": values.iter().map(|one| &one.value).collect::<Vec<_>>() });
            if !names.is_empty() {
                value["names"] = Value::Object(names);
            }
            value
        }
        Shape::Tagged { tag, variants } => {
            let variants = variants.iter().map(|(EnumValue { value, name }, id)| {
                let mut variant = json!({ "value": value, "type": type_name(api, &Type::Model(*id)) });
                if let Some(name) = name {
                    variant["name"] = json!(name);
                }
                variant
            });
            json!({ "tag": tag, "variants": variants.collect::<Vec<_>>() })
        }
        Shape::Union(variants) => {
            let variants = variants
                .iter()
                .map(|Variant { name, ty, span: _ }| json!({ "name": name, "type": type_name(api, ty) }));
            json!({ "variants": variants.collect::<Vec<_>>() })
        }
        Shape::Alias(ty) => json!({ "type": type_name(api, ty) }),
    }
}

fn field(api: &Api, field: &Field) -> Value {
    let Field { name, ty, required, description, limits, max_length: _, default, span: _, line: _ } = field;
    let mut value = json!({ "name": name, "type": type_name(api, ty), "required": required });
    if !description.is_empty() {
        value["description"] = json!(description);
    }
    if !limits.is_empty() {
        value["limits"] = json!(limits);
    }
    if let Some(default) = default {
        value["default"] = default.clone();
    }
    value
}

fn flag(value: &mut Value, name: &str, set: bool) {
    if set {
        value[name] = json!(true);
    }
}
