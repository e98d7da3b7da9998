//! Calls over real connections: the wire, redirects, limits and broken servers.
#![cfg(feature = "testing")]

mod support;

use std::net::TcpListener;
use std::time::{Duration, Instant};

use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::Replay;
use restgen_runtime::{Answer, Api, Auth, Client, ClientBuilder, Error, Json, Method, Operation};
use serde_json::json;
use support::{Reply, Server, answer};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com")
    .auth(Auth::Bearer)
    .headers(&[("Accept-Version", "^1.0.0")])
    .query(&[("_links", "true")])
    .error_keys("type", "message");
static PATCH: Operation = Operation::new("pet.patch", Method::Patch, "/pets/{petId}");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");

fn client(url: &str) -> Client {
    Client::builder(&API).base_url(url).token("hush").build().unwrap()
}

async fn get<T: Answer>(url: &str) -> Result<T, Error> {
    client(url).call(&GET).await
}

async fn failure(reply: Reply) -> Error {
    let timeout = if matches!(reply, Reply::Hang(_)) { 300 } else { 60_000 };
    let server = Server::start(vec![reply]);
    let client = Client::builder(&API).base_url(&server.url).token("hush");
    let client = client.timeout(Duration::from_millis(timeout)).response_limit(1000).retry(Backoff::off());
    let client = client.build().unwrap();
    let error = client.call::<Json>(&GET).query::<String>("q", "hush").await.unwrap_err();
    for text in [error.to_string(), format!("{error:?}"), chain(&error)] {
        assert!(!text.contains("hush"), "{text}");
    }
    error
}

/// Everything that a log of the error and its sources would show.
fn chain(error: &dyn std::error::Error) -> String {
    let source = error.source().map(chain).unwrap_or_default();
    format!("{error} / {error:?} / {source}")
}

#[tokio::test]
async fn the_request_as_the_server_sees_it() {
    let server = Server::answering(200, "application/json", r#"{"id":"1"}"#);
    let call = client(&server.url)
        .call::<Json>(&PATCH)
        .path::<String>("petId", "%2F\\ü +'~")
        .query::<String>("q", "a +'[")
        .body(&json!({"a": 1}));
    assert_eq!(call.await.unwrap(), json!({"id": "1"}));

    let [seen] = &server.seen()[..] else { panic!("one request") };
    assert_eq!((seen.method(), seen.body()), ("PATCH", br#"{"a":1}"#.as_slice()));
    assert_eq!(seen.target(), "/pets/%252F%5C%C3%BC%20%2B%27~?_links=true&q=a%20%2B%27%5B");
    for (name, value) in [
        ("accept", "application/json"),
        ("accept-version", "^1.0.0"),
        ("authorization", "Bearer hush"),
        ("content-type", "application/json"),
        ("content-length", "7"),
        ("user-agent", "pets/1.2.3"),
    ] {
        assert_eq!(seen.header(name), Some(value), "{name}");
    }
    assert_eq!(seen.header("cookie"), None);
}

#[tokio::test]
async fn a_redirect_is_an_error_and_its_target_hears_nothing() {
    let target = Server::answering(200, "application/json", "1");
    for status in [301, 302, 303, 307, 308] {
        let location = format!("Location: {}/x?code=hush#hush", target.url.replace("http://", "http://hush@"));
        let reply = format!("HTTP/1.1 {status} Any\r\n{location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let error = failure(Reply::Bytes(reply.into_bytes())).await;
        assert!(error.is_redirect());
        let expected = format!("pets.get (GET /pets): {status} redirects to {}/x, which is not followed", target.url);
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(target.seen().len(), 0);
}

#[tokio::test]
async fn answers_that_are_no_json() {
    for (content_type, body, text) in [
        ("text/html; charset=utf-8", "<html>hush</html>", "the body is text/html, 17 bytes"),
        ("application/json", "", "the body is empty"),
    ] {
        let error = failure(Reply::Bytes(answer(200, content_type, body))).await;
        assert!(error.is_decode() && error.status() == Some(200));
        assert_eq!(error.to_string(), format!("pets.get (GET /pets): 200 where JSON was due, but {text}"));
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
    let server = Server::answering(200, "text/plain", "[1]");
    assert_eq!(get::<Json>(&server.url).await.unwrap(), json!([1]), "JSON is taken whatever it is called");
    let server = Server::answering(200, "text/plain", "[1]");
    let error = get::<String>(&server.url).await.unwrap_err();
    assert!(error.to_string().contains("200 with unexpected JSON: "), "{error}");
    let server = Server::answering(200, "text/html", "<html>");
    get::<()>(&server.url).await.unwrap();
}

#[tokio::test]
async fn silent_and_slow_servers_are_cut_off() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,".to_vec();
    for begun in [Vec::new(), b"HTTP/1.1 200 OK\r\n".to_vec(), head] {
        let start = Instant::now();
        let error = failure(Reply::Hang(begun)).await;
        assert!(error.is_timeout(), "{error}");
        assert_eq!(error.to_string(), "pets.get (GET /pets): timed out after 300ms");
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn bodies_beyond_the_limit() {
    let long = format!("\"{}\"", "x".repeat(999));
    let chunked = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n{long}\r\n0\r\n\r\n");
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 107374182400\r\n\r\n".to_vec();
    for reply in [answer(200, "application/json", &long), chunked.into_bytes(), announced] {
        let error = failure(Reply::Bytes(reply)).await;
        assert!(error.is_too_large(), "{error}");
        assert_eq!(error.to_string(), "pets.get (GET /pets): response body is larger than 1000 bytes");
    }
    let server = Server::answering(200, "application/json", &long[1..].replacen('x', "\"", 1));
    let client = Client::builder(&API).base_url(&server.url).response_limit(1000).build().unwrap();
    assert!(client.call::<Json>(&GET).await.is_ok(), "exactly the limit");
}

#[tokio::test]
async fn broken_connections() {
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n[1,".to_vec();
    for reply in [Vec::new(), b"HTTP/1.1 200 OK\r\nContent-".to_vec(), cut] {
        let error = failure(Reply::Bytes(reply)).await;
        assert!(error.is_interrupted(), "{error:?}");
        assert!(error.to_string().starts_with("pets.get (GET /pets): connection broke: "), "{error}");
    }
    let error = failure(Reply::Bytes(b"no http at all\r\n\r\n".to_vec())).await;
    assert!(error.is_malformed(), "{error:?}");
    assert_eq!(error.to_string(), "pets.get (GET /pets): the answer is broken: invalid HTTP version parsed");
}

#[tokio::test]
async fn nobody_listens() {
    let url = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let error = get::<Json>(&url).await.unwrap_err();
    assert!(error.is_connect() && error.status().is_none(), "{error:?}");
    assert!(error.to_string().starts_with("pets.get (GET /pets): could not connect: Connection refused"), "{error}");
}

#[tokio::test]
async fn the_proxy_of_the_builder() {
    let proxy = Server::answering(200, "application/json", "1");
    let url = proxy.url.replace("http://", "http://me:pa%20ss@");
    let client = Client::builder(&API).base_url("http://pets.invalid/v1").proxy(url).build().unwrap();
    assert_eq!(client.call::<Json>(&GET).await.unwrap(), json!(1));
    let [seen] = &proxy.seen()[..] else { panic!("one request") };
    assert_eq!(seen.target(), "http://pets.invalid/v1/pets?_links=true");
    assert_eq!(seen.header("proxy-authorization"), Some("Basic bWU6cGEgc3M="));
}

#[test]
fn settings_of_the_connection_that_cannot_be() {
    let refusal = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    let builder = || Client::builder(&API);
    assert_eq!(
        refusal(builder().proxy("http://")),
        "client not built: the proxy is no URL such as `http://proxy.example.com:3128`"
    );
    assert_eq!(
        refusal(builder().root_certificates("no PEM")),
        "client not built: a root certificate has no PEM block `BEGIN CERTIFICATE` in it"
    );
    let bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(builder().root_certificates(bad).build().unwrap_err().is_builder());
    assert!(refusal(builder().no_proxy().transport(Replay::new())).contains("they are of the transport that"));
    builder().no_proxy().compression(false).build().unwrap();
}

#[tokio::test]
async fn a_server_is_told_what_may_be_packed() {
    for allow in [true, false] {
        let server = Server::answering(200, "application/json", "1");
        let client = Client::builder(&API).base_url(&server.url).compression(allow).build().unwrap();
        client.call::<Json>(&GET).await.unwrap();
        let accepted = server.seen()[0].header("accept-encoding").map(str::to_owned);
        assert_eq!(accepted.is_some_and(|accepted| accepted.contains("gzip")), allow);
    }
}

/// A process of its own, because the environment of this one cannot be changed safely.
#[test]
fn no_proxy_is_asked_for_this_machine() {
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "the_request_as_the_server_sees_it"]);
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        again.env(name, "http://127.0.0.1:9");
    }
    let output = again.env_remove("no_proxy").env_remove("NO_PROXY").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

#[tokio::test]
async fn calls_of_one_client_at_once() {
    let replies = (0..16).map(|_| Reply::Bytes(answer(200, "application/json", "1"))).collect();
    let server = Server::start(replies);
    let client = client(&server.url);
    let calls: Vec<_> = (0..16).map(|_| tokio::spawn(client.call::<Json>(&GET).into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), json!(1));
    }
    assert_eq!(server.seen().len(), 16);
}
