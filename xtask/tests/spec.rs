//! The spec of this workspace: its words, its size, and that it is what the vendor publishes.

mod temporary;

use std::fs;
use std::path::{Path, PathBuf};

use temporary::{Workspace, copy, xtask};

/// Stands where `cargo xtask import` found no words.
const PLACEHOLDER: &str = "(wants words)";

/// What the schemas may take on the disk, in bytes.
const SCHEMAS_LIMIT: u64 = 500_000;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    files.sort();
    files
}

#[test]
fn no_placeholder_is_left() {
    let spec = root().join("spec");
    let folders = [spec.clone(), spec.join("resources"), spec.join("schemas")];
    let mut read = 0;
    for path in folders.iter().flat_map(|folder| files(folder)).filter(|path| path.is_file()) {
        let text = fs::read_to_string(&path).expect("a file of the spec is UTF-8");
        assert!(!text.contains(PLACEHOLDER), "`{}` wants words", path.display());
        read += 1;
    }
    assert!(read > 100, "only {read} files were looked at");
}

#[test]
fn each_shape_stands_once_so_that_schemas_are_small() {
    let sizes = files(&root().join("spec/schemas")).into_iter().map(|path| path.metadata().expect("it is there").len());
    let size: u64 = sizes.sum();
    assert!(size < SCHEMAS_LIMIT, "the schemas take {size} bytes");
}

#[test]
fn the_import_of_the_release_changes_nothing() {
    let release = root().join("../shared/losant");
    if !release.is_dir() {
        println!("skipped: `../shared/losant` is not there");
        return;
    }
    let workspace = Workspace::empty("spec-import");
    copy(&root().join("spec"), &workspace.root.join("spec"));
    let [release, folder] = [&release, &workspace.root].map(|path| path.to_str().expect("the path is UTF-8"));
    let run = xtask(&["import", release, "--root", folder]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "spec/: 99 resources, 0 files added, 0 changed, 0 deleted\n");
}
