//! The version of the client, and which one a change owes.

use std::fmt;

use anyhow::Result;
use restgen::diff::Class;

use crate::workspace::Workspace;

/// A version by semantic versioning, without what may stand behind its three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u64, u64, u64);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl Version {
    /// Reads `1.2.3`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|number| number.parse().ok());
        let version = Self(numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(version)
    }

    /// The least version after this one that says that there are changes of a class. Before 1.0 Cargo takes the second
    /// number for the first, and the third for the others.
    pub(crate) fn after(self, class: Class) -> Self {
        let Self(major, minor, patch) = self;
        match (major, class) {
            (0, Class::Major) => Self(0, minor + 1, 0),
            (0, Class::Minor | Class::Patch) | (_, Class::Patch) => Self(major, minor, patch + 1),
            (_, Class::Minor) => Self(major, minor + 1, 0),
            (_, Class::Major) => Self(major + 1, 0, 0),
        }
    }

    /// The version of the client as it stands, where it has a manifest that says it.
    pub(crate) fn now(workspace: &Workspace) -> Result<Option<Self>> {
        Self::of(|path| Ok(std::fs::read_to_string(workspace.path(path)).ok()))
    }

    /// The version that a client's manifest says, or for it that of the workspace.
    pub(crate) fn of(read: impl Fn(&str) -> Result<Option<String>>) -> Result<Option<Self>> {
        let Some(manifest) = read("generated/Cargo.toml")? else { return Ok(None) };
        if let Some(version) = said(&manifest, "package") {
            return Ok(Some(version));
        }
        Ok(read("Cargo.toml")?.and_then(|manifest| said(&manifest, "workspace.package")))
    }
}

/// The line of a manifest with the version of a table.
fn line<'a>(manifest: &'a str, table: &str) -> Option<&'a str> {
    let mut lines = manifest.lines().skip_while(|line| line.trim() != format!("[{table}]")).skip(1);
    lines.by_ref().take_while(|line| !line.starts_with('[')).find(|line| line.starts_with("version"))
}

fn said(manifest: &str, table: &str) -> Option<Version> {
    let (_, value) = line(manifest, table)?.split_once('=')?;
    Version::parse(value.trim().trim_matches('"'))
}

/// The manifest of a client with another version; that of the workspace is no longer its own.
pub(crate) fn set(manifest: &str, version: Version) -> Option<String> {
    let line = line(manifest, "package")?;
    Some(manifest.replacen(line, &format!("version = \"{version}\""), 1))
}
