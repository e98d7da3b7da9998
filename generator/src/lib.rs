//! Reads the description of an HTTP API and writes a typed Rust client for it.

pub mod codes;
pub mod diagnostics;
pub mod front;
pub mod ir;
pub mod source;
