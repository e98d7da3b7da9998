//! All actions over real connections: the request as the server sees it, and the documented answer as the caller does.

mod support;

use losant_rest::Timestamp;
use losant_rest::models::{ActiveStatus, ApiTokenOwnerType, ApiTokenPatch, ApiTokenPost, SortDirection};
use restgen_runtime::testing::{Received, Server};
use serde_json::{Value, json};
use support::{DEFAULTS, INSTANCE, TOKEN, answering_json, builder, client, documented, only};

/// A server that gives the documented answer of an action, and that answer.
fn server(resource: &str, action: &str) -> (Server, Value) {
    let (status, body) = documented(resource, action);
    (answering_json(status, &body), body)
}

/// Checks method, target, every header and every byte of the body.
fn check(request: &Received, server: &Server, method: &str, target: &str, body: &str) {
    assert_eq!((request.method(), request.target()), (method, target));
    let (host, length) = (server.url().replace("http://", ""), body.len().to_string());
    let mut expected = vec![
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("accept-version", "^1.30.0"),
        ("authorization", "Bearer hush-hush"),
        ("host", &host),
        ("user-agent", concat!("losant-rest/", env!("CARGO_PKG_VERSION"))),
    ];
    if !body.is_empty() {
        expected.extend([("content-length", length.as_str()), ("content-type", "application/json")]);
    }
    expected.sort_unstable();
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_unstable();
    assert_eq!(headers, expected);
    assert_eq!(std::str::from_utf8(request.body()).unwrap(), body);
}

#[tokio::test]
async fn tokens_are_listed() {
    let (server, answer) = server("instanceApiTokens", "get");
    let page = client(&server).instance_api_tokens().get(INSTANCE).await.unwrap();
    check(&only(&server), &server, "GET", &format!("/instances/{INSTANCE}/tokens?{DEFAULTS}"), "");

    assert_eq!((page.count, page.total_count, page.per_page, page.page), (Some(1), Some(4), Some(1), Some(0)));
    assert_eq!(page.sort_field.as_deref(), Some("name"));
    assert_eq!(page.sort_direction, Some(SortDirection::Asc));
    assert_eq!(page.owner_type, Some(ApiTokenOwnerType::Application));
    let [token] = &page.items.as_deref().unwrap() else { panic!("one token") };
    assert_eq!(token.id.as_deref(), Some(TOKEN));
    assert_eq!(serde_json::to_value(&page).unwrap(), answer);
}

#[tokio::test]
async fn tokens_are_listed_with_every_parameter() {
    let (server, _) = server("instanceApiTokens", "get");
    let call = client(&server).instance_api_tokens().get(INSTANCE);
    let call = call.filter("a*&b c").filter_field("name").per_page(10).page(2);
    call.sort_direction("desc").sort_field("creationDate").embedded(false).links(false).actions(true).await.unwrap();

    let defaults = "_actions=true&_links=false&_embedded=false";
    let own = "filter=a%2A%26b%20c&filterField=name&perPage=10&page=2&sortDirection=desc&sortField=creationDate";
    check(&only(&server), &server, "GET", &format!("/instances/{INSTANCE}/tokens?{defaults}&{own}"), "");
}

#[tokio::test]
async fn a_token_is_made() {
    let (server, answer) = server("instanceApiTokens", "post");
    let made = client(&server)
        .instance_api_tokens()
        .post(INSTANCE, &ApiTokenPost::new("ci").scope(["all.Instance.read"]))
        .await
        .unwrap();
    let target = format!("/instances/{INSTANCE}/tokens?{DEFAULTS}");
    check(&only(&server), &server, "POST", &target, r#"{"name":"ci","scope":["all.Instance.read"]}"#);

    assert_eq!(made.token.as_deref(), Some("the_actual_token_string"));
    assert_eq!(made.creation_date, Some("2016-06-13T04:00:00Z".parse::<Timestamp>().unwrap()));
    assert_eq!(made.scope, Some(vec!["all.Application".to_owned()]));
    assert_eq!(serde_json::to_value(&made).unwrap(), answer);
}

#[tokio::test]
async fn a_token_is_read() {
    let (server, answer) = server("instanceApiToken", "get");
    let token = client(&server).instance_api_token().get(INSTANCE, TOKEN).await.unwrap();
    check(&only(&server), &server, "GET", &format!("/instances/{INSTANCE}/tokens/{TOKEN}?{DEFAULTS}"), "");
    assert_eq!((token.name.as_deref(), token.status.clone()), (Some("My API Token"), Some(ActiveStatus::Active)));
    assert_eq!(serde_json::to_value(&token).unwrap(), answer);
}

#[tokio::test]
async fn a_token_is_changed() {
    let (server, answer) = server("instanceApiToken", "patch");
    let change = ApiTokenPatch::default().status(ActiveStatus::Inactive).name("\"new\"\n\u{1F511}");
    let token = client(&server).instance_api_token().patch(INSTANCE, TOKEN, &change).await.unwrap();
    let target = format!("/instances/{INSTANCE}/tokens/{TOKEN}?{DEFAULTS}");
    check(&only(&server), &server, "PATCH", &target, "{\"name\":\"\\\"new\\\"\\n\u{1F511}\",\"status\":\"inactive\"}");
    assert_eq!(serde_json::to_value(&token).unwrap(), answer);
}

#[tokio::test]
async fn a_change_of_nothing_is_an_empty_object() {
    let (server, _) = server("instanceApiToken", "patch");
    client(&server).instance_api_token().patch(INSTANCE, TOKEN, &ApiTokenPatch::default()).await.unwrap();
    assert_eq!(only(&server).body(), b"{}");
}

#[tokio::test]
async fn a_token_is_deleted() {
    let (server, answer) = server("instanceApiToken", "delete");
    let success = client(&server).instance_api_token().delete(INSTANCE, TOKEN).await.unwrap();
    check(&only(&server), &server, "DELETE", &format!("/instances/{INSTANCE}/tokens/{TOKEN}?{DEFAULTS}"), "");
    assert_eq!(success.success, Some(true));
    assert_eq!(serde_json::to_value(&success).unwrap(), answer);
}

#[tokio::test]
async fn what_a_client_always_sends_a_call_can_send_otherwise() {
    let (server, _) = server("instanceApiToken", "get");
    let client = builder(&server).actions(true).embedded(false).losantdomain("a.example").user_agent("mine/1");
    let client = client.build().unwrap();
    let get = || client.instance_api_token().get(INSTANCE, TOKEN);
    get().await.unwrap();
    get().actions(false).links(false).losantdomain("b.example").await.unwrap();

    let requests = server.received();
    let query = |index: usize| requests[index].target().split_once('?').unwrap().1;
    let header = |index: usize, name| requests[index].header(name);
    assert_eq!(query(0), "_actions=true&_links=true&_embedded=false");
    assert_eq!(query(1), "_actions=false&_links=false&_embedded=false");
    assert_eq!((header(0, "losantdomain"), header(1, "losantdomain")), (Some("a.example"), Some("b.example")));
    assert_eq!((header(0, "user-agent"), header(1, "user-agent")), (Some("mine/1"), Some("mine/1")));
}

#[tokio::test]
async fn without_a_token_calls_are_anonymous() {
    let (server, _) = server("instanceApiToken", "get");
    let client = losant_rest::Client::builder().base_url(server.url()).build().unwrap();
    client.instance_api_token().get(INSTANCE, TOKEN).await.unwrap();
    assert_eq!(only(&server).header("authorization"), None);
}

#[tokio::test]
async fn path_values_reach_the_server_as_they_are() {
    let (server, _) = server("instanceApiToken", "get");
    let client = client(&server);
    for (value, segment) in [
        ("a b/c?d#e", "a%20b%2Fc%3Fd%23e"),
        ("%2F\\", "%252F%5C"),
        ("ü日", "%C3%BC%E6%97%A5"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("-._~", "-._~"),
        ("\r\n\0", "%0D%0A%00"),
    ] {
        client.instance_api_token().get(INSTANCE, value).await.unwrap();
        let path = server.received().last().unwrap().path().to_owned();
        assert_eq!(path, format!("/instances/{INSTANCE}/tokens/{segment}"), "{value:?}");
    }
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let (server, _) = server("instanceApiToken", "get");
    let client = builder(&server).base_url(format!("{}/proxy/losant/", server.url())).build().unwrap();
    client.instance_api_token().get("i", "t").await.unwrap();
    assert_eq!(only(&server).path(), "/proxy/losant/instances/i/tokens/t");
}

#[tokio::test]
async fn one_call_can_be_sent_again() {
    let (server, answer) = server("instanceApiTokens", "get");
    let call = client(&server).instance_api_tokens().get(INSTANCE).page(3);
    for _ in 0..2 {
        assert_eq!(json!(call.clone().await.unwrap()), answer);
    }
    let [first, second] = &server.received()[..] else { panic!("two requests") };
    assert_eq!(first.target(), second.target());
}
