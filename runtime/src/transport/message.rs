//! Requests and responses as plain data, without the types of any HTTP library.

use std::fmt;
use std::time::Duration;

use super::TransportError;
use crate::body::{BodyStream, RequestBody};
use crate::operation::Method;
use crate::wire::headers::{self, Headers};

/// A request, ready to be sent.
///
/// `Debug` shows neither credentials, nor query values, nor the body.
#[derive(Clone)]
pub struct HttpRequest {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Headers,
    /// Shared by all attempts.
    pub(crate) body: Option<RequestBody>,
    pub(crate) limits: Limits,
    /// Whether a thread waits for it.
    pub(crate) blocking: bool,
}

/// What a call, or an attempt of it, may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Until there is a connection.
    pub(crate) connect: Duration,
    /// Of one attempt, until the response is read whole.
    pub(crate) attempt: Duration,
    /// Of all attempts with the waits between them.
    pub(crate) call: Duration,
    /// Between two pieces of a body.
    pub(crate) idle: Duration,
    /// Of the body, unpacked, in bytes.
    pub(crate) response: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            attempt: Duration::from_mins(1),
            call: Duration::from_mins(2),
            idle: Duration::from_secs(30),
            response: 100 << 20,
        }
    }
}

impl HttpRequest {
    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The absolute URL, encoded.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The path and query of the URL, as they stand in the first line of the message.
    pub fn target(&self) -> &str {
        let after_scheme = self.url.find("://").map_or(0, |at| at + 3);
        self.url[after_scheme..].find('/').map_or("/", |at| &self.url[after_scheme + at..])
    }

    /// The header fields; those that carry credentials are marked, see [`Headers::is_sensitive`].
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Sets a header field, in the place of one of that name.
    ///
    /// # Errors
    ///
    /// Fails where no header may have that name or value, and for the fields that frame the message, such as `Host`.
    pub fn set_header(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Result<(), TransportError> {
        let (name, value) = (name.as_ref(), value.as_ref());
        headers::check_any(name, value).map_err(TransportError::other)?;
        self.headers.set(name, value);
        Ok(())
    }

    /// The body, if there is one and it is in memory. One that is not is read by [`HttpRequest::open_body`].
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_ref()?.whole().map(|bytes| &**bytes)
    }

    /// Whether there is a body, in memory or not.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Opens the body to be read from its beginning, once for each attempt; none where there is no body.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be opened, and where a stream was read before that can be read only once.
    pub async fn open_body(&self) -> Result<Option<BodyStream>, TransportError> {
        match &self.body {
            Some(body) => body.open().await.map(Some),
            None => Ok(None),
        }
    }

    /// Reads the body into memory, where it is not there yet.
    ///
    /// # Errors
    ///
    /// Fails as [`HttpRequest::open_body`] does, and where the body cannot be read to its end.
    pub async fn with_body_in_memory(mut self) -> Result<Self, TransportError> {
        if let Some(body) = self.body.take() {
            self.body = Some(RequestBody::Whole(body.load().await?));
        }
        Ok(self)
    }

    /// Whether another attempt could send the same: not if the body was a stream and is read.
    pub(crate) fn is_left(&self) -> bool {
        self.body.as_ref().is_none_or(RequestBody::is_left)
    }

    /// How long this attempt may take, until the response is read whole; who calls the transport keeps it.
    pub fn timeout(&self) -> Duration {
        self.limits.attempt.min(self.limits.call)
    }

    /// How long making a connection may take.
    pub fn connect_timeout(&self) -> Duration {
        self.limits.connect
    }

    /// How long the server may be silent in the midst of a body.
    pub fn idle_timeout(&self) -> Duration {
        self.limits.idle
    }

    /// How many bytes the body of the response may have, unpacked.
    pub fn response_limit(&self) -> u64 {
        self.limits.response
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, url, headers, body, limits: _, blocking: _ } = self;
        let url = url.split_once('?').map_or_else(|| url.clone(), |(before, _)| format!("{before}?(hidden)"));
        f.debug_struct("HttpRequest")
            .field("method", method)
            .field("url", &url)
            .field("headers", headers)
            .field("body", body)
            .finish()
    }
}

/// A response, read to its end.
///
/// `Debug` does not show the body.
#[derive(Clone)]
pub struct HttpResponse {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
}

impl HttpResponse {
    /// A response without headers and body.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Headers::default(), body: Vec::new() }
    }

    /// A response without a body.
    pub(super) fn with_head(status: u16, headers: Headers) -> Self {
        Self { status, headers, body: Vec::new() }
    }

    /// Adds a header field.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.headers.append(name.as_ref(), value.as_ref());
        self
    }

    /// Sets the body.
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The header fields.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Leaves the response without a body.
    pub(super) fn take_body(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.body)
    }

    /// What the server says the body is, without parameters such as the character set.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get("content-type").map(|value| value.split(';').next().unwrap_or_default().trim())
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, headers, body } = self;
        f.debug_struct("HttpResponse")
            .field("status", status)
            .field("headers", headers)
            .field("body_len", &body.len())
            .finish()
    }
}
