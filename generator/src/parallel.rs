//! Work on all processors at once, with the same result as on one.

use std::num::NonZero;
use std::thread;

/// Cuts a list into as many parts as there are processors, works on each part in a thread of its own, and gives the
/// results in the order of the list.
pub(crate) fn in_parts<T: Sync, R: Send>(list: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = list.chunks(list.len().div_ceil(threads).max(1));
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
        joined.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
