//! Streams of events over real connections: what is read from them, and how they are opened and closed.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream;
use restgen_runtime::retry::Backoff;
use restgen_runtime::{CallOptions, Client, Error, EventStream};
use tokio::time::timeout;

use crate::pets::{PetEvent, builder, client, hasty, shown, watch};
use crate::server::Step::{AwaitClose, Pause};
use crate::server::{HEAD, Server, Step, send, status};

async fn open(server: &Server) -> Result<EventStream<PetEvent>, Error> {
    watch(&client(&server.url)).await
}

/// Everything until the server ends the stream by 204, which it does behind the script.
async fn all_of(script: Vec<Step>) -> Vec<String> {
    let server = Server::start(vec![[vec![send(HEAD)], script].concat(), status(204, "")]);
    let mut events = open(&server).await.unwrap().settings(hasty());
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(shown(event));
    }
    assert_eq!(server.seen().len(), 2);
    seen
}

fn born(name: &str) -> String {
    format!("event: petBorn\ndata: {{\"name\":\"{name}\"}}\n\n")
}

#[tokio::test]
async fn scripts_of_bytes() {
    let emoji = "data: \u{1F415}\n\n".as_bytes();
    for (case, script, expected) in [
        ("one", vec![send(born("Rex"))], vec!["Rex"]),
        ("several at once", vec![send([born("Rex"), born("Fido")].concat())], vec!["Rex", "Fido"]),
        (
            "CRLF that comes in two pieces",
            vec![send("event: petBorn\r"), Pause(15), send("\ndata: {}\r\n\r"), Pause(15), send("\ndata: a\n\n")],
            vec!["", "message=a"],
        ),
        (
            "a letter that comes in two pieces",
            vec![send(&emoji[..8]), Pause(15), send(&emoji[8..])],
            vec!["message=\u{1F415}"],
        ),
        (
            "JSON over several lines, and comments",
            vec![send(": hello\n"), send("event: petBorn\ndata: {\"name\":\ndata: \"Rex\"}\n: there\n\n")],
            vec!["Rex"],
        ),
        ("names that this release does not know", vec![send("event: petSold\ndata: hush\n\n")], vec!["petSold=hush"]),
        ("a mark of the byte order", vec![send("\u{FEFF}data: a\n\n")], vec!["message=a"]),
        ("an event that does not end", vec![send(born("Rex")), send("event: petBorn\ndata: {}\n")], vec!["Rex"]),
        ("nothing", vec![], vec![]),
    ] {
        assert_eq!(all_of(script).await, expected, "{case}");
    }
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_an_error_and_the_stream_goes_on() {
    let bad = "event: petBorn\nid: 7\ndata: {\"token\":\"hush\",}\n\n";
    let server = Server::start(vec![vec![send([HEAD, bad, &born("Rex")].concat()), AwaitClose]]);
    let mut events = open(&server).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    let said = "pets.watch (GET /pets/events): event `petBorn` with unexpected JSON: ";
    assert!(error.to_string().starts_with(said), "{error}");
    assert!(error.is_decode() && !format!("{error:?}").contains("hush"), "{error:?}");
    assert_eq!(error.body(), Some(&br#"{"token":"hush",}"#[..]));
    assert_eq!(events.last_event_id(), Some("7"));
    assert_eq!(shown(events.next().await.unwrap()), "Rex");
}

#[tokio::test]
async fn an_odd_event_is_read_as_far_as_it_can_be_and_is_an_error_if_strict() {
    let odd = "event: petBorn\ndata: {\"name\":17,\"token\":\"hush\"}\n\n";
    let script = || vec![vec![send([HEAD, odd, &born("Rex")].concat()), AwaitClose]];
    let mut events = open(&Server::start(script())).await.unwrap();
    assert_eq!(shown(events.next().await.unwrap()), "", "there is no name that can be read");
    assert_eq!(shown(events.next().await.unwrap()), "Rex");

    let server = Server::start(script());
    let mut events = watch(&client(&server.url)).strict().await.unwrap().settings(hasty());
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.is_decode() && !format!("{error:?} {error}").contains("hush"), "{error:?}");
    assert_eq!(shown(events.next().await.unwrap()), "Rex");
}

#[tokio::test]
async fn the_request_as_the_server_sees_it() {
    let server = Server::start(vec![vec![send(HEAD), AwaitClose], vec![send(HEAD), AwaitClose]]);
    let client = client(&server.url);
    drop(watch(&client).await.unwrap());
    let call = watch(&client).keep_alive_interval(5).links(false).last_event_id("41");
    drop(call.await.unwrap());

    let seen = server.seen();
    assert!(seen[0].starts_with("get /pets/events http/1.1\n"), "no parameters of every call: {}", seen[0]);
    assert!(seen[1].starts_with("get /pets/events?keepaliveinterval=5&_links=false http/1.1\n"), "{}", seen[1]);
    let both = |text: &str| vec![Some(text.to_owned()), Some(text.to_owned())];
    assert_eq!(server.seen_header("accept"), both("text/event-stream"));
    assert_eq!(server.seen_header("authorization"), both("bearer hush"));
    assert_eq!(server.seen_header("last-event-id"), [None, Some("41".to_owned())]);
}

#[tokio::test]
async fn nothing_is_lost_between_opening_and_listening() {
    let script = vec![send([HEAD, &born("Rex")].concat()), send(born("Fido")), AwaitClose];
    let server = Server::start(vec![script]);
    let mut events = open(&server).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(shown(events.next().await.unwrap()), "Rex");
    assert_eq!(shown(events.next().await.unwrap()), "Fido");
}

#[tokio::test]
async fn a_wait_that_is_dropped_loses_nothing() {
    let server = Server::start(vec![vec![send(HEAD), Pause(60), send(born("Rex")), AwaitClose]]);
    let mut events = open(&server).await.unwrap();
    let mut waits = 0;
    let event = loop {
        match timeout(Duration::from_millis(10), events.next()).await {
            Ok(event) => break event,
            Err(_) => waits += 1,
        }
    };
    assert_eq!(shown(event.unwrap()), "Rex");
    assert!(waits > 0, "{waits}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn dropping_the_stream_closes_the_connection() {
    let script = || vec![send(HEAD), AwaitClose];
    let server = Server::start(vec![script(), script(), vec![AwaitClose]]);
    drop(open(&server).await.unwrap());
    assert!(server.sees_closed(1).await, "a stream that nobody listened to");

    let mut events = open(&server).await.unwrap();
    assert!(timeout(Duration::from_millis(20), events.next()).await.is_err());
    drop(events);
    assert!(server.sees_closed(2).await, "while an event is waited for");

    assert!(timeout(Duration::from_millis(50), open(&server)).await.is_err());
    assert!(server.sees_closed(3).await, "while the stream is opened");
}

#[tokio::test]
async fn opening_fails_as_any_call_does() {
    let body = r#"{"type":"Unauthorized","message":"No token"}"#;
    let refused = status(401, &format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    let moved = status(302, "Location: http://other.example/?hush\r\nContent-Length: 0\r\n");
    let page = vec![send("HTTP/1.1 200 OK\r\nContent-Type: text/html; hush\r\n\r\n<html>hush"), AwaitClose];
    let nameless = vec![send("HTTP/1.1 200 OK\r\n\r\ndata: a\n\n"), AwaitClose];
    for (script, predicate, text) in [
        (refused, "is_unauthorized", "401 Unauthorized: No token"),
        (moved, "is_redirect", "302 redirects to http://other.example/, which is not followed"),
        (page, "is_decode", "200 where an event stream was due, but it is text/html"),
        (nameless, "is_decode", "200 where an event stream was due, but it is nothing it names"),
        (status(503, ""), "is_server_error", "503, the body is empty"),
        (vec![], "is_interrupted", "connection broke: "),
    ] {
        let server = Server::start(vec![script]);
        let client = builder(&server.url).retry(Backoff::off()).build().unwrap();
        let error = watch(&client).await.unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(said.starts_with(&format!("pets.watch (GET /pets/events): {text}")), "{said}");
        assert!(said.contains(&format!("is: [\"{predicate}\"]")) && !said.contains("hush"), "{said}");
    }
}

#[tokio::test]
async fn opening_is_tried_again_as_any_call_is() {
    let busy = || status(503, "Retry-After: 0\r\nContent-Length: 0\r\n");
    let server = Server::start(vec![busy(), vec![], vec![send([HEAD, &born("Rex")].concat()), AwaitClose]]);
    let hasty = Backoff::new().first_delay(Duration::from_millis(2));
    let client = builder(&server.url).retry(hasty).build().unwrap();
    assert_eq!(shown(watch(&client).await.unwrap().next().await.unwrap()), "Rex");

    let server = Server::start(vec![busy(), busy(), busy(), busy()]);
    let client = builder(&server.url).retry(hasty).build().unwrap();
    let error = watch(&client).await.unwrap_err();
    assert_eq!((error.status(), error.attempts(), server.seen().len()), (Some(503), 3, 3), "{error}");
}

/// A client that gives a call 200 ms.
fn short(server: &Server) -> Client {
    builder(&server.url).timeout(Duration::from_millis(200)).build().unwrap()
}

#[tokio::test]
async fn the_time_of_a_call_ends_with_the_headers() {
    let server = Server::start(vec![vec![send(HEAD), Pause(350), send(born("Rex")), AwaitClose]]);
    let mut events = watch(&short(&server)).await.unwrap();
    assert_eq!(shown(events.next().await.unwrap()), "Rex");

    let error = "HTTP/1.1 500 Any\r\nContent-Length: 9\r\n\r\n";
    for (case, begun) in [("silence", ""), ("half a head", "HTTP/1.1 200 OK\r\n"), ("an error without body", error)] {
        let server = Server::start(vec![vec![send(begun), AwaitClose]]);
        let error = watch(&short(&server)).await.unwrap_err();
        assert_eq!(error.to_string(), "pets.watch (GET /pets/events): timed out after 200ms", "{case}");
        assert!(error.is_timeout() && server.sees_closed(1).await, "{case}");
    }
}

#[tokio::test]
async fn events_are_a_stream_that_may_go_to_another_task() {
    let server = Server::start(vec![vec![send([HEAD, &born("Rex")].concat()), AwaitClose]]);
    let mut events = open(&server).await.unwrap();
    assert_eq!(format!("{events:?}"), "EventStream(\"pets.watch\")");
    let task = tokio::spawn(async move { poll_fn(|context| Pin::new(&mut events).poll_next(context)).await });
    assert_eq!(shown(task.await.unwrap().unwrap()), "Rex");
}
