//! A server on loopback that answers from a script, byte by byte, so that it can also do what no server should.

use std::io::Write;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use restgen_runtime::testing::Received;

/// What the server does with a connection after it has read a request.
pub(crate) enum Reply {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Writes these bytes and then nothing more, without closing.
    Hang(Vec<u8>),
}

pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Answers one connection per reply, in order.
    pub(crate) fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let store = Arc::clone(&seen);
        thread::spawn(move || {
            let mut open = Vec::new();
            for reply in replies {
                let (mut stream, _) = listener.accept().unwrap();
                store.lock().unwrap().push(Received::read(&stream).unwrap());
                match reply {
                    Reply::Bytes(bytes) => stream.write_all(&bytes).unwrap_or_default(),
                    Reply::Hang(bytes) => {
                        stream.write_all(&bytes).unwrap();
                        open.push(stream);
                    }
                }
            }
            // A thread that ended would close what it was told to leave open.
            while !open.is_empty() {
                thread::park();
            }
        });
        Self { url, seen }
    }

    pub(crate) fn answering(status: u16, content_type: &str, body: &str) -> Self {
        Self::start(vec![Reply::Bytes(answer(status, content_type, body))])
    }

    pub(crate) fn seen(&self) -> Vec<Received> {
        self.seen.lock().unwrap().clone()
    }
}

/// A whole answer after which the connection is closed.
pub(crate) fn answer(status: u16, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Any\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )
    .into_bytes()
}
