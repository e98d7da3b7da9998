//! The default transport: HTTP/1.1 over rustls, by way of reqwest.

use std::error::Error as _;
use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Request, Response, Url};

use super::settings::Settings;
use super::{BoxFuture, Chunks, HttpRequest, HttpResponse, HttpStream, Transport, TransportError, connect};
use crate::wire::base_url::is_loopback;

/// Sends requests with reqwest: TLS by rustls with the roots of the system, connections kept alive.
///
/// It makes one attempt, follows no redirect and keeps no cookies. Proxies are taken from the environment
/// (`HTTPS_PROXY`, `NO_PROXY` and so on), but never for this machine itself.
#[derive(Debug, Default)]
pub struct ReqwestTransport {
    settings: Settings,
    /// For hosts elsewhere.
    remote: OnceLock<Client>,
    /// For this machine.
    loopback: OnceLock<Client>,
}

impl ReqwestTransport {
    /// A transport without connections. Clients that share it share the connections.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets up what calls to such a host need: reading the TLS roots takes long enough to hold up an async runtime.
    pub(crate) fn set_up(settings: Settings, loopback: bool) -> Result<Self, TransportError> {
        let transport = Self { settings, ..Self::default() };
        transport.client(loopback)?;
        Ok(transport)
    }

    fn client(&self, loopback: bool) -> Result<&Client, TransportError> {
        let slot = if loopback { &self.loopback } else { &self.remote };
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        let client = self.settings.client(loopback)?;
        Ok(slot.get_or_init(|| client))
    }

    /// Sends the request; the response is there when its headers are.
    async fn head(&self, request: HttpRequest) -> Result<Response, TransportError> {
        let url = Url::parse(&request.url).map_err(TransportError::other)?;
        let client = self.client(is_loopback(&url))?;
        let limit = request.limits.connect;
        let sent = connect::within(limit, client.execute(convert(request, url)?)).await;
        sent.map_err(|error| classify(error, limit))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let (idle, limit) = (request.limits.idle, request.limits.response);
            read(self.head(request).await?, idle, limit).await
        })
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpStream, TransportError>> {
        Box::pin(async move {
            let time = request.timeout();
            let opened = tokio::time::timeout(time, self.head(request)).await;
            let response = opened.map_err(|_| TransportError::timeout(time))??;
            let head = with_headers(HttpResponse::new(response.status().as_u16()), response.headers());
            Ok(HttpStream::new(head, Pieces(response)))
        })
    }
}

fn convert(from: HttpRequest, url: Url) -> Result<Request, TransportError> {
    let method = reqwest::Method::from_bytes(from.method.as_str().as_bytes()).map_err(TransportError::other)?;
    let mut request = Request::new(method, url);
    for (name, value) in from.headers.iter() {
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(TransportError::other)?;
        let mut field = HeaderValue::from_bytes(value.as_bytes()).map_err(TransportError::other)?;
        field.set_sensitive(from.headers.is_sensitive(name));
        request.headers_mut().append(key, field);
    }
    *request.body_mut() = from.body.map(Into::into);
    Ok(request)
}

/// Reads the body in pieces, so that a body beyond the limit never gets into memory.
async fn read(mut from: Response, idle: Duration, limit: u64) -> Result<HttpResponse, TransportError> {
    let announced = from.content_length().unwrap_or(0);
    if announced > limit {
        return Err(TransportError::too_large(limit));
    }
    let mut body = Vec::with_capacity(usize::try_from(announced.min(FIRST_RESERVE)).unwrap_or(0));
    loop {
        let piece = tokio::time::timeout(idle, from.chunk()).await.map_err(|_| TransportError::idle(idle))?;
        let Some(piece) = piece.map_err(|error| classify(error, Duration::ZERO))? else { break };
        if (body.len() + piece.len()) as u64 > limit {
            return Err(TransportError::too_large(limit));
        }
        body.extend_from_slice(&piece);
    }
    let response = HttpResponse::new(from.status().as_u16()).with_body(body);
    Ok(with_headers(response, from.headers()))
}

/// A body as reqwest gives it.
struct Pieces(Response);

impl Chunks for Pieces {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async {
            let piece = self.0.chunk().await.map_err(|error| classify(error, Duration::ZERO))?;
            Ok(piece.map(Into::into))
        })
    }
}

/// No more than this is set aside because a server announces it.
const FIRST_RESERVE: u64 = 1 << 20;

fn with_headers(response: HttpResponse, from: &HeaderMap) -> HttpResponse {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    from.iter().fold(response, |response, (name, value)| response.header(name.as_str(), text(value)))
}

/// The URL is taken out of the error, because its query may hold what no log should.
fn classify(error: reqwest::Error, connect: Duration) -> TransportError {
    let error = error.without_url();
    if connect::is_timed_out(&error) {
        TransportError::connect_timeout(connect)
    } else if error.is_connect() {
        TransportError::connect(error)
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
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            return error.is_parse();
        }
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::UnexpectedEof) {
            return false;
        }
        source = error.source();
    }
    error.is_decode()
}
