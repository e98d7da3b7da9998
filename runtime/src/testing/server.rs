//! An HTTP server on loopback that answers by a function and keeps what it was sent.

use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::transport::HttpResponse;
use crate::wire::headers::Headers;

/// A server of HTTP/1.1 on a free port of this machine. It answers one request at a time and stops when it is dropped.
///
/// ```
/// use restgen_runtime::testing::Server;
/// use restgen_runtime::{Api, Client, HttpResponse, Json, Method, Operation};
///
/// static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com");
/// static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
///
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// let server = Server::start(|_| HttpResponse::new(200).with_body("[]"))?;
/// let client = Client::builder(&API).base_url(server.url()).build()?;
///
/// assert_eq!(client.call::<Json>(&GET).await?, Json::Array(vec![]));
/// assert_eq!(server.received()[0].target(), "/pets");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
#[derive(Debug)]
pub struct Server {
    listener: Listener,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that answers each request with what the function makes of it.
    ///
    /// # Errors
    ///
    /// Fails where the system has no port to listen on.
    pub fn start(mut answer: impl FnMut(&Received) -> HttpResponse + Send + 'static) -> io::Result<Self> {
        let received: Arc<Mutex<Vec<Received>>> = Arc::default();
        let seen = Arc::clone(&received);
        let listener = Listener::start(0, move |mut connection| {
            // A client that breaks off has its own error to show.
            let Ok(request) = Received::read(&connection) else { return };
            let response = answer(&request);
            // Before the answer, so that a client that has one finds its request here.
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(request);
            drop(connection.write_all(&message(&response)));
        })?;
        Ok(Self { listener, received })
    }

    /// Where it listens, as a base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.listener.address)
    }

    /// The requests so far, in order.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A port of this machine with a thread that takes its connections, until it is dropped.
#[derive(Debug)]
pub(super) struct Listener {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Listens at a port; at a free one where it is 0.
    pub(super) fn start(port: u16, mut take: impl FnMut(TcpStream) + Send + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let (address, stopped) = (listener.local_addr()?, Arc::new(AtomicBool::new(false)));
        let stop = Arc::clone(&stopped);
        let thread = thread::spawn(move || {
            for connection in listener.incoming() {
                if stop.load(Ordering::Acquire) {
                    return;
                }
                if let Ok(connection) = connection {
                    take(connection);
                }
            }
        });
        Ok(Self { address, stopped, thread: Some(thread) })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes connections until the process ends.
    pub(super) fn wait(mut self) {
        // A thread that panicked has said why.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Release);
        // The thread waits for a connection; where none can be made, it waits until the process ends.
        drop(TcpStream::connect(self.address));
    }
}

/// The response as it goes over the wire, after which the connection is closed.
pub(super) fn message(response: &HttpResponse) -> Vec<u8> {
    let rest = format!("Content-Length: {}\r\nConnection: close\r\n\r\n", response.body().len());
    [head(response).as_bytes(), rest.as_bytes(), response.body()].concat()
}

/// The first line of a response and its headers, each with its line end.
pub(super) fn head(response: &HttpResponse) -> String {
    let mut head = format!("HTTP/1.1 {} -\r\n", response.status());
    for (name, value) in response.headers().iter() {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head
}

/// A request as it came over the wire.
///
/// `Debug` does not show the headers' values, the query and the body.
#[derive(Clone)]
pub struct Received {
    method: String,
    target: String,
    headers: Headers,
    body: Vec<u8>,
}

impl Received {
    /// Reads a request. Its body, if there is one, has its length in the head, or comes in chunks.
    ///
    /// # Errors
    ///
    /// Fails where the stream does, and where it holds no such request.
    pub fn read(stream: impl Read) -> io::Result<Self> {
        let mut stream = BufReader::new(stream);
        let first = line(&mut stream)?;
        let mut words = first.split(' ').map(str::to_owned);
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(invalid("no request line"));
        };
        let mut headers = Headers::default();
        while let Some((name, value)) = line(&mut stream)?.split_once(':') {
            headers.append(name, value.trim());
        }
        let body = if headers.get("transfer-encoding").is_some() {
            chunks(&mut stream)?
        } else {
            exactly(&mut stream, headers.get("content-length").unwrap_or("0").parse().map_err(invalid)?)?
        };
        Ok(Self { method, target, headers, body })
    }

    /// The method, as `GET`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path and query, encoded as they came.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The path, encoded as it came.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The header fields.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The value of a header field, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    /// The body; empty where there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, target: _, headers, body } = self;
        f.debug_struct("Received")
            .field("method", method)
            .field("path", &self.path())
            .field("headers", &headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body_len", &body.len())
            .finish()
    }
}

/// A body in chunks (RFC 9112, section 7.1), without what may stand beside their lengths.
fn chunks(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let length = usize::from_str_radix(&line(stream)?, 16).map_err(invalid)?;
        body.extend(exactly(stream, length)?);
        line(stream)?;
        if length == 0 {
            return Ok(body);
        }
    }
}

fn exactly(stream: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn invalid(error: impl Into<Box<dyn Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}
