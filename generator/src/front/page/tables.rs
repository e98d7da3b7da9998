//! The tables of a section: which column is which, and rows that have all their cells.

use std::ops::Range;

use super::blocks::{Block, Row, Table};
use super::cell;
use super::outline::Section;
use super::parse::Context;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, similar};

/// A column that is read. Others are left alone.
pub(super) struct Column {
    /// What its header says, the usual word first.
    pub(super) titles: &'static [&'static str],
    /// Whether a table needs it.
    pub(super) needed: bool,
}

/// A row whose cells stand in the order of the columns asked for.
pub(super) struct Cells {
    pub(super) row: Range<usize>,
    cells: Vec<Option<Range<usize>>>,
}

impl Cells {
    /// The cell of a column by its index; an empty one where the table lacks the column.
    pub(super) fn get(&self, column: usize) -> Range<usize> {
        self.cells.get(column).cloned().flatten().unwrap_or(self.row.end..self.row.end)
    }
}

/// The rows of all tables of a section.
pub(super) fn rows(section: &Section<'_>, columns: &[Column], context: &mut Context<'_>) -> Vec<Cells> {
    let mut rows = Vec::new();
    let mut has_table = false;
    for block in &section.blocks {
        match block {
            Block::Table(table) => {
                has_table = true;
                rows.extend(table_rows(table, columns, context));
            }
            Block::Prose(range) if context.raw(range).starts_with('|') => {
                has_table = true;
                no_table(range, context);
            }
            Block::Prose(range) => has_table |= says_none(context.raw(range)),
            Block::Heading(_) => {}
        }
    }
    if !has_table {
        let title = section.subject.title();
        let message = format!("the section `{title}` has no table");
        let needed: Vec<_> = columns.iter().filter(|column| column.needed).map(|column| column.titles[0]).collect();
        let missing = Diagnostic::new(Code::MissingTable, context.span(&section.heading.range), message)
            .help(format!("add a table with the columns {}", list(&needed)));
        context.report(missing);
    }
    rows
}

/// Whether a sentence says that there is nothing to list: "No parameters needed for this call."
fn says_none(prose: &str) -> bool {
    let first = prose.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    ["no", "none", "nothing"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Lines with pipes that Markdown does not take for a table.
fn no_table(range: &Range<usize>, context: &mut Context<'_>) {
    let first = context.raw(range).lines().next().unwrap_or_default();
    let span = context.span(&(range.start..range.start + first.trim_end().len()));
    let lines = Diagnostic::new(Code::MissingTable, span, "these lines are no table")
        .label("a table has a header and a line of dashes with as many cells, and no empty line in it")
        .help("mend the header and the dashes under it, or delete the empty line above");
    context.report(lines);
}

fn table_rows(table: &Table, columns: &[Column], context: &mut Context<'_>) -> Vec<Cells> {
    let Some(places) = places(&table.header, columns, context) else { return Vec::new() };
    let width = table.header.cells.len();
    let mut rows = Vec::new();
    for row in &table.rows {
        if row.cells.len() == width {
            let cells = places.iter().map(|place| place.and_then(|at| row.cells.get(at).cloned())).collect();
            rows.push(Cells { row: row.range.clone(), cells });
        } else {
            wrong_width(row, &table.header, context);
        }
    }
    rows
}

/// Where each column stands; nothing where a needed one is missing.
fn places(header: &Row, columns: &[Column], context: &mut Context<'_>) -> Option<Vec<Option<usize>>> {
    let titles: Vec<String> = header.cells.iter().map(|cell| title(context.raw(cell))).collect();
    let find = |column: &Column| {
        titles.iter().position(|title| column.titles.iter().any(|known| known.eq_ignore_ascii_case(title)))
    };
    let places: Vec<_> = columns.iter().map(find).collect();
    let missing = columns.iter().zip(&places).filter(|(column, place)| column.needed && place.is_none());
    let missing: Vec<_> = missing.map(|(column, _)| column.titles[0]).collect();
    if missing.is_empty() {
        return Some(places);
    }
    let message = match missing.as_slice() {
        [one] => format!("the table lacks the column `{one}`"),
        several => format!("the table lacks the columns {}", list(several)),
    };
    let unused =
        titles.iter().enumerate().filter(|(at, _)| !places.contains(&Some(*at))).map(|(_, title)| title.as_str());
    let meant = missing.first().and_then(|first| similar(first, unused)).filter(|_| missing.len() == 1);
    let misspelled = meant.and_then(|meant| header.cells.get(titles.iter().position(|title| title == meant)?));
    let range = misspelled.unwrap_or(&header.range);
    let label = if misspelled.is_some() { format!("did you mean `{}`?", missing[0]) } else { String::new() };
    let known: Vec<_> = columns.iter().map(|column| column.titles[0]).collect();
    let lacking = Diagnostic::new(Code::MissingColumn, context.span(range), message)
        .label(label)
        .help(format!("such a table has the columns {}", list(&known)));
    context.report(lacking);
    None
}

/// The word of a header cell, without emphasis.
fn title(raw: &str) -> String {
    cell::plain(raw.trim_matches(['*', '_', ' '])).trim_end_matches(['?', ':']).trim().to_owned()
}

fn wrong_width(row: &Row, header: &Row, context: &mut Context<'_>) {
    let (has, needs) = (row.cells.len(), header.cells.len());
    let (code, word, help) = if has < needs {
        (Code::ShortRow, "few", "write an empty cell as `|  |`")
    } else {
        (Code::LongRow, "many", "write a pipe that is text as `\\|`")
    };
    let count = |cells: usize| if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") };
    let wrong = Diagnostic::new(code, context.span(&row.range), format!("the row has too {word} cells"))
        .label(format!("{}, and the header has {needs}", count(has)))
        .help(help);
    context.report(wrong);
}

/// Words in backticks with commas between them.
pub(super) fn list(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => words.concat(),
    }
}
