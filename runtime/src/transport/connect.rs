//! The time limit of making a connection, which is a limit of the call that needs the connection.
//!
//! The HTTP library has one limit for all. But it calls the connector while the call is polled, so a limit that is
//! local to the task reaches it.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::task::futures::TaskLocalFuture;
use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    static LIMIT: Duration;
}

/// Runs a call whose connection, if it needs a new one, must be made within the limit.
pub(super) fn within<F: Future>(limit: Duration, call: F) -> TaskLocalFuture<Duration, F> {
    LIMIT.scope(limit, call)
}

/// The limit that was over, if that is what lies under an error.
pub(super) fn timed_out(error: &(dyn Error + 'static)) -> Option<Duration> {
    match error.downcast_ref::<TimedOut>() {
        Some(TimedOut(limit)) => Some(*limit),
        None => error.source().and_then(timed_out),
    }
}

/// Wraps a connector in [`Limited`].
#[derive(Clone, Copy)]
pub(super) struct ConnectLimit;

impl<S> Layer<S> for ConnectLimit {
    type Service = Limited<S>;

    fn layer(&self, connector: S) -> Limited<S> {
        Limited(connector)
    }
}

/// A connector that gives up when the limit of the call is over.
#[derive(Clone)]
pub(super) struct Limited<S>(S);

type BoxError = Box<dyn Error + Send + Sync>;

impl<S, R> Service<R> for Limited<S>
where
    S: Service<R, Error = BoxError>,
    S::Future: Send + 'static,
    S::Response: 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, destination: R) -> Self::Future {
        let connecting = self.0.call(destination);
        match LIMIT.try_with(|limit| *limit) {
            Ok(limit) => Box::pin(async move {
                tokio::time::timeout(limit, connecting).await.unwrap_or_else(|_| Err(Box::new(TimedOut(limit))))
            }),
            Err(_) => Box::pin(connecting),
        }
    }
}

/// There was no connection within the limit.
#[derive(Debug)]
struct TimedOut(Duration);

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection within {:?}", self.0)
    }
}

impl Error for TimedOut {}
