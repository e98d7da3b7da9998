//! No text makes the front end panic, whatever is wrong with it.

use crate::{said, spec};

/// What is put in the place of a character.
const STRANGE: &[&str] = &[
    "", "\t", "\n", ":", "- ", "[", "{", "}", "\"", "'", "&a ", "*a", "!", "|", "? ", "#", "%", "\0", "ä", "~",
    "\u{feff}",
];

/// The beginning of each file of the spec: enough to hold every construct, and not so much that it takes long.
fn texts() -> Vec<(String, String)> {
    let sources = spec::files();
    let beginning = |text: &str| text.chars().take(700).collect::<String>();
    sources.files().iter().map(|file| (file.path.clone(), beginning(&file.text))).collect()
}

#[test]
fn cut_at_each_byte() {
    for (path, text) in texts() {
        for end in 0..text.len() {
            said(&path, &text.as_bytes()[..end]);
        }
    }
}

#[test]
fn without_a_line() {
    for (path, text) in texts() {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for without in 0..lines.len() {
            let rest = lines.iter().enumerate().filter(|(index, _)| *index != without);
            said(&path, rest.map(|(_, line)| *line).collect::<String>().as_bytes());
        }
    }
}

#[test]
fn with_a_strange_character() {
    for (path, text) in texts() {
        for (count, (at, old)) in text.char_indices().enumerate() {
            let strange = STRANGE[count % STRANGE.len()];
            said(&path, format!("{}{strange}{}", &text[..at], &text[at + old.len_utf8()..]).as_bytes());
        }
    }
}

#[test]
fn broken_utf8() {
    for at in [0, 7, 20] {
        let mut bytes = b"title: Thing\ntype: string\n".to_vec();
        bytes[at] = 0xff;
        assert!(said("schemas/thing.yaml", &bytes).contains("S0001"));
    }
}

#[test]
fn nested_without_an_end() {
    for opening in ["[", "{a: ", "- ", "? ", "items: {", "[{"] {
        said("schemas/thing.yaml", opening.repeat(20_000).as_bytes());
    }
    let deep = |depth: usize| format!("{}{}", "{items: ".repeat(depth), "}".repeat(depth));
    assert_eq!(said("schemas/thing.yaml", deep(63).replace("{items: }", "{}").as_bytes()), "");
    assert!(said("schemas/thing.yaml", deep(100).as_bytes()).contains("nested too deeply"));
}
