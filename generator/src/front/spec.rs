//! A whole spec as it is written: every page, binding and schema.

use std::collections::BTreeMap;

use super::binding::{self, ApiFile, BindingFile, PropertiesFile, Read};
use super::page::{self, Page};
use super::schema::{self, SchemaFile};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::parallel::in_parts;
use crate::source::{SourceFile, SourceMap, Span};

/// What the files of a spec say, each by its name.
#[derive(Clone, Debug)]
pub struct Spec {
    /// `api.yaml`.
    pub api: Read<ApiFile>,
    /// `properties.yaml`, which a spec need not have.
    pub properties: Option<Read<PropertiesFile>>,
    /// `resources/R.md`.
    pub pages: BTreeMap<String, Page>,
    /// `resources/R.yaml`.
    pub bindings: BTreeMap<String, Read<BindingFile>>,
    /// `schemas/S.yaml`.
    pub schemas: BTreeMap<String, SchemaFile>,
}

/// Reads every file, and reports all that is wrong with each by itself.
pub fn read(sources: &SourceMap, diagnostics: &mut Diagnostics) -> Result<Spec, Diagnostics> {
    for file in sources.files() {
        stray(file, diagnostics);
    }
    let pages = in_folder(sources, "resources/", ".md", page::parse, diagnostics);
    let bindings = in_folder(sources, "resources/", ".yaml", binding::read_binding, diagnostics);
    let schemas = in_folder(sources, "schemas/", ".yaml", schema::read, diagnostics);
    let api = match sources.file("api.yaml") {
        Some(file) => binding::read_api(file, diagnostics),
        None => {
            let span = sources.files().first().map_or(Span::default(), first_line);
            diagnostics.push(
                Diagnostic::new(Code::MissingApi, span, "the spec has no `api.yaml`")
                    .help("write one beside `resources/`: it names the API and says where it is served"),
            );
            None
        }
    };
    let properties = sources.file("properties.yaml").and_then(|file| binding::read_properties(file, diagnostics));
    pair(sources, diagnostics);
    match api {
        Some(api) if !diagnostics.has_errors() => Ok(Spec { api, properties, pages, bindings, schemas }),
        _ => Err(std::mem::take(diagnostics)),
    }
}

/// Reports a file that stands elsewhere than in its folder, or whose name cannot be one in Rust.
fn stray(file: &SourceFile, diagnostics: &mut Diagnostics) {
    let path = file.path.escape_debug();
    let (message, help) = if !is_expected(file) {
        let help = "pages and bindings stand in `resources/`, schemas in `schemas/NAME.yaml`; move or delete it";
        (format!("`{path}` is no part of a spec"), help)
    } else if !has_plain_name(file) {
        (
            format!("`{path}` has a name that no Rust file can have"),
            "name it with the letters a to z, digits, `-` and `_`",
        )
    } else {
        return;
    };
    diagnostics.push(Diagnostic::new(Code::StrayFile, first_line(file), message).help(help));
}

/// Reports pages without a binding and the reverse.
fn pair(sources: &SourceMap, diagnostics: &mut Diagnostics) {
    let sides = [
        (".md", ".yaml", Code::PageWithoutBinding, "binding", "it says the path and each action's method"),
        (".yaml", ".md", Code::BindingWithoutPage, "page", "it describes the actions, or delete this file"),
    ];
    for (ending, other, code, missing, remedy) in sides {
        for file in sources.in_folder("resources/", ending) {
            let partner = format!("resources/{}{other}", file.stem());
            if sources.file(&partner).is_none() {
                diagnostics.push(
                    Diagnostic::new(code, first_line(file), format!("`{}` has no {missing} beside it", file.path))
                        .help(format!("write `{partner}`: {remedy}")),
                );
            }
        }
    }
}

/// Reads the files of a folder, some on each processor: no file depends on another.
fn in_folder<T: Send>(
    sources: &SourceMap,
    folder: &str,
    ending: &str,
    read: fn(&SourceFile, &mut Diagnostics) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, T> {
    let files: Vec<&SourceFile> = sources.in_folder(folder, ending).collect();
    let all = in_parts(&files, |files| {
        let mut said = Diagnostics::default();
        let read = |file: &&SourceFile| Some((file.stem().to_owned(), read(file, &mut said)?));
        (files.iter().filter_map(read).collect::<Vec<_>>(), said)
    });
    let mut found = BTreeMap::new();
    for (read, said) in all {
        found.extend(read);
        diagnostics.extend(said);
    }
    found
}

fn is_expected(file: &SourceFile) -> bool {
    let is_in = |folder: &str, endings: &[&str]| {
        let name = file.path.strip_prefix(folder).filter(|name| !name.contains('/'));
        name.is_some_and(|name| endings.iter().any(|ending| name.ends_with(ending)))
    };
    matches!(file.path.as_str(), "README.md" | "api.yaml" | "corrections.yaml" | "properties.yaml")
        || is_in("resources/", &[".md", ".yaml"])
        || is_in("schemas/", &[".yaml"])
}

/// Whether the name is of ASCII, as the name of a Rust module's file has to be.
fn has_plain_name(file: &SourceFile) -> bool {
    let name = file.stem();
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn first_line(file: &SourceFile) -> Span {
    file.span(0..file.text.lines().next().map_or(0, str::len))
}
