//! The time limits of a call. The clock is paused.
#![cfg(feature = "testing")]

use std::time::Duration;

use restgen_runtime::retry::Backoff;
use restgen_runtime::{
    Api, BoxFuture, Call, CallOptions, Client, ClientBuilder, HttpRequest, HttpResponse, Method, Operation, Transport,
    TransportError,
};
use tokio::time::{Instant, sleep};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
static POST: Operation = Operation::new("pets.post", Method::Post, "/pets");

/// Answers after some time, with what the request says of its limits.
struct Slow(Duration);

impl Transport for Slow {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            sleep(self.0).await;
            assert_eq!(request.response_limit(), 100 << 20);
            Ok(HttpResponse::new(500).with_body(format!(
                "{:?} {:?}",
                request.connect_timeout(),
                request.idle_timeout()
            )))
        })
    }
}

fn client(delay: u64, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    set(Client::builder(&API).transport(Slow(Duration::from_secs(delay)))).build().unwrap()
}

/// What the error says behind the action, and after how many seconds.
async fn failure(call: Call<()>) -> (String, u64) {
    let start = Instant::now();
    let error = call.await.unwrap_err();
    (error.to_string().split_once("): ").unwrap().1.to_owned(), start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn without_settings_an_attempt_has_a_minute_and_a_call_two() {
    let plain = client(1000, |builder| builder);
    assert_eq!(failure(plain.call(&POST)).await, ("timed out after 60s".to_owned(), 60));
    assert_eq!(failure(plain.call(&GET)).await, ("timed out after 120s, after 2 attempts".to_owned(), 120));
}

#[tokio::test(start_paused = true)]
async fn limits_of_the_client_and_of_the_call() {
    let seconds = Duration::from_secs;
    let strict = client(1000, |builder| builder.timeout(seconds(5)).attempt_timeout(seconds(9)));
    assert_eq!(failure(strict.call(&GET)).await, ("timed out after 5s".to_owned(), 5));
    assert_eq!(failure(strict.call(&GET).timeout(seconds(3))).await, ("timed out after 3s".to_owned(), 3));
    let call = strict.call(&GET).attempt_timeout(seconds(2)).timeout(Duration::MAX);
    let (text, waited) = failure(call).await;
    assert_eq!(text, "timed out after 2s, after 3 attempts");
    assert!((6..8).contains(&waited), "{waited} s");

    let call = strict.call(&GET).attempt_timeout(Duration::MAX).timeout(Duration::MAX).retry(Backoff::off());
    assert_eq!(failure(call).await, ("500, the body is of no content type, 7 bytes".to_owned(), 1000));
}

#[tokio::test(start_paused = true)]
async fn the_transport_is_told_its_limits() {
    let seconds = Duration::from_secs;
    let own = client(0, |builder| builder.connect_timeout(seconds(1)).idle_timeout(seconds(2)));
    for (call, told) in [
        (client(0, |builder| builder).call::<()>(&POST), "10s 30s"),
        (own.call(&POST), "1s 2s"),
        (own.call(&POST).connect_timeout(seconds(3)).idle_timeout(seconds(4)), "3s 4s"),
    ] {
        assert_eq!(call.await.unwrap_err().body(), Some(told.as_bytes()));
    }
}
