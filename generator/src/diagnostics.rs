//! What is wrong with a spec: collected within a phase, rendered at the edge.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::codes::{Code, Severity};
use crate::source::{SourceMap, Span};

/// One mistake: what, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which mistake it is.
    pub code: Code,
    /// What is wrong, in plain words and without a full stop; names stand in backticks.
    pub message: String,
    /// The place to change.
    pub span: Span,
    /// What to say at that place; may be empty.
    pub label: String,
    /// Other places that matter, each with what it is ("first defined here").
    pub related: Vec<(Span, String)>,
    /// The remedy.
    pub help: String,
}

impl Diagnostic {
    /// A mistake at a place. Every diagnostic gets its remedy by [`Diagnostic::help`].
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let (label, related, help) = (String::new(), Vec::new(), String::new());
        Self { code, message: message.into(), span, label, related, help }
    }

    /// Says something at the place itself.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at another place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says the remedy.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The diagnostic as text in the manner of rustc, with the lines it speaks of.
    pub fn render(&self, sources: &SourceMap) -> String {
        let level = match self.code.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let (home, range) = sources.find(self.span);
        let label = (!self.label.is_empty()).then_some(self.label.as_str());
        let mut snippet =
            Snippet::source(&home.text).path(&home.path).annotation(AnnotationKind::Primary.span(range).label(label));
        let mut elsewhere = Vec::new();
        for (span, label) in &self.related {
            let (file, range) = sources.find(*span);
            let annotation = AnnotationKind::Context.span(range).label(label.as_str());
            if file.path == home.path {
                snippet = snippet.annotation(annotation);
            } else {
                elsewhere.push(Snippet::source(&file.text).path(&file.path).annotation(annotation));
            }
        }
        let group = level.primary_title(&self.message).id(self.code.as_str()).element(snippet).elements(elsewhere);
        let group = match self.help.as_str() {
            "" => group,
            help => group.element(Level::HELP.message(help)),
        };
        Renderer::plain().render(&[group])
    }
}

/// All mistakes that one phase found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another phase.
    pub fn extend(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// True where an error is among them, not only warnings.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error)
    }

    /// The barrier behind a phase: goes on with its result, or ends with all that is wrong.
    pub fn barrier<T>(&mut self, result: T) -> Result<T, Diagnostics> {
        if self.has_errors() { Err(std::mem::take(self)) } else { Ok(result) }
    }

    /// All of them by file, place and code.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        list.dedup();
        list
    }

    /// How many errors and warnings there are, in that order.
    pub fn counts(&self) -> (usize, usize) {
        (self.count(Severity::Error), self.count(Severity::Warning))
    }

    /// How many of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.sorted().iter().filter(|diagnostic| diagnostic.code.severity() == severity).count()
    }

    /// All of them as text, sorted, an empty line between two.
    pub fn render(&self, sources: &SourceMap) -> String {
        self.sorted().iter().map(|diagnostic| diagnostic.render(sources) + "\n").collect::<Vec<_>>().join("\n")
    }
}

/// The candidate that is most like a name that is not among them, to ask "did you mean".
pub fn similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |candidate: &&str| distance(&name.to_lowercase(), &candidate.to_lowercase());
    let best = candidates.into_iter().min_by_key(|candidate| (close(candidate), *candidate))?;
    (close(&best) <= (name.chars().count() / 3).max(1)).then_some(best)
}

/// The number of characters to insert, remove or replace on the way from one word to the other.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
