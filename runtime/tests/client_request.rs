//! From a call to its HTTP request: path, query, headers, body, and what is refused.
#![cfg(feature = "testing")]

use restgen_runtime::testing::Replay;
use restgen_runtime::{Api, Auth, Call, Client, Error, HttpRequest, Json, Method, Operation};
use serde_json::json;

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com")
    .auth(Auth::Bearer)
    .headers(&[("Accept-Version", "^1.0.0")])
    .query(&[("_actions", "false"), ("_links", "true")]);

static GET: Operation = Operation::new("pet.get", Method::Get, "/pets/{petId}/toys/{toyId}.json");
static LIST: Operation = Operation::new("pets.get", Method::Get, "/pets");
static POST: Operation = Operation::new("pets.post", Method::Post, "/pets");

const HARD: &str = r"a b/c?d#e%f&g+h=i;j:k@l,m!n$o'p(q)r*s~t-u_v.w%2F\ü日";
const HARD_ENCODED: &str =
    "a%20b%2Fc%3Fd%23e%25f%26g%2Bh%3Di%3Bj%3Ak%40l%2Cm%21n%24o%27p%28q%29r%2As~t-u_v.w%252F%5C%C3%BC%E6%97%A5";

/// Sends the call and gives its request, or the error if nothing was sent.
async fn sent(operation: &'static Operation, fill: impl FnOnce(Call<()>) -> Call<()>) -> Result<HttpRequest, Error> {
    let replay = Replay::new().answer(200, "");
    let client = Client::builder(&API).token("t0ken").transport(replay.clone()).build()?;
    let result = fill(client.call(operation)).await;
    let requests = replay.requests();
    match result {
        Ok(()) => Ok(requests.into_iter().next().expect("one request")),
        Err(error) => {
            assert!(requests.is_empty(), "{error} was sent");
            Err(error)
        }
    }
}

async fn query(fill: impl FnOnce(Call<()>) -> Call<()>) -> String {
    let request = sent(&LIST, fill).await.unwrap();
    request.target().strip_prefix("/pets?_actions=false&_links=true").expect("the defaults first").to_owned()
}

#[tokio::test]
async fn path_values_are_encoded() {
    for (value, encoded) in [
        ("575ec8687ae143cd83dc4a97", "575ec8687ae143cd83dc4a97"),
        (HARD, HARD_ENCODED),
        ("...", "..."),
        (".a", ".a"),
        ("%2e%2e", "%252e%252e"),
        ("\0\n\u{7f}", "%00%0A%7F"),
        ("😀\"<>^`{|}[]", "%F0%9F%98%80%22%3C%3E%5E%60%7B%7C%7D%5B%5D"),
        ("{toyId}", "%7BtoyId%7D"),
    ] {
        let request =
            sent(&GET, |call| call.path::<String>("petId", value).path::<String>("toyId", "x")).await.unwrap();
        assert_eq!(
            request.url(),
            format!("https://api.example.com/pets/{encoded}/toys/x.json?_actions=false&_links=true")
        );
    }
}

#[tokio::test]
async fn path_values_that_name_another_resource_are_refused() {
    for (value, why) in [
        ("", "path parameter `toyId` is empty"),
        (".", "path parameter `toyId` is `.`, which would name another resource"),
        ("..", "path parameter `toyId` is `..`, which would name another resource"),
    ] {
        let error =
            sent(&GET, |call| call.path::<String>("petId", "p").path::<String>("toyId", value)).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
        assert_eq!(error.to_string(), format!("pet.get (GET /pets/{{petId}}/toys/{{toyId}}.json): not sent: {why}"));
    }
    let error = sent(&GET, |call| call.path::<String>("petId", "p")).await.unwrap_err();
    assert!(error.to_string().ends_with("path parameter `toyId` is missing"), "{error}");
}

#[tokio::test]
async fn query_values_of_each_type() {
    assert_eq!(query(|call| call.query::<String>("q", HARD)).await, format!("&q={HARD_ENCODED}"));
    assert_eq!(query(|call| call.query::<String>("a b[", "")).await, "&a%20b%5B=");
    assert_eq!(
        query(|call| call.query::<i64>("page", i64::MIN).query::<bool>("on", true)).await,
        "&page=-9223372036854775808&on=true"
    );
    assert_eq!(query(|call| call.query::<f64>("x", 1.0).query::<f64>("y", -0.25)).await, "&x=1&y=-0.25");
}

#[tokio::test]
async fn structured_query_values() {
    let filter = json!({"$or": [{"name": {"$ne": null}}, {"n": 1.5}]});
    assert_eq!(
        query(|call| call.query_json("query", &filter)).await,
        "&query=%7B%22%24or%22%3A%5B%7B%22name%22%3A%7B%22%24ne%22%3Anull%7D%7D%2C%7B%22n%22%3A1.5%7D%5D%7D"
    );
    for (value, pairs) in [
        (
            json!([{"key": "Floor", "value": "2"}, {"key": "x[y]=z"}]),
            "&f%5B0%5D%5Bkey%5D=Floor&f%5B0%5D%5Bvalue%5D=2&f%5B1%5D%5Bkey%5D=x%5By%5D%3Dz",
        ),
        (
            // In the order of the alphabet, since a map of JSON may or may not keep another.
            json!({"a&b": true, "actor": [{"id": 7}], "none": [], "null": null}),
            "&f%5Ba%26b%5D=true&f%5Bactor%5D%5B0%5D%5Bid%5D=7",
        ),
        (json!("text"), "&f=text"),
        (json!({}), ""),
    ] {
        assert_eq!(query(|call| call.query_brackets("f", &value)).await, pairs);
    }
    assert_eq!(query(|call| call.query_list::<String>("l", ["a b", "c"])).await, "&l%5B0%5D=a%20b&l%5B1%5D=c");
    assert_eq!(query(|call| call.query_list::<String>("l", [""; 0])).await, "");
}

#[tokio::test]
async fn a_name_set_again_is_replaced_in_place() {
    assert_eq!(query(|call| call.query::<i64>("a", 1).query::<i64>("b", 2).query::<i64>("a", 3)).await, "&a=3&b=2");
    assert_eq!(query(|call| call.query::<i64>("a", 1).query_list::<String>("a", [""; 0])).await, "");
    let request = sent(&LIST, |call| call.query::<i64>("a", 1).query::<bool>("_links", false)).await.unwrap();
    assert_eq!(request.target(), "/pets?_actions=false&_links=false&a=1");
}

#[tokio::test]
async fn client_defaults_go_between_the_api_and_the_call() {
    let replay = Replay::new().answer(200, "").answer(200, "");
    let client = Client::builder(&API)
        .base_url("https://example.com/v1/")
        .query::<bool>("_actions", true)
        .query::<String>("tenant", "t 1")
        .header::<String>("X-Tenant", "one")
        .header::<String>("accept-version", "^2")
        .user_agent("mine/1")
        .transport(replay.clone())
        .build()
        .unwrap();

    client.call::<()>(&LIST).await.unwrap();
    client.call::<()>(&LIST).query::<i64>("tenant", 2).header::<String>("x-tenant", "two").await.unwrap();

    let [first, second] = &replay.requests()[..] else { panic!("two requests") };
    assert_eq!(first.url(), "https://example.com/v1/pets?_actions=true&_links=true&tenant=t%201");
    assert_eq!(second.target(), "/v1/pets?_actions=true&_links=true&tenant=2");
    let headers = |request: &HttpRequest| -> Vec<String> {
        request.headers().iter().map(|(name, value)| format!("{name}: {value}")).collect()
    };
    assert_eq!(
        headers(first),
        ["accept: application/json", "user-agent: mine/1", "accept-version: ^2", "X-Tenant: one"]
    );
    assert_eq!(second.headers().get("X-TENANT"), Some("two"));
}

#[tokio::test]
async fn a_body_is_json_and_says_so() {
    let request = sent(&POST, |call| call.body(&json!({"name": "ü"}))).await.unwrap();
    assert_eq!(request.body(), Some("{\"name\":\"ü\"}".as_bytes()));
    assert_eq!(request.headers().get("content-type"), Some("application/json"));
    assert_eq!(request.headers().get("authorization"), Some("Bearer t0ken"));
    assert_eq!(request.headers().get("user-agent"), Some("pets/1.2.3"));

    let request = sent(&POST, |call| call).await.unwrap();
    assert_eq!((request.body(), request.headers().get("content-type")), (None, None));
}

#[tokio::test]
async fn headers_that_cannot_be_sent_are_refused_without_their_value() {
    for (name, value, why) in [
        ("x-a", "hush\r\nx-b: 1", "value of header `x-a` has a control character, such as a line break"),
        ("x a", "hush", "header name `x a` has characters that no header name may have"),
        ("", "hush", "header name `` has characters that no header name may have"),
        ("Authorization", "hush", "header `Authorization` is made from the token: set the token of the client instead"),
        ("Host", "hush", "header `Host` is written by the transport and cannot be set"),
    ] {
        let error = sent(&LIST, |call| call.header::<String>(name, value)).await.unwrap_err();
        assert!(error.is_request());
        assert_eq!(error.to_string(), format!("pets.get (GET /pets): not sent: {why}"));
        let error = Client::builder(&API).header::<String>(name, value).build().unwrap_err();
        assert!(error.is_builder());
        assert_eq!(error.to_string(), format!("client not built: {why}"));
    }
}

#[tokio::test]
async fn a_call_may_be_sent_again() {
    let replay = Replay::new().answer(200, "1").answer(200, "2");
    let client = Client::builder(&API).transport(replay.clone()).build().unwrap();
    let call = client.call::<Json>(&LIST).query::<i64>("a", 1);
    assert_eq!((call.clone().await.unwrap(), call.await.unwrap()), (json!(1), json!(2)));
    let [first, second] = &replay.requests()[..] else { panic!("two requests") };
    assert_eq!(first.url(), second.url());
}
