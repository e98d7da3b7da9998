//! The values of an enumeration and the variants of a union that both APIs have.

use super::change::{Change, Class, Kind};
use super::models::Of;
use super::pairs::{Pair, names, pair};
use super::types::{Both, Sameness};
use crate::ir::{EnumValue, Shape, Type};
use crate::source::Span;

/// Compares the values of an enumeration.
pub(super) fn values(old: Of<'_>, new: Of<'_>, before: &[EnumValue], after: &[EnumValue], changes: &mut Vec<Change>) {
    let same = |a: usize, b: usize| before[a].value == after[b].value;
    let alike = |a: usize, b: usize| {
        if old.members[a] == new.members[b] { 100 } else { names(&before[a].value, &after[b].value) }
    };
    let path = |of: Of<'_>, index: usize| format!("models::{}::{}", of.ty, of.members[index]);
    for pair in pair(before.len(), after.len(), same, alike) {
        let change = match pair {
            Pair::Added(b) => {
                let change = Change::new(Kind::ValueAdded, new.subject(), format!("a new value, `{}`", after[b].value));
                let change = change.rust(Class::Minor, format!("`{}` is new", path(new, b)));
                change.wire(new.wire("it may be sent", "answers may have it"))
            }
            Pair::Removed(a) => {
                let what = format!("the value `{}` is gone", before[a].value);
                let change = Change::new(Kind::ValueRemoved, new.subject(), what);
                let change = change.rust(Class::Major, format!("`{}` is gone", path(old, a)));
                change.wire(new.wire("the server refuses it", "answers do not have it"))
            }
            Pair::Both(a, b) => {
                let named = old.members[a] == new.members[b];
                if same(a, b) && named {
                    continue;
                }
                let (what, wire) = if same(a, b) {
                    (format!("the value `{}` has another name in Rust", after[b].value), String::new())
                } else {
                    let wire = new.wire("the new text is sent", "the new text is read");
                    (format!("the value `{}` became `{}`", before[a].value, after[b].value), wire)
                };
                let change = Change::new(Kind::ValueRenamed, new.subject(), what).wire(wire);
                let rust = format!("`{}` is now `{}`", path(old, a), path(new, b));
                if named { change } else { change.rust(Class::Major, rust) }
            }
        };
        changes.push(change.at(new.model.span));
    }
}

/// A variant as Rust has it, with the texts that stand for it where the union has a tag.
struct Member<'a> {
    name: &'a str,
    ty: Type,
    texts: Vec<&'a str>,
    span: Span,
}

/// The variants; the values of one object behind a tag are one.
fn members(of: Of<'_>) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> = Vec::new();
    match &of.model.shape {
        Shape::Union(variants) => {
            for (variant, name) in variants.iter().zip(of.members) {
                members.push(Member { name, ty: variant.ty.clone(), texts: Vec::new(), span: variant.span });
            }
        }
        Shape::Tagged { variants, .. } => {
            for ((value, id), name) in variants.iter().zip(of.members) {
                match members.last_mut() {
                    Some(last) if last.name == name && last.ty == Type::Model(*id) => last.texts.push(&value.value),
                    _ => members.push(Member {
                        name,
                        ty: Type::Model(*id),
                        texts: vec![&value.value],
                        span: of.model.span,
                    }),
                }
            }
        }
        Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => {}
    }
    members
}

/// Compares the variants of a union.
pub(super) fn compare(both: &Both<'_>, old: Of<'_>, new: Of<'_>, changes: &mut Vec<Change>) {
    let (before, after) = (members(old), members(new));
    let same = |a: usize, b: usize| before[a].name == after[b].name;
    let alike = |a: usize, b: usize| {
        if both.types(&before[a].ty, &after[b].ty) == Sameness::Different { 0 } else { 100 }
    };
    let pairs = pair(before.len(), after.len(), same, alike);
    let mut push = |change: Change, span: Span| changes.push(change.at(span));
    for pair in &pairs {
        match *pair {
            Pair::Added(b) => {
                let what = format!("a new variant, `{}`", new.side.rust(&after[b].ty));
                let change = Change::new(Kind::VariantAdded, subject(new, after[b].name), what);
                let change = change.rust(Class::Minor, format!("`models::{}::{}` is new", new.ty, after[b].name));
                push(change.wire(new.wire("it may be sent", "answers may have it")), after[b].span);
            }
            Pair::Removed(a) => {
                let change = Change::new(Kind::VariantRemoved, subject(new, before[a].name), "the variant is gone");
                let change = change.rust(Class::Major, format!("`models::{}::{}` is gone", old.ty, before[a].name));
                push(change.wire(new.wire("the server refuses it", "answers do not have it")), new.model.span);
            }
            Pair::Both(a, b) => {
                for change in variant(both, (old, &before[a]), (new, &after[b])) {
                    push(change, after[b].span);
                }
            }
        }
    }
    let tag = |of: Of<'_>| match &of.model.shape {
        Shape::Tagged { tag, .. } => format!("by the key `{tag}`"),
        _ => "by its shape".to_owned(),
    };
    if tag(old) != tag(new) {
        let what = format!("which variant a value is, is told {}, not {}", tag(new), tag(old));
        push(Change::new(Kind::Tag, new.subject(), what), new.model.span);
    } else if matches!(new.model.shape, Shape::Union(_)) && moved(&pairs) {
        let what = "its variants are tried in another order, so that a value that fits two is taken for another";
        push(Change::new(Kind::Tag, new.subject(), what), new.model.span);
    }
}

fn subject(of: Of<'_>, name: &str) -> String {
    format!("{}.{name}", of.subject())
}

/// What became of a variant that both APIs have.
fn variant(both: &Both<'_>, (old, from): (Of<'_>, &Member<'_>), (new, to): (Of<'_>, &Member<'_>)) -> Vec<Change> {
    let mut changes = Vec::new();
    let subject = subject(new, to.name);
    if from.name != to.name {
        let change = Change::new(Kind::VariantRenamed, &subject, format!("`{}` became `{}`", from.name, to.name));
        let rust = format!("`models::{}::{}` is now `models::{}::{}`", old.ty, from.name, new.ty, to.name);
        changes.push(change.rust(Class::Major, rust));
    }
    let what = format!("it holds `{}`, not `{}`", both.new.rust(&to.ty), both.old.rust(&from.ty));
    match both.types(&from.ty, &to.ty) {
        Sameness::Same => {}
        Sameness::Respelled => changes.push(Change::new(Kind::VariantType, &subject, what)),
        Sameness::Different => {
            let rust = format!("`models::{}::{}` holds another type", new.ty, to.name);
            changes.push(Change::new(Kind::VariantType, &subject, what).rust(Class::Major, rust));
        }
    }
    if from.texts != to.texts && !from.texts.is_empty() && !to.texts.is_empty() {
        let what = format!("`{}` stands for it, not `{}`", to.texts.join("`, `"), from.texts.join("`, `"));
        changes.push(
            Change::new(Kind::Tag, &subject, what).wire(new.wire("other texts are sent", "other texts are read")),
        );
    }
    changes
}

/// Whether variants of both APIs are in another order.
fn moved(pairs: &[Pair]) -> bool {
    let places = pairs.iter().filter_map(|pair| match pair {
        Pair::Both(a, _) => Some(*a),
        Pair::Removed(_) | Pair::Added(_) => None,
    });
    !places.is_sorted()
}
