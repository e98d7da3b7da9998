//! One action in both APIs.

use super::change::{Change, Class, Kind};
use super::types::Both;
use super::{answers, parameters, resources};
use crate::ir::{Access, Action};

/// Compares an action, of which the name was compared before.
pub(super) fn compare(both: &Both<'_>, a: (usize, usize), b: (usize, usize), changes: &mut Vec<Change>) {
    let old = &both.old.api().resources[a.0].actions[a.1];
    let new = &both.new.api().resources[b.0].actions[b.1];
    let subject = resources::subject(both.new, b);
    let Action {
        name: _,
        title,
        summary,
        method,
        path,
        access,
        parameters: _,
        responses: _,
        errors: _,
        events: _,
        paged,
        deprecated,
        span,
    } = new;
    let mut push = |change: Change| changes.push(change.at(*span));
    if old.method != *method {
        let what = format!("`{}` became `{}`", old.method.as_str(), method.as_str());
        push(Change::new(Kind::Method, &subject, what).wire("the request is made with the new method"));
    }
    // What a parameter in it is called is told of the parameter.
    if resources::unnamed(&old.path.text) != resources::unnamed(&path.text) {
        let what = format!("`{}` became `{}`", old.path.text, path.text);
        push(Change::new(Kind::Path, &subject, what).wire("the request goes to the new path"));
    }
    if let Some(change) = scopes(&subject, &old.access, access) {
        push(change);
    }
    let rules = [(both.old, &old.paged), (both.new, paged)];
    let [before, after] = rules.map(|(side, paged)| paged.as_ref().map(|paged| &side.api().paging[paged.rule]));
    if before != after {
        push(paging(&subject, before.is_some(), after.is_some()));
    }
    if old.deprecated != *deprecated {
        push(deprecation(&subject, *deprecated));
    }
    if old.title != *title || old.summary != *summary {
        push(Change::new(Kind::Words, &subject, "it is described in other words"));
    }
    parameters::compare(both, a, b, changes);
    answers::compare(both, a, b, changes);
}

pub(super) fn deprecation(subject: &str, deprecated: bool) -> Change {
    if deprecated {
        let change = Change::new(Kind::Deprecated, subject, "it is deprecated");
        change.rust(Class::Minor, "who uses it gets the warning `deprecated`")
    } else {
        Change::new(Kind::Deprecated, subject, "it is no longer deprecated")
    }
}

/// An action pages now, no longer, or by another rule.
fn paging(subject: &str, before: bool, after: bool) -> Change {
    let change = |what: &str| Change::new(Kind::Paging, subject, what);
    match (before, after) {
        (false, _) => change("it answers in pages").rust(Class::Minor, "`.pages()` and `.items()` of the call are new"),
        (_, false) => {
            change("it no longer answers in pages").rust(Class::Major, "`.pages()` and `.items()` of the call are gone")
        }
        _ => change("it answers in pages by another rule").wire("further pages are asked for another way"),
    }
}

/// Who may call an action: who loses it and who gains it.
fn scopes(subject: &str, old: &Access, new: &Access) -> Option<Change> {
    let listed = |scopes: &[&String]| {
        let names: Vec<String> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
        names.join(", ")
    };
    let all = |scopes: &[String]| listed(&scopes.iter().collect::<Vec<_>>());
    let (what, wire) = match (old, new) {
        (old, new) if old == new => return None,
        (Access::Anyone, Access::Anyone) => return None,
        (Access::Scopes(_), Access::Anyone) => {
            ("no token is needed any longer".to_owned(), "everyone may call it".to_owned())
        }
        (Access::Anyone, Access::Scopes(scopes)) if scopes.is_empty() => {
            ("a token is needed".to_owned(), "a call without a token is refused".to_owned())
        }
        (Access::Anyone, Access::Scopes(scopes)) => (
            format!("a token with one of {} is needed", all(scopes)),
            "a call without such a token is refused".to_owned(),
        ),
        (Access::Scopes(_), Access::Scopes(scopes)) if scopes.is_empty() => {
            ("any token will do".to_owned(), "tokens of every scope may call it".to_owned())
        }
        (Access::Scopes(old), Access::Scopes(scopes)) if old.is_empty() => {
            (format!("a token must have one of {}", all(scopes)), "a token without one of them is refused".to_owned())
        }
        (Access::Scopes(old), Access::Scopes(new)) => {
            let lost: Vec<&String> = old.iter().filter(|scope| !new.contains(scope)).collect();
            let gained: Vec<&String> = new.iter().filter(|scope| !old.contains(scope)).collect();
            let (mut what, mut wire) = (Vec::new(), Vec::new());
            if !lost.is_empty() {
                what.push(format!("{} no longer gives access", listed(&lost)));
                wire.push(format!("a token that has only {} is refused", listed(&lost)));
            }
            if !gained.is_empty() {
                what.push(format!("{} gives access", listed(&gained)));
                wire.push(format!("a token that has {} may call it", listed(&gained)));
            }
            if what.is_empty() {
                // Only the order is another.
                return None;
            }
            (what.join(", "), wire.join(", "))
        }
    };
    Some(Change::new(Kind::Scopes, subject, what).wire(wire))
}
