//! Resources, and which action of one API is which of the other.

use super::actions;
use super::change::{Change, Class, Kind};
use super::pairs::{LIKELY, Pair, names, overlap, pair};
use super::types::{Both, Side};
use crate::ir::{Action, Resource};

/// An action by the places of its resource and of itself.
type Place = (usize, usize);

pub(super) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (&both.old.api().resources, &both.new.api().resources);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let mut lost = Vec::new();
    for pair in pairs(both) {
        match pair {
            Pair::Added(b) => {
                changes.push(added_resource(both.new, b));
                added.extend((0..new[b].actions.len()).map(|action| (b, action)));
            }
            Pair::Removed(a) => {
                lost.push(a);
                removed.extend((0..old[a].actions.len()).map(|action| (a, action)));
            }
            Pair::Both(a, b) => {
                resource(both, a, b, changes);
                let (gone, come) = actions_of(both, a, b, changes);
                removed.extend(gone);
                added.extend(come);
            }
        }
    }
    let moved = |a: usize, b: usize| request(both.old, removed[a]) == request(both.new, added[b]);
    let fresh = |place: Place| old.iter().all(|resource| resource.name != new[place.0].name);
    for pair in pair(removed.len(), added.len(), moved, |_, _| 0) {
        match pair {
            Pair::Both(a, b) => {
                let (from, to) = (both.old.call(removed[a].0, removed[a].1), both.new.call(added[b].0, added[b].1));
                let name = format!("{}.{}", old[removed[a].0].name, action(both.old, removed[a]).name);
                let change = Change::new(Kind::ActionMoved, subject(both.new, added[b]), format!("it was `{name}`"));
                let rust = format!("`{from}` is now `{to}`");
                changes.push(change.rust(Class::Major, rust).at(action(both.new, added[b]).span));
                actions::compare(both, removed[a], added[b], changes);
            }
            // The actions of a new resource come with it.
            Pair::Added(b) if fresh(added[b]) => {}
            Pair::Added(b) => changes.push(added_action(both.new, added[b])),
            Pair::Removed(a) if lost.contains(&removed[a].0) => {}
            Pair::Removed(a) => {
                let place = new.iter().find(|resource| resource.name == old[removed[a].0].name);
                let change = removed_action(both.old, removed[a]);
                changes.push(match place {
                    Some(resource) => change.at(resource.span),
                    None => change,
                });
            }
        }
    }
    changes.extend(lost.into_iter().map(|index| removed_resource(both.old, index)));
}

/// The resources, paired. One that was renamed makes most of the requests that it made, or is alike by name and actions.
fn pairs(both: &Both<'_>) -> Vec<Pair> {
    let (old, new) = (&both.old.api().resources, &both.new.api().resources);
    let same = |a: usize, b: usize| both.old.0.names().resource(a).module == both.new.0.names().resource(b).module;
    let requests = |side: Side<'_>, index: usize| -> Vec<(&'static str, String)> {
        (0..side.api().resources[index].actions.len()).map(|action| request(side, (index, action))).collect()
    };
    let methods =
        |resource: &Resource| -> Vec<String> { resource.actions.iter().map(|action| action.name.clone()).collect() };
    pair(old.len(), new.len(), same, |a, b| {
        let made = overlap(&requests(both.old, a), &requests(both.new, b));
        let (named, done) = (names(&old[a].name, &new[b].name), overlap(&methods(&old[a]), &methods(&new[b])));
        if named >= LIKELY && done == 100 { made.max(named) } else { made }
    })
}

/// What goes over the wire first: the method, and the path without the names of its parameters.
fn request(side: Side<'_>, place: Place) -> (&'static str, String) {
    let Action { method, path, .. } = action(side, place);
    (method.as_str(), unnamed(&path.text))
}

/// A path without the names of its parameters.
pub(super) fn unnamed(path: &str) -> String {
    let parts = path.split('{').enumerate();
    parts.map(|(index, part)| if index == 0 { part } else { part.find('}').map_or(part, |end| &part[end..]) }).collect()
}

fn action(side: Side<'_>, (resource, action): Place) -> &Action {
    &side.api().resources[resource].actions[action]
}

pub(super) fn subject(side: Side<'_>, place: Place) -> String {
    format!("{}.{}", side.api().resources[place.0].name, action(side, place).name)
}

fn resource(both: &Both<'_>, a: usize, b: usize, changes: &mut Vec<Change>) {
    let (Resource { name, title, actions: _, span }, old) =
        (&both.new.api().resources[b], &both.old.api().resources[a]);
    let (from, to) = (both.old.0.names().resource(a), both.new.0.names().resource(b));
    if old.name != *name {
        let mut change = Change::new(Kind::ResourceRenamed, name, format!("`{}` became `{name}`", old.name)).at(*span);
        if (&from.module, &from.ty, &from.feature) != (&to.module, &to.ty, &to.feature) {
            let rust = format!(
                "`client.{}()` is now `client.{}()`, and so are the module and the Cargo feature `{}`",
                from.module, to.module, to.feature
            );
            change = change.rust(Class::Major, rust);
        }
        changes.push(change);
    }
    if old.title != *title {
        changes.push(Change::new(Kind::Words, name, format!("its title is `{title}`, not `{}`", old.title)).at(*span));
    }
}

/// Compares the actions that a resource has in both APIs, and gives those that only one of them has.
fn actions_of(both: &Both<'_>, a: usize, b: usize, changes: &mut Vec<Change>) -> (Vec<Place>, Vec<Place>) {
    let (old, new) = (&both.old.api().resources[a].actions, &both.new.api().resources[b].actions);
    let method =
        |side: Side<'_>, (resource, action): Place| side.0.names().resource(resource).actions[action].method.clone();
    let same = |x: usize, y: usize| method(both.old, (a, x)) == method(both.new, (b, y));
    let alike = |x: usize, y: usize| {
        if request(both.old, (a, x)) == request(both.new, (b, y)) {
            return 100;
        }
        let takes = |action: &Action| -> Vec<String> {
            action.parameters.iter().map(|parameter| parameter.name.clone()).collect()
        };
        let alike = old[x].method == new[y].method && takes(&old[x]) == takes(&new[y]);
        if alike { names(&old[x].name, &new[y].name) } else { 0 }
    };
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for pair in pair(old.len(), new.len(), same, alike) {
        match pair {
            Pair::Added(y) => added.push((b, y)),
            Pair::Removed(x) => removed.push((a, x)),
            Pair::Both(x, y) => {
                if old[x].name != new[y].name {
                    let what = format!("`{}` became `{}`", old[x].name, new[y].name);
                    let change = Change::new(Kind::ActionRenamed, subject(both.new, (b, y)), what).at(new[y].span);
                    let rust = format!("`{}` is now `{}`", both.old.call(a, x), both.new.call(b, y));
                    changes.push(if same(x, y) { change } else { change.rust(Class::Major, rust) });
                }
                actions::compare(both, (a, x), (b, y), changes);
            }
        }
    }
    (removed, added)
}

fn added_resource(side: Side<'_>, index: usize) -> Change {
    let (resource, names) = (&side.api().resources[index], side.0.names().resource(index));
    let actions = listed(names.actions.iter().map(|action| &action.method));
    let rust = format!("`client.{}()` is new, with {actions}, behind the feature `{}`", names.module, names.feature);
    let change = Change::new(Kind::ResourceAdded, &resource.name, format!("a new resource: {}", resource.title));
    change.rust(Class::Minor, rust).at(resource.span)
}

fn removed_resource(side: Side<'_>, index: usize) -> Change {
    let (resource, names) = (&side.api().resources[index], side.0.names().resource(index));
    let actions = listed(names.actions.iter().map(|action| &action.method));
    let rust = format!("`client.{}()` is gone, with {actions} and the feature `{}`", names.module, names.feature);
    let change = Change::new(Kind::ResourceRemoved, &resource.name, "the resource is gone");
    change.rust(Class::Major, rust).wire("the server does not know its paths any longer")
}

fn added_action(side: Side<'_>, place: Place) -> Change {
    let Action { method, path, span, .. } = action(side, place);
    let what = format!("a new action: `{} {}`", method.as_str(), path.text);
    let rust = format!("`{}` is new", side.call(place.0, place.1));
    Change::new(Kind::ActionAdded, subject(side, place), what).rust(Class::Minor, rust).at(*span)
}

fn removed_action(side: Side<'_>, place: Place) -> Change {
    let Action { method, path, .. } = action(side, place);
    let what = format!("the action is gone: `{} {}`", method.as_str(), path.text);
    let rust = format!("`{}` is gone", side.call(place.0, place.1));
    let change = Change::new(Kind::ActionRemoved, subject(side, place), what).rust(Class::Major, rust);
    change.wire("the server refuses the request")
}

/// Names as words: `` `get`, `post` ``.
fn listed<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
