//! Types that contain themselves: boxed where a value can end, an error where it cannot.

use super::usage::{parts, reach};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Field, Model, ModelId, Shape, Type};

/// Puts every field and variant that leads back to its own type into a box, and reports circles that no value ends.
pub(crate) fn box_cycles(models: &mut [Model], diagnostics: &mut Diagnostics) {
    let is_struct = |shape: &Shape| matches!(shape, Shape::Struct(_));
    report(models, diagnostics, endless, is_struct, "contains itself without an end", ENDLESS);
    report(models, diagnostics, renamed, |_| true, "is another name for itself", RENAMED);
    report(models, diagnostics, chosen, |_| true, "is one of its own alternatives", CHOSEN);
    let inline: Vec<Vec<ModelId>> = models.iter().map(|model| held(&model.shape)).collect();
    for (index, model) in models.iter_mut().enumerate() {
        let leads_back = |ty: &Type| {
            let mut targets = Vec::new();
            inside(ty, &mut targets);
            targets.iter().any(|target| reaches(&inline, *target, index))
        };
        let types: Vec<&mut Type> = match &mut model.shape {
            Shape::Struct(shape) => shape.fields.iter_mut().map(|field| &mut field.ty).collect(),
            Shape::Union(variants) => variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            // The struct behind a tag, and a list or map behind an alias, have the boxes.
            Shape::Enum(_) | Shape::Tagged { .. } | Shape::Alias(_) => continue,
        };
        for ty in types {
            if leads_back(ty) {
                put_in_box(ty);
            }
        }
    }
}

const ENDLESS: &str = "leave one of them out of `required`, or let it be null: no value can hold itself";
const RENAMED: &str = "put an object with a property between: Rust cannot name a list of itself";
const CHOSEN: &str = "leave it out of `oneOf` or `anyOf`, or put an object with a property between";

fn report(
    models: &[Model],
    diagnostics: &mut Diagnostics,
    edges: fn(&Shape) -> Vec<ModelId>,
    begins: fn(&Shape) -> bool,
    what: &str,
    remedy: &str,
) {
    let graph: Vec<Vec<ModelId>> = models.iter().map(|model| edges(&model.shape)).collect();
    for (index, model) in models.iter().enumerate() {
        if begins(&model.shape) && graph[index].iter().any(|target| reaches(&graph, *target, index)) {
            let message = format!("the schema `{}` {what}", model.name.join("."));
            diagnostics.push(Diagnostic::new(Code::RefCircle, model.span, message).help(remedy));
        }
    }
}

/// The models without which no value of a shape exists.
fn endless(shape: &Shape) -> Vec<ModelId> {
    let mut found = Vec::new();
    match shape {
        Shape::Struct(shape) => {
            for Field { ty, .. } in shape.fields.iter().filter(|field| field.required) {
                if let Type::Model(id) = ty {
                    found.push(*id);
                }
            }
        }
        Shape::Alias(Type::Model(id)) => found.push(*id),
        Shape::Enum(_) | Shape::Tagged { .. } | Shape::Union(_) | Shape::Alias(_) => {}
    }
    found
}

/// The models that an alias names, however deep.
fn renamed(shape: &Shape) -> Vec<ModelId> {
    let mut found = Vec::new();
    if let Shape::Alias(ty) = shape {
        reach(ty, &mut found);
    }
    found
}

/// The models that a value of a union may be as a whole.
fn chosen(shape: &Shape) -> Vec<ModelId> {
    let mut found = Vec::new();
    if let Shape::Union(variants) = shape {
        for variant in variants {
            inside(&variant.ty, &mut found);
        }
    }
    found
}

/// The models that a value of a shape holds in its own memory.
fn held(shape: &Shape) -> Vec<ModelId> {
    let mut found = Vec::new();
    parts(shape, &mut |ty| inside(ty, &mut found));
    found
}

fn inside(ty: &Type, found: &mut Vec<ModelId>) {
    match ty {
        Type::Nullable(inner) => inside(inner, found),
        Type::Model(id) => found.push(*id),
        // All others are behind a pointer already, or hold no model.
        _ => {}
    }
}

fn reaches(graph: &[Vec<ModelId>], from: ModelId, to: usize) -> bool {
    let mut seen = vec![false; graph.len()];
    let mut todo = vec![from];
    while let Some(ModelId(index)) = todo.pop() {
        let index = index as usize;
        if index == to {
            return true;
        }
        if !std::mem::replace(&mut seen[index], true) {
            todo.extend(&graph[index]);
        }
    }
    false
}

fn put_in_box(ty: &mut Type) {
    match ty {
        Type::Nullable(inner) => put_in_box(inner),
        other => *other = Type::Boxed(Box::new(other.clone())),
    }
}
