//! JSON laid out for readers of a diff: what fits on a line stands on one.

use serde_json::Value;

/// The most characters of a line that holds more than one value.
const WIDTH: usize = 120;

/// A value as text, two spaces an indentation, with a line break at the end.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, 0, &mut out);
    out.push('\n');
    out
}

/// Writes a value behind `used` characters of its line.
fn write(value: &Value, indent: usize, used: usize, out: &mut String) {
    let mut line = String::new();
    if fits(value, WIDTH.saturating_sub(used + 1), &mut line) {
        out.push_str(&line);
        return;
    }
    let inner = indent + 2;
    let margin = " ".repeat(inner);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "[\n" } else { ",\n" });
                out.push_str(&margin);
                write(item, inner, inner, out);
            }
            out.push_str(&format!("\n{}]", " ".repeat(indent)));
        }
        Value::Object(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "{\n" } else { ",\n" });
                let key = format!("{margin}{}: ", Value::from(key.as_str()));
                out.push_str(&key);
                write(value, inner, key.len(), out);
            }
            out.push_str(&format!("\n{}}}", " ".repeat(indent)));
        }
        plain => out.push_str(&plain.to_string()),
    }
}

/// Writes a value on one line; false as soon as it is longer than `room`.
fn fits(value: &Value, room: usize, line: &mut String) -> bool {
    match value {
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                line.push_str(if index == 0 { "[" } else { ", " });
                if !fits(item, room, line) {
                    return false;
                }
            }
            line.push(']');
        }
        Value::Object(entries) if !entries.is_empty() => {
            for (index, (key, value)) in entries.iter().enumerate() {
                line.push_str(if index == 0 { "{ " } else { ", " });
                line.push_str(&format!("{}: ", Value::from(key.as_str())));
                if !fits(value, room, line) {
                    return false;
                }
            }
            line.push_str(" }");
        }
        plain => line.push_str(&plain.to_string()),
    }
    line.len() <= room
}
