//! The parts of a body of `multipart/form-data` (RFC 7578), read back.

/// One part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    /// The name of a file; none for a plain value.
    pub(super) file_name: Option<String>,
    pub(super) content: Vec<u8>,
}

/// The parts of a body, in order, or why it is no form.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = content_type.split_once("boundary=").map(|(_, rest)| rest.split(';').next().unwrap_or(rest));
    let boundary = boundary.ok_or("the content type names no boundary")?.trim().trim_matches('"');
    let line = format!("\r\n--{boundary}");
    // The first boundary has no line before it.
    let whole = [b"\r\n", body].concat();
    let mut rest = after(&whole, line.as_bytes()).ok_or("the body does not begin with its boundary")?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let (part, behind) = cut(rest, line.as_bytes()).ok_or("the body does not end with its boundary")?;
        parts.push(read(part)?);
        rest = behind;
    }
    Ok(parts)
}

fn read(part: &[u8]) -> Result<Part, String> {
    let (head, content) = cut(part, b"\r\n\r\n").ok_or("a part has no empty line behind its headers")?;
    let head = String::from_utf8_lossy(head);
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"));
    let disposition = disposition.ok_or("a part has no `Content-Disposition`")?;
    let name = parameter(disposition, "name").ok_or("a part has no name")?;
    Ok(Part { name, file_name: parameter(disposition, "filename"), content: content.to_vec() })
}

/// The value of `key="value"`, unescaped as browsers escape it.
fn parameter(disposition: &str, key: &str) -> Option<String> {
    let (_, rest) = disposition.split_once(&format!("; {key}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

fn cut<'b>(bytes: &'b [u8], needle: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(needle.len()).position(|window| window == needle)?;
    Some((&bytes[..at], &bytes[at + needle.len()..]))
}

fn after<'b>(bytes: &'b [u8], needle: &[u8]) -> Option<&'b [u8]> {
    cut(bytes, needle).map(|(_, behind)| behind)
}
