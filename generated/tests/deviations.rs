//! Answers that are not as the spec says: what is read all the same, and where the spec says otherwise.

mod support;

use losant_rest::CallOptions;
use losant_rest::models::Device;
use serde_json::{Value, json};
use support::{answering_json, client};

const APPLICATION: &str = "575ec8687ae143cd83dc4a97";
const DEVICE: &str = "575ecf887ae143cd83dc4aa2";

async fn read(answer: &Value) -> (Device, Vec<String>) {
    let server = answering_json(200, answer);
    let raw = client(&server).device().get(APPLICATION, DEVICE).send_raw().await.unwrap();
    let deviations = raw.deviations().unwrap();
    (raw.decode().unwrap(), deviations.iter().map(ToString::to_string).collect())
}

/// The line of the spec that begins with a property.
fn line(property: &str) -> usize {
    let spec = include_str!("../../spec/schemas/device.yaml");
    spec.lines().position(|line| line.starts_with(&format!("  {property}:"))).unwrap() + 1
}

#[tokio::test]
async fn null_where_the_spec_allows_it_is_nothing_odd() {
    let (device, deviations) = read(&json!({ "name": "a", "parentId": null })).await;
    assert_eq!((device.name.as_deref(), device.parent_id, deviations), (Some("a"), None, Vec::new()));
    let server = answering_json(200, &json!({ "parentId": null }));
    client(&server).device().get(APPLICATION, DEVICE).strict().await.unwrap();
}

#[tokio::test]
async fn each_deviation_names_the_line_of_the_spec() {
    let answer = json!({ "name": "x".repeat(300), "systemInterval": "soon", "keepDuplicates": true, "color": 1 });
    let (device, deviations) = read(&answer).await;
    assert_eq!(device.name.as_deref().map(str::len), Some(300), "a text is taken however long it is");
    assert_eq!((device.system_interval, device.keep_duplicates), (None, Some(true)));
    assert_eq!(serde_json::to_value(&device).unwrap(), answer, "what could not be read is written back");
    for property in ["name", "systemInterval"] {
        let place = format!("(schemas/device.yaml:{})", line(property));
        assert!(deviations.iter().any(|said| said.contains(property) && said.ends_with(&place)), "{deviations:?}");
    }
    let server = answering_json(200, &answer);
    let error = client(&server).device().get(APPLICATION, DEVICE).strict().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.deviations().len(), deviations.len());
}

#[tokio::test]
async fn events_are_read_like_answers() {
    let stream = "event: deviceCommand\ndata: {\"name\":5,\"time\":\"2020-02-02T20:20:20\"}\n\n";
    let server = support::answering(200, "text/event-stream", stream);
    let mut events = client(&server).device().command_stream(APPLICATION, DEVICE).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let mut events = client(&server).device().command_stream(APPLICATION, DEVICE).strict().await.unwrap();
    assert!(events.next().await.unwrap().unwrap_err().is_decode());
}
