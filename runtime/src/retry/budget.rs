//! How many repetitions a client may afford, so that it does not make an outage worse.

use std::sync::atomic::{AtomicU32, Ordering};

/// A token bucket. A repetition takes a token; an answer of a server that is well gives a tenth of
/// one back. So in the long run at most one call
/// in ten is repeated, and short trouble is ridden out on what the bucket holds.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In tenths of a token.
    left: AtomicU32,
    capacity: u32,
}

const TENTHS: u32 = 10;

impl Budget {
    /// A full bucket of so many repetitions.
    pub(crate) fn new(repetitions: u32) -> Self {
        let capacity = repetitions.saturating_mul(TENTHS);
        Self { left: AtomicU32::new(capacity), capacity }
    }

    /// Takes a token; false if there is none.
    pub(crate) fn take(&self) -> bool {
        self.change(|left| left.checked_sub(TENTHS))
    }

    /// The server answered, and not that it is in trouble.
    pub(crate) fn refill(&self) {
        self.change(|left| (left < self.capacity).then(|| left + 1));
    }

    fn change(&self, to: impl Fn(u32) -> Option<u32>) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, to).is_ok()
    }
}
