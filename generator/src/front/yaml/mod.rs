//! All that is known of YAML: reads a text into typed values, and finds the place of each part.
//!
//! `serde_yaml` says what a text means and `saphyr-parser` where its parts stand. No other module names either.

mod fault;
mod mended;
mod places;
pub mod pointer;
mod reader;
mod report;
mod tree;

use serde::de::DeserializeOwned;

pub(super) use self::mended::Mended;
pub(super) use self::report::choices;

use self::places::Places;
use self::reader::Reader;
use self::tree::Tree;
use super::text;
use crate::diagnostics::Diagnostics;
use crate::source::{SourceFile, Span};

/// How often a document is read to find all that is wrong. A file with more mistakes than that is of another kind.
const MAX_READINGS: usize = 200;

/// Reads something, and lets it pass only if nothing was found wrong with it on the way.
pub(super) fn flawless<T>(
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&mut Diagnostics) -> Option<T>,
) -> Option<T> {
    let mut found = Diagnostics::default();
    let read = read(&mut found);
    let fine = !found.has_errors();
    diagnostics.extend(found);
    read.filter(|_| fine)
}

/// A YAML file that has been parsed.
#[derive(Clone, Debug)]
pub struct Document {
    file: SourceFile,
    tree: Tree,
    places: Places,
}

impl Document {
    /// Parses a file. A doubled key is reported and the first one holds, so that the rest of the file can be read.
    pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Self> {
        if !text::check(file, diagnostics) {
            return None;
        }
        let places = Places::parse(file, diagnostics)?;
        let tree = Tree::parse(file, diagnostics)?;
        Some(Self { file: file.clone(), tree, places })
    }

    /// Reads the document into a typed value, and reports every place where it does not fit the type.
    pub fn read<T: DeserializeOwned>(&self, diagnostics: &mut Diagnostics) -> Option<T> {
        let (value, mended) = self.read_mended(diagnostics);
        value.filter(|_| mended.is_empty())
    }

    /// Like [`Document::read`], but gives the value of a document that does not fit too, so that more can be looked
    /// for; where it was mended, it says nothing.
    pub(super) fn read_mended<T: DeserializeOwned>(&self, diagnostics: &mut Diagnostics) -> (Option<T>, Mended) {
        let mut mended = Mended::default();
        for _ in 0..MAX_READINGS {
            let fault = match T::deserialize(Reader::new(&self.tree, &mended)) {
                Ok(value) => return (Some(value), mended),
                Err(fault) => fault,
            };
            if !mended.covers(&fault) {
                diagnostics.push(report::fault(self, &fault));
            }
            if !mended.mend(fault) {
                break;
            }
        }
        (None, mended)
    }

    /// The place of the value that a JSON pointer leads to, or of the nearest one around it. Of a value of several
    /// lines, it is the first.
    pub fn locate(&self, pointer: &str) -> Span {
        let found = self.places.find(pointer);
        let value = self.file.span(found.value);
        match found.key {
            Some(key) if value.start == value.end => self.file.span(key),
            _ => value,
        }
    }

    /// The place of the key that a JSON pointer ends in; that of the value where it has no key.
    pub fn locate_key(&self, pointer: &str) -> Span {
        match self.places.find(pointer).key {
            Some(key) => self.file.span(key),
            None => self.locate(pointer),
        }
    }

    /// The line of a place in this document, from 1.
    pub fn line(&self, span: Span) -> usize {
        self.file.line_column(self.file.range(span).start).0
    }

    /// The keys of the map that a JSON pointer leads to, in order; none where it leads to something else.
    pub fn keys(&self, pointer: &str) -> impl Iterator<Item = &str> {
        let entries = match self.tree.find(pointer) {
            Some(Tree::Map(entries)) => Some(entries),
            _ => None,
        };
        entries.into_iter().flat_map(|entries| entries.keys().map(String::as_str))
    }

    /// The text as it is written at a place of this document.
    fn written(&self, span: Span) -> &str {
        let start = self.file.whole().start;
        let range = (span.start - start) as usize..(span.end - start) as usize;
        self.file.text.get(range).unwrap_or_default()
    }
}
