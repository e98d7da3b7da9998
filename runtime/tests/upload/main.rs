//! Files that are read while they are sent: from the disk, from streams, to the API and to an address that it hands out.
#![cfg(feature = "testing")]

mod content;
mod early;
mod elsewhere;
mod pieces;
mod repeat;

use std::path::PathBuf;

use restgen_runtime::testing::Server;
use restgen_runtime::{Api, Auth, Call, Client, FilePart, HttpResponse, Method, Operation};

static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com")
    .auth(Auth::Bearer)
    .headers(&[("Accept-Version", "^1")])
    .query(&[("_links", "true")]);
static UPLOAD: Operation = Operation::new("pets.upload", Method::Post, "/pets");

/// A server that takes everything, and a client of it.
fn server() -> (Server, Client) {
    let server = Server::start(|_| HttpResponse::new(204)).unwrap();
    let client = Client::builder(&API).base_url(server.url()).token("hush").build().unwrap();
    (server, client)
}

fn upload(client: &Client, file: &FilePart) -> Call<()> {
    client.call::<()>(&UPLOAD).part_file("file", file)
}

/// A file of the test's own that is deleted with it.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, content: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("restgen-upload-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), content).unwrap();
        Self(folder.join(name))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_dir_all(self.0.parent().unwrap()).unwrap_or_default();
    }
}

/// What stands between the head of the only part and the boundary behind it.
fn content(body: &[u8]) -> Vec<u8> {
    let find = |needle: &[u8]| body.windows(needle.len()).position(|window| window == needle).unwrap();
    let (first_line, head) = (find(b"\r\n"), find(b"\r\n\r\n") + 4);
    let end = [b"\r\n", &body[..first_line], b"--\r\n"].concat();
    assert!(body.ends_with(&end), "{}", String::from_utf8_lossy(body));
    body[head..body.len() - end.len()].to_vec()
}
