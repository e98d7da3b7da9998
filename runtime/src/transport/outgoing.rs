//! The body of a request as the HTTP library takes it.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::{fmt, io};

use hyper::body::{Body, Bytes, Frame, SizeHint};

use super::TransportError;
use crate::body::{BodyStream, RequestBody};

/// The body of one attempt; a file that is not there is missed here, before there is a connection.
pub(super) async fn open(body: Option<RequestBody>) -> Result<Option<reqwest::Body>, TransportError> {
    match body {
        None => Ok(None),
        Some(RequestBody::Whole(bytes)) => Ok(Some(bytes.into())),
        Some(body) => Ok(Some(reqwest::Body::wrap(Outgoing(Mutex::new(body.open().await?))))),
    }
}

/// Whether this error, or what lies under it, is that of a body that could not be read.
pub(super) fn is_broken_body(error: &(dyn Error + 'static)) -> bool {
    error.is::<BrokenBody>() || error.source().is_some_and(is_broken_body)
}

/// The library wants a body that may be shared by threads, though it is never read by two. Nobody waits for this lock.
struct Outgoing(Mutex<BodyStream>);

impl Body for Outgoing {
    type Data = Bytes;
    type Error = BrokenBody;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokenBody>>> {
        let body = self.get_mut().0.get_mut().unwrap_or_else(PoisonError::into_inner);
        body.poll_piece(context).map(|piece| piece.map(|piece| piece.map(Frame::data).map_err(BrokenBody)))
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.0.lock().unwrap_or_else(PoisonError::into_inner).length();
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[derive(Debug)]
struct BrokenBody(io::Error);

impl fmt::Display for BrokenBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for BrokenBody {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
