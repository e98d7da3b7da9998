//! Forms of several parts, held against those that the vendor's own client was recorded to send; skipped where the
//! recordings are not there.

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use losant_rest::{Client, FilePart};
use serde_json::{Value, json};
use support::{answering_json, client, only};

const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/losant/wire/vectors.jsonl");

#[tokio::test]
async fn the_parts_are_those_of_the_recorded_requests() {
    let Ok(recorded) = std::fs::read_to_string(RECORDED) else {
        println!("skipped: there are no recorded requests");
        return;
    };
    let mut compared = 0;
    for line in recorded.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if case["request"]["body"]["kind"] == "multipart" {
            compare(&case).await;
            compared += 1;
        }
    }
    assert!(compared >= 10, "only {compared} forms were compared");
}

async fn compare(case: &Value) {
    let server = answering_json(200, &json!({}));
    send(&client(&server), case).await;
    let request = only(&server);
    let label = format!("{}.{} {}", case["resource"], case["action"], case["case"]);
    let path = request.path();
    assert_eq!(path, case["request"]["path"], "{label}");
    let form = request.header("content-type").unwrap();
    let boundary = form.strip_prefix("multipart/form-data; boundary=").unwrap();
    let sent = parts(boundary, request.body());
    let recorded = case["request"]["body"]["parts"].as_array().unwrap();
    assert_eq!(sent.len(), recorded.len(), "{label}");
    for ((head, content), recorded) in sent.iter().zip(recorded) {
        let name = format!("form-data; name={}", recorded["name"]);
        assert!(head.contains(&name), "{label}: {head}");
        let expected = recorded["base64"].as_str().map(|text| STANDARD.decode(text).unwrap());
        let expected = expected.unwrap_or_else(|| recorded["text"].as_str().unwrap().as_bytes().to_vec());
        assert_eq!(*content, expected, "{label}: {head}");
        if let Some(ty) = recorded["content_type"].as_str().filter(|ty| *ty != "application/zip") {
            assert!(head.contains(&format!("Content-Type: {ty}\r\n")), "{label}: {head}");
        }
    }
}

/// Makes the call of a case.
async fn send(client: &Client, case: &Value) {
    let arguments = &case["args"];
    let text = |name: &str| arguments[name].as_str().unwrap_or_default();
    let application = text("applicationId");
    match (case["resource"].as_str().unwrap(), case["action"].as_str().unwrap()) {
        ("application", "import") => {
            let options = serde_json::from_value(arguments["options"].clone()).unwrap();
            let call = client.application().import(application).import_bundle(&file(&arguments["importBundle"]));
            drop(call.email(text("email")).options(&options).await);
        }
        ("file", "upload") => {
            drop(client.file().upload(application, text("fileId"), &file(&arguments["file"])).await);
        }
        ("notebook", "upload") => {
            let jupyter = file(&arguments["jupyterFile"]);
            drop(client.notebook().upload(application, text("notebookId"), &jupyter).await);
        }
        other => panic!("{other:?} is recorded with a form, but not tried here"),
    }
}

fn file(recorded: &Value) -> FilePart {
    let content = STANDARD.decode(recorded["$file"]["base64"].as_str().unwrap()).unwrap();
    FilePart::new(recorded["$file"]["filename"].as_str().unwrap_or("file.bin"), content)
}

/// The head and the content of each part.
fn parts(boundary: &str, body: &[u8]) -> Vec<(String, Vec<u8>)> {
    let line = [b"--", boundary.as_bytes()].concat();
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = body[from..].windows(line.len()).position(|window| window == line) {
        places.push(from + at);
        from += at + line.len();
    }
    let pieces = places.windows(2).map(|pair| &body[pair[0] + line.len() + 2..pair[1] - 2]);
    let split = pieces.map(|piece| {
        let end = piece.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        (String::from_utf8(piece[..end + 2].to_vec()).unwrap(), piece[end + 4..].to_vec())
    });
    split.collect()
}
