//! What of an answer is not as the spec says, though it could be read: noted in passing, told in full when asked.

use std::borrow::Cow;
use std::fmt;

use super::fault::describe;
use super::object::Shape;
use super::path::{self, string_start};
use crate::error::text::OneLine;

/// How many deviations of one text are noted; those behind are counted. A server could otherwise fill the memory.
const MOST_NOTES: usize = 100;

/// How many characters of a value are shown.
const SHOWN: usize = 40;

/// The whole numbers that any reader of JSON takes for what they are (RFC 8259, section 6).
pub(super) const SAFE_INTEGER: u64 = (1 << 53) - 1;

/// One place of an answer that is not as the spec says, though the answer could be read.
///
/// It shows no part of a text but a value that an enumeration does not have, a number, or a date: whatever else came is
/// named by its kind, since it may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    path: String,
    kind: DeviationKind,
    expected: Cow<'static, str>,
    found: String,
    spec: Option<(&'static str, u32)>,
}

/// In which way a place deviates, and what was made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviationKind {
    /// A key that the type does not have. It is kept in the unknown fields of its object.
    UnknownField,
    /// A value that an enumeration or a union does not have. It is kept as it came.
    UnknownVariant,
    /// A required key did not come. The field has the default of its type.
    MissingField,
    /// A `null` where none was due. An optional field is `None`; a required one has the default of its type.
    UnexpectedNull,
    /// A value of another type. An optional field is `None`, a required one has the default of its type, and an element
    /// of a list or map is left out.
    WrongType,
    /// A date without a zone. It is taken for UTC.
    NoZone,
    /// A whole number that is written with a fraction or an exponent, as `1.0`.
    FractionalInteger,
    /// A whole number beyond ±(2⁵³ − 1), which many readers of JSON round. An integer of 64 bits is exact.
    ImpreciseNumber,
    /// A text that is longer than its limit. It is not cut.
    TextTooLong,
}

impl Deviation {
    /// Where in the document, as `items[3].name`; empty for the document itself. Long keys are cut.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// In which way it deviates.
    pub fn kind(&self) -> DeviationKind {
        self.kind
    }

    /// What the spec says, as `a string`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What came, as `a number`.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// The file of the spec and the line in it that say so; none where no object stands around the place.
    pub fn spec(&self) -> Option<(&'static str, u32)> {
        self.spec
    }
}

impl DeviationKind {
    /// Whether the API seems to have grown since this release: nothing that was due is missing.
    pub fn is_addition(self) -> bool {
        matches!(self, Self::UnknownField | Self::UnknownVariant)
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, kind: _, expected, found, spec } = self;
        if !path.is_empty() {
            write!(f, "at `{}`: ", OneLine(path))?;
        }
        write!(f, "expected {expected}, found {}", OneLine(found))?;
        spec.map_or(Ok(()), |(file, line)| write!(f, " ({file}:{line})"))
    }
}

/// What was noted while a text was read, without anything that must be computed.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    noted: Vec<Note>,
    /// How many more there were.
    more: usize,
}

#[derive(Clone, Copy, Debug)]
struct Note {
    at: usize,
    what: What,
    /// The object around the place and its field there; none of the latter for the object as a whole.
    around: Option<(&'static Shape, Option<usize>)>,
}

/// What is odd about a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    UnknownField,
    /// A text that ends at the place.
    UnknownText,
    UnknownVariant,
    /// The object that begins at the place lacks a key.
    Missing(&'static str),
    /// Null was not due, but this.
    Null(&'static str),
    /// Something else was due.
    Expected(&'static str),
    NoZone,
    Fraction,
    Imprecise,
    /// Longer than that many characters.
    TooLong(u32),
}

impl Notes {
    /// How many deviations there are.
    pub fn count(&self) -> usize {
        self.noted.len() + self.more
    }

    /// The first hundred deviations, in the order of the text that was read.
    pub fn deviations(&self, text: &[u8]) -> Vec<Deviation> {
        let text = std::str::from_utf8(text).unwrap_or_default();
        let mut noted: Vec<&Note> = self.noted.iter().collect();
        noted.sort_by_key(|note| note.at);
        let places: Vec<usize> = noted.iter().map(|note| note.at).collect();
        path::find_all(text, &places).into_iter().zip(noted).map(|(path, note)| note.deviation(text, path)).collect()
    }

    pub(super) fn push(&mut self, at: usize, what: What) {
        if self.noted.len() < MOST_NOTES {
            self.noted.push(Note { at, what, around: None });
        } else {
            self.more += 1;
        }
    }

    /// What is to be given to [`rewind`](Self::rewind).
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.noted.len(), self.more)
    }

    /// Forgets what was noted since the mark.
    pub(super) fn rewind(&mut self, (noted, more): (usize, usize)) {
        self.noted.truncate(noted);
        self.more = more;
    }

    /// Says of which object, and which field of it, the places are that were noted since the mark and are of no object
    /// further inside.
    pub(super) fn place(&mut self, (noted, _): (usize, usize), shape: &'static Shape, field: Option<usize>) {
        for note in self.noted.iter_mut().skip(noted) {
            note.around.get_or_insert((shape, field));
        }
    }
}

impl Note {
    fn deviation(&self, text: &str, mut path: String) -> Deviation {
        let of_kind = || describe(text, self.at).to_owned();
        let shown = |start: usize| format!("`{}`", token(text, start));
        let (kind, expected, found): (_, Cow<'static, str>, _) = match self.what {
            What::UnknownField => (DeviationKind::UnknownField, "no such key".into(), of_kind()),
            What::UnknownText => {
                let start = string_start(text.as_bytes(), self.at);
                (DeviationKind::UnknownVariant, "a known value".into(), shown(start))
            }
            What::UnknownVariant => (DeviationKind::UnknownVariant, "a known variant".into(), of_kind()),
            What::Missing(key) => {
                path::push_key(&mut path, key);
                (DeviationKind::MissingField, "a value".into(), "none".to_owned())
            }
            What::Null(expected) => (DeviationKind::UnexpectedNull, expected.into(), "null".to_owned()),
            What::Expected(expected) => (DeviationKind::WrongType, expected.into(), of_kind()),
            What::NoZone => (DeviationKind::NoZone, "a timestamp with a zone".into(), shown(self.at)),
            What::Fraction => {
                (DeviationKind::FractionalInteger, "a whole number without a fraction".into(), shown(self.at))
            }
            What::Imprecise => (DeviationKind::ImpreciseNumber, "a number within ±(2^53 - 1)".into(), shown(self.at)),
            What::TooLong(limit) => {
                (DeviationKind::TextTooLong, format!("at most {limit} characters").into(), of_kind())
            }
        };
        let spec = self.around.and_then(|(shape, field)| shape.line(field));
        Deviation { path, kind, expected, found, spec }
    }
}

/// The string or number that begins at a place, as it is written there, without quotes and cut.
fn token(text: &str, start: usize) -> String {
    let rest = text.get(start..).unwrap_or_default().trim_start();
    let inside = rest.strip_prefix('"');
    let end = match inside {
        Some(_) => path::string_end(rest.as_bytes(), 1).saturating_sub(1),
        None => rest.find([',', ']', '}', ' ', '\n', '\r', '\t']).unwrap_or(rest.len()),
    };
    let token = rest.get(usize::from(inside.is_some())..end).unwrap_or_default();
    let mut chars = token.chars();
    let shown: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() { shown + "..." } else { shown }
}
