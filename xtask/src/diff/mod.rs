//! `cargo xtask diff`: what changed from a base to the spec as it stands, and which version is owed.

mod base;
mod render;
mod version;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use restgen::diff::{Change, Class};
use restgen::{Checked, Diagnostics, SourceMap};

use crate::changelog;
use crate::codegen::report;
use crate::workspace::Workspace;
pub(crate) use base::Base;
pub(crate) use render::{Group, groups, is_words, subjects};
pub(crate) use version::{Version, set};

/// How the changes are shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For other programs.
    Json,
}

/// The changes from a base to the spec as it stands.
pub(crate) struct Compared {
    /// What the spec is compared with, in words.
    pub(crate) base: String,
    /// Every change, the gravest first.
    pub(crate) changes: Vec<Change>,
    /// The texts that the changes point into.
    pub(crate) sources: SourceMap,
    /// The version of the client at the base and now, where there is a manifest that says it.
    pub(crate) versions: Option<Versions>,
}

/// The versions that the changes lie between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Versions {
    /// At the base.
    pub(crate) from: Version,
    /// Now.
    pub(crate) now: Version,
    /// The least one that may be released.
    pub(crate) owed: Version,
}

impl Compared {
    /// The gravest class there is.
    pub(crate) fn class(&self) -> Option<Class> {
        self.changes.first().map(|change| change.class)
    }

    /// The versions, or an error where the client says none.
    pub(crate) fn versions(&self) -> Result<Versions> {
        self.versions.context("`generated/Cargo.toml` says no version, so that none is owed")
    }

    /// How many changes there are of a class.
    pub(crate) fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }
}

/// Shows the changes. With `exit_code` it fails where a major one is not said by version and `CHANGELOG.md`.
pub(crate) fn run(workspace: &Workspace, base: Option<&str>, format: Format, exit_code: bool) -> Result<ExitCode> {
    let Some(compared) = compare(workspace, base)? else { return Ok(ExitCode::FAILURE) };
    match format {
        Format::Text => print!("{}", render::text(&compared)),
        Format::Markdown => print!("{}", render::markdown(&compared)),
        Format::Json => println!("{:#}", render::json(&compared)),
    }
    let unsaid = if exit_code { unsaid(workspace, &compared)? } else { Vec::new() };
    if unsaid.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    for message in &unsaid {
        eprintln!("error: {message}");
    }
    eprintln!("help: run `cargo xtask changelog`, which sets the version and writes the entry");
    Ok(ExitCode::FAILURE)
}

/// Compares the spec with a base; `None` where the spec has errors, which are shown.
pub(crate) fn compare(workspace: &Workspace, base: Option<&str>) -> Result<Option<Compared>> {
    let base = Base::find(workspace, base)?;
    let sources = workspace.sources()?;
    let Some(new) = analyze(&sources) else { return Ok(None) };
    let changes = restgen::diff::diff(&base.api()?, &new);
    let versions = match Version::now(workspace)? {
        Some(now) => {
            let from = base.version()?.unwrap_or(now);
            let owed = changes.first().map_or(from, |gravest| from.after(gravest.class));
            Some(Versions { from, now, owed })
        }
        None => None,
    };
    Ok(Some(Compared { base: base.words(), changes, sources, versions }))
}

/// The API of a spec, or `None` where it has errors, which are shown.
fn analyze(sources: &SourceMap) -> Option<Checked> {
    let mut diagnostics = Diagnostics::default();
    match restgen::analyze(sources, &mut diagnostics) {
        Ok(checked) => Some(checked),
        Err(errors) => {
            report(&errors, sources);
            None
        }
    }
}

/// Where version and `CHANGELOG.md` do not say what is major.
fn unsaid(workspace: &Workspace, compared: &Compared) -> Result<Vec<String>> {
    let mut messages = Vec::new();
    if compared.class() != Some(Class::Major) {
        return Ok(messages);
    }
    let Versions { from, now, owed } = compared.versions()?;
    if now < owed {
        messages.push(format!("the version is {now}, but there are major changes since {from}: {owed} is owed"));
    }
    let version = now.max(owed);
    let text = changelog::section(&changelog::read(workspace)?, version);
    let major = compared.changes.iter().filter(|change| change.class == Class::Major);
    let missing: Vec<String> = major
        .map(|change| format!("`{}`", change.subject))
        .filter(|subject| !text.contains(subject.as_str()))
        .collect();
    if let Some(first) = missing.first() {
        let others = match missing.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        messages.push(format!("`CHANGELOG.md` does not say of {version} that {first}{others} changed"));
    }
    Ok(messages)
}
