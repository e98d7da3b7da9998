//! `codegen --watch`, run as a process while files of its spec are saved.

mod temporary;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use temporary::Workspace;

const PAGE: &str = "spec/resources/books.md";

/// Long enough for a busy machine; a test that passes does not wait for it.
const LIMIT: Duration = Duration::from_secs(30);

/// A run that ends with the test, and the lines of its output and its errors in one.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn begin(workspace: &Workspace) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["codegen", "--watch", "--root"])
            .arg(&workspace.root)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("xtask runs");
        let (sender, lines) = channel();
        let out: Box<dyn Read + Send> = Box::new(child.stdout.take().expect("it is piped"));
        let err: Box<dyn Read + Send> = Box::new(child.stderr.take().expect("it is piped"));
        for stream in [out, err] {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    // The test may be over.
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// The lines up to one that holds a text.
    fn until(&self, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.contains(text)) {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) => lines.push(line),
                Err(error) => panic!("nothing said `{text}`, {error}: {lines:?}"),
            }
        }
        lines
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself, which a test has noticed then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_save_is_answered_with_what_changed_or_what_is_wrong() {
    let workspace = Workspace::copy("watch");
    let good = workspace.read(PAGE);
    let watch = Watch::begin(&workspace);
    let lines = watch.until(" files, ");
    assert!(lines.last().is_some_and(|line| line.contains("0 added, 0 changed, 0 deleted, after ")), "{lines:?}");

    let words = good.replace("How many books to list", "The most books to list");
    assert_ne!(good, words);
    workspace.write(PAGE, &words);
    let lines = watch.until(" files, ");
    for file in ["api.json", "docs/books.md", "openapi.json", "src/resources/books.rs"] {
        assert!(lines.contains(&format!("changed generated/{file}")), "{lines:?}");
    }
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(workspace.read("generated/src/resources/books.rs").contains("The most books to list"));

    workspace.write(PAGE, &good.replace("| branchId | string |", "| branchId | strin |"));
    let lines = watch.until("nothing was written");
    assert!(lines[0].starts_with("error[S0108]: unknown type `strin`"), "{lines:?}");

    // As an editor saves: beside the file, then in its place.
    workspace.write("spec/resources/.books.md.new", &good);
    fs::rename(workspace.root.join("spec/resources/.books.md.new"), workspace.root.join(PAGE)).expect("it is there");
    let lines = watch.until(" files, ");
    assert!(lines.contains(&"changed generated/docs/books.md".to_owned()), "{lines:?}");
    assert!(workspace.read("generated/src/resources/books.rs").contains("How many books to list"));
}

#[test]
fn a_deleted_schema_takes_its_files_along() {
    let workspace = Workspace::copy("watch-delete");
    workspace
        .write("spec/schemas/scroll.yaml", "title: Scroll\ntype: object\nproperties:\n  length: { type: number }\n");
    let watch = Watch::begin(&workspace);
    let lines = watch.until(" files, ");
    assert!(lines.contains(&"added generated/src/models/scroll.rs".to_owned()), "{lines:?}");
    fs::remove_file(workspace.root.join("spec/schemas/scroll.yaml")).expect("it is there");
    let lines = watch.until(" files, ");
    assert!(lines.contains(&"deleted generated/src/models/scroll.rs".to_owned()), "{lines:?}");
}

#[test]
fn it_does_not_go_together_with_check() {
    let run = temporary::xtask(&["codegen", "--watch", "--check"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("cannot be used with"), "{}", run.stderr);
}
