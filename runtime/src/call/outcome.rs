//! The kinds of answers: one that is read whole, and one that goes on.

use super::Call;
use crate::error::Error;

/// What a call comes to when it is awaited: an [`Answer`](super::Answer), which is read whole, or
/// [`Events`](crate::Events), which are opened.
pub trait Outcome: Sized + 'static {
    /// The call on its way.
    type Sending: Future<Output = Result<Self, Error>> + Send + 'static;

    /// Sends the call.
    fn send(call: Call<Self>) -> Self::Sending;
}
