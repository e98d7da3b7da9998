//! Methods and path templates.

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::yaml::choices;
use crate::ir::{Method, PathTemplate};
use crate::source::Span;

/// The HTTP method of that name.
pub fn method(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Method> {
    let method = Method::from_name(text);
    if method.is_none() {
        let names: Vec<&str> = Method::ALL.into_iter().map(Method::as_str).collect();
        let diagnostic = Diagnostic::new(Code::BadMethod, span, format!("`{text}` is no HTTP method"))
            .label("unknown")
            .help(choices(text, &names, "methods"));
        diagnostics.push(diagnostic);
    }
    method
}

/// The path template that a text is. It begins with `/` and does not end in one, no part is empty, and each parameter
/// stands once, as `{name}`.
pub fn path_template(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<PathTemplate> {
    match parse(text) {
        Ok(names) => Some(PathTemplate { text: text.to_owned(), names }),
        Err((mistake, help)) => {
            let diagnostic = Diagnostic::new(Code::BadPath, span, format!("malformed path: {mistake}"))
                .label("not a path template")
                .help(help);
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// The mistake and its remedy.
type Mistake = (String, String);

fn parse(text: &str) -> Result<Vec<String>, Mistake> {
    if text.is_empty() {
        return mistake("it is empty", "write it, from its first `/` on");
    }
    let Some(parts) = text.strip_prefix('/') else {
        return mistake("it does not begin with `/`", format!("write `/{text}`"));
    };
    if text.len() > 1 && text.ends_with('/') {
        return mistake("it ends in `/`", format!("write `{}`", text.trim_end_matches('/')));
    }
    let mut names = Vec::new();
    for part in parts.split('/') {
        match part {
            "" => return mistake("a part of it is empty", "write something between and behind the slashes"),
            "." | ".." => return mistake(format!("`{part}` is no part of a path"), "write the whole path"),
            _ => parse_part(part, &mut names)?,
        }
    }
    Ok(names)
}

/// Reads what stands between two slashes.
fn parse_part(part: &str, names: &mut Vec<String>) -> Result<(), Mistake> {
    let mut rest = part;
    while let Some((literal, behind)) = rest.split_once('{') {
        check_literal(literal)?;
        let Some((name, behind)) = behind.split_once('}') else {
            return mistake("a `{` is not closed", "write a parameter as `{name}`, without `/` in it");
        };
        check_name(name)?;
        if names.iter().any(|known| known == name) {
            return mistake(format!("the parameter `{name}` stands twice"), "give each parameter a name of its own");
        }
        names.push(name.to_owned());
        rest = behind;
    }
    check_literal(rest)
}

fn check_name(name: &str) -> Result<(), Mistake> {
    if name.is_empty() {
        return mistake("a parameter has no name", "write the name between `{` and `}`");
    }
    match name.chars().find(|one| !(one.is_ascii_alphanumeric() || "_-.$".contains(*one))) {
        Some('{') => mistake("a `{` stands in a parameter", "write a parameter as `{name}`"),
        Some(other) => mistake(
            format!("a parameter cannot have `{}` in its name", other.escape_debug()),
            "use letters, digits, `_`, `-`, `.` and `$`",
        ),
        None => Ok(()),
    }
}

fn check_literal(literal: &str) -> Result<(), Mistake> {
    match literal.chars().find(|one| !(one.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%".contains(*one))) {
        Some('}') => mistake("a `}` was not opened", "write a parameter as `{name}`"),
        Some('?') => mistake("it holds a query", "remove it from `?` on; the page's table lists query parameters"),
        Some('#') => mistake("it holds a fragment", "remove it from `#` on; a server never sees it"),
        Some(other) => mistake(
            format!("`{}` cannot stand in a path", other.escape_debug()),
            "remove it, or write it percent-encoded",
        ),
        None => Ok(()),
    }
}

fn mistake<T>(what: impl Into<String>, remedy: impl Into<String>) -> Result<T, Mistake> {
    Err((what.into(), remedy.into()))
}
