//! The diagnostics of YAML.

use super::Document;
use super::fault::{Fault, FaultKind};
use super::tree::Tree;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, similar};
use crate::source::{SourceFile, Span};

/// A part of YAML that the dialect does not have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refused {
    /// A second document.
    Document,
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `<<`.
    Merge,
    /// `!name`.
    Tag,
    /// A list or a map as a key.
    Key,
    /// Too many levels.
    Depth,
}

/// The text is not YAML; the line and column count from 1, the column in characters.
pub(super) fn syntax(file: &SourceFile, (line, column): (usize, usize), reason: &str) -> Diagnostic {
    let reason = reason.split(" at line ").next().unwrap_or(reason);
    let span = nearest(file, line, column);
    let remedy = REMEDIES.iter().find(|(part, _)| reason.contains(part)).map(|(_, remedy)| *remedy);
    Diagnostic::new(Code::BadYaml, span, "this is not YAML").label(reason).help(
        remedy.unwrap_or("look at this line and the one before it: indentation, quotes and brackets have to match"),
    )
}

/// What to do about a syntax error, by a part of the parser's reason.
const REMEDIES: &[(&str, &str)] = &[
    ("tab", "indent with spaces"),
    ("mapping values are not allowed", "put a text that holds `: ` in quotes, and give each key a line of its own"),
    ("quoted scalar", "close the quotes that a text begins with; in double quotes write a backslash as `\\\\`"),
    ("flow sequence", "close the bracket with `]` and put commas between the items"),
    ("flow mapping", "close the brace with `}` and put commas between the entries"),
    ("simple key expect", "write `key: value`, with a colon and a space"),
    ("did not find expected key", "give all keys of a map the same indentation"),
    ("indentation", "give all parts of a map or a list the same indentation"),
    ("plain scalar", "put a text that begins with a special character in quotes"),
    ("cannot start any token", "put a text that begins with a special character in quotes"),
    ("unexpected character", "put a text that begins with a special character in quotes"),
];

/// The character at a line and column, or the last one before it that is not white space.
fn nearest(file: &SourceFile, line: usize, column: usize) -> Span {
    let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = file.text.get(start..).unwrap_or_default();
    let offset: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    let at = start + offset;
    let width = |offset: usize| file.text.get(offset..).and_then(|rest| rest.chars().next()).map(char::len_utf8);
    match width(at) {
        Some(width) if !file.text[at..].starts_with(char::is_whitespace) => file.span(at..at + width),
        _ => {
            let end = file.text.get(..at).unwrap_or(&file.text).trim_end().len();
            let start = file.text[..end].char_indices().next_back().map_or(0, |(offset, _)| offset);
            file.span(start..end)
        }
    }
}

/// The file has no value.
pub(super) fn only_comments(file: &SourceFile) -> Diagnostic {
    let first = file.text.lines().next().unwrap_or_default();
    Diagnostic::new(Code::EmptyFile, file.span(0..first.len()), "this file holds nothing but comments")
        .help("write what it is to describe, or delete it")
}

/// Something that is YAML, but not of the dialect.
pub(super) fn refused(span: Span, refused: Refused) -> Diagnostic {
    let (message, help) = match refused {
        Refused::Document => ("a second document begins here", "make it a file of its own"),
        Refused::Anchor => {
            ("an anchor stands here", "remove `&` and the name, and write the value wherever it is needed")
        }
        Refused::Alias => {
            ("an alias stands here", "write the value itself; a text that begins with `*` stands in quotes")
        }
        Refused::Merge => ("a merge key stands here", "write the entries themselves"),
        Refused::Tag => ("a tag stands here", "remove it; a text that begins with `!` stands in quotes"),
        Refused::Key => ("this key is not a text", "write a word, or a text in quotes, before the colon"),
        Refused::Depth => ("this is nested too deeply", "make a part of it a file of its own"),
    };
    Diagnostic::new(Code::BadYaml, span, message).label("not in this dialect of YAML").help(help)
}

/// A key that its map already has.
pub(super) fn doubled_key(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::DoubledKey, second, format!("the key `{key}` stands twice"))
        .label("again here")
        .related(first, "first defined here")
        .help("remove one of the two")
}

/// A mistake that was found while reading into a type.
pub(super) fn fault(document: &Document, fault: &Fault) -> Diagnostic {
    match &fault.kind {
        FaultKind::UnknownKey { keys } => unknown_key(document, fault.pointer(), keys),
        FaultKind::MissingKey { key } => missing_key(document, fault.pointer(), key),
        FaultKind::UnknownWord { words } => unknown_word(document, fault.pointer(), words),
        FaultKind::WrongShape { expected } => wrong_shape(document, fault.pointer(), expected),
    }
}

fn unknown_key(document: &Document, pointer: &str, keys: &[&str]) -> Diagnostic {
    let span = document.locate_key(pointer);
    let key = super::pointer::split(pointer).map(|(_, key)| key).unwrap_or_default();
    Diagnostic::new(Code::UnknownKey, span, format!("unknown key `{key}`"))
        .label("means nothing here")
        .help(choices(&key, keys, "keys"))
}

fn missing_key(document: &Document, pointer: &str, key: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, document.locate_key(pointer), format!("the key `{key}` is missing"))
        .label("in what begins here")
        .help(format!("add `{key}: …`"))
}

fn unknown_word(document: &Document, pointer: &str, words: &[&str]) -> Diagnostic {
    let (span, word) = match document.tree.find(pointer) {
        Some(Tree::Text(word)) => (document.locate(pointer), word.as_str()),
        Some(Tree::Map(entries)) if entries.len() == 1 => {
            let word = entries.keys().next().map_or("", String::as_str);
            (document.locate_key(&super::pointer::child(pointer, word)), word)
        }
        _ => return wrong_shape(document, pointer, "a word"),
    };
    Diagnostic::new(Code::WrongShape, span, format!("`{word}` is no word that can stand here"))
        .label("unknown")
        .help(choices(word, words, "words"))
}

fn wrong_shape(document: &Document, pointer: &str, expected: &str) -> Diagnostic {
    let span = document.locate(pointer);
    let written = document.written(span);
    let help = match document.tree.find(pointer) {
        Some(Tree::Bool(_) | Tree::Number(_)) if is_text(expected) => format!("put it in quotes: `\"{written}\"`"),
        Some(Tree::Null) if is_text(expected) && written == "null" => "put it in quotes: `\"null\"`".to_owned(),
        Some(Tree::Null) => format!("write {expected} behind the colon, or remove the key"),
        Some(Tree::Text(text)) if looks_quoted(expected, text) => format!("remove the quotes: `{text}`"),
        Some(Tree::Bool(true)) if expected == "a schema" => "write `{}` for a schema that allows anything".to_owned(),
        _ => format!("put {expected} here"),
    };
    let message = format!("expected {expected}, found {}", found(document, pointer));
    Diagnostic::new(Code::WrongShape, span, message).label("of the wrong kind").help(help)
}

fn is_text(expected: &str) -> bool {
    matches!(expected, "a text" | "a word")
}

/// Whether a text is only in the way of the value that it holds.
fn looks_quoted(expected: &str, text: &str) -> bool {
    let number = expected.contains("number") && text.parse::<f64>().is_ok();
    number || expected == "`true` or `false`" && matches!(text, "true" | "false")
}

/// What stands at a place, in plain words.
fn found(document: &Document, pointer: &str) -> String {
    match document.tree.find(pointer) {
        None | Some(Tree::Null) => "nothing".to_owned(),
        Some(Tree::Bool(value)) => format!("`{value}`"),
        Some(Tree::Number(_)) => format!("the number `{}`", document.written(document.locate(pointer))),
        Some(Tree::Text(text)) => match shorten(text) {
            Some(short) => format!("the text `{short}…`"),
            None => format!("the text `{text}`"),
        },
        Some(Tree::List(_)) => "a list".to_owned(),
        Some(Tree::Map(_)) => "a map".to_owned(),
    }
}

/// The beginning of a text that is too long to be repeated.
fn shorten(text: &str) -> Option<&str> {
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().nth(40).map_or(line.len(), |(offset, _)| offset);
    (end < text.trim_end().len()).then(|| &line[..end])
}

/// "did you mean", and what can stand there.
pub(in crate::front) fn choices(given: &str, all: &[&str], what: &str) -> String {
    let quoted = |one: &&str| if one.is_empty() { "`\"\"`".to_owned() } else { format!("`{one}`") };
    let listed = all.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let listed =
        if all.is_empty() { format!("there are no {what} here") } else { format!("the {what} here are {listed}") };
    match similar(given, all.iter().copied()) {
        Some(one) => format!("did you mean `{one}`? {}", capitalized(&listed)),
        None => listed,
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
