//! `cargo xtask mock` as a process: it serves, tells of each request, and stops when it is stopped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn mock(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("mock").args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn the_mock_of_a_client_is_served() {
    let library = concat!(env!("CARGO_MANIFEST_DIR"), "/../generator/tests/library");
    let mut running = Running(mock(&["--port", "0", "--root", library]).spawn().unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let first = lines.next().expect("it says where it listens").unwrap();
    let (_, url) = first.split_once("http://").unwrap();
    let (address, base) = url.split_once(';').unwrap().0.split_once('/').unwrap();

    let mut connection = TcpStream::connect(address).unwrap();
    write!(connection, "DELETE /{base}/books/b1 HTTP/1.1\r\nX-Api-Key: any\r\n\r\n").unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
    assert_eq!(lines.next().unwrap().unwrap(), "DELETE /v2/books/b1 204 book.remove");

    drop(running);
    assert!(TcpStream::connect(address).is_err(), "it still listens");
}

#[test]
fn a_folder_without_a_client_is_told() {
    let output = mock(&["--root", "no/such/folder"]).output().unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("error: there is no folder `no/such/folder/spec`"), "{text}");
}
