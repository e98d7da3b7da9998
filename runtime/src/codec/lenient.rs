//! Passing over what is not of its type: where that is allowed, and how the decoder goes back and on.

use super::decoder::Decoder;
use super::deviation::What;
use super::fault::{Failed, ProblemKind};
use super::union::Trial;
use super::{Fault, Json, Notes, Value};

/// A place to which a decoder can go back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    depth: usize,
    pub(super) notes: (usize, usize),
    pub(super) oddities: usize,
    pub(super) left_out: usize,
}

/// Reads a whole JSON text and passes over what is not of its type, as long as the rest can be read; the notes say what
/// that was.
///
/// What came is kept where the type has a place for it: [`to_vec`](super::to_vec) then writes it back, unless the field
/// was set since. See [`DeviationKind`](super::DeviationKind) for what stands in its place until then.
///
/// # Errors
///
/// The [`Fault`] says where the text is no UTF-8 or no JSON, or that it is another kind of value as a whole.
pub fn read_leniently<T: Value>(bytes: &[u8]) -> Result<(T, Notes), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| Fault::not_utf8(bytes, error))?;
    let mut decoder = Decoder::lenient(text);
    let mut value = T::default();
    match value.read(&mut decoder).and_then(|()| decoder.finish()) {
        Ok(()) => Ok((value, decoder.notes)),
        Err(failed) => Err(decoder.fault(failed)),
    }
}

impl Decoder<'_> {
    /// Where the decoder stands.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        let (notes, oddities) = (self.notes.mark(), self.oddities);
        Mark { at: self.at, depth: self.depth, notes, oddities, left_out: self.left_out }
    }

    /// Goes back, and forgets what was noted since.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        (self.at, self.depth, self.left_out) = (mark.at, mark.depth, mark.left_out);
        self.notes.rewind(mark.notes);
    }

    /// Notes something odd about the value at a place.
    #[cold]
    pub(super) fn note(&mut self, at: usize, what: What) {
        if self.is_lenient {
            self.oddities += 1;
            self.notes.push(at, what);
        }
    }

    /// Whether what is not of its type is passed over here. While it is open which variant of a union a value is, it is
    /// not: such a value tells that the variant does not fit.
    pub(super) fn recovers(&self) -> bool {
        self.is_lenient && matches!(self.trial, Trial::None | Trial::Lenient)
    }

    /// After a value was not of its type: reads it again as any JSON, and notes what was due.
    #[cold]
    pub(super) fn recover(&mut self, start: &Mark, failed: Failed) -> Result<Json, Failed> {
        if !self.recovers() {
            return Err(failed);
        }
        let problem = self.problem;
        let ProblemKind::Expected(expected) = problem.kind else { return Err(failed) };
        self.rewind(start);
        let Ok(value) = self.json() else {
            // It is no JSON either: so much is certain, and nobody further outside has to try again.
            self.is_lenient = false;
            return Err(failed);
        };
        let what = if value.is_null() { What::Null(expected) } else { What::Expected(expected) };
        self.note(problem.at, what);
        Ok(value)
    }

    /// After an element of a list or map was not of its type: goes on behind it.
    #[cold]
    pub(super) fn leave_out(&mut self, start: &Mark, failed: Failed) -> Result<(), Failed> {
        self.recover(start, failed)?;
        self.left_out += 1;
        Ok(())
    }

    /// Reads what came since the mark once more, as any JSON.
    #[cold]
    pub(super) fn read_again(&mut self, start: &Mark) -> Result<Json, Failed> {
        let (end, depth) = (self.at, self.depth);
        (self.at, self.depth) = (start.at, start.depth);
        let value = self.json();
        (self.at, self.depth) = (end, depth);
        value
    }
}
