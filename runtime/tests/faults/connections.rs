//! Connections that are refused, that hang before they are one, that are closed behind the client's back.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use restgen_runtime::{CallOptions, Json};
use tokio::net::TcpSocket;
use tokio::time::sleep;

use super::server::{Script, Server, bytes, with_length};
use super::{BOUND, GET, POST, SHORT, client, outcome};

#[tokio::test]
async fn nobody_listens() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(outcome(client(&format!("http://{address}"), false).call(&GET)).await, "is_connect x2");
    assert_eq!(outcome(client(&format!("http://{address}"), false).call(&POST)).await, "is_connect x2");
}

/// The system takes connections for a server that does not, up to a number; behind that, they hang.
#[tokio::test]
async fn a_connection_that_does_not_come_about() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    while let Ok(stream) = tokio::time::timeout(SHORT, tokio::net::TcpStream::connect(address)).await {
        queue.push(stream.unwrap());
        assert!(queue.len() < 100, "the queue does not fill");
    }
    let client = client(&format!("http://{address}"), false);
    let start = Instant::now();
    let error = client.call::<Json>(&POST).connect_timeout(SHORT).await.unwrap_err();
    assert!(error.is_connect() && error.is_timeout() && error.attempts() == 2, "{error:?}");
    assert_eq!(error.to_string(), "pets.post (POST /pets): no connection within 400ms, after 2 attempts");
    assert!(start.elapsed() >= SHORT * 2 && start.elapsed() < BOUND);
}

#[tokio::test]
async fn a_server_without_tls() {
    let server = Server::start(Arc::new(|connection| {
        connection.write(b"HTTP/1.1 400 No TLS\r\n\r\n");
        connection.hang();
    }));
    let client = client(&server.url.replace("http:", "https:"), false);
    assert_eq!(outcome(client.call(&GET)).await, "is_connect");
    assert_eq!(server.connections(), 1);
}

/// It is the silence that is bounded, not the body: this one takes longer in all than the server may be silent.
#[tokio::test]
async fn silence_in_the_midst_of_a_body() {
    let idle = SHORT / 2;
    let server = Server::start(Arc::new(move |connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
        connection.trickle(b"[1,2,3,4,5,", idle / 8);
        connection.hang();
    }));
    let start = Instant::now();
    let error = client(&server.url, false).call::<Json>(&POST).idle_timeout(idle).await.unwrap_err();
    let text = format!("pets.post (POST /pets): the server was silent for {idle:?} in the midst of a body");
    assert_eq!(error.to_string(), text);
    assert!(error.is_timeout() && start.elapsed() > idle * 2 && start.elapsed() < BOUND, "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_redirect_to_another_port_is_not_followed() {
    let target = Server::start(bytes(with_length("200 OK", "1")));
    for status in [301, 302, 303, 307, 308] {
        let head = format!("{status} Go\r\nLocation: {}/pets", target.url);
        let server = Server::start(bytes(with_length(&head, "")));
        assert_eq!(outcome(client(&server.url, false).call(&GET)).await, "is_redirect");
        assert_eq!(outcome(client(&server.url, false).call(&POST)).await, "is_redirect");
    }
    assert_eq!(target.connections(), 0);
}

/// One answer a connection, which is closed without a word.
fn closing() -> Script {
    bytes(with_length("200 OK", "1"))
}

#[tokio::test]
async fn closed_after_each_response() {
    let server = Server::start(closing());
    let client = client(&server.url, false);
    for _ in 0..100 {
        assert_eq!(outcome(client.call(&GET)).await, "ok");
    }
    for _ in 0..20 {
        // Until the system has told of the closing, no client can know whether a request that crosses it was read.
        sleep(Duration::from_millis(10)).await;
        assert_eq!(outcome(client.call(&POST)).await, "ok");
    }
}

#[tokio::test]
async fn closed_on_the_second_request() {
    let server = Server::start(Arc::new(|connection| {
        connection.request();
        connection.write(&with_length("200 OK", "1"));
        connection.request();
    }));
    let client = client(&server.url, false);
    for _ in 0..10 {
        assert_eq!(outcome(client.call(&GET)).await, "ok");
    }
    assert_eq!(outcome(client.call(&POST).idempotent(true)).await, "ok");
}

#[tokio::test]
async fn a_connection_is_used_again_unless_more_came_than_was_due() {
    let script = |answer: &'static str| -> Script {
        Arc::new(move |connection| while connection.request().is_some() && connection.write(answer.as_bytes()) {})
    };
    for (answer, reused) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1", true),
        ("HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\n1", true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\n1", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\"no", false),
    ] {
        let server = Server::start(script(answer));
        let client = client(&server.url, false);
        for _ in 0..5 {
            let _ = outcome(client.call(&POST)).await;
        }
        assert_eq!(server.connections() == 1, reused, "{answer}: {}", server.connections());
    }
}
