//! How long it takes from the spec to the client: the generator alone, and the whole `cargo xtask codegen` process.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use restgen::SourceMap;

const ROUNDS: usize = 51;

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_trial = !std::env::args().any(|argument| argument == "--bench");
    let rounds = if is_trial { 3 } else { ROUNDS };
    let mut spec = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec"), "", &mut spec);
    let generate =
        || restgen::generate(&SourceMap::new(spec.clone())).unwrap_or_else(|_| panic!("the spec has errors"));
    let output = generate();
    let bytes = |lengths: &mut dyn Iterator<Item = usize>| lengths.sum::<usize>() / 1024;
    println!("spec: {} files, {} KiB", spec.len(), bytes(&mut spec.values().map(Vec::len)));
    println!("client: {} files, {} KiB", output.files.len(), bytes(&mut output.files.values().map(String::len)));

    println!("{:<26} {:>10} {:>10}", "", "fastest", "median");
    report("restgen::generate", &measure(rounds, || (), || drop(black_box(generate()))));
    // A folder of its own, so that a run writes into no checkout.
    let folder = Folder::with(&spec);
    report("process, all to write", &measure(rounds, || folder.forget_client(), || folder.codegen()));
    report("process, nothing differs", &measure(rounds, || (), || folder.codegen()));
    report("process, --help", &measure(rounds, || (), help));
}

fn help() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("--help").output().expect("xtask");
    assert!(output.status.success());
}

/// How long a task takes: the fastest round, which nothing else on the machine disturbed, and the one in the middle.
struct Times {
    fastest: Duration,
    median: Duration,
}

fn measure(rounds: usize, prepare: impl Fn(), task: impl Fn()) -> Times {
    let mut times: Vec<_> = (0..rounds)
        .map(|_| {
            prepare();
            let start = Instant::now();
            task();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    Times { fastest: times[0], median: times[times.len() / 2] }
}

fn report(name: &str, Times { fastest, median }: &Times) {
    println!("{name:<26} {fastest:>10.2?} {median:>10.2?}");
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("spec/") {
        let entry = entry.expect("spec/");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("spec/"));
        }
    }
}

/// A workspace in the folder for temporary files; it goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn with(spec: &BTreeMap<String, Vec<u8>>) -> Self {
        let folder = Self(std::env::temp_dir().join(format!("restgen-codegen-{}", std::process::id())));
        for (path, text) in spec {
            let path = folder.0.join("spec").join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn forget_client(&self) {
        // It is not there before the first round.
        drop(fs::remove_dir_all(self.0.join("generated")));
    }

    fn codegen(&self) {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = xtask.arg("codegen").arg("--root").arg(&self.0).output().expect("xtask");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
