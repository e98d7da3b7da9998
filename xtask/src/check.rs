//! `cargo xtask check`: all that can be said about the spec, for people, programs and reviews.

mod json;
mod sarif;

use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use restgen::SourceMap;
use restgen::codes::Severity;
use restgen::diagnostics::Diagnostic;
use restgen::source::Span;
use restgen::survey::{Inventory, Survey, Words, survey};

use crate::codegen::count;
use crate::workspace::Workspace;

/// How the findings are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For code reviews: SARIF 2.1.0, which shows each finding at its line.
    Sarif,
}

/// Prints what there is to say. Fails where the spec has errors.
pub(crate) fn run(workspace: &Workspace, format: Format) -> Result<ExitCode> {
    let sources = workspace.sources()?;
    let survey = survey(&sources);
    match format {
        Format::Text => print!("{}", text(&survey, &sources)),
        Format::Json => println!("{:#}", json::of(&survey, &sources)),
        Format::Sarif => println!("{:#}", sarif::of(&survey, &sources)),
    }
    Ok(if survey.diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A place as other programs read it: lines and columns count from 1, columns in characters, the end is exclusive.
struct Region<'a> {
    path: &'a str,
    start: (usize, usize),
    end: (usize, usize),
}

impl<'a> Region<'a> {
    fn of(span: Span, sources: &'a SourceMap) -> Self {
        let (file, range) = sources.find(span);
        Self { path: &file.path, start: file.line_column(range.start), end: file.line_column(range.end) }
    }
}

/// Errors and warnings with the lines they speak of, notes on a line each, then the numbers.
fn text(survey: &Survey, sources: &SourceMap) -> String {
    let mut text = String::new();
    let (notes, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        survey.diagnostics.sorted().into_iter().partition(|diagnostic| diagnostic.code.severity() == Severity::Note);
    text.extend(others.iter().map(|diagnostic| diagnostic.render(sources) + "\n\n"));
    for note in &notes {
        let Region { path, start: (line, column), .. } = Region::of(note.span, sources);
        text += &format!("spec/{path}:{line}:{column}: note[{}]: {}\n", note.code.as_str(), note.message);
    }
    if !notes.is_empty() {
        text.push('\n');
    }
    if let Some(inventory) = &survey.inventory {
        text += &numbers(inventory);
    }
    let of = |severity, word| count(survey.diagnostics.count(severity), word);
    let (errors, warnings) = (of(Severity::Error, "error"), of(Severity::Warning, "warning"));
    text += &format!("spec/: {errors}, {warnings}, {}\n", of(Severity::Note, "note"));
    if !survey.diagnostics.sorted().is_empty() {
        text += "`cargo xtask explain CODE` tells more about each\n";
    }
    text
}

fn numbers(inventory: &Inventory) -> String {
    let Inventory { resources, actions, places, parameters, schemas, models, fields, untyped } = inventory;
    let places_in_words = places.iter().map(|(place, number)| format!("{number} {}", place.as_str()));
    let models_in_words = models.iter().map(|(kind, number)| format!("{number} {kind}"));
    let join = |words: Vec<String>| words.join(", ");
    let rows = [
        ("resources", *resources, String::new()),
        ("actions", *actions, String::new()),
        ("parameters", places.values().sum(), join(places_in_words.chain([words(*parameters)]).collect())),
        ("schemas", *schemas, String::new()),
        ("models", models.values().sum(), join(models_in_words.collect())),
        ("fields", fields.with + fields.without, words(*fields)),
        ("any JSON", untyped.len(), String::new()),
    ];
    let mut text = String::new();
    for (name, number, rest) in rows {
        text += format!("{name:<10} {number:>6}   {rest}").trim_end();
        text.push('\n');
    }
    text.extend(untyped.iter().map(|place| format!("{:20}{place}\n", "")));
    text + "\n"
}

fn words(words: Words) -> String {
    format!("{} with words, {} without", words.with, words.without)
}
