//! What the last run of `codegen` left behind, so that a run with nothing to do is over at once.
//!
//! The stamp lies beside this program, where cargo puts what it builds, and is a digest of all that a run depends on: the
//! program, the folder, the spec, and the client as it is. Where any of these differs, the whole way is gone. There is one
//! stamp, for the workspace that this program was built in. `--check` does not look at it.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use restgen::SourceMap;

/// Where the stamp lies, and the digest of all but the client.
pub(crate) struct Stamp {
    path: PathBuf,
    hasher: DefaultHasher,
}

impl Stamp {
    /// The stamp of the workspace at a folder, with this spec.
    pub(crate) fn of(root: &Path, sources: &SourceMap) -> Result<Self> {
        let program = std::env::current_exe().context("cannot tell where this program is")?;
        let built = fs::metadata(&program).with_context(|| format!("cannot look at `{}`", program.display()))?;
        let root = fs::canonicalize(root).with_context(|| format!("cannot find `{}`", root.display()))?;
        let mut hasher = DefaultHasher::new();
        (root, built.len(), built.modified().context("files have no time here")?).hash(&mut hasher);
        for file in sources.files() {
            (&file.path, &file.text).hash(&mut hasher);
        }
        Ok(Self { path: program.with_extension("codegen"), hasher })
    }

    /// What the last run said, if it left the client as it is now.
    pub(crate) fn known(&self, client: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        let stamp = fs::read_to_string(&self.path).ok()?;
        let said = stamp.strip_prefix(&self.digest(client.iter().map(|(path, bytes)| (path, bytes.as_slice()))))?;
        Some(said.to_owned())
    }

    /// Notes what this run said and how it left the client. A stamp that cannot be written is none: the next run goes the
    /// whole way.
    pub(crate) fn leave(&self, client: &BTreeMap<String, String>, said: &str) {
        let digest = self.digest(client.iter().map(|(path, text)| (path, text.as_bytes())));
        let _ = fs::write(&self.path, digest + said);
    }

    fn digest<'a>(&self, client: impl Iterator<Item = (&'a String, &'a [u8])>) -> String {
        let mut hasher = self.hasher.clone();
        client.for_each(|file| file.hash(&mut hasher));
        format!("{:016x}\n", hasher.finish())
    }
}
