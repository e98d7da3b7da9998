//! Which block belongs to which action and section.

use std::ops::Range;

use super::blocks::{Block, Heading};
use super::parse::Context;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, similar};

/// What an action's part is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Authentication,
    Parameters,
    Responses,
    Errors,
}

impl Subject {
    pub(super) const ALL: [Self; 4] = [Self::Authentication, Self::Parameters, Self::Responses, Self::Errors];

    /// The heading as today's pages have it.
    pub(super) fn title(self) -> &'static str {
        self.titles()[0]
    }

    /// All headings, those of earlier years included.
    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Authentication => &["Authentication", "Authorization"],
            Self::Parameters => &["Available Parameters", "Parameters"],
            Self::Responses => &["Successful Responses", "Successful Response", "Responses", "Response"],
            Self::Errors => &["Error Responses", "Error Response", "Errors"],
        }
    }

    fn of(heading: &str) -> Option<Self> {
        let heading = heading.trim_end_matches(':').trim_end();
        Self::ALL.into_iter().find(|subject| subject.titles().iter().any(|title| title.eq_ignore_ascii_case(heading)))
    }
}

/// The parts of a page.
#[derive(Default)]
pub(super) struct Outline<'a> {
    pub(super) title: Option<&'a Heading>,
    pub(super) actions: Vec<ActionOutline<'a>>,
}

/// The parts of an action.
pub(super) struct ActionOutline<'a> {
    pub(super) heading: &'a Heading,
    /// The paragraphs between the heading and the first section.
    pub(super) summary: Vec<Range<usize>>,
    pub(super) sections: Vec<Section<'a>>,
}

impl<'a> ActionOutline<'a> {
    pub(super) fn section(&self, subject: Subject) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.subject == subject)
    }
}

pub(super) struct Section<'a> {
    pub(super) subject: Subject,
    pub(super) heading: &'a Heading,
    pub(super) blocks: Vec<&'a Block>,
}

/// Sorts the blocks of a page.
pub(super) fn read<'a>(blocks: &'a [Block], context: &mut Context<'_>) -> Outline<'a> {
    let mut sorter = Sorter { outline: Outline::default(), action_level: 2, place: Place::Elsewhere, context };
    for block in blocks {
        match block {
            Block::Heading(heading) => sorter.heading(heading),
            Block::Prose(range) => sorter.prose(range, block),
            Block::Table(_) => sorter.table(block),
        }
    }
    sorter.outline
}

/// What the next block belongs to.
enum Place {
    /// Nothing that is read: the introduction, a list of contents, a section of another kind.
    Elsewhere,
    /// The summary of the last action.
    Summary,
    /// The last section of the last action.
    Section,
}

struct Sorter<'a, 'c, 'd> {
    outline: Outline<'a>,
    /// 2, or 3 on old pages, where `## Actions` stands above all actions.
    action_level: usize,
    place: Place,
    context: &'c mut Context<'d>,
}

impl<'a> Sorter<'a, '_, '_> {
    fn heading(&mut self, heading: &'a Heading) {
        match heading.level {
            1 => self.title(heading),
            _ if self.is_section(heading) => self.section(heading),
            level if level > self.action_level => self.place = Place::Elsewhere,
            _ if is_contents(&heading.text) => self.place = Place::Elsewhere,
            2 if heading.text.eq_ignore_ascii_case("Actions") => {
                self.action_level = 3;
                self.place = Place::Elsewhere;
            }
            level if level < self.action_level => self.place = Place::Elsewhere,
            _ => {
                self.outline.actions.push(ActionOutline { heading, summary: Vec::new(), sections: Vec::new() });
                self.place = Place::Summary;
            }
        }
    }

    fn title(&mut self, heading: &'a Heading) {
        self.place = Place::Elsewhere;
        match self.outline.title {
            None if self.outline.actions.is_empty() => self.outline.title = Some(heading),
            None => {}
            Some(first) => {
                let second = Diagnostic::new(Code::DoubledSection, self.context.span(&heading.range), "a second title")
                    .related(self.context.span(&first.range), "the page's title")
                    .help("a page is one resource: begin an action with `##`, or move what follows to its own page");
                self.context.report(second);
            }
        }
    }

    /// Whether a heading begins a section of the last action. One of an action's own level does only if it is written as
    /// today's pages have it and the action still lacks that section: a slip in the number of `#`.
    fn is_section(&self, heading: &Heading) -> bool {
        let Some(action) = self.outline.actions.last() else { return false };
        if heading.level > self.action_level {
            return self.subject(heading).is_some();
        }
        let subject = Subject::of(&heading.text).filter(|subject| heading.text.eq_ignore_ascii_case(subject.title()));
        subject.is_some_and(|subject| action.section(subject).is_none())
    }

    /// The subject of a heading, misspelled ones included where the action lacks that section.
    fn subject(&self, heading: &Heading) -> Option<Subject> {
        let meant = || {
            let subject = Subject::of(similar(&heading.text, Subject::ALL.map(Subject::title))?)?;
            self.outline.actions.last()?.section(subject).is_none().then_some(subject)
        };
        Subject::of(&heading.text).or_else(meant)
    }

    fn section(&mut self, heading: &'a Heading) {
        let Some(subject) = self.subject(heading) else { return };
        let Some(action) = self.outline.actions.last_mut() else { return };
        self.place = Place::Section;
        if Subject::of(&heading.text).is_none() {
            let span = self.context.span(&heading.range);
            let message = format!("`{}` is no section of an action", heading.text);
            let misspelled = Diagnostic::new(Code::MissingSection, span, message)
                .label(format!("did you mean `{}`?", subject.title()))
                .help(format!("write `#### {}`", subject.title()));
            self.context.report(misspelled);
        }
        if let Some(first) = action.section(subject) {
            let span = self.context.span(&heading.range);
            let message = format!("action `{}` has the section `{}` twice", action.heading.text, subject.title());
            let doubled = Diagnostic::new(Code::DoubledSection, span, message)
                .label("here again")
                .related(self.context.span(&first.heading.range), "first defined here")
                .help("delete one of them, or begin the next action with a `##` heading");
            self.context.report(doubled);
            self.place = Place::Elsewhere;
            return;
        }
        action.sections.push(Section { subject, heading, blocks: Vec::new() });
    }

    fn prose(&mut self, range: &Range<usize>, block: &'a Block) {
        match (&self.place, self.outline.actions.last_mut()) {
            (Place::Summary, Some(action)) => action.summary.push(range.clone()),
            _ => self.table(block),
        }
    }

    fn table(&mut self, block: &'a Block) {
        let section = self.outline.actions.last_mut().and_then(|action| action.sections.last_mut());
        if let (Place::Section, Some(section)) = (&self.place, section) {
            section.blocks.push(block);
        }
    }
}

fn is_contents(heading: &str) -> bool {
    heading.eq_ignore_ascii_case("Contents") || heading.eq_ignore_ascii_case("Table of Contents")
}
