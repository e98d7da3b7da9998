//! The files of a spec: as they are, as they have to be, and the way from one to the other.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::yaml;

/// Texts by their path in `spec/`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    folder: PathBuf,
    texts: BTreeMap<String, String>,
    /// What stands there now.
    old: BTreeMap<String, String>,
}

/// The folders whose files an import owns.
const OWNED: &[(&str, &[&str])] = &[("resources", &[".md", ".yaml"]), ("schemas", &[".yaml"])];

impl Files {
    /// Reads what there is; a folder that is missing is empty.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut texts = BTreeMap::new();
        for name in ["api.yaml", "corrections.yaml", "properties.yaml"] {
            let path = folder.join(name);
            match fs::read_to_string(&path) {
                Ok(text) => {
                    texts.insert(name.to_owned(), text);
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", path.display())),
            }
        }
        for (owned, endings) in OWNED {
            read_folder(&folder.join(owned), owned, endings, &mut texts)?;
        }
        Ok(Self { folder: folder.to_owned(), texts, old: BTreeMap::new() })
    }

    /// No files yet, to be put in place of others.
    pub(crate) fn new(old: &Self) -> Self {
        Self { folder: old.folder.clone(), texts: BTreeMap::new(), old: old.texts.clone() }
    }

    /// The text of a file.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// The text that a file has now.
    pub(crate) fn old(&self, path: &str) -> Option<&str> {
        self.old.get(path).map(String::as_str)
    }

    /// All texts by path.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&String, &String)> {
        self.texts.iter()
    }

    /// The names of the files in a folder with an ending.
    pub(crate) fn in_folder(&self, folder: &str, ending: &str) -> impl Iterator<Item = String> {
        names(&self.texts, folder, ending)
    }

    /// The names of the files that are there now in a folder with an ending.
    pub(crate) fn old_in(&self, folder: &str, ending: &str) -> impl Iterator<Item = String> {
        names(&self.old, folder, ending)
    }

    /// Puts a text.
    pub(crate) fn put(&mut self, path: &str, text: String) {
        self.texts.insert(path.to_owned(), text);
    }

    /// Puts a value as YAML. A file that says the same already keeps its layout and its comments.
    pub(crate) fn put_value(&mut self, path: &str, value: &Value, layout: bool) {
        let says = |text: &&String| serde_yaml::from_str::<Value>(text).is_ok_and(|old| old == *value);
        let text = self.old.get(path).filter(|_| !layout).filter(says).cloned();
        self.put(path, text.unwrap_or_else(|| yaml::document(value)));
    }

    /// Writes what differs and deletes what is gone.
    pub(crate) fn write(&self, old: &Self) -> Result<Written> {
        let mut written = Written::default();
        for (path, text) in &self.texts {
            let before = old.texts.get(path);
            if before == Some(text) {
                continue;
            }
            let place = self.folder.join(path);
            let context = || format!("cannot write `{}`", place.display());
            fs::create_dir_all(place.parent().with_context(context)?).with_context(context)?;
            fs::write(&place, text).with_context(context)?;
            *if before.is_some() { &mut written.changed } else { &mut written.added } += 1;
        }
        for path in old.texts.keys().filter(|path| !self.texts.contains_key(*path)) {
            let place = self.folder.join(path);
            fs::remove_file(&place).with_context(|| format!("cannot delete `{}`", place.display()))?;
            written.deleted += 1;
        }
        Ok(written)
    }
}

/// How many files a run wrote and deleted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    added: usize,
    changed: usize,
    deleted: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} files added, {} changed, {} deleted", self.added, self.changed, self.deleted)
    }
}

fn names(texts: &BTreeMap<String, String>, folder: &str, ending: &str) -> impl Iterator<Item = String> {
    texts.keys().filter_map(move |path| Some(path.strip_prefix(folder)?.strip_suffix(ending)?.to_owned()))
}

fn read_folder(folder: &Path, name: &str, endings: &[&str], texts: &mut BTreeMap<String, String>) -> Result<()> {
    let context = || format!("cannot read `{}`", folder.display());
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(context)?,
    };
    for entry in entries {
        let path = entry.with_context(context)?.path();
        let file = path.file_name().and_then(|file| file.to_str()).unwrap_or_default();
        if endings.iter().any(|ending| file.ends_with(ending)) && !file.starts_with('.') {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
            texts.insert(format!("{name}/{file}"), text);
        }
    }
    Ok(())
}
