//! What an error says, which predicates hold, and what an answer is read into.
#![cfg(feature = "testing")]

use std::error::Error as _;
use std::time::Duration;

use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::Replay;
use restgen_runtime::{
    Answer, Api, Auth, Client, Error, HttpResponse, Json, Method, Operation, TransportError, responses,
};
use serde_json::json;

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com").auth(Auth::Bearer).error_keys("type", "message");
static GET: Operation = Operation::new("instanceApiTokens.get", Method::Get, "/instances/{instanceId}/tokens");

async fn call<T: Answer>(replay: Replay) -> Result<T, Error> {
    let client = Client::builder(&API).token("hush").retry(Backoff::off()).transport(replay).build().unwrap();
    client.call(&GET).path::<String>("instanceId", "hush").query::<String>("q", "hush").await
}

async fn failure(response: HttpResponse) -> Error {
    call::<Json>(Replay::new().respond(response)).await.unwrap_err()
}

fn json_response(status: u16, body: &str) -> HttpResponse {
    HttpResponse::new(status).header("Content-Type", "application/json").with_body(body)
}

#[tokio::test]
async fn display_is_one_line_of_what_happened() {
    let html = HttpResponse::new(502).header("content-type", "text/html; x=y").with_body("<h1>hush</h1>");
    let hostile = format!(r#"{{"type":"A\r\nB\u001b[31m","message":"{}\u202e"}}"#, "x".repeat(400));
    let cut = format!(r"500 A\r\nB\u{{1b}}[31m: {}...", "x".repeat(300));
    for (response, text) in [
        (
            json_response(404, r#"{"type":"NotFound","message":"Application was not found"}"#),
            "404 NotFound: Application was not found",
        ),
        (json_response(400, r#"{"type":"Validation"}"#), "400 Validation"),
        (json_response(400, r#"{"message":"no\u202ename"}"#), r"400: no\u{202e}name"),
        (json_response(400, r#"{"type":1,"token":"hush"}"#), "400, the body is application/json, 25 bytes"),
        (json_response(500, "[hush"), "500, the body is application/json, 5 bytes"),
        (json_response(500, &hostile), &cut),
        (html, "502, the body is text/html, 13 bytes"),
        (HttpResponse::new(503), "503, the body is empty"),
        (HttpResponse::new(418).with_body("hush"), "418, the body is of no content type, 4 bytes"),
        (HttpResponse::new(304), "304 without a location, which cannot be followed"),
        (HttpResponse::new(302).header("location", "/a\n?hush"), r"302 redirects to /a\n, which is not followed"),
        (HttpResponse::new(101), "101, the body is empty"),
    ] {
        let error = failure(response).await;
        assert_eq!(error.to_string(), format!("instanceApiTokens.get (GET /instances/{{instanceId}}/tokens): {text}"));
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn display_names_the_request_and_the_scopes() {
    static SCOPED: Operation = Operation::new("pets.get", Method::Get, "/pets").scopes("all.Pet pets.get");
    let body = r#"{"type":"Unauthorized","message":"hush is over"}"#;
    let scopes = "; a token needs one of the scopes `all.Pet`, `pets.get`";
    for (status, text) in [
        (401, format!("401 Unauthorized: (hidden) is over, request id r 1{scopes}")),
        (403, format!("403 Unauthorized: (hidden) is over, request id r 1{scopes}")),
        (404, "404 Unauthorized: (hidden) is over, request id r 1".to_owned()),
        (503, "503 Unauthorized: (hidden) is over, request id r 1, after 3 attempts".to_owned()),
    ] {
        let answer = json_response(status, body).header("X-Request-Id", "r 1");
        let replay = Replay::new().respond(answer.clone()).respond(answer.clone()).respond(answer);
        let client = Client::builder(&API).token("hush").retry(Backoff::new().first_delay(Duration::ZERO));
        let error = client.transport(replay).build().unwrap().call::<Json>(&SCOPED).await.unwrap_err();
        assert_eq!(error.to_string(), format!("pets.get (GET /pets): {text}"));
        assert_eq!((error.request_id(), error.body()), (Some("r 1"), Some(body.as_bytes())));
        assert_eq!(error.server_message(), Some("(hidden) is over"));
    }
    assert_eq!(failure(json_response(404, "{}").header("request-id", "")).await.request_id(), None);
}

#[tokio::test]
async fn predicates_by_status() {
    for (status, predicate) in [
        (400, "is_bad_request"),
        (401, "is_unauthorized"),
        (403, "is_forbidden"),
        (404, "is_not_found"),
        (409, "is_conflict"),
        (410, "is_not_found"),
        (412, "is_conflict"),
        (422, "is_bad_request"),
        (429, "is_rate_limited"),
        (500, "is_server_error"),
        (599, "is_server_error"),
        (307, "is_redirect"),
    ] {
        let error = failure(json_response(status, "{}")).await;
        assert_eq!(error.status(), Some(status));
        assert!(format!("{error:?}").ends_with(&format!("is: [\"{predicate}\"] }}")), "{error:?}");
    }
    assert!(format!("{:?}", failure(json_response(418, "{}")).await).ends_with("is: [] }"));
}

#[tokio::test]
async fn failures_of_the_transport() {
    for (failure, predicate, text) in [
        (TransportError::timeout(Duration::from_mins(1)), "is_timeout", "timed out after 60s"),
        (
            TransportError::idle(Duration::from_secs(9)),
            "is_timeout",
            "the server was silent for 9s in the midst of a body",
        ),
        (TransportError::malformed("no HTTP"), "is_malformed", "the answer is broken: no HTTP"),
        (TransportError::connect("no\nroute"), "is_connect", r"could not connect: no\nroute"),
        (TransportError::tls("unknown issuer"), "is_connect", "no secure connection: unknown issuer"),
        (TransportError::interrupted("cut"), "is_interrupted", "connection broke: cut"),
        (TransportError::too_large(9), "is_too_large", "response body is larger than 9 bytes"),
    ] {
        let error = call::<Json>(Replay::new().fail(failure)).await.unwrap_err();
        assert!(error.to_string().ends_with(&format!("tokens): {text}")), "{error}");
        assert!(format!("{error:?}").contains(&format!("[\"{predicate}\"]")), "{error:?}");
        assert_eq!((error.status(), error.body()), (None, None));
    }
    let error = call::<Json>(Replay::new()).await.unwrap_err();
    assert!(error.to_string().ends_with("no answer is left in this Replay"), "{error}");
}

#[tokio::test]
async fn an_error_keeps_what_the_server_said() {
    let body = r#"{"type":"NotFound","message":"no\n pet","more":1}"#;
    let error = failure(json_response(404, body)).await;
    assert_eq!((error.server_type(), error.server_message()), (Some("NotFound"), Some("no\n pet")));
    assert_eq!(error.operation().map(Operation::name), Some("instanceApiTokens.get"));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.response().unwrap().headers().get("content-type"), Some("application/json"));
    assert_eq!(error.error_body::<Json>().unwrap().unwrap()["more"], json!(1));
    assert!(error.error_body::<String>().unwrap().is_err());
    assert!(failure(HttpResponse::new(404)).await.error_body::<Json>().is_none());
}

#[tokio::test]
async fn unexpected_json_says_where() {
    let body = r#"{"a":1,"hush":x}"#;
    let response = json_response(200, body);
    let error = call::<std::collections::BTreeMap<String, i64>>(Replay::new().respond(response)).await.unwrap_err();
    assert!(error.is_decode() && error.source().is_some());
    assert_eq!((error.json_path(), error.body()), (Some("hush"), Some(body.as_bytes())));
    let prefix = "instanceApiTokens.get (GET /instances/{instanceId}/tokens): 200 with unexpected JSON: ";
    assert!(error.to_string().starts_with(prefix), "{error}");
}

#[derive(Debug, PartialEq)]
enum Import {
    Empty,
    Created(Json),
    Accepted(String),
}

responses!(Import { 204 => Empty, 201 => Created(Json), 202 => Accepted(String) });

#[derive(Debug, PartialEq)]
enum Bare {
    Done,
    Later,
}

responses!(Bare { 200 => Done, 202 => Later });

#[tokio::test]
async fn any_2xx_is_a_success() {
    for (status, body, expected) in [
        (201, "1", Import::Created(json!(1))),
        (202, "\"x\"", Import::Accepted("x".to_owned())),
        (204, "", Import::Empty),
        (200, "\"y\"", Import::Created(json!("y"))),
        (299, "2", Import::Created(json!(2))),
    ] {
        assert_eq!(call::<Import>(Replay::new().answer(status, body)).await.unwrap(), expected);
    }
    assert!(call::<Import>(Replay::new().answer(202, "1")).await.unwrap_err().is_decode());
    assert_eq!(call::<Bare>(Replay::new().answer(202, "")).await.unwrap(), Bare::Later);
    assert_eq!(call::<Bare>(Replay::new().answer(201, "{")).await.unwrap(), Bare::Done);
    assert_eq!(call::<Json>(Replay::new().answer(203, "1")).await.unwrap(), json!(1));
    call::<()>(Replay::new().answer(204, "")).await.unwrap();
}

#[tokio::test]
async fn debug_of_messages_shows_no_secret() {
    let replay = Replay::new().answer(200, "\"hush\"");
    let client = Client::builder(&API).token("hush").transport(replay.clone()).build().unwrap();
    client
        .call::<Json>(&GET)
        .path::<String>("instanceId", "1")
        .query::<String>("q", "hush")
        .body(&json!("hush"))
        .await
        .unwrap();
    let request = format!("{:?}", replay.requests()[0]);
    assert!(request.contains("/instances/1/tokens?(hidden)") && request.contains("\"(hidden)\""), "{request}");
    let response = json_response(200, "hush");
    for text in [request, format!("{replay:?}"), format!("{response:?}")] {
        assert!(!text.contains("hush"), "{text}");
    }
}
