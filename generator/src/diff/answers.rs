//! What an action answers: statuses of success, of failure, events.

use super::change::{Change, Class, Kind};
use super::pairs::{Pair, pair};
use super::resources;
use super::types::{Both, Sameness, Side};
use crate::back::rust::resources::{Answer, answer, status_name};
use crate::ir::{Action, Response, Type};
use crate::names::ActionNames;

/// Compares the answers of an action.
pub(super) fn compare(both: &Both<'_>, a: (usize, usize), b: (usize, usize), changes: &mut Vec<Change>) {
    let old = &both.old.api().resources[a.0].actions[a.1];
    let new = &both.new.api().resources[b.0].actions[b.1];
    let names = [both.old.0.names().resource(a.0), both.new.0.names().resource(b.0)];
    let (before, after) =
        (in_rust(both.old, old, &names[0].actions[a.1]), in_rust(both.new, new, &names[1].actions[b.1]));
    let rust = format!("the answer was `{before}` and is `{after}`");
    let names = (&names[0].actions[a.1], &names[1].actions[b.1]);
    let compared = Compared { both, old, new, names, subject: resources::subject(both.new, b), rust };
    compared.responses(changes);
    compared.errors(changes);
    compared.events(changes);
}

/// The type of the answer as Rust writes it.
fn in_rust(side: Side<'_>, action: &Action, names: &ActionNames) -> String {
    match answer(action) {
        Answer::One(None) => "()".to_owned(),
        Answer::One(Some(ty)) => side.rust(ty),
        Answer::ByStatus => names.response.clone(),
        Answer::Events => format!("EventStream<{}>", names.event),
    }
}

struct Compared<'a> {
    both: &'a Both<'a>,
    old: &'a Action,
    new: &'a Action,
    names: (&'a ActionNames, &'a ActionNames),
    subject: String,
    rust: String,
}

impl Compared<'_> {
    /// Whether a program has to take the answer as another type.
    fn answer_differs(&self) -> bool {
        match (answer(self.old), answer(self.new)) {
            (Answer::One(old), Answer::One(new)) => self.differ(old, new),
            (Answer::ByStatus, Answer::ByStatus) | (Answer::Events, Answer::Events) => false,
            _ => true,
        }
    }

    fn sameness(&self, old: Option<&Type>, new: Option<&Type>) -> Sameness {
        match (old, new) {
            (None, None) => Sameness::Same,
            (Some(old), Some(new)) => self.both.types(old, new),
            _ => Sameness::Different,
        }
    }

    fn differ(&self, old: Option<&Type>, new: Option<&Type>) -> bool {
        self.sameness(old, new) == Sameness::Different
    }

    /// A type or that there is none, in words.
    fn body(side: Side<'_>, response: &Response) -> String {
        response.ty.as_ref().map_or("no body".to_owned(), |ty| format!("`{}`", side.rust(ty)))
    }

    fn responses(&self, changes: &mut Vec<Change>) {
        let (old, new) = (&self.old.responses, &self.new.responses);
        let by_status = matches!((answer(self.old), answer(self.new)), (Answer::ByStatus, Answer::ByStatus));
        let differs = self.answer_differs();
        let owed = |change: Change, class: Class, code: u16, alone: &str| match (differs, by_status) {
            (true, _) => change.rust(Class::Major, &self.rust),
            (false, true) => change.rust(class, format!("`{}::{}` {alone}", self.names.1.response, status_name(code))),
            (false, false) => change,
        };
        for pair in pair(old.len(), new.len(), |a, b| old[a].code == new[b].code, |_, _| 0) {
            match pair {
                Pair::Added(b) => {
                    let what = format!("a new status of success, with {}", Self::body(self.both.new, &new[b]));
                    let change = self.at(Kind::ResponseAdded, new[b].code, what).at(new[b].span);
                    changes.push(owed(change.wire("the server may answer it"), Class::Minor, new[b].code, "is new"));
                }
                Pair::Removed(a) => {
                    let change = self.at(Kind::ResponseRemoved, old[a].code, "the status of success is gone");
                    let change = change.at(self.new.span).wire("the server does not answer it");
                    changes.push(owed(change, Class::Major, old[a].code, "is gone"));
                }
                Pair::Both(a, b) => {
                    let sameness = self.sameness(old[a].ty.as_ref(), new[b].ty.as_ref());
                    if sameness != Sameness::Same {
                        let [from, to] = [(self.both.old, &old[a]), (self.both.new, &new[b])]
                            .map(|(side, response)| Self::body(side, response));
                        let change = self.at(Kind::ResponseType, new[b].code, format!("{from} became {to}"));
                        let mut change = change.at(new[b].span);
                        if sameness == Sameness::Different {
                            change = owed(change, Class::Major, new[b].code, "holds another type");
                            change = change.wire("the server answers another body");
                        } else if differs {
                            change = change.rust(Class::Major, &self.rust);
                        }
                        changes.push(change);
                    }
                    self.words(&old[a], &new[b], changes);
                }
            }
        }
    }

    fn errors(&self, changes: &mut Vec<Change>) {
        let (old, new) = (&self.old.errors, &self.new.errors);
        for pair in pair(old.len(), new.len(), |a, b| old[a].code == new[b].code, |_, _| 0) {
            match pair {
                Pair::Added(b) => {
                    let what = format!("a new status of failure: {}", new[b].description);
                    let change = self.at(Kind::ErrorAdded, new[b].code, what).at(new[b].span);
                    changes.push(change.wire("the server may answer it"));
                }
                Pair::Removed(a) => {
                    let change = self.at(Kind::ErrorRemoved, old[a].code, "the status of failure is gone");
                    changes.push(change.at(self.new.span).wire("the server does not answer it"));
                }
                Pair::Both(a, b) => {
                    if self.sameness(old[a].ty.as_ref(), new[b].ty.as_ref()) != Sameness::Same {
                        let [from, to] = [(self.both.old, &old[a]), (self.both.new, &new[b])]
                            .map(|(side, response)| Self::body(side, response));
                        let change = self.at(Kind::ErrorType, new[b].code, format!("{from} became {to}"));
                        changes.push(change.at(new[b].span).wire("the error has another body"));
                    }
                    self.words(&old[a], &new[b], changes);
                }
            }
        }
    }

    fn events(&self, changes: &mut Vec<Change>) {
        let (old, new) = (&self.old.events, &self.new.events);
        let differs = self.answer_differs();
        let owed = |change: Change, class: Class, variant: &str, alone: &str| {
            if differs {
                change.rust(Class::Major, &self.rust)
            } else {
                change.rust(class, format!("`{}::{variant}` {alone}", self.names.1.event))
            }
        };
        for pair in pair(old.len(), new.len(), |a, b| old[a].0 == new[b].0, |_, _| 0) {
            let change = match pair {
                Pair::Added(b) => {
                    let what = format!("the stream has a new event, which holds `{}`", self.both.new.rust(&new[b].1));
                    let change = self.event(Kind::EventAdded, &new[b].0, what).wire("the server may send it");
                    owed(change, Class::Minor, &self.names.1.events[b], "is new")
                }
                Pair::Removed(a) => {
                    let change = self.event(Kind::EventRemoved, &old[a].0, "the event is gone from the stream");
                    let change = change.wire("the server does not send it");
                    owed(change, Class::Major, &self.names.0.events[a], "is gone")
                }
                Pair::Both(a, b) => {
                    let [from, to] = [self.both.old.rust(&old[a].1), self.both.new.rust(&new[b].1)];
                    let change = self.event(Kind::EventType, &new[b].0, format!("`{from}` became `{to}`"));
                    match self.both.types(&old[a].1, &new[b].1) {
                        Sameness::Same => continue,
                        Sameness::Respelled => change,
                        Sameness::Different => {
                            owed(change, Class::Major, &self.names.1.events[b], "holds another type")
                                .wire("the event has another body")
                        }
                    }
                }
            };
            changes.push(change.at(self.new.span));
        }
    }

    fn at(&self, kind: Kind, code: u16, what: impl Into<String>) -> Change {
        Change::new(kind, format!("{}.{code}", self.subject), what)
    }

    fn event(&self, kind: Kind, name: &str, what: impl Into<String>) -> Change {
        Change::new(kind, format!("{}.{name}", self.subject), what)
    }

    fn words(&self, old: &Response, new: &Response, changes: &mut Vec<Change>) {
        if old.description != new.description {
            let change = self.at(Kind::Words, new.code, "the status is described in other words");
            changes.push(change.at(new.span));
        }
    }
}
