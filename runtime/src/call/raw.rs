//! A response before it is read: what came, and how it is read on demand.

use std::fmt;
use std::marker::PhantomData;

use super::{Answer, Call, Outcome, Unreadable};
use crate::codec::{Deviation, Notes};
use crate::error::Error;
use crate::operation::Operation;
use crate::transport::HttpResponse;
use crate::wire::headers::Headers;

/// A response with a status of 2xx, and what is to be known for reading it but its type.
#[doc(hidden)]
pub struct Unread {
    pub(super) operation: &'static Operation,
    pub(crate) response: HttpResponse,
    /// Whether a deviation from the spec is an error.
    pub(super) strict: bool,
}

impl Unread {
    fn read<T: Answer>(&self) -> Result<T, Unreadable> {
        let (answer, notes) = T::read(&self.response)?;
        hold_to_spec(self.operation, self.strict, &notes, self.response.body()).map(|()| answer)
    }
}

/// Tells of what is not as the spec says of a text that was read, and fails if that is an error.
pub(crate) fn hold_to_spec(
    operation: &'static Operation,
    strict: bool,
    notes: &Notes,
    text: &[u8],
) -> Result<(), Unreadable> {
    if notes.count() == 0 {
        return Ok(());
    }
    if strict {
        return Err(Unreadable::deviates(notes, text));
    }
    if tracing::enabled!(tracing::Level::WARN) {
        notes.deviations(text).iter().for_each(|deviation| tell(operation, deviation));
    }
    Ok(())
}

/// What the API has more than this release knows is nothing to warn of.
fn tell(operation: &'static Operation, deviation: &Deviation) {
    let action = operation.name();
    if deviation.kind().is_addition() {
        tracing::debug!(action, %deviation, "the answer has more than the spec says");
    } else {
        tracing::warn!(action, %deviation, "the answer is not as the spec says");
    }
}

/// A response with a status of 2xx as it came, to be read as the type of its action on demand.
///
/// `Debug` does not show the body.
pub struct RawResponse<T> {
    unread: Unread,
    answer: PhantomData<fn() -> T>,
}

impl<T> RawResponse<T> {
    pub(super) fn new(unread: Unread) -> Self {
        Self { unread, answer: PhantomData }
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.unread.response.status()
    }

    /// The header fields.
    pub fn headers(&self) -> &Headers {
        self.unread.response.headers()
    }

    /// The body as it came, unpacked.
    pub fn body(&self) -> &[u8] {
        self.unread.response.body()
    }

    /// The response without the type of its action.
    pub fn into_response(self) -> HttpResponse {
        self.unread.response
    }
}

impl<T: Answer> RawResponse<T> {
    /// Reads the body, as awaiting the call does. It is read anew each time.
    ///
    /// # Errors
    ///
    /// Fails where the body cannot be read as the type at all and, after `strict()`, where it is not as the spec says;
    /// [`Error::is_decode`] is true then.
    pub fn decode(&self) -> Result<T, Error> {
        self.unread.read().map_err(|why| why.into_error(self.unread.operation, self.unread.response.clone()))
    }

    /// Reads the body, and says where it is not as the spec says: the first hundred places.
    ///
    /// # Errors
    ///
    /// Fails where the body cannot be read as the type at all; [`Error::is_decode`] is true then.
    pub fn deviations(&self) -> Result<Vec<Deviation>, Error> {
        match T::read(&self.unread.response) {
            Ok((_, notes)) => Ok(notes.deviations(self.body())),
            Err(why) => Err(why.into_error(self.unread.operation, self.unread.response.clone())),
        }
    }

    /// As [`decode`](Self::decode), for a response that is of no further use.
    pub(super) fn into_answer(self) -> Result<T, Error> {
        self.unread.read().map_err(|why| why.into_error(self.unread.operation, self.unread.response))
    }
}

impl<T> fmt::Debug for RawResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unread.response.fmt(f)
    }
}

impl<T: Answer> Call<T> {
    /// Sends the call and gives the response before it is read.
    pub(super) fn raw(self) -> impl Future<Output = Result<RawResponse<T>, Error>> + Send + use<T> {
        let received = T::send(self);
        async move { received.await.map(RawResponse::new) }
    }
}
