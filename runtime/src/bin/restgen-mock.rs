//! Serves the mock of an API on this machine: `restgen-mock API.json PORT`, with a line for each request.

use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, fs};

use restgen_runtime::testing::{Mock, MockApi};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, port] = &arguments[..] else {
        eprintln!("usage: restgen-mock API.json PORT (a free port where it is 0)");
        return ExitCode::FAILURE;
    };
    match serve(file, port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(file: &str, port: &str) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("cannot read `{file}`: {error}"))?;
    let api = MockApi::parse(&text).map_err(|error| format!("`{file}` is no `api.json` of this version: {error}"))?;
    let port = port.parse().map_err(|_| format!("`{port}` is no port: it is a number up to 65535"))?;
    let mock = Mock::new(&api).watch(|exchange| say(&exchange.to_string()));
    let server = mock.serve(port).map_err(|error| format!("cannot listen at port {port}: {error}"))?;
    say(&format!("{} actions at {}; any token will do; Ctrl-C ends it", api.actions().count(), server.url()));
    server.wait();
    Ok(())
}

/// A line on standard output. Where nobody reads it, it goes on all the same.
fn say(line: &str) {
    drop(writeln!(io::stdout(), "{line}"));
}
