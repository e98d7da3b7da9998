//! `cargo xtask explain CODE`: what the code of a diagnostic means.

use std::process::ExitCode;

use anyhow::{Result, bail};
use restgen::codes::Code;
use restgen::diagnostics::similar;

/// Prints the explanation of a code.
pub(crate) fn run(name: &str) -> Result<ExitCode> {
    let Some(code) = Code::from_name(name) else {
        let known = Code::ALL.iter().map(|code| code.as_str());
        match similar(name, known) {
            Some(like) => bail!("there is no code `{name}`; did you mean `{like}`?"),
            None => bail!("there is no code `{name}`; a code has the form `S0101`"),
        }
    };
    println!("{}[{}]: {}\n\n{}", code.severity().as_str(), code.as_str(), code.title(), code.explanation().trim_end());
    Ok(ExitCode::SUCCESS)
}
