//! A replay that expects certain requests: what it takes for them, and how it shows that others came.
#![cfg(feature = "testing")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use restgen_runtime::testing::{Expectation, Replay};
use restgen_runtime::transport::TransportError;
use restgen_runtime::{Api, Auth, Call, Client, Json, Method, Operation};
use serde_json::json;

static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com").auth(Auth::Bearer);
static LIST: Operation = Operation::new("pets.list", Method::Get, "/pets/{owner}");
static ADD: Operation = Operation::new("pets.add", Method::Post, "/pets/{owner}");

fn client(replay: &Replay) -> Client {
    Client::builder(&API).token("hush-hush").transport(replay.clone()).build().unwrap()
}

/// The call `GET /pets/a%20b?page=1&filter=x%20y`.
fn list(client: &Client) -> Call<Json> {
    let call = client.call::<Json>(&LIST).path::<String>("owner", "a b");
    call.query::<i64>("page", 1).query::<String>("filter", "x y").header::<String>("x-trace", "t1")
}

/// What `assert_done` panics with; empty where it does not.
fn complaint(replay: &Replay) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| replay.assert_done())).err();
    panic.map(|message| *message.downcast::<String>().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn requests_that_are_as_expected() {
    for target in ["/pets/a%20b", "/pets/a b?filter=x y", "/pets/a%20b?filter=x%20y&page=1"] {
        let replay = Replay::new().expect("GET", target).header("x-trace", "t1").answer(200, "[1]");
        assert_eq!(list(&client(&replay)).await.unwrap(), json!([1]), "{target}");
        replay.assert_done();
    }
    let body = json!({ "name": "Rex", "tags": ["a"] });
    let replay = Replay::new().expect("POST", "/pets/a").json(body.clone()).answer(201, "{}");
    client(&replay).call::<Json>(&ADD).path::<String>("owner", "a").body(&body).await.unwrap();
    replay.assert_done();
}

#[tokio::test]
async fn requests_that_are_not() {
    let cases: [fn(Replay) -> Expectation; 6] = [
        |replay| replay.expect("POST", "/pets/a%20b"),
        |replay| replay.expect("GET", "/pets/ab"),
        |replay| replay.expect("GET", "/pets/a%20b?page=2"),
        |replay| replay.expect("GET", "/pets/a%20b?page=1&color=red"),
        |replay| replay.expect("GET", "/pets/a%20b").header("x-trace", "t2"),
        |replay| replay.expect("GET", "/pets/a%20b").json(json!({})),
    ];
    for (index, expect) in cases.into_iter().enumerate() {
        let replay = expect(Replay::new()).answer(200, "[1]");
        let error = list(&client(&replay)).await.unwrap_err().to_string();
        assert!(error.contains("this Replay expected `"), "{index}: {error}");
        assert!(error.ends_with("`, got `GET /pets/a%20b?page=1&filter=x%20y`"), "{index}: {error}");
        assert_ne!(complaint(&replay), "", "{index}");
    }
}

#[tokio::test]
async fn both_sides_are_shown() {
    let replay = Replay::new()
        .expect("POST", "/pets/a")
        .header("x-trace", "t1")
        .json(json!({ "name": "Rex" }))
        .answer(201, "{}")
        .answer(200, "[]")
        .expect("DELETE", "/pets/a")
        .fail(TransportError::other("never"))
        .answer(200, "[]");
    let client = client(&replay);
    client.call::<Json>(&ADD).path::<String>("owner", "a").body(&json!({ "name": "Tom" })).await.unwrap_err();
    client.call::<Json>(&LIST).path::<String>("owner", "b").await.unwrap();
    let text = complaint(&replay);
    // What a client always sends is not what the test is about.
    let lines: Vec<_> = text.lines().filter(|line| !line.contains("accept") && !line.contains("agent")).collect();
    assert_eq!(
        lines.join("\n"),
        "\
the requests were not those of the script

expected: POST /pets/a
          x-trace: t1
          {\"name\":\"Rex\"}
     got: POST /pets/a
          content-type: application/json
          {\"name\":\"Tom\"}

expected: DELETE /pets/a
     got: nothing

expected: any request
     got: nothing"
    );
    assert!(!text.contains("hush"), "{text}");
}

#[tokio::test]
async fn a_request_too_many() {
    let replay = Replay::new();
    let error = client(&replay).call::<Json>(&LIST).path::<String>("owner", "a").await.unwrap_err();
    assert!(error.to_string().contains("no answer is left"), "{error}");
    assert!(complaint(&replay).contains("expected: nothing\n     got: GET /pets/a"));
}
