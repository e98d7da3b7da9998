//! The places of keys and values.

use expect_test::{Expect, expect};
use restgen::diagnostics::Diagnostics;
use restgen::front::yaml::Document;
use restgen::source::SourceMap;

/// The texts at the key and at the value of each pointer.
fn check(text: &str, pointers: &[&str], expected: &Expect) {
    // A file before it, so that its offsets do not begin at 0.
    let sources = SourceMap::new([("a".to_owned(), "größer".into()), ("b".to_owned(), text.as_bytes().to_vec())]);
    let mut diagnostics = Diagnostics::default();
    let document = Document::parse(&sources.files()[1], &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources)));
    let at = |span| {
        let (file, range) = sources.find(span);
        file.text[range].to_owned()
    };
    let line = |pointer: &&str| {
        let (key, value) = (at(document.locate_key(pointer)), at(document.locate(pointer)));
        format!("{pointer:?}: {key:?} {value:?}\n")
    };
    expected.assert_eq(&pointers.iter().map(line).collect::<String>());
}

#[test]
fn every_kind_of_value() {
    let text = "# Größe\n\"ä b\": 'ö'\nlist:\n  - ü: 1  # ß\n  - [x, { y: [zä], z: 2 }]\ntext: >-\n  a\n  b\nnone:\nlast: 😀 end\n";
    let pointers = [
        "",
        "/ä b",
        "/list",
        "/list/0",
        "/list/0/ü",
        "/list/1",
        "/list/1/0",
        "/list/1/1",
        "/list/1/1/y",
        "/list/1/1/y/0",
        "/list/1/1/z",
        "/text",
        "/none",
        "/last",
    ];
    check(
        text,
        &pointers,
        &expect![[r#"
        "": "\"ä b\": 'ö'" "\"ä b\": 'ö'"
        "/ä b": "\"ä b\"" "'ö'"
        "/list": "list" "- ü: 1  # ß"
        "/list/0": "ü: 1  # ß" "ü: 1  # ß"
        "/list/0/ü": "ü" "1"
        "/list/1": "[x, { y: [zä], z: 2 }]" "[x, { y: [zä], z: 2 }]"
        "/list/1/0": "x" "x"
        "/list/1/1": "{ y: [zä], z: 2 }" "{ y: [zä], z: 2 }"
        "/list/1/1/y": "y" "[zä]"
        "/list/1/1/y/0": "zä" "zä"
        "/list/1/1/z": "z" "2"
        "/text": "text" "a"
        "/none": "none" "none"
        "/last": "last" "😀 end"
    "#]],
    );
}

#[test]
fn nearest_place_around_what_is_not_there() {
    let text = "a:\n  b: [1]\n";
    check(
        text,
        &["/x", "/a/x/y", "/a/b/7", "/a/b/x", "/a/b/0/c", "no pointer"],
        &expect![[r#"
        "/x": "a:" "a:"
        "/a/x/y": "a" "b: [1]"
        "/a/b/7": "b" "[1]"
        "/a/b/x": "b" "[1]"
        "/a/b/0/c": "1" "1"
        "no pointer": "a:" "a:"
    "#]],
    );
}

#[test]
fn escapes_in_pointers() {
    check(
        "a/b~c: 1\n~1: 2\n",
        &["/a~1b~0c", "/~01"],
        &expect![[r#"
        "/a~1b~0c": "a/b~c" "1"
        "/~01": "~1" "2"
    "#]],
    );
}

#[test]
fn line_ends_and_byte_order_mark_of_windows() {
    check(
        "\u{feff}a: ä\r\nb:\r\n  - c\r\n  - d: e\r\n",
        &["/a", "/b", "/b/0", "/b/1/d"],
        &expect![[r#"
        "/a": "a" "ä"
        "/b": "b" "- c"
        "/b/0": "c" "c"
        "/b/1/d": "d" "e"
    "#]],
    );
}
