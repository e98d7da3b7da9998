//! The pull decoder: what the next token is, and the loops over arrays and objects.

use std::borrow::Cow;

use super::deviation::Notes;
use super::fault::{Failed, Fault, Problem, ProblemKind};
use super::union::Trial;

/// How deeply brackets may be nested, counted as `serde_json` does: this many are one too many.
const DEPTH_LIMIT: usize = 128;

/// Reads the value of an entry of an object, given its key.
pub type ReadEntry<'f, 'a> = dyn FnMut(&mut Decoder<'a>, Cow<'a, str>) -> Result<(), Failed> + 'f;

/// Reads one JSON text from front to back.
///
/// Each method skips white space, then reads what its name says or fails.
/// After a failure the decoder stands anywhere; only its fault is of use then.
#[derive(Debug)]
pub struct Decoder<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many more brackets may be opened, and one.
    pub(super) depth: usize,
    /// Whether a variant of a union is being tried, and how strictly.
    pub(super) trial: Trial,
    /// How many bytes were read in vain while trying variants.
    pub(super) wasted: usize,
    /// Why reading failed last.
    pub(super) problem: Problem,
    /// Whether what is not of its type is passed over where that is possible.
    pub(super) is_lenient: bool,
    /// What was odd so far, if the decoder is lenient.
    pub(super) notes: Notes,
    /// How often something odd was met, in vain trials too.
    pub(super) oddities: usize,
    /// How many values were left out for which the object around them must be kept as it came.
    pub(super) left_out: usize,
}

impl<'a> Decoder<'a> {
    /// A decoder at the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self::with_depth(text, DEPTH_LIMIT)
    }

    pub(super) fn with_depth(text: &'a str, depth: usize) -> Self {
        let problem = Problem { at: 0, kind: ProblemKind::Expected("a value") };
        let (is_lenient, notes) = (false, Notes::default());
        Self { text, at: 0, depth, trial: Trial::None, wasted: 0, problem, is_lenient, notes, oddities: 0, left_out: 0 }
    }

    /// A decoder that passes over what is not of its type, and notes it.
    pub(super) fn lenient(text: &'a str) -> Self {
        Self { is_lenient: true, ..Self::new(text) }
    }

    /// Fails unless nothing but white space is left.
    pub fn finish(&mut self) -> Result<(), Failed> {
        match self.peek() {
            None => Ok(()),
            Some(_) => self.mismatch("the end of the text"),
        }
    }

    /// The fault that a failure of this decoder stands for.
    pub fn fault(&self, _: Failed) -> Fault {
        Fault::new(self.text, self.problem)
    }

    /// Fails at the next token, because something else was due: `expected` as in "a string".
    ///
    /// # Errors
    ///
    /// Always.
    pub fn mismatch<T>(&mut self, expected: &'static str) -> Result<T, Failed> {
        self.peek();
        self.fail(self.at, ProblemKind::Expected(expected))
    }

    #[cold]
    pub(super) fn mismatch_at<T>(&mut self, at: usize, expected: &'static str) -> Result<T, Failed> {
        self.fail(at, ProblemKind::Expected(expected))
    }

    #[cold]
    pub(super) fn fail<T>(&mut self, at: usize, kind: ProblemKind) -> Result<T, Failed> {
        self.problem = Problem { at, kind };
        Err(Failed(()))
    }

    /// Skips a `null` and says whether there was one.
    ///
    /// # Errors
    ///
    /// Fails on a word that begins as `null` does and is another.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Failed> {
        if self.peek() == Some(b'n') { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> Result<bool, Failed> {
        match self.peek() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => self.mismatch("a boolean"),
        }
    }

    /// Reads an array, calling `element` at the start of each of its values.
    pub fn array(&mut self, element: &mut dyn FnMut(&mut Self) -> Result<(), Failed>) -> Result<(), Failed> {
        self.open(b'[', "an array")?;
        if self.close(b']') {
            return Ok(());
        }
        loop {
            element(self)?;
            if !self.more(b']', "`,` or `]`")? {
                return Ok(());
            }
        }
    }

    /// Reads an object, calling `entry` with each key at the start of its value.
    pub fn entries(&mut self, entry: &mut ReadEntry<'_, 'a>) -> Result<(), Failed> {
        self.open(b'{', "an object")?;
        if self.close(b'}') {
            return Ok(());
        }
        loop {
            let key = self.key()?;
            entry(self, key)?;
            if !self.more(b'}', "`,` or `}`")? {
                return Ok(());
            }
        }
    }

    /// The first byte of the next token.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                next => return next.copied(),
            }
        }
    }

    /// Skips a byte if it is the next token.
    #[inline]
    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Enters an array or object.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8, expected: &'static str) -> Result<(), Failed> {
        if !self.skip(bracket) {
            return self.mismatch(expected);
        }
        self.depth -= 1;
        if self.depth == 0 {
            return self.fail(self.at - 1, ProblemKind::TooDeep);
        }
        Ok(())
    }

    /// Leaves an array or object, if that is what comes next.
    #[inline]
    pub(super) fn close(&mut self, bracket: u8) -> bool {
        let is_next = self.skip(bracket);
        self.depth += usize::from(is_next);
        is_next
    }

    /// After an element: goes to the next one, or leaves the array or object and returns false.
    #[inline]
    pub(super) fn more(&mut self, bracket: u8, expected: &'static str) -> Result<bool, Failed> {
        if self.skip(b',') {
            Ok(true)
        } else if self.close(bracket) {
            Ok(false)
        } else {
            self.mismatch(expected)
        }
    }

    /// Reads a key and the colon after it.
    #[inline]
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, Failed> {
        if self.peek() != Some(b'"') {
            return self.mismatch("a key");
        }
        let key = self.text()?;
        if self.skip(b':') { Ok(key) } else { self.mismatch("`:`") }
    }

    fn word(&mut self, word: &'static str) -> Result<(), Failed> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return self.mismatch("a value");
        }
        self.at += word.len();
        Ok(())
    }
}
