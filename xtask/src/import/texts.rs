//! The texts of a page of the spec: what people wrote, to stand again on the page when its facts are replaced.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use restgen::front::page::{self, PageAction};
use restgen::source::SourceFile;
use restgen::{Diagnostics, SourceMap};

/// The texts of a page.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The title without `Actions`.
    pub(crate) title: Option<String>,
    /// What stands between the title and the contents.
    pub(crate) intro: Option<String>,
    /// By the action's name.
    pub(crate) actions: BTreeMap<String, ActionTexts>,
}

/// The texts of an action.
#[derive(Debug)]
pub(crate) struct ActionTexts {
    pub(crate) heading: String,
    pub(crate) summary: String,
    /// The scopes, `None` where no token is needed.
    pub(crate) scopes: Option<Vec<String>>,
    /// The code block with its fences.
    pub(crate) code: Option<String>,
    /// The descriptions of the parameters, by name.
    pub(crate) parameters: BTreeMap<String, String>,
    /// The descriptions of the responses and errors, by code.
    pub(crate) responses: BTreeMap<u16, String>,
}

/// Reads the texts of a page. A page with mistakes is not replaced: it has to be mended first.
pub(crate) fn read(path: &str, text: &str) -> Result<Texts> {
    let sources = SourceMap::new([(path.to_owned(), text.as_bytes().to_vec())]);
    let mut diagnostics = Diagnostics::default();
    let page = sources.files().first().and_then(|file| Some((file, page::parse(file, &mut diagnostics)?)));
    let Some((file, page)) = page.filter(|_| !diagnostics.has_errors()) else {
        bail!("`{path}` cannot be read, so that its texts would be lost:\n{}", diagnostics.render(&sources));
    };
    let actions = page.actions.iter().map(|action| (action.name.clone(), texts(action, file)));
    Ok(Texts { title: Some(page.title.value.clone()), intro: intro(text), actions: actions.collect() })
}

fn texts(action: &PageAction, file: &SourceFile) -> ActionTexts {
    let rows = action.responses.iter().chain(&action.errors);
    ActionTexts {
        heading: action.heading.value.clone(),
        summary: action.summary.clone(),
        scopes: action.scopes.as_ref().map(|scopes| scopes.iter().map(|scope| scope.value.clone()).collect()),
        code: code(&file.text[file.range(action.heading.span).end..]),
        parameters: action.parameters.iter().map(|row| (row.name.value.clone(), row.description.clone())).collect(),
        responses: rows.map(|row| (row.code.value, row.description.clone())).collect(),
    }
}

/// The first code block behind a heading, if it stands before the next heading.
fn code(behind: &str) -> Option<String> {
    let mut block: Vec<&str> = Vec::new();
    for line in behind.lines() {
        let is_fence = line.starts_with("```");
        if block.is_empty() && line.starts_with('#') {
            return None;
        }
        if !block.is_empty() || is_fence {
            block.push(line);
        }
        if is_fence && block.len() > 1 {
            return Some(block.join("\n"));
        }
    }
    None
}

/// What stands below the title, up to the next heading.
fn intro(text: &str) -> Option<String> {
    let below = text.lines().skip_while(|line| !line.starts_with("# ")).skip(1);
    let lines: Vec<&str> = below.take_while(|line| !line.starts_with('#')).collect();
    let intro = lines.join("\n").trim().to_owned();
    (!intro.is_empty()).then_some(intro)
}
