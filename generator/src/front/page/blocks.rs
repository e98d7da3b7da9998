//! A page's text as its outermost blocks: headings, tables, paragraphs.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::cell;
use crate::front::text::without_mark;

/// An outermost block. All ranges are bytes of the whole text.
#[derive(Debug)]
pub(super) enum Block {
    Heading(Heading),
    Table(Table),
    /// A paragraph or a list.
    Prose(Range<usize>),
}

#[derive(Debug)]
pub(super) struct Heading {
    /// 1 for `#`.
    pub(super) level: usize,
    /// The words, without markup.
    pub(super) text: String,
    /// The words' place; the whole heading where it has none.
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) header: Row,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    /// From the first cell to the last, with the pipes around them.
    pub(super) range: Range<usize>,
    /// The cells without the space around them, as many as are written.
    pub(super) cells: Vec<Range<usize>>,
}

/// Cuts a text into its outermost blocks. Code, quotations, rules and HTML are left out: nothing in them is read.
pub(super) fn read(text: &str) -> Vec<Block> {
    let body = without_mark(text);
    let offset = text.len() - body.len();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { text, blocks: Vec::new(), depth: 0, in_heading: false };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, range.start + offset..range.end + offset);
    }
    reader.blocks
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    depth: usize,
    in_heading: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(&tag, range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(tag);
            }
            Event::Text(piece) | Event::Code(piece) => self.words(&piece, range),
            Event::SoftBreak | Event::HardBreak => self.words(" ", range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match (tag, self.depth) {
            (Tag::Heading { level, .. }, 0) => {
                let level = level_number(*level);
                self.in_heading = true;
                self.blocks.push(Block::Heading(Heading { level, text: String::new(), range }));
            }
            (Tag::Paragraph | Tag::List(_), 0) => self.blocks.push(Block::Prose(range)),
            (Tag::Table(_), 0) => self.blocks.push(Block::Table(Table { header: Row::default(), rows: Vec::new() })),
            (Tag::TableHead, 1) => {
                let row = row(self.text, range.start);
                if let Some(Block::Table(table)) = self.blocks.last_mut() {
                    table.header = row;
                }
            }
            (Tag::TableRow, 1) => {
                let row = row(self.text, range.start);
                if let Some(Block::Table(table)) = self.blocks.last_mut()
                    && !is_line_break(&self.text[row.range.clone()])
                {
                    table.rows.push(row);
                }
            }
            _ => {}
        }
    }

    /// Adds words to the heading that is open.
    fn words(&mut self, piece: &str, range: Range<usize>) {
        if let (Some(Block::Heading(heading)), true) = (self.blocks.last_mut(), self.in_heading) {
            if heading.text.is_empty() {
                heading.range.start = range.start;
            }
            heading.text.push_str(piece);
            heading.range.end = range.end;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if !matches!(tag, TagEnd::Heading(_)) || !self.in_heading {
            return;
        }
        self.in_heading = false;
        if let Some(Block::Heading(heading)) = self.blocks.last_mut() {
            // `{#anchor}` behind the words is no part of them.
            let words = heading.text.split("{#").next().unwrap_or_default().trim();
            heading.text = words.split_whitespace().collect::<Vec<_>>().join(" ");
            heading.range = cell::trim(self.text, heading.range.clone());
        }
    }
}

fn level_number(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Whether a line is only `<br/>`, which Markdown takes for a row if it follows a table at once.
fn is_line_break(line: &str) -> bool {
    matches!(line.trim(), "<br/>" | "<br />" | "<br>")
}

/// The row whose line an offset lies in. The parser fills short rows and cuts long ones, so the cells are counted here.
fn row(text: &str, offset: usize) -> Row {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let range = cell::trim(text, start..end);
    let mut cells = split(text, range.clone());
    let blank = |cell: Option<&Range<usize>>| cell.is_some_and(Range::is_empty);
    if blank(cells.first()) {
        cells.remove(0);
    }
    if blank(cells.last()) && text[range.clone()].ends_with('|') {
        cells.pop();
    }
    Row { range, cells }
}

/// What stands between the pipes of a line. A pipe behind a backslash is text.
fn split(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.start;
    let mut escaped = false;
    for (at, byte) in text[line.clone()].bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(cell::trim(text, start..line.start + at));
            start = line.start + at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells.push(cell::trim(text, start..line.end));
    cells
}
