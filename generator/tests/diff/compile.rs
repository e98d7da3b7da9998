//! Clients and programs, compiled by `rustc` alone: one build of the runtime serves all of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use restgen::Files;
use serde_json::Value;

/// A folder for what is written on the way.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// The runtime, compiled; beside it lies what it needs.
fn runtime() -> &'static Path {
    static RUNTIME: OnceLock<PathBuf> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let arguments = ["build", "--quiet", "--offline", "-p", "restgen-runtime", "--message-format", "json"];
        let output = Command::new(env!("CARGO")).current_dir(root).args(arguments).output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let stdout = String::from_utf8(output.stdout).expect("cargo prints text");
        let messages = stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("a message is JSON"));
        let named = messages.filter(|message| message["target"]["name"] == "restgen_runtime");
        let files = named.flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default());
        let mut paths = files.filter_map(|file| file.as_str().map(PathBuf::from));
        paths.find(|path| path.extension().is_some_and(|ending| ending == "rmeta")).expect("cargo names what it built")
    })
}

/// Compiles a client with some features; gives the file that programs are compiled against.
pub(crate) fn client(name: &str, krate: &str, files: &Files, features: &[&str]) -> PathBuf {
    let folder = folder(name);
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    let made = folder.join(format!("lib{krate}.rmeta"));
    let mut command = rustc(krate, &folder.join("src/lib.rs"), &made);
    for feature in features {
        command.arg("--cfg").arg(format!("feature=\"{feature}\""));
    }
    let output = command.env("CARGO_PKG_VERSION", "0.1.0").output().expect("rustc runs");
    assert!(output.status.success(), "the client does not compile: {}", String::from_utf8_lossy(&output.stderr));
    made
}

/// Compiles a program against a client; gives what is wrong with it.
pub(crate) fn program(name: &str, text: &str, krate: &str, client: &Path) -> Result<(), String> {
    let folder = folder(name);
    let source = folder.join("program.rs");
    fs::write(&source, text).expect("a file can be written");
    let mut command = rustc("program", &source, &folder.join("libprogram.rmeta"));
    command.arg("--extern").arg(format!("{krate}={}", client.display()));
    let output = command.output().expect("rustc runs");
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn rustc(krate: &str, source: &Path, made: &Path) -> Command {
    let mut command = Command::new("rustc");
    let runtime = runtime();
    let dependencies = runtime.parent().expect("it is in a folder");
    command.args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--cap-lints", "allow"]);
    command.arg("--crate-name").arg(krate).arg("-o").arg(made).arg(source);
    command.arg("--extern").arg(format!("restgen_runtime={}", runtime.display()));
    command.arg("-L").arg(format!("dependency={}", dependencies.display()));
    command
}
