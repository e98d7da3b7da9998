//! The generator and the runtime know no API: what is special to one stands in its spec.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The name of the API whose client is published, by its spec.
fn name(root: &Path) -> String {
    let spec = fs::read_to_string(root.join("spec/api.yaml")).expect("the spec can be read");
    let name = spec.lines().find_map(|line| line.strip_prefix("name: ")).expect("an API has a name");
    name.to_lowercase()
}

#[test]
fn no_file_has_the_name_of_the_api() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (name, sources) =
        (name(&root), ["generator/src", "runtime/src"].map(|folder| files(&root.join(folder))).concat());
    assert!(sources.len() > 100, "only {} files were looked at", sources.len());
    for path in sources {
        let text = fs::read_to_string(&path).expect("a source is UTF-8").to_lowercase();
        assert!(!text.contains(&name), "{} names `{name}`", path.display());
    }
}
