//! The items of all pages, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_core::Stream;

use super::{Paged, Pages};
#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
use crate::error::Error;

/// The items of a collection, over all its pages; what [`Pages`] says of them holds here too.
#[must_use = "items are asked for only while they are waited for"]
pub struct Items<C: Paged> {
    pages: Pages<C>,
    ready: vec::IntoIter<C::Item>,
}

impl<C: Paged> Items<C> {
    #[doc(hidden)]
    pub fn new(builder: C) -> Self {
        Self { pages: Pages::new(builder), ready: Vec::new().into_iter() }
    }

    /// Waits for the next item; none when there are no more.
    ///
    /// Dropping what this returns loses nothing: the next call waits on.
    pub async fn try_next(&mut self) -> Result<Option<C::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// The number of the page that the last item is from; none before the first, and where pages have no numbers.
    ///
    /// A call that is told to begin with it gives the items of this page again, and then those that were not given yet.
    pub fn page(&self) -> Option<i64> {
        self.pages.page()
    }

    /// The cursor that leads behind the page that the last item is from; none where there is none.
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }

    /// The items as an iterator, for code that is not async.
    #[cfg(feature = "blocking")]
    pub fn blocking(mut self) -> Blocking<Self> {
        let call = &mut self.pages.call;
        call.request.blocking = true;
        Blocking::new(call.client.clone(), call.request.operation, self)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<C::Item, Error>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.pages.poll_page(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => self.ready = C::into_items(page).into_iter(),
            }
        }
    }
}

/// No item is ever pinned.
impl<C: Paged> Unpin for Items<C> {}

impl<C: Paged> Stream for Items<C> {
    type Item = Result<C::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<C: Paged> fmt::Debug for Items<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("ready", &self.ready.len()).finish()
    }
}
