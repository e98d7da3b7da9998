//! Ten thousand calls of one client: what is left of them is nothing.
#![cfg(feature = "testing")]
#![cfg(target_os = "linux")]

#[allow(dead_code, reason = "the server of the faults can do more than is needed here")]
#[path = "faults/server.rs"]
mod server;

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use restgen_runtime::{Api, CallOptions, Client, Json, Method, Operation};
use server::{Server, with_length};
use tokio::runtime::Handle;

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

/// Open files of the process, and its resident memory in KiB.
fn held() -> (usize, usize) {
    let files = fs::read_dir("/proc/self/fd").unwrap().count();
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    (files, memory.trim().strip_suffix(" kB").unwrap().parse().unwrap())
}

#[tokio::test]
async fn ten_thousand_calls_leak_nothing() {
    let server = Server::start(Arc::new(|connection| {
        while let Some(request) = connection.request() {
            let head = if request.target().ends_with("404") { "404 No" } else { "200 OK" };
            if !connection.write(&with_length(head, format!("[\"{}\"]", "x".repeat(1000)))) {
                return;
            }
        }
    }));
    let client = Client::builder(&API).base_url(&server.url).build().unwrap();
    make(&client, 1000).await;
    let (files, memory) = held();
    make(&client, 10_000).await;
    let (files_after, memory_after) = held();
    // That is a hundred bytes a call.
    assert!(memory_after < memory + 1024, "{memory} KiB grew to {memory_after} KiB");
    assert!(files_after < files + 2 * AT_ONCE, "{files} open files became {files_after}");
    drop(client);
    for _ in 0..100 {
        if Handle::current().metrics().num_alive_tasks() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{} tasks go on", Handle::current().metrics().num_alive_tasks());
}
