//! What the spec is compared with: a client at a revision of git, or one on the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use restgen::Checked;
use restgen::front::api_json;

use super::version::Version;
use crate::workspace::Workspace;

/// The branch that changes are made for.
const MAIN: [&str; 3] = ["origin/HEAD", "main", "master"];

/// A client that was generated before.
pub(crate) enum Base {
    /// The one of a commit.
    Commit {
        /// The folder with `generated/` in it.
        root: PathBuf,
        /// The commit.
        commit: String,
        /// How it was named.
        name: String,
    },
    /// The one of an `api.json` on the disk.
    File(PathBuf),
}

impl Base {
    /// The base of a name: a path to an `api.json`, or a revision of git. Where none is given, what this branch began
    /// with.
    pub(crate) fn find(workspace: &Workspace, name: Option<&str>) -> Result<Self> {
        let root = workspace.path("");
        let (commit, name) = match name {
            Some(name) if Path::new(name).is_file() => return Ok(Self::File(name.into())),
            Some(name) => {
                let commit = git(&root, &["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?;
                (commit.ok_or_else(|| anyhow!("`{name}` is no file and no revision of git"))?, name.to_owned())
            }
            None => begin(&root)?,
        };
        Ok(Self::Commit { root, commit: commit.trim().to_owned(), name })
    }

    /// The API of the base.
    pub(crate) fn api(&self) -> Result<Checked> {
        let text = match self {
            Self::File(path) => {
                fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?
            }
            Self::Commit { .. } => self.file("generated/api.json")?.with_context(|| {
                format!("there is no `generated/api.json` at {}; name another revision, or an `api.json`", self.words())
            })?,
        };
        api_json::read(&text).map_err(|error| {
            let remedy = "generate it again with the generator of today";
            anyhow!("the `api.json` of {} is not as this generator writes it: {error}; {remedy}", self.words())
        })
    }

    /// The version of the client, where it has a manifest.
    pub(crate) fn version(&self) -> Result<Option<Version>> {
        let manifest = |path: &str| self.file(path);
        Version::of(manifest)
    }

    /// The base in words.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::File(path) => format!("`{}`", path.display()),
            Self::Commit { commit, name, .. } => {
                let short: String = commit.chars().take(12).collect();
                if name.starts_with(&short) { format!("`{short}`") } else { format!("`{name}` ({short})") }
            }
        }
    }

    /// A file beside the client, by its path from the folder with `generated/` in it.
    fn file(&self, path: &str) -> Result<Option<String>> {
        match self {
            Self::Commit { root, commit, .. } => git(root, &["show", &format!("{commit}:./{path}")]),
            Self::File(api) => {
                let folder = api.parent().unwrap_or(Path::new(""));
                let beside = match path.strip_prefix("generated/") {
                    Some(name) => folder.join(name),
                    None => folder.join("..").join(path),
                };
                Ok(fs::read_to_string(beside).ok())
            }
        }
    }
}

/// Where this branch left the main one, or the last commit.
fn begin(root: &Path) -> Result<(String, String)> {
    for main in MAIN {
        if let Some(commit) = git(root, &["merge-base", "HEAD", main])? {
            return Ok((commit, format!("the merge base with {main}")));
        }
    }
    match git(root, &["rev-parse", "--verify", "--quiet", "HEAD"])? {
        Some(commit) => Ok((commit, "HEAD".to_owned())),
        None => bail!("`{}` has no commit of git to compare with; name the path of an `api.json`", root.display()),
    }
}

/// What git answers, or `None` where it says no.
fn git(root: &Path, arguments: &[&str]) -> Result<Option<String>> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().context("cannot run `git`")?;
    Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}
