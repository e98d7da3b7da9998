//! The one way from a request to a response, the same code for every action.

use std::future::ready;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{sleep, timeout};
use tracing::Instrument;

use super::attempt::{Deadline, Message, Received, SendBy, attempt};
use super::{Request, Unread, trace};
use crate::client::{Client, Shared};
use crate::credentials::Issued;
use crate::error::{Error, Kind, ServerSays};
use crate::interceptor::Attempt;
use crate::operation::Operation;
use crate::retry::{FailedAttempt, RetryPolicy};
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, TransportError};

/// Sends the request and gives a response with a status of 2xx, or the error.
pub(super) fn execute(client: Client, request: Request) -> BoxFuture<'static, Result<Unread, Error>> {
    let (operation, strict) = (request.operation, request.strict || client.shared().strict);
    let way = Way { prepare: Request::prepare, send: |client, request| client.transport.send(request) };
    run(client, request, 0, &way, move |response| Unread { operation, response, strict })
}

/// How a request is made and sent, where a response is read whole, and where it is a stream.
pub(crate) struct Way<R> {
    pub(crate) prepare: fn(Request, &Shared) -> Result<HttpRequest, String>,
    pub(crate) send: SendBy<R>,
}

/// Sends the request, and again as the policy says, and gives what came with a status of 2xx, or the error. Of the same
/// purpose so many attempts were made `before`.
///
/// It is boxed and not generic over answers: what depends on the type of the answer is only how the body is read. What
/// can be done before the first wait is done before, which keeps the future small.
pub(crate) fn run<R: Received, U: Send + 'static>(
    client: Client,
    request: Request,
    before: u32,
    way: &Way<R>,
    done: impl FnOnce(R) -> U + Send + 'static,
) -> BoxFuture<'static, Result<U, Error>> {
    let operation = request.operation;
    let plan = match Plan::new(client, request, before, way) {
        Ok(plan) => plan,
        Err(why) => return Box::pin(ready(Err(Error::of(operation, Kind::Request(why))))),
    };
    Box::pin(async move {
        let mut repeating = pin!(plan.repeat().instrument(trace::call(plan.operation)));
        let Sent { attempts, token, outcome } = repeating.as_mut().await;
        outcome
            .and_then(|received| judge(plan.client.shared(), plan.operation, token.as_deref(), received))
            .map_err(|error| error.after(attempts))
            .inspect_err(|error| trace::called(repeating.span(), error))
            .map(done)
    })
}

/// A request, ready to be sent, and what is to be done where it fails.
struct Plan<R> {
    client: Client,
    operation: &'static Operation,
    request: HttpRequest,
    send: SendBy<R>,
    policy: Arc<dyn RetryPolicy>,
    repeatable: bool,
    before: u32,
    /// Whether a token goes with it.
    authorized: bool,
}

/// What came of a request, after how many attempts, and the token of the last if a provider gave it.
struct Sent<R> {
    attempts: u32,
    token: Option<Arc<Issued>>,
    outcome: Result<R, Error>,
}

impl<R: Received> Plan<R> {
    fn new(client: Client, mut request: Request, before: u32, way: &Way<R>) -> Result<Self, String> {
        let policy = request.retry.take().unwrap_or_else(|| Arc::clone(&client.shared().retry));
        let (operation, repeatable) = (request.operation, request.is_repeatable());
        let authorized = request.elsewhere.is_none();
        let request = (way.prepare)(request, client.shared())?;
        Ok(Self { client, operation, request, send: way.send, policy, repeatable, before, authorized })
    }

    /// Sends the request until it succeeds or has failed for good.
    async fn repeat(&self) -> Sent<R> {
        let deadline = Deadline::after(self.request.limits.call);
        let (mut attempts, mut token, mut refused) = (0, None, None);
        loop {
            token = match self.token(refused.as_deref(), &deadline).await {
                Ok(issued) => issued,
                Err(error) => return Sent { attempts, token, outcome: Err(error) },
            };
            attempts += 1;
            let this = Attempt { operation: self.operation, number: self.before + attempts };
            let message = Message { request: &self.request, token: token.as_deref(), send: self.send };
            let outcome = attempt(self.client.shared(), &this, &message, &deadline).await;
            if refused.is_none() && self.is_refused(&outcome) {
                match self.has_another(token.as_deref(), &deadline).await {
                    Ok(false) => {}
                    Ok(true) => {
                        refused = token.take();
                        continue;
                    }
                    Err(error) => return Sent { attempts, token, outcome: Err(error) },
                }
            }
            let Some(wait) = self.wait(attempts, outcome.as_ref().map(Received::head), &deadline) else {
                return Sent { attempts, token, outcome: outcome.map_err(|error| self.error(Kind::Transport(error))) };
            };
            tracing::debug!(number = this.number, ?wait, "the attempt failed and is followed by another");
            drop(outcome);
            sleep(wait).await;
        }
    }

    /// The token for the next attempt; none where the client has its own, or nobody is told who calls.
    async fn token(&self, refused: Option<&Issued>, deadline: &Deadline) -> Result<Option<Arc<Issued>>, Error> {
        let Some(issuer) = self.client.shared().issuer.as_ref().filter(|_| self.authorized) else { return Ok(None) };
        if let Some(known) = issuer.known(refused) {
            return Ok(Some(known));
        }
        match timeout(deadline.left(), Box::pin(issuer.renew(refused))).await {
            Ok(renewed) => renewed.map(Some).map_err(|why| self.error(Kind::Token(why))),
            Err(_) => Err(self.error(Kind::Transport(TransportError::timeout(self.request.limits.call)))),
        }
    }

    /// Whether the server did nothing because of the token, and the same can be sent with another.
    fn is_refused(&self, outcome: &Result<R, TransportError>) -> bool {
        outcome.as_ref().is_ok_and(|received| received.head().status() == 401) && self.request.is_left()
    }

    /// Whether the provider has another token in place of one that was refused.
    async fn has_another(&self, token: Option<&Issued>, deadline: &Deadline) -> Result<bool, Error> {
        let Some(old) = token else { return Ok(false) };
        let new = self.token(Some(old), deadline).await?;
        Ok(new.is_some_and(|new| new.value != old.value))
    }

    /// How long to wait until the next attempt; none if this one was the last.
    fn wait(
        &self,
        number: u32,
        outcome: Result<&HttpResponse, &TransportError>,
        deadline: &Deadline,
    ) -> Option<Duration> {
        let budget = &self.client.shared().budget;
        if outcome.is_ok_and(|response| response.status() < 500 && response.status() != 429) {
            budget.refill();
        }
        let failed = FailedAttempt::new(number, self.repeatable, outcome)?;
        let wait = self.policy.next(&failed).filter(|_| self.request.is_left())?;
        (deadline.allows(wait) && budget.take()).then_some(wait)
    }

    fn error(&self, kind: Kind) -> Error {
        Error::of(self.operation, kind)
    }
}

/// Any status of 2xx is a success. Redirects are not followed, so that no other origin sees the token.
fn judge<R: Received>(
    client: &Shared,
    operation: &'static Operation,
    token: Option<&Issued>,
    received: R,
) -> Result<R, Error> {
    match received.head().status() {
        200..=299 => Ok(received),
        300..=399 => Err(Error::of(operation, Kind::Redirect(received.into_head()))),
        _ => {
            let response = received.into_head();
            let credentials = client.headers.credentials().chain(token.map(|token| &*token.value));
            let says = ServerSays::read(response.body(), client.api.keys_of_errors()).without(credentials);
            Err(Error::of(operation, Kind::Status(response, says)))
        }
    }
}
