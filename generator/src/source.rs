//! The texts of a spec, and places in them.

use std::ops::Range;

/// A half-open range of bytes in the one offset space that all files of a [`SourceMap`] share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One file: its path relative to the spec's folder, with `/` between the parts, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as diagnostics show it.
    pub path: String,
    /// The text. Bytes that are no UTF-8 stand in it as U+FFFD.
    pub text: String,
    /// The first place where the file is no UTF-8, as a range in `text`.
    pub broken: Option<Range<usize>>,
    start: u32,
}

impl SourceFile {
    /// The span of a range of bytes of this file's text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let at = |offset: usize| self.start + u32::try_from(offset).expect("SourceMap::new bounds the size");
        Span { start: at(range.start), end: at(range.end) }
    }

    /// The span of the whole text.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// The range in this file's text of a span of this file; what lies outside of the file is cut off.
    pub fn range(&self, span: Span) -> Range<usize> {
        let at = |offset: u32| (offset.saturating_sub(self.start) as usize).min(self.text.len());
        at(span.start)..at(span.end)
    }

    /// The file's name without folder and ending: `instanceApiTokens` of `resources/instanceApiTokens.md`.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Line and column (both from 1, the column in characters) of an offset in `text`.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// Every file of a spec, sorted by path. Nothing is read later.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Takes all files in any order.
    ///
    /// # Panics
    ///
    /// If the files together are 4 GiB or more.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        let mut start = 0;
        let files = files.into_iter().map(|(path, bytes)| {
            let (text, broken) = decode(bytes);
            let file = SourceFile { path, text, broken, start };
            // One more than its length, so that the end of a file is not the start of the next.
            start = file.whole().end.checked_add(1).expect("a spec is smaller than 4 GiB");
            file
        });
        Self { files: files.collect() }
    }

    /// All files, sorted by path.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The files of a folder with an ending: `in_folder("schemas/", ".yaml")`.
    pub fn in_folder<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| {
            let rest = file.path.strip_prefix(folder);
            rest.and_then(|rest| rest.strip_suffix(ending)).is_some_and(|stem| !stem.contains('/'))
        })
    }

    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(&self.files[index])
    }

    /// The file a span lies in, and its range in that file's text.
    ///
    /// # Panics
    ///
    /// If the span is of another map.
    pub fn find(&self, span: Span) -> (&SourceFile, Range<usize>) {
        let index = self.files.partition_point(|file| file.start <= span.start);
        let file = &self.files[index.checked_sub(1).expect("a span is of a file of this map")];
        let at = |offset: u32| ((offset - file.start) as usize).min(file.text.len());
        (file, at(span.start)..at(span.end))
    }
}

fn decode(bytes: Vec<u8>) -> (String, Option<Range<usize>>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(start..start + char::REPLACEMENT_CHARACTER.len_utf8()))
        }
    }
}
