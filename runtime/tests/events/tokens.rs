//! Streams of events whose token comes from a provider.

use std::future::ready;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::Replay;
use restgen_runtime::{Error, Method, Operation, Token, TokenProvider, TransportError};

use crate::pets::{builder, hasty, watch};
use crate::reconnect::{rest, stream};
use crate::server::{Server, send, status};

#[tokio::test]
async fn a_stream_outlives_its_token() {
    let asked = AtomicU32::new(0);
    let numbered = move || ready(Ok::<_, Error>(format!("t{}", asked.fetch_add(1, Ordering::Relaxed))));
    let server = Server::start(vec![
        stream([send("id: 1\ndata: a\n\n")]),
        status(401, "Content-Length: 0\r\n"),
        stream([send("data: b\n\n")]),
        status(204, ""),
    ]);
    let client = builder(&server.url).token_provider(numbered).build().unwrap();
    let mut events = watch(&client).await.unwrap().settings(hasty().attempts(1));
    assert_eq!(rest(&mut events).await, ["message=a", "message=b"]);
    let sent = ["bearer t0", "bearer t0", "bearer t1", "bearer t1"].map(|token| Some(token.to_owned()));
    assert_eq!(server.seen_header("authorization"), sent);
}

/// A provider whose tokens are good for no more than one call.
fn logging_in(replay: Replay) -> impl TokenProvider {
    static LOGIN: Operation = Operation::new("auth.login", Method::Post, "/login");
    let anyone = builder("http://localhost").transport(replay).retry(Backoff::off()).build().unwrap();
    move || {
        let login = anyone.call::<()>(&LOGIN);
        async { login.await.map(|()| Token::new("t").valid_for(Duration::ZERO)) }
    }
}

#[tokio::test]
async fn a_login_that_fails_is_tried_again_but_not_one_that_is_refused() {
    let up = || stream([send("data: a\n\n")]);
    let logins = Replay::new().answer(204, "").fail(TransportError::connect("down")).answer(204, "").answer(204, "");
    let server = Server::start(vec![up(), up(), status(204, "")]);
    let client = builder(&server.url).token_provider(logging_in(logins.clone())).build().unwrap();
    let mut events = watch(&client).await.unwrap().settings(hasty());
    assert_eq!(rest(&mut events).await, ["message=a", "message=a"]);
    assert_eq!(logins.requests().len(), 4);

    let logins = Replay::new().answer(204, "").answer(401, "");
    let server = Server::start(vec![up()]);
    let client = builder(&server.url).token_provider(logging_in(logins.clone())).build().unwrap();
    let mut events = watch(&client).await.unwrap().settings(hasty());
    let said = "pets.watch (GET /pets/events): no token: auth.login (POST /login): 401, the body is empty";
    assert_eq!(rest(&mut events).await, ["message=a", said]);
    assert_eq!(logins.requests().len(), 2);
}
