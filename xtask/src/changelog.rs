//! `cargo xtask changelog`: the entry of the next version, written from the changes, and the version that is owed.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use restgen::diff::{Change, Class, Kind};

use crate::diff::{Compared, Group, Version, Versions, compare, groups, is_words, set, subjects};
use crate::workspace::{MANIFEST, Workspace};

const FILE: &str = "CHANGELOG.md";

/// Between these lines stands what is written here; what is written by hand stands around them.
const BEGIN: &str = "<!-- From the spec: `cargo xtask changelog` writes this again. -->";
const END: &str = "<!-- End of what is from the spec. -->";

/// Sets the version and writes its entry. A second run changes nothing.
pub(crate) fn run(workspace: &Workspace, base: Option<&str>) -> Result<ExitCode> {
    let Some(compared) = compare(workspace, base)? else { return Ok(ExitCode::FAILURE) };
    let Versions { now, owed, .. } = compared.versions()?;
    if compared.changes.is_empty() {
        println!("nothing changed since {}; the version stays {now}", compared.base);
        return Ok(ExitCode::SUCCESS);
    }
    let version = owed.max(now);
    let text = with_entry(&read(workspace)?, version, &entry(&compared));
    write(workspace, FILE, &text)?;
    if version != now {
        bump(workspace, now, version)?;
    }
    println!("{FILE}: {version}, {} changes since {}", compared.changes.len(), compared.base);
    Ok(ExitCode::SUCCESS)
}

/// What callers of the client were told so far; nothing where there is no such file.
pub(crate) fn read(workspace: &Workspace) -> Result<String> {
    let path = workspace.path(FILE);
    if !path.exists() {
        return Ok("# Changelog\n\n## [Unreleased]\n".to_owned());
    }
    fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
}

fn write(workspace: &Workspace, name: &str, text: &str) -> Result<()> {
    let path = workspace.path(name);
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// What a changelog says of a version.
pub(crate) fn section(text: &str, version: Version) -> String {
    let heading = heading(version);
    let mut lines = text.lines().skip_while(|line| !line.starts_with(&heading));
    let first = lines.next();
    first.into_iter().chain(lines.take_while(|line| !line.starts_with("## "))).map(|line| format!("{line}\n")).collect()
}

fn heading(version: Version) -> String {
    format!("## [{version}]")
}

/// The changelog with an entry in the section of a version, which is made if it is not there: below what is not
/// released yet, above the releases.
fn with_entry(text: &str, version: Version, entry: &str) -> String {
    let block = format!("{BEGIN}\n\n{entry}\n{END}\n");
    let old = section(text, version);
    if let (Some(begin), Some(end)) = (old.find(BEGIN), old.find(END)) {
        let behind = &old[end + END.len()..];
        let new = format!("{}{block}{}", &old[..begin], behind.strip_prefix('\n').unwrap_or(behind));
        return text.replacen(&old, &new, 1);
    }
    if !old.is_empty() {
        let new = format!("{}\n\n{block}\n", old.trim_end());
        return text.replacen(&old, &new, 1);
    }
    let new = format!("{}\n\n{block}", heading(version));
    let releases = text.match_indices("\n## [").find(|(at, _)| !text[*at..].starts_with("\n## [Unreleased]"));
    match releases {
        Some((at, _)) => format!("{}\n{new}\n{}", &text[..at], &text[at + 1..]),
        None => format!("{}\n\n{new}", text.trim_end()),
    }
}

/// Sets the version in the client's manifest and in the lock file, which would be out of date.
fn bump(workspace: &Workspace, old: Version, new: Version) -> Result<()> {
    let path = format!("generated/{MANIFEST}");
    let manifest = fs::read_to_string(workspace.path(&path)).with_context(|| format!("cannot read `{path}`"))?;
    let changed = set(&manifest, new).with_context(|| format!("`{path}` says no version"))?;
    write(workspace, &path, &changed)?;
    let name = manifest.lines().find(|line| line.starts_with("name = ")).unwrap_or_default();
    if let Ok(lock) = fs::read_to_string(workspace.path("Cargo.lock")) {
        let entry = |version: Version| format!("{name}\nversion = \"{version}\"\n");
        write(workspace, "Cargo.lock", &lock.replacen(&entry(old), &entry(new), 1))?;
    }
    Ok(())
}

/// Whether a change stands under a heading.
type Belongs = fn(&Change) -> bool;

/// The headings of an entry, in order, and what stands under each.
const HEADINGS: [(&str, Belongs); 5] = [
    ("Breaking", |change| change.class == Class::Major),
    ("Added", |change| change.class == Class::Minor && change.kind != Kind::Deprecated),
    ("Deprecated", |change| change.class == Class::Minor && change.kind == Kind::Deprecated),
    ("Changed", |change| change.class == Class::Patch && !is_words(change)),
    ("Documentation", is_words),
];

fn entry(compared: &Compared) -> String {
    let mut sections = Vec::new();
    for (heading, belongs) in HEADINGS {
        let mut lines = String::new();
        for class in Class::ALL {
            let found = groups(&compared.changes, class).into_iter().filter(|group| belongs(group.first));
            lines.extend(found.map(|group| line(&group)));
        }
        if !lines.is_empty() {
            sections.push(format!("### {heading}\n\n{lines}"));
        }
    }
    sections.join("\n")
}

/// What a caller is told of a group. A major change is told with every subject, since each asks for an edit.
fn line(group: &Group<'_>) -> String {
    let Change { class, what, rust, wire, .. } = group.first;
    let names = match class {
        Class::Major => group.all.iter().map(|one| format!("`{}`", one.subject)).collect::<Vec<_>>().join(", "),
        Class::Minor | Class::Patch => subjects(group),
    };
    let said = [what, rust, wire].into_iter().filter(|said| !said.is_empty());
    let sentences: Vec<String> = said.enumerate().map(|(index, said)| sentence(index, said)).collect();
    format!("- {names}: {}\n", sentences.join(" "))
}

fn sentence(index: usize, said: &str) -> String {
    let mut letters = said.chars();
    match (index, letters.next()) {
        (1.., Some(first)) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        _ => format!("{said}."),
    }
}
