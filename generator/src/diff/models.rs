//! Models: which of one API is which of the other, and what became of each.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Class, Kind};
use super::pairs::{self, LIKELY, Pair, overlap, pair};
use super::types::{Both, Sameness, Side, id};
use super::{fields, variants};
use crate::ir::{EnumValue, Model, ModelId, Shape, Struct, Type, Variant};

pub(super) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    let uses = [both.old.uses(), both.new.uses()];
    let actions_with = |side: usize, index: usize| -> Vec<String> {
        let found: Option<&BTreeSet<String>> = <BTreeMap<ModelId, _>>::get(&uses[side], &id(index));
        found.into_iter().flatten().cloned().collect()
    };
    for pair in &both.models {
        let (found, actions) = match *pair {
            Pair::Added(b) => (vec![added(both.new, b)], actions_with(1, b)),
            Pair::Removed(a) => (vec![removed(both.old, a)], actions_with(0, a)),
            Pair::Both(a, b) => (model(both, a, b), actions_with(1, b)),
        };
        changes.extend(found.into_iter().map(|change| Change { actions: actions.clone(), ..change }));
    }
}

/// The models, paired: those of one Rust name, then those that are made alike.
pub(super) fn pairs(old: Side<'_>, new: Side<'_>) -> Vec<Pair> {
    let (before, after) = (&old.api().models, &new.api().models);
    let same = |a: usize, b: usize| old.0.names().model(id(a)).ty == new.0.names().model(id(b)).ty;
    pair(before.len(), after.len(), same, |a, b| {
        let named = pairs::names(&before[a].name.concat(), &after[b].name.concat());
        match shapes(old, new, &before[a].shape, &after[b].shape) {
            Some(made) if made >= LIKELY || named == 100 => (9 * made + named) / 10,
            Some(_) | None => 0,
        }
    })
}

/// How alike two shapes are made, of 100; `None` where they are of two kinds.
fn shapes(old: Side<'_>, new: Side<'_>, before: &Shape, after: &Shape) -> Option<usize> {
    let keys = |side: Side<'_>, shape: &Struct| -> Vec<String> {
        let fields = shape.fields.iter().map(|field| match field.ty.bare() {
            // A model in it may have been renamed as well.
            Type::Model(_) => field.name.clone(),
            ty => format!("{} {}", field.name, side.rust(ty)),
        });
        fields.chain(shape.constants.iter().map(|(key, value)| format!("{key} = {value}"))).collect()
    };
    let values = |values: &[EnumValue]| values.iter().map(|value| value.value.clone()).collect::<Vec<_>>();
    Some(match (before, after) {
        (Shape::Struct(before), Shape::Struct(after)) => overlap(&keys(old, before), &keys(new, after)),
        (Shape::Enum(before), Shape::Enum(after)) => overlap(&values(before), &values(after)),
        (Shape::Tagged { tag: left, variants: before }, Shape::Tagged { tag: right, variants: after }) => {
            let values = |variants: &[(EnumValue, ModelId)]| {
                variants.iter().map(|(value, _)| value.value.clone()).collect::<Vec<_>>()
            };
            if left == right { overlap(&values(before), &values(after)) } else { 0 }
        }
        (Shape::Union(before), Shape::Union(after)) => {
            let names = |variants: &[Variant]| variants.iter().map(|variant| variant.name.clone()).collect::<Vec<_>>();
            overlap(&names(before), &names(after))
        }
        (Shape::Alias(before), Shape::Alias(after)) if old.rust(before) == new.rust(after) => 60,
        (Shape::Alias(_), Shape::Alias(_)) => 0,
        _ => return None,
    })
}

/// A model of one of the APIs.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) side: Side<'a>,
    pub(super) model: &'a Model,
    /// Its type.
    pub(super) ty: &'a str,
    /// Its fields or variants, in order.
    pub(super) members: &'a [String],
}

impl<'a> Of<'a> {
    fn new(side: Side<'a>, index: usize) -> Self {
        let names = side.0.names().model(id(index));
        Self { side, model: &side.api().models[index], ty: &names.ty, members: &names.members }
    }

    /// What its changes are told of.
    pub(super) fn subject(&self) -> String {
        format!("schemas.{}", self.model.name.join("."))
    }

    /// What can happen to values of it: the first text where callers send it, the second where the server answers it.
    pub(super) fn wire(&self, sent: &str, answered: &str) -> String {
        let texts = [(self.model.in_request, sent), (self.model.in_response, answered)];
        let texts = texts.into_iter().filter(|(is, text)| *is && !text.is_empty());
        texts.map(|(_, text)| text).collect::<Vec<_>>().join("; ")
    }
}

fn added(side: Side<'_>, index: usize) -> Change {
    let of = Of::new(side, index);
    let what = format!("a new schema: {}", kind(&of.model.shape));
    let change = Change::new(Kind::ModelAdded, of.subject(), what).at(of.model.span);
    change.rust(Class::Minor, format!("`models::{}` is new", of.ty))
}

fn removed(side: Side<'_>, index: usize) -> Change {
    let of = Of::new(side, index);
    let change = Change::new(Kind::ModelRemoved, of.subject(), "the schema is gone");
    change.rust(Class::Major, format!("`models::{}` is gone", of.ty))
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(_) => "an object",
        Shape::Enum(_) => "an enumeration",
        Shape::Tagged { .. } => "a union told apart by a key",
        Shape::Union(_) => "a union",
        Shape::Alias(_) => "another name for a type",
    }
}

/// What became of a model that both APIs have.
fn model(both: &Both<'_>, a: usize, b: usize) -> Vec<Change> {
    let (old, new) = (Of::new(both.old, a), Of::new(both.new, b));
    let Model {
        // Where it stands in the files.
        schema: _,
        name,
        description,
        shape,
        examples,
        example_spans: _,
        // What follows for the fields is told there.
        in_request: _,
        in_response: _,
        span,
        line: _,
    } = new.model;
    let mut changes = Vec::new();
    let mut push = |change: Change| changes.push(change.at(*span));
    let made = |shape: &Shape| match shape {
        Shape::Tagged { .. } => std::mem::discriminant(&Shape::Union(Vec::new())),
        other => std::mem::discriminant(other),
    };
    if old.model.name != *name {
        let what = format!("`{}` became `{}`", old.model.name.join("."), name.join("."));
        let change = Change::new(Kind::ModelRenamed, new.subject(), what);
        let rust = format!("`models::{}` is now `models::{}`", old.ty, new.ty);
        push(if old.ty == new.ty { change } else { change.rust(Class::Major, rust) });
    }
    if made(&old.model.shape) != made(shape) {
        let what = format!("{} became {}", kind(&old.model.shape), kind(shape));
        let change = Change::new(Kind::ModelKind, new.subject(), what);
        let wire = new.wire("another value is sent", "another value is answered");
        push(change.rust(Class::Major, format!("`models::{}` is another type", new.ty)).wire(wire));
    }
    if old.model.description != *description || old.model.examples != *examples {
        push(Change::new(Kind::Words, new.subject(), "it is described in other words, or by other examples"));
    }
    match (&old.model.shape, shape) {
        (Shape::Struct(before), Shape::Struct(after)) => {
            fields::compare(both, (old, before), (new, after), &mut changes);
        }
        (Shape::Enum(before), Shape::Enum(after)) => variants::values(old, new, before, after, &mut changes),
        (Shape::Tagged { .. } | Shape::Union(_), Shape::Tagged { .. } | Shape::Union(_)) => {
            variants::compare(both, old, new, &mut changes);
        }
        (Shape::Alias(before), Shape::Alias(after)) => changes.extend(alias(both, new, before, after)),
        _ => {}
    }
    changes
}

fn alias(both: &Both<'_>, new: Of<'_>, before: &Type, after: &Type) -> Option<Change> {
    let what = format!("it stands for `{}`, not `{}`", both.new.rust(after), both.old.rust(before));
    let change = Change::new(Kind::ModelType, new.subject(), what).at(new.model.span);
    match both.types(before, after) {
        Sameness::Same => None,
        Sameness::Respelled => Some(change),
        Sameness::Different => {
            let rust = format!("`models::{}` is another type", new.ty);
            let wire = new.wire("another value is sent", "another value is answered");
            Some(change.rust(Class::Major, rust).wire(wire))
        }
    }
}
