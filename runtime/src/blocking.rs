//! Calls from code that is not async: each is driven on the thread that waits for it.
//!
//! A client makes one small runtime when it is first needed. It has no thread of its own: where several threads wait, one
//! of them does the work for all.

use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::OnceLock;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::yield_now;

use crate::call::{Call, Outcome};
use crate::client::Client;
use crate::error::{Error, Kind};
use crate::operation::Operation;

/// The runtime of a client; none before the first blocking call.
#[derive(Default)]
pub(crate) struct Driver(OnceLock<Runtime>);

/// What to do where blocking would hold up others.
const INSIDE: &str = "a blocking call inside an async runtime would hold up its other tasks: await the call instead, or \
                      make it on a thread of its own (`std::thread`)";

impl Driver {
    fn run<T>(&self, operation: &'static Operation, future: Pin<&mut dyn Future<Output = T>>) -> Result<T, Error> {
        let fail = |why: String| Error::of(operation, Kind::Request(why));
        if Handle::try_current().is_ok() {
            return Err(fail(INSIDE.to_owned()));
        }
        let runtime = match self.0.get() {
            Some(runtime) => runtime,
            None => {
                let made = Builder::new_current_thread().enable_all().build();
                let made = made.map_err(|error| fail(format!("no runtime for blocking calls: {error}")))?;
                self.0.get_or_init(|| made)
            }
        };
        Ok(runtime.block_on(async {
            // Nobody looked at the kept connections since the last call. The first turn learns which of them the server
            // has closed, the second takes them away.
            yield_now().await;
            yield_now().await;
            future.await
        }))
    }
}

/// The last clone of a client may be dropped inside another runtime, where to wait for this one would be a panic.
impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl<T: Outcome> Call<T> {
    /// Sends the call and waits on this thread until it is answered.
    ///
    /// # Errors
    ///
    /// Fails as the call does when it is awaited; and, with [`Error::is_request`], inside an async runtime.
    pub fn send_blocking(mut self) -> Result<T, Error> {
        self.request.blocking = true;
        let (client, operation) = (self.client.clone(), self.request.operation);
        let received = client.shared().driver.run(operation, pin!(T::send(self)))??;
        T::receive(operation, received)
    }
}

/// A stream as an iterator, which waits on the thread that asks for the next item.
///
/// Inside an async runtime it gives one error, for which [`Error::is_request`] holds, and ends.
#[must_use = "an iterator does nothing before it is asked"]
pub struct Blocking<S> {
    client: Client,
    operation: &'static Operation,
    stream: Option<S>,
}

impl<S> Blocking<S> {
    pub(crate) fn new(client: Client, operation: &'static Operation, stream: S) -> Self {
        Self { client, operation, stream: Some(stream) }
    }

    /// The stream, to ask it where it stands; none behind an error of this iterator itself.
    pub fn stream(&self) -> Option<&S> {
        self.stream.as_ref()
    }
}

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for Blocking<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        let next = pin!(poll_fn(|context| Pin::new(&mut *stream).poll_next(context)));
        match self.client.shared().driver.run(self.operation, next) {
            Ok(item) => item,
            Err(error) => {
                self.stream = None;
                Some(Err(error))
            }
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.stream).finish()
    }
}
