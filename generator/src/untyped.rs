//! The values that may be any JSON: their schemas say no more, and so does their Rust type.

use crate::ir::{Action, Api, Model, ParameterType, Shape, Type};

/// The place of each, models first: `flowNode.config`, `data.export(query)`, `data.export 200`.
pub fn places(api: &Api) -> Vec<String> {
    let models = api.models.iter().flat_map(of_model);
    let actions = api.resources.iter().flat_map(|resource| {
        resource.actions.iter().flat_map(move |action| of_action(&format!("{}.{}", resource.name, action.name), action))
    });
    models.chain(actions).collect()
}

fn of_model(model: &Model) -> Vec<String> {
    let name = model.name.join(".");
    let types: Vec<(String, &Type)> = match &model.shape {
        Shape::Struct(shape) => {
            let fields = shape.fields.iter().map(|field| (format!("{name}.{}", field.name), &field.ty));
            fields.chain(shape.rest.iter().map(|ty| (format!("{name}.*"), ty))).collect()
        }
        Shape::Union(variants) => {
            variants.iter().map(|variant| (format!("{name}: {}", variant.name), &variant.ty)).collect()
        }
        Shape::Alias(ty) => vec![(name, ty)],
        Shape::Enum(_) | Shape::Tagged { .. } => Vec::new(),
    };
    types.into_iter().filter(|(_, ty)| holds_any(ty)).map(|(place, _)| place).collect()
}

fn of_action(name: &str, action: &Action) -> Vec<String> {
    let parameters = action.parameters.iter().filter_map(|parameter| match &parameter.ty {
        ParameterType::Schema { ty, .. } => Some((format!("{name}({})", parameter.name), ty)),
        _ => None,
    });
    let answers = action.responses.iter().chain(&action.errors);
    let answers = answers.filter_map(|answer| Some((format!("{name} {}", answer.code), answer.ty.as_ref()?)));
    let events = action.events.iter().map(|(event, ty)| (format!("{name}: {event}"), ty));
    let all = parameters.chain(answers).chain(events);
    all.filter(|(_, ty)| holds_any(ty)).map(|(place, _)| place).collect()
}

fn holds_any(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => holds_any(inner),
        Type::Model(_)
        | Type::String
        | Type::Secret
        | Type::Integer
        | Type::Number
        | Type::Boolean
        | Type::Timestamp => false,
    }
}
