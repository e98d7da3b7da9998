//! The parameters of an action: what its method takes by position, and its setters.

use serde_json::Value;

use super::actions::deprecation;
use super::change::{Change, Class, Kind};
use super::pairs::{Pair, between, names, pair, reordered};
use super::resources;
use super::types::{Both, Sameness, Side};
use crate::back::rust::resources::positional;
use crate::back::rust::types::as_sent;
use crate::ir::{Action, Parameter, ParameterType, Place, Style};
use crate::names::{ActionNames, ParameterNames};

/// An action of one of the APIs.
struct Of<'a> {
    side: Side<'a>,
    action: &'a Action,
    names: &'a ActionNames,
    call: String,
}

impl<'a> Of<'a> {
    fn new(side: Side<'a>, (resource, action): (usize, usize)) -> Self {
        Self {
            side,
            action: &side.api().resources[resource].actions[action],
            names: &side.0.names().resource(resource).actions[action],
            call: side.call(resource, action),
        }
    }

    fn parameter(&self, index: usize) -> (&'a Parameter, &'a ParameterNames) {
        (&self.action.parameters[index], &self.names.parameters[index])
    }

    /// How a parameter is given: `the setter .limit(i64)`, `the argument branch_id: String`.
    fn given(&self, index: usize) -> String {
        let (parameter, names) = self.parameter(index);
        let ty = self.side.argument(parameter, names);
        if parameter.required {
            format!("the argument `{}: {ty}`", names.argument)
        } else {
            format!("the setter `.{}({ty})`", names.argument)
        }
    }
}

/// Compares the parameters of an action.
pub(super) fn compare(both: &Both<'_>, a: (usize, usize), b: (usize, usize), changes: &mut Vec<Change>) {
    let (old, new) = (Of::new(both.old, a), Of::new(both.new, b));
    let action = resources::subject(both.new, b);
    let pairs = pairs(both, &old, &new);
    for pair in &pairs {
        match *pair {
            Pair::Added(index) => changes.push(added(&action, &new, index)),
            Pair::Removed(index) => changes.push(removed(&action, &old, &new, index)),
            Pair::Both(from, to) => {
                let subject = format!("{action}.{}", new.action.parameters[to].name);
                let compared = Compared { both, old: &old, new: &new, from, to, subject };
                changes.extend(compared.changes().into_iter().map(|change| change.at(new.action.parameters[to].span)));
            }
        }
    }
    if reordered(&pairs, &positional(old.action), &positional(new.action)) {
        let change = Change::new(Kind::ParameterOrder, &action, "what it takes by position is in another order");
        let rust =
            format!("`{}` is now `{}`; where two of one type changed places it still compiles", old.call, new.call);
        changes.push(change.rust(Class::Major, rust).at(new.action.span));
    }
}

fn pairs(both: &Both<'_>, old: &Of<'_>, new: &Of<'_>) -> Vec<Pair> {
    let (before, after) = (&old.action.parameters, &new.action.parameters);
    let path_place = |of: &Of<'_>, index: usize| {
        of.action.path.names.iter().position(|name| *name == of.action.parameters[index].name)
    };
    let paths = old.action.path.names.len() == new.action.path.names.len();
    pair(
        before.len(),
        after.len(),
        |a, b| before[a].name == after[b].name,
        |a, b| {
            let (left, right) = (&before[a], &after[b]);
            if left.place != right.place || left.required != right.required {
                return 0;
            }
            if left.place == Place::Body
                || (paths && left.place == Place::Path && path_place(old, a) == path_place(new, b))
            {
                return 100;
            }
            let one_type = match (&left.ty, &right.ty) {
                (ParameterType::Schema { ty: left, .. }, ParameterType::Schema { ty: right, .. }) => {
                    both.types(left, right) != Sameness::Different
                }
                (left, right) => left == right,
            };
            let told = !left.description.is_empty() && left.description == right.description;
            if !one_type || left.place == Place::Path {
                0
            } else if told {
                90
            } else {
                let place = between(
                    |at| before.get(at).map(|parameter| &*parameter.name),
                    |at| after.get(at).map(|parameter| &*parameter.name),
                    a,
                    b,
                );
                names(&left.name, &right.name) + 20 * usize::from(place)
            }
        },
    )
}

fn added(action: &str, new: &Of<'_>, index: usize) -> Change {
    let (parameter, _) = new.parameter(index);
    let (needed, class) = if parameter.required { ("required", Class::Major) } else { ("optional", Class::Minor) };
    let what = format!("a new {needed} parameter in the {}: {}", place(parameter.place), word(new.side, &parameter.ty));
    let change = Change::new(Kind::ParameterAdded, format!("{action}.{}", parameter.name), what).at(parameter.span);
    if parameter.required {
        let rust = format!("{} is new: `{}`", new.given(index), new.call);
        change.rust(class, rust).wire("a request without it is refused")
    } else {
        change.rust(class, format!("{} is new", new.given(index)))
    }
}

fn removed(action: &str, old: &Of<'_>, new: &Of<'_>, index: usize) -> Change {
    let (parameter, _) = old.parameter(index);
    let change = Change::new(Kind::ParameterRemoved, format!("{action}.{}", parameter.name), "the parameter is gone");
    let rust = format!("{} is gone", old.given(index));
    change.rust(Class::Major, rust).wire("it is not sent any longer").at(new.action.span)
}

/// A parameter that both APIs have.
struct Compared<'a> {
    both: &'a Both<'a>,
    old: &'a Of<'a>,
    new: &'a Of<'a>,
    from: usize,
    to: usize,
    subject: String,
}

impl Compared<'_> {
    fn change(&self, kind: Kind, what: impl Into<String>) -> Change {
        Change::new(kind, &self.subject, what)
    }

    fn changes(&self) -> Vec<Change> {
        let (old, _) = self.old.parameter(self.from);
        let (Parameter { name, place: to, ty: _, required, description, default, example, deprecated, span: _ }, _) =
            self.new.parameter(self.to);
        let mut changes = Vec::new();
        if old.name != *name {
            changes.push(self.renamed(&old.name, name));
        }
        if old.place != *to {
            let what = format!("it moved from the {} to the {}", place(old.place), place(*to));
            changes.push(self.change(Kind::ParameterPlace, what).wire(format!("it is sent in the {}", place(*to))));
        }
        if old.required != *required {
            changes.push(self.required(*required));
        }
        changes.extend(self.ty());
        if old.default != *default {
            changes.push(self.default(old.default.as_ref(), default.as_ref()));
        }
        if old.deprecated != *deprecated {
            changes.push(deprecation(&self.subject, *deprecated));
        }
        if old.description != *description || old.example != *example {
            changes.push(self.change(Kind::Words, "it is described in other words"));
        }
        changes
    }

    fn renamed(&self, old: &str, new: &str) -> Change {
        let ((before, from), (after, to)) = (self.old.parameter(self.from), self.new.parameter(self.to));
        let change = self.change(Kind::ParameterRenamed, format!("`{old}` became `{new}`"));
        // The name of an argument is nobody's but the method's.
        let setter = !(before.required && after.required) && from.argument != to.argument;
        let named = matches!(before.ty, ParameterType::Enum(_)) && from.enumeration != to.enumeration;
        let change = if setter {
            change.rust(Class::Major, format!("{} is now {}", self.old.given(self.from), self.new.given(self.to)))
        } else if named {
            change.rust(Class::Major, format!("the type `{}` is now `{}`", from.enumeration, to.enumeration))
        } else {
            change
        };
        match after.place {
            Place::Path | Place::Body => change,
            Place::Query | Place::Header | Place::Multipart => change.wire("it is sent by the new name"),
        }
    }

    fn required(&self, required: bool) -> Change {
        let rust = format!("{} is now {}: `{}`", self.old.given(self.from), self.new.given(self.to), self.new.call);
        if required {
            let change = self.change(Kind::ParameterRequired, "it is required").rust(Class::Major, rust);
            change.wire("a request without it is refused")
        } else {
            let change = self.change(Kind::ParameterRequired, "it is no longer required").rust(Class::Major, rust);
            change.wire("a request without it is taken")
        }
    }

    /// Another type, or other accepted values.
    fn ty(&self) -> Vec<Change> {
        let ((old, from), (new, to)) = (self.old.parameter(self.from), self.new.parameter(self.to));
        match (&old.ty, &new.ty) {
            (ParameterType::Enum(before), ParameterType::Enum(after)) => self.values(before, after),
            (
                ParameterType::Schema { ty: before, style: old_style },
                ParameterType::Schema { ty: after, style: new_style },
            ) => {
                let mut changes = Vec::new();
                match self.both.types(before, after) {
                    Sameness::Same => {}
                    Sameness::Respelled => changes.push(self.change(Kind::ParameterType, self.other_type())),
                    Sameness::Different => changes.push(self.retyped()),
                }
                if old_style != new_style && new.place == Place::Query {
                    let what = match new_style {
                        Style::Json => "it is sent as JSON text, not in brackets",
                        Style::Brackets => "it is sent in brackets, not as JSON text",
                    };
                    changes.push(self.change(Kind::ParameterStyle, what).wire("the query is written another way"));
                }
                changes
            }
            (before, after) if before == after => Vec::new(),
            _ if self.old.side.argument(old, from) == self.new.side.argument(new, to) => {
                vec![self.change(Kind::ParameterType, self.other_type())]
            }
            _ => vec![self.retyped()],
        }
    }

    fn other_type(&self) -> String {
        let ((old, _), (new, _)) = (self.old.parameter(self.from), self.new.parameter(self.to));
        format!("{} became {}", word(self.old.side, &old.ty), word(self.new.side, &new.ty))
    }

    fn retyped(&self) -> Change {
        let rust = format!("{} is now {}", self.old.given(self.from), self.new.given(self.to));
        self.change(Kind::ParameterType, self.other_type()).rust(Class::Major, rust).wire("another value is sent")
    }

    fn values(&self, before: &[String], after: &[String]) -> Vec<Change> {
        let ((_, from), (_, to)) = (self.old.parameter(self.from), self.new.parameter(self.to));
        let path = |names: &ParameterNames, index: usize| format!("{}::{}", names.enumeration, names.variants[index]);
        let same = |a: usize, b: usize| before[a] == after[b];
        let named = |a: usize, b: usize| if from.variants[a] == to.variants[b] { 100 } else { 0 };
        let change = |pair: Pair| {
            let change = match pair {
                Pair::Both(a, b) if before[a] == after[b] => return None,
                Pair::Both(a, b) => self
                    .change(Kind::ParameterValueRenamed, format!("the value `{}` became `{}`", before[a], after[b]))
                    .wire(format!("`{}` is sent by the new text", path(to, b))),
                Pair::Added(b) => self
                    .change(Kind::ParameterValueAdded, format!("it takes a new value, `{}`", after[b]))
                    .rust(Class::Minor, format!("`{}` is new", path(to, b))),
                Pair::Removed(a) => self
                    .change(Kind::ParameterValueRemoved, format!("it does not take `{}` any longer", before[a]))
                    .rust(Class::Major, format!("`{}` is gone; the text is sent all the same", path(from, a)))
                    .wire("the server refuses the value"),
            };
            Some(change)
        };
        pair(before.len(), after.len(), same, named).into_iter().filter_map(change).collect()
    }

    fn default(&self, old: Option<&Value>, new: Option<&Value>) -> Change {
        let what = match (old.map(as_sent), new.map(as_sent)) {
            (Some(old), Some(new)) => format!("left out, it is `{new}`, not `{old}`"),
            (None, Some(new)) => format!("left out, it is `{new}`"),
            (Some(old), None) => format!("left out, it is no longer `{old}`"),
            (None, None) => "it is none".to_owned(),
        };
        let wire = "the server takes another value where a call says nothing";
        self.change(Kind::ParameterDefault, what).wire(wire)
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "headers",
        Place::Body => "body",
        Place::Multipart => "multipart body",
    }
}

/// The type of a parameter in words.
fn word(side: Side<'_>, ty: &ParameterType) -> String {
    match ty {
        ParameterType::String => "a text".to_owned(),
        ParameterType::Integer => "a whole number".to_owned(),
        ParameterType::Number => "a number".to_owned(),
        ParameterType::Boolean => "a truth value".to_owned(),
        ParameterType::Enum(values) => format!("one of `{}`", values.join("`, `")),
        ParameterType::Array => "a list of texts".to_owned(),
        ParameterType::Schema { ty, .. } => format!("`{}`", side.rust(ty)),
        ParameterType::File => "a file".to_owned(),
    }
}
