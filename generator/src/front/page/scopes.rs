//! The section `Authentication`: the scopes of which a token needs one.

use std::ops::Range;

use super::blocks::Block;
use super::cell;
use super::outline::Section;
use super::parse::Context;
use crate::codes::Code;
use crate::diagnostics::Diagnostic;
use crate::source::Spanned;

/// The scopes; none where no token is needed. A list that is wrong is taken for an empty one.
pub(super) fn read(section: &Section<'_>, context: &mut Context<'_>) -> Option<Vec<Spanned<String>>> {
    let prose: Vec<_> = section.blocks.iter().filter_map(|block| prose(block)).collect();
    let (Some(first), Some(last)) = (prose.first(), prose.last()) else {
        let heading = section.heading.range.clone();
        unreadable(&heading, "the section `Authentication` is empty", context);
        return Some(Vec::new());
    };
    let whole = cell::trim(context.raw(&(0..last.end)), first.start..last.end);
    let sentence = context.raw(&whole).to_ascii_lowercase();
    if needs_no_token(&sentence) {
        return None;
    }
    let named = sentence.find("scope").unwrap_or(sentence.len());
    if let Some(colon) = sentence[named..].find(':').map(|at| named + at) {
        return Some(list(&(whole.start + colon + 1..whole.end), context));
    }
    if !["token", "authenticat", "scope", "key"].iter().any(|word| sentence.contains(word)) {
        unreadable(&whole, "the text does not say who may call the action", context);
    }
    Some(Vec::new())
}

fn prose(block: &Block) -> Option<&Range<usize>> {
    match block {
        Block::Prose(range) => Some(range),
        Block::Heading(_) | Block::Table(_) => None,
    }
}

/// "No api access token is required to call this action."
fn needs_no_token(sentence: &str) -> bool {
    let begins = ["no ", "none"].iter().any(|word| sentence.starts_with(word));
    begins || sentence.contains("not required") || sentence.contains("not needed")
}

/// The scopes of `a, b, or c.` or of a list with a scope an item.
fn list(range: &Range<usize>, context: &mut Context<'_>) -> Vec<Spanned<String>> {
    let mut scopes: Vec<Spanned<String>> = Vec::new();
    for piece in pieces(context.raw(range)) {
        let piece = range.start + piece.start..range.start + piece.end;
        let scope = cell::plain(context.raw(&piece));
        if !is_scope(&scope) {
            unreadable(&piece, &format!("`{scope}` is no scope"), context);
        } else if !scopes.iter().any(|known| known.value == scope) {
            scopes.push(context.spanned(scope, &piece));
        }
    }
    if scopes.is_empty() && context.raw(range).trim().is_empty() {
        unreadable(&(range.start - 1..range.start), "the list of scopes is empty", context);
    }
    scopes
}

/// Cuts a list at commas, at `or` and `and`, and where an item begins. It ends with the first sentence.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for word in words(text) {
        let raw = &text[word.clone()];
        let is_bullet = matches!(raw, "*" | "-" | "+") && starts_line(text, word.start);
        if matches!(raw, "or" | "and") || is_bullet {
            pieces.extend(open.take());
            continue;
        }
        let bare = raw.trim_end_matches([',', ';']);
        let ended = bare.strip_suffix('.');
        let end = word.start + ended.unwrap_or(bare).len();
        let start = open.take().map_or(word.start, |open| open.start);
        if ended.is_some() || bare != raw {
            pieces.push(start..end);
        } else {
            open = Some(start..end);
        }
        if ended.is_some() {
            return pieces;
        }
    }
    pieces.extend(open);
    pieces
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

fn starts_line(text: &str, at: usize) -> bool {
    text[..at].rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}

fn is_scope(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '*' | '-' | ':' | '/');
    !text.is_empty() && text.chars().all(allowed) && (text == "*" || text.contains(|c: char| c.is_ascii_alphanumeric()))
}

fn unreadable(range: &Range<usize>, message: &str, context: &mut Context<'_>) {
    let bad = Diagnostic::new(Code::BadScopes, context.span(range), message)
        .help("end the sentence with `the following scopes: a, b, or c.`, or say that no token is required");
    context.report(bad);
}
