//! A server on loopback that does with each connection what a script says, byte by byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use restgen_runtime::testing::Received;

/// What the server does with a connection. It is closed when the script ends.
pub(crate) type Script = Arc<dyn Fn(&mut Connection) + Send + Sync>;

pub(crate) struct Server {
    pub(crate) url: String,
    connections: Arc<AtomicU32>,
}

pub(crate) struct Connection {
    stream: TcpStream,
    /// The first of the server is 1.
    pub(crate) number: u32,
}

impl Server {
    /// Each connection has a thread of its own.
    pub(crate) fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::<AtomicU32>::default();
        let count = Arc::clone(&connections);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (number, script) = (count.fetch_add(1, Ordering::SeqCst) + 1, Arc::clone(&script));
                thread::spawn(move || script(&mut Connection { stream: stream.unwrap(), number }));
            }
        });
        Self { url, connections }
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> u32 {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Connection {
    /// Waits for a request; none if the client closes.
    pub(crate) fn request(&mut self) -> Option<Received> {
        Received::read(&self.stream).ok()
    }

    /// A client that has seen enough may be gone.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).is_ok()
    }

    /// Writes a byte, waits, and so on.
    pub(crate) fn trickle(&mut self, bytes: &[u8], pause: Duration) {
        for byte in bytes {
            if !self.write(&[*byte]) {
                return;
            }
            thread::sleep(pause);
        }
    }

    /// Says nothing more until the client closes.
    pub(crate) fn hang(&mut self) {
        while self.stream.read(&mut [0; 1024]).is_ok_and(|count| count > 0) {}
    }
}

/// Answers the first request of each connection with these bytes.
pub(crate) fn bytes(answer: impl Into<Vec<u8>>) -> Script {
    let answer = answer.into();
    Arc::new(move |connection| {
        if connection.request().is_some() {
            connection.write(&answer);
        }
    })
}

/// A message with its length in the head.
pub(crate) fn with_length(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A message that ends with the connection.
pub(crate) fn without_length(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body.as_ref()].concat()
}

/// A message in pieces of 16 bytes.
pub(crate) fn in_chunks(head: &str, body: &[u8]) -> Vec<u8> {
    let mut message = format!("HTTP/1.1 {head}\r\nTransfer-Encoding: chunked\r\n\r\n").into_bytes();
    for piece in body.chunks(16) {
        message.extend([format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat());
    }
    message.extend(b"0\r\n\r\n");
    message
}
