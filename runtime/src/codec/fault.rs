//! Why a JSON text could not be read: small while reading, told in full at the edge.

use std::borrow::Cow;
use std::fmt;
use std::str::Utf8Error;

use super::path;

/// The mark that reading has failed; the decoder keeps the reason.
///
/// It has no size, so that the many functions that may fail return no more than a flag.
#[derive(Clone, Copy, Debug)]
pub struct Failed(pub(super) ());

/// Where reading failed and why, without anything that must be computed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Problem {
    pub(super) at: usize,
    pub(super) kind: ProblemKind,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum ProblemKind {
    /// Something else was due at this place.
    Expected(&'static str),
    /// The text breaks a rule of JSON inside a token.
    Malformed(&'static str),
    /// The object that begins here lacks a key.
    Missing(&'static str),
    /// Brackets are nested too deeply.
    TooDeep,
}

/// Why a JSON text could not be read.
///
/// It never shows any of the text but keys, since values may be secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    path: String,
    offset: usize,
    expected: Cow<'static, str>,
    found: Cow<'static, str>,
    missing: Option<&'static str>,
}

impl Fault {
    /// Where in the document, as `items[3].name`; empty for the document itself.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The place in the text, counted in bytes.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What was due, as `a string`.
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// What came instead, as `a number`.
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// The required key that the object at [`path`](Self::path) lacks, if that is the fault.
    pub fn missing_key(&self) -> Option<&str> {
        self.0.missing
    }

    pub(super) fn not_utf8(bytes: &[u8], error: Utf8Error) -> Self {
        let offset = error.valid_up_to();
        let valid = bytes.get(..offset).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
        Self(Box::new(Details {
            path: path::find(valid, offset),
            offset,
            expected: "UTF-8".into(),
            found: "a byte that is none".into(),
            missing: None,
        }))
    }

    pub(super) fn new(text: &str, problem: Problem) -> Self {
        let Problem { at, kind } = problem;
        let (expected, found, missing) = match kind {
            ProblemKind::Expected(expected) => (expected.into(), describe(text, at).into(), None),
            ProblemKind::Malformed(found) => ("valid JSON".into(), found.into(), None),
            ProblemKind::Missing(key) => (format!("the key `{key}`").into(), "none".into(), Some(key)),
            ProblemKind::TooDeep => ("at most 127 levels of nesting".into(), "more".into(), None),
        };
        Self(Box::new(Details { path: path::find(text, at), offset: at, expected, found, missing }))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { path, expected, found, .. } = &*self.0;
        if !path.is_empty() {
            write!(f, "at `{path}`: ")?;
        }
        write!(f, "expected {expected}, found {found}")
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({self}; offset {})", self.0.offset)
    }
}

impl std::error::Error for Fault {}

/// What stands at a place, named by its kind alone.
pub(super) fn describe(text: &str, at: usize) -> &'static str {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    match rest.first() {
        None => "the end of the text",
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'-' | b'0'..=b'9') => "a number",
        Some(b',') => "`,`",
        Some(b':') => "`:`",
        Some(b'}') => "`}`",
        Some(b']') => "`]`",
        Some(_) if rest.starts_with(b"null") => "null",
        Some(_) if rest.starts_with(b"true") || rest.starts_with(b"false") => "a boolean",
        Some(_) => "something that is no JSON",
    }
}
