//! `cargo xtask codegen --watch`: the client of the spec, written whenever a file of it is saved.
//!
//! The files are looked at again and again, which costs a few milliseconds of a second for a thousand of them and works on
//! every file system, so no crate for notifications is needed.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::codegen::{generate, summary};
use crate::workspace::{State, Workspace, Written};

/// The time between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// How long a change has to rest until it counts, so that a save in several steps is one.
const REST: Duration = Duration::from_millis(5);

/// Writes what differs after each change, and says which files; shows what is wrong. Ends when it is interrupted.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let mut last = State::new();
    println!("watching spec/, until Ctrl-C");
    loop {
        let seen;
        (last, seen) = changed(workspace, &last);
        // A file can vanish between two steps; the next change tries again.
        if let Err(error) = update(workspace, seen) {
            eprintln!("error: {error:#}");
        }
    }
}

/// Waits until the spec is another and rests, and tells when that was seen first.
fn changed(workspace: &Workspace, last: &State) -> (State, Instant) {
    let mut moving: Option<(State, Instant)> = None;
    loop {
        let now = workspace.state();
        moving = match moving {
            _ if now == *last => None,
            Some((before, seen)) if before == now => return (now, seen),
            Some((_, seen)) => Some((now, seen)),
            None => Some((now, Instant::now())),
        };
        sleep(if moving.is_some() { REST } else { PAUSE });
    }
}

fn update(workspace: &Workspace, seen: Instant) -> Result<()> {
    let now = workspace.generated()?;
    let Some(made) = generate(&workspace.sources()?, &now) else { return Ok(()) };
    let written = workspace.write(&now, &made.files)?;
    let Written { added, changed, deleted } = &written;
    for (word, paths) in [("added", added), ("changed", changed), ("deleted", deleted)] {
        for path in paths {
            println!("{word} generated/{path}");
        }
    }
    println!("{}, after {} ms", summary(made.files.len(), &written), seen.elapsed().as_millis());
    Ok(())
}
