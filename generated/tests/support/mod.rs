//! What the tests share: clients of a server on loopback, and the examples of the spec.
#![allow(dead_code, reason = "each test file uses a part of it")]

use losant_rest::transport::HttpResponse;
use losant_rest::{Client, ClientBuilder};
use restgen_runtime::testing::{Received, Server};
use serde_json::Value;

pub(crate) const INSTANCE: &str = "575ec7417ae143cd83dc4a96";
pub(crate) const TOKEN: &str = "575ec7417ae143cd83dc4a95";

/// A token that must be seen in one header and nowhere else.
pub(crate) const HUSH: &str = "hush-hush";

/// The query of a call that says nothing of it.
pub(crate) const DEFAULTS: &str = "_actions=false&_links=true&_embedded=true";

/// A server that gives every request the same answer.
pub(crate) fn answering(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Server {
    let answer = HttpResponse::new(status).header("Content-Type", content_type).with_body(body);
    Server::start(move |_| answer.clone()).unwrap()
}

pub(crate) fn answering_json(status: u16, body: &Value) -> Server {
    answering(status, "application/json", body.to_string())
}

pub(crate) fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url()).token(HUSH)
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// The one request that the server got.
pub(crate) fn only(server: &Server) -> Received {
    let [request] = &server.received()[..] else { panic!("{} requests", server.received().len()) };
    request.clone()
}

/// The documented answer of an action: its status and the example of its model.
pub(crate) fn documented(resource: &str, action: &str) -> (u16, Value) {
    let api: Value = serde_json::from_str(include_str!("../../api.json")).unwrap();
    let response = &named(&named(&api["resources"], resource)["actions"], action)["responses"][0];
    let model = response["type"]["model"].as_str().unwrap();
    (response["code"].as_u64().unwrap().try_into().unwrap(), named(&api["models"], model)["examples"][0].clone())
}

fn named<'v>(list: &'v Value, name: &str) -> &'v Value {
    list.as_array().unwrap().iter().find(|item| item["name"] == name).unwrap_or_else(|| panic!("{name} is in api.json"))
}
