//! Header fields: a small ordered list, and the rules for what may stand in one.

use std::borrow::Cow;
use std::fmt;

/// The header fields of a request or a response, in order. Names are compared without regard to case.
///
/// `Debug` shows the values of well-known fields only: any other may be a credential.
#[derive(Clone, Default)]
pub struct Headers(Vec<Header>);

#[derive(Clone)]
struct Header {
    name: Cow<'static, str>,
    value: Cow<'static, str>,
    sensitive: bool,
}

impl Headers {
    /// The value of the first field of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| &*header.value)
    }

    /// What the server calls the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.get(name)).filter(|id| !id.is_empty())
    }

    /// Every field as name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|header| (&*header.name, &*header.value))
    }

    /// Whether the value of a field is a credential, to be kept out of every log.
    pub fn is_sensitive(&self, name: &str) -> bool {
        self.0.iter().any(|header| header.sensitive && header.name.eq_ignore_ascii_case(name))
    }

    /// The values of all fields that are credentials.
    pub(crate) fn credentials(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|header| header.sensitive).map(|header| &*header.value)
    }

    /// Sets a field; one set before under that name is replaced.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) {
        let (name, value) = (name.into(), value.into());
        let header = Header { sensitive: self.is_sensitive(&name), name, value };
        match self.0.iter_mut().find(|old| old.name.eq_ignore_ascii_case(&header.name)) {
            Some(old) => *old = header,
            None => self.0.push(header),
        }
    }

    /// Adds a field beside others of that name, as servers send them.
    pub(crate) fn append(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) {
        self.0.push(Header { name: name.into(), value: value.into(), sensitive: false });
    }

    /// Sets a field whose value is never shown.
    pub(crate) fn set_sensitive(&mut self, name: &'static str, value: String) {
        self.0.push(Header { name: Cow::Borrowed(name), value: Cow::Owned(value), sensitive: true });
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown =
            |header: &Header| if is_harmless(header) { header.value.to_string() } else { "(hidden)".to_owned() };
        f.debug_map().entries(self.0.iter().map(|header| (&header.name, shown(header)))).finish()
    }
}

fn is_harmless(header: &Header) -> bool {
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
    let name = header.name.to_ascii_lowercase();
    !header.sensitive
        && (KNOWN.contains(&&*name)
            || REQUEST_ID.contains(&&*name)
            || name.starts_with("accept")
            || name.starts_with("content-"))
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
