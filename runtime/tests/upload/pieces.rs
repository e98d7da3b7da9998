//! A stream of given pieces.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

/// Gives these pieces; an `Err` is one that cannot be read. It waits before each, as a stream from elsewhere does.
pub(crate) struct Pieces {
    pieces: VecDeque<Result<&'static str, &'static str>>,
    waited: bool,
}

impl Pieces {
    pub(crate) fn new(pieces: impl IntoIterator<Item = Result<&'static str, &'static str>>) -> Self {
        Self { pieces: pieces.into_iter().collect(), waited: false }
    }
}

impl Stream for Pieces {
    type Item = Result<&'static str, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.waited = !self.waited;
        if self.waited {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.pieces.pop_front())
    }
}
