//! Streams of events as their caller sees them.

mod http;
mod pets;
mod reconnect;
mod server;
mod time;
#[cfg(feature = "testing")]
mod tokens;
