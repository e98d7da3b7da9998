//! What is checked in is what the specs say, whatever order their files come in.

use restgen::SourceMap;
use restgen::back::is_generated;

use crate::workspace::{files, roots, sources, texts};

/// `UPDATE_EXPECT=1` does not write these: `cargo xtask codegen` does, with `--root` for the example.
#[test]
fn generated_files_are_current() {
    for root in roots() {
        let made = files(&sources(&texts(&root.join("spec"))));
        let mut now = texts(&root.join("generated"));
        now.retain(|path, _| is_generated(path));
        assert!(now.keys().eq(made.keys()), "{}: files are missing or stale", root.display());
        for (path, text) in &made {
            assert!(is_generated(path), "{path} would never be found stale");
            assert!(now[path] == *text, "{}: `generated/{path}` is not current", root.display());
        }
    }
}

#[test]
fn the_order_of_reading_does_not_matter() {
    for root in roots() {
        let texts = texts(&root.join("spec"));
        let pairs = || texts.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
        let (forth, back) = (SourceMap::new(pairs()), SourceMap::new(pairs().rev()));
        assert_eq!(files(&forth), files(&back));
    }
}

/// Two runs over a spec with mistakes say the same, too.
#[test]
fn diagnostics_do_not_depend_on_the_order_of_reading() {
    let mut texts = texts(&roots()[0].join("spec"));
    for text in texts.values_mut() {
        *text = text.replace("schemas/", "schema/").replace("type: object", "type: objekt");
    }
    let pairs = || texts.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let said = |sources: &SourceMap| restgen::generate(sources).expect_err("it has mistakes").render(sources);
    assert_eq!(said(&SourceMap::new(pairs())), said(&SourceMap::new(pairs().rev())));
}
