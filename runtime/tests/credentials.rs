//! Tokens from a provider: when it is asked, how often, and who sees what it gives.
#![cfg(feature = "testing")]

use std::future::{pending, ready};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::{Replay, Server};
use restgen_runtime::{
    Api, Auth, BoxFuture, Call, CallOptions, Client, ClientBuilder, Error, HttpRequest, HttpResponse, Method,
    Operation, Timestamp, Token, Transport, TransportError,
};
use tokio::task::JoinSet;
use tokio::time::sleep;

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com").auth(Auth::Bearer).error_keys("type", "message");
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets").scopes("all.Pet");
static POST: Operation = Operation::new("pets.post", Method::Post, "/pets");

/// A service of tokens that are numbered, and a server that knows only the newest.
#[derive(Clone, Default)]
struct Service {
    /// How often a token was asked for.
    asked: Arc<AtomicU32>,
    /// How often a call was answered by 401.
    refused: Arc<AtomicU32>,
    valid: Arc<AtomicU32>,
}

impl Service {
    fn builder(&self) -> ClientBuilder {
        let service = self.clone();
        let log_in = move || {
            let service = service.clone();
            async move {
                let number = service.asked.fetch_add(1, Ordering::SeqCst) + 1;
                sleep(Duration::from_millis(20)).await;
                service.valid.store(number, Ordering::SeqCst);
                Ok::<_, Error>(format!("hush-{number}"))
            }
        };
        Client::builder(&API).transport(self.clone()).token_provider(log_in)
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// Makes the server forget every token.
    fn expire(&self) {
        self.valid.store(0, Ordering::SeqCst);
    }

    fn counts(&self) -> (u32, u32) {
        (self.asked.load(Ordering::SeqCst), self.refused.load(Ordering::SeqCst))
    }
}

impl Transport for Service {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            sleep(Duration::from_millis(5)).await;
            assert!(request.headers().is_sensitive("authorization"));
            let valid = format!("Bearer hush-{}", self.valid.load(Ordering::SeqCst));
            if request.headers().get("authorization") == Some(valid.as_str()) {
                return Ok(HttpResponse::new(204));
            }
            self.refused.fetch_add(1, Ordering::SeqCst);
            Ok(HttpResponse::new(401))
        })
    }
}

async fn all(calls: impl IntoIterator<Item = Call<()>>) -> Vec<Result<(), Error>> {
    let mut tasks = JoinSet::new();
    calls.into_iter().for_each(|call| drop(tasks.spawn(call.into_future())));
    tasks.join_all().await
}

#[tokio::test(start_paused = true)]
async fn many_calls_on_one_client_log_in_once() {
    let service = Service::default();
    let client = service.client();
    let calls = || (0..64).map(|number| client.call::<()>(if number % 2 == 0 { &GET } else { &POST }));
    assert!(all(calls()).await.iter().all(Result::is_ok));
    assert_eq!(service.counts(), (1, 0), "before the first call");
    assert!(all(calls()).await.iter().all(Result::is_ok));
    assert_eq!(service.counts(), (1, 0), "the token is kept");

    service.expire();
    assert!(all(calls()).await.iter().all(Result::is_ok));
    assert_eq!(service.counts(), (2, 64), "each call is refused, the provider is asked once, no call is lost");
}

/// The same with threads, and a token that ends again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_calls_in_threads_lose_none() {
    let service = Service::default();
    let client = service.client();
    for round in 1..=5 {
        let calls = (0..64).map(|_| client.call::<()>(&POST));
        assert!(all(calls).await.iter().all(Result::is_ok));
        assert_eq!(service.counts().0, round);
        service.expire();
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_says_how_long_it_is_good_is_replaced_before() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let hour = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        ready(Ok::<_, Error>(Token::new(format!("t{number}")).valid_for(Duration::from_hours(1))))
    };
    let replay = (0..4).fold(Replay::new(), |replay, _| replay.answer(204, ""));
    let client = Client::builder(&API).transport(replay.clone()).token_provider(hour).build().unwrap();
    for wait in [0, 3569, 2, 1] {
        sleep(Duration::from_secs(wait)).await;
        client.call::<()>(&GET).await.unwrap();
    }
    let sent: Vec<_> =
        replay.requests().iter().map(|request| request.headers().get("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer t0", "Bearer t0", "Bearer t1", "Bearer t1"]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_has_ended_already_is_used_once() {
    let past = || ready(Ok::<_, Error>(Token::new("old").valid_until(Timestamp::UNIX_EPOCH)));
    let replay = Replay::new().answer(204, "").answer(204, "");
    let client = Client::builder(&API).transport(replay.clone()).token_provider(past).build().unwrap();
    client.call::<()>(&GET).await.unwrap();
    client.call::<()>(&GET).await.unwrap();
    assert_eq!(replay.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_replaced_once() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let numbered = move || ready(Ok::<_, Error>(format!("hush-{}", count.fetch_add(1, Ordering::SeqCst))));
    let refusal = r#"{"type":"Unauthorized","message":"hush-1 is no token"}"#;
    let replay = Replay::new().answer(401, refusal).answer(401, refusal);
    let client = Client::builder(&API).transport(replay.clone()).token_provider(numbered).build().unwrap();
    let error = client.call::<()>(&GET).await.unwrap_err();
    let said = "pets.get (GET /pets): 401 Unauthorized: (hidden) is no token, after 2 attempts; a token needs one of the \
                scopes `all.Pet`";
    assert_eq!(error.to_string(), said);
    assert!(error.is_unauthorized() && asked.load(Ordering::SeqCst) == 2);
    assert!(!format!("{error:?} {client:?} {:?}", replay.requests()).contains("hush"));
}

#[tokio::test(start_paused = true)]
async fn the_same_token_is_not_sent_twice() {
    let always = || ready(Ok::<_, Error>("hush"));
    let replay = Replay::new().answer(401, "");
    let client = Client::builder(&API).transport(replay.clone()).token_provider(always).build().unwrap();
    assert!(client.call::<()>(&GET).await.unwrap_err().is_unauthorized());
    assert_eq!(replay.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_of_its_own_is_not_replaced() {
    let replay = Replay::new().answer(401, "");
    let client = Client::builder(&API).transport(replay.clone()).token("hush").build().unwrap();
    assert!(client.call::<()>(&GET).await.unwrap_err().is_unauthorized());
    assert_eq!(replay.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_failure_is_for_all_that_wait_and_the_next_call_asks_again() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let down = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            sleep(Duration::from_millis(20)).await;
            if number == 0 { Err("the login service is down") } else { Ok("hush") }
        }
    };
    let replay = Replay::new().answer(204, "");
    let client = Client::builder(&API).transport(replay.clone()).token_provider(down).build().unwrap();
    for outcome in all((0..64).map(|_| client.call::<()>(&GET))).await {
        let error = outcome.unwrap_err();
        assert_eq!(error.to_string(), "pets.get (GET /pets): no token: the login service is down");
        assert!(error.is_token() && error.attempts() == 0 && error.status().is_none(), "{error:?}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    client.call::<()>(&GET).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_gives_up_leaves_the_login_to_the_next() {
    let service = Service::default();
    let client = service.client();
    let hasty = client.call::<()>(&GET).timeout(Duration::from_millis(10));
    let (first, second) = tokio::join!(hasty.into_future(), client.call::<()>(&GET).into_future());
    let error = first.unwrap_err();
    assert_eq!(error.to_string(), "pets.get (GET /pets): timed out after 10ms");
    assert!(error.is_timeout() && error.attempts() == 0);
    second.unwrap();
    assert_eq!(service.counts(), (2, 0));

    let never = || pending::<Result<String, Error>>();
    let client = Client::builder(&API).transport(Replay::new()).token_provider(never).build().unwrap();
    assert!(client.call::<()>(&GET).await.unwrap_err().is_timeout(), "no provider holds up a call for longer");
}

#[tokio::test(start_paused = true)]
async fn a_provider_cannot_wait_for_itself() {
    let own: Arc<OnceLock<Client>> = Arc::default();
    let client = Arc::clone(&own);
    let circle = move || {
        let call = client.get().unwrap().call::<()>(&POST);
        async { call.await.map(|()| "hush") }
    };
    let client = Client::builder(&API).transport(Replay::new()).token_provider(circle).build().unwrap();
    own.set(client.clone()).unwrap();
    let error = client.call::<()>(&GET).await.unwrap_err();
    let said = "pets.get (GET /pets): no token: pets.post (POST /pets): no token: the token provider calls the client that \
                asks it; give it a client of its own";
    assert_eq!(error.to_string(), said);
}

#[tokio::test(start_paused = true)]
async fn tokens_that_cannot_be_sent() {
    for (token, said) in [
        ("", "the token is empty"),
        ("hush\r\nX: y", "the token has white space in it, such as a line break at its end"),
    ] {
        let provider = move || ready(Ok::<_, Error>(token));
        let client = Client::builder(&API).transport(Replay::new()).token_provider(provider).build().unwrap();
        let error = client.call::<()>(&GET).await.unwrap_err();
        assert_eq!(error.to_string(), format!("pets.get (GET /pets): no token: {said}"));
    }
}

#[test]
fn where_a_provider_is_refused() {
    static OPEN: Api = Api::new("pets", "1.2.3", "https://api.example.com");
    let provider = || ready(Ok::<_, Error>("hush"));
    let builder = Client::builder(&OPEN).token_provider(provider);
    assert!(!format!("{builder:?}").contains("hush"));
    let said = "client not built: a provider of tokens is set, but this API takes none";
    assert_eq!(builder.build().unwrap_err().to_string(), said);

    let exposed = || Client::builder(&API).base_url("http://example.com").token_provider(provider);
    let error = exposed().build().unwrap_err();
    assert!(error.to_string().contains("the token would go to http://example.com unencrypted"), "{error}");
    exposed().allow_insecure_http(true).build().unwrap();
}

#[tokio::test]
async fn the_token_goes_to_the_api_alone() {
    let elsewhere = Server::start(|_| HttpResponse::new(204)).unwrap();
    let target = format!("{}/pets", elsewhere.url());
    let moved = Server::start(move |_| HttpResponse::new(307).header("location", target.clone())).unwrap();
    let provider = || ready(Ok::<_, Error>("hush"));
    let client = Client::builder(&API).base_url(moved.url()).token_provider(provider).retry(Backoff::off());
    let client = client.build().unwrap();
    assert!(client.call::<()>(&POST).await.unwrap_err().is_redirect());
    assert_eq!(moved.received()[0].header("authorization"), Some("Bearer hush"));
    assert!(elsewhere.received().is_empty());

    let file = restgen_runtime::FilePart::new("a", "b");
    client.upload_form(elsewhere.url(), &serde_json::json!({}), "file", &file).await.unwrap();
    assert_eq!(elsewhere.received()[0].header("authorization"), None);
}
