//! Which actions page, and by which rule of `api.yaml`.

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::binding::{ApiFile, PagedByFile, PagingFile, Read};
use crate::front::yaml::pointer::child;
use crate::ir::{Action, Api, ModelId, Paged, PagedBy, Paging, ParameterType, Place, Shape, Type};

/// A rule as it is written.
pub(super) fn rule(file: PagingFile) -> Paging {
    let by = match file.by {
        PagedByFile::Number(by) => PagedBy::Number { parameter: by.parameter, first: by.first, total: by.total },
        PagedByFile::Cursor(by) => PagedBy::Cursor { parameter: by.parameter, next: by.next },
        PagedByFile::Link => PagedBy::Link,
    };
    Paging { by, size: file.size, items: file.items }
}

/// Gives each action the first rule that it fits, and says how those page that fit one.
pub(crate) fn fill(api: &mut Api) -> Vec<Paged> {
    let mut found: Vec<Paged> = Vec::new();
    for resource in 0..api.resources.len() {
        for action in 0..api.resources[resource].actions.len() {
            let paged = paged(api, &api.resources[resource].actions[action]);
            found.extend(paged.clone());
            api.resources[resource].actions[action].paged = paged;
        }
    }
    found
}

/// Gives each action its rule, and reports every rule that fits none.
pub(super) fn resolve(api: &mut Api, file: &Read<ApiFile>, diagnostics: &mut Diagnostics) {
    let found = fill(api);
    for (index, rule) in api.paging.iter().enumerate() {
        let mut paged = found.iter().filter(|paged| paged.rule == index).peekable();
        let place = child("/paging", index);
        if paged.peek().is_none() {
            let span = file.document.locate(&place);
            let diagnostic = Diagnostic::new(Code::RuleWithoutEffect, span, "no action pages by this rule");
            let help = "delete it, or name query parameters of an action and keys of its answer";
            diagnostics.push(diagnostic.help(help));
        } else if let PagedBy::Number { total: Some(total), .. } = &rule.by
            && paged.all(|paged| paged.mark.is_none())
        {
            let span = file.document.locate(&child(&child(&child(&place, "by"), "number"), "total"));
            let message = format!("no answer that pages by this rule has a number or a text `{total}`");
            let diagnostic = Diagnostic::new(Code::RuleWithoutEffect, span, message);
            diagnostics.push(diagnostic.help("delete it, or name the key of how many items there are on all pages"));
        }
    }
}

fn paged(api: &Api, action: &Action) -> Option<Paged> {
    let [first, others @ ..] = action.responses.as_slice() else { return None };
    if !action.events.is_empty() || others.iter().any(|other| other.ty != first.ty) {
        return None;
    }
    let answer = first.ty.as_ref().filter(|ty| !matches!(ty, Type::Nullable(_)))?;
    (0..api.paging.len()).find_map(|rule| fit(api, action, answer, rule))
}

/// How the action pages by a rule, if it does.
fn fit(api: &Api, action: &Action, answer: &Type, rule: usize) -> Option<Paged> {
    let Paging { by, size, items: key } = &api.paging[rule];
    let has = |name: &String| {
        action.parameters.iter().any(|parameter| {
            let plain = matches!(parameter.ty, ParameterType::Integer | ParameterType::String);
            parameter.name == *name && parameter.place == Place::Query && plain
        })
    };
    let items = match key {
        Some(key) => Some(field(api, answer, key)?),
        None => None,
    };
    let list = items.map_or(answer, |field| type_of(api, field));
    let Type::List(item) = api.resolved(list) else { return None };
    let marked = |key: &String| {
        let field = field(api, answer, key)?;
        matches!(api.resolved(type_of(api, field)), Type::Integer | Type::Number | Type::String).then_some(field)
    };
    let (asks, mark) = match by {
        PagedBy::Number { parameter, first: _, total } => (has(parameter), total.as_ref().and_then(marked)),
        PagedBy::Cursor { parameter, next } => (has(parameter), Some(marked(next)?)),
        PagedBy::Link => (true, None),
    };
    let fits = asks && size.as_ref().is_none_or(has);
    fits.then(|| Paged { rule, item: (**item).clone(), items, mark })
}

/// The field of a key, where the type is an object that has it.
fn field(api: &Api, ty: &Type, key: &str) -> Option<(ModelId, usize)> {
    let Type::Model(id) = api.resolved(ty) else { return None };
    let Shape::Struct(shape) = &api.model(*id).shape else { return None };
    let index = shape.fields.iter().position(|field| field.name == *key)?;
    Some((*id, index))
}

fn type_of(api: &Api, (id, index): (ModelId, usize)) -> &Type {
    match &api.model(id).shape {
        Shape::Struct(shape) => &shape.fields[index].ty,
        _ => unreachable!("`field` finds fields of objects only"),
    }
}
