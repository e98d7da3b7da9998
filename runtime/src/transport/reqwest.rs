//! The default transport: HTTP/1.1 over rustls, by way of reqwest.

use std::convert;
use std::error::Error as StdError;
use std::future::ready;
use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Body, Client, Request, Response, Url};
use tokio::time::timeout;

use super::settings::Settings;
use super::{
    BoxFuture, Chunks, HttpRequest, HttpResponse, HttpStream, Limits, Transport, TransportError, connect, outgoing,
};
use crate::body::RequestBody;
use crate::wire::base_url::is_loopback;
use crate::wire::headers::Headers;

/// Sends requests with reqwest: TLS by rustls with the roots of the system, connections kept alive.
///
/// It makes one attempt, follows no redirect and keeps no cookies. Proxies are taken from the environment
/// (`HTTPS_PROXY`, `NO_PROXY` and so on), but never for this machine itself.
#[derive(Debug, Default)]
pub struct ReqwestTransport {
    settings: Settings,
    awaited: Connections,
    /// A connection lives in the runtime that made it: what stands still while nobody waits is of no use to others.
    blocking: Connections,
}

/// Connections that are kept alive.
#[derive(Debug, Default)]
struct Connections {
    /// To hosts elsewhere.
    remote: OnceLock<Client>,
    /// To this machine.
    loopback: OnceLock<Client>,
}

impl ReqwestTransport {
    /// A transport without connections. Clients that share it share the connections.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets up what calls to such a host need: reading the TLS roots takes long enough to hold up an async runtime.
    pub(crate) fn set_up(settings: Settings, loopback: bool) -> Result<Self, String> {
        let transport = Self { settings, ..Self::default() };
        transport.client(&transport.awaited, loopback)?;
        Ok(transport)
    }

    fn client<'a>(&self, connections: &'a Connections, loopback: bool) -> Result<&'a Client, String> {
        let slot = if loopback { &connections.loopback } else { &connections.remote };
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        let client = self.settings.client(loopback)?;
        Ok(slot.get_or_init(|| client))
    }

    /// Sends the request with a body that is open; the response is there when its headers are.
    fn start(
        &self,
        request: HttpRequest,
        body: Option<Body>,
    ) -> Result<impl Future<Output = reqwest::Result<Response>> + use<>, TransportError> {
        let url = Url::parse(&request.url).map_err(TransportError::other)?;
        let connections = if request.blocking { &self.blocking } else { &self.awaited };
        let client = self.client(connections, is_loopback(&url)).map_err(TransportError::other)?;
        let limit = request.limits.connect;
        Ok(connect::within(limit, client.execute(message(request, url, body)?)))
    }

    /// Opens a body that is not in memory, and sends the request; most calls have no need of this future.
    async fn open_and_start(&self, mut request: HttpRequest) -> Result<Response, TransportError> {
        let body = outgoing::open(request.body.take()).await?;
        self.start(request, body)?.await.map_err(classify)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let Limits { idle, response: limit, .. } = request.limits;
        let body = match request.body.take() {
            None => None,
            Some(RequestBody::Whole(bytes)) => Some(bytes.into()),
            body @ Some(RequestBody::Pieces(_)) => {
                request.body = body;
                return read(self.open_and_start(request), convert::identity, idle, limit);
            }
        };
        match self.start(request, body) {
            Ok(sending) => read(sending, classify, idle, limit),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpStream, TransportError>> {
        Box::pin(async move {
            let response = self.open_and_start(request).await?;
            Ok(HttpStream::new(head(&response), Pieces(response)))
        })
    }
}

/// Reads the body in pieces, so that one beyond the limit never gets into memory.
fn read<'a, E>(
    sending: impl Future<Output = Result<Response, E>> + Send + 'a,
    classify_head: fn(E) -> TransportError,
    idle: Duration,
    limit: u64,
) -> BoxFuture<'a, Result<HttpResponse, TransportError>>
where
    E: 'a,
{
    Box::pin(async move {
        let mut response = sending.await.map_err(classify_head)?;
        let mut body = body_for(&response, limit)?;
        loop {
            let piece = timeout(idle, response.chunk()).await.map_err(|_| TransportError::idle(idle))?;
            let Some(piece) = piece.map_err(classify)? else { break };
            if (body.len() + piece.len()) as u64 > limit {
                return Err(TransportError::too_large(limit));
            }
            body.extend_from_slice(&piece);
        }
        Ok(head(&response).with_body(body))
    })
}

fn message(from: HttpRequest, url: Url, body: Option<Body>) -> Result<Request, TransportError> {
    let method = reqwest::Method::from_bytes(from.method.as_str().as_bytes()).map_err(TransportError::other)?;
    let mut request = Request::new(method, url);
    request.headers_mut().reserve(16);
    for (name, value, sensitive) in from.headers.into_shared() {
        let name = HeaderName::from_bytes(&name).map_err(TransportError::other)?;
        let mut value = HeaderValue::from_maybe_shared(value).map_err(TransportError::other)?;
        value.set_sensitive(sensitive);
        request.headers_mut().append(name, value);
    }
    *request.body_mut() = body;
    Ok(request)
}

/// Room for a body.
fn body_for(response: &Response, limit: u64) -> Result<Vec<u8>, TransportError> {
    let announced = response.content_length().unwrap_or(0);
    if announced > limit {
        return Err(TransportError::too_large(limit));
    }
    Ok(Vec::with_capacity(usize::try_from(announced.min(FIRST_RESERVE)).unwrap_or(0)))
}

/// A body as reqwest gives it.
struct Pieces(Response);

impl Chunks for Pieces {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async {
            let piece = self.0.chunk().await.map_err(classify)?;
            Ok(piece.map(Into::into))
        })
    }
}

/// No more than this is set aside because a server announces it.
const FIRST_RESERVE: u64 = 1 << 20;

/// Status and headers.
fn head(from: &Response) -> HttpResponse {
    let mut headers = Headers::default();
    headers.reserve(from.headers().len(), 512);
    for (name, value) in from.headers() {
        match std::str::from_utf8(value.as_bytes()) {
            Ok(value) => headers.append(name.as_str(), value),
            Err(_) => headers.append(name.as_str(), &String::from_utf8_lossy(value.as_bytes())),
        }
    }
    HttpResponse::with_head(from.status().as_u16(), headers)
}

/// The URL is taken out of the error, because its query may hold what no log should.
fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if let Some(limit) = connect::timed_out(&error) {
        TransportError::connect_timeout(limit)
    } else if outgoing::is_broken_body(&error) {
        TransportError::body(error)
    } else if error.is_connect() {
        // That is the kind in which rustls reports its errors.
        let is_tls = has_io_error(&error, io::ErrorKind::InvalidData);
        if is_tls { TransportError::tls(error) } else { TransportError::connect(error) }
    } else if error.is_builder() {
        TransportError::other(error)
    } else if is_malformed(&error) {
        TransportError::malformed(error)
    } else {
        TransportError::interrupted(error)
    }
}

/// Whether bytes came that mean nothing, rather than too few.
fn is_malformed(error: &reqwest::Error) -> bool {
    match sources(error).find_map(|error| error.downcast_ref::<hyper::Error>()) {
        Some(error) => error.is_parse(),
        None => error.is_decode() && !has_io_error(error, io::ErrorKind::UnexpectedEof),
    }
}

fn has_io_error(error: &reqwest::Error, kind: io::ErrorKind) -> bool {
    sources(error).any(|error| error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == kind))
}

/// What lies under an error, down to the bottom. The source of an `io::Error` passes over what it wraps.
fn sources(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    fn below<'e>(&error: &&'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        }
    }
    std::iter::successors(error.source(), below)
}
