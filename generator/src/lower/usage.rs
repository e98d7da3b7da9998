//! Marks each model with who writes it: callers, the server, or both.

use crate::ir::{Api, Field, Model, ModelId, ParameterType, Shape, Struct, Type};

/// Sets [`Model::in_request`] and [`Model::in_response`] of everything that an action reaches.
pub(super) fn mark(api: &mut Api) {
    let (mut requests, mut responses) = (Vec::new(), Vec::new());
    for action in api.resources.iter().flat_map(|resource| &resource.actions) {
        for parameter in &action.parameters {
            if let ParameterType::Schema { ty, .. } = &parameter.ty {
                reach(ty, &mut requests);
            }
        }
        let answers = action.responses.iter().chain(&action.errors).filter_map(|response| response.ty.as_ref());
        for ty in answers.chain(action.events.iter().map(|(_, ty)| ty)) {
            reach(ty, &mut responses);
        }
    }
    spread(&mut api.models, requests, |model| &mut model.in_request);
    spread(&mut api.models, responses, |model| &mut model.in_response);
}

fn spread(models: &mut [Model], mut todo: Vec<ModelId>, flag: impl Fn(&mut Model) -> &mut bool) {
    while let Some(ModelId(index)) = todo.pop() {
        let model = &mut models[index as usize];
        if !std::mem::replace(flag(model), true) {
            parts(&model.shape, &mut |ty| reach(ty, &mut todo));
        }
    }
}

/// Calls `visit` with the type of each part of a shape.
pub(crate) fn parts(shape: &Shape, visit: &mut dyn FnMut(&Type)) {
    match shape {
        Shape::Struct(Struct { fields, rest, .. }) => {
            fields.iter().map(|Field { ty, .. }| ty).chain(rest).for_each(visit);
        }
        Shape::Enum(_) => {}
        Shape::Tagged { variants, .. } => variants.iter().for_each(|(_, id)| visit(&Type::Model(*id))),
        Shape::Union(variants) => variants.iter().for_each(|variant| visit(&variant.ty)),
        Shape::Alias(ty) => visit(ty),
    }
}

/// Adds the models that a type names.
pub(crate) fn reach(ty: &Type, found: &mut Vec<ModelId>) {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => reach(inner, found),
        Type::Model(id) => found.push(*id),
        Type::String | Type::Secret | Type::Integer | Type::Number | Type::Boolean | Type::Timestamp | Type::Any => {}
    }
}
