//! Bodies of several parts: `multipart/form-data` (RFC 7578), with names written as the HTML standard has it.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::mem;

use crate::body::{Piece, RequestBody};
use crate::file_part::FilePart;

/// One part of a body.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) name: Cow<'static, str>,
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

/// The content type of a body of these parts, and the body; or why it cannot be sent.
///
/// What is in memory is copied together; files and streams stay what they are until they are sent.
pub(crate) fn encode(parts: &[Part]) -> Result<(String, RequestBody), String> {
    let boundary = boundary(parts);
    let (mut pieces, mut bytes) = (Vec::new(), Vec::new());
    for part in parts {
        bytes.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head()?).as_bytes());
        match &part.content {
            Content::Text(text) => bytes.extend_from_slice(text.as_bytes()),
            Content::File(file) => match in_memory(file) {
                Some(content) => bytes.extend_from_slice(content),
                None => pieces.extend([Piece::Bytes(mem::take(&mut bytes).into()), Piece::File(file.clone())]),
            },
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let body = if pieces.is_empty() {
        RequestBody::Whole(bytes.into())
    } else {
        pieces.push(Piece::Bytes(bytes.into()));
        RequestBody::Pieces(pieces.into())
    };
    Ok((format!("multipart/form-data; boundary={boundary}"), body))
}

impl Part {
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, content: Content) -> Self {
        Self { name: name.into(), content }
    }

    /// The header fields of the part, each with its line end.
    fn head(&self) -> Result<String, String> {
        let name = escaped(&with_line_ends_of_html(&self.name));
        let disposition = format!("Content-Disposition: form-data; name=\"{name}\"");
        let Content::File(file) = &self.content else { return Ok(format!("{disposition}\r\n")) };
        let content_type = file.content_type();
        if content_type.chars().any(char::is_control) {
            return Err(format!(
                "content type of the file in part `{name}` has a control character, such as a line break"
            ));
        }
        Ok(format!("{disposition}; filename=\"{}\"\r\nContent-Type: {content_type}\r\n", escaped(file.name())))
    }

    /// What of the content can be looked through.
    fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Text(text) => Some(text.as_bytes()),
            Content::File(file) => in_memory(file),
        }
    }
}

/// The content of a file that needs no reading. Progress is told only of what is read.
fn in_memory(file: &FilePart) -> Option<&[u8]> {
    file.bytes().filter(|_| file.progress().is_none())
}

/// How many boundaries are tried before one is drawn.
const TRIED: u32 = 4;

/// A line that stands in no part. Parts in memory have the same boundary each time, so that requests can be compared.
/// Where the content is not known yet, or holds what was tried, it is drawn: nobody can know it before.
fn boundary(parts: &[Part]) -> String {
    let contents: Option<Vec<&[u8]>> = parts.iter().map(Part::bytes).collect();
    let is_free = |boundary: &String| {
        contents.as_ref().is_some_and(|contents| contents.iter().all(|bytes| !contains(bytes, boundary.as_bytes())))
    };
    let drawn = || RandomState::new().build_hasher().finish();
    let mut tried = (0..TRIED).map(|number| format!("part-of-a-form-{number:032x}"));
    tried.find(is_free).unwrap_or_else(|| format!("part-of-a-form-{:016x}{:016x}", drawn(), drawn()))
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The HTML standard has every line end in the name of a part be CRLF; the name of a file stays as it is.
fn with_line_ends_of_html(name: &str) -> String {
    name.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

/// A value between quotes, as the HTML standard escapes it: it can neither end the quotes nor begin another line.
fn escaped(value: &str) -> String {
    value.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
