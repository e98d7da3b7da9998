//! The sentence of a description that lists the accepted values.

use std::ops::Range;

use super::cell;

/// How such a sentence begins, in lower case.
const OPENINGS: &[&str] = &[
    "accepted values are:",
    "accepted values:",
    "accepted value is:",
    "allowed values are:",
    "allowed values:",
    "possible values are:",
    "possible values:",
    "valid values are:",
    "valid values:",
    "must be one of:",
    "one of:",
];

/// An enumeration in a description. All ranges are bytes of the description.
pub(super) struct Enumeration {
    /// The whole sentence.
    pub(super) sentence: Range<usize>,
    /// The values, each with the place of its text without quotes.
    pub(super) values: Vec<(String, Range<usize>)>,
}

/// Finds the sentence that lists the accepted values.
pub(super) fn find(description: &str) -> Option<Enumeration> {
    let lower = description.to_ascii_lowercase();
    let starts = lower.char_indices().map(|(at, _)| at).filter(|&at| begins_sentence(&lower[..at]));
    for start in starts {
        let Some(opening) = OPENINGS.iter().find(|opening| lower[start..].starts_with(**opening)) else { continue };
        let list = start + opening.len();
        let bracket = lower[..start].ends_with('(');
        let end = list + list_end(&description[list..], bracket);
        let values = split(description, list..end);
        if !values.is_empty() {
            return Some(Enumeration { sentence: sentence(description, start, end, bracket), values });
        }
    }
    None
}

fn begins_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.is_empty()
        || before.ends_with('(')
        || (trimmed != before && trimmed.ends_with(['.', '!', '?', ';', ':', '>']))
}

/// Where a list ends: at a full stop that ends its sentence, or at the bracket that it stands in.
fn list_end(text: &str, bracket: bool) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '`' | '"') => quote = Some(c),
            None if bracket && c == ')' => return at,
            None if c == '.' && text[at + 1..].chars().next().is_none_or(char::is_whitespace) => return at,
            Some(_) | None => {}
        }
    }
    text.len()
}

/// The sentence with the full stop or the brackets that belong to it.
fn sentence(description: &str, start: usize, end: usize, bracket: bool) -> Range<usize> {
    let start = if bracket { start - 1 } else { start };
    let closing = if bracket { ')' } else { '.' };
    let end = if description[end..].starts_with(closing) { end + 1 } else { end };
    start..end
}

/// The values of a list. Nothing behind a comma is the empty value: so the vendor prints one.
fn split(description: &str, list: Range<usize>) -> Vec<(String, Range<usize>)> {
    let list = cell::trim(description, list);
    if list.is_empty() {
        return Vec::new();
    }
    let mut pieces = at_commas(description, list);
    let end = pieces.pop().map(|piece| at_conjunction(description, piece)).unwrap_or_default();
    pieces.extend(end);
    pieces.into_iter().map(|piece| unquote(description, piece)).collect()
}

fn at_commas(description: &str, list: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = list.start;
    let mut quote = None;
    for (at, c) in description[list.clone()].char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '`' | '"') => quote = Some(c),
            None if c == ',' => {
                pieces.push(cell::trim(description, start..list.start + at));
                start = list.start + at + 1;
            }
            Some(_) | None => {}
        }
    }
    pieces.push(cell::trim(description, start..list.end));
    pieces
}

/// The last piece of a list: `or c`, or `b or c`, which are two values.
fn at_conjunction(description: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let text = &description[piece.clone()];
    for word in ["or ", "and "] {
        if text.starts_with(word) {
            return vec![cell::trim(description, piece.start + word.len()..piece.end)];
        }
    }
    for word in [" or ", " and "] {
        if let Some((before, behind)) = text.split_once(word)
            && is_one_value(before)
            && is_one_value(behind)
        {
            return vec![
                piece.start..piece.start + before.len(),
                cell::trim(description, piece.end - behind.len()..piece.end),
            ];
        }
    }
    vec![piece]
}

fn is_one_value(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && (!text.contains(char::is_whitespace) || text.starts_with(['`', '"', '\'']))
}

/// A value without the quotes around it, and its place.
fn unquote(description: &str, piece: Range<usize>) -> (String, Range<usize>) {
    let text = &description[piece.clone()];
    for quote in ['`', '"', '\''] {
        let inner = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
        if let Some(inner) = inner {
            let value = if quote == '`' { inner.to_owned() } else { cell::plain(inner) };
            return (value, piece.start + 1..piece.end - 1);
        }
    }
    (cell::plain(text), piece)
}
