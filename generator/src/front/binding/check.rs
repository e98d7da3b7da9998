//! What a binding says that cannot be meant, whatever its page says.

use super::path::{method, path_template};
use super::{ActionFile, BindingFile, CorrectionFile};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::yaml::pointer::child;
use crate::front::yaml::{Document, Mended};
use crate::ir::PathTemplate;

/// A document that is being checked. What was mended in it needs no second diagnostic.
pub(super) struct Check<'a> {
    pub(super) document: &'a Document,
    pub(super) mended: &'a Mended,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    /// Checks all that the file says.
    pub(super) fn binding(&mut self, file: &BindingFile) {
        let base = self.path(&file.path, "/path");
        for (name, file) in &file.actions {
            let pointer = child("/actions", name);
            self.action(file, &pointer, base.as_ref());
            for (index, file) in file.corrections.iter().enumerate() {
                self.correction(file, &child(&child(&pointer, "corrections"), index));
            }
        }
    }

    fn action(&mut self, file: &ActionFile, pointer: &str, base: Option<&PathTemplate>) {
        let place = child(pointer, "method");
        if !self.mended.touches(&place) {
            method(&file.method, self.document.locate(&place), self.diagnostics);
        }
        let place = child(pointer, "path");
        if file.path.is_empty() || self.path(&file.path, &place).is_none() {
            return;
        }
        if let Some(base) = base {
            // Each is good alone; together they can name a parameter twice.
            self.path(&format!("{}{}", base.text, file.path), &place);
        }
    }

    fn path(&mut self, text: &str, pointer: &str) -> Option<PathTemplate> {
        let fine = !self.mended.touches(pointer);
        fine.then(|| path_template(text, self.document.locate(pointer), self.diagnostics)).flatten()
    }

    /// A correction has one subject, and says of it what such a thing has.
    fn correction(&mut self, file: &CorrectionFile, pointer: &str) {
        if ["response", "parameter"].iter().any(|key| self.mended.touches(&child(pointer, key))) {
            return;
        }
        match (file.response, &file.parameter) {
            (None, None) => self.diagnostics.push(no_subject(pointer, self.document)),
            (Some(_), Some(_)) => self.diagnostics.push(two_subjects(pointer, self.document)),
            (Some(_), None) => self.foreign("response", OF_PARAMETERS, pointer),
            (None, Some(_)) => self.foreign("parameter", OF_RESPONSES, pointer),
        }
        for (key, code) in [("response", file.response), ("code", file.code)] {
            let pointer = child(pointer, key);
            let bad = code.filter(|code| !matches!(code, 200..=299 | 400..=599));
            if let Some(code) = bad.filter(|_| !self.mended.touches(&pointer)) {
                self.diagnostics.push(bad_status(code, &pointer, self.document));
            }
        }
    }

    fn foreign(&mut self, subject: &str, foreign: &[&str], pointer: &str) {
        for key in self.document.keys(pointer).filter(|key| foreign.contains(key)) {
            let span = self.document.locate_key(&child(pointer, key));
            let diagnostic = Diagnostic::new(Code::UnknownKey, span, format!("a {subject} has no `{key}`"))
                .label("means nothing here")
                .help("remove it, or name the other kind of subject");
            self.diagnostics.push(diagnostic);
        }
    }
}

/// What can be wrong of a parameter only.
const OF_PARAMETERS: &[&str] = &["type", "required", "values", "default", "example"];

/// What can be wrong of a response only.
const OF_RESPONSES: &[&str] = &["code"];

fn no_subject(pointer: &str, document: &Document) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, document.locate(pointer), "this correction does not say what it corrects")
        .label("neither `response` nor `parameter`")
        .help("add `response: CODE` or `parameter: NAME`, as the page has it")
}

fn two_subjects(pointer: &str, document: &Document) -> Diagnostic {
    let span = document.locate_key(&child(pointer, "parameter"));
    Diagnostic::new(Code::UnknownKey, span, "this correction has two subjects")
        .label("a second subject")
        .related(document.locate_key(&child(pointer, "response")), "the first subject")
        .help("make two corrections of it")
}

fn bad_status(code: u16, pointer: &str, document: &Document) -> Diagnostic {
    Diagnostic::new(Code::BadStatus, document.locate(pointer), format!("`{code}` is no status code of a response"))
        .label("out of range")
        .help("write 200 to 299 for a success, or 400 to 599 for an error")
}
