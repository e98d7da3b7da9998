//! A mock as a server on loopback.

use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;

use super::check::Request;
use super::{COMMENT, KEEP_ALIVE, Mock, Outcome, Reply};
use crate::testing::server::{Listener, Received, head, message};

/// A [`Mock`] that listens on this machine. It answers requests at once, each on a connection of its own, and stops when
/// it is dropped.
#[derive(Debug)]
pub struct MockServer {
    listener: Listener,
    base_path: String,
}

impl Mock {
    /// Serves the mock at a port of `127.0.0.1`; at a free one where it is 0.
    ///
    /// # Errors
    ///
    /// Fails where the port is taken, or the system has none.
    pub fn serve(&self, port: u16) -> io::Result<MockServer> {
        let mock = self.clone();
        let listener = Listener::start(port, move |connection| {
            let mock = mock.clone();
            // A client that breaks off has its own error to show.
            thread::spawn(move || drop(mock.answer(connection)));
        })?;
        Ok(MockServer { listener, base_path: self.api.0.base_path().to_owned() })
    }

    fn answer(&self, mut connection: TcpStream) -> io::Result<()> {
        let received = Received::read(&connection)?;
        let Outcome { delay, reply } = self.meet(Request {
            method: received.method(),
            target: received.target(),
            headers: received.headers(),
            body: received.body(),
        });
        thread::sleep(delay);
        match reply {
            Reply::Whole(response) => connection.write_all(&message(&response)),
            Reply::Open(response) => {
                connection.write_all(format!("{}Connection: close\r\n\r\n", head(&response)).as_bytes())?;
                connection.write_all(response.body())?;
                loop {
                    connection.flush()?;
                    thread::sleep(KEEP_ALIVE);
                    connection.write_all(COMMENT)?;
                }
            }
            Reply::Cut => connection.shutdown(Shutdown::Both),
        }
    }
}

impl MockServer {
    /// The base URL of the API that it stands in for.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.listener.address(), self.base_path)
    }

    /// Waits until the process ends.
    pub fn wait(self) {
        self.listener.wait();
    }
}
