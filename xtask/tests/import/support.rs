//! A workspace with a release beside it, in a folder that goes when the test ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The release that the tests change.
const RELEASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/release");

/// A workspace and a release.
pub(crate) struct Case {
    folder: PathBuf,
}

impl Case {
    /// An empty workspace beside the release.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("import-{name}"));
        let _ = fs::remove_dir_all(&folder);
        copy(Path::new(RELEASE), &folder.join("release"));
        Self { folder }
    }

    /// Runs the import, which has to go well, and gives what it shows.
    pub(crate) fn import(&self) -> String {
        let (fine, shown) = self.run(&[]);
        assert!(fine, "{shown}");
        shown
    }

    /// Runs the import: whether it went well, and what it shows.
    pub(crate) fn run(&self, options: &[&str]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("import").arg(self.folder.join("release")).arg("--root").arg(&self.folder).args(options);
        finish(&mut command)
    }

    /// Whether the client of the spec can be written.
    pub(crate) fn generates(&self) -> bool {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let (fine, shown) = finish(command.arg("codegen").arg("--root").arg(&self.folder));
        println!("{shown}");
        fine
    }

    /// Changes a file of the release.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let path = self.folder.join("release").join(path);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).expect("the file can be written");
    }

    /// A file of the spec; empty where there is none.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join("spec").join(path)).unwrap_or_default()
    }

    /// A file of the spec as a value; null where there is none.
    pub(crate) fn yaml(&self, path: &str) -> Value {
        serde_yaml::from_str(&self.read(path)).expect("it is YAML")
    }

    /// Writes a file of the spec.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join("spec").join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Every file of the spec.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for folder in ["", "resources", "schemas"] {
            let Ok(entries) = fs::read_dir(self.folder.join("spec").join(folder)) else { continue };
            for path in entries.map(|entry| entry.expect("the folder can be read").path()).filter(|path| path.is_file())
            {
                files.insert(path.display().to_string(), fs::read_to_string(&path).expect("it is text"));
            }
        }
        files
    }
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn finish(command: &mut Command) -> (bool, String) {
    let output = command.output().expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the release is there") {
        let path = entry.expect("the release can be read").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).expect("it can be copied");
        }
    }
}
