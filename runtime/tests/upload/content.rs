//! What is sent of a file, and what is said of one that cannot be read.

use std::fs::File;
use std::io::Write;
use std::sync::{Arc, Mutex};

use restgen_runtime::testing::Received;
use restgen_runtime::{BoxFuture, Client, FilePart, HttpRequest, HttpResponse, Transport, TransportError};

use crate::pieces::Pieces;
use crate::{API, Temporary, content, server, upload};

/// What the server receives.
async fn received(file: &FilePart) -> Received {
    let (server, client) = server();
    upload(&client, file).await.unwrap();
    server.received().remove(0)
}

/// What the call says where the file cannot be read, without that it stands there who said it.
async fn failure(file: &FilePart) -> String {
    let (server, client) = server();
    let error = upload(&client, file).await.unwrap_err();
    assert!(error.is_body() && error.attempts() == 1, "{error:?}");
    assert!(server.received().is_empty(), "no whole request arrives");
    error.to_string().replace("pets.upload (POST /pets): what was to be sent could not be read: ", "")
}

#[tokio::test]
async fn a_file_from_the_disk() {
    let bytes: Vec<u8> = (0..1_000_000_u32).map(|number| number.to_le_bytes()[number as usize % 3]).collect();
    let on_disk = Temporary::new("cat \"1\".bin", &bytes);
    let request = received(&FilePart::from_path(&on_disk.0).with_content_type("video/mp4")).await;
    assert_eq!(request.header("content-length"), Some(request.body().len().to_string().as_str()));
    assert!(content(request.body()) == bytes);
    let head = String::from_utf8_lossy(&request.body()[..300]).into_owned();
    assert!(head.contains("name=\"file\"; filename=\"cat %221%22.bin\"\r\nContent-Type: video/mp4\r\n\r\n"), "{head}");

    let renamed = received(&FilePart::from_path(&on_disk.0).with_name("dog")).await;
    assert!(
        String::from_utf8_lossy(renamed.body()).contains("filename=\"dog\"\r\nContent-Type: application/octet-stream")
    );
    let empty = Temporary::new("empty", b"");
    assert_eq!(content(received(&FilePart::from_path(&empty.0)).await.body()), b"");
}

#[tokio::test]
async fn streams_of_known_and_of_unknown_length() {
    let pieces = || Pieces::new([Ok("one "), Ok(""), Ok("two")]);
    let request = received(&FilePart::from_stream("a", pieces())).await;
    assert_eq!((request.header("content-length"), request.header("transfer-encoding")), (None, Some("chunked")));
    assert_eq!(content(request.body()), b"one two");

    let request = received(&FilePart::from_stream("a", pieces()).with_length(7)).await;
    assert_eq!(request.header("content-length"), Some(request.body().len().to_string().as_str()));
    assert_eq!(content(request.body()), b"one two");
    assert_eq!(content(received(&FilePart::from_streams("a", pieces)).await.body()), b"one two");
}

#[tokio::test]
async fn what_cannot_be_read() {
    let (missing, folder) = (std::env::temp_dir().join("restgen-no-such-file"), std::env::temp_dir());
    let of_length = |length| FilePart::from_stream("a", Pieces::new([Ok("1234"), Ok("5678")])).with_length(length);
    for (file, said) in [
        (FilePart::from_path(&missing), format!("`{}`: No such file or directory (os error 2)", missing.display())),
        (FilePart::from_path(&folder), format!("`{}`: it is no regular file", folder.display())),
        (FilePart::from_stream("a", Pieces::new([Ok("1234"), Err("the tape tore")])), "the tape tore".to_owned()),
        (of_length(9), "the content has 1 bytes fewer than its length says".to_owned()),
        (of_length(6), "the content has more bytes than its length says".to_owned()),
    ] {
        assert_eq!(failure(&file).await, said);
    }
}

#[tokio::test]
async fn a_content_type_is_sent_as_it_is_or_not_at_all() {
    let typed = |name: &str| FilePart::new("a", "b").with_content_type(name);
    let request = received(&typed("text/plain; charset=\"utf-8\"")).await;
    assert!(
        String::from_utf8_lossy(request.body())
            .contains("\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\r\nb\r\n")
    );

    let (server, client) = server();
    let error = upload(&client, &typed("text/plain\r\nX: y")).await.unwrap_err();
    let said = "not sent: content type of the file in part `file` has a control character, such as a line break";
    assert_eq!(error.to_string(), format!("pets.upload (POST /pets): {said}"));
    assert!(error.is_request() && server.received().is_empty());
}

#[tokio::test]
async fn progress_is_told_while_a_file_is_sent() {
    let on_disk = Temporary::new("cat.bin", &vec![7; 200_000]);
    let stream = || Pieces::new([Ok("1234"), Ok("5678")]);
    for (file, total, steps) in [
        (FilePart::from_path(&on_disk.0), Some(200_000), 4),
        (FilePart::new("a", vec![7; 200_000]), Some(200_000), 4),
        (FilePart::from_stream("a", stream()).with_length(8), Some(8), 2),
        (FilePart::from_stream("a", stream()), None, 2),
    ] {
        let (told, sent) = (Arc::new(Mutex::new(Vec::new())), if total == Some(200_000) { 200_000 } else { 8 });
        let store = Arc::clone(&told);
        received(&file.on_progress(move |sent, total| store.lock().unwrap().push((sent, total)))).await;
        let told = told.lock().unwrap();
        assert!(told.len() >= steps && told.is_sorted(), "{told:?}");
        assert!(told.iter().all(|(_, of)| *of == total) && told.last().unwrap().0 == sent, "{told:?}");
    }
}

/// Looks at the first pieces of a body.
struct First;

impl Transport for First {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            assert!(request.has_body() && request.body().is_none());
            let mut body = request.open_body().await?.unwrap();
            assert!(body.length().unwrap() > 100 << 30);
            body.chunk().await?.unwrap();
            let piece = body.chunk().await?.unwrap();
            assert!(piece.len() <= 64 << 10 && piece.iter().all(|byte| *byte == 0));
            Ok(HttpResponse::new(204))
        })
    }
}

/// One hundred gigabytes fit in no memory; most of the file is a hole.
#[tokio::test]
async fn a_file_is_never_in_memory() {
    let on_disk = Temporary::new("large", b"");
    File::options().write(true).open(&on_disk.0).unwrap().set_len(100 << 30).unwrap();
    let client = Client::builder(&API).transport(First).build().unwrap();
    upload(&client, &FilePart::from_path(&on_disk.0)).await.unwrap();
}

/// A transport that reads a body which grows, and one which shrinks, while it does.
struct Meanwhile(Box<dyn Fn() + Send + Sync>);

impl Transport for Meanwhile {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let mut body = request.open_body().await?.unwrap();
            (self.0)();
            let (mut length, announced) = (0, body.length().unwrap());
            while let Some(piece) = body.chunk().await? {
                length += piece.len() as u64;
            }
            assert_eq!(length, announced);
            Ok(HttpResponse::new(204))
        })
    }
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_sent() {
    let on_disk = Temporary::new("log", b"12345678");
    let path = on_disk.0.clone();
    let grow = move || File::options().append(true).open(&path).unwrap().write_all(b"9").unwrap();
    let client = Client::builder(&API).transport(Meanwhile(Box::new(grow))).build().unwrap();
    upload(&client, &FilePart::from_path(&on_disk.0)).await.unwrap();

    let path = on_disk.0.clone();
    let shrink = move || File::options().write(true).open(&path).unwrap().set_len(3).unwrap();
    let client = Client::builder(&API).transport(Meanwhile(Box::new(shrink))).build().unwrap();
    let error = upload(&client, &FilePart::from_path(&on_disk.0)).await.unwrap_err();
    assert!(error.to_string().ends_with("the content has 6 bytes fewer than its length says"), "{error}");
}
