//! The commands of this workspace: `cargo xtask COMMAND`.

mod changelog;
mod check;
mod codegen;
mod diff;
mod explain;
mod import;
mod mock;
mod parse;
mod stamp;
mod watch;
mod wire;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::Workspace;

/// More than a third of the time of `codegen` was that of the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads `spec/` and writes the client in `generated/`.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the client of the spec: only what differs, and delete what is stale.
    Codegen {
        /// Write nothing; fail with a diff where the client is not what the spec says.
        #[arg(long)]
        check: bool,
        /// Do it again whenever a file of the spec is saved, until this is interrupted.
        #[arg(long, conflicts_with = "check")]
        watch: bool,
        /// The folder with `spec/` and `generated/` in it.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Show what changed since a base: what a caller notices, what happens on the wire, which version is owed.
    Diff {
        /// A revision of git, or the path of an `api.json`; where this branch left the main one unless named.
        base: Option<String>,
        /// The form.
        #[arg(long, value_enum, default_value = "text")]
        format: diff::Format,
        /// Fail on a major change that the client's version and `CHANGELOG.md` do not say yet.
        #[arg(long)]
        exit_code: bool,
        /// The folder with `spec/` and `generated/` in it.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Write the entry of the next version into `CHANGELOG.md`, and set the version that is owed.
    Changelog {
        /// A revision of git, or the path of an `api.json`; where this branch left the main one unless named.
        base: Option<String>,
        /// The folder with `spec/` and `generated/` in it.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Say all there is to say about the spec, and write nothing: what is wrong, how much there is, what is missing.
    Check {
        /// How it is said.
        #[arg(long, value_enum, default_value_t = check::Format::Text)]
        format: check::Format,
        /// The folder with `spec/` in it.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Tell more about the code of a diagnostic: what it means, an example that causes it, the remedy.
    Explain {
        /// The code, such as `S0101`.
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Bring the spec up to what the API's vendor publishes: facts are replaced, our texts and corrections stay.
    Import {
        /// The folder with the vendor's `apiInfo.json`, `schemas/` and what lies beside them.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The folder with `spec/` in it.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
        /// Write every YAML file in the tool's layout, those too that say the right things in another one.
        #[arg(long)]
        layout: bool,
    },
    /// Serve a mock of the API on this machine: it checks requests and gives the documented answers.
    Mock {
        /// Where it listens; a free port where it is 0.
        #[arg(long, value_name = "N", default_value_t = 8080)]
        port: u16,
        /// The folder with `spec/` and `generated/` in it.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Read documentation pages without a binding and print what they say as JSON.
    Parse {
        /// The pages.
        #[arg(required = true, value_name = "PAGE.md")]
        pages: Vec<PathBuf>,
    },
    /// Test the client against recorded requests; skipped where there are none.
    Wire {
        /// The folder with `vectors.jsonl` and `make_tests.py`; `../shared/losant/wire` unless named.
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Codegen { check, watch, root } => {
            let workspace = Workspace::new(root)?;
            match (check, watch) {
                (true, _) => codegen::check(&workspace),
                (false, true) => watch::run(&workspace),
                (false, false) => codegen::write(&workspace),
            }
        }
        Command::Diff { base, format, exit_code, root } => {
            diff::run(&Workspace::new(root)?, base.as_deref(), format, exit_code)
        }
        Command::Changelog { base, root } => changelog::run(&Workspace::new(root)?, base.as_deref()),
        Command::Check { format, root } => check::run(&Workspace::new(root)?, format),
        Command::Explain { code } => explain::run(&code),
        Command::Import { folder, root, layout } => import::run(&folder, root, layout),
        Command::Mock { port, root } => mock::run(&Workspace::new(root)?, port),
        Command::Parse { pages } => parse::run(&pages),
        Command::Wire { folder } => wire::run(&Workspace::new(None)?, folder),
    }
}
