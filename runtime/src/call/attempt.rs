//! One attempt of a call, within its time.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::trace;
use crate::client::Shared;
use crate::interceptor::Attempt;
use crate::transport::{HttpRequest, HttpResponse, TransportError};

/// When a call must be over; never, where its limit is longer than any clock runs.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    limit: Duration,
    at: Option<Instant>,
}

impl Deadline {
    pub(super) fn after(limit: Duration) -> Self {
        Self { limit, at: Instant::now().checked_add(limit) }
    }

    /// Whether there is time for such a wait, and some behind it.
    pub(super) fn allows(&self, wait: Duration) -> bool {
        self.at.is_none_or(|at| at.saturating_duration_since(Instant::now()) > wait)
    }

    /// The nearer of this and the end of an attempt that begins now.
    fn or_after(self, limit: Duration) -> Self {
        let attempt = Self::after(limit);
        match (self.at, attempt.at) {
            (Some(call), Some(end)) if end < call => attempt,
            (None, _) => attempt,
            _ => self,
        }
    }
}

/// Makes one attempt: shown to the interceptors and in a span, within its time.
pub(super) async fn attempt(
    client: &Shared,
    attempt: Attempt,
    mut request: HttpRequest,
    call: Deadline,
) -> Result<HttpResponse, TransportError> {
    for interceptor in &client.interceptors {
        interceptor.before(&attempt, &mut request)?;
    }
    let span = trace::attempt(client, attempt.operation, attempt.number);
    let outcome = send(client, request, call).instrument(span.clone()).await;
    trace::attempted(&span, &outcome);
    for interceptor in &client.interceptors {
        interceptor.after(&attempt, outcome.as_ref());
    }
    outcome
}

async fn send(client: &Shared, request: HttpRequest, call: Deadline) -> Result<HttpResponse, TransportError> {
    let deadline = call.or_after(request.limits.attempt);
    let sending = client.transport.send(request);
    match deadline.at {
        Some(at) => timeout_at(at, sending).await.unwrap_or_else(|_| Err(TransportError::timeout(deadline.limit))),
        None => sending.await,
    }
}
