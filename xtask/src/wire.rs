//! `cargo xtask wire`: requests that the vendor's own client made, replayed through the typed client.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace::Workspace;

/// Makes tests of the recorded requests of the resources that the client has, runs them, and takes them away again.
///
/// Without a folder of recorded requests it says so and succeeds.
pub(crate) fn run(workspace: &Workspace, folder: Option<PathBuf>) -> Result<ExitCode> {
    let named = folder.is_some();
    let folder = folder.unwrap_or_else(|| workspace.path("../shared/losant/wire"));
    let (recorded, script) = (folder.join("vectors.jsonl"), folder.join("make_tests.py"));
    if !named && !folder.is_dir() {
        println!("wire: skipped, there are no recorded requests at ../shared/losant/wire");
        return Ok(ExitCode::SUCCESS);
    }
    let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()));
    let api = workspace.path("generated/api.json");
    let cases = filter(&read(&recorded)?, &read(&api)?)?;
    ensure!(!cases.is_empty(), "none of the recorded requests is of a resource that `generated/api.json` has");

    let vectors = Temporary(std::env::temp_dir().join(format!("restgen-wire-{}.jsonl", std::process::id())));
    // Beside the other tests, where cargo looks for it; git ignores it.
    let tests = Temporary(workspace.path("generated/tests/wire_recorded.rs"));
    fs::write(&vectors.0, cases).with_context(|| format!("cannot write `{}`", vectors.0.display()))?;
    let mut make = Command::new("python3");
    make.arg(script).args([&vectors.0, &api, &tests.0]);
    ensure!(succeeds(&mut make)?, "the tests of the recorded requests could not be made");
    let mut test = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    test.args(["test", "--quiet", "--package", "losant-rest", "--test", "wire_recorded"]);
    Ok(if succeeds(test.current_dir(workspace.path("")))? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A file that goes when its work is done, be it well or not.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // It may never have been made.
        drop(fs::remove_file(&self.0));
    }
}

fn succeeds(command: &mut Command) -> Result<bool> {
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("cannot run `{}`", program.display()))?;
    Ok(status.success())
}

/// The lines of the resources that `api.json` has.
fn filter(vectors: &str, api: &str) -> Result<String> {
    let api: Value = serde_json::from_str(api).context("`generated/api.json` is no JSON")?;
    let resources: BTreeSet<_> =
        api["resources"].as_array().into_iter().flatten().filter_map(|resource| resource["name"].as_str()).collect();
    let mut kept = String::new();
    for (index, line) in vectors.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).with_context(|| format!("vectors.jsonl:{}", index + 1))?;
        if case["resource"].as_str().is_some_and(|name| resources.contains(name)) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::filter;

    const API: &str = r#"{"resources":[{"name":"a"},{"name":"b"}]}"#;

    #[test]
    fn only_what_the_client_has_is_tested() {
        let vectors = "{\"resource\":\"a\",\"case\":1}\n\n{\"resource\":\"c\"}\n{\"resource\":\"b\"}";
        assert_eq!(filter(vectors, API).unwrap(), "{\"resource\":\"a\",\"case\":1}\n{\"resource\":\"b\"}\n");
        assert_eq!(filter("{}\n[]\n", API).unwrap(), "");
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = filter("{\"resource\":\"a\"}\n{", API).unwrap_err();
        assert_eq!(error.to_string(), "vectors.jsonl:2");
    }
}
