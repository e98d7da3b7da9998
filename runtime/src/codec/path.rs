//! The JSON path of a place in a text, found by reading the text up to there.
//!
//! Nothing is tracked while decoding: a fault is rare, and one more walk over the text is cheap.

use super::scan::plain_end;

/// A bracket that is open at the place looked for.
enum Open<'a> {
    Array(usize),
    Object(Option<&'a str>),
}

/// The path to the value at `place`, as `items[3].name`.
///
/// The text up to there is taken to be JSON; if it is not, the path is merely of less use.
pub(super) fn find(text: &str, place: usize) -> String {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
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
    render(&open)
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

fn render(open: &[Open<'_>]) -> String {
    let mut path = String::new();
    for bracket in open {
        match bracket {
            Open::Array(index) => path.extend(["[", &index.to_string(), "]"]),
            Open::Object(Some(quoted)) => push_key(&mut path, quoted),
            Open::Object(None) => {}
        }
    }
    path
}

/// Adds a key that is given with its quotes.
fn push_key(path: &mut String, quoted: &str) {
    let key = quoted.trim_matches('"');
    if is_identifier(key) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    } else {
        path.push('[');
        path.push_str(quoted);
        path.push(']');
    }
}

fn is_identifier(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$'))
        && key.chars().all(|next| next.is_ascii_alphanumeric() || matches!(next, '_' | '$'))
}
