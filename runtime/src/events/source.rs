//! One stream over many connections: listens, and opens it again where that may help.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use super::parser::{Parser, RawEvent, TooLarge};
use super::settings::EventSettings;
use super::{Opened, Step};
use crate::call::{Received, Request, Way, run};
use crate::client::Client;
use crate::error::{Error, Kind};
use crate::retry::{Backoff, random, retry_after};
use crate::transport::{BoxFuture, FailureKind, HttpResponse, HttpStream, TransportError};

/// Events as they stand in the stream. It knows nothing of their types, so it is compiled once.
pub(super) struct Source {
    client: Client,
    /// As the call was told, to be prepared anew for each connection.
    request: Request,
    settings: EventSettings,
    parser: Parser,
    /// None when the stream has ended.
    connection: Option<Connection>,
    /// How often in a row it was opened again.
    attempts: u32,
}

struct Connection {
    stream: HttpStream,
    opened: Instant,
    /// When the last bytes came.
    heard: Instant,
}

impl Source {
    /// Opens the stream for the first time.
    pub(super) fn open(client: Client, request: Request) -> BoxFuture<'static, Result<Opened, Error>> {
        Box::pin(async {
            let connection = open(&client, request.clone(), 0).await?;
            let settings = EventSettings::new();
            let parser = Parser::new(settings.event_limit);
            Ok(Opened(Box::new(Self { client, request, settings, parser, connection, attempts: 0 })))
        })
    }

    #[cfg(feature = "blocking")]
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Whether what is not as the spec says is an error.
    pub(super) fn is_strict(&self) -> bool {
        self.request.strict || self.client.shared().strict
    }

    pub(super) fn set(&mut self, settings: EventSettings) {
        self.parser.set_limit(settings.event_limit);
        self.settings = settings;
    }

    /// Waits for the next event. The wait owns the source, so that it can be kept and waited for again.
    pub(super) fn step(mut self: Box<Self>) -> BoxFuture<'static, Step> {
        Box::pin(async {
            let item = self.next().await;
            (self, item)
        })
    }

    async fn next(&mut self) -> Option<Result<RawEvent, Error>> {
        loop {
            match self.parser.next() {
                Some(Ok(event)) => {
                    self.attempts = 0;
                    return Some(Ok(event));
                }
                Some(Err(TooLarge)) => return Some(Err(self.give_up())),
                None => {}
            }
            let heard = self.connection.as_mut()?.listen(&mut self.parser, self.settings.idle).await;
            if let Err(error) = heard
                && let Err(error) = self.reopen(error).await
            {
                return Some(Err(error));
            }
        }
    }

    /// An event beyond the limit would come again from another connection.
    fn give_up(&mut self) -> Error {
        self.connection = None;
        self.parser.restart();
        self.error(Kind::EventTooLarge(self.settings.event_limit))
    }

    /// Puts another connection in the place of one that broke; none if the server ends the stream.
    async fn reopen(&mut self, why: TransportError) -> Result<(), Error> {
        self.parser.restart();
        let old = self.connection.take();
        if old.is_some_and(|old| old.heard - old.opened > self.settings.idle) {
            self.attempts = 0;
        }
        self.connection = self.try_again(self.error(Kind::Transport(why))).await?;
        Ok(())
    }

    async fn try_again(&mut self, mut why: Error) -> Result<Option<Connection>, Error> {
        loop {
            if self.attempts >= self.settings.attempts {
                return Err(why);
            }
            self.attempts += 1;
            let asked = self.parser.retry().max(why.response().and_then(|response| retry_after(response.headers())));
            sleep(self.settings.delay(self.attempts, asked, random())).await;
            match open(&self.client, self.request_behind_last_event(), self.attempts).await {
                Err(error) if may_pass(&error) => why = error,
                opened => return opened,
            }
        }
    }

    fn request_behind_last_event(&self) -> Request {
        let (mut request, id) = (self.request.clone(), self.parser.last_id());
        // The loop that calls this has its own waits.
        request.retry = Some(Arc::new(Backoff::off()));
        // An id that no header can carry would make every attempt fail.
        if !id.is_empty() && !id.chars().any(char::is_control) {
            request.headers.set("last-event-id", id);
        }
        request
    }

    fn error(&self, kind: Kind) -> Error {
        Error::of(self.request.operation, kind)
    }
}

impl Connection {
    fn new(stream: HttpStream) -> Self {
        let opened = Instant::now();
        Self { stream, opened, heard: opened }
    }

    /// Waits for bytes and parses them.
    async fn listen(&mut self, parser: &mut Parser, idle: Duration) -> Result<(), TransportError> {
        let piece = timeout(idle, self.stream.chunk()).await.map_err(|_| TransportError::timeout(idle))??;
        let bytes = piece.ok_or_else(|| TransportError::interrupted("the server closed the event stream"))?;
        self.heard = Instant::now();
        parser.push(&bytes);
        Ok(())
    }
}

/// What comes when a stream is opened: the stream, or an answer that is none, read whole.
enum Opening {
    Stream(HttpStream),
    Answer(HttpResponse),
}

impl Received for Opening {
    fn head(&self) -> &HttpResponse {
        match self {
            Self::Stream(stream) => stream.head(),
            Self::Answer(response) => response,
        }
    }

    fn into_head(self) -> HttpResponse {
        match self {
            Self::Stream(stream) => stream.into_head(),
            Self::Answer(response) => response,
        }
    }
}

const OPENING: Way<Opening> = Way {
    prepare: Request::prepare_stream,
    send: |client, request| {
        Box::pin(async {
            let limit = request.response_limit();
            let stream = client.transport.open(request).await?;
            match stream.status() {
                200..=299 => Ok(Opening::Stream(stream)),
                _ => stream.into_response(limit).await.map(Opening::Answer),
            }
        })
    },
};

/// Opens the stream as any call is sent; none if the server says that there is nothing more (204).
async fn open(client: &Client, request: Request, before: u32) -> Result<Option<Connection>, Error> {
    let operation = request.operation;
    match run(client.clone(), request, before, &OPENING, |stream| stream).await? {
        Opening::Stream(stream) if stream.status() == 204 => Ok(None),
        Opening::Stream(stream) if is_event_stream(&stream) => Ok(Some(Connection::new(stream))),
        other => Err(Error::of(operation, Kind::NotEvents(other.into_head()))),
    }
}

fn is_event_stream(stream: &HttpStream) -> bool {
    stream.content_type().is_some_and(|name| name.eq_ignore_ascii_case("text/event-stream"))
}

/// Whether another attempt may do better.
fn may_pass(error: &Error) -> bool {
    match error.kind() {
        Kind::Transport(error) => {
            use FailureKind::{Connect, ConnectTimeout, Idle, Interrupted, Timeout};
            matches!(error.kind(), Connect | ConnectTimeout(_) | Interrupted | Timeout(_) | Idle(_))
        }
        // A login that the server refuses would be refused again.
        Kind::Token(why) => why.downcast_ref().is_some_and(may_pass),
        Kind::Status(response, _) => matches!(response.status(), 408 | 429 | 500..=599),
        _ => false,
    }
}
