//! The text of a cell: markup off, escapes resolved.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A range without the white space at both of its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.end - part.trim_start().len();
    start..start.max(range.start + part.trim_end().len())
}

/// A word or a value as it is meant: without the backticks around it, backslash escapes and entities resolved. Stars and
/// underscores stay, for `my*token` and `_actions` are no emphasis.
pub(super) fn plain(raw: &str) -> String {
    let raw = raw.trim();
    match in_backticks(raw) {
        Some(code) => code.trim().replace("\\|", "|"),
        None => unescape(raw, |escaped| escaped.is_ascii_punctuation()),
    }
}

/// Markdown on one line, with pipes and entities resolved and without `<br/>`.
pub(super) fn markdown(raw: &str) -> String {
    let raw = unescape(raw, |escaped| escaped == '|');
    let raw = raw.replace("<br/>", " ").replace("<br />", " ").replace("<br>", " ");
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the backticks that a text begins and ends with.
fn in_backticks(raw: &str) -> Option<&str> {
    let inner = raw.strip_prefix('`')?.strip_suffix('`')?;
    (!inner.is_empty() && !inner.contains('`')).then_some(inner)
}

/// Resolves entities, and backslashes before the characters asked for.
fn unescape(raw: &str, escapable: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let escaped = rest.strip_prefix('\\').and_then(|behind| behind.chars().next());
        let (piece, length) = match (escaped, entity(rest)) {
            (Some(escaped), _) if escapable(escaped) => (escaped.to_string(), 1 + escaped.len_utf8()),
            (Some('\\'), _) => ("\\\\".to_owned(), 2),
            (_, Some((decoded, length))) => (decoded, length),
            _ => (rest[..1].to_owned(), 1),
        };
        out.push_str(&piece);
        rest = &rest[length..];
    }
    out + rest
}

/// The character that an entity at the start of a text stands for, and the entity's length.
fn entity(text: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 40;
    let behind = text.strip_prefix('&')?;
    let name = &behind[..behind.find(';').filter(|&end| end < LONGEST)?];
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') {
        return None;
    }
    let whole = &text[..name.len() + 2];
    let decoded: String = Parser::new(whole).filter_map(as_text).collect();
    (decoded != whole && !decoded.is_empty()).then_some((decoded, whole.len()))
}

fn as_text(event: Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    }
}
