//! `diff` and `changelog` on a copy of the generator's example workspace that is a repository of git.

#![allow(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

mod temporary;

use std::fs;
use std::process::Command;

use expect_test::{Expect, expect};
use serde_json::Value;

use temporary::{Run, Workspace, xtask};

const PAGE: &str = "spec/resources/books.md";
const LOG: &str = "CHANGELOG.md";
const MANIFEST: &str = "generated/Cargo.toml";

/// A repository with one commit, in which the client has the version 1.4.2.
fn repository(name: &str) -> Workspace {
    let workspace = Workspace::copy(name);
    workspace.write("Cargo.toml", "[workspace.package]\nversion = \"1.4.2\"\n");
    workspace.write("Cargo.lock", "[[package]]\nname = \"town-library\"\nversion = \"1.4.2\"\n");
    workspace.write(LOG, "# Changelog\n\n## [Unreleased]\n\n- By hand.\n\n## [1.4.2]\n\n- The last release.\n");
    git(&workspace, &["init", "--quiet", "--initial-branch", "main"]);
    git(&workspace, &["add", "."]);
    git(&workspace, &["commit", "--quiet", "--message", "Begin"]);
    workspace
}

fn git(workspace: &Workspace, arguments: &[&str]) {
    let who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").arg("-C").arg(&workspace.root).args(who).args(arguments).status();
    assert!(status.expect("git runs").success(), "git {arguments:?}");
}

fn run(workspace: &Workspace, arguments: &[&str]) -> Run {
    let root = workspace.root.to_str().expect("a temporary folder has a UTF-8 name");
    xtask(&[arguments, &["--root", root]].concat())
}

fn edit(workspace: &Workspace, path: &str, from: &str, to: &str) {
    let text = workspace.read(path);
    assert_eq!(text.matches(from).count(), 1, "`{from}` in `{path}`");
    workspace.write(path, &text.replace(from, to));
}

/// A major, a minor and two patch changes, one of which is of words.
fn change(workspace: &Workspace) {
    edit(workspace, PAGE, "| inStock | boolean | N | Only books with a copy on the shelf | false | true |\n", "");
    edit(workspace, PAGE, "novel, non-fiction, 1st edition", "novel, non-fiction, map, 1st edition");
    edit(workspace, PAGE, "| 20 | 5 |", "| 50 | 5 |");
    edit(workspace, PAGE, "Adds a book\n", "Puts a book on the shelf\n");
}

/// What is printed, without the name of the commit, which is never the same.
fn printed(run: &Run, expected: &Expect) {
    let text = run.stdout.split('`').map(|part| match part.strip_prefix(" (") {
        Some(rest) if rest.chars().take(12).all(|c| c.is_ascii_hexdigit()) && rest.len() > 12 => {
            format!(" (COMMIT{}", &rest[12..])
        }
        _ => part.to_owned(),
    });
    expected.assert_eq(&text.collect::<Vec<_>>().join("`"));
}

#[test]
fn changes_are_shown_as_text() {
    let workspace = repository("text");
    change(&workspace);
    let shown = run(&workspace, &["diff"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    printed(
        &shown,
        &expect![[r#"
        major: books.list.inStock: the parameter is gone (parameter-removed)
            in Rust: the setter `.in_stock(bool)` is gone
            on the wire: it is not sent any longer
            at: spec/resources/books.md:5

        minor: books.list.type: it takes a new value, `map` (parameter-value-added)
            in Rust: `ListType::Map` is new
            at: spec/resources/books.md:20

        patch: books.add: it is described in other words (words)
            at: spec/resources/books.md:37

        patch: books.list.limit: left out, it is `50`, not `20` (parameter-default)
            on the wire: the server takes another value where a call says nothing
            at: spec/resources/books.md:18

        1 major, 1 minor, 2 patch since `the merge base with main` (COMMIT); 2.0.0 is owed after 1.4.2; it is 1.4.2 now
    "#]],
    );
}

#[test]
fn changes_are_shown_as_markdown() {
    let workspace = repository("markdown");
    change(&workspace);
    printed(
        &run(&workspace, &["diff", "HEAD", "--format", "markdown"]),
        &expect![[r#"
        ## What a caller notices

        1 major, 1 minor, 2 patch since `HEAD` (COMMIT); 2.0.0 is owed after 1.4.2; it is 1.4.2 now.

        ### Major: programs have to change

        | Subject | What | In Rust | On the wire | Spec |
        | --- | --- | --- | --- | --- |
        | `books.list.inStock` | the parameter is gone | the setter `.in_stock(bool)` is gone | it is not sent any longer | spec/resources/books.md:5 |

        ### Minor: new, or not to be used any longer

        | Subject | What | In Rust | On the wire | Spec |
        | --- | --- | --- | --- | --- |
        | `books.list.type` | it takes a new value, `map` | `ListType::Map` is new |  | spec/resources/books.md:20 |

        ### Patch: programs compile as they are

        | Subject | What | In Rust | On the wire | Spec |
        | --- | --- | --- | --- | --- |
        | `books.list.limit` | left out, it is `50`, not `20` |  | the server takes another value where a call says nothing | spec/resources/books.md:18 |

        <details><summary>Words only: 1</summary>

        | Subject | What | In Rust | On the wire | Spec |
        | --- | --- | --- | --- | --- |
        | `books.add` | it is described in other words |  |  | spec/resources/books.md:37 |

        </details>
    "#]],
    );
}

#[test]
fn changes_are_shown_as_json() {
    let workspace = repository("json");
    change(&workspace);
    let json: Value = serde_json::from_str(&run(&workspace, &["diff", "--format", "json"]).stdout).expect("it is JSON");
    expect![[r#"
        {
          "base": "1.4.2",
          "now": "1.4.2",
          "owed": "2.0.0"
        }
        {
          "class": "major",
          "subject": "books.list.inStock",
          "kind": "parameter-removed",
          "what": "the parameter is gone",
          "rust": "the setter `.in_stock(bool)` is gone",
          "wire": "it is not sent any longer",
          "actions": [],
          "file": "spec/resources/books.md",
          "line": 5
        }
    "#]]
    .assert_eq(&format!("{:#}\n{:#}\n", json["version"], json["changes"][0]));
}

#[test]
fn nothing_changed() {
    let workspace = repository("nothing");
    let shown = run(&workspace, &["diff", "--exit-code"]);
    assert_eq!(shown.code, 0);
    printed(
        &shown,
        &expect![[r#"
        0 major, 0 minor, 0 patch since `the merge base with main` (COMMIT); no release is owed
    "#]],
    );
    let before = workspace.read(LOG);
    let written = run(&workspace, &["changelog"]);
    assert!(written.stdout.starts_with("nothing changed since"), "{}", written.stdout);
    assert_eq!(workspace.read(LOG), before);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let workspace = repository("branch");
    git(&workspace, &["checkout", "--quiet", "-b", "work"]);
    change(&workspace);
    assert_eq!(workspace.codegen(&[]).code, 0);
    git(&workspace, &["add", "."]);
    git(&workspace, &["commit", "--quiet", "--message", "Work"]);
    let shown = run(&workspace, &["diff"]);
    assert!(shown.stdout.contains("1 major, 1 minor, 2 patch since `the merge base with main` ("), "{}", shown.stdout);
    let shown = run(&workspace, &["diff", "HEAD"]);
    assert!(shown.stdout.starts_with("0 major, 0 minor, 0 patch since `HEAD` ("), "{}", shown.stdout);
}

#[test]
fn an_api_json_is_a_base() {
    let workspace = Workspace::copy("file");
    let base = workspace.root.join("old.json");
    fs::copy(workspace.root.join("generated/api.json"), &base).expect("the file can be copied");
    change(&workspace);
    let base = base.to_str().expect("a temporary folder has a UTF-8 name");
    let shown = run(&workspace, &["diff", base]);
    let end = format!("1 major, 1 minor, 2 patch since `{base}`; a major release is owed\n");
    assert!(shown.stdout.ends_with(&end), "{}", shown.stdout);
}

#[test]
fn a_base_that_is_none_is_an_error() {
    let workspace = repository("none");
    let shown = run(&workspace, &["diff", "no-such-branch"]);
    assert_eq!(shown.code, 1);
    assert_eq!(shown.stderr, "error: `no-such-branch` is no file and no revision of git\n");
    workspace.write("old.json", "{}");
    let old = workspace.root.join("old.json");
    let shown = run(&workspace, &["diff", old.to_str().expect("a temporary folder has a UTF-8 name")]);
    assert_eq!(shown.code, 1);
    assert!(shown.stderr.contains("is not as this generator writes it: missing field `name`"), "{}", shown.stderr);
}

#[test]
fn a_major_change_has_to_be_said() {
    let workspace = repository("exit");
    change(&workspace);
    let shown = run(&workspace, &["diff", "--exit-code"]);
    assert_eq!(shown.code, 1);
    expect![[r#"
        error: the version is 1.4.2, but there are major changes since 1.4.2: 2.0.0 is owed
        error: `CHANGELOG.md` does not say of 2.0.0 that `books.list.inStock` changed
        help: run `cargo xtask changelog`, which sets the version and writes the entry
    "#]]
    .assert_eq(&shown.stderr);
    assert_eq!(run(&workspace, &["changelog"]).code, 0);
    let shown = run(&workspace, &["diff", "--exit-code"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    edit(&workspace, LOG, "`books.list.inStock`", "something");
    let shown = run(&workspace, &["diff", "--exit-code"]);
    assert_eq!(shown.code, 1);
    assert!(shown.stderr.starts_with("error: `CHANGELOG.md` does not say of 2.0.0"), "{}", shown.stderr);
}

#[test]
fn a_minor_change_need_not_be_said() {
    let workspace = repository("minor");
    edit(&workspace, PAGE, "novel, non-fiction, 1st edition", "novel, non-fiction, map, 1st edition");
    let shown = run(&workspace, &["diff", "--exit-code"]);
    assert_eq!(shown.code, 0);
    assert!(shown.stdout.contains("1.5.0 is owed after 1.4.2; it is 1.4.2 now"), "{}", shown.stdout);
}

#[test]
fn the_entry_is_written_once() {
    let workspace = repository("changelog");
    change(&workspace);
    assert_eq!(run(&workspace, &["changelog"]).code, 0);
    let written = workspace.read(LOG);
    expect![[r#"
        # Changelog

        ## [Unreleased]

        - By hand.

        ## [2.0.0]

        <!-- From the spec: `cargo xtask changelog` writes this again. -->

        ### Breaking

        - `books.list.inStock`: the parameter is gone. The setter `.in_stock(bool)` is gone. It is not sent any longer.

        ### Added

        - `books.list.type`: it takes a new value, `map`. `ListType::Map` is new.

        ### Changed

        - `books.list.limit`: left out, it is `50`, not `20`. The server takes another value where a call says nothing.

        ### Documentation

        - `books.add`: it is described in other words.

        <!-- End of what is from the spec. -->

        ## [1.4.2]

        - The last release.
    "#]]
    .assert_eq(&written);
    assert!(workspace.read(MANIFEST).contains("\nversion = \"2.0.0\"\n"));
    assert!(workspace.read("Cargo.lock").contains("version = \"2.0.0\""));
    assert_eq!(run(&workspace, &["changelog"]).code, 0);
    assert_eq!(workspace.read(LOG), written, "a second run changes nothing");
    // What is found later is written in its place, and what was written by hand stays.
    edit(&workspace, LOG, "### Breaking\n", "### Breaking\n\n- written by a hand that should not\n");
    edit(&workspace, LOG, "## [2.0.0]\n", "## [2.0.0]\n\nBy hand, too.\n");
    assert_eq!(run(&workspace, &["changelog"]).code, 0);
    let again = workspace.read(LOG).replace("## [2.0.0]\n\nBy hand, too.\n", "## [2.0.0]\n");
    assert_eq!(again, written);
}
