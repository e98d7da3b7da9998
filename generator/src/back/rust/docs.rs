//! Descriptions as documentation comments: Markdown that rustdoc takes without a warning, whatever is in it.

use proc_macro2::TokenStream;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use quote::quote;

use super::writer::{WIDTH, fill};

/// `#[doc]` attributes of lines, an empty one being an empty line.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {}", one_line(line)) });
    quote!(#(#[doc = #lines])*)
}

/// A text as a line of a comment: no line break, and nothing that changes the direction in which it is read.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_direction(c) { ' ' } else { c }).collect()
}

/// The characters that Rust refuses in comments and literals.
pub(super) fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A paragraph, broken into lines.
pub(super) fn paragraph(text: &str) -> Vec<String> {
    fill(text, WIDTH - 8)
}

/// An item of a list, broken into lines.
pub(super) fn item(text: &str) -> Vec<String> {
    let lines = fill(text, WIDTH - 10).into_iter().enumerate();
    lines.map(|(i, line)| if i == 0 { format!("- {line}") } else { format!("  {line}") }).collect()
}

/// A description as a sentence that ends in a full stop.
pub(super) fn sentence(description: &str) -> String {
    let mut text = escape(description);
    if !text.is_empty() && !text.ends_with(['.', '!', '?', ':']) {
        text.push('.');
    }
    text
}

/// A text on one line, as it is.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as code: `` `a` ``, with a longer fence where it holds one.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let space = if pad { " " } else { "" };
    let text = text.replace(['\n', '\r'], " ");
    format!("{fence}{space}{text}{space}{fence}")
}

/// Words joined as people do: `a`, `a or b`, `a, b or c`.
pub(super) fn any_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// A Markdown text with only what rustdoc cannot mistake: code, emphasis and links to the web stay, all else is text.
pub(super) fn escape(markdown: &str) -> String {
    let mut out = String::new();
    let mut links = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) => push_text(&mut out, &text, !links.is_empty()),
            Event::Code(text) => out += &code(&text),
            Event::Html(html) | Event::InlineHtml(html) => push_text(&mut out, &html, true),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => out.push('*'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out += "**",
            Event::Start(Tag::Link { dest_url, .. }) => {
                let target = is_web(&dest_url).then(|| dest_url.replace(['(', ')', '<', '>', ' '], ""));
                out += if target.is_some() { "[" } else { "" };
                links.push(target);
            }
            Event::End(TagEnd::Link) => {
                if let Some(Some(target)) = links.pop() {
                    out += &format!("]({target})");
                }
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_)) if !out.is_empty() => {
                out.push(' ');
            }
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Plain text, each word by itself: a web address becomes a link, what Markdown would read is escaped.
fn push_text(out: &mut String, text: &str, in_link: bool) {
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        if is_web(bare) && !in_link && !bare.contains(['<', '>']) {
            *out += &format!("<{bare}>");
            push_escaped(out, &word[bare.len()..]);
        } else {
            push_escaped(out, word);
        }
    }
}

fn push_escaped(out: &mut String, word: &str) {
    for c in word.chars() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|');
        let block = out.is_empty() && matches!(c, '#' | '+' | '-' | '=');
        if special || block {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
}
