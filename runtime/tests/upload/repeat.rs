//! Whether a body can be sent again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::{Replay, Server};
use restgen_runtime::{CallOptions, Client, FilePart, HttpResponse, TransportError};

use crate::pieces::Pieces;
use crate::{API, Temporary, content, server, upload};

/// A server that is busy at first.
fn busy_once() -> (Server, Client) {
    let count = AtomicU32::new(0);
    let server = Server::start(move |_| match count.fetch_add(1, Ordering::Relaxed) {
        0 => HttpResponse::new(503).header("retry-after", "0"),
        _ => HttpResponse::new(204),
    });
    let server = server.unwrap();
    let client = Client::builder(&API).base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn files_and_streams_that_are_made_anew_are_sent_again() {
    let on_disk = Temporary::new("twice", b"content");
    for file in [
        FilePart::from_path(&on_disk.0),
        FilePart::from_streams("a", || Pieces::new([Ok("con"), Ok("tent")])),
        FilePart::new("a", "content"),
    ] {
        let (server, client) = busy_once();
        let told = Arc::new(Mutex::new(Vec::new()));
        let store = Arc::clone(&told);
        let file = file.on_progress(move |sent, _| store.lock().unwrap().push(sent));
        upload(&client, &file).await.unwrap();
        let contents: Vec<_> = server.received().iter().map(|request| content(request.body())).collect();
        assert_eq!(contents, [b"content", b"content"]);
        let told = told.lock().unwrap();
        assert_eq!(told.iter().filter(|sent| **sent == 7).count(), 2, "progress begins anew: {told:?}");
    }
}

#[tokio::test]
async fn a_stream_that_was_read_is_not() {
    let (server, client) = busy_once();
    let file = FilePart::from_stream("a", Pieces::new([Ok("content")]));
    let error = upload(&client, &file).idempotent(true).await.unwrap_err();
    assert_eq!((error.status(), error.attempts(), server.received().len()), (Some(503), 1, 1), "{error}");

    let error = upload(&client, &file).await.unwrap_err();
    assert!(error.is_body(), "{error}");
    assert!(error.to_string().ends_with("the stream was read before and can be read only once"), "{error}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_stream_that_was_not_begun_is_left_to_the_next_attempt() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let hasty = Backoff::new().first_delay(Duration::ZERO);
    let client = Client::builder(&API).base_url(format!("http://{free}")).retry(hasty).build().unwrap();
    let file = FilePart::from_stream("a", Pieces::new([Ok("content")]));
    let error = upload(&client, &file).await.unwrap_err();
    assert!(error.is_connect() && error.attempts() == 3, "{error}");

    let (server, client) = server();
    upload(&client, &file).await.unwrap();
    assert_eq!(content(server.received()[0].body()), b"content");
}

/// What tests put in the place of the network has the body of each request in memory.
#[tokio::test(start_paused = true)]
async fn a_replay_shows_what_was_read() {
    let replay = Replay::new().fail(TransportError::connect("refused")).answer(204, "");
    let client = Client::builder(&API).transport(replay.clone()).build().unwrap();
    let file = FilePart::from_streams("a", || Pieces::new([Ok("con"), Ok("tent")]));
    upload(&client, &file).timeout(Duration::from_secs(30)).await.unwrap();
    let contents: Vec<_> = replay.requests().iter().map(|request| content(request.body().unwrap())).collect();
    assert_eq!(contents, [b"content", b"content"]);
    assert!(!format!("{:?}", replay.requests()).contains("content\""));
}
