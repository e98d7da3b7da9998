//! Header fields: a small ordered list, and the rules for what may stand in one.

use std::fmt;

use bytes::Bytes;

/// The header fields of a request or a response, in order. Names are compared without regard to case.
///
/// `Debug` shows the values of well-known fields only: any other may be a credential.
#[derive(Default)]
pub struct Headers {
    /// All names and values, one behind the other: a message has some ten of each, and so they are a single allocation.
    text: String,
    fields: Vec<Field>,
}

/// Where a field stands in the text: its name up to `middle`, its value behind that.
#[derive(Clone, Copy)]
struct Field {
    start: usize,
    middle: usize,
    end: usize,
    sensitive: bool,
}

impl Headers {
    /// The value of the first field of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// What the server calls the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.get(name)).filter(|id| !id.is_empty())
    }

    /// Every field as name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|field| self.texts(field))
    }

    /// Whether the value of a field is a credential, to be kept out of every log.
    pub fn is_sensitive(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.sensitive && self.texts(field).0.eq_ignore_ascii_case(name))
    }

    /// The values of all fields that are credentials.
    pub(crate) fn credentials(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(|field| field.sensitive).map(|field| self.texts(field).1)
    }

    /// Room for so many more fields, of so many bytes in all.
    pub(crate) fn reserve(&mut self, fields: usize, bytes: usize) {
        self.fields.reserve(fields);
        self.text.reserve(bytes);
    }

    /// The same as shared bytes: each name, each value, and whether it is a credential.
    pub(crate) fn into_shared(self) -> impl Iterator<Item = (Bytes, Bytes, bool)> {
        let text = Bytes::from(self.text);
        let shared = move |field: Field| {
            (text.slice(field.start..field.middle), text.slice(field.middle..field.end), field.sensitive)
        };
        self.fields.into_iter().map(shared)
    }

    /// The first field of that name alone.
    pub(crate) fn only(&self, name: &str) -> Self {
        let mut only = Self::default();
        if let Some(value) = self.get(name) {
            only.append(name, value);
        }
        only
    }

    /// Sets a field; one set before under that name is replaced.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.replace(name, value, self.is_sensitive(name));
    }

    /// Sets a field whose value is never shown; one set before under that name is replaced.
    pub(crate) fn set_sensitive(&mut self, name: &str, value: &str) {
        self.replace(name, value, true);
    }

    /// Adds a field beside others of that name, as servers send them.
    pub(crate) fn append(&mut self, name: &str, value: &str) {
        let field = self.write(name, value, false);
        self.fields.push(field);
    }

    fn replace(&mut self, name: &str, value: &str, sensitive: bool) {
        let index = self.iter().position(|(known, _)| known.eq_ignore_ascii_case(name));
        let field = self.write(name, value, sensitive);
        match index {
            Some(index) => self.fields[index] = field,
            None => self.fields.push(field),
        }
    }

    fn write(&mut self, name: &str, value: &str, sensitive: bool) -> Field {
        let start = self.text.len();
        self.text.push_str(name);
        let middle = self.text.len();
        self.text.push_str(value);
        Field { start, middle, end: self.text.len(), sensitive }
    }

    fn texts(&self, field: &Field) -> (&str, &str) {
        (&self.text[field.start..field.middle], &self.text[field.middle..field.end])
    }
}

/// With room for what a call adds to the headers of its client.
impl Clone for Headers {
    fn clone(&self) -> Self {
        let mut clone = Self::default();
        clone.reserve(self.fields.len() + 4, self.text.len() + 128);
        clone.text.push_str(&self.text);
        clone.fields.extend_from_slice(&self.fields);
        clone
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |field: &Field| {
            let (name, value) = self.texts(field);
            (name, if field.sensitive || !is_harmless(name) { "(hidden)" } else { value })
        };
        f.debug_map().entries(self.fields.iter().map(shown)).finish()
    }
}

/// Whether a field of that name is known to hold no secret.
fn is_harmless(name: &str) -> bool {
    const KNOWN: [&str; 10] = [
        "age",
        "cache-control",
        "connection",
        "date",
        "etag",
        "expires",
        "retry-after",
        "server",
        "user-agent",
        "vary",
    ];
    let name = name.to_ascii_lowercase();
    KNOWN.contains(&&*name)
        || REQUEST_ID.contains(&&*name)
        || name.starts_with("accept")
        || name.starts_with("content-")
}

/// The fields in which servers name a request, so that its people can be asked about it.
const REQUEST_ID: [&str; 4] = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/// Fields that the transport writes itself; another value would break the message apart.
const OF_THE_TRANSPORT: [&str; 5] = ["connection", "content-length", "host", "te", "transfer-encoding"];

/// Says why a caller's field cannot be sent; never shows the value, which may be a credential.
pub(crate) fn check(name: &str, value: &str, auth_header: &str) -> Result<(), String> {
    if name.eq_ignore_ascii_case(auth_header) {
        return Err(format!("header `{name}` is made from the token: set the token of the client instead"));
    }
    check_any(name, value)
}

/// The same for a field that may be the credential.
pub(crate) fn check_any(name: &str, value: &str) -> Result<(), String> {
    if name.is_empty() || !name.bytes().all(is_name_byte) {
        return Err(format!("header name `{}` has characters that no header name may have", name.escape_debug()));
    }
    if OF_THE_TRANSPORT.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return Err(format!("header `{name}` is written by the transport and cannot be set"));
    }
    check_value(name, value)
}

/// The rule for values alone.
pub(crate) fn check_value(name: &str, value: &str) -> Result<(), String> {
    if value.chars().any(char::is_control) {
        return Err(format!("value of header `{name}` has a control character, such as a line break"));
    }
    Ok(())
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
