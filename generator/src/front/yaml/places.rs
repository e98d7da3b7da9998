//! Where the parts of a YAML text stand, and what of YAML the dialect does not have.

use std::ops::Range;

use indexmap::IndexMap;
use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use super::pointer;
use super::report::{self, Refused};
use crate::diagnostics::Diagnostics;
use crate::source::SourceFile;

/// Deeper texts are refused, so that no reader runs out of stack.
const MAX_DEPTH: usize = 64;

/// The places of all keys and values of a text, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Places {
    root: Node,
}

/// What a pointer leads to.
pub(super) struct Found {
    /// The key it stands under.
    pub(super) key: Option<Range<usize>>,
    /// The first line of the value.
    pub(super) value: Range<usize>,
}

#[derive(Clone, Debug)]
struct Node {
    /// The first line of the value.
    range: Range<usize>,
    parts: Parts,
}

#[derive(Clone, Debug)]
enum Parts {
    None,
    Items(Vec<Node>),
    /// By key: where it stands, and its value. Of equal keys, the first.
    Entries(IndexMap<String, (Range<usize>, Node)>),
}

impl Places {
    /// Finds all places, and reports every key that stands twice.
    pub(super) fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut builder = Builder { file, offsets: offsets(&file.text), open: Vec::new(), root: None, fine: true };
        for event in Parser::new_from_str(&file.text) {
            match event {
                Ok((event, marks)) => builder.take(event, marks, diagnostics)?,
                Err(error) => {
                    let place = (error.marker().line(), error.marker().col() + 1);
                    diagnostics.push(report::syntax(file, place, error.info()));
                    return None;
                }
            }
        }
        if builder.root.is_none() && builder.fine {
            diagnostics.push(report::only_comments(file));
        }
        builder.root.filter(|_| builder.fine).map(|root| Self { root })
    }

    /// What a pointer leads to, or the nearest value around it.
    pub(super) fn find(&self, pointer: &str) -> Found {
        let mut found = Found { key: None, value: self.root.range.clone() };
        let mut node = &self.root;
        for segment in pointer::segments(pointer) {
            let (key, value) = match &node.parts {
                Parts::Entries(entries) => match entries.get(segment.as_ref()) {
                    Some((range, value)) => (Some(range.clone()), value),
                    None => break,
                },
                Parts::Items(items) => match segment.parse().ok().and_then(|index: usize| items.get(index)) {
                    Some(item) => (None, item),
                    None => break,
                },
                Parts::None => break,
            };
            found = Found { key, value: value.range.clone() };
            node = value;
        }
        found
    }
}

/// A list or a map that has not ended.
struct Open {
    start: usize,
    parts: Parts,
    /// The key whose value comes next.
    key: Option<(String, Range<usize>)>,
}

struct Builder<'a> {
    file: &'a SourceFile,
    offsets: Option<Vec<usize>>,
    open: Vec<Open>,
    root: Option<Node>,
    fine: bool,
}

impl Builder<'_> {
    /// Takes the next event; `None` where going on makes no sense.
    fn take(&mut self, event: Event<'_>, marks: Marks, diagnostics: &mut Diagnostics) -> Option<()> {
        let range = self.offset(marks.start.index())..self.offset(marks.end.index());
        if let Some(refused) = refused(&event) {
            self.refuse(range.clone(), refused, diagnostics);
        }
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                self.refuse(range, Refused::Document, diagnostics);
                return None;
            }
            Event::MappingStart(..) => self.begin(range, Parts::Entries(IndexMap::new()), diagnostics)?,
            Event::SequenceStart(..) => self.begin(range, Parts::Items(Vec::new()), diagnostics)?,
            Event::MappingEnd | Event::SequenceEnd => {
                let open = self.open.pop()?;
                let range = first_line(&self.file.text, open.start..range.end.max(open.start));
                self.add(Node { range, parts: open.parts }, None, diagnostics);
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let node = Node { range: first_line(&self.file.text, range), parts: Parts::None };
                self.add(node, Some((&text, plain)), diagnostics);
            }
            Event::Alias(_) => {
                let node = Node { range, parts: Parts::None };
                self.add(node, Some(("", false)), diagnostics);
            }
            _ => {}
        }
        Some(())
    }

    fn begin(&mut self, range: Range<usize>, parts: Parts, diagnostics: &mut Diagnostics) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            self.refuse(range, Refused::Depth, diagnostics);
            return None;
        }
        self.open.push(Open { start: range.start, parts, key: None });
        Some(())
    }

    /// Puts a complete value where it belongs; `text` is the one of a scalar, and whether it has no quotes.
    fn add(&mut self, node: Node, text: Option<(&str, bool)>, diagnostics: &mut Diagnostics) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.parts {
            Parts::Items(items) => items.push(node),
            Parts::Entries(entries) => match open.key.take() {
                Some((key, range)) => drop(entries.entry(key).or_insert((range, node))),
                None => self.key(&node, text, diagnostics),
            },
            Parts::None => {}
        }
    }

    fn key(&mut self, node: &Node, text: Option<(&str, bool)>, diagnostics: &mut Diagnostics) {
        let range = node.range.clone();
        match text {
            None => self.refuse(range.clone(), Refused::Key, diagnostics),
            Some(("<<", true)) => self.refuse(range.clone(), Refused::Merge, diagnostics),
            Some(_) => {}
        }
        let key = text.map_or("", |(text, _)| text);
        let Some(Open { parts: Parts::Entries(entries), key: next, .. }) = self.open.last_mut() else { return };
        if let Some((first, _)) = entries.get(key) {
            let first = self.file.span(first.clone());
            diagnostics.push(report::doubled_key(key, first, self.file.span(range.clone())));
        }
        *next = Some((key.to_owned(), range));
    }

    fn refuse(&mut self, range: Range<usize>, refused: Refused, diagnostics: &mut Diagnostics) {
        self.fine = false;
        let range = first_line(&self.file.text, range);
        diagnostics.push(report::refused(self.file.span(range), refused));
    }

    /// The byte where a character stands.
    fn offset(&self, character: usize) -> usize {
        let length = self.file.text.len();
        match &self.offsets {
            Some(offsets) => offsets.get(character).copied().unwrap_or(length),
            None => character.min(length),
        }
    }
}

/// What the dialect does not have, of what an event says of its value.
fn refused(event: &Event<'_>) -> Option<Refused> {
    let (anchor, tag) = match event {
        Event::Alias(_) => return Some(Refused::Alias),
        Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
            (*anchor, tag.is_some())
        }
        _ => return None,
    };
    if tag { Some(Refused::Tag) } else { (anchor != 0).then_some(Refused::Anchor) }
}

/// The byte of each character, where they are not the same. The parser counts characters.
fn offsets(text: &str) -> Option<Vec<usize>> {
    (!text.is_ascii()).then(|| text.char_indices().map(|(offset, _)| offset).collect())
}

/// A range without what follows its first line, nor the white space there.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let value = text.get(range.clone()).unwrap_or_default();
    let line = value.lines().next().unwrap_or_default();
    range.start..range.start + line.trim_end().len()
}
