//! Streams of events that break over real connections, and how they are opened again.

use std::time::Duration;

use restgen_runtime::EventStream;

use crate::pets::{PetEvent, client, hasty, shown, watch};
use crate::server::Step::{AwaitClose, Pause};
use crate::server::{HEAD, Server, Step, send, status};

/// A stream by its script.
pub(crate) fn stream(steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    [vec![send(HEAD)], steps.into_iter().collect()].concat()
}

async fn open(server: &Server) -> EventStream<PetEvent> {
    watch(&client(&server.url)).await.unwrap().settings(hasty())
}

/// Everything until the stream ends.
pub(crate) async fn rest(events: &mut EventStream<PetEvent>) -> Vec<String> {
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(shown(event));
    }
    assert!(events.next().await.is_none(), "the end is the end");
    seen
}

#[tokio::test]
async fn a_stream_goes_on_behind_the_last_event() {
    let chunked = "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\n\
                   Transfer-Encoding: chunked\r\n\r\n19\r\nid: 3\ndata: c\n\nid: 4\nda";
    let server = Server::start(vec![
        stream([send("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: half")]),
        vec![send(chunked)],
        status(503, "Retry-After: 0\r\n"),
        vec![],
        stream([send("data: d\n\n")]),
        stream([send("id\ndata: e\n\n")]),
        stream([send("id: \u{1}7\ndata: f\n\n")]),
        status(204, ""),
    ]);
    let mut events = open(&server).await;
    assert_eq!(events.last_event_id(), None);
    for (text, id) in [("a", "1"), ("b", "2"), ("c", "3"), ("d", "3"), ("e", ""), ("f", "\u{1}7")] {
        assert_eq!(shown(events.next().await.unwrap()), format!("message={text}"));
        assert_eq!(events.last_event_id(), Some(id).filter(|id| !id.is_empty()));
    }
    assert_eq!(rest(&mut events).await, [""; 0], "204 ends the stream");
    let sent = ["", "2", "3", "3", "3", "3", "", ""].map(|id| Some(id.to_owned()).filter(|id| !id.is_empty()));
    assert_eq!(server.seen_header("last-event-id"), sent);
}

#[tokio::test]
async fn a_server_that_ends_the_stream_at_once() {
    let server = Server::start(vec![status(204, "")]);
    assert_eq!(rest(&mut open(&server).await).await, [""; 0]);
}

#[tokio::test]
async fn statuses_that_may_pass() {
    let passing = [408, 429, 500, 502, 503, 504, 599];
    let mut script = vec![stream([])];
    script.extend(passing.map(|code| status(code, "Content-Length: 0\r\n")));
    script.extend([stream([send("data: a\n\n")]), status(204, "")]);
    let server = Server::start(script);
    assert_eq!(rest(&mut open(&server).await).await, ["message=a"]);
    assert_eq!(server.seen().len(), passing.len() + 3);
}

#[tokio::test]
async fn answers_that_end_the_stream() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>";
    for (answer, text) in [
        (status(401, "Content-Length: 0\r\n"), "401, the body is empty"),
        (status(404, "Content-Length: 0\r\n"), "404, the body is empty"),
        (status(301, "Content-Length: 0\r\n"), "301 without a location, which cannot be followed"),
        (vec![send(html), AwaitClose], "200 where an event stream was due, but it is text/html"),
    ] {
        let server = Server::start(vec![stream([send("data: a\n\n")]), answer]);
        let said = format!("pets.watch (GET /pets/events): {text}");
        assert_eq!(rest(&mut open(&server).await).await, ["message=a", &said]);
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn a_limit_of_attempts_in_a_row() {
    let down = || status(503, "Content-Length: 0\r\n");
    let up = || stream([send("data: a\n\n")]);
    let silent = || stream([send(": no event\n\n")]);
    let server = Server::start(vec![up(), down(), up(), silent(), down(), down(), up()]);
    let mut events = open(&server).await.settings(hasty().attempts(2));
    let said = "pets.watch (GET /pets/events): 503, the body is empty";
    assert_eq!(rest(&mut events).await, ["message=a", "message=a", said]);
    assert_eq!(server.seen().len(), 5, "one in a row, then two");

    let server = Server::start(vec![up(), up()]);
    let mut events = open(&server).await.settings(hasty().attempts(0));
    let said = "pets.watch (GET /pets/events): connection broke: the server closed the event stream";
    assert_eq!(rest(&mut events).await, ["message=a", said]);
}

#[tokio::test]
async fn nobody_listens_any_more() {
    let server = Server::start(vec![stream([send("data: a\n\n")])]);
    let mut events = open(&server).await.settings(hasty().attempts(3));
    assert_eq!(shown(events.next().await.unwrap()), "message=a");
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.is_connect() || error.is_interrupted(), "{error}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_silent_connection_is_closed_and_opened_again() {
    let beats = (0..6).flat_map(|_| [Pause(50), send(":\n")]);
    let alive = beats.chain([send("data: a\n\n"), AwaitClose]);
    let server = Server::start(vec![stream(alive), stream([send("data: b\n\n"), AwaitClose])]);
    let mut events = open(&server).await.settings(hasty().idle(Duration::from_millis(200)));
    assert_eq!(shown(events.next().await.unwrap()), "message=a");
    assert_eq!(server.seen().len(), 1, "comments are signs of life");
    assert_eq!(shown(events.next().await.unwrap()), "message=b");
    assert!(server.sees_closed(1).await);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn an_event_beyond_the_limit_ends_the_stream() {
    let long = format!("data: {}", "x".repeat(200));
    let server = Server::start(vec![stream([send("data: a\n\n"), send(long), AwaitClose])]);
    let mut events = open(&server).await.settings(hasty().event_limit(100));
    assert_eq!(shown(events.next().await.unwrap()), "message=a");
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "pets.watch (GET /pets/events): an event of the stream is larger than 100 bytes");
    assert!(error.is_too_large());
    assert!(events.next().await.is_none() && server.sees_closed(1).await);
}
