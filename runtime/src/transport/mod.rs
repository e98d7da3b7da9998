//! The seam between calls and HTTP: one request goes in, one response or failure comes out, whole or as it comes.

mod connect;
mod failure;
mod message;
mod outgoing;
mod reqwest;
mod settings;
mod stream;

use std::pin::Pin;
use std::sync::Arc;

pub(crate) use self::failure::FailureKind;
pub use self::failure::TransportError;
pub(crate) use self::message::Limits;
pub use self::message::{HttpRequest, HttpResponse};
pub use self::reqwest::ReqwestTransport;
pub(crate) use self::settings::{ProxyChoice, Settings};
pub use self::stream::{Chunks, HttpStream};
pub use crate::body::BodyStream;

/// A boxed future that may go to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What sends requests. The default is [`ReqwestTransport`]; tests put another one in its place.
///
/// An implementation makes exactly one attempt and follows no redirect: everything that decides about a request,
/// such as which origin may see the token, is above it, and so is the time limit of the attempt: a future that is
/// dropped must stop what it does. It keeps the other limits: [`HttpRequest::connect_timeout`],
/// [`HttpRequest::idle_timeout`] and [`HttpRequest::response_limit`].
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and reads the whole response, whatever its status.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Sends the request and gives the response when its headers are there, whatever its status.
    ///
    /// The limits of the body are kept by who reads it. As it
    /// is provided here, it gives what `send` gives, in one piece: enough for an answer that ends.
    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpStream, TransportError>> {
        Box::pin(async move { self.send(request).await.map(HttpStream::from) })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        (**self).send(request)
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpStream, TransportError>> {
        (**self).open(request)
    }
}
