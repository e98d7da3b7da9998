//! The spec of this repository.

use std::fs;
use std::path::Path;

use restgen::diagnostics::Diagnostics;
use restgen::source::SourceMap;

/// Every YAML file of the spec that the generator reads. `corrections.yaml` is for `cargo xtask import`.
pub(crate) fn files() -> SourceMap {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let folders = ["", "resources/", "schemas/"];
    let files = folders.iter().flat_map(|folder| {
        let entries = fs::read_dir(root.join(folder)).expect("the spec is there");
        entries.map(move |entry| (folder, entry.expect("a folder can be listed").path()))
    });
    let yaml = files.filter(|(_, path)| path.extension().is_some_and(|ending| ending == "yaml"));
    let yaml = yaml.filter(|(_, path)| !path.ends_with("corrections.yaml"));
    SourceMap::new(yaml.map(|(folder, path)| {
        let name = path.file_name().expect("it is a file").to_string_lossy();
        (format!("{folder}{name}"), fs::read(&path).expect("a file of the spec can be read"))
    }))
}

#[test]
fn nothing_is_wrong_with_the_spec() {
    let sources = files();
    let mut diagnostics = Diagnostics::default();
    let all = sources.files().iter().map(|file| crate::read(file, &mut diagnostics));
    assert!(all.collect::<Vec<_>>().into_iter().all(|fine| fine), "{}", diagnostics.render(&sources));
    assert_eq!(diagnostics, Diagnostics::default());
}
