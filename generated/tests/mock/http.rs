//! HTTP as it goes over the wire, so that nothing of the client stands between a test and the mock.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;

/// A request to be sent.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    /// The content type and the body.
    pub(crate) body: Option<(String, Vec<u8>)>,
    pub(crate) token: bool,
}

/// A response, up to the first pause where it is a stream.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        Self { method: method.to_owned(), target: target.to_owned(), body: None, token: true }
    }

    pub(crate) fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some((content_type.to_owned(), body.into()));
        self
    }

    pub(crate) fn send(&self, url: &str) -> Response {
        let address = url.strip_prefix("http://").unwrap();
        let mut head = format!("{} {} HTTP/1.1\r\nHost: {address}\r\n", self.method, self.target);
        if self.token {
            head.push_str("Authorization: Bearer any\r\n");
        }
        if let Some((content_type, body)) = &self.body {
            write!(head, "Content-Type: {content_type}\r\nContent-Length: {}\r\n", body.len()).unwrap();
        }
        head.push_str("\r\n");
        let mut connection = TcpStream::connect(address).unwrap();
        connection.write_all(head.as_bytes()).unwrap();
        connection.write_all(self.body.as_ref().map_or(&[], |(_, body)| body)).unwrap();
        Response::read(connection)
    }
}

impl Response {
    fn read(mut connection: TcpStream) -> Self {
        let mut text = Vec::new();
        let mut piece = [0; 4096];
        loop {
            let read = connection.read(&mut piece).unwrap();
            text.extend_from_slice(&piece[..read]);
            let whole = String::from_utf8_lossy(&text);
            let is_stream = whole.contains("text/event-stream\r\n") && whole.ends_with("\n\n");
            if read > 0 && !is_stream {
                continue;
            }
            let (head, body) = whole.split_once("\r\n\r\n").unwrap();
            let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            return Self {
                status: head.split(' ').nth(1).unwrap().parse().unwrap(),
                content_type: field("content-type: ").to_owned(),
                body: body.to_owned(),
            };
        }
    }
}

/// A form, its parts given as name, file name and content.
pub(crate) fn form(parts: &[(&str, Option<&str>, &str)]) -> Vec<u8> {
    let part = |(name, file, content): &(&str, Option<&str>, &str)| {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
    };
    (parts.iter().map(part).collect::<String>() + "--XX--\r\n").into_bytes()
}

/// The content type of [`form`].
pub(crate) const FORM: &str = "multipart/form-data; boundary=XX";

/// All but the unreserved characters of RFC 3986 as `%XX`.
pub(crate) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
