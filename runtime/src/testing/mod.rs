//! What answers a client in tests: a script in place of the network, or a server on loopback.

mod replay;
mod server;

pub use replay::Replay;
pub use server::{Received, Server};
