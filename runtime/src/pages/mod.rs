//! Collections over many answers: a stream of pages, and one of the items on them.
//!
//! There is no task in the background: a page is asked for when it is waited for, one at a time.

mod items;
mod paged;
mod parts;
mod rule;
mod walk;

use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

pub use self::items::Items;
pub use self::paged::Paged;
#[doc(hidden)]
pub use self::parts::{List, Mark};
pub use self::rule::Paging;
use self::walk::{Facts, Walk, hash_of};
#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
use crate::call::{Call, Outcome, Unread};
use crate::error::{Error, Kind};
use crate::transport::BoxFuture;

/// The pages of a collection, each as one call answers it.
///
/// It begins with the page that the call was told, or with the first. It ends behind the page that the server says is the
/// last, and behind an error. To go on behind an error, or another day, make the call again and tell it where:
/// [`Pages::page`] or [`Pages::cursor`].
///
/// # When it ends
///
/// - Pages with numbers: where the pages so far have as many items as the total of the last answer. Without a total: with
///   a page of fewer items than one before it. In any case with a page without items.
/// - Pages with a cursor or a link: with the page that has none, or an empty one.
///
/// A collection that grows while it is read is read on. A server that repeats itself is an error, for which
/// [`Error::is_endless`] holds: the same cursor or link a second time, three pages in a row with the items of pages
/// before them, or a hundred without anything.
///
/// # What it promises
///
/// Each page is what the server had at the time of its request, and pages come in order, none left out. It is no snapshot:
/// where pages have numbers, an item that is removed from a page before moves the others up, so that one of them is not
/// seen, and an item that is added there moves one down, so that it is seen twice. Sort by what does not change, such as
/// the time of creation, ascending, and tell items apart by their ids.
#[must_use = "pages are asked for only while they are waited for"]
pub struct Pages<C: Paged> {
    call: Call<C::Page>,
    walk: Walk,
    state: State,
}

enum State {
    /// Nothing was asked for yet.
    New,
    /// There is another page.
    Idle,
    Waiting(BoxFuture<'static, Result<Unread, Error>>),
    /// The last page was given, but the end is an error.
    Failed(Error),
    Done,
}

impl<C: Paged> Pages<C> {
    #[doc(hidden)]
    pub fn new(builder: C) -> Self {
        Self { call: builder.into_call(), walk: Walk::new(&C::RULE), state: State::New }
    }

    /// Waits for the next page; none when there are no more.
    ///
    /// Dropping what this returns loses nothing: the next call waits on.
    pub async fn try_next(&mut self) -> Result<Option<C::Page>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// The number of the page that was given last; none before the first, and where pages have no numbers.
    ///
    /// A call that is told to begin with the number behind it goes on where this one stopped.
    pub fn page(&self) -> Option<i64> {
        self.walk.given
    }

    /// The cursor that leads to the page behind the one that was given last; none where there is none.
    pub fn cursor(&self) -> Option<&str> {
        self.walk.cursor.as_deref()
    }

    /// The pages as an iterator, for code that is not async.
    #[cfg(feature = "blocking")]
    pub fn blocking(mut self) -> Blocking<Self> {
        self.call.request.blocking = true;
        Blocking::new(self.call.client.clone(), self.call.request.operation, self)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<C::Page, Error>>> {
        let mut sent = match mem::replace(&mut self.state, State::Done) {
            State::Done => return Poll::Ready(None),
            State::Failed(error) => return Poll::Ready(Some(Err(error))),
            State::Waiting(sent) => sent,
            State::Idle => C::Page::send(self.call.clone()),
            State::New => match self.walk.begin(&self.call.request, self.call.client.shared()) {
                Ok(()) => C::Page::send(self.call.clone()),
                Err(why) => return Poll::Ready(Some(Err(self.error(Kind::Request(why))))),
            },
        };
        match sent.as_mut().poll(context) {
            Poll::Ready(unread) => Poll::Ready(Some(unread.and_then(|unread| self.read(unread)))),
            Poll::Pending => {
                self.state = State::Waiting(sent);
                Poll::Pending
            }
        }
    }

    fn read(&mut self, unread: Unread) -> Result<C::Page, Error> {
        let Call { client, request, .. } = &mut self.call;
        let link = self.walk.link(request, client.shared(), &unread.response);
        let page = C::Page::receive(request.operation, unread)?;
        let items = C::items_of(&page);
        let facts = Facts { count: items.len(), mark: C::mark_of(&page), hash: hash_of(items), link };
        self.state = match self.walk.advance(request, facts) {
            Ok(true) => State::Idle,
            Ok(false) => State::Done,
            Err(why) => State::Failed(self.error(Kind::Endless(why))),
        };
        Ok(page)
    }

    fn error(&self, kind: Kind) -> Error {
        Error::of(self.call.request.operation, kind)
    }
}

impl<C: Paged> Stream for Pages<C> {
    type Item = Result<C::Page, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<C: Paged> fmt::Debug for Pages<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("call", &self.call).field("page", &self.page()).finish_non_exhaustive()
    }
}
