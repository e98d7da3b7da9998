//! Calls that a thread waits for: over loopback, since it is about connections.

#![cfg(feature = "blocking")]

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::{Received, Replay};
use restgen_runtime::{
    Api, Call, CallOptions, Client, EventStream, Json, Method, Operation, UnknownEvent, UnknownFields, action, events,
    object, paged,
};

static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
static POST: Operation = Operation::new("pets.post", Method::Post, "/pets");

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pets {
    pub(crate) items: Option<Vec<Json>>,
    pub(crate) total: Option<i64>,
    unknown_fields: UnknownFields,
}

object!(Pets { items: "items" => [Json], total: "total" => i64 });

action! {
    /// Lists pets.
    pub(crate) Get -> Pets {}
}

paged!(Get: Pets => Json, number("page", 0) { items, total });

#[derive(Debug)]
enum PetEvent {
    Born(Json),
    Unknown(UnknownEvent),
}

events!(PetEvent { "born" => Born(Json) });

/// What a server does with a connection behind an answer.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    Keep,
    /// Without a word of it in the answer.
    Close,
    /// Nothing comes at all.
    Hang,
}

/// A server on loopback that keeps its connections, and counts them.
struct Server {
    url: String,
    connections: Arc<AtomicUsize>,
    closed: Arc<AtomicUsize>,
}

impl Server {
    fn start(then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let closed = Arc::new(AtomicUsize::new(0));
        let (opening, closing) = (Arc::clone(&connections), Arc::clone(&closed));
        thread::spawn(move || {
            for connection in listener.incoming() {
                opening.fetch_add(1, Ordering::Relaxed);
                let closing = Arc::clone(&closing);
                thread::spawn(move || {
                    serve(connection.unwrap(), then);
                    closing.fetch_add(1, Ordering::Relaxed);
                });
            }
        });
        Self { url, connections, closed }
    }

    fn client(&self) -> Client {
        Client::builder(&API).base_url(&self.url).retry(Backoff::off()).build().unwrap()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

fn serve(mut connection: TcpStream, then: Then) {
    while let Ok(request) = Received::read(&connection) {
        if then == Then::Hang {
            thread::park();
        }
        let body = if request.target().contains("page=1") {
            r#"{"items":[3],"total":3}"#
        } else {
            r#"{"items":[1,2],"total":3}"#
        };
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
        connection.write_all((head + body).as_bytes()).unwrap();
        if then == Then::Close {
            return;
        }
    }
}

fn get(client: &Client) -> Get {
    Get(client.call(&GET))
}

#[test]
fn a_call_is_waited_for_and_its_connection_kept() {
    let server = Server::start(Then::Keep);
    let client = server.client();
    for _ in 0..3 {
        assert_eq!(get(&client).send_blocking().unwrap().total, Some(3));
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn pages_and_items_are_iterators() {
    let server = Server::start(Then::Keep);
    let client = server.client();
    let pages: Vec<Pets> = get(&client).pages().blocking().map(Result::unwrap).collect();
    assert_eq!(pages.len(), 2);
    let mut items = get(&client).items().blocking();
    let numbers: Vec<Json> = items.by_ref().map(Result::unwrap).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(items.stream().unwrap().page(), Some(1));
    assert_eq!(server.connections(), 1);
}

#[test]
fn events_are_an_iterator() {
    let stream = restgen_runtime::HttpResponse::new(200).header("content-type", "text/event-stream");
    let replay = Replay::new().respond(stream.with_body("event: born\ndata: 1\n\n")).answer(204, "");
    let client = Client::builder(&API).transport(replay).build().unwrap();
    let opened = client.call::<EventStream<PetEvent>>(&GET).send_blocking().unwrap();
    let settings = restgen_runtime::EventSettings::new().first_delay(Duration::ZERO);
    let events = opened.settings(settings).blocking().map(Result::unwrap).map(|event| match event {
        PetEvent::Born(pet) => pet.to_string(),
        PetEvent::Unknown(other) => format!("{other:?}"),
    });
    assert_eq!(events.collect::<Vec<_>>(), ["1"]);
}

/// It is a `POST`, which no retry would save.
#[test]
fn a_connection_that_the_server_has_closed_is_not_used() {
    let server = Server::start(Then::Close);
    let client = server.client();
    for call in 1..=5 {
        client.call::<Pets>(&POST).body(&Json::Null).send_blocking().unwrap();
        assert_eq!(server.connections(), call);
        while server.closed.load(Ordering::Relaxed) < call {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

#[test]
fn many_threads_share_a_client() {
    let server = Server::start(Then::Keep);
    let client = server.client();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(get(&client).items().blocking().count(), 3);
                }
            });
        }
    });
    // A call that has to wait for a connection begins another one too, so that there may be more than threads.
    assert!(server.connections() < 64, "{} connections for 640 requests", server.connections());
}

#[test]
fn time_limits_hold() {
    let server = Server::start(Then::Hang);
    let started = Instant::now();
    let error = get(&server.client()).timeout(Duration::from_millis(50)).send_blocking().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn inside_an_async_runtime_it_says_so() {
    let client = Server::start(Then::Keep).client();
    let expected = "pets.get (GET /pets): not sent: a blocking call inside an async runtime would hold up its other \
                    tasks: await the call instead, or make it on a thread of its own (`std::thread`)";
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let refused = |call: &dyn Fn() -> Option<restgen_runtime::Error>| {
        let error = call().unwrap();
        assert!(error.is_request());
        assert_eq!(error.to_string(), expected);
    };
    runtime.block_on(async {
        refused(&|| get(&client).send_blocking().err());
        let mut items = get(&client).items().blocking();
        refused(&|| get(&client).items().blocking().next()?.err());
        assert!(items.next().unwrap().is_err());
        assert!(items.next().is_none());
        let client = client.clone();
        let inside = tokio::task::spawn_blocking(move || get(&client).send_blocking().is_err());
        assert!(inside.await.unwrap());
    });
}

/// A connection of the one way is of no use to the other: nobody would drive it.
#[test]
fn a_client_can_be_awaited_and_waited_for_in_turns() {
    let server = Server::start(Then::Keep);
    let client = server.client();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let call = || -> Call<Pets> { client.call(&GET).timeout(Duration::from_secs(5)) };
    for _ in 0..3 {
        call().send_blocking().unwrap();
        runtime.block_on(call().into_future()).unwrap();
    }
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_client_may_be_dropped_inside_an_async_runtime() {
    let server = Server::start(Then::Keep);
    let client = server.client();
    get(&client).send_blocking().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async { drop(client) });
}
