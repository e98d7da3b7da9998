//! The query of a request, read back: pairs, and values that are spread over bracketed names.

use serde_json::{Map, Value};

use super::fit::Misfit;

/// The decoded pairs of a target: what stands behind its `?`.
pub(in crate::testing) fn pairs(target: &str) -> Result<Vec<(String, String)>, String> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decoded(name)?, decoded(value)?))
        })
        .collect()
}

/// A text without its percent encoding.
pub(in crate::testing) fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        let byte = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.ok_or_else(|| format!("`{text}`: a `%` without two hexadecimal digits"))?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).map_err(|_| format!("`{text}` is no UTF-8"))
}

/// How deep brackets may lie in each other.
const DEEPEST: usize = 32;

/// The value of `name[a][0]=b` and its like: each pair is what stands behind the name, and the text. An object whose
/// keys count from 0 is a list.
pub(super) fn spread<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Result<Value, Misfit> {
    let mut root = Value::Null;
    for (brackets, text) in pairs {
        let keys = keys(brackets)?;
        let mut place = &mut root;
        for key in keys {
            if place.is_null() {
                *place = Value::Object(Map::new());
            }
            let object = place.as_object_mut().ok_or_else(|| twice(brackets))?;
            place = object.entry(key).or_insert(Value::Null);
        }
        if !place.is_null() {
            return Err(twice(brackets));
        }
        *place = text.into();
    }
    Ok(with_lists(root))
}

fn twice(brackets: &str) -> Misfit {
    Misfit::new(format!("`{brackets}` has two values"))
}

/// The keys in `[a][0]`.
fn keys(brackets: &str) -> Result<Vec<&str>, Misfit> {
    let inner = brackets.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let keys: Vec<&str> = inner
        .ok_or_else(|| Misfit::new("expected a name with brackets, such as `[0]` or `[key]`, behind it"))?
        .split("][")
        .collect();
    if keys.len() > DEEPEST {
        return Err(Misfit::new(format!("more than {DEEPEST} brackets")));
    }
    Ok(keys)
}

fn with_lists(value: Value) -> Value {
    let Value::Object(entries) = value else { return value };
    let counts = |map: &Map<String, Value>| (0..map.len()).all(|index| map.contains_key(&index.to_string()));
    if entries.is_empty() || !counts(&entries) {
        return Value::Object(entries.into_iter().map(|(key, value)| (key, with_lists(value))).collect());
    }
    let mut numbered: Vec<(usize, Value)> =
        entries.into_iter().filter_map(|(key, value)| Some((key.parse().ok()?, with_lists(value)))).collect();
    numbered.sort_by_key(|(index, _)| *index);
    Value::Array(numbered.into_iter().map(|(_, value)| value).collect())
}
