//! What is read of a page: its items, and the mark that says how it goes on.

use crate::codec::Nullable;

/// What a page may keep its items in.
#[doc(hidden)]
pub trait List {
    type Item;
    fn items(&self) -> &[Self::Item];
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> List for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<L: List> List for Option<L> {
    type Item = L::Item;

    fn items(&self) -> &[L::Item] {
        self.as_ref().map_or(&[], List::items)
    }

    fn into_items(self) -> Vec<L::Item> {
        self.map_or_else(Vec::new, List::into_items)
    }
}

impl<L: List> List for Nullable<L> {
    type Item = L::Item;

    fn items(&self) -> &[L::Item] {
        self.as_option().map_or(&[], List::items)
    }

    fn into_items(self) -> Vec<L::Item> {
        self.into_option().into_items()
    }
}

/// What a page may keep a total or a cursor in.
#[doc(hidden)]
pub trait Mark {
    /// The mark as text; none where it is absent, null or empty.
    fn mark(&self) -> Option<String>;
}

impl Mark for String {
    fn mark(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.clone())
    }
}

impl Mark for i64 {
    fn mark(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Mark for f64 {
    fn mark(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<M: Mark> Mark for Option<M> {
    fn mark(&self) -> Option<String> {
        self.as_ref()?.mark()
    }
}

impl<M: Mark> Mark for Nullable<M> {
    fn mark(&self) -> Option<String> {
        self.as_option()?.mark()
    }
}
