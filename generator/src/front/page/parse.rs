//! From the text of a page to the page.

use std::ops::Range;

use super::blocks::{self, Heading};
use super::outline::{self, ActionOutline, Outline, Section, Subject};
use super::{Page, PageAction, cell, name, parameters, responses, scopes};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::text;
use crate::source::{SourceFile, Span, Spanned};

/// Reads a page, and says all that is wrong with it. There is a page even where something is wrong, so that a caller can
/// go on and find more; there is none where the file cannot be read or has no title.
pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Page> {
    if !text::check(file, diagnostics) {
        return None;
    }
    let mut context = Context { file, diagnostics };
    let blocks = blocks::read(&file.text);
    let outline = outline::read(&blocks, &mut context);
    let actions = actions(&outline, &mut context);
    let title = title(&outline, &mut context)?;
    if outline.actions.is_empty() {
        let none = Diagnostic::new(Code::NoActions, title.span, "the page has no action")
            .help("begin each action with a heading: `## Get`");
        context.report(none);
    }
    Some(Page { name: name::camel_case(&title.value), title, actions })
}

/// The file that is read, and where to say what is wrong with it.
pub(super) struct Context<'a> {
    file: &'a SourceFile,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Context<'a> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.file.span(range.clone())
    }

    pub(super) fn raw(&self, range: &Range<usize>) -> &'a str {
        self.file.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn spanned<T>(&self, value: T, range: &Range<usize>) -> Spanned<T> {
        Spanned::new(value, self.span(range))
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// The title, without the word `Actions` that the vendor's pages have behind it.
fn title(outline: &Outline<'_>, context: &mut Context<'_>) -> Option<Spanned<String>> {
    let Some(heading) = outline.title else {
        let first = outline.actions.first().map_or(0..0, |action| action.heading.range.clone());
        let missing = Diagnostic::new(Code::MissingTitle, context.span(&first), "the page does not begin with a title")
            .label("the title comes before this")
            .help("begin the page with the resource's name: `# API Tokens Actions`");
        context.report(missing);
        return None;
    };
    nameable(heading, "the title", context);
    let mut words: Vec<_> = heading.text.split(' ').collect();
    if words.len() > 1 && words.last().is_some_and(|word| word.eq_ignore_ascii_case("Actions")) {
        words.pop();
    }
    Some(context.spanned(words.join(" "), &heading.range))
}

/// Says that a heading names nothing.
fn nameable(heading: &Heading, what: &str, context: &mut Context<'_>) {
    if !heading.text.contains(char::is_alphabetic) {
        let message = format!("{what} has no letter");
        let bad = Diagnostic::new(Code::BadName, context.span(&heading.range), message)
            .help("the name in the client is made from its words: write some");
        context.report(bad);
    }
}

fn actions(outline: &Outline<'_>, context: &mut Context<'_>) -> Vec<PageAction> {
    let says_who = outline.actions.iter().any(|action| action.section(Subject::Authentication).is_some());
    if let (false, Some(first)) = (says_who, outline.actions.first()) {
        // Pages of 2016 are like this. Where one action has the section, the others need it too.
        let place = outline.title.unwrap_or(first.heading);
        let silent = Diagnostic::new(
            Code::NoAuthentication,
            context.span(&place.range),
            "the page does not say who may call its actions",
        )
        .help("add `#### Authentication` to each action; until then every token is taken to do");
        context.report(silent);
    }
    let mut actions: Vec<PageAction> = Vec::new();
    for parts in &outline.actions {
        nameable(parts.heading, "the heading of an action", context);
        let action = action(parts, says_who, context);
        if let Some(first) = actions.iter().find(|first| first.name == action.name && !action.name.is_empty()) {
            let message = format!("the page has the action `{}` twice", action.name);
            let doubled = Diagnostic::new(Code::DoubledAction, action.heading.span, message)
                .label("here again")
                .related(first.heading.span, "first defined here")
                .help("delete one of them, or give it another heading");
            context.report(doubled);
        } else {
            actions.push(action);
        }
    }
    actions
}

fn action(parts: &ActionOutline<'_>, says_who: bool, context: &mut Context<'_>) -> PageAction {
    let heading = context.spanned(parts.heading.text.clone(), &parts.heading.range);
    // Very old pages write the whole path: `accessTokens.get`.
    let last = parts.heading.text.rsplit('.').find(|part| !part.trim().is_empty()).unwrap_or_default();
    let is_path = !parts.heading.text.contains(' ');
    let (summary, deprecated) = summary(parts, context);
    let mut section = |subject, needed| find(parts, subject, needed, context);
    let authentication = section(Subject::Authentication, says_who);
    let available = section(Subject::Parameters, true);
    let successes = section(Subject::Responses, true);
    let errors = section(Subject::Errors, true);
    PageAction {
        name: name::camel_case(if is_path { last } else { &parts.heading.text }),
        heading,
        summary,
        deprecated,
        scopes: authentication.map_or_else(|| Some(Vec::new()), |section| scopes::read(section, context)),
        parameters: available.map(|section| parameters::read(section, context)).unwrap_or_default(),
        responses: successes.map(|section| responses::read(section, context)).unwrap_or_default(),
        errors: errors.map(|section| responses::read(section, context)).unwrap_or_default(),
    }
}

/// The section about a subject; says that it is missing.
fn find<'p, 'a>(
    parts: &'p ActionOutline<'a>,
    subject: Subject,
    needed: bool,
    context: &mut Context<'_>,
) -> Option<&'p Section<'a>> {
    let section = parts.section(subject);
    if section.is_none() && needed {
        let title = subject.title();
        let help = match subject {
            Subject::Authentication => {
                "add `#### Authentication` with the scopes, or that no token is required".to_owned()
            }
            Subject::Parameters => format!("add `#### {title}` with a table, or that no parameters are needed"),
            Subject::Responses | Subject::Errors => format!("add `#### {title}` with a table"),
        };
        let message = format!("action `{}` lacks the section `{title}`", parts.heading.text);
        let span = context.span(&parts.heading.range);
        context.report(Diagnostic::new(Code::MissingSection, span, message).help(help));
    }
    section
}

/// The text under an action's heading, and whether it says that the action is deprecated.
fn summary(parts: &ActionOutline<'_>, context: &mut Context<'_>) -> (String, bool) {
    let mut deprecated = false;
    let mut paragraphs = Vec::new();
    for range in &parts.summary {
        let paragraph = cell::markdown(context.raw(range));
        match paragraph.as_str() {
            "" => {}
            "**DEPRECATED**" => deprecated = true,
            _ => paragraphs.push(paragraph),
        }
    }
    if paragraphs.is_empty() {
        let message = format!("action `{}` does not say what it does", parts.heading.text);
        let missing = Diagnostic::new(Code::MissingSummary, context.span(&parts.heading.range), message)
            .help("write a sentence under the heading; it becomes the method's documentation");
        context.report(missing);
    }
    (paragraphs.join("\n\n"), deprecated)
}
