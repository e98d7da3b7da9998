//! The JSON path of a place in a text, found by reading the text up to there.
//!
//! Nothing is tracked while decoding: a fault is rare, and one more walk over the text is cheap.

use super::scan::plain_end;

/// A bracket that is open at the place looked for.
enum Open<'a> {
    Array(usize),
    Object(Option<&'a str>),
}

/// How many bytes of a key a path shows; a server could otherwise make paths as long as its answer.
const LONGEST_KEY: usize = 100;

/// The path to the value at `place`, as `items[3].name`.
///
/// The text up to there is taken to be JSON; if it is not, the path is merely of less use.
pub(super) fn find(text: &str, place: usize) -> String {
    let (mut open, mut at) = (Vec::new(), 0);
    walk(text, place, &mut open, &mut at);
    render(&open)
}

/// The paths to the values at some places, which are in order.
pub(super) fn find_all(text: &str, places: &[usize]) -> Vec<String> {
    let (mut open, mut at) = (Vec::new(), 0);
    let path = |place: &usize| {
        walk(text, *place, &mut open, &mut at);
        render(&open)
    };
    places.iter().map(path).collect()
}

/// Goes on to a place, keeping book of the brackets that are open.
fn walk<'a>(text: &'a str, place: usize, open: &mut Vec<Open<'a>>, position: &mut usize) {
    let bytes = text.as_bytes();
    let mut at = *position;
    while at < place.min(bytes.len()) {
        let start = at;
        at += 1;
        match (bytes[start], open.last_mut()) {
            (b'[', _) => open.push(Open::Array(0)),
            (b'{', _) => open.push(Open::Object(None)),
            (b']' | b'}', _) => drop(open.pop()),
            (b',', Some(Open::Array(index))) => *index += 1,
            (b',', Some(Open::Object(key))) => *key = None,
            (b'"', top) => {
                at = string_end(bytes, at);
                if let Some(Open::Object(key @ None)) = top
                    && at <= place
                {
                    *key = text.get(start..at);
                }
            }
            _ => {}
        }
    }
    *position = at;
}

/// The place after the closing quote of a string whose opening quote stands before `at`.
pub(super) fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at = plain_end(bytes, at);
        match bytes.get(at) {
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

/// The place of the opening quote of the string that ends before `end`.
pub(super) fn string_start(bytes: &[u8], end: usize) -> usize {
    let mut at = end.saturating_sub(1);
    while let Some(quote) = bytes.get(..at).and_then(|before| before.iter().rposition(|byte| *byte == b'"')) {
        let escapes = bytes[..quote].iter().rev().take_while(|byte| **byte == b'\\').count();
        if escapes % 2 == 0 {
            return quote;
        }
        at = quote;
    }
    0
}

fn render(open: &[Open<'_>]) -> String {
    let mut path = String::new();
    for bracket in open {
        match bracket {
            Open::Array(index) => path.extend(["[", &index.to_string(), "]"]),
            Open::Object(Some(quoted)) => push_key(&mut path, inside(quoted)),
            Open::Object(None) => {}
        }
    }
    path
}

/// What stands between the quotes of a string.
fn inside(quoted: &str) -> &str {
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default()
}

/// Adds a key, as it is written between its quotes.
pub(super) fn push_key(path: &mut String, key: &str) {
    let shown = &key[..key.floor_char_boundary(LONGEST_KEY)];
    if is_identifier(key) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(shown);
    } else {
        path.extend(["[\"", shown, "\"]"]);
    }
}

fn is_identifier(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$'))
        && key.chars().all(|next| next.is_ascii_alphanumeric() || matches!(next, '_' | '$'))
}
