//! The workspaces that the tests begin with: the example of the generator, and this repository's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use restgen::{Files, SourceMap};

/// Files by path, as they are on the disk.
pub(crate) type Texts = BTreeMap<String, String>;

/// The folder with `spec/` and `generated/` in it.
pub(crate) fn roots() -> [PathBuf; 2] {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    [generator.join("tests/library"), generator.join("..")]
}

/// The spec of the example.
pub(crate) fn library() -> Texts {
    texts(&roots()[0].join("spec"))
}

/// Every file below a folder, by its path in it.
pub(crate) fn texts(folder: &Path) -> Texts {
    let mut texts = Texts::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it is below the folder");
            let parts: Vec<_> = name.iter().map(|part| part.to_str().expect("a name is UTF-8")).collect();
            texts.insert(parts.join("/"), fs::read_to_string(&path).expect("the file is text"));
        }
    }
    texts
}

pub(crate) fn sources(texts: &Texts) -> SourceMap {
    SourceMap::new(texts.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())))
}

/// The files of a spec that has no error.
pub(crate) fn files(sources: &SourceMap) -> Files {
    match restgen::generate(sources) {
        Ok(output) => output.files,
        Err(diagnostics) => panic!("{}", diagnostics.render(sources)),
    }
}

pub(crate) fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "rs")
}
