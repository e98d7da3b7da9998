//! How reading goes on behind a mistake.
//!
//! `serde` stops at the first one. So that one run finds all, a document is read again with what was wrong mended: a key
//! that means nothing is left out, and for a value that is missing or of the wrong kind stands whatever the type asks
//! for. What is read from a mended document is only looked at to find more mistakes.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Fault, FaultKind};
use super::pointer;

/// The places that are not read as they stand, by JSON pointer.
#[derive(Debug, Default)]
pub(in crate::front) struct Mended {
    left_out: BTreeSet<String>,
    /// With the word that stands there if a text is asked for.
    filled_in: BTreeMap<String, &'static str>,
}

impl Mended {
    /// True where nothing was wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.left_out.is_empty() && self.filled_in.is_empty()
    }

    /// Whether a place is left out.
    pub(super) fn left_out(&self, place: &str) -> bool {
        self.left_out.contains(place)
    }

    /// The word that stands at a place if a text is asked for there; `None` where it was not filled in.
    pub(super) fn filled_in(&self, place: &str) -> Option<&'static str> {
        self.filled_in.get(place).copied()
    }

    /// Whether something was mended at a place, in it or around it.
    pub(in crate::front) fn touches(&self, place: &str) -> bool {
        let mut all = self.left_out.iter().chain(self.filled_in.keys());
        all.any(|mended| pointer::contains(mended, place) || pointer::contains(place, mended))
    }

    /// Whether a mistake is only in what was filled in.
    pub(super) fn covers(&self, fault: &Fault) -> bool {
        self.filled_in.keys().any(|outer| pointer::contains(outer, fault.pointer()))
    }

    /// Mends a mistake; false where that was tried before, or where nothing would remain.
    pub(super) fn mend(&mut self, fault: Fault) -> bool {
        let place = fault.pointer.unwrap_or_default();
        match fault.kind {
            FaultKind::UnknownKey { .. } => self.left_out.insert(place),
            FaultKind::MissingKey { key } => self.filled_in.insert(pointer::child(&place, key), "").is_none(),
            _ if place.is_empty() => false,
            FaultKind::UnknownWord { words } => {
                let word = words.first().copied().unwrap_or_default();
                self.filled_in.insert(place, word) != Some(word)
            }
            FaultKind::WrongShape { .. } => {
                self.filled_in.insert(place.clone(), "").is_none() || self.left_out.insert(place)
            }
        }
    }

    /// The keys that were filled in because a map lacks them.
    pub(super) fn lacking(&self, map: &str, has: impl Fn(&str) -> bool) -> Vec<String> {
        let children = self.filled_in.keys().filter_map(|filled| pointer::split(filled));
        children.filter(|(parent, key)| *parent == map && !has(key)).map(|(_, key)| key.into_owned()).collect()
    }
}
