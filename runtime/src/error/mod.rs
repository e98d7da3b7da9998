//! The one error of a call: opaque, in one line, with predicates.

mod display;
mod predicates;
pub(crate) mod text;

use std::error::Error as StdError;

use crate::api::ErrorKeys;
use crate::codec::{self, Deviation, Fault};
use crate::credentials::Unissued;
use crate::operation::Operation;
use crate::transport::{FailureKind, HttpResponse, TransportError};

/// Why a call, or the making of a client, failed.
///
/// `Display` says it in one line: the action with method and path template, the status, and what the server says of
/// it, its id of the request, how many attempts there were, and which scopes would allow what was refused. The predicates
/// tell what to do about it. Neither `Display` nor `Debug` shows a token, a body, or the values of a request; what they
/// show of the server's texts is escaped and cut.
pub struct Error(Box<Inner>);

struct Inner {
    operation: Option<&'static Operation>,
    kind: Kind,
    attempts: u32,
}

pub(crate) enum Kind {
    /// The client could not be made.
    Builder(String),
    /// The request was refused before anything was sent.
    Request(String),
    /// The provider of tokens has none.
    Token(Unissued),
    /// There is no response.
    Transport(TransportError),
    /// The server points elsewhere.
    Redirect(HttpResponse),
    /// The server says that it failed.
    Status(HttpResponse, ServerSays),
    /// A success without the JSON that was due.
    NotJson(HttpResponse),
    /// A success whose JSON is not of the documented type.
    Decode(HttpResponse, Fault),
    /// A success that could be read, but is not as the spec says in so many places, of which the first are told.
    Deviates(HttpResponse, Vec<Deviation>, usize),
    /// A success without the event stream that was due; its body is not read.
    NotEvents(HttpResponse),
    /// An event of that name whose JSON is not of the documented type; the body of the response is its data.
    Event(String, HttpResponse, Fault),
    /// Pages that would never end, or end where they should not.
    Endless(String),
    /// An event of more bytes than that.
    EventTooLarge(usize),
}

/// What an error body says under the keys of the API.
#[derive(Default)]
pub(crate) struct ServerSays {
    kind: Option<String>,
    message: Option<String>,
}

/// Nobody writes an error message longer than this; a larger body is not searched for one.
const LARGEST_ERROR_BODY: usize = 1 << 20;

impl ServerSays {
    pub(crate) fn read(body: &[u8], keys: Option<ErrorKeys>) -> Self {
        let Some(keys) = keys.filter(|_| body.len() <= LARGEST_ERROR_BODY) else { return Self::default() };
        let Ok(body) = serde_json::from_slice::<serde_json::Value>(body) else { return Self::default() };
        let text = |key: &str| body.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        Self { kind: text(keys.kind), message: text(keys.message) }
    }

    /// Takes the credentials of a call out, should the server repeat one.
    pub(crate) fn without<'c>(mut self, credentials: impl Iterator<Item = &'c str>) -> Self {
        for credential in credentials {
            let secret = credential.rsplit(' ').next().unwrap_or_default();
            for text in [&mut self.kind, &mut self.message].into_iter().flatten() {
                if !secret.is_empty() && text.contains(secret) {
                    *text = text.replace(secret, "(hidden)");
                }
            }
        }
        self
    }
}

impl Error {
    pub(crate) fn builder(why: impl Into<String>) -> Self {
        Self(Box::new(Inner { operation: None, kind: Kind::Builder(why.into()), attempts: 0 }))
    }

    pub(crate) fn of(operation: &'static Operation, kind: Kind) -> Self {
        Self(Box::new(Inner { operation: Some(operation), kind, attempts: 1 }))
    }

    /// The same error after so many attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The action that was called; none where the client could not be made.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// How often the request was sent; 0 where it was refused before.
    pub fn attempts(&self) -> u32 {
        match self.0.kind {
            Kind::Builder(_) | Kind::Request(_) => 0,
            _ => self.0.attempts,
        }
    }

    /// The status of the response, if there was one. A success that could not be read has one too.
    pub fn status(&self) -> Option<u16> {
        self.response().map(HttpResponse::status)
    }

    /// The error's type by the server's own word, as it came; see also the predicates.
    pub fn server_type(&self) -> Option<&str> {
        self.server_says()?.kind.as_deref()
    }

    /// The server's message, as it came but for the token of the client: escape it before it goes into a page or a terminal.
    pub fn server_message(&self) -> Option<&str> {
        self.server_says()?.message.as_deref()
    }

    /// What the server calls the request, to be named when its people are asked: the header `x-request-id`, or another
    /// that is in use for it.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.headers().request_id()
    }

    /// The whole response, if there was one: status, headers and body.
    pub fn response(&self) -> Option<&HttpResponse> {
        match &self.0.kind {
            Kind::Builder(_)
            | Kind::Request(_)
            | Kind::Token(_)
            | Kind::Transport(_)
            | Kind::Endless(_)
            | Kind::EventTooLarge(_) => None,
            Kind::Redirect(response)
            | Kind::Status(response, _)
            | Kind::NotJson(response)
            | Kind::Decode(response, _)
            | Kind::Deviates(response, ..)
            | Kind::NotEvents(response)
            | Kind::Event(_, response, _) => Some(response),
        }
    }

    /// The body of the response as it came, if there was a response; of an event that could not be read, its data.
    pub fn body(&self) -> Option<&[u8]> {
        self.response().map(HttpResponse::body)
    }

    /// The body of an error status, read as the type that the API documents for it.
    ///
    /// None where the server reported no error or sent no body.
    ///
    /// # Errors
    ///
    /// The inner result says where the body cannot be read as that type at all.
    pub fn error_body<T: codec::Value>(&self) -> Option<Result<T, Fault>> {
        match &self.0.kind {
            Kind::Status(response, _) if !response.body().is_empty() => {
                Some(codec::read_leniently(response.body()).map(|(body, _)| body))
            }
            _ => None,
        }
    }

    /// Where in the JSON a success could not be read, as `items[3].name`.
    pub fn json_path(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode(_, fault) | Kind::Event(_, _, fault) => Some(fault.path()),
            Kind::Deviates(_, deviations, _) => deviations.first().map(Deviation::path),
            _ => None,
        }
    }

    /// Where a success is not as the spec says, if that is the error, as it is after `strict()`.
    pub fn deviations(&self) -> &[Deviation] {
        match &self.0.kind {
            Kind::Deviates(_, deviations, _) => deviations,
            _ => &[],
        }
    }

    /// Why there is no response, if that is the error.
    pub(crate) fn transport_failure(&self) -> Option<FailureKind> {
        match &self.0.kind {
            Kind::Transport(error) => Some(error.kind()),
            _ => None,
        }
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.0.kind
    }

    fn server_says(&self) -> Option<&ServerSays> {
        match &self.0.kind {
            Kind::Status(_, says) => Some(says),
            _ => None,
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.kind {
            // Its own text is part of this error's, so the chain goes on behind it.
            Kind::Transport(error) => error.source(),
            // This one is the caller's own, to be asked for by its type.
            Kind::Token(error) => Some(&**error),
            Kind::Decode(_, fault) | Kind::Event(_, _, fault) => Some(fault),
            _ => None,
        }
    }
}
