//! One attempt of a call, within its time.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout};
use tracing::Instrument;
use tracing::instrument::Instrumented;

use super::trace;
use crate::client::Shared;
use crate::credentials::Issued;
use crate::interceptor::Attempt;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, Limits, TransportError};

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

    pub(super) fn left(&self) -> Duration {
        self.0.map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()))
    }
}

/// What an attempt may come to: a response that is read whole, or one whose body comes.
pub(crate) trait Received: Send + 'static {
    /// The status and the headers.
    fn head(&self) -> &HttpResponse;

    /// The response, without what of its body is not read.
    fn into_head(self) -> HttpResponse;
}

impl Received for HttpResponse {
    fn head(&self) -> &HttpResponse {
        self
    }

    fn into_head(self) -> HttpResponse {
        self
    }
}

/// How a request is sent.
pub(crate) type SendBy<R> = fn(&Shared, HttpRequest) -> BoxFuture<'_, Result<R, TransportError>>;

/// A request as it is sent in an attempt.
pub(super) struct Message<'a, R> {
    pub(super) request: &'a HttpRequest,
    /// In a header beside the others.
    pub(super) token: Option<&'a Issued>,
    pub(super) send: SendBy<R>,
}

/// Makes one attempt: shown to the interceptors and in a span, within its time.
///
/// What it takes, it takes by reference: a future keeps its arguments beside what it makes of them.
pub(super) async fn attempt<R: Received>(
    client: &Shared,
    attempt: &Attempt,
    message: &Message<'_, R>,
    call: &Deadline,
) -> Result<R, TransportError> {
    let mut sending = pin!(begin(client, attempt, message, call)?);
    let outcome = sending.as_mut().await.unwrap_or_else(|_| {
        let Limits { attempt, call: whole, .. } = message.request.limits;
        Err(TransportError::timeout(if call.left().is_zero() { whole } else { attempt }))
    });
    let seen = outcome.as_ref().map(Received::head);
    trace::attempted(sending.span(), seen);
    for interceptor in &client.interceptors {
        interceptor.after(attempt, seen);
    }
    outcome
}

type Sending<'a, R> = Instrumented<Timeout<BoxFuture<'a, Result<R, TransportError>>>>;

/// The attempt on its way, bounded by its own limit and that of the call.
fn begin<'a, R>(
    client: &'a Shared,
    attempt: &Attempt,
    message: &Message<'_, R>,
    call: &Deadline,
) -> Result<Sending<'a, R>, TransportError> {
    let mut request = message.request.clone();
    if let Some(Issued { name, value, .. }) = message.token {
        request.headers.set_sensitive(name, value);
    }
    for interceptor in &client.interceptors {
        interceptor.before(attempt, &mut request)?;
    }
    let time = request.limits.attempt.min(call.left());
    let span = trace::attempt(client, attempt, &request);
    Ok(timeout(time, (message.send)(client, request)).instrument(span))
}
