//! What answers a client in tests: a mock of the API, a script in place of the network, or a server on loopback.

mod mock;
mod replay;
mod server;

pub use mock::{Exchange, Mock, MockApi, MockServer, On};
pub use replay::{Expectation, Replay};
pub use server::{Received, Server};

use crate::transport::HttpResponse;

fn json_response(status: u16, json: impl Into<Vec<u8>>) -> HttpResponse {
    HttpResponse::new(status).header("content-type", "application/json").with_body(json)
}
