//! What an import has to tell: what is new, what is gone, what wants words, and what a person has to look at.

use std::collections::BTreeMap;

/// Lines to show, by kind, in the order in which they came up.
#[derive(Debug, Default)]
pub(crate) struct Report {
    new: Vec<String>,
    gone: Vec<String>,
    corrected: Vec<String>,
    notes: Vec<String>,
    errors: Vec<String>,
    /// How many texts each file wants.
    words: BTreeMap<String, usize>,
}

impl Report {
    /// Something that the spec did not have.
    pub(crate) fn new_thing(&mut self, line: impl Into<String>) {
        self.new.push(line.into());
    }

    /// Something that the vendor no longer has.
    pub(crate) fn gone(&mut self, line: impl Into<String>) {
        self.gone.push(line.into());
    }

    /// A correction that the tool wrote by itself.
    pub(crate) fn corrected(&mut self, line: impl Into<String>) {
        self.corrected.push(line.into());
    }

    /// Something that could not be taken over as it is.
    pub(crate) fn note(&mut self, line: impl Into<String>) {
        self.notes.push(line.into());
    }

    /// Something that has to be mended first. Nothing is written.
    pub(crate) fn error(&mut self, line: impl Into<String>) {
        self.errors.push(line.into());
    }

    /// A file in which placeholders stand.
    pub(crate) fn wants_words(&mut self, file: &str, count: usize) {
        if count > 0 {
            self.words.insert(file.to_owned(), count);
        }
    }

    /// The mistakes that keep the import from being written.
    pub(crate) fn errors(&self) -> &[String] {
        &self.errors
    }

    /// All of it as text.
    pub(crate) fn render(&self) -> String {
        let mut text = String::new();
        let lists = [
            ("new", &self.new),
            ("gone", &self.gone),
            ("corrected by itself", &self.corrected),
            ("to be looked at", &self.notes),
        ];
        for (title, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            text.push_str(&format!("{title} ({}):\n", lines.len()));
            text.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
        if !self.words.is_empty() {
            let all: usize = self.words.values().sum();
            text.push_str(&format!("wanting words ({all}):\n"));
            text.extend(self.words.iter().map(|(file, count)| format!("  {file}: {count}\n")));
        }
        text
    }
}
