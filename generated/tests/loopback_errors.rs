//! What goes wrong over real connections, and what a release does not know yet.

mod support;

use std::net::TcpListener;

use losant_rest::models::{self, ActiveStatus, ApiTokenPatch, ApiTokenPost, ApiTokenScope};
use losant_rest::{CallOptions, Client, Error};
use serde_json::{Value, json};
use support::{HUSH, INSTANCE, TOKEN, answering, answering_json, client, documented, only};

/// How the errors of the call below begin.
const CALL: &str = "instanceApiToken.get (GET /instances/{instanceId}/tokens/{apiTokenId}): ";

async fn failure(status: u16, content_type: &str, body: &str) -> Error {
    let server = answering(status, content_type, body);
    let error = client(&server).instance_api_token().get(INSTANCE, TOKEN).await.unwrap_err();
    assert_eq!(error.status(), Some(status));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert!(!format!("{error} {error:?}").contains(HUSH), "{error:?}");
    error
}

#[tokio::test]
async fn an_error_of_the_api() {
    let body = r#"{"type":"NotFound","message":"Api Token was not found","extra":1}"#;
    let error = failure(404, "application/json", body).await;
    assert_eq!(error.to_string(), format!("{CALL}404 NotFound: Api Token was not found"));
    assert!(error.is_not_found());
    assert!(!error.is_unauthorized() && !error.is_server_error() && !error.is_decode() && !error.is_bad_request());
    assert_eq!(error.server_type(), Some("NotFound"));
    assert_eq!(error.server_message(), Some("Api Token was not found"));
    assert_eq!(error.operation().unwrap().name(), "instanceApiToken.get");

    let documented: models::Error = error.error_body().unwrap().unwrap();
    assert_eq!(documented.type_.as_deref(), Some("NotFound"));
    assert_eq!(serde_json::to_value(&documented).unwrap(), serde_json::from_str::<Value>(body).unwrap());
}

#[tokio::test]
async fn an_error_of_a_type_of_its_own() {
    let body = r#"{"validationErrors":[{"type":"Flow","id":"575ed18f7ae143cd83dc4aa6","message":"no trigger"}]}"#;
    let server = answering(422, "application/json", body);
    let error = client(&server).application().clone(INSTANCE).await.unwrap_err();
    assert!(error.is_bad_request());
    let documented: models::ValidationErrors = error.error_body().unwrap().unwrap();
    let [wrong] = &documented.validation_errors.unwrap()[..] else { panic!("one resource is wrong") };
    assert_eq!((wrong.type_.as_deref(), wrong.message.as_deref()), (Some("Flow"), Some("no trigger")));
}

#[tokio::test]
async fn an_error_that_is_no_json() {
    let error = failure(502, "text/html; charset=utf-8", "<html>Bad Gateway</html>").await;
    assert_eq!(error.to_string(), format!("{CALL}502, the body is text/html, 24 bytes, after 3 attempts"));
    assert!(error.is_server_error() && !error.is_decode());
    assert_eq!((error.server_type(), error.server_message()), (None, None));
    assert!(error.error_body::<models::Error>().unwrap().is_err());
}

#[tokio::test]
async fn a_success_that_is_no_json() {
    let error = failure(200, "application/json", "").await;
    assert_eq!(error.to_string(), format!("{CALL}200 where JSON was due, but the body is empty"));
    assert!(error.is_decode() && !error.is_server_error());
    let error = failure(200, "text/html", "<html>Log in</html>").await;
    assert_eq!(error.to_string(), format!("{CALL}200 where JSON was due, but the body is text/html, 19 bytes"));
    assert!(error.is_decode());
}

#[tokio::test]
async fn a_success_with_other_json() {
    let server = answering(200, "application/json", r#"{"scope":["a",{"b":1}]}"#);
    let call = || client(&server).instance_api_token().get(INSTANCE, TOKEN);
    let token = call().await.unwrap();
    assert_eq!(token.scope.unwrap(), ["a"], "what can be read is read");
    let error = call().strict().await.unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().starts_with(CALL) && error.to_string().contains("scope[1]"), "{error}");
}

#[tokio::test]
async fn nobody_listens() {
    let url = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let client = Client::builder().base_url(url).token(HUSH).build().unwrap();
    let error = client.instance_api_token().get(INSTANCE, TOKEN).await.unwrap_err();
    assert!(error.is_connect() && error.status().is_none());
    assert!(error.to_string().starts_with(&format!("{CALL}could not connect: ")), "{error}");
}

#[tokio::test]
async fn path_values_that_would_name_another_resource_are_not_sent() {
    let server = answering_json(200, &json!({}));
    let client = client(&server);
    for (value, why) in [
        ("", "is empty"),
        (".", "is `.`, which would name another resource"),
        ("..", "is `..`, which would name another resource"),
    ] {
        let error = client.instance_api_token().delete(INSTANCE, value).await.unwrap_err();
        assert!(error.is_request() && error.response().is_none());
        let text = error.to_string();
        assert!(text.ends_with(&format!(": not sent: path parameter `apiTokenId` {why}")), "{text}");
        assert!(client.instance_api_tokens().get(value).await.unwrap_err().is_request());
        let post = client.instance_api_tokens().post(value, &ApiTokenPost::new("ci"));
        assert!(post.await.unwrap_err().to_string().contains("`instanceId`"));
    }
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn a_value_that_no_header_can_hold_is_not_sent() {
    let server = answering_json(200, &json!({}));
    let call = client(&server).instance_api_tokens().get(INSTANCE).losantdomain("a\r\nb: c");
    assert!(call.await.unwrap_err().is_request());
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn what_is_not_known_yet_is_kept_and_sent_back() {
    let (_, mut answer) = documented("instanceApiToken", "get");
    answer["status"] = json!("paused");
    answer["color"] = json!({ "deep": [1, null, "x"] });
    answer["description"] = Value::Null;
    let server = answering_json(200, &answer);
    let token = client(&server).instance_api_token().get(INSTANCE, TOKEN).await.unwrap();

    let status = token.status.clone().unwrap();
    assert_eq!((status.as_str(), status.to_string().as_str()), ("paused", "paused"));
    assert_eq!(status, ActiveStatus::from("paused"));
    assert_ne!(status, ActiveStatus::Active);
    assert_eq!(serde_json::to_value(&token).unwrap(), answer);

    let change = ApiTokenPatch::default().status(status);
    client(&server).instance_api_token().patch(INSTANCE, TOKEN, &change).await.unwrap();
    assert_eq!(server.received()[1].body(), br#"{"status":"paused"}"#);
}

#[tokio::test]
async fn a_value_of_a_parameter_may_be_newer_than_the_release() {
    let server = answering_json(200, &json!({}));
    client(&server).instance_api_tokens().get(INSTANCE).sort_field("color").await.unwrap();
    assert!(only(&server).target().ends_with("&sortField=color"));
    let post = ApiTokenPost::new("ci").scope([ApiTokenScope::from("moon.*")]);
    client(&server).instance_api_tokens().post(INSTANCE, &post).await.unwrap();
    assert_eq!(server.received()[1].body(), br#"{"name":"ci","scope":["moon.*"]}"#);
}
