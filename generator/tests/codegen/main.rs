//! From a spec to the files of a client: as they are checked in, in any order, after small changes and after odd ones.

#![allow(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

mod change;
mod checked_in;
mod docs;
mod mutations;
mod schemas;
mod workspace;
