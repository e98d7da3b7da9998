//! `codegen` on a copy of the generator's example workspace: what it writes, and what it says.

mod temporary;

use std::fs;
use std::process::Command;

use temporary::{Workspace, xtask};

const BOOK: &str = "generated/src/models/book.rs";
const PAGE: &str = "spec/resources/books.md";

#[test]
fn a_clean_checkout_is_left_alone() {
    let workspace = Workspace::copy("clean");
    let before = workspace.files("generated");
    let written = workspace.codegen(&[]);
    assert_eq!(written.code, 0, "{}", written.stderr);
    assert!(written.stdout.ends_with(" files, 0 added, 0 changed, 0 deleted\n"), "{}", written.stdout);
    assert_eq!(workspace.files("generated"), before);
    let checked = workspace.codegen(&["--check"]);
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""));
}

/// At home a run with nothing to do is cut short: it says the same, and sees every edit.
#[test]
fn a_run_with_nothing_to_do_says_the_same() {
    let workspace = Workspace::copy("home");
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = command.arg("codegen").env("CARGO_MANIFEST_DIR", workspace.root.join("xtask")).output();
        String::from_utf8(output.expect("xtask runs").stdout).expect("xtask prints text")
    };
    let first = run();
    assert!(first.ends_with(" files, 0 added, 0 changed, 0 deleted\n"), "{first}");
    assert_eq!(run(), first);
    let good = workspace.read(BOOK);
    workspace.write(BOOK, &good.replace("pages", "leaves"));
    assert!(run().contains("0 added, 1 changed, 0 deleted"));
    assert_eq!(workspace.read(BOOK), good);
    workspace.write(PAGE, &workspace.read(PAGE).replacen("Lists", "Shows", 1));
    assert!(!run().contains(" 0 changed"));
}

#[test]
fn a_hand_edit_is_shown_and_undone() {
    let workspace = Workspace::copy("edited");
    let good = workspace.read(BOOK);
    let edited = good.replace("    pub pages: Option<i64>,", "    pub pages: Option<u64>,");
    assert_ne!(good, edited);
    workspace.write(BOOK, &edited);
    let checked = workspace.codegen(&["--check"]);
    assert_eq!(checked.code, 1);
    let head = "--- a/generated/src/models/book.rs\n+++ b/generated/src/models/book.rs\n@@ -";
    assert!(checked.stdout.starts_with(head), "{}", checked.stdout);
    assert!(checked.stdout.contains("\n-    pub pages: Option<u64>,\n+    pub pages: Option<i64>,\n"));
    assert_eq!(checked.stdout.matches("\n@@ ").count(), 1);
    assert!(checked.stderr.contains("run `cargo xtask codegen`"), "{}", checked.stderr);
    assert_eq!(workspace.read(BOOK), edited, "`--check` writes nothing");
    let written = workspace.codegen(&[]);
    assert!(written.stdout.contains("0 added, 1 changed, 0 deleted"), "{}", written.stdout);
    assert_eq!(workspace.read(BOOK), good);
}

#[test]
fn a_stale_file_is_shown_and_deleted() {
    let workspace = Workspace::copy("stale");
    let stale = "generated/src/models/scroll.rs";
    workspace.write(stale, "pub struct Scroll;\n");
    let checked = workspace.codegen(&["--check"]);
    assert_eq!(checked.code, 1);
    let diff = "--- a/generated/src/models/scroll.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-pub struct Scroll;\n";
    assert_eq!(checked.stdout, diff);
    let written = workspace.codegen(&[]);
    assert!(written.stdout.contains("0 added, 0 changed, 1 deleted"), "{}", written.stdout);
    assert!(!workspace.root.join(stale).exists());
}

#[test]
fn a_missing_file_is_shown_and_written() {
    let workspace = Workspace::copy("missing");
    let before = workspace.files("generated");
    fs::remove_file(workspace.root.join(BOOK)).expect("the file is there");
    let checked = workspace.codegen(&["--check"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stdout.starts_with("--- /dev/null\n+++ b/generated/src/models/book.rs\n"), "{}", checked.stdout);
    assert!(workspace.codegen(&[]).stdout.contains("1 added, 0 changed, 0 deleted"));
    assert_eq!(workspace.files("generated"), before);
}

#[test]
fn a_file_that_is_no_text_is_replaced() {
    let workspace = Workspace::copy("binary");
    let good = workspace.read(BOOK);
    fs::write(workspace.root.join(BOOK), b"\xff\xfe\x00").expect("the file can be written");
    fs::write(workspace.root.join("generated/src/old.rs"), b"\xff").expect("the file can be written");
    assert_eq!(workspace.codegen(&["--check"]).code, 1);
    assert!(workspace.codegen(&[]).stdout.contains("0 added, 1 changed, 1 deleted"));
    assert_eq!(workspace.read(BOOK), good);
}

/// What is written by hand in the folder of the client is neither compared nor deleted.
#[test]
fn files_written_by_hand_stay() {
    let workspace = Workspace::copy("by-hand");
    workspace.write("generated/examples/start.rs", "fn main() {}\n");
    workspace.write("generated/README.md", "By hand.\n");
    assert_eq!(workspace.codegen(&["--check"]).code, 0);
    assert_eq!(workspace.codegen(&[]).code, 0);
    assert_eq!(workspace.read("generated/examples/start.rs"), "fn main() {}\n");
}

#[test]
fn a_spec_with_an_error_writes_nothing() {
    let workspace = Workspace::copy("error");
    let page = workspace.read(PAGE);
    workspace.write(PAGE, &page.replace("| branchId | string |", "| branchId | strin |"));
    workspace.write(BOOK, "// Nobody touches this.\n");
    let before = workspace.files("generated");
    for arguments in [&[][..], &["--check"]] {
        let run = workspace.codegen(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        assert!(run.stderr.starts_with("error[S0108]: "), "{}", run.stderr);
        assert!(run.stderr.contains(" --> resources/books.md:"), "{}", run.stderr);
        assert!(run.stderr.contains("spec/: 3 errors, 0 warnings\n"), "{}", run.stderr);
    }
    assert_eq!(workspace.files("generated"), before);
}

#[test]
fn a_spec_that_is_no_text_is_an_error_with_its_place() {
    let workspace = Workspace::copy("broken");
    fs::write(workspace.root.join(PAGE), b"# Books Actions\n\nOl\xe9\n").expect("the file can be written");
    let run = workspace.codegen(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[S0001]") && run.stderr.contains("resources/books.md:3:3"), "{}", run.stderr);
}

#[test]
fn a_warning_is_shown_and_stops_nothing() {
    let workspace = Workspace::copy("warning");
    let page = workspace.read(PAGE);
    workspace.write(PAGE, &page.replace("| false | true |", "| perhaps | true |"));
    let run = workspace.codegen(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("warning[S0406]: "), "{}", run.stderr);
    assert!(run.stderr.ends_with("spec/: 0 errors, 1 warning\n"), "{}", run.stderr);
}

#[test]
fn a_folder_without_a_spec_is_refused() {
    let run = xtask(&["codegen", "--root", "no/such/folder"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("there is no folder `no/such/folder/spec`"), "{}", run.stderr);
    assert!(run.stderr.contains("--root DIR"), "{}", run.stderr);
}

/// The client of this very workspace, so that `cargo test` fails after a hand edit or with a stale file.
#[test]
fn this_workspace_is_as_its_spec_says() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let run = xtask(&["codegen", "--check", "--root", root]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}
