//! Writes YAML in one fixed layout: what is short stands on one line, what is long in a block.
//!
//! The same value gives the same text, and reading the text gives the value back.

use serde_json::{Map, Value};

/// The longest line on which a list or a map stands in brackets.
const SHORT: usize = 100;

/// The longest line of a text that is folded.
const LONG: usize = 116;

/// Keys whose map is a block however short it is: its entries are what a reader looks for.
const BLOCKS: &[&str] = &["properties", "actions", "examples"];

/// A document: the text of a map or a list.
pub(crate) fn document(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => entries(map, 0, &mut out),
        Value::Array(list) if !list.is_empty() => items(list, 0, &mut out),
        plain => out.push_str(&format!("{}\n", flow(plain))),
    }
    out
}

fn entries(map: &Map<String, Value>, indent: usize, out: &mut String) {
    for (index, (name, value)) in map.iter().enumerate() {
        // The first entry of an item stands behind its dash.
        if index > 0 || out.is_empty() || out.ends_with('\n') {
            out.push_str(&" ".repeat(indent));
        }
        let name_text = key(name);
        out.push_str(&name_text);
        out.push(':');
        behind(value, indent + name_text.chars().count() + 2, indent, BLOCKS.contains(&name.as_str()), out);
    }
}

fn items(list: &[Value], indent: usize, out: &mut String) {
    for item in list {
        out.push_str(&format!("{}-", " ".repeat(indent)));
        match item {
            Value::Object(map) if !map.is_empty() && !is_short(item, indent + 2) => {
                out.push(' ');
                entries(map, indent + 2, out);
            }
            _ => behind(item, indent + 2, indent, false, out),
        }
    }
}

/// What stands behind a key or a dash, from a column on, in a block of an indent.
fn behind(value: &Value, column: usize, indent: usize, block: bool, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() && (block || !is_short(value, column)) => {
            out.push('\n');
            entries(map, indent + 2, out);
        }
        Value::Array(list) if !list.is_empty() && ((block && !scalars(list)) || !is_short(value, column)) => {
            out.push('\n');
            items(list, indent + 2, out);
        }
        Value::String(text) if column + text.chars().count() > LONG && folds(text) => {
            out.push_str(" >-\n");
            fold(text, indent + 2, out);
        }
        Value::String(text) => out.push_str(&format!(" {}\n", scalar(text, false))),
        plain => out.push_str(&format!(" {}\n", flow(plain))),
    }
}

fn scalars(list: &[Value]) -> bool {
    list.iter().all(|item| !item.is_object() && !item.is_array())
}

/// Whether a list or a map fits on its line, and can be read there.
fn is_short(value: &Value, column: usize) -> bool {
    let has_parts = matches!(value, Value::Object(_) | Value::Array(_));
    !has_parts || (depth(value) <= 2 && !is_described(value) && column + flow(value).chars().count() <= SHORT)
}

/// How many maps stand in one another.
fn depth(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        Value::Array(list) => list.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Whether a text for readers stands in it.
fn is_described(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.contains_key("description") || map.values().any(is_described),
        Value::Array(list) => list.iter().any(is_described),
        _ => false,
    }
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text, true),
        Value::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let entries = map.iter().map(|(name, value)| format!("{}: {}", scalar(name, true), flow(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
}

fn key(name: &str) -> String {
    scalar(name, false)
}

/// A text, in quotes only where it would be read as something else.
fn scalar(text: &str, in_flow: bool) -> String {
    if is_plain(text) && !(in_flow && text.contains([',', '[', ']', '{', '}'])) {
        return text.to_owned();
    }
    let clean = !text.chars().any(char::is_control);
    if clean && text.contains(['\\', '"']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    // A JSON text is a YAML text; what YAML takes for a break or no character at all is escaped too.
    let mut quoted = String::new();
    for c in Value::String(text.to_owned()).to_string().chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted
}

/// Whether a text without quotes is that text.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next().is_some_and(|c| c.is_alphanumeric() || "_/^$.(\\<+~".contains(c));
    let breaks = text.ends_with([':', ' ']) || text.contains(": ") || text.contains(" #");
    let odd = text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\t'));
    // Other readers of YAML take some texts of digits, `-` and `:` for dates and times.
    let date = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['-', ':']);
    first && !date && !breaks && !odd && serde_yaml::from_str::<Value>(text).is_ok_and(|read| read == text)
}

/// Whether a text is the same when its lines are joined by one space.
fn folds(text: &str) -> bool {
    let words = text.split(' ');
    !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}'))
        && words.clone().all(|word| !word.is_empty())
        && words.count() > 1
}

fn fold(text: &str, indent: usize, out: &mut String) {
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > LONG {
            out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_layout_is_fixed() {
        let value = json!({
            "title": "A: b",
            "type": "object",
            "required": ["a", "b"],
            "properties": {
                "a": { "type": "string", "pattern": "^[A-F\\d]{24}$" },
                "$in": { "type": "array", "items": { "type": "string" }, "description": "Of it" },
                "yes": { "enum": ["true", "", "1.0", "a, b"] },
            },
            "examples": [{ "a": "x" }, { "b": [{ "c": [{ "d": { "e": 1 } }] }] }],
        });
        let text = document(&value);
        let expected = [
            "title: \"A: b\"",
            "type: object",
            "required: [a, b]",
            "properties:",
            "  a: { type: string, pattern: '^[A-F\\d]{24}$' }",
            "  $in:",
            "    type: array",
            "    items: { type: string }",
            "    description: Of it",
            "  yes: { enum: [\"true\", \"\", \"1.0\", \"a, b\"] }",
            "examples:",
            "  - { a: x }",
            "  - b:",
            "      - c: [{ d: { e: 1 } }]",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
        assert_eq!(serde_yaml::from_str::<Value>(&text).ok(), Some(value));
    }

    #[test]
    fn every_text_reads_back() {
        let long = "word ".repeat(60).trim_end().to_owned();
        let texts = [
            "",
            " ",
            "a ",
            "null",
            "~",
            "No",
            "0x1f",
            "1_000",
            "- a",
            "a: b",
            "a #b",
            "#a",
            "\\d'\"",
            "a\nb",
            "\t",
            "é",
            "2016-06-13",
            "2016-06-13T04:00:00.000Z",
            "{a}",
            "[a]",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "a\u{85}b",
            "1.30.0",
            "<<",
            "=",
            "y",
            "?",
            "? a",
            ".inf",
            "a\u{2028}b",
            "\u{7f}",
            &long,
        ];
        for text in texts {
            let value = json!({ text: text, "list": [text], "deep": { "more": { "map": { "of": text } } } });
            let written = document(&value);
            assert_eq!(serde_yaml::from_str::<Value>(&written).ok(), Some(value), "{written}");
        }
    }
}
