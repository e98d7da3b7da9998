//! A server of event streams on loopback that follows a script.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The head of a stream that goes on until the connection is closed.
pub(crate) const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

/// What the server does with a connection after it has read a request; at the end it closes.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Send(Vec<u8>),
    Pause(u64),
    /// Waits until the client closes, and counts it.
    AwaitClose,
}

pub(crate) fn send(text: impl AsRef<[u8]>) -> Step {
    Step::Send(text.as_ref().to_vec())
}

/// An answer that is no stream.
pub(crate) fn status(status: u16, more: &str) -> Vec<Step> {
    vec![send(format!("HTTP/1.1 {status} Any\r\nConnection: close\r\n{more}\r\n"))]
}

pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<String>>>,
    closed: Arc<AtomicUsize>,
}

impl Server {
    /// Serves one connection per script, in order, and then none.
    pub(crate) fn start(scripts: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (seen, closed) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (store, count) = (Arc::clone(&seen), Arc::clone(&closed));
        thread::spawn(move || {
            for script in scripts {
                let (mut stream, _) = listener.accept().unwrap();
                store.lock().unwrap().push(head(&stream));
                for step in script {
                    follow(step, &mut stream, &count);
                }
            }
        });
        Self { url, seen, closed }
    }

    /// The heads of the requests so far, in small letters.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// The value of a header of each request so far.
    pub(crate) fn seen_header(&self, name: &str) -> Vec<Option<String>> {
        let value = |head: &String| head.lines().find_map(|line| Some(line.strip_prefix(name)?[1..].trim().to_owned()));
        self.seen().iter().map(value).collect()
    }

    /// Whether the client closes that many connections within a second.
    pub(crate) async fn sees_closed(&self, count: usize) -> bool {
        for _ in 0..100 {
            if self.closed.load(Ordering::SeqCst) == count {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }
}

fn follow(step: Step, stream: &mut TcpStream, closed: &AtomicUsize) {
    match step {
        // The client may have gone; the test sees that by itself.
        Step::Send(bytes) => stream.write_all(&bytes).unwrap_or_default(),
        Step::Pause(millis) => thread::sleep(Duration::from_millis(millis)),
        Step::AwaitClose => {
            stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            let is_timeout = |error: std::io::Error| error.kind() == std::io::ErrorKind::WouldBlock;
            if !stream.read(&mut [0]).is_err_and(is_timeout) {
                closed.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
}

fn head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).map(|line| line.to_ascii_lowercase() + "\n").collect()
}
