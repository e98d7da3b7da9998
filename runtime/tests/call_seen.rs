//! What can be seen of a call and changed in it: spans, interceptors, headers; and that no secret is among it.
#![cfg(feature = "testing")]

mod recorder;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use expect_test::expect;
use recorder::Recorder;
use restgen_runtime::retry::Backoff;
use restgen_runtime::testing::Replay;
use restgen_runtime::{
    Api, Attempt, Auth, Call, CallOptions, Client, EventStream, HttpRequest, HttpResponse, Interceptor, Json, Method,
    Operation, TransportError, UnknownEvent, events,
};
use serde_json::json;

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com").auth(Auth::Bearer).error_keys("type", "message");
static GET: Operation = Operation::new("pet.get", Method::Get, "/pets/{petId}").scopes("all.Pet pet.get");
static LOGIN: Operation = Operation::new("auth.login", Method::Post, "/auth");

fn get(client: &Client) -> Call<Json> {
    client.call(&GET).path::<String>("petId", "p-hush").query::<String>("q", "q-hush")
}

#[tokio::test(start_paused = true)]
async fn a_span_for_the_call_and_one_for_each_attempt() {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let replay = Replay::new().respond(HttpResponse::new(503)).fail(TransportError::interrupted("cut"));
    let client = Client::builder(&API).token("t-hush").transport(replay.answer(200, "1").answer(404, "{}"));
    let client = client.retry(Backoff::new().first_delay(Duration::ZERO)).build().unwrap();
    get(&client).await.unwrap();
    get(&client).await.unwrap_err();
    drop(guard);
    expect![[r#"
        call{otel.name="pet.get", http.request.method="GET", url.template="/pets/{petId}"}
        attempt{otel.name=GET /pets/{petId}, otel.kind="client", http.request.method="GET", url.template="/pets/{petId}", server.address="api.example.com", server.port=443, http.response.status_code=503, error.type=503}
        event{message=the attempt failed and is followed by another, number=1, wait=0ns}
        attempt{otel.name=GET /pets/{petId}, otel.kind="client", http.request.method="GET", url.template="/pets/{petId}", server.address="api.example.com", server.port=443, http.request.resend_count=1, error.type="interrupted"}
        event{message=the attempt failed and is followed by another, number=2, wait=0ns}
        attempt{otel.name=GET /pets/{petId}, otel.kind="client", http.request.method="GET", url.template="/pets/{petId}", server.address="api.example.com", server.port=443, http.request.resend_count=2, http.response.status_code=200}
        call{otel.name="pet.get", http.request.method="GET", url.template="/pets/{petId}", error.type=404}
        attempt{otel.name=GET /pets/{petId}, otel.kind="client", http.request.method="GET", url.template="/pets/{petId}", server.address="api.example.com", server.port=443, http.response.status_code=404, error.type=404}
    "#]]
    .assert_eq(&(recorder.lines().join("\n") + "\n"));
}

/// Signs each attempt, and keeps what it saw.
#[derive(Clone, Default)]
struct Signer(Arc<Mutex<Vec<String>>>);

impl Interceptor for Signer {
    fn before(&self, attempt: &Attempt, request: &mut HttpRequest) -> Result<(), TransportError> {
        self.0.lock().unwrap().push(format!("{} {} {}", attempt.operation(), attempt.number(), request.target()));
        request.set_header("x-signature", format!("{}-{}", request.method(), attempt.number()))
    }

    fn after(&self, attempt: &Attempt, outcome: Result<&HttpResponse, &TransportError>) {
        let outcome = outcome.map(HttpResponse::status).map_err(ToString::to_string);
        self.0.lock().unwrap().push(format!("{} {outcome:?}", attempt.number()));
    }
}

#[tokio::test(start_paused = true)]
async fn an_interceptor_sees_and_changes_each_attempt() {
    let replay = Replay::new().respond(HttpResponse::new(500)).fail(TransportError::connect("down")).answer(200, "1");
    let signer = Signer::default();
    let client = Client::builder(&API).transport(replay.clone()).interceptor(signer.clone()).build().unwrap();
    get(&client).await.unwrap();
    expect![[r#"
        pet.get (GET /pets/{petId}) 1 /pets/p-hush?q=q-hush
        1 Ok(500)
        pet.get (GET /pets/{petId}) 2 /pets/p-hush?q=q-hush
        2 Err("could not connect: down")
        pet.get (GET /pets/{petId}) 3 /pets/p-hush?q=q-hush
        3 Ok(200)
    "#]]
    .assert_eq(&(signer.0.lock().unwrap().join("\n") + "\n"));
    let signatures: Vec<_> =
        replay.requests().iter().map(|request| request.headers().get("x-signature").map(str::to_owned)).collect();
    assert_eq!(signatures, ["GET-1", "GET-2", "GET-3"].map(|signature| Some(signature.to_owned())));
}

#[derive(Debug)]
#[allow(dead_code, reason = "what is in the event does not matter here")]
enum PetEvent {
    Unknown(UnknownEvent),
}

events!(PetEvent {});

#[tokio::test(start_paused = true)]
async fn a_stream_of_events_is_opened_by_attempts_too() {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let events = HttpResponse::new(200).header("content-type", "text/event-stream").with_body("data: 1\n\n");
    let replay = Replay::new().respond(events).respond(HttpResponse::new(503)).respond(HttpResponse::new(204));
    let signer = Signer::default();
    let client = Client::builder(&API).transport(replay.clone()).interceptor(signer.clone()).build().unwrap();
    let mut stream = client.call::<EventStream<PetEvent>>(&GET).path::<String>("petId", "p").await.unwrap();
    assert!(matches!(stream.next().await, Some(Ok(PetEvent::Unknown(_)))));
    assert!(stream.next().await.is_none());
    drop(guard);
    assert_eq!(replay.requests()[2].headers().get("x-signature"), Some("GET-3"));
    let seen: Vec<_> = signer.0.lock().unwrap().iter().filter(|line| line.contains("Ok")).cloned().collect();
    assert_eq!(seen, ["1 Ok(200)", "2 Ok(503)", "3 Ok(204)"]);
    let lines: Vec<_> = recorder.lines().into_iter().filter(|line| line.starts_with("attempt")).collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[2].contains("http.request.resend_count=2, http.response.status_code=204"), "{lines:#?}");
}

/// Sets one header.
struct Sets(&'static str, &'static str);

impl Interceptor for Sets {
    fn before(&self, _: &Attempt, request: &mut HttpRequest) -> Result<(), TransportError> {
        request.set_header(self.0, self.1)
    }
}

#[tokio::test]
async fn what_an_interceptor_must_not_send_is_not_sent() {
    for (name, value, why) in [
        ("a b", "x", "not sent: header name `a b` has characters that no header name may have"),
        ("x", "t-hush\r\n", "not sent: value of header `x` has a control character, such as a line break"),
        ("Content-Length", "1", "not sent: header `Content-Length` is written by the transport and cannot be set"),
    ] {
        let replay = Replay::new().answer(200, "1");
        let client = Client::builder(&API).transport(replay.clone()).interceptor(Sets(name, value)).build().unwrap();
        let error = get(&client).await.unwrap_err().to_string();
        assert_eq!(error.split_once("): ").unwrap().1, why);
        assert_eq!(replay.requests().len(), 0);
    }
    let replay = Replay::new().answer(200, "1");
    let client = Client::builder(&API).token("t-hush").transport(replay.clone());
    get(&client.interceptor(Sets("Authorization", "s-hush")).build().unwrap()).await.unwrap();
    let request = &replay.requests()[0];
    assert_eq!(request.headers().get("authorization"), Some("s-hush"));
    assert!(request.headers().is_sensitive("authorization") && !format!("{request:?}").contains("s-hush"));
}

#[tokio::test]
async fn headers_of_a_call() {
    let replay = Replay::new().answer(200, "1").answer(200, "1");
    let client = Client::builder(&API).header::<String>("tenant", "a").transport(replay.clone()).build().unwrap();
    let with = |call: Call<Json>| CallOptions::header(call, "Tenant", "b");
    with(get(&client)).await.unwrap();
    get(&client).await.unwrap();
    let sent: Vec<_> = replay.requests().iter().map(|request| request.headers().get("tenant") == Some("b")).collect();
    assert_eq!(sent, [true, false]);
    assert!(CallOptions::header(get(&client), "authorization", "x").await.unwrap_err().is_request());
}

#[tokio::test]
async fn the_name_of_the_application() {
    for (application, user_agent, sent) in [
        (None, None, "pets/1.2.3"),
        (Some("farm/2"), None, "farm/2 pets/1.2.3"),
        (Some("farm/2 (barn)"), Some("mine/1"), "farm/2 (barn) mine/1"),
    ] {
        let replay = Replay::new().answer(200, "1");
        let mut builder = Client::builder(&API).transport(replay.clone());
        if let Some(application) = application {
            builder = builder.application(application);
        }
        if let Some(user_agent) = user_agent {
            builder = builder.user_agent(user_agent);
        }
        get(&builder.build().unwrap()).await.unwrap();
        assert_eq!(replay.requests()[0].headers().get("user-agent"), Some(sent));
    }
}

/// Every text that could end in a log, over all kinds of failures, holds no secret: not the token, not the password of a
/// login, not its answer, no value of a path or a query.
#[tokio::test(start_paused = true)]
async fn no_secret_is_in_any_text() {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let mut texts = Vec::new();
    let echo = r#"{"type":"t-hush","message":"the token t-hush is wrong","token":"n-hush"}"#;
    let outcomes: Vec<fn() -> Result<HttpResponse, TransportError>> = vec![
        || Ok(HttpResponse::new(200).header("set-cookie", "s-hush").with_body(r#"{"token":"n-hush"}"#)),
        || Ok(HttpResponse::new(200).with_body("n-hush")),
        || Ok(HttpResponse::new(200).with_body(r#"["n-hush"]"#)),
        || Ok(HttpResponse::new(302).header("location", "https://u:n-hush@example.com/x?code=n-hush#n-hush")),
        || Err(TransportError::timeout(Duration::from_secs(1))),
        || Err(TransportError::connect("refused")),
        || Err(TransportError::malformed("no HTTP")),
    ];
    let echoes = [400, 401, 403, 429, 500].map(|status| HttpResponse::new(status).with_body(echo));
    let mut replays: Vec<Replay> = Vec::new();
    for outcome in &outcomes {
        let add = |replay: Replay| match outcome() {
            Ok(response) => replay.respond(response),
            Err(error) => replay.fail(error),
        };
        replays.push(add(add(add(Replay::new()))));
    }
    replays.extend(echoes.map(|echo| Replay::new().respond(echo.clone()).respond(echo.clone()).respond(echo)));
    for replay in replays {
        let builder = Client::builder(&API).token("t-hush").transport(replay.clone());
        let client = builder.clone().header::<String>("x-api-key", "k-hush").build().unwrap();
        let login = client
            .call::<Vec<i64>>(&LOGIN)
            .query::<String>("code", "q-hush")
            .body(&json!({ "email": "me", "password": "p-hush" }));
        let login = CallOptions::header(login, "x-otp", "o-hush").idempotent(true).strict();
        texts.push(format!("{builder:?} {client:?} {login:?}"));
        let error = login.await.unwrap_err();
        texts.push(format!("{error} / {error:?} / {:?}", error.response()));
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            texts.push(format!("{error} / {error:?}"));
            source = error.source();
        }
        texts.push(format!("{replay:?} {:?}", error.response()));
    }
    drop(guard);
    texts.extend(recorder.lines());
    assert!(texts.len() > 50 && texts.iter().any(|text| text.contains("the token (hidden) is wrong")), "{texts:#?}");
    for text in texts {
        assert!(!text.contains("hush"), "{text}");
    }
}

#[test]
fn a_proxy_does_not_show_its_password() {
    let builder = Client::builder(&API).proxy("http://me:p-hush@proxy.example.com:1");
    assert!(!format!("{builder:?} {:?}", builder.clone().build().unwrap()).contains("hush"));
    let error = Client::builder(&API).proxy("http://me:p-hush@:1:1").build().unwrap_err();
    assert!(error.is_builder() && !format!("{error} {error:?}").contains("hush"), "{error}");
}
