//! Where a page is wrong: corrections replace what it says, and each has to change something.

use super::actions::Context;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics, similar};
use crate::front::binding::{ActionFile, CorrectionFile, TypeWord};
use crate::front::page::{PageAction, PageParameter, PageResponse, PageType, SchemaLink, SchemaTarget};
use crate::source::{Span, Spanned};

/// Applies all corrections of an action to what its page says.
pub(super) fn apply(page: &mut PageAction, bound: &ActionFile, at: &str, context: &mut Context<'_, '_, '_>) {
    for (i, correction) in bound.corrections.iter().enumerate() {
        let span = context.binding.document.locate(&format!("{at}/corrections/{i}"));
        let named = context.binding.document.locate(&format!("{at}/corrections/{i}/schema"));
        let mut step = Step { correction, span, named, changed: false };
        match (correction.response, &correction.parameter) {
            (Some(code), None) => step.response(code, page, context),
            (None, Some(name)) => step.parameter(name, page, context),
            // `front::binding` rejects a correction with no subject or with two.
            _ => {}
        }
    }
    sort_rows(page, context.diagnostics);
}

/// Puts each row where its code belongs, which a correction may have changed. Two rows must not have come to one code.
fn sort_rows(page: &mut PageAction, diagnostics: &mut Diagnostics) {
    let rows: Vec<PageResponse> = page.responses.drain(..).chain(page.errors.drain(..)).collect();
    for (index, row) in rows.iter().enumerate() {
        let code = row.code.value;
        if let Some(first) = rows[..index].iter().find(|first| first.code.value == code) {
            let message = format!("two responses of `{}` are corrected to {code}", page.name);
            let diagnostic =
                Diagnostic::new(Code::DoubledStatus, row.span, message).related(first.span, "the other one");
            diagnostics.push(diagnostic.help("give one of them another code in the binding"));
        }
    }
    (page.errors, page.responses) = rows.into_iter().partition(|row| row.code.value >= 400);
}

struct Step<'a> {
    correction: &'a CorrectionFile,
    span: Span,
    /// The name of the right schema.
    named: Span,
    changed: bool,
}

impl Step<'_> {
    fn response(&mut self, code: u16, page: &mut PageAction, context: &mut Context<'_, '_, '_>) {
        let known: Vec<String> = rows(page).map(|row| row.code.value.to_string()).collect();
        let Some(row) = rows_mut(page).find(|row| row.code.value == code) else {
            let message = format!("the action has no response {code} to correct");
            let help = format!("the page has {}", known.join(", "));
            let diagnostic = Diagnostic::new(Code::CorrectionWithoutSubject, self.span, message);
            context.diagnostics.push(diagnostic.help(help));
            return;
        };
        let heading = row.span;
        if let Some(right) = self.correction.code {
            self.set(&mut row.code.value, right);
        }
        if let Some(name) = &self.correction.schema {
            if name != "none" && !self.is_schema(name, context) {
                return;
            }
            let mut quiet = Diagnostics::default();
            let mut ty = |link: &SchemaLink| context.schemas.link(link, self.span, &mut quiet);
            let right = (name != "none").then(|| link(name));
            if row.ty.value.as_ref().map(&mut ty) != right.as_ref().map(&mut ty) {
                row.ty.value = right;
                self.changed = true;
            }
        }
        self.finish(heading, context);
    }

    fn parameter(&mut self, name: &str, page: &mut PageAction, context: &mut Context<'_, '_, '_>) {
        let known: Vec<String> = page.parameters.iter().map(|row| row.name.value.clone()).collect();
        let Some(row) = page.parameters.iter_mut().find(|row| row.name.value == name) else {
            let message = format!("the action has no parameter `{name}` to correct");
            let help = match similar(name, known.iter().map(String::as_str)) {
                Some(like) => format!("did you mean `{like}`?"),
                None => format!("the page has {}", known.join(", ")),
            };
            let diagnostic = Diagnostic::new(Code::CorrectionWithoutSubject, self.span, message);
            context.diagnostics.push(diagnostic.help(help));
            return;
        };
        self.correct(row, context);
        let span = row.span;
        self.finish(span, context);
    }

    fn correct(&mut self, row: &mut PageParameter, context: &mut Context<'_, '_, '_>) {
        let correction = self.correction;
        if let Some(name) = &correction.schema {
            if self.is_schema(name, context) {
                self.set(&mut row.ty.value, PageType::Schema(link(name)));
            } else {
                self.changed = true;
            }
        }
        if let Some(word) = correction.r#type {
            self.set(&mut row.ty.value, page_type(word));
        }
        if let Some(required) = correction.required {
            self.set(&mut row.required, required);
        }
        if let Some(values) = &correction.values {
            let values = values.iter().map(|value| Spanned::new(value.clone(), self.span)).collect::<Vec<_>>();
            let same = values.iter().map(|value| &value.value).eq(row.values.iter().map(|value| &value.value));
            if !same {
                row.values = values;
                self.changed = true;
            }
        }
        for (right, cell) in [(&correction.default, &mut row.default), (&correction.example, &mut row.example)] {
            if let Some(right) = right {
                let text = right.as_str().map_or_else(|| right.to_string(), str::to_owned);
                if cell.as_ref().map(|cell| &cell.value) != Some(&text) {
                    *cell = Some(Spanned::new(text, self.span));
                    self.changed = true;
                }
            }
        }
    }

    /// Whether there is a schema of that name; reports where not.
    fn is_schema(&self, name: &str, context: &mut Context<'_, '_, '_>) -> bool {
        let mut found = Diagnostics::default();
        context.schemas.named(name, self.named, &mut found);
        let known = !found.has_errors();
        context.diagnostics.extend(found);
        known
    }

    fn set<T: PartialEq>(&mut self, place: &mut T, right: T) {
        self.changed |= *place != right;
        *place = right;
    }

    fn finish(&self, row: Span, context: &mut Context<'_, '_, '_>) {
        if !self.changed {
            let message = "this correction changes nothing: the page says the same";
            let diagnostic = Diagnostic::new(Code::CorrectionWithoutEffect, self.span, message);
            context.diagnostics.push(diagnostic.related(row, "as the page says").help("delete the correction"));
        }
    }
}

fn page_type(word: TypeWord) -> PageType {
    match word {
        TypeWord::String => PageType::String,
        TypeWord::Integer => PageType::Integer,
        TypeWord::Number => PageType::Number,
        TypeWord::Boolean => PageType::Boolean,
        TypeWord::Array => PageType::Array,
        TypeWord::Object => PageType::Object,
        TypeWord::File => PageType::File,
    }
}

fn link(name: &str) -> SchemaLink {
    SchemaLink { title: name.to_owned(), target: SchemaTarget::Name(name.to_owned()) }
}

fn rows(page: &PageAction) -> impl Iterator<Item = &PageResponse> {
    page.responses.iter().chain(&page.errors)
}

fn rows_mut(page: &mut PageAction) -> impl Iterator<Item = &mut PageResponse> {
    page.responses.iter_mut().chain(&mut page.errors)
}
