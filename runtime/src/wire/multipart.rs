//! Bodies of several parts: `multipart/form-data` (RFC 7578).

use crate::file_part::FilePart;

/// One part of a body.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) content: Content,
}

/// What a part holds.
#[derive(Clone)]
pub(crate) enum Content {
    /// A plain text, or JSON as text.
    Text(String),
    /// A file with its name and type.
    File(FilePart),
}

/// The content type of a body of these parts, and the body.
pub(crate) fn encode(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::with_capacity(parts.iter().map(|part| part.content.bytes().len() + 256).sum());
    for part in parts {
        body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head()).as_bytes());
        body.extend_from_slice(part.content.bytes());
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

impl Part {
    /// The header fields of the part, each with its line end.
    fn head(&self) -> String {
        let disposition = format!("Content-Disposition: form-data; name=\"{}\"", escaped(self.name));
        match &self.content {
            Content::Text(_) => format!("{disposition}\r\n"),
            Content::File(file) => format!(
                "{disposition}; filename=\"{}\"\r\nContent-Type: {}\r\n",
                escaped(file.name()),
                escaped(file.content_type())
            ),
        }
    }
}

impl Content {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::File(file) => file.bytes(),
        }
    }
}

/// A line that stands in no part. The same parts have the same boundary, so that a request can be compared.
fn boundary(parts: &[Part]) -> String {
    let candidates = (0_u64..).map(|number| format!("part-of-a-form-{number:016x}"));
    let is_free = |boundary: &String| parts.iter().all(|part| !contains(part.content.bytes(), boundary.as_bytes()));
    candidates.into_iter().find(is_free).expect("no body holds all numbers of 64 bits")
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// A value between quotes, as browsers escape it: it can neither end the quotes nor begin another line.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '"' => escaped.push_str("%22"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            c if c.is_ascii_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}
