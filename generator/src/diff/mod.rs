//! What changed from one API to another: what a caller in Rust notices, what happens on the wire, which version is owed.
//!
//! Rust decides about the class: a change is major where a program that was right no longer compiles against the client
//! that is generated. One thing is major that compiles: arguments of one type that change places, since the program
//! then says something else.

mod actions;
mod answers;
mod api;
mod change;
mod features;
mod fields;
mod models;
mod pairs;
mod parameters;
mod resources;
mod types;
mod variants;

pub use change::{Change, Class, Kind};

use crate::check::Checked;
use types::Both;

/// Every change, the gravest first, then by subject.
pub fn diff(old: &Checked, new: &Checked) -> Vec<Change> {
    let both = Both::new(old, new);
    let mut changes = Vec::new();
    api::compare(&both, &mut changes);
    resources::compare(&both, &mut changes);
    models::compare(&both, &mut changes);
    features::compare(&both, &mut changes);
    changes.sort();
    changes
}
