//! Whole calls beside a client written by hand with reqwest and `serde_derive`, over loopback: a collection of a hundred
//! API tokens, of one, and a token made.
//!
//! The server is a process of its own, so that the CPU time of this one is that of the clients. Both have the same limits
//! of time and take turns, so that what else the machine does hits both; the medians are compared.

use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use restgen_runtime::testing::Received;
use restgen_runtime::{Api, Auth, Client, Method, Operation};

mod tokens;

static API: Api = Api::new("tokens", "1.0.0", "https://api.example.com").auth(Auth::Bearer);
static HUNDRED: Operation = Operation::new("tokens.hundred", Method::Get, "/hundred/{ownerId}");
static ONE: Operation = Operation::new("tokens.one", Method::Get, "/one/{ownerId}");
static POST: Operation = Operation::new("tokens.post", Method::Post, "/one/{ownerId}");

/// Calls of a turn; each task is measured in so many turns of each side.
const CALLS: usize = 512;
const TURNS: usize = 41;

fn main() {
    if env::args().any(|argument| argument == "--serve") {
        return serve();
    }
    // `cargo test --benches` only asks whether it runs.
    let turns = if env::args().any(|argument| argument == "--bench") { TURNS } else { 1 };
    let (mut server, url) = start_server();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    println!("{:<32} {:>14} {:>14} {:>10} {:>10}", "", "CPU a call", "by hand", "CPU ratio", "rate ratio");
    runtime.block_on(compare(&url, turns));
    server.kill().expect("the server runs");
    server.wait().expect("the server ends");
}

async fn compare(url: &str, turns: usize) {
    let client = Client::builder(&API).base_url(url).token("secret").build().expect("a client");
    let ours = Ours { client, token: Arc::new(new_token()) };
    let theirs = Theirs::new(url);
    for at_once in [1, 64] {
        for task in [Task::Hundred, Task::One, Task::Post] {
            let (mut our_costs, mut their_costs) = (Vec::new(), Vec::new());
            for _ in 0..turns {
                our_costs.push(turn(at_once, || ours.clone().run(task)).await);
                their_costs.push(turn(at_once, || theirs.clone().run(task)).await);
            }
            report(task, at_once, &our_costs, &their_costs);
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Task {
    Hundred,
    One,
    Post,
}

/// What the calls of a turn took.
struct Cost {
    cpu: Duration,
    time: Duration,
}

async fn turn<F: Future<Output = ()> + Send + 'static>(at_once: usize, call: impl Fn() -> F) -> Cost {
    let (start, cpu) = (Instant::now(), cpu_time());
    let mut left = CALLS;
    while left > 0 {
        let tasks: Vec<_> = (0..at_once.min(left)).map(|_| tokio::spawn(call())).collect();
        left -= tasks.len();
        for task in tasks {
            task.await.expect("no call fails");
        }
    }
    Cost { cpu: cpu_time().saturating_sub(cpu), time: start.elapsed() }
}

/// The time that this thread, on which all calls are made, was on a CPU.
fn cpu_time() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    Duration::from_nanos(text.split(' ').next().and_then(|nanos| nanos.parse().ok()).expect("a number"))
}

fn report(task: Task, at_once: usize, ours: &[Cost], theirs: &[Cost]) {
    let [our_cpu, their_cpu] = [ours, theirs].map(|costs| median(costs.iter().map(|cost| cost.cpu).collect()));
    let [our_time, their_time] = [ours, theirs].map(|costs| median(costs.iter().map(|cost| cost.time).collect()));
    let name = format!("{task:?}, {at_once} at once");
    let calls = u32::try_from(CALLS).expect("few");
    println!(
        "{name:<32} {:>14.2?} {:>14.2?} {:>10.2} {:>10.2}",
        our_cpu / calls,
        their_cpu / calls,
        our_cpu.as_secs_f64() / their_cpu.as_secs_f64(),
        their_time.as_secs_f64() / our_time.as_secs_f64(),
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[derive(Clone)]
struct Ours {
    client: Client,
    token: Arc<tokens::ours::ApiToken>,
}

impl Ours {
    async fn run(self, task: Task) {
        match task {
            Task::Hundred => {
                let call = self.client.call::<tokens::ours::ApiTokens>(&HUNDRED);
                let page = call.path::<String>("ownerId", "o").query::<i64>("perPage", 100).await;
                assert_eq!(page.expect("a page").items.map(|items| items.len()), Some(100));
            }
            Task::One => {
                let call = self.client.call::<tokens::ours::ApiTokens>(&ONE);
                let page = call.path::<String>("ownerId", "o").query::<i64>("perPage", 100).await;
                assert_eq!(page.expect("a page").items.map(|items| items.len()), Some(1));
            }
            Task::Post => {
                let call = self.client.call::<tokens::ours::ApiTokens>(&POST);
                let call = call.path::<String>("ownerId", "o").body(&*self.token);
                assert!(call.await.expect("a token").items.is_some());
            }
        }
    }
}

/// What one writes by hand, with the same limits of time.
#[derive(Clone)]
struct Theirs {
    client: reqwest::Client,
    url: String,
    token: Arc<tokens::theirs::ApiToken>,
}

impl Theirs {
    fn new(url: &str) -> Self {
        let builder = reqwest::Client::builder().user_agent("tokens/1.0.0").redirect(reqwest::redirect::Policy::none());
        let builder = builder.connect_timeout(Duration::from_secs(10)).read_timeout(Duration::from_secs(30));
        let client = builder.no_proxy().build().expect("a client");
        Self { client, url: url.to_owned(), token: Arc::new(new_token()) }
    }

    async fn run(self, task: Task) {
        let request = match task {
            Task::Hundred => self.client.get(format!("{}/hundred/{}?perPage={}", self.url, "o", 100)),
            Task::One => self.client.get(format!("{}/one/{}?perPage={}", self.url, "o", 100)),
            Task::Post => {
                let text = serde_json::to_vec(&*self.token).expect("JSON");
                self.client
                    .post(format!("{}/one/{}", self.url, "o"))
                    .header("content-type", "application/json")
                    .body(text)
            }
        };
        let request =
            request.bearer_auth("secret").header("accept", "application/json").timeout(Duration::from_mins(1));
        let response = request.send().await.and_then(reqwest::Response::error_for_status).expect("a response");
        let body = response.bytes().await.expect("a body");
        let page: tokens::theirs::ApiTokens = serde_json::from_slice(&body).expect("a page");
        std::hint::black_box(page);
    }
}

/// The token that is made, read so that both sides have the same.
fn new_token<T: for<'de> serde::Deserialize<'de>>() -> T {
    serde_json::from_str(r#"{"name":"ci","description":"Reads all.","scope":["all.Instance.read"],"status":"active"}"#)
        .expect("a token")
}

fn start_server() -> (Child, String) {
    let mut command = Command::new(env::current_exe().expect("this program"));
    let mut server = command.arg("--serve").stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut url = String::new();
    BufReader::new(server.stdout.take().expect("it is piped"))
        .read_line(&mut url)
        .expect("the server says where it is");
    (server, url.trim().to_owned())
}

/// Says where it listens, then answers until it is killed.
fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    println!("http://{}", listener.local_addr().expect("an address"));
    let answers = [100, 1].map(|count| answer(&tokens::collection(count)));
    for stream in listener.incoming() {
        let answers = answers.clone();
        thread::spawn(move || answer_all(&stream.expect("a connection"), &answers));
    }
}

fn answer_all(mut stream: &TcpStream, [hundred, one]: &[Vec<u8>; 2]) {
    while let Ok(request) = Received::read(stream) {
        let answer = if request.target().starts_with("/hundred") { hundred } else { one };
        if request.target().is_empty() || stream.write_all(answer).is_err() {
            return;
        }
    }
}

fn answer(body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\
         Server: test\r\nVary: Accept-Encoding\r\nX-Request-Id: 575ec7417ae143cd83dc4a96\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
