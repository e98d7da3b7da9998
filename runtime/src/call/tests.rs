//! What a call weighs while it is under way.

use super::Request;
use super::execute::execute;
use crate::api::Api;
use crate::client::Client;
use crate::operation::{Method, Operation};
use crate::transport::{ReqwestTransport, Transport};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");

/// What is awaited is a pointer; this is what it points to, and what that points to.
#[test]
fn the_future_of_a_call_is_small() {
    let client = Client::builder(&API).base_url("http://localhost").build().unwrap();
    let request = || Request::new(&GET, client.shared().limits);
    let call = size_of_val(&*execute(client.clone(), request()));
    let transport = ReqwestTransport::new();
    let sending = size_of_val(&*transport.send(request().prepare(client.shared()).unwrap()));
    assert!(call <= 1024 && sending <= 512, "{call} bytes of the call and {sending} bytes of the transport");
}
