//! Bodies of several parts, as they are sent.

use restgen_runtime::testing::Replay;
use restgen_runtime::{Api, Call, Client, FilePart, Json, Method, Operation};
use serde_json::json;

static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com");
static UPLOAD: Operation = Operation::new("pets.upload", Method::Post, "/pets");

/// The content type and the body that a call sends.
async fn sent(build: impl FnOnce(Call<Json>) -> Call<Json>) -> (String, String) {
    let replay = Replay::new().answer(200, "{}");
    let client = Client::builder(&API).transport(replay.clone()).build().unwrap();
    build(client.call(&UPLOAD)).await.unwrap();
    let request = &replay.requests()[0];
    let body = String::from_utf8_lossy(request.body().unwrap()).into_owned();
    (request.headers().get("content-type").unwrap().to_owned(), body)
}

#[tokio::test]
async fn texts_json_and_files_are_parts_of_a_form() {
    let file = FilePart::new("a b.zip", b"PK\r\n--x".to_vec()).with_content_type("application/zip");
    let (content_type, body) = sent(|call| {
        call.part_file("bundle", &file).part::<String>("email", "a@b").part_json("options", &json!({"a": [1]}))
    })
    .await;
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = [
        "--B",
        "Content-Disposition: form-data; name=\"bundle\"; filename=\"a b.zip\"",
        "Content-Type: application/zip",
        "",
        "PK",
        "--x",
        "--B",
        "Content-Disposition: form-data; name=\"email\"",
        "",
        "a@b",
        "--B",
        "Content-Disposition: form-data; name=\"options\"",
        "",
        "{\"a\":[1]}",
        "--B--",
        "",
    ];
    assert_eq!(body.replace(boundary, "B"), expected.join("\r\n"));
}

#[tokio::test]
async fn names_cannot_break_out_of_their_quotes() {
    for (name, written) in [
        ("a\"b", "filename=\"a%22b\""),
        ("a\r\nX: y", "filename=\"a%0D%0AX: y\""),
        ("a\nb\r", "filename=\"a%0Ab%0D\""),
        ("fün 日本;x\\", "filename=\"fün 日本;x\\\""),
    ] {
        let (_, body) = sent(|call| call.part_file("f", &FilePart::new(name, ""))).await;
        assert!(body.contains(written), "{body}");
    }
}

#[tokio::test]
async fn no_content_ends_its_part() {
    let (first, _) = sent(|call| call.part::<String>("a", "")).await;
    let boundary = first.split_once("boundary=").unwrap().1.to_owned();
    let (second, body) = sent(|call| call.part::<String>("a", format!("x\r\n--{boundary}--\r\n"))).await;
    assert_ne!(first, second);
    let other = second.split_once("boundary=").unwrap().1;
    assert_eq!(body.matches(&format!("--{other}")).count(), 2);
}

/// Looking for a free boundary must not take the longer, the more of them a text holds.
#[tokio::test]
async fn a_text_that_holds_many_boundaries_gets_one_that_nobody_knows() {
    let text: String = (0..1000).map(|number| format!("part-of-a-form-{number:032x}\r\n")).collect();
    let (first, body) = sent(|call| call.part::<String>("a", text.clone())).await;
    let boundary = first.split_once("boundary=").unwrap().1.to_owned();
    assert!(!text.contains(&boundary) && body.starts_with(&format!("--{boundary}\r\n")), "{boundary}");
    let (second, _) = sent(|call| call.part::<String>("a", text.clone())).await;
    assert_ne!(first, second);
}

#[tokio::test]
async fn the_last_part_of_a_name_counts() {
    let (_, body) = sent(|call| call.part::<i64>("n", 1).part::<bool>("b", true).part::<i64>("n", 2)).await;
    assert_eq!(body.matches("name=\"n\"").count(), 1);
    assert!(body.contains("\r\n\r\n2\r\n"), "{body}");
}

#[test]
fn content_is_not_shown() {
    let file = FilePart::new("key.pem", "hush");
    assert_eq!(
        format!("{file:?}"),
        "FilePart { name: \"key.pem\", content_type: \"application/octet-stream\", bytes: 4 bytes }"
    );
}
