//! `cargo xtask mock`: serves the mock of the API on this machine.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};

use crate::workspace::{Workspace, home};

/// Serves until it is stopped. The mock is a program of the runtime, so that no other command has to build that.
pub(crate) fn run(workspace: &Workspace, port: u16) -> Result<ExitCode> {
    let api = workspace.path("generated/api.json");
    ensure!(api.is_file(), "there is no `{}`; `cargo xtask codegen` writes it", api.display());
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--package", "restgen-runtime", "--features", "testing", "--bin", "restgen-mock"]);
    cargo.args(["--manifest-path".as_ref(), home()?.join("Cargo.toml").as_os_str()]);
    cargo.arg("--").arg(api).arg(port.to_string());
    become_it(&mut cargo).context("cannot run cargo")
}

/// Goes on as the other program, so that what stops this one stops that.
#[cfg(unix)]
fn become_it(command: &mut Command) -> std::io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(command))
}

/// Waits for the other program, which there is no way to become.
#[cfg(not(unix))]
fn become_it(command: &mut Command) -> std::io::Result<ExitCode> {
    let status = command.status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
