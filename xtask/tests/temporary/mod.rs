//! A workspace in a folder of its own, and the commands run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run of a command came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `cargo xtask` with some arguments.
pub(crate) fn xtask(arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().expect("xtask runs");
    Run {
        code: output.status.code().expect("xtask ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("xtask prints text"),
        stderr: String::from_utf8(output.stderr).expect("xtask prints text"),
    }
}

/// A folder that is deleted in the end.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
}

#[allow(dead_code, reason = "not every test needs all")]
impl Workspace {
    /// An empty folder.
    pub(crate) fn empty(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("restgen-xtask-{}-{name}", std::process::id()));
        fs::create_dir_all(&root).expect("a temporary folder can be made");
        Self { root }
    }

    /// A copy of the generator's example workspace.
    pub(crate) fn copy(name: &str) -> Self {
        let workspace = Self::empty(name);
        let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/library");
        copy(&library, &workspace.root);
        workspace
    }

    /// Runs `cargo xtask codegen` here.
    pub(crate) fn codegen(&self, arguments: &[&str]) -> Run {
        let root = self.root.to_str().expect("a temporary folder has a UTF-8 name");
        xtask(&[&["codegen", "--root", root], arguments].concat())
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("the file can be read")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// The bytes of every file below a folder.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root.join(folder)];
        while let Some(folder) = folders.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(path).expect("the file can be read"));
                }
            }
        }
        files
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // What is left in a temporary folder does no harm.
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    entries.map(|entry| entry.expect("the entry can be read").path()).collect()
}

/// Copies a folder with all that is in it.
#[allow(dead_code, reason = "not every test needs all")]
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for path in entries(from) {
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the file can be copied");
        }
    }
}
