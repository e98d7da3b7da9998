//! No text makes the Markdown front end panic, nor the rendering of what it says.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};
use proptest::sample::{Index, select};
use restgen::diagnostics::Diagnostics;
use restgen::front::page::{parse, to_json};
use restgen::source::SourceMap;

fn sample() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/good/gardenGates.md");
    fs::read_to_string(path).expect("the page can be read")
}

/// Does with a text all that is ever done with a page.
fn survive(text: impl Into<Vec<u8>>) {
    // A second file in front, so that spans do not begin at 0.
    let sources = SourceMap::new([("a.md".to_owned(), b"# A".to_vec()), ("b.md".to_owned(), text.into())]);
    let mut diagnostics = Diagnostics::default();
    let file = &sources.files()[1];
    if let Some(page) = parse(file, &mut diagnostics) {
        serde_json::to_string(&to_json(&page, file)).expect("a page can be written as JSON");
    }
    diagnostics.render(&sources);
}

#[test]
fn a_page_cut_anywhere() {
    let text = sample();
    for at in 0..text.len() {
        survive(&text.as_bytes()[..at]);
        survive(&text.as_bytes()[at..]);
    }
}

#[test]
fn a_page_without_some_lines() {
    let text = sample();
    let lines: Vec<_> = text.lines().collect();
    for length in [1, 2, 5] {
        for at in 0..lines.len() {
            let rest = lines.iter().take(at).chain(lines.iter().skip(at + length));
            survive(rest.copied().collect::<Vec<_>>().join("\n"));
        }
    }
}

#[test]
fn a_page_with_two_cells_swapped() {
    let text = sample();
    let pieces: Vec<_> = text.split('|').collect();
    for at in 0..pieces.len() - 3 {
        for other in [at + 1, at + 3, (at * 7) % pieces.len()] {
            let mut swapped = pieces.clone();
            swapped.swap(at, other);
            survive(swapped.join("|"));
        }
    }
}

/// What means something in Markdown or in the dialect.
fn piece() -> impl Strategy<Value = &'static str> {
    select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "|",
        "\\",
        "\\|",
        "`",
        "``",
        "```\n",
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "<",
        ">",
        "<br/>",
        "&",
        "&lt;",
        "&#124;",
        "&#0;",
        "&bogus;",
        "#",
        "# ",
        "## ",
        "### ",
        "#### ",
        "{#",
        "Actions",
        "Contents",
        "Authentication",
        "Available Parameters",
        "Error Responses",
        "Succesful Responses",
        "scopes:",
        "a, b, or c.",
        "or",
        "No ",
        "Accepted values are:",
        "(one of: ",
        ", ",
        ".",
        ". ",
        "\"",
        "'",
        "| Name | Type | Required | Description |\n",
        "| Code | Type | Description |\n",
        "| ---- | ---- | ---- |\n",
        "| - | - | - | - |\n",
        "[A](../a.json)",
        "[A](#a)",
        "undefined",
        "200",
        "404",
        "Y",
        "é",
        "\u{feff}",
        "\u{2028}",
        "\u{a0}",
        "😀",
        "\0",
        "---\n",
        "===\n",
        "- ",
        "> ",
        "<!--",
        "-->",
        "[a]: b\n",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn pieces_of_the_dialect(pieces in vec(piece(), 0..60)) {
        survive(pieces.concat());
    }

    #[test]
    fn pieces_put_into_a_page(changes in vec((any::<Index>(), 0_usize..20, piece()), 1..6)) {
        let mut text = sample();
        for (place, length, piece) in changes {
            let start = text.floor_char_boundary(place.index(text.len() + 1));
            let end = text.floor_char_boundary(start + length);
            text.replace_range(start..end, piece);
        }
        survive(text);
    }

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        survive(bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        survive(text.clone());
        survive(format!("# T\n\n## A\n\n#### Authentication\n{text}\n\n#### Errors\n\n|Code|Type|Description|\n|-|-|-|\n|{text}|\n"));
    }
}
