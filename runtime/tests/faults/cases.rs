//! The table of faults: what the server does, and what comes of it.

use std::fs;
use std::sync::Arc;
use std::thread;

use super::packed::{pack, zeros};
use super::server::{Connection, Script, Server, bytes, in_chunks, with_length, without_length};
use super::{GET, SHORT, client, outcome};

const OK: &str = "200 OK\r\nContent-Type: application/json";
const GZIP: &str = "200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip";

/// A body of a few hundred bytes.
const BODY: &[u8] =
    br#"{"items":[{"id":"575ec7417ae143cd83dc4a96","name":"Rex","tags":["a","b","c"],"age":3.5,"good":true},
{"id":"575ec7417ae143cd83dc4a97","name":"Mia \u00e4 \"the\" cat","tags":[],"age":12,"good":null}],"count":2}"#;

type Row = (&'static str, &'static str, Script);

/// Servers that are slow: the name, the outcome, what it does.
fn slow() -> Vec<Row> {
    let pause = SHORT / 10;
    let whole = with_length(OK, BODY);
    let head = with_length(OK, BODY).len() - BODY.len();
    vec![
        ("accepts and hangs", "is_timeout x2", Arc::new(Connection::hang)),
        ("hangs after half a head", "is_timeout x2", after("HTTP/1.1 200 OK\r\nContent-")),
        ("hangs after the head", "is_timeout x2", after("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")),
        ("hangs in the body", "is_timeout x2", after("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1,")),
        ("hangs in a body of no length", "is_timeout x2", after("HTTP/1.1 200 OK\r\n\r\n[1,")),
        ("hangs after 100", "is_timeout x2", after("HTTP/1.1 100 Continue\r\n\r\n")),
        ("trickles the head", "is_timeout x2", {
            let whole = whole.clone();
            Arc::new(move |connection| {
                connection.request();
                connection.trickle(&whole, pause);
            })
        }),
        ("trickles the body", "is_timeout x2", {
            let whole = whole.clone();
            Arc::new(move |connection| {
                connection.request();
                connection.write(&whole[..head]);
                connection.trickle(&whole[head..], pause);
            })
        }),
        (
            "trickles a little",
            "ok",
            Arc::new(move |connection| {
                connection.request();
                connection.write(&whole[..whole.len() - 4]);
                connection.trickle(&whole[whole.len() - 4..], pause / 4);
            }),
        ),
        (
            "answers late, within the time",
            "ok",
            Arc::new(|connection| {
                connection.request();
                thread::sleep(SHORT / 4);
                connection.write(&with_length(OK, "1"));
            }),
        ),
        (
            "is silent once, then well",
            "ok",
            Arc::new(|connection| {
                connection.request();
                if connection.number == 1 {
                    connection.hang();
                }
                connection.write(&with_length(OK, "1"));
            }),
        ),
    ]
}

fn after(begun: &'static str) -> Script {
    Arc::new(move |connection| {
        connection.request();
        connection.write(begun.as_bytes());
        connection.hang();
    })
}

/// Servers that answer wrongly.
fn wrong() -> Vec<Row> {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let headers = |count: usize| (0..count).map(|n| format!("\r\nX-{n}: v")).collect::<String>();
    let packed = pack(BODY);
    vec![
        ("HTML with 200", "is_decode", bytes(with_length("200 OK\r\nContent-Type: text/html", "<html>"))),
        ("invalid JSON", "is_decode", bytes(with_length(OK, "{\"a\":1,}"))),
        ("two JSON values", "is_decode", bytes(with_length(OK, "1 2"))),
        ("no body", "is_decode", bytes(with_length(OK, ""))),
        ("204 where JSON is due", "is_decode", bytes("HTTP/1.1 204 No Content\r\n\r\n")),
        ("JSON 100 deep", "ok", bytes(with_length(OK, deep(100)))),
        ("JSON 500 deep", "is_decode", bytes(with_length(OK, deep(500)))),
        ("JSON 4 million deep", "is_decode", bytes(with_length(OK, "[".repeat(4 << 20)))),
        ("an error 500 deep", "is_bad_request", bytes(with_length("400 Bad", deep(500)))),
        ("invalid UTF-8 in a string", "is_decode", bytes(with_length(OK, b"[\"a\xff\"]"))),
        ("invalid UTF-8 in an error", "is_bad_request", bytes(with_length("400 Bad", b"{\"type\":\"\xff\"}"))),
        ("invalid UTF-8 in a header", "ok", bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: \xff\xfe\r\n\r\n1")),
        ("invalid UTF-8 in the reason", "ok", bytes(b"HTTP/1.1 200 \xff\r\nContent-Length: 1\r\n\r\n1")),
        ("a byte order mark", "is_decode", bytes(with_length(OK, "\u{feff}1"))),
        ("a body of 9 MiB", "is_too_large", bytes(without_length(OK, vec![b' '; 9 << 20]))),
        ("an announced TiB", "is_too_large", bytes("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n[")),
        (
            "a chunk of a TiB",
            "is_interrupted x2",
            bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000\r\n["),
        ),
        ("1 GiB of zeros in gzip", "is_too_large", bytes(with_length(GZIP, zeros(1024)))),
        ("1 GiB of zeros in gzip, of no length", "is_too_large", bytes(without_length(GZIP, zeros(1024)))),
        (
            "1 GiB of zeros in gzip with 500",
            "is_too_large",
            bytes(with_length("500 No\r\nContent-Encoding: gzip", zeros(1024))),
        ),
        ("gzip", "ok", bytes(with_length(GZIP, &packed))),
        ("gzip in pieces", "ok", bytes(in_chunks(GZIP, &packed))),
        ("gzip that is none", "is_malformed", bytes(with_length(GZIP, BODY))),
        ("gzip that is cut", "is_interrupted x2", bytes(with_length(GZIP, &packed[..packed.len() / 2]))),
        ("gzip with a wrong sum", "is_malformed", {
            let mut wrong = packed.clone();
            let end = wrong.len();
            wrong[end - 8] ^= 1;
            bytes(with_length(GZIP, wrong))
        }),
        ("no HTTP", "is_malformed", bytes("220 mail.example.com ESMTP\r\n\r\n")),
        ("HTTP/2 unasked", "is_malformed", bytes(b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64")),
        ("TLS unasked", "is_malformed", bytes(b"\x15\x03\x01\0\x02\x02\x16")),
        ("a status of no number", "is_malformed", bytes("HTTP/1.1 OK\r\nContent-Length: 1\r\n\r\n1")),
        ("100 headers", "ok", bytes(with_length(&(OK.to_owned() + &headers(98)), "1"))),
        ("101 headers", "is_malformed", bytes(with_length(&(OK.to_owned() + &headers(99)), "1"))),
        ("a header of a MiB", "is_malformed", bytes(with_length(&format!("{OK}\r\nX: {}", "x".repeat(1 << 20)), "1"))),
        (
            "duplicate headers",
            "ok",
            bytes(with_length("200 OK\r\nX: 1\r\nX: 2\r\nContent-Type: a/b\r\nContent-Type: c/d", "1")),
        ),
        ("the same length twice", "ok", bytes(with_length("200 OK\r\nContent-Length: 1", "1"))),
        ("two lengths", "is_malformed", bytes(with_length("200 OK\r\nContent-Length: 2", "1"))),
        ("a length that is none", "is_malformed", bytes("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n1")),
        ("more than its length", "ok", bytes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1 2 3")),
        ("100 before the answer", "ok", bytes([b"HTTP/1.1 100 Continue\r\n\r\n", &with_length(OK, "1")[..]].concat())),
        (
            "103 before the answer",
            "ok",
            bytes([b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", &with_length(OK, "1")[..]].concat()),
        ),
        (
            "100 and 103 before the answer",
            "ok",
            bytes(
                [b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n", &with_length(OK, "1")[..]].concat(),
            ),
        ),
        ("101 unasked", "101", bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
        ("429 with seconds", "ok", busy("429 Busy\r\nRetry-After: 0")),
        (
            "429 with a date",
            "ok",
            busy("429 Busy\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT"),
        ),
        ("429 with a date far off", "is_rate_limited", busy("429 Busy\r\nRetry-After: Sat, 06 Nov 2094 08:49:37 GMT")),
        ("500 for ever", "is_server_error x2", bytes(with_length("500 No", "{}"))),
        ("a circle", "is_redirect", bytes(with_length("302 Found\r\nLocation: /pets", ""))),
        ("a redirect to nowhere", "is_redirect", bytes(with_length("307 Go\r\nLocation: http://[", ""))),
        ("a redirect without a target", "is_redirect", bytes(with_length("308 Go", ""))),
        ("304 unasked", "is_redirect", bytes("HTTP/1.1 304 Not Modified\r\n\r\n")),
    ]
}

/// Turns the first request away.
fn busy(head: &'static str) -> Script {
    Arc::new(move |connection| {
        while connection.request().is_some() {
            let answer = if connection.number == 1 { with_length(head, "{}") } else { with_length(OK, "1") };
            connection.write(&answer);
            if connection.number == 1 {
                return;
            }
        }
    })
}

/// Plays a row; none where it ends as it should.
async fn play((name, expected, script): Row, short: bool) -> Option<String> {
    let server = Server::start(script);
    let outcome = outcome(client(&server.url, short).call(&GET)).await;
    (outcome != expected).then(|| format!("{name}: {outcome}, not {expected}"))
}

#[tokio::test]
async fn slow_servers() {
    let rows: Vec<_> = slow().into_iter().map(|row| tokio::spawn(play(row, true))).collect();
    for row in rows {
        assert_eq!(row.await.unwrap(), None);
    }
}

#[cfg(feature = "zstd")]
#[tokio::test]
async fn zstd() {
    use super::packed::zstd;
    let head = "200 OK\r\nContent-Type: application/json\r\nContent-Encoding: zstd";
    let cut = |mut frame: Vec<u8>| {
        frame.truncate(frame.len() - 9);
        frame
    };
    for row in [
        ("zstd", "ok", bytes(with_length(head, zstd(BODY, 0)))),
        ("1 GiB of zeros in zstd", "is_too_large", bytes(with_length(head, zstd(BODY, 8192)))),
        ("zstd that is none", "is_malformed", bytes(with_length(head, BODY))),
        ("zstd that is cut", "is_interrupted x2", bytes(with_length(head, cut(zstd(BODY, 0))))),
    ] {
        assert_eq!(play(row, false).await, None);
    }
}

/// The whole process, with what the server side keeps, grows by no more than this many KiB at any time.
const MEMORY: u64 = 128 << 10;

#[tokio::test]
async fn servers_that_answer_wrongly() {
    let before = peak();
    for row in wrong() {
        assert_eq!(play(row, false).await, None);
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < MEMORY, "{before} KiB grew to {after} KiB");
    }
}

/// The most memory that the process has had, in KiB, where the system says it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// A body that is cut after each tenth byte is no answer, where that can be known; never a half one, and no panic.
#[tokio::test]
async fn bodies_that_are_cut() {
    let whole: [(&str, Vec<u8>, &str); 5] = [
        ("length", with_length(OK, BODY), "is_interrupted x2"),
        ("chunks", in_chunks(OK, BODY), "is_interrupted x2"),
        ("gzip and length", with_length(GZIP, pack(BODY)), "is_interrupted x2"),
        ("gzip without length", without_length(GZIP, pack(BODY)), "is_interrupted x2"),
        ("no length", without_length(OK, BODY), "is_decode"),
    ];
    for (name, message, expected) in whole {
        let head = message.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        for cut in (head + 10..message.len()).step_by(10) {
            let server = Server::start(bytes(&message[..cut]));
            assert_eq!(outcome(client(&server.url, false).call(&GET)).await, expected, "{name}, cut at {cut}");
        }
        let server = Server::start(bytes(message));
        assert_eq!(outcome(client(&server.url, false).call(&GET)).await, "ok", "{name}");
        assert_eq!(server.connections(), 1);
    }
}
