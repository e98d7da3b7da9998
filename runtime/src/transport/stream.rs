//! A response whose body is read while it comes.

use std::fmt;

use super::{BoxFuture, HttpResponse, TransportError};
use crate::wire::headers::Headers;

/// A response whose headers are there and whose body comes in pieces. Dropping it closes the connection.
///
/// `Debug` does not show the body.
pub struct HttpStream {
    /// Status and headers, and the first piece of the body as long as it is not taken.
    head: HttpResponse,
    rest: Option<Box<dyn Chunks>>,
}

/// The body of an [`HttpStream`], in pieces.
pub trait Chunks: Send + 'static {
    /// Waits for the next piece; none at the end of the body.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>>;
}

impl HttpStream {
    /// A response of this status and these headers. A body that the head has comes before the other pieces.
    pub fn new(head: HttpResponse, rest: impl Chunks) -> Self {
        Self { head, rest: Some(Box::new(rest)) }
    }

    /// Status and headers; the body may have begun.
    pub(crate) fn head(&self) -> &HttpResponse {
        &self.head
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.head.status()
    }

    /// The header fields.
    pub fn headers(&self) -> &Headers {
        self.head.headers()
    }

    /// What the server says the body is, without parameters such as the character set.
    pub fn content_type(&self) -> Option<&str> {
        self.head.content_type()
    }

    /// Waits for the next piece of the body; none at its end. How long that may take is for the caller to say.
    ///
    /// # Errors
    ///
    /// Fails where the connection breaks.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let first = self.head.take_body();
        if !first.is_empty() {
            return Ok(Some(first));
        }
        match &mut self.rest {
            Some(rest) => rest.chunk().await,
            None => Ok(None),
        }
    }

    /// Status and headers alone, with the body closed.
    pub(crate) fn into_head(mut self) -> HttpResponse {
        self.head.take_body();
        self.head
    }

    /// Reads the body to its end, up to a limit.
    pub(crate) async fn into_response(mut self, limit: u64) -> Result<HttpResponse, TransportError> {
        let mut body = Vec::new();
        while let Some(piece) = self.chunk().await? {
            if (body.len() + piece.len()) as u64 > limit {
                return Err(TransportError::too_large(limit));
            }
            body.extend_from_slice(&piece);
        }
        Ok(self.head.with_body(body))
    }
}

/// The body as one piece.
impl From<HttpResponse> for HttpStream {
    fn from(response: HttpResponse) -> Self {
        Self { head: response, rest: None }
    }
}

impl fmt::Debug for HttpStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (status, headers) = (self.status(), self.headers());
        f.debug_struct("HttpStream").field("status", &status).field("headers", headers).finish_non_exhaustive()
    }
}
