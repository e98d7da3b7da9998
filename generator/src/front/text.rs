//! What every text of a spec must be before anything reads it: UTF-8, and not empty.

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::SourceFile;

/// True where a file can be read; says why where it cannot.
pub fn check(file: &SourceFile, diagnostics: &mut Diagnostics) -> bool {
    if let Some(range) = &file.broken {
        let broken = Diagnostic::new(Code::BrokenUtf8, file.span(range.clone()), "the file is not UTF-8")
            .label("these bytes are no character")
            .help("save the file as UTF-8");
        diagnostics.push(broken);
        return false;
    }
    if without_mark(&file.text).trim().is_empty() {
        let empty = Diagnostic::new(Code::EmptyFile, file.span(0..0), "the file is empty")
            .help("write what it is to say, or delete it");
        diagnostics.push(empty);
        return false;
    }
    true
}

/// A text without the byte order mark that some editors write before it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
