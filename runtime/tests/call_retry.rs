//! Which failures are followed by another attempt, after how long, and what bounds it. The clock is paused.
#![cfg(feature = "testing")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use restgen_runtime::retry::{Backoff, FailedAttempt, Failure};
use restgen_runtime::testing::Replay;
use restgen_runtime::{
    Api, BoxFuture, CallOptions, Client, ClientBuilder, Error, HttpRequest, HttpResponse, Method, Operation, Transport,
    TransportError,
};
use tokio::time::Instant;

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
static HEAD: Operation = Operation::new("pets.head", Method::Head, "/pets");
static PUT: Operation = Operation::new("pets.put", Method::Put, "/pets");
static POST: Operation = Operation::new("pets.post", Method::Post, "/pets");
static DELETE: Operation = Operation::new("pets.delete", Method::Delete, "/pets");

fn builder(replay: &Replay) -> ClientBuilder {
    Client::builder(&API).transport(replay.clone())
}

fn after(seconds: &str) -> HttpResponse {
    HttpResponse::new(503).header("retry-after", seconds)
}

/// Adds a failure to what will be answered.
type Fail<'a> = &'a dyn Fn(Replay) -> Replay;

/// Fails each attempt in the same way, and says how many there were.
async fn attempts(operation: &'static Operation, idempotent: Option<bool>, fail: Fail<'_>) -> u32 {
    let replay = (0..5).fold(Replay::new(), |replay, _| fail(replay));
    let call = builder(&replay).build().unwrap().call::<()>(operation);
    let call = if let Some(idempotent) = idempotent { call.idempotent(idempotent) } else { call };
    let error = call.await.unwrap_err();
    assert_eq!(error.attempts() as usize, replay.requests().len());
    let suffix = if error.attempts() == 1 { "" } else { ", after 3 attempts" };
    assert!(error.to_string().ends_with(suffix), "{error}");
    error.attempts()
}

#[tokio::test(start_paused = true)]
async fn what_is_tried_again() {
    let status = |status: u16| move |replay: Replay| replay.respond(HttpResponse::new(status));
    let busy = |replay: Replay| replay.respond(after("1"));
    let refused = |replay: Replay| replay.fail(TransportError::connect("refused"));
    let unconnected = |replay: Replay| replay.fail(TransportError::connect_timeout(Duration::from_secs(1)));
    let untrusted = |replay: Replay| replay.fail(TransportError::tls("unknown issuer"));
    let broken = |replay: Replay| replay.fail(TransportError::interrupted("cut"));
    let silent = |replay: Replay| replay.fail(TransportError::idle(Duration::from_secs(1)));
    let slow = |replay: Replay| replay.fail(TransportError::timeout(Duration::from_secs(1)));
    let large = |replay: Replay| replay.fail(TransportError::too_large(1));
    let garbage = |replay: Replay| replay.fail(TransportError::malformed("no HTTP"));
    // How it fails, the attempts of a GET, and those of a POST.
    let cases: &[(&str, Fail<'_>, u32, u32)] = &[
        ("302", &status(302), 1, 1),
        ("400", &status(400), 1, 1),
        ("401", &status(401), 1, 1),
        ("404", &status(404), 1, 1),
        ("408", &status(408), 3, 1),
        ("409", &status(409), 1, 1),
        ("429", &status(429), 3, 3),
        ("500", &status(500), 3, 1),
        ("501", &status(501), 1, 1),
        ("502", &status(502), 3, 1),
        ("503", &status(503), 3, 1),
        ("503 with `Retry-After`", &busy, 3, 3),
        ("504", &status(504), 3, 1),
        ("refused", &refused, 3, 3),
        ("not connected in time", &unconnected, 3, 3),
        ("not trusted", &untrusted, 1, 1),
        ("broken", &broken, 3, 1),
        ("silent", &silent, 3, 1),
        ("slow", &slow, 3, 1),
        ("too large", &large, 1, 1),
        ("no HTTP", &garbage, 1, 1),
    ];
    for (name, fail, get, post) in cases {
        for (operation, idempotent, expected) in [
            (&GET, None, get),
            (&HEAD, None, get),
            (&GET, Some(false), post),
            (&POST, None, post),
            (&PUT, None, post),
            (&DELETE, None, post),
            (&POST, Some(true), get),
        ] {
            assert_eq!(attempts(operation, idempotent, *fail).await, *expected, "{name}: {operation}, {idempotent:?}");
        }
    }
}

/// The time that a call took which failed so, then succeeded.
async fn waited(first: HttpResponse) -> Duration {
    let replay = Replay::new().respond(first).respond(HttpResponse::new(200));
    let start = Instant::now();
    builder(&replay)
        .retry(Backoff::new().first_delay(Duration::ZERO))
        .build()
        .unwrap()
        .call::<()>(&POST)
        .await
        .unwrap();
    start.elapsed()
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    let date = |value: &str| after(value).header("date", "Sun, 06 Nov 1994 08:49:30 GMT");
    for (response, seconds) in [
        (after("0"), 0_u32),
        (after("7"), 7),
        (date("Sun, 06 Nov 1994 08:49:37 GMT"), 7),
        (date("Sunday, 06-Nov-94 08:49:37 GMT"), 7),
        (date("Sun Nov  6 08:49:37 1994"), 7),
        (date("Sun, 06 Nov 1994 08:49:00 GMT"), 0),
    ] {
        let waited = waited(response.clone()).await;
        assert!(waited.as_secs_f64() - f64::from(seconds) < 0.01, "{waited:?} for {response:?}");
        assert!(waited >= Duration::from_secs(u64::from(seconds)), "{waited:?} for {response:?}");
    }
    for nonsense in ["soon", "-1", "1.5", "", "99999999999999999999"] {
        let replay = Replay::new().respond(after(nonsense));
        let error = builder(&replay).build().unwrap().call::<()>(&POST).await.unwrap_err();
        assert_eq!(error.attempts(), 1, "{nonsense:?} is no promise that nothing was done");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_time_of_the_call_is_not_begun() {
    let replay = Replay::new().respond(after("121"));
    let start = Instant::now();
    let error = builder(&replay).build().unwrap().call::<()>(&GET).await.unwrap_err();
    assert_eq!((error.status(), error.attempts(), start.elapsed()), (Some(503), 1, Duration::ZERO));

    let replay = Replay::new().respond(after("121")).respond(HttpResponse::new(200));
    builder(&replay).build().unwrap().call::<()>(&GET).timeout(Duration::MAX).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 121);
}

#[tokio::test(start_paused = true)]
async fn waits_double_and_are_drawn_below_that() {
    let waits = Arc::new(Mutex::new(Vec::new()));
    let (kept, policy) = (Arc::clone(&waits), Backoff::new().attempts(8));
    let watching = move |failed: &FailedAttempt| {
        use restgen_runtime::retry::RetryPolicy;
        let wait = policy.next(failed)?;
        kept.lock().unwrap().push((wait.as_secs_f64(), failed.random));
        Some(wait)
    };
    let replay = (0..8).fold(Replay::new(), |replay, _| replay.respond(HttpResponse::new(500)));
    builder(&replay).retry(watching).build().unwrap().call::<()>(&GET).await.unwrap_err();
    let waits = waits.lock().unwrap();
    let longest = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 10.0];
    assert_eq!(waits.len(), longest.len());
    for ((wait, random), longest) in waits.iter().zip(longest) {
        assert!((wait - longest * random).abs() < 1e-6, "{wait} of {longest} for {random}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_broken_connection_is_replaced_at_once() {
    let replay = Replay::new().fail(TransportError::interrupted("closed")).answer(200, "");
    let start = Instant::now();
    builder(&replay).build().unwrap().call::<()>(&GET).await.unwrap();
    assert!(start.elapsed() < Duration::from_millis(2), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn policies_of_the_client_and_of_the_call() {
    let failing = || (0..9).fold(Replay::new(), |replay, _| replay.respond(HttpResponse::new(418)));
    let custom = |failed: &FailedAttempt| {
        assert_eq!((failed.failure, failed.repeatable), (Failure::Status(418), true));
        (failed.number < 5).then_some(Duration::from_secs(1))
    };
    let attempts = |error: Result<(), Error>| error.unwrap_err().attempts();
    let client = builder(&failing()).retry(custom).build().unwrap();
    assert_eq!(attempts(client.call(&GET).await), 5);
    let client = builder(&failing()).build().unwrap();
    assert_eq!(attempts(client.call(&GET).retry(custom).await), 5);
    assert_eq!(attempts(client.call(&GET).await), 1);

    let replay = (0..9).fold(Replay::new(), |replay, _| replay.respond(HttpResponse::new(503)));
    let client = builder(&replay).retry(Backoff::off()).build().unwrap();
    assert_eq!(attempts(client.call(&GET).await), 1);
    assert_eq!(attempts(client.call(&GET).retry(Backoff::new().attempts(2)).await), 2);
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_not_made_worse() {
    let down = (0..300).fold(Replay::new(), |replay, _| replay.respond(HttpResponse::new(503)));
    let client = builder(&down).build().unwrap();
    for _ in 0..100 {
        client.call::<()>(&GET).await.unwrap_err();
    }
    assert_eq!(down.requests().len(), 150, "50 repetitions, then none");

    let replay = (0..20).fold(Replay::new(), |replay, _| replay.answer(200, ""));
    let replay = (0..9).fold(replay, |replay, _| replay.respond(HttpResponse::new(503)));
    let client = builder(&replay).retry_budget(0).build().unwrap();
    for _ in 0..20 {
        client.call::<()>(&GET).await.unwrap();
    }
    assert_eq!(client.call::<()>(&GET).await.unwrap_err().attempts(), 1, "a bucket of nothing cannot be filled");
    let client = builder(&replay).retry_budget(1).build().unwrap();
    assert_eq!(client.call::<()>(&GET).await.unwrap_err().attempts(), 2);
    assert_eq!(client.call::<()>(&GET).await.unwrap_err().attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn successes_fill_the_budget_again() {
    let replay = Replay::new().respond(HttpResponse::new(503)).respond(HttpResponse::new(503));
    let replay = (0..10).fold(replay, |replay, _| replay.answer(200, ""));
    let client = builder(&replay.respond(HttpResponse::new(503)).answer(200, "")).retry_budget(1).build().unwrap();
    client.call::<()>(&GET).await.unwrap_err();
    for _ in 0..10 {
        client.call::<()>(&GET).await.unwrap();
    }
    client.call::<()>(&GET).await.unwrap();
}

/// Answers 503 for some time, as a server that starts anew.
struct Down {
    until: Instant,
}

impl Transport for Down {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let status = if Instant::now() < self.until { 503 } else { 200 };
        Box::pin(async move { Ok(HttpResponse::new(status)) })
    }
}

#[tokio::test(start_paused = true)]
async fn ten_seconds_without_service() {
    let client = || {
        let down = Down { until: Instant::now() + Duration::from_secs(10) };
        Client::builder(&API).transport(down).build().unwrap()
    };
    let error = client().call::<()>(&GET).await.unwrap_err();
    assert_eq!((error.is_server_error(), error.attempts()), (true, 3));
    let start = Instant::now();
    client().call::<()>(&GET).retry(Backoff::new().attempts(30)).await.unwrap();
    assert!((10..21).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}
