//! Forms that go to an address outside of the API.

use restgen_runtime::testing::{Replay, Server};
use restgen_runtime::{Client, FilePart, HttpResponse};
use serde_json::json;

use crate::{API, Temporary};

fn client() -> Client {
    Client::builder(&API)
        .token("hush")
        .header::<String>("X-Mine", "hush")
        .query::<String>("key", "hush")
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_form_has_the_fields_and_the_file_behind_them() {
    let server = Server::start(|_| HttpResponse::new(201).header("content-type", "application/xml").with_body("<a/>"));
    let server = server.unwrap();
    let on_disk = Temporary::new("cat.mp4", b"meow");
    let fields = json!({ "key": "a/cat.mp4", "Policy": "signed\r\n", "size": 4, "na\"me\n": "" });
    let file = FilePart::from_path(&on_disk.0).with_content_type("video/mp4");
    client().upload_form(format!("{}/bucket?x=1", server.url()), &fields, "file", &file).await.unwrap();

    let request = &server.received()[0];
    assert_eq!((request.method(), request.target()), ("POST", "/bucket?x=1"));
    let mut names: Vec<&str> = request.headers().iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "content-length", "content-type", "host", "user-agent"]);
    assert_eq!((request.header("user-agent"), request.header("accept")), (Some("petstore/0.1.0"), Some("*/*")));

    let boundary = request.header("content-type").unwrap().split_once("boundary=").unwrap().1;
    let text =
        |name: &str, value: &str| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let texts = [text("key", "a/cat.mp4"), text("Policy", "signed\r\n"), text("size", "4"), text("na%22me%0D%0A", "")];
    let body = String::from_utf8(request.body().to_vec()).unwrap().replace(boundary, "B");
    let (before, behind) = body.split_at(body.find("--B\r\nContent-Disposition: form-data; name=\"file\"").unwrap());
    assert!(texts.iter().all(|text| before.contains(text)), "{before}");
    assert_eq!(before.len(), texts.concat().len());
    let file = "; filename=\"cat.mp4\"\r\nContent-Type: video/mp4\r\n\r\nmeow\r\n--B--\r\n";
    assert_eq!(behind, format!("--B\r\nContent-Disposition: form-data; name=\"file\"{file}"));
}

#[tokio::test]
async fn a_refusal_is_an_error_like_any_other() {
    let refusal = HttpResponse::new(403).header("content-type", "application/xml").with_body("<Error>");
    let server = Server::start(move |_| refusal.clone()).unwrap();
    let url = format!("{}/bucket?signature=hush", server.url());
    let error = client().upload_form(url, &json!({}), "file", &FilePart::new("a", "hush")).await.unwrap_err();
    assert!(error.is_forbidden());
    let said = "upload_form (POST the address handed out): 403, the body is application/xml, 7 bytes";
    assert_eq!(error.to_string(), said);
    assert!(!format!("{error:?}").contains("hush"));
}

#[tokio::test]
async fn what_is_not_sent() {
    let replay = Replay::new();
    let client = Client::builder(&API).transport(replay.clone()).token("hush").build().unwrap();
    let (file, object) = (FilePart::new("a", "b"), json!({}));
    for (url, fields, said) in [
        ("/bucket", &object, "the address to upload to is not an absolute URL: relative URL without a base"),
        ("ftp://example.com/hush", &object, "the address to upload to is neither `https` nor `http`"),
        ("https://me:hush@example.com/", &object, "the address to upload to has credentials in it"),
        (
            "http://example.com/hush",
            &object,
            "the upload would go over plain `http`, where everyone on the way can read it",
        ),
        ("https://example.com/", &json!(["hush"]), "the fields of the form are no object"),
    ] {
        let call = client.upload_form(url, fields, "file", &file);
        assert!(!format!("{call:?}").contains("hush"));
        let error = call.await.unwrap_err();
        assert_eq!(error.to_string(), format!("upload_form (POST the address handed out): not sent: {said}"));
    }
    let call =
        client.upload_form("https://example.com/", &object, "file", &file).header::<String>("Authorization", "hush");
    assert!(call.await.unwrap_err().is_request());
    assert!(replay.requests().is_empty());

    let replay = replay.answer(204, "");
    let open = Client::builder(&API).transport(replay.clone()).allow_insecure_http(true).build().unwrap();
    open.upload_form("http://example.com/", &object, "file", &file).await.unwrap();
    assert_eq!(replay.requests().len(), 1);
}
