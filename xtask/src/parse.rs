//! `cargo xtask parse`: what pages say, as JSON.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use restgen::front::page;
use restgen::{Diagnostics, SourceMap};

/// Prints a list with an object for each page that has no error; shows the errors of the others.
pub(crate) fn run(paths: &[PathBuf]) -> Result<ExitCode> {
    let mut files = Vec::new();
    for path in paths {
        let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        files.push((path.display().to_string(), bytes));
    }
    let sources = SourceMap::new(files);
    let mut diagnostics = Diagnostics::default();
    let read = sources.files().iter().filter_map(|file| Some((file, page::parse(file, &mut diagnostics)?)));
    let pages: Vec<_> = read.collect();
    let pages: Vec<_> = pages.iter().map(|(file, page)| page::to_json(page, file)).collect();
    println!("{}", serde_json::to_string_pretty(&pages)?);
    eprint!("{}", diagnostics.render(&sources));
    Ok(if diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
