//! Whether a failed attempt is followed by another: the policy, what it is told, and the budget of a client.
//!
//! A policy is a pure function. The loop that follows it is in `call::execute`; it knows the clock, and the time limit
//! of the call bounds whatever a policy says.

mod after;
mod backoff;
mod budget;

use std::fmt;
use std::time::Duration;

pub(crate) use self::after::retry_after;
pub use self::backoff::Backoff;
pub(crate) use self::backoff::random;
pub(crate) use self::budget::Budget;
use crate::transport::{FailureKind, HttpResponse, TransportError};

/// Decides whether a failed attempt is followed by another. [`Backoff`] is the default; a closure is a policy too.
///
/// ```
/// use std::time::Duration;
/// use restgen_runtime::retry::{FailedAttempt, Failure, RetryPolicy};
///
/// let once_more_if_busy = |failed: &FailedAttempt| {
///     (failed.number == 1 && failed.failure == Failure::Status(503)).then_some(Duration::from_secs(1))
/// };
/// # fn check(_: impl RetryPolicy) {}
/// # check(once_more_if_busy);
/// ```
pub trait RetryPolicy: Send + Sync + 'static {
    /// How long to wait until the next attempt; none if the call has failed for good.
    ///
    /// It is asked once per failed attempt and should depend on nothing but the attempt. A wait that does not fit in
    /// the time limit of the call, or for which the client has no [budget](crate::ClientBuilder::retry_budget), is the
    /// end of the call too.
    fn next(&self, failed: &FailedAttempt) -> Option<Duration>;
}

impl<F: Fn(&FailedAttempt) -> Option<Duration> + Send + Sync + 'static> RetryPolicy for F {
    fn next(&self, failed: &FailedAttempt) -> Option<Duration> {
        self(failed)
    }
}

impl fmt::Debug for dyn RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RetryPolicy")
    }
}

/// What a policy is told of an attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// Which attempt of the call it was; the first is 1.
    pub number: u32,
    /// How it failed.
    pub failure: Failure,
    /// How long the server asks to wait, by its header `Retry-After`.
    pub retry_after: Option<Duration>,
    /// Whether doing it twice is the same as doing it once: it is a `GET`, `HEAD` or `OPTIONS`, or the caller says so.
    pub repeatable: bool,
    /// A number drawn between 0 and 1, to spread the waits of many clients.
    pub random: f64,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// No connection was made.
    NotConnected,
    /// The connection broke before the response was read whole.
    Broken,
    /// The response, or the rest of it, did not come in time.
    TimedOut,
    /// The server answered with this status, 400 or above.
    Status(u16),
}

impl FailedAttempt {
    /// The facts of an outcome; none if it is a success, or a failure that would come again.
    pub(crate) fn new(
        number: u32,
        repeatable: bool,
        outcome: Result<&HttpResponse, &TransportError>,
    ) -> Option<FailedAttempt> {
        let (failure, retry_after) = match outcome {
            Ok(response) if response.status() < 400 => return None,
            Ok(response) => (Failure::Status(response.status()), retry_after(response.headers())),
            Err(error) => (Failure::of(error.kind())?, None),
        };
        Some(Self { number, failure, retry_after, repeatable, random: random() })
    }

    /// Whether the server cannot have done what was asked: it was not reached, or it turned the request away (429, or
    /// 503 with `Retry-After`).
    pub fn is_surely_not_processed(&self) -> bool {
        match self.failure {
            Failure::NotConnected | Failure::Status(429) => true,
            Failure::Status(503) => self.retry_after.is_some(),
            Failure::Status(_) | Failure::Broken | Failure::TimedOut => false,
        }
    }
}

impl Failure {
    fn of(kind: FailureKind) -> Option<Self> {
        match kind {
            FailureKind::Connect | FailureKind::ConnectTimeout(_) => Some(Self::NotConnected),
            FailureKind::Interrupted => Some(Self::Broken),
            FailureKind::Timeout(_) | FailureKind::Idle(_) => Some(Self::TimedOut),
            FailureKind::Tls
            | FailureKind::TooLarge(_)
            | FailureKind::Malformed
            | FailureKind::Body
            | FailureKind::Other => None,
        }
    }
}
