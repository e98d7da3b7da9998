//! The fields of an object that both APIs have.

use super::change::{Change, Class, Kind};
use super::models::Of;
use super::pairs::{Pair, between, names, pair, reordered};
use super::types::{Both, Sameness};
use crate::back::rust::types::{Presence, presence};
use crate::ir::{Field, Struct, Type};

/// Compares the fields of an object.
pub(super) fn compare(both: &Both<'_>, old: (Of<'_>, &Struct), new: (Of<'_>, &Struct), changes: &mut Vec<Change>) {
    let Struct { fields, constants, rest, closed } = new.1;
    let before = &old.1.fields;
    let bare = |field: &Field| strip(&field.ty).clone();
    let same = |a: usize, b: usize| before[a].name == fields[b].name;
    let pairs = pair(before.len(), fields.len(), same, |a, b| {
        let (left, right) = (&before[a], &fields[b]);
        let alike = both.types(&bare(left), &bare(right)) != Sameness::Different && left.required == right.required;
        let told = !left.description.is_empty() && left.description == right.description;
        let place =
            between(|at| before.get(at).map(|field| &*field.name), |at| fields.get(at).map(|field| &*field.name), a, b);
        let limited = !left.limits.is_empty() && left.limits == right.limits;
        let hints = 20 * (usize::from(place) + usize::from(limited));
        if !alike {
            0
        } else if told {
            90
        } else {
            names(&left.name, &right.name) + hints
        }
    });
    let had_new = before.iter().any(|field| field.required);
    for pair in &pairs {
        match *pair {
            Pair::Added(b) => changes.push(added(new.0, b, &fields[b], had_new)),
            Pair::Removed(a) => changes.push(removed(old.0, new.0, a, &before[a])),
            Pair::Both(a, b) => {
                let subject = format!("{}.{}", new.0.subject(), fields[b].name);
                let (old, new) = ((old.0, &before[a], a), (new.0, &fields[b], b));
                changes.extend(field(both, &subject, old, new).into_iter().map(|change| change.at(fields[b].span)));
            }
        }
    }
    let required = |fields: &[Field]| (0..fields.len()).filter(|index| fields[*index].required).collect::<Vec<_>>();
    if reordered(&pairs, &required(before), &required(fields)) {
        let change = Change::new(Kind::FieldOrder, new.0.subject(), "its required fields are in another order");
        let rust = format!(
            "`models::{}::new` takes its arguments in another order; where two of one type changed places it still compiles",
            new.0.ty
        );
        changes.push(change.rust(Class::Major, rust).at(new.0.model.span));
    }
    if old.1.constants != *constants {
        let change = Change::new(Kind::Constant, new.0.subject(), "a key with one value is another");
        let wire = new.0.wire("the type writes other constants", "");
        changes.push(change.wire(wire).at(new.0.model.span));
    }
    changes.extend(rest_of(both, old, new.0, rest.as_ref()));
    if old.1.closed != *closed {
        let what = if *closed { "it has no other keys" } else { "it may have other keys" };
        changes.push(Change::new(Kind::OtherKeys, new.0.subject(), what).at(new.0.model.span));
    }
}

fn strip(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        other => other,
    }
}

/// `models::Device.name`.
fn path(of: Of<'_>, index: usize) -> String {
    format!("models::{}.{}", of.ty, of.members[index])
}

fn added(of: Of<'_>, index: usize, field: &Field, had_new: bool) -> Change {
    let ty = of.side.field(of.model, field);
    let always = if field.required { "a new field that is always there" } else { "a new field" };
    let what = format!("{always}: `{ty}`");
    let change = Change::new(Kind::FieldAdded, format!("{}.{}", of.subject(), field.name), what).at(field.span);
    let new = format!("`{}: {ty}` is new", path(of, index));
    let refused = if field.required { "a value without it is refused" } else { "it may be sent" };
    let change = change.wire(of.wire(refused, "answers have it"));
    match (field.required, had_new) {
        (false, _) => change.rust(Class::Minor, new),
        (true, false) => {
            change.rust(Class::Minor, format!("{new}, and so is `models::{}::new`, which takes it", of.ty))
        }
        (true, true) => change.rust(Class::Major, format!("{new}, and `models::{}::new` takes it as well", of.ty)),
    }
}

fn removed(old: Of<'_>, new: Of<'_>, index: usize, field: &Field) -> Change {
    let change = Change::new(Kind::FieldRemoved, format!("{}.{}", new.subject(), field.name), "the field is gone");
    let taken =
        if field.required { format!(", and `models::{}::new` does not take it", new.ty) } else { String::new() };
    let change = change.rust(Class::Major, format!("`{}` is gone{taken}", path(old, index))).at(new.model.span);
    change.wire(new.wire("it is not sent", "a server that still answers it puts it into the unknown fields"))
}

/// What became of a field that both APIs have.
fn field(
    both: &Both<'_>,
    subject: &str,
    (old, before, a): (Of<'_>, &Field, usize),
    (new, after, b): (Of<'_>, &Field, usize),
) -> Vec<Change> {
    let Field { name, ty, required, description, limits, max_length: _, default, span: _, line: _ } = after;
    let mut changes = Vec::new();
    let change = |kind: Kind, what: String| Change::new(kind, subject, what);
    let (from, to) = (old.side.field(old.model, before), new.side.field(new.model, after));
    let spelled = format!("`{}: {from}` is now `{}: {to}`", path(old, a), path(new, b));
    if before.name != *name {
        let renamed = change(Kind::FieldRenamed, format!("`{}` became `{name}`", before.name));
        let renamed = renamed.wire(new.wire("it is sent by the new name", "it is read by the new name"));
        let same = old.members[a] == new.members[b];
        changes.push(if same { renamed } else { renamed.rust(Class::Major, &spelled) });
    }
    if before.required != *required {
        let what = if *required { "it is always there" } else { "it is no longer always there" };
        let sent = if *required { "a value without it is refused" } else { "it may be left out" };
        let answered = if *required { "answers always have it" } else { "answers may lack it" };
        let taken = if *required { "takes it" } else { "does not take it" };
        let taken = format!("`models::{}::new` {taken}", new.ty);
        let rust = if from == to { taken } else { format!("{spelled}, and {taken}") };
        let required = change(Kind::FieldRequired, what.to_owned()).wire(new.wire(sent, answered));
        changes.push(required.rust(Class::Major, rust));
    }
    let nulls = [&before.ty, ty].map(|ty| matches!(ty, Type::Nullable(_)));
    let states = [presence(old.model, before), presence(new.model, after)];
    if nulls[0] != nulls[1] {
        let what = if nulls[1] { "it can be null" } else { "it can no longer be null" };
        let sent = if nulls[1] { "null may be sent" } else { "null is refused" };
        let answered = if nulls[1] { "answers may have null" } else { "answers do not have null" };
        let nullable = change(Kind::FieldNullable, what.to_owned()).wire(new.wire(sent, answered));
        // Who only reads an optional field sees no difference between null and nothing.
        let noticed = before.required == *required && states[0] != states[1];
        changes.push(if noticed { nullable.rust(Class::Major, &spelled) } else { nullable });
    } else if before.required == *required && states[0] != states[1] {
        let what = match states[1] {
            Presence::ThreeStates => "callers send it as well now, so that it can be null or left out",
            _ => "callers do not send it any longer, so that null is the same as nothing",
        };
        changes.push(change(Kind::FieldNullable, what.to_owned()).rust(Class::Major, &spelled));
    }
    let what = format!("`{}` became `{}`", old.side.rust(strip(&before.ty)), new.side.rust(strip(ty)));
    match both.types(strip(&before.ty), strip(ty)) {
        Sameness::Same => {}
        Sameness::Respelled => changes.push(change(Kind::FieldType, what)),
        Sameness::Different => {
            let wire = new.wire("another value is sent", "another value is answered");
            changes.push(change(Kind::FieldType, what).rust(Class::Major, &spelled).wire(wire));
        }
    }
    if before.default != *default {
        let shown = |default: &Option<serde_json::Value>| match default {
            Some(value) => format!("`{value}`"),
            None => "nothing".to_owned(),
        };
        let what = format!("left out, it is {}, not {}", shown(default), shown(&before.default));
        let wire = new.wire("the server takes another value where it is left out", "");
        changes.push(change(Kind::FieldDefault, what).wire(wire));
    }
    if before.limits != *limits {
        let shown = |limits: &[String]| if limits.is_empty() { "anything".to_owned() } else { limits.join(", ") };
        let what = format!("{} became {}", shown(&before.limits), shown(limits));
        changes.push(change(Kind::FieldLimits, what).wire(new.wire("the server takes other values", "")));
    }
    if before.description != *description {
        changes.push(change(Kind::Words, "it is described in other words".to_owned()));
    }
    changes
}

/// What became of the keys that have no field.
fn rest_of(both: &Both<'_>, old: (Of<'_>, &Struct), new: Of<'_>, keys: Option<&Type>) -> Option<Change> {
    let change = |what: String| Change::new(Kind::OtherKeys, new.subject(), what).at(new.model.span);
    match (&old.1.rest, keys) {
        (None, None) => None,
        (None, Some(after)) => {
            let rust = format!("`models::{}.rest` is new", new.ty);
            Some(change(format!("other keys hold `{}`", both.new.rust(after))).rust(Class::Minor, rust))
        }
        (Some(_), None) => {
            let rust = format!("`models::{}.rest` is gone", new.ty);
            Some(change("it has no other keys".to_owned()).rust(Class::Major, rust))
        }
        (Some(before), Some(after)) => {
            let change = change(format!("other keys hold `{}`, not `{}`", both.new.rust(after), both.old.rust(before)));
            match both.types(before, after) {
                Sameness::Same => None,
                Sameness::Respelled => Some(change),
                Sameness::Different => {
                    Some(change.rust(Class::Major, format!("`models::{}.rest` holds another type", new.ty)))
                }
            }
        }
    }
}
