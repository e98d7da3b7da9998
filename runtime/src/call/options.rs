//! What can be set on one call, whatever its action.

use std::sync::Arc;
use std::time::Duration;

use super::{Answer, Call, Outcome, RawResponse, Request};
use crate::error::Error;
use crate::retry::RetryPolicy;

/// What every call can do: be given options, each in place of what the client says, and be sent for the raw response.
///
/// It is a trait, to be imported, so that no parameter of an action can stand in its way.
///
/// ```
/// use std::time::Duration;
/// use restgen_runtime::{Api, CallOptions, Client, Json, Method, Operation};
///
/// static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com");
/// static FEED: Operation = Operation::new("pets.feed", Method::Post, "/pets/feed");
///
/// # async fn example(client: Client) -> restgen_runtime::Result<Json> {
/// client.call::<Json>(&FEED).timeout(Duration::from_secs(5)).idempotent(true).await
/// # }
/// ```
pub trait CallOptions: Sized {
    /// What answers the call.
    #[doc(hidden)]
    type Answer: Outcome;

    /// Where the options are kept.
    #[doc(hidden)]
    fn options(&mut self) -> OptionsOf<'_>;

    /// The call, whatever builder it is in.
    #[doc(hidden)]
    fn into_call(self) -> Call<Self::Answer>;

    /// Sends the call and gives the response with its status, headers and bytes, to be decoded on demand.
    ///
    /// Awaited, it fails as the call itself does, but for an answer that cannot be decoded.
    fn send_raw(self) -> impl Future<Output = Result<RawResponse<Self::Answer>, Error>> + Send
    where
        Self::Answer: Answer,
    {
        self.into_call().raw()
    }

    /// Makes it an error if the answer is not as the spec says in every place; [`Error::is_decode`] is true then. Left
    /// out, what can be read is read: see [`DeviationKind`](crate::codec::DeviationKind) for what becomes of the rest.
    fn strict(mut self) -> Self {
        self.options().0.strict = true;
        self
    }

    /// How long the call may take with all its attempts and the waits between them, until the response is read whole.
    fn timeout(mut self, limit: Duration) -> Self {
        self.options().0.limits.call = limit;
        self
    }

    /// How long one attempt may take, until the response is read whole.
    fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options().0.limits.attempt = limit;
        self
    }

    /// How long making a connection may take, where a new one is needed.
    fn connect_timeout(mut self, limit: Duration) -> Self {
        self.options().0.limits.connect = limit;
        self
    }

    /// How long the server may be silent in the midst of a body.
    fn idle_timeout(mut self, limit: Duration) -> Self {
        self.options().0.limits.idle = limit;
        self
    }

    /// How many bytes the body of the response may have, unpacked.
    fn response_limit(mut self, bytes: u64) -> Self {
        self.options().0.limits.response = bytes;
        self
    }

    /// Whether a failed attempt is followed by another; [`Backoff::off`](crate::retry::Backoff::off) for never.
    fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.options().0.retry = Some(Arc::new(policy));
        self
    }

    /// Says whether doing it twice is the same as doing it once, so that it may be sent again after any failure that may
    /// pass. Left out, that holds for `GET`, `HEAD` and `OPTIONS`.
    fn idempotent(mut self, idempotent: bool) -> Self {
        self.options().0.idempotent = Some(idempotent);
        self
    }

    /// A header of this call, in the place of one of that name. What cannot be sent in one is refused when the call is
    /// sent.
    fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options().0.headers.set(name.as_ref(), value.as_ref());
        self
    }
}

/// The options of a call, to be set by [`CallOptions`] only.
#[doc(hidden)]
#[derive(Debug)]
pub struct OptionsOf<'a>(&'a mut Request);

impl<T: Outcome> CallOptions for Call<T> {
    type Answer = T;

    fn into_call(self) -> Call<T> {
        self
    }

    fn options(&mut self) -> OptionsOf<'_> {
        OptionsOf(&mut self.request)
    }
}
