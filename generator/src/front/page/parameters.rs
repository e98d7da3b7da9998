//! The section `Available Parameters`.

use std::ops::Range;

use super::link::{self, Linked};
use super::outline::Section;
use super::parse::Context;
use super::tables::{self, Cells, Column};
use super::values::{self, Enumeration};
use super::{PageParameter, PageType, cell};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, similar};
use crate::source::Spanned;

const COLUMNS: &[Column] = &[
    Column { titles: &["Name", "Parameter"], needed: true },
    Column { titles: &["Type", "Schema"], needed: true },
    Column { titles: &["Required"], needed: true },
    Column { titles: &["Description"], needed: true },
    Column { titles: &["Default", "Default Value"], needed: false },
    Column { titles: &["Example"], needed: false },
];
const NAME: usize = 0;
const TYPE: usize = 1;
const REQUIRED: usize = 2;
const DESCRIPTION: usize = 3;
const DEFAULT: usize = 4;
const EXAMPLE: usize = 5;

/// The words for a type. The first of each kind is the one to write.
const WORDS: &[(PageType, &[&str])] = &[
    (PageType::String, &["string", "text", "str", "undefined", ""]),
    (PageType::Integer, &["integer", "int", "long"]),
    (PageType::Number, &["number", "float", "double", "decimal"]),
    (PageType::Boolean, &["boolean", "bool"]),
    (PageType::Object, &["object", "hash", "dict", "map"]),
    (PageType::Array, &["array", "list"]),
    (PageType::File, &["file"]),
];

/// Reads the rows. A parameter that is there twice is taken once.
pub(super) fn read(section: &Section<'_>, context: &mut Context<'_>) -> Vec<PageParameter> {
    let mut parameters: Vec<PageParameter> = Vec::new();
    for cells in tables::rows(section, COLUMNS, context) {
        let parameter = parameter(&cells, context);
        let known = parameters.iter().find(|first| first.name.value == parameter.name.value);
        match known.filter(|first| !first.name.value.is_empty()) {
            Some(first) => doubled(&parameter, first, context),
            None => parameters.push(parameter),
        }
    }
    parameters
}

fn doubled(parameter: &PageParameter, first: &PageParameter, context: &mut Context<'_>) {
    let message = format!("the action has the parameter `{}` twice", parameter.name.value);
    let doubled = Diagnostic::new(Code::DoubledParameter, parameter.name.span, message)
        .label("here again")
        .related(first.name.span, "first defined here")
        .help("delete one of the rows");
    context.report(doubled);
}

fn parameter(cells: &Cells, context: &mut Context<'_>) -> PageParameter {
    let (description, values) = description(&cells.get(DESCRIPTION), context);
    PageParameter {
        name: name(&cells.get(NAME), &cells.row, context),
        ty: ty(&cells.get(TYPE), context),
        required: required(&cells.get(REQUIRED), context),
        description,
        values,
        default: value(&cells.get(DEFAULT), context),
        example: value(&cells.get(EXAMPLE), context),
        span: context.span(&cells.row),
    }
}

fn name(range: &Range<usize>, row: &Range<usize>, context: &mut Context<'_>) -> Spanned<String> {
    let name = cell::plain(context.raw(range));
    if !name.contains(char::is_alphabetic) || name.contains(char::is_whitespace) {
        let (place, message) = match name.as_str() {
            "" => (row, "the row names no parameter".to_owned()),
            _ => (range, format!("`{name}` is no name of a parameter")),
        };
        let bad = Diagnostic::new(Code::BadName, context.span(place), message)
            .help("write the name as it is sent, one word with a letter in it");
        context.report(bad);
    }
    context.spanned(name, range)
}

fn ty(range: &Range<usize>, context: &mut Context<'_>) -> Spanned<PageType> {
    let raw = context.raw(range);
    let ty = match link::read(raw) {
        Some(Linked::Schema(link)) => PageType::Schema(link),
        Some(linked) => {
            bad_link(&linked, range, context);
            PageType::String
        }
        None => word(&cell::plain(raw), range, context),
    };
    context.spanned(ty, range)
}

fn word(text: &str, range: &Range<usize>, context: &mut Context<'_>) -> PageType {
    let known = WORDS.iter().find(|(_, words)| words.iter().any(|word| word.eq_ignore_ascii_case(text)));
    if let Some((ty, _)) = known {
        return ty.clone();
    }
    let names = WORDS.iter().filter_map(|(_, words)| words.first().copied());
    let meant = similar(text, names.clone()).map(|meant| format!("did you mean `{meant}`?"));
    let names: Vec<_> = names.collect();
    let unknown = Diagnostic::new(Code::UnknownType, context.span(range), format!("unknown type `{text}`"))
        .label(meant.unwrap_or_default())
        .help(format!("the types are {}, and links to schemas", tables::list(&names)));
    context.report(unknown);
    PageType::String
}

/// Says why a link is no type.
pub(super) fn bad_link(linked: &Linked, range: &Range<usize>, context: &mut Context<'_>) {
    let message = match linked {
        Linked::Elsewhere(address) => format!("`{address}` leads to no schema"),
        Linked::Schema(_) | Linked::Mixed => "a type is a single link and nothing else".to_owned(),
    };
    let bad = Diagnostic::new(Code::UnknownType, context.span(range), message)
        .help("link a schema's file, `../schemas/token.yaml`, or its heading, `_schemas.md#token`");
    context.report(bad);
}

fn required(range: &Range<usize>, context: &mut Context<'_>) -> bool {
    let text = cell::plain(context.raw(range));
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(&text));
    if is(&["Y", "yes", "true", "required"]) {
        return true;
    }
    if !is(&["N", "no", "false", "optional"]) {
        let message = match text.as_str() {
            "" => "the row does not say whether the parameter is required".to_owned(),
            _ => format!("`{text}` does not say whether the parameter is required"),
        };
        context.report(Diagnostic::new(Code::BadRequired, context.span(range), message).help("write `Y` or `N`"));
    }
    false
}

/// A default or an example. The vendor prints `undefined` where there is none, and links a schema's example.
fn value(range: &Range<usize>, context: &Context<'_>) -> Option<Spanned<String>> {
    let raw = context.raw(range);
    let none = raw.is_empty() || raw == "undefined" || matches!(link::read(raw), Some(Linked::Schema(_)));
    (!none).then(|| context.spanned(cell::plain(raw), range))
}

/// The description without the sentence that lists the accepted values, and these.
fn description(range: &Range<usize>, context: &mut Context<'_>) -> (String, Vec<Spanned<String>>) {
    let raw = context.raw(range);
    let Some(Enumeration { sentence, values }) = values::find(raw) else { return (cell::markdown(raw), Vec::new()) };
    let before = raw.get(..sentence.start).unwrap_or_default();
    let behind = raw.get(sentence.end..).unwrap_or_default();
    let mut list: Vec<Spanned<String>> = Vec::new();
    for (value, place) in values {
        let place = range.start + place.start..range.start + place.end;
        let value = context.spanned(value, &place);
        match list.iter().find(|first| first.value == value.value) {
            Some(first) => doubled_value(&value, first, context),
            None => list.push(value),
        }
    }
    (cell::markdown(&format!("{before} {behind}")), list)
}

fn doubled_value(value: &Spanned<String>, first: &Spanned<String>, context: &mut Context<'_>) {
    let message = format!("the value `{}` is accepted twice", value.value);
    let doubled = Diagnostic::new(Code::DoubledValue, value.span, message)
        .label("here again")
        .related(first.span, "first defined here")
        .help("delete one of them");
    context.report(doubled);
}
