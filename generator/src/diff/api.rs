//! What holds of every call: the package, the server, the proof of who calls, headers, parameters of every action.

use super::change::{Change, Class, Kind};
use super::pairs::{Pair, names, pair};
use super::types::Both;
use crate::back::rust::types::as_sent;
use crate::ir::{Api, Auth, Group, Parameter, ParameterType};

pub(super) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (both.old.api(), both.new.api());
    let Api {
        // It is only used to tell APIs apart.
        name: _,
        title,
        package,
        version,
        description,
        base_url,
        auth,
        headers,
        error_keys,
        globals: _,
        // What follows for the actions is told there.
        paging: _,
        groups,
        resources: _,
        models: _,
    } = new;
    let became = |old: &str, new: &str| format!("`{old}` became `{new}`");
    if old.package != *package {
        let rust = format!("the crate is `{}`", package.replace('-', "_"));
        changes.push(Change::new(Kind::Package, "api.package", became(&old.package, package)).rust(Class::Major, rust));
    }
    if old.version != *version {
        changes.push(Change::new(Kind::ApiVersion, "api.version", became(&old.version, version)));
    }
    if old.base_url != *base_url {
        let change = Change::new(Kind::BaseUrl, "api.baseUrl", became(&old.base_url, base_url));
        changes.push(change.wire("calls go to another server, unless the client is given a base URL"));
    }
    if old.auth != *auth {
        let what = format!("{} became {}", proof(&old.auth), proof(auth));
        changes.push(Change::new(Kind::Auth, "api.auth", what).wire("the token of a client is sent another way"));
    }
    if old.error_keys != *error_keys {
        let [old, new] = [&old.error_keys, error_keys].map(|keys| format!("{}`, `{}", keys.kind, keys.message));
        let change = Change::new(Kind::ErrorKeys, "api.errors", became(&old, &new));
        changes.push(change.wire("what went wrong is read from other keys of an error answer"));
    }
    if old.title != *title || old.description != *description {
        changes.push(Change::new(Kind::Words, "api.description", "the API is described in other words"));
    }
    let topics = |groups: &[Group]| {
        groups.iter().map(|group| (group.title.clone(), group.resources.clone())).collect::<Vec<_>>()
    };
    if topics(&old.groups) != topics(groups) {
        changes.push(Change::new(Kind::Words, "api.groups", "the topics of the resources are others"));
    }
    headers_of(&old.headers, headers, changes);
    globals(both, changes);
}

fn proof(auth: &Auth) -> String {
    match auth {
        Auth::None => "no proof of who calls".to_owned(),
        Auth::Bearer => "a bearer token".to_owned(),
        Auth::Header(name) => format!("a key in the header `{name}`"),
    }
}

fn headers_of(old: &[(String, String)], new: &[(String, String)], changes: &mut Vec<Change>) {
    for pair in pair(old.len(), new.len(), |a, b| old[a].0.eq_ignore_ascii_case(&new[b].0), |_, _| 0) {
        let (name, what) = match pair {
            Pair::Both(a, b) if old[a].1 == new[b].1 => continue,
            Pair::Both(a, b) => (&new[b].0, format!("the value `{}` became `{}`", old[a].1, new[b].1)),
            Pair::Added(b) => (&new[b].0, format!("a header of every request is new: `{}`", new[b].1)),
            Pair::Removed(a) => (&old[a].0, "the header of every request is gone".to_owned()),
        };
        let change = Change::new(Kind::Header, format!("api.headers.{name}"), what);
        changes.push(change.wire("every request has other headers"));
    }
}

/// The parameters of every action. A client and each call have a setter for each.
fn globals(both: &Both<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (&both.old.api().globals, &both.new.api().globals);
    let setter = |old_side: bool, index: usize| {
        let side = if old_side { both.old } else { both.new };
        format!("`.{}(..)` of the client and of every call", side.0.names().global(index))
    };
    let same = |a: usize, b: usize| old[a].name == new[b].name;
    for pair in pair(old.len(), new.len(), same, |a, b| likeness(&old[a], &new[b])) {
        match pair {
            Pair::Added(b) => changes.push(
                Change::new(Kind::ParameterAdded, subject(&new[b]), "every action takes a new parameter")
                    .rust(Class::Minor, format!("{} is new", setter(false, b)))
                    .at(new[b].span),
            ),
            Pair::Removed(a) => changes.push(
                Change::new(Kind::ParameterRemoved, subject(&old[a]), "no action takes the parameter any longer")
                    .rust(Class::Major, format!("{} is gone", setter(true, a)))
                    .wire("the server does not look at it"),
            ),
            Pair::Both(a, b) => {
                if old[a].name != new[b].name {
                    let what = format!("`{}` of every action became `{}`", old[a].name, new[b].name);
                    let mut change = Change::new(Kind::ParameterRenamed, subject(&new[b]), what).at(new[b].span);
                    if both.old.0.names().global(a) != both.new.0.names().global(b) {
                        let rust = format!("{} is now {}", setter(true, a), setter(false, b));
                        change = change.rust(Class::Major, rust);
                    }
                    changes.push(change.wire("it is sent by the new name"));
                }
                global(&old[a], &new[b], &setter(false, b), changes);
            }
        }
    }
}

fn subject(parameter: &Parameter) -> String {
    format!("api.parameters.{}", parameter.name)
}

fn likeness(old: &Parameter, new: &Parameter) -> usize {
    if old.ty == new.ty && old.place == new.place { names(&old.name, &new.name) } else { 0 }
}

fn global(old: &Parameter, new: &Parameter, setter: &str, changes: &mut Vec<Change>) {
    let Parameter { name: _, place, ty, required: _, description, default, example, deprecated: _, span } = new;
    let mut push = |change: Change| changes.push(change.at(*span));
    if old.place != *place {
        let what = format!("{} became {}", old.place.as_str(), place.as_str());
        push(Change::new(Kind::ParameterPlace, subject(new), what).wire("every call sends it elsewhere"));
    }
    if old.ty != *ty {
        let what = format!("{} became {}", kept(&old.ty), kept(ty));
        let mut change = Change::new(Kind::ParameterType, subject(new), what);
        if kept(&old.ty) != kept(ty) {
            change = change.rust(Class::Major, format!("{setter} takes another type"));
        }
        push(change);
    }
    if old.default != *default {
        let shown = |default: &Option<_>| default.as_ref().map_or("none".to_owned(), as_sent);
        let what = format!("its default is `{}`, not `{}`", shown(default), shown(&old.default));
        push(
            Change::new(Kind::ParameterDefault, subject(new), what)
                .wire("a client that says nothing sends the new one"),
        );
    }
    if old.description != *description || old.example != *example {
        push(Change::new(Kind::Words, subject(new), "it is described in other words"));
    }
}

/// The type that the setter of a global parameter takes.
fn kept(ty: &ParameterType) -> &'static str {
    match ty {
        ParameterType::Integer => "a whole number",
        ParameterType::Number => "a number",
        ParameterType::Boolean => "a truth value",
        _ => "a text",
    }
}
