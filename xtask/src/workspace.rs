//! The folders of a workspace: where the spec is read and the client is written.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use restgen::{Files, SourceMap};

/// The client's manifest, of which only the features are generated.
pub(crate) const MANIFEST: &str = "Cargo.toml";

/// A folder with `spec/` and `generated/` in it.
pub(crate) struct Workspace {
    root: PathBuf,
    /// Whether it is the one that this program was built in.
    pub(crate) is_home: bool,
}

impl Workspace {
    /// The workspace at a folder; where none is named, the one that this program was built in.
    pub(crate) fn new(root: Option<PathBuf>) -> Result<Self> {
        let (root, is_home) = match root {
            Some(root) => (root, false),
            None => (home()?, true),
        };
        let spec = root.join("spec");
        ensure!(spec.is_dir(), "there is no folder `{}`; name the workspace with `--root DIR`", spec.display());
        Ok(Self { root, is_home })
    }

    /// A path below the folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Every file of the spec.
    pub(crate) fn sources(&self) -> Result<SourceMap> {
        let mut files = BTreeMap::new();
        read_folder(&self.root.join("spec"), "", &mut |_| true, &mut files)?;
        Ok(SourceMap::new(files))
    }

    /// The files of the spec as the disk knows them, to see that one was saved. What vanishes meanwhile is left out.
    pub(crate) fn state(&self) -> State {
        let mut state = State::new();
        let mut folders = vec![self.root.join("spec")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                match entry.metadata() {
                    Ok(data) if data.is_dir() && !hidden => folders.push(entry.path()),
                    Ok(data) if !hidden => drop(state.insert(entry.path(), (data.len(), data.modified().ok()))),
                    _ => {}
                }
            }
        }
        state
    }

    /// The files in `generated/` that only `codegen` writes, as they are now. Bytes, since they may be anything.
    pub(crate) fn generated(&self) -> Result<BTreeMap<String, Vec<u8>>> {
        let mut files = BTreeMap::new();
        let folder = self.root.join("generated");
        // What cargo builds there is neither read nor walked.
        read_folder(&folder, "", &mut |path| path != "target", &mut files)?;
        files.retain(|path, _| path == MANIFEST || restgen::back::is_generated(path));
        Ok(files)
    }

    /// Brings `generated/` from one state to another: writes what differs, then deletes what is stale. Every new text
    /// is on the disk before the first old one goes.
    pub(crate) fn write(&self, now: &BTreeMap<String, Vec<u8>>, files: &Files) -> Result<Written> {
        let folder = self.root.join("generated");
        let differs = |(path, text): &(&String, &String)| now.get(*path).map(Vec::as_slice) != Some(text.as_bytes());
        let different: Vec<_> = files.iter().filter(differs).collect();
        for (path, text) in &different {
            write_beside(&folder.join(path), text)?;
        }
        let mut written = Written::default();
        for (path, _) in different {
            let place = folder.join(path);
            fs::rename(beside(&place), &place).with_context(|| format!("cannot write `{}`", place.display()))?;
            if now.contains_key(path) { &mut written.changed } else { &mut written.added }.push(path.clone());
        }
        for path in now.keys().filter(|path| !files.contains_key(*path)) {
            let stale = folder.join(path);
            fs::remove_file(&stale).with_context(|| format!("cannot delete the stale `{}`", stale.display()))?;
            written.deleted.push(path.clone());
        }
        Ok(written)
    }
}

/// The length of each file, and when it was saved.
pub(crate) type State = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// The workspace that this program is run in.
pub(crate) fn home() -> Result<PathBuf> {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = xtask.and_then(|xtask| xtask.parent().map(Path::to_owned));
    root.map_or_else(std::env::current_dir, Ok).context("cannot tell the current folder")
}

/// The files that a run wrote and deleted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    /// Those that were not there.
    pub(crate) added: Vec<String>,
    /// Those that said something else.
    pub(crate) changed: Vec<String>,
    /// Those that the spec does not make.
    pub(crate) deleted: Vec<String>,
}

/// The path that a file has until it takes its place.
fn beside(path: &Path) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    beside.into()
}

fn write_beside(path: &Path, text: &str) -> Result<()> {
    let context = || format!("cannot write `{}`", path.display());
    fs::create_dir_all(path.parent().with_context(context)?).with_context(context)?;
    fs::write(beside(path), text).with_context(context)
}

/// Reads the files of a folder and those below it, by path relative to it. Names that begin with a dot are left out.
fn read_folder(
    folder: &Path,
    prefix: &str,
    wanted: &mut dyn FnMut(&str) -> bool,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    let context = || format!("cannot read `{}`", folder.display());
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(context)?,
    };
    for entry in entries {
        let entry = entry.with_context(context)?;
        let name = entry.file_name();
        let name = name.to_str().with_context(|| format!("`{}` has no UTF-8 name", entry.path().display()))?;
        let path = format!("{prefix}{name}");
        if name.starts_with('.') || !wanted(&path) {
            continue;
        }
        if entry.file_type().with_context(context)?.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), wanted, files)?;
        } else {
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read `{}`", entry.path().display()))?;
            files.insert(path, bytes);
        }
    }
    Ok(())
}
