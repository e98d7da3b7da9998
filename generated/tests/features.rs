//! Each feature alone compiles without a warning, with the models that it needs and no others.
//!
//! The features are tried in parts, so that a runner of tests can show how far it is.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// How many parts there are: one test each.
const PARTS: usize = 4;

#[test]
fn the_first_part_compiles() {
    check(0);
}

#[test]
fn the_second_part_compiles() {
    check(1);
}

#[test]
fn the_third_part_compiles() {
    check(2);
}

#[test]
fn the_fourth_part_compiles() {
    check(3);
}

#[test]
fn every_resource_has_a_feature_and_all_are_on() {
    let features = features();
    let api: Value = serde_json::from_str(include_str!("../api.json")).expect("the client's own file is JSON");
    assert_eq!(features.len(), api["resources"].as_array().map_or(0, Vec::len));
    let manifest = manifest();
    let (_, default) = manifest.split_once("default = [").expect("some features are on");
    let (default, _) = default.split_once(']').expect("the list has an end");
    let default: Vec<&str> = default.split(',').map(|name| name.trim().trim_matches('"')).collect();
    assert!(features.iter().all(|name| default.contains(&name.as_str())));
}

fn check(part: usize) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut wrong = Vec::new();
    for feature in features().iter().skip(part).step_by(PARTS) {
        let mut command = Command::new(&cargo);
        command.args(["check", "--quiet", "--package", env!("CARGO_PKG_NAME"), "--no-default-features"]);
        let output = command.args(["--features", feature]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        let output = output.expect("cargo runs");
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() || !said.trim().is_empty() {
            wrong.push(format!("--features {feature}:\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The features of resources: those that turn nothing else on.
fn features() -> Vec<String> {
    let manifest = manifest();
    let (_, generated) = manifest.split_once("[features]").expect("the manifest has features");
    let lines: Vec<&str> = generated.lines().collect();
    let documented = lines.windows(2).filter(|pair| pair[0].starts_with("# "));
    documented.filter_map(|pair| Some(pair[1].strip_suffix(" = []")?.to_owned())).collect()
}

fn manifest() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    std::fs::read_to_string(path).expect("the manifest can be read")
}
