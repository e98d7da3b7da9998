//! What comes of a call to a server that does what no server should: for each fault an outcome, within a bound of time
//! and memory, over real connections.
#![cfg(feature = "testing")]

mod cases;
mod connections;
mod packed;
mod server;

use std::time::{Duration, Instant};

use restgen_runtime::retry::Backoff;
use restgen_runtime::{Api, Call, Client, Error, Json, Method, Operation};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com").error_keys("type", "message");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
static POST: Operation = Operation::new("pets.post", Method::Post, "/pets");

/// How long the server may be waited for where it is to be cut off.
const SHORT: Duration = Duration::from_millis(400);

/// No case may take longer, however busy the machine is.
const BOUND: Duration = Duration::from_secs(20);

/// The largest body that is read.
const LIMIT: u64 = 8 << 20;

fn client(url: &str, short: bool) -> Client {
    let builder = Client::builder(&API).base_url(url).response_limit(LIMIT);
    let builder = builder.retry(Backoff::new().attempts(2).first_delay(Duration::from_millis(1)));
    let builder = if short { builder.attempt_timeout(SHORT).idle_timeout(SHORT / 2) } else { builder };
    builder.build().unwrap()
}

/// The outcome of a read in a line: `ok`, or the predicates that hold, or the status; and how many attempts there were, if not one.
async fn outcome(call: Call<Json>) -> String {
    let start = Instant::now();
    let result = call.await;
    assert!(start.elapsed() < BOUND, "took {:?}", start.elapsed());
    match result {
        Ok(_) => "ok".to_owned(),
        Err(error) => {
            let attempts = if error.attempts() == 1 { String::new() } else { format!(" x{}", error.attempts()) };
            let status = error.status().map(|status| status.to_string()).unwrap_or_default();
            Some(predicates(&error)).filter(|list| !list.is_empty()).unwrap_or(status) + &attempts
        }
    }
}

fn predicates(error: &Error) -> String {
    let text = format!("{error:?}");
    let list = text.split_once("is: [").unwrap().1.split_once(']').unwrap().0;
    list.replace('"', "").replace(", ", " ")
}
