//! One scope of Rust names: no two may be the same.

use std::collections::BTreeMap;

use super::forms;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Collects the names of a scope and reports what is wrong with them.
pub(super) struct Scope<'a> {
    kind: &'static str,
    seen: BTreeMap<String, (String, Span)>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Scope<'a> {
    /// An empty scope of some kind of name.
    pub(super) fn new(kind: &'static str, diagnostics: &'a mut Diagnostics) -> Self {
        Self { kind, seen: BTreeMap::new(), diagnostics }
    }

    /// Adds the Rust name of something that the spec calls `original`. The same thing may be added again.
    pub(super) fn add(&mut self, name: &str, original: &str, span: Span) {
        if !forms::is_identifier(name) {
            self.diagnostics.push(
                Diagnostic::new(Code::NoRustName, span, format!("the {} `{original}` has no name in Rust", self.kind))
                    .help(self.remedy(original)),
            );
            return;
        }
        match self.seen.get(name) {
            None => {
                self.seen.insert(name.to_owned(), (original.to_owned(), span));
            }
            // Files share a module, but two shapes are two types.
            Some((first, first_span)) if first == original && (self.kind != "type" || *first_span == span) => {}
            Some((first, first_span)) => {
                let message = format!("`{first}` and `{original}` are both the {} `{name}` in Rust", self.kind);
                let mut diagnostic = Diagnostic::new(Code::NameCollision, span, message).label("second one here");
                if *first_span != Span::default() && *first_span != span {
                    diagnostic = diagnostic.related(*first_span, "first defined here");
                }
                self.diagnostics.push(diagnostic.help(self.remedy(original)));
            }
        }
    }

    fn remedy(&self, original: &str) -> String {
        match self.kind {
            "variant" => format!("name it in the schema: `x-names: {{ {original:?}: some words }}`"),
            "type" => "give the shape another `title`, or the schema file another name".to_owned(),
            _ => "call one of them otherwise".to_owned(),
        }
    }
}
