//! The client in a program that is not async, with the feature `blocking`:
//!
//! ```toml
//! [dependencies]
//! losant-rest = { version = "0.1", features = ["blocking"] }
//! ```
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use std::thread;

use losant_rest::models::EventPost;

// No tokio here: a call is driven by the thread that waits for it.
pub(crate) fn main() -> Result<(), support::Failure> {
    let client = support::client(|_| {})?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;

    // The same calls with the same setters, but `.send_blocking()` in place of `.await`.
    let event = EventPost::new("info", "The boiler is on");
    let made = client.events().post(&application, &event).send_blocking()?;
    println!("made the event {}", made.id.unwrap_or_default());

    // Streams become iterators.
    for device in client.devices().get(&application).sort_field("id").items().blocking() {
        println!("{}", device?.name.as_deref().unwrap_or("(no name)"));
    }

    // Threads share a client and its connections.
    let [devices, events] = thread::scope(|scope| {
        let devices = scope.spawn(|| client.devices().get(&application).send_blocking().map(|page| page.total_count));
        let events = scope.spawn(|| client.events().get(&application).send_blocking().map(|page| page.total_count));
        [devices, events].map(|thread| thread.join().expect("no call panics"))
    });
    println!("{} devices, {} events", devices?.unwrap_or_default(), events?.unwrap_or_default());
    Ok(())
}
