//! One attempt of a call, within its time.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout};
use tracing::instrument::Instrumented;
use tracing::{Instrument, Span};

use super::trace;
use crate::client::Shared;
use crate::interceptor::Attempt;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, HttpStream, Limits, TransportError};

/// When a call must be over; never, where its limit is longer than any clock runs.
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    pub(super) fn after(limit: Duration) -> Self {
        Self(Instant::now().checked_add(limit))
    }

    /// Whether there is time for such a wait, and some behind it.
    pub(super) fn allows(&self, wait: Duration) -> bool {
        self.left() > wait
    }

    fn left(&self) -> Duration {
        self.0.map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()))
    }
}

/// Makes one attempt: shown to the interceptors and in a span, within its time.
///
/// What it takes, it takes by reference: a future keeps its arguments beside what it makes of them.
pub(super) async fn attempt(
    client: &Shared,
    attempt: &Attempt,
    request: &HttpRequest,
    call: &Deadline,
) -> Result<HttpResponse, TransportError> {
    let mut sending = pin!(begin(client, attempt, request, call)?);
    let outcome = sending.as_mut().await.unwrap_or_else(|_| {
        let Limits { attempt, call: whole, .. } = request.limits;
        Err(TransportError::timeout(if call.left().is_zero() { whole } else { attempt }))
    });
    finish(client, attempt, sending.span(), outcome.as_ref());
    outcome
}

/// The same for a response whose body is read while it comes. The transport bounds the time to its headers.
pub(crate) async fn attempt_to_open(
    client: &Shared,
    attempt: &Attempt,
    request: HttpRequest,
) -> Result<HttpStream, TransportError> {
    let request = intercepted(client, attempt, request)?;
    let mut opening = pin!(client.transport.open(request).instrument(trace::attempt(client, attempt)));
    let outcome = opening.as_mut().await;
    finish(client, attempt, opening.span(), outcome.as_ref().map(HttpStream::head));
    outcome
}

type Sending<'a> = Instrumented<Timeout<BoxFuture<'a, Result<HttpResponse, TransportError>>>>;

/// The attempt on its way, bounded by its own limit and that of the call.
fn begin<'a>(
    client: &'a Shared,
    attempt: &Attempt,
    request: &HttpRequest,
    call: &Deadline,
) -> Result<Sending<'a>, TransportError> {
    let request = intercepted(client, attempt, request.clone())?;
    let time = request.limits.attempt.min(call.left());
    Ok(timeout(time, client.transport.send(request)).instrument(trace::attempt(client, attempt)))
}

fn intercepted(client: &Shared, attempt: &Attempt, mut request: HttpRequest) -> Result<HttpRequest, TransportError> {
    for interceptor in &client.interceptors {
        interceptor.before(attempt, &mut request)?;
    }
    Ok(request)
}

fn finish(client: &Shared, attempt: &Attempt, span: &Span, outcome: Result<&HttpResponse, &TransportError>) {
    trace::attempted(span, outcome);
    for interceptor in &client.interceptors {
        interceptor.after(attempt, outcome);
    }
}
