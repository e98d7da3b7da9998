//! Ten thousand calls of one client: what is left of them is nothing.
#![cfg(feature = "testing")]
#![cfg(target_os = "linux")]

use std::time::Duration;
use std::{fs, thread};

use restgen_runtime::{Api, CallOptions, Client, Json, Method, Operation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Handle};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");

const AT_ONCE: usize = 16;

/// Makes calls, of which every tenth fails and every hundredth is given up.
async fn make(client: &Client, calls: usize) {
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|task| {
            let client = client.clone();
            tokio::spawn(async move {
                for call in (task..calls).step_by(AT_ONCE) {
                    let status = if call % 10 == 0 { 404_u32 } else { 200 };
                    let sending =
                        client.call::<Json>(&GET).query::<u32>("status", status).timeout(Duration::from_mins(1));
                    if call % 100 == 1 {
                        let _ = tokio::time::timeout(Duration::from_micros(50), sending.into_future()).await;
                    } else {
                        assert_eq!(sending.await.is_ok(), status == 200);
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

fn open_files() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// In KiB.
fn resident_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    memory.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

/// A server in a thread of its own, whose memory does not grow with the connections either; gives its address.
fn start_server() -> String {
    let (tell, told) = std::sync::mpsc::channel();
    thread::spawn(move || {
        Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(format!("http://{}", listener.local_addr().unwrap())).unwrap();
            loop {
                tokio::spawn(answer(listener.accept().await.unwrap().0));
            }
        });
    });
    told.recv().unwrap()
}

async fn answer(mut stream: TcpStream) {
    let body = format!("[\"{}\"]", "x".repeat(1000));
    let mut request = Vec::new();
    while stream.read_buf(&mut request).await.is_ok_and(|count| count > 0) {
        if request.ends_with(b"\r\n\r\n") {
            let status = if request.starts_with(b"GET /pets?status=404") { "404 No" } else { "200 OK" };
            let message = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            if stream.write_all(message.as_bytes()).await.is_err() {
                return;
            }
            request.clear();
        }
    }
}

#[tokio::test]
async fn ten_thousand_calls_leak_nothing() {
    let url = start_server();
    // What the first client brings once: the poller of the runtime, the roots of TLS.
    make(&Client::builder(&API).base_url(&url).build().unwrap(), 1).await;
    let files = open_files();
    let client = Client::builder(&API).base_url(&url).build().unwrap();
    make(&client, 1000).await;
    let memory = resident_memory();
    make(&client, 10_000).await;
    let memory_after = resident_memory();
    // That is a hundred bytes a call.
    assert!(memory_after < memory + 1024, "{memory} KiB grew to {memory_after} KiB");
    drop(client);
    let tasks = || Handle::current().metrics().num_alive_tasks();
    for _ in 0..200 {
        if tasks() == 0 && open_files() <= files {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} tasks go on, {files} open files became {}", tasks(), open_files());
}
