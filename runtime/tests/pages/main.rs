//! Collections over many answers: where they begin, go on and end.

mod pets;
mod resume;
mod walk;
