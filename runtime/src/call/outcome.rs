//! The kinds of answers: one that is read whole, and one that goes on.

use super::raw::{RawResponse, Unread};
use super::{Answer, Call, execute};
use crate::error::Error;
use crate::operation::Operation;
use crate::transport::BoxFuture;

/// What a call comes to when it is awaited: an [`Answer`], which is read whole, or [`EventStream`](crate::EventStream), which
/// are opened.
pub trait Outcome: Sized + 'static {
    /// What comes from the transport, the same type for many outcomes.
    #[doc(hidden)]
    type Received;

    /// Sends the call. Nothing in it depends on the type of the answer, so it is compiled once.
    #[doc(hidden)]
    fn send(call: Call<Self>) -> BoxFuture<'static, Result<Self::Received, Error>>;

    /// Reads what came.
    #[doc(hidden)]
    fn receive(operation: &'static Operation, received: Self::Received) -> Result<Self, Error>;
}

impl<T: Answer> Outcome for T {
    type Received = Unread;

    fn send(call: Call<T>) -> BoxFuture<'static, Result<Unread, Error>> {
        execute::execute(call.client, call.request)
    }

    fn receive(_: &'static Operation, unread: Unread) -> Result<T, Error> {
        RawResponse::new(unread).into_answer()
    }
}
