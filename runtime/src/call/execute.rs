//! The one way from a request to a response, the same code for every action.

use std::future::ready;
use std::pin::pin;
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
/// It is boxed and not generic: what depends on the type of the answer is only how the body is read. What can be done
/// before the first wait is done before, which keeps the future small.
pub(super) fn execute(client: Client, request: Request) -> BoxFuture<'static, Result<HttpResponse, Error>> {
    let operation = request.operation;
    let plan = match Plan::new(client, request) {
        Ok(plan) => plan,
        Err(why) => return Box::pin(ready(Err(Error::of(operation, Kind::Request(why))))),
    };
    Box::pin(async move {
        let mut repeating = pin!(plan.repeat().instrument(trace::call(plan.operation)));
        let (attempts, sent) = repeating.as_mut().await;
        sent.map_err(|error| Error::of(plan.operation, Kind::Transport(error)))
            .and_then(|response| judge(plan.client.shared(), plan.operation, response))
            .map_err(|error| error.after(attempts))
            .inspect_err(|error| trace::called(repeating.span(), error))
    })
}

/// A request, ready to be sent, and what is to be done where it fails.
struct Plan {
    client: Client,
    operation: &'static Operation,
    request: HttpRequest,
    policy: Arc<dyn RetryPolicy>,
    repeatable: bool,
}

impl Plan {
    fn new(client: Client, mut request: Request) -> Result<Self, String> {
        let policy = request.retry.take().unwrap_or_else(|| Arc::clone(&client.shared().retry));
        let (operation, repeatable) = (request.operation, request.is_repeatable());
        let request = request.prepare(client.shared())?;
        Ok(Self { client, operation, request, policy, repeatable })
    }

    /// Sends the request until it succeeds or has failed for good, and says how often.
    async fn repeat(&self) -> (u32, Result<HttpResponse, TransportError>) {
        let deadline = Deadline::after(self.request.limits.call);
        let mut this = Attempt { operation: self.operation, number: 1 };
        loop {
            let outcome = attempt(self.client.shared(), &this, &self.request, &deadline).await;
            let budget = &self.client.shared().budget;
            if outcome.as_ref().is_ok_and(|response| response.status() < 500 && response.status() != 429) {
                budget.refill();
            }
            let Some(failed) = FailedAttempt::new(this.number, self.repeatable, &outcome) else {
                return (this.number, outcome);
            };
            match self.policy.next(&failed) {
                Some(wait) if deadline.allows(wait) && budget.take() => {
                    tracing::debug!(number = this.number, ?wait, "the attempt failed and is followed by another");
                    drop(outcome);
                    sleep(wait).await;
                }
                _ => return (this.number, outcome),
            }
            this.number += 1;
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
