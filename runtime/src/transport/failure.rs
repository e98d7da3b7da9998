//! Why a transport got no response.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::error::text::OneLine;

/// Why there is no response. A transport makes it; callers see it as [`crate::Error`].
#[derive(Debug)]
pub struct TransportError(Box<Failure>);

#[derive(Debug)]
struct Failure {
    kind: FailureKind,
    source: Option<Source>,
}

type Source = Box<dyn StdError + Send + Sync>;

/// The kinds that a caller may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// The time of the attempt, or of the call, was over.
    Timeout(Duration),
    /// The time for a connection was over.
    ConnectTimeout(Duration),
    /// No byte of the body came for so long.
    Idle(Duration),
    Connect,
    /// There was a connection, but no agreement on TLS; another attempt would come to the same.
    Tls,
    Interrupted,
    TooLarge(u64),
    Malformed,
    /// What was to be sent could not be read.
    Body,
    Other,
}

impl TransportError {
    /// The time was over before the response was read.
    pub fn timeout(limit: Duration) -> Self {
        Self::make(FailureKind::Timeout(limit), None)
    }

    /// No connection was made within the limit, so the server has seen nothing of the request.
    pub fn connect_timeout(limit: Duration) -> Self {
        Self::make(FailureKind::ConnectTimeout(limit), None)
    }

    /// No byte of the body came for as long as the limit.
    pub fn idle(limit: Duration) -> Self {
        Self::make(FailureKind::Idle(limit), None)
    }

    /// No connection was made, so the server has seen nothing of the request.
    pub fn connect(source: impl Into<Source>) -> Self {
        Self::make(FailureKind::Connect, Some(source.into()))
    }

    /// Server and client did not agree on TLS, such as for a certificate that is not trusted, so the server has seen
    /// nothing of the request.
    pub fn tls(source: impl Into<Source>) -> Self {
        Self::make(FailureKind::Tls, Some(source.into()))
    }

    /// The connection broke after it was made; the server may have done what was asked.
    pub fn interrupted(source: impl Into<Source>) -> Self {
        Self::make(FailureKind::Interrupted, Some(source.into()))
    }

    /// The body of the response is larger than the request allows.
    pub fn too_large(limit: u64) -> Self {
        Self::make(FailureKind::TooLarge(limit), None)
    }

    /// What came is no HTTP, its head is too large, or its body is not compressed as it says.
    pub fn malformed(source: impl Into<Source>) -> Self {
        Self::make(FailureKind::Malformed, Some(source.into()))
    }

    /// The body of the request could not be read, such as a file that is not there.
    pub fn body(source: impl Into<Source>) -> Self {
        Self::make(FailureKind::Body, Some(source.into()))
    }

    /// Anything else, such as a transport that could not be set up.
    pub fn other(source: impl Into<Source>) -> Self {
        Self::make(FailureKind::Other, Some(source.into()))
    }

    fn make(kind: FailureKind, source: Option<Source>) -> Self {
        Self(Box::new(Failure { kind, source }))
    }

    pub(crate) fn kind(&self) -> FailureKind {
        self.0.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.kind {
            FailureKind::Timeout(limit) => return write!(f, "timed out after {limit:?}"),
            FailureKind::ConnectTimeout(limit) => return write!(f, "no connection within {limit:?}"),
            FailureKind::Idle(limit) => return write!(f, "the server was silent for {limit:?} in the midst of a body"),
            FailureKind::TooLarge(limit) => return write!(f, "response body is larger than {limit} bytes"),
            FailureKind::Connect => f.write_str("could not connect")?,
            FailureKind::Tls => f.write_str("no secure connection")?,
            FailureKind::Interrupted => f.write_str("connection broke")?,
            FailureKind::Malformed => f.write_str("the answer is broken")?,
            FailureKind::Body => f.write_str("what was to be sent could not be read")?,
            FailureKind::Other => f.write_str("not sent")?,
        }
        // The root says what happened ("connection refused"); what lies between only says that something did.
        self.source().map(root_of).map_or(Ok(()), |root| write!(f, ": {}", OneLine(&root.to_string())))
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// What lies at the bottom of an error.
pub(super) fn root_of<'e>(mut error: &'e (dyn StdError + 'static)) -> &'e (dyn StdError + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}
