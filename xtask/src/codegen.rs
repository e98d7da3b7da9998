//! `cargo xtask codegen`: the client of the spec, written or compared.

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::Result;
use restgen::{Counts, Diagnostics, Files, Output, SourceMap};
use similar::TextDiff;

use crate::stamp::Stamp;
use crate::workspace::{MANIFEST, Workspace, Written};

/// Writes what differs. Where the spec has errors nothing is written, and they are shown.
pub(crate) fn write(workspace: &Workspace) -> Result<ExitCode> {
    let (sources, now) = (workspace.sources()?, workspace.generated()?);
    let stamp = workspace.is_home.then(|| Stamp::of(&workspace.path(""), &sources)).transpose()?;
    if let Some(said) = stamp.as_ref().and_then(|stamp| stamp.known(&now)) {
        println!("{said}\n{}", summary(now.len(), &Written::default()));
        return Ok(ExitCode::SUCCESS);
    }
    let Some(Made { files, counts, warned }) = generate(&sources, &now) else { return Ok(ExitCode::FAILURE) };
    let written = workspace.write(&now, &files)?;
    let said = words(counts);
    println!("{said}\n{}", summary(files.len(), &written));
    if let Some(stamp) = stamp.filter(|_| !warned) {
        stamp.leave(&files, &said);
    }
    Ok(ExitCode::SUCCESS)
}

/// How many files there are, and what became of them.
pub(crate) fn summary(files: usize, written: &Written) -> String {
    let Written { added, changed, deleted } = written;
    let [added, changed, deleted] = [added, changed, deleted].map(Vec::len);
    format!("generated/: {files} files, {added} added, {changed} changed, {deleted} deleted")
}

/// Compares. Shows a diff for each file that is not as the spec says, and the command that mends it.
pub(crate) fn check(workspace: &Workspace) -> Result<ExitCode> {
    let now = workspace.generated()?;
    let Some(Made { files, .. }) = generate(&workspace.sources()?, &now) else { return Ok(ExitCode::FAILURE) };
    let wrong = compare(&now, &files);
    if wrong.is_empty() {
        println!("generated/: {} files as the spec says", files.len());
        return Ok(ExitCode::SUCCESS);
    }
    for diff in wrong.values() {
        print!("{diff}");
    }
    eprintln!("error: {} of the files in generated/ are not as the spec says", wrong.len());
    eprintln!("help: run `cargo xtask codegen` and commit what it writes; a change by hand belongs into `spec/`");
    Ok(ExitCode::FAILURE)
}

/// What a spec makes.
pub(crate) struct Made {
    pub(crate) files: Files,
    counts: Counts,
    /// Whether something about the spec is doubtful.
    warned: bool,
}

/// The files, or none where the spec has errors; shows what is wrong and what is doubtful.
pub(crate) fn generate(sources: &SourceMap, now: &BTreeMap<String, Vec<u8>>) -> Option<Made> {
    match restgen::generate(sources) {
        Ok(Output { mut files, features, counts, warnings }) => {
            report(&warnings, sources);
            if let Some(old) = now.get(MANIFEST) {
                let manifest = restgen::back::manifest(&String::from_utf8_lossy(old), &features);
                files.insert(MANIFEST.to_owned(), manifest);
            }
            Some(Made { files, counts, warned: warnings != Diagnostics::default() })
        }
        Err(diagnostics) => {
            report(&diagnostics, sources);
            eprintln!("nothing was written");
            None
        }
    }
}

/// What a spec comes to, in a line.
fn words(counts: Counts) -> String {
    let Counts { resources, actions, models, untyped } = counts;
    let (resources, actions, models) = (count(resources, "resource"), count(actions, "action"), count(models, "model"));
    format!("spec/: {resources}, {actions}, {models}; {} may be any JSON", count(untyped, "value"))
}

/// Shows diagnostics and how many there are.
pub(crate) fn report(diagnostics: &Diagnostics, sources: &SourceMap) {
    let (errors, warnings) = diagnostics.counts();
    if errors + warnings == 0 {
        return;
    }
    eprintln!("{}", diagnostics.render(sources));
    eprintln!("spec/: {}, {}", count(errors, "error"), count(warnings, "warning"));
}

/// A number and what it counts: `2 errors`.
pub(crate) fn count(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// A unified diff for each file that is not what it should be.
fn compare(now: &BTreeMap<String, Vec<u8>>, files: &Files) -> BTreeMap<String, String> {
    let mut wrong = BTreeMap::new();
    for (path, text) in files {
        let before = now.get(path).map(Vec::as_slice);
        if before != Some(text.as_bytes()) {
            let old = before.map_or("/dev/null".to_owned(), |_| format!("a/generated/{path}"));
            let before = String::from_utf8_lossy(before.unwrap_or_default());
            wrong.insert(path.clone(), diff(&before, text, &old, &format!("b/generated/{path}")));
        }
    }
    for (path, bytes) in now.iter().filter(|(path, _)| !files.contains_key(*path)) {
        let before = String::from_utf8_lossy(bytes);
        wrong.insert(path.clone(), diff(&before, "", &format!("a/generated/{path}"), "/dev/null"));
    }
    wrong
}

fn diff(before: &str, after: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(old, new).to_string()
}
