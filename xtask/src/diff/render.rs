//! The changes as text, Markdown or JSON.

use restgen::SourceMap;
use restgen::diff::{Change, Class, Kind};
use serde_json::{Value, json};

use super::{Compared, Versions};

/// Changes that differ in their subject only.
pub(crate) struct Group<'a> {
    /// One of them, which speaks for all.
    pub(crate) first: &'a Change,
    /// All of them.
    pub(crate) all: Vec<&'a Change>,
}

/// How many subjects are named of those that changed alike.
const NAMED: usize = 4;

/// The changes of a class in their order; those that differ in their subject only stand together.
pub(crate) fn groups(changes: &[Change], class: Class) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let told = |change: &Change| (change.kind, change.what.clone(), change.rust.clone(), change.wire.clone());
    for change in changes.iter().filter(|change| change.class == class) {
        match groups.iter_mut().find(|group| told(group.first) == told(change)) {
            Some(group) => group.all.push(change),
            None => groups.push(Group { first: change, all: vec![change] }),
        }
    }
    groups
}

/// Whether a change is of words only.
pub(crate) fn is_words(change: &Change) -> bool {
    change.kind == Kind::Words
}

/// The subjects of a group, the first of them by name.
pub(crate) fn subjects(group: &Group<'_>) -> String {
    named(&group.all.iter().map(|change| change.subject.as_str()).collect::<Vec<_>>())
}

fn named(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Where the spec says it: file and line.
fn place(change: &Change, sources: &SourceMap) -> Option<(String, usize)> {
    let api = || sources.file("api.yaml").filter(|_| change.subject.starts_with("api.")).map(|file| (file, 0..0));
    let (file, range) = change.span.map(|span| sources.find(span)).or_else(api)?;
    Some((format!("spec/{}", file.path), file.line_column(range.start).0))
}

fn place_text(change: &Change, sources: &SourceMap) -> String {
    match place(change, sources) {
        Some((file, line)) => format!("{file}:{line}"),
        None => "its file is gone".to_owned(),
    }
}

/// Which version is owed, and how many changes of which class there are.
fn summary(compared: &Compared) -> String {
    let counts = Class::ALL.map(|class| format!("{} {}", compared.count(class), class.as_str()));
    let owed = match (compared.class(), compared.versions) {
        (None, _) => "no release is owed".to_owned(),
        (Some(_), Some(Versions { from, now, owed })) => format!("{owed} is owed after {from}; it is {now} now"),
        (Some(class), None) => format!("a {} release is owed", class.as_str()),
    };
    format!("{} since {}; {owed}", counts.join(", "), compared.base)
}

/// The changes for a terminal: a paragraph each, the gravest first.
pub(super) fn text(compared: &Compared) -> String {
    let mut text = String::new();
    for class in Class::ALL {
        for group in groups(&compared.changes, class) {
            let Change { kind, what, rust, wire, .. } = group.first;
            text += &format!("{}: {}: {what} ({})\n", class.as_str(), subjects(&group).replace('`', ""), kind.as_str());
            for (label, said) in [("in Rust", rust), ("on the wire", wire)] {
                if !said.is_empty() {
                    text += &format!("    {label}: {said}\n");
                }
            }
            if let ([one], true) = (group.all.as_slice(), !group.first.actions.is_empty()) {
                text += &format!(
                    "    in: {}\n",
                    named(&one.actions.iter().map(String::as_str).collect::<Vec<_>>()).replace('`', "")
                );
            }
            let places: Vec<String> =
                group.all.iter().take(NAMED).map(|one| place_text(one, &compared.sources)).collect();
            text += &format!("    at: {}\n\n", places.join(", "));
        }
    }
    text + &summary(compared) + "\n"
}

/// The changes for a pull request: a table for each class; words are folded away.
pub(super) fn markdown(compared: &Compared) -> String {
    let mut text = format!("## What a caller notices\n\n{}.\n", summary(compared));
    for class in Class::ALL {
        let groups = groups(&compared.changes, class);
        let (words, facts): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| is_words(group.first));
        if !facts.is_empty() {
            text += &format!("\n### {}\n\n{}", title(class), table(&facts, compared));
        }
        if !words.is_empty() {
            let count: usize = words.iter().map(|group| group.all.len()).sum();
            let table = table(&words, compared);
            text += &format!("\n<details><summary>Words only: {count}</summary>\n\n{table}\n</details>\n");
        }
    }
    text
}

fn title(class: Class) -> &'static str {
    match class {
        Class::Major => "Major: programs have to change",
        Class::Minor => "Minor: new, or not to be used any longer",
        Class::Patch => "Patch: programs compile as they are",
    }
}

fn table(groups: &[Group<'_>], compared: &Compared) -> String {
    let mut text = "| Subject | What | In Rust | On the wire | Spec |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for group in groups {
        let Change { what, rust, wire, .. } = group.first;
        let place = place_text(group.first, &compared.sources);
        let cells = [subjects(group), what.clone(), rust.clone(), wire.clone(), place];
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        text += &format!("| {} |\n", cells.join(" | "));
    }
    text
}

/// The changes for programs.
pub(super) fn json(compared: &Compared) -> Value {
    let changes = compared.changes.iter().map(|change| {
        let Change { class, subject, kind, what, rust, wire, actions, span: _ } = change;
        let place = place(change, &compared.sources);
        json!({
            "class": class.as_str(),
            "subject": subject,
            "kind": kind.as_str(),
            "what": what,
            "rust": rust,
            "wire": wire,
            "actions": actions,
            "file": place.as_ref().map(|(file, _)| file),
            "line": place.as_ref().map(|(_, line)| line),
        })
    });
    json!({
        "base": compared.base,
        "version": compared.versions.map(|Versions { from, now, owed }| json!({
            "base": from.to_string(),
            "now": now.to_string(),
            "owed": owed.to_string(),
        })),
        "major": compared.count(Class::Major),
        "minor": compared.count(Class::Minor),
        "patch": compared.count(Class::Patch),
        "changes": changes.collect::<Vec<_>>(),
    })
}
