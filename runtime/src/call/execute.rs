//! The one way from a request to a response, the same code for every action.

use std::sync::Arc;

use tokio::time::sleep;
use tracing::Instrument;

use super::attempt::{Deadline, attempt};
use super::{Request, trace};
use crate::client::{Client, Shared};
use crate::error::{Error, Kind, ServerSays};
use crate::interceptor::Attempt;
use crate::operation::Operation;
use crate::retry::{FailedAttempt, RetryPolicy};
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, TransportError};

/// Sends the request and gives a response with a status of 2xx, or the error.
///
/// It is boxed and not generic: what depends on the type of the answer is only how the body is read.
pub(super) fn execute(client: Client, request: Request) -> BoxFuture<'static, Result<HttpResponse, Error>> {
    let span = trace::call(request.operation);
    let outer = span.clone();
    let call = async move {
        let (operation, client) = (request.operation, client.shared());
        let plan = Plan::new(client, request).map_err(|why| Error::of(operation, Kind::Request(why)))?;
        let (attempts, sent) = plan.repeat(client).await;
        sent.map_err(|error| Error::of(operation, Kind::Transport(error)))
            .and_then(|response| judge(client, operation, response))
            .map_err(|error| error.after(attempts))
            .inspect_err(|error| trace::called(&span, error))
    };
    Box::pin(call.instrument(outer))
}

/// A request, ready to be sent, and what is to be done where it fails.
struct Plan {
    operation: &'static Operation,
    request: HttpRequest,
    policy: Arc<dyn RetryPolicy>,
    repeatable: bool,
}

impl Plan {
    fn new(client: &Shared, mut request: Request) -> Result<Self, String> {
        let policy = request.retry.take().unwrap_or_else(|| Arc::clone(&client.retry));
        let (operation, repeatable) = (request.operation, request.is_repeatable());
        Ok(Self { operation, request: request.prepare(client)?, policy, repeatable })
    }

    /// Sends the request until it succeeds or has failed for good, and says how often.
    async fn repeat(self, client: &Shared) -> (u32, Result<HttpResponse, TransportError>) {
        let deadline = Deadline::after(self.request.limits.call);
        let mut number = 1;
        loop {
            let which = Attempt { operation: self.operation, number };
            let outcome = attempt(client, which, self.request.clone(), deadline).await;
            let Some(failed) = FailedAttempt::new(number, self.repeatable, &outcome) else {
                client.budget.refill();
                return (number, outcome);
            };
            match self.policy.next(&failed) {
                Some(wait) if deadline.allows(wait) && client.budget.take() => {
                    tracing::debug!(number, ?wait, "the attempt failed and is followed by another");
                    sleep(wait).await;
                }
                _ => return (number, outcome),
            }
            number += 1;
        }
    }
}

/// Any status of 2xx is a success. Redirects are not followed, so that no other origin sees the token.
pub(crate) fn judge(
    client: &Shared,
    operation: &'static Operation,
    response: HttpResponse,
) -> Result<HttpResponse, Error> {
    match response.status() {
        200..=299 => Ok(response),
        300..=399 => Err(Error::of(operation, Kind::Redirect(response))),
        _ => {
            let says = ServerSays::read(response.body(), client.api.keys_of_errors()).without(&client.headers);
            Err(Error::of(operation, Kind::Status(response, says)))
        }
    }
}
