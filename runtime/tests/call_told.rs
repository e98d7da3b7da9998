//! What `tracing` is told of an answer that is not as the spec says.
//!
//! It is a file with one test: a thread without a subscriber could turn off for all what it is the first to pass.
#![cfg(feature = "testing")]

mod codec_models;
mod recorder;

use codec_models::Lamp;
use recorder::Recorder;
use restgen_runtime::testing::Replay;
use restgen_runtime::{Api, Client, Method, Operation};

static API: Api = Api::new("lamps", "1.2.3", "https://api.example.com");
static GET: Operation = Operation::new("lamp.get", Method::Get, "/lamp");

#[tokio::test]
async fn deviations_are_told_without_secrets() {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let body = r#"{"id":"hush hush hush","brightness":1,"x":"hush"}"#;
    let client = Client::builder(&API).transport(Replay::new().answer(200, body)).build().unwrap();
    client.call::<Lamp>(&GET).await.unwrap();
    drop(guard);
    let lines = recorder.lines();
    let told: Vec<&str> = lines.iter().filter(|line| line.contains("deviation")).map(String::as_str).collect();
    let expected = [
        "event{message=the answer is not as the spec says, action=\"lamp.get\", deviation=at `id`: expected at most 8 \
         characters, found a string (schemas/lamp.yaml:4)}",
        "event{message=the answer has more than the spec says, action=\"lamp.get\", deviation=at `x`: expected no such \
         key, found a string (schemas/lamp.yaml:1)}",
    ];
    assert_eq!(told, expected);
}
