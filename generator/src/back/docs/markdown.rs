//! Texts as Markdown that the front end reads as the same texts.

/// A row of a table.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The anchor that a heading has: `API Token` is `api-token`.
pub(super) fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// A plain text in a cell or a heading: nothing in it is markup.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '|' | '`' | '[' | ']' => out.extend(['\\', c]),
            '<' => out += "&lt;",
            '&' if begins_entity(&text[at..]) => out += "&amp;",
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A value in a cell. The words that mean that there is none stand in backticks.
pub(super) fn value(text: &str) -> String {
    if text == "undefined" { "`undefined`".to_owned() } else { cell(text) }
}

/// Markdown in a cell: what it is made of stays, and no pipe ends the cell.
pub(super) fn description(markdown: &str) -> String {
    prose(markdown).replace('|', "\\|")
}

/// Markdown as a paragraph. A `<` is a character; in code it stays as it is.
pub(super) fn prose(markdown: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    for (at, c) in markdown.char_indices() {
        match c {
            '`' => {
                in_code = !in_code;
                out.push(c);
            }
            '<' if !in_code => out += "&lt;",
            '&' if begins_entity(&markdown[at..]) => out += "&amp;",
            c => out.push(c),
        }
    }
    out
}

/// Whether a text begins as `&amp;` does.
fn begins_entity(text: &str) -> bool {
    let behind = text.trim_start_matches('&');
    let name = behind.split(|c: char| !c.is_ascii_alphanumeric() && c != '#').next().unwrap_or_default();
    !name.is_empty() && behind[name.len()..].starts_with(';')
}

/// The sentence that lists accepted values, behind a description.
pub(super) fn with_values(description: &str, values: &[String]) -> String {
    let values = values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
    match description {
        "" => format!("Accepted values are: {values}"),
        text if text.ends_with(['.', '!', '?', ';', ':', '>']) => format!("{text} Accepted values are: {values}"),
        text => format!("{text} (accepted values are: {values})"),
    }
}

/// A value as an item of a list: in quotes where it would be read as something else.
fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+' | '*');
    if !value.is_empty() && value.chars().all(plain) && !value.ends_with('.') {
        return value.to_owned();
    }
    if value.contains(['`', '|', '&']) { format!("\"{}\"", cell(value)) } else { format!("`{value}`") }
}
