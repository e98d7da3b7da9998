//! Servers that answer before they have read a body, and bodies that two calls want.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use restgen_runtime::{Client, FilePart};

use crate::pieces::Pieces;
use crate::{API, content, server, upload};

/// A server that reads some of the request, answers, and takes the rest without a word.
fn refusing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0; 1000]).unwrap();
        stream.write_all(b"HTTP/1.1 413 Any\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        // The client may go on, or close: a reset by this side could take the answer with it.
        std::io::copy(&mut stream, &mut std::io::sink()).unwrap_or_default();
    });
    url
}

#[tokio::test]
async fn an_early_refusal_is_the_answer() {
    for file in [FilePart::new("a", vec![7; 30 << 20]), FilePart::new("a", vec![7; 30 << 20]).on_progress(|_, _| {})] {
        let client = Client::builder(&API).base_url(refusing()).build().unwrap();
        let error = upload(&client, &file).await.unwrap_err();
        assert_eq!((error.status(), error.attempts()), (Some(413), 1), "{error}");
    }
}

#[tokio::test]
async fn a_stream_is_read_by_one_of_two_calls() {
    let (server, client) = server();
    let call = upload(&client, &FilePart::from_stream("a", Pieces::new([Ok("con"), Ok("tent")])));
    let outcomes: [_; 2] = tokio::join!(call.clone().into_future(), call.into_future()).into();
    let errors: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert!(errors.len() == 1 && errors[0].is_body(), "{errors:?}");
    let contents: Vec<_> = server.received().iter().map(|request| content(request.body())).collect();
    assert_eq!(contents, [b"content"]);
}
