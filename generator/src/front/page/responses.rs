//! The sections `Successful Responses` and `Error Responses`.

use std::ops::Range;

use super::link::{self, Linked};
use super::outline::{Section, Subject};
use super::parameters::bad_link;
use super::parse::Context;
use super::tables::{self, Cells, Column};
use super::{PageResponse, SchemaLink, cell};
use crate::codes::Code;
use crate::diagnostics::Diagnostic;
use crate::source::Spanned;

const COLUMNS: &[Column] = &[
    Column { titles: &["Code", "Status", "Status Code"], needed: true },
    Column { titles: &["Type", "Schema"], needed: true },
    Column { titles: &["Description"], needed: true },
];
const CODE: usize = 0;
const TYPE: usize = 1;
const DESCRIPTION: usize = 2;

/// The words that say that there is no body.
const NO_BODY: &[&str] = &["undefined", "none", "null", "void", "-"];

/// Reads the rows. A response whose code is none, or is there already, is left out.
pub(super) fn read(section: &Section<'_>, context: &mut Context<'_>) -> Vec<PageResponse> {
    let mut responses: Vec<PageResponse> = Vec::new();
    for cells in tables::rows(section, COLUMNS, context) {
        let Some(response) = response(&cells, section.subject, context) else { continue };
        match responses.iter().find(|first| first.code.value == response.code.value) {
            Some(first) => doubled(&response, first, context),
            None => responses.push(response),
        }
    }
    responses
}

fn doubled(response: &PageResponse, first: &PageResponse, context: &mut Context<'_>) {
    let message = format!("the action has a response of code {} twice", response.code.value);
    let doubled = Diagnostic::new(Code::DoubledStatus, response.code.span, message)
        .label("here again")
        .related(first.code.span, "first defined here")
        .help("delete one of the rows, or say both in one description");
    context.report(doubled);
}

fn response(cells: &Cells, subject: Subject, context: &mut Context<'_>) -> Option<PageResponse> {
    // Both cells are read first, so that a row with two mistakes gives two diagnostics.
    let code = code(&cells.get(CODE), subject, context);
    let ty = ty(&cells.get(TYPE), context);
    Some(PageResponse {
        code: code?,
        ty,
        description: cell::markdown(context.raw(&cells.get(DESCRIPTION))),
        span: context.span(&cells.row),
    })
}

fn code(range: &Range<usize>, subject: Subject, context: &mut Context<'_>) -> Option<Spanned<u16>> {
    let text = cell::plain(context.raw(range));
    let number = text.parse::<u16>().ok().filter(|_| text.len() == 3);
    let (message, help) = match (number, subject) {
        (Some(code @ 200..=399), Subject::Responses) | (Some(code @ 400..=599), Subject::Errors) => {
            return Some(context.spanned(code, range));
        }
        (Some(200..=399), _) => (format!("{text} is no error"), "move the row to `Successful Responses`"),
        (Some(400..=599), _) => (format!("{text} is an error"), "move the row to `Error Responses`"),
        _ if text.is_empty() => {
            ("the row has no status code".to_owned(), "write the code that the server answers with")
        }
        _ => (format!("`{text}` is no status code of an answer"), "a status code is a number from 200 to 599"),
    };
    context.report(Diagnostic::new(Code::BadStatus, context.span(range), message).help(help));
    None
}

fn ty(range: &Range<usize>, context: &mut Context<'_>) -> Spanned<Option<SchemaLink>> {
    let raw = context.raw(range);
    let text = cell::plain(raw);
    let no_body = NO_BODY.iter().any(|word| word.eq_ignore_ascii_case(&text));
    let link = match link::read(raw) {
        Some(Linked::Schema(link)) => Some(link),
        Some(linked) => {
            bad_link(&linked, range, context);
            None
        }
        None => {
            if !no_body {
                no_type(&text, range, context);
            }
            None
        }
    };
    context.spanned(link, range)
}

fn no_type(text: &str, range: &Range<usize>, context: &mut Context<'_>) {
    let (code, message) = match text {
        "" => (Code::MissingResponseType, "the response has no type".to_owned()),
        _ => (Code::UnknownType, format!("`{text}` is no type of a response")),
    };
    let help = "link the schema of the body, or write `undefined` where there is no body";
    context.report(Diagnostic::new(code, context.span(range), message).help(help));
}
