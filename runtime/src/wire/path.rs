//! From a path template and its values to the path of a request.

use super::percent;

/// Appends the template with its values filled in, or says which parameter cannot be sent and why.
///
/// Empty values, `.` and `..` are refused, because no encoding saves them: URL libraries and servers collapse
/// such segments even when they are written `%2E%2E`, and the request would reach another resource.
pub(crate) fn expand(template: &str, values: &[(&'static str, String)], out: &mut String) -> Result<(), String> {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        percent::encode(value_of(name, values)?, out);
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

fn value_of<'v>(name: &str, values: &'v [(&'static str, String)]) -> Result<&'v str, String> {
    match values.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.as_str()) {
        None => Err(format!("path parameter `{name}` is missing")),
        Some("") => Err(format!("path parameter `{name}` is empty")),
        Some(value @ ("." | "..")) => {
            Err(format!("path parameter `{name}` is `{value}`, which would name another resource"))
        }
        Some(value) => Ok(value),
    }
}
