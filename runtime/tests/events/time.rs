//! The waits of event streams with their default settings, on a clock that stands still while anything happens.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use restgen_runtime::transport::Chunks;
use restgen_runtime::{
    BoxFuture, EventSettings, EventStream, HttpRequest, HttpResponse, HttpStream, Transport, TransportError,
};
use tokio::time::{Instant, sleep};

use crate::pets::{PetEvent, builder, shown, watch};

/// One thing after another that happens on a connection; at the end it is closed.
#[derive(Clone)]
enum Beat {
    Text(&'static str),
    Wait(u64),
}

use Beat::{Text, Wait};

/// The connections of a stream, one per request, and when they were asked for.
#[derive(Default)]
struct Script {
    connections: Mutex<VecDeque<(HttpResponse, Vec<Beat>)>>,
    asked: Mutex<Vec<Instant>>,
}

impl Script {
    fn new(connections: impl IntoIterator<Item = (HttpResponse, Vec<Beat>)>) -> Arc<Self> {
        Arc::new(Self { connections: Mutex::new(connections.into_iter().collect()), ..Self::default() })
    }

    /// The seconds between the requests.
    fn waits(&self) -> Vec<f64> {
        self.asked.lock().unwrap().windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect()
    }
}

impl Transport for Script {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        unreachable!("a stream is opened, not sent")
    }

    fn open(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpStream, TransportError>> {
        self.asked.lock().unwrap().push(Instant::now());
        let next = self.connections.lock().unwrap().pop_front();
        let (head, beats) = next.unwrap_or((HttpResponse::new(204), Vec::new()));
        Box::pin(async { Ok(HttpStream::new(head, Beats(beats.into()))) })
    }
}

struct Beats(VecDeque<Beat>);

impl Chunks for Beats {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async {
            loop {
                match self.0.pop_front() {
                    Some(Text(text)) => return Ok(Some(text.as_bytes().to_vec())),
                    Some(Wait(seconds)) => sleep(Duration::from_secs(seconds)).await,
                    None => return Ok(None),
                }
            }
        })
    }
}

fn stream(beats: impl IntoIterator<Item = Beat>) -> (HttpResponse, Vec<Beat>) {
    (HttpResponse::new(200).header("content-type", "text/event-stream"), beats.into_iter().collect())
}

async fn open(script: &Arc<Script>) -> EventStream<PetEvent> {
    let client = builder("http://localhost").transport(Arc::clone(script)).build().unwrap();
    watch(&client).await.unwrap()
}

/// Everything until the stream ends.
async fn all_of(script: &Arc<Script>) -> Vec<String> {
    let mut events = open(script).await;
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(shown(event));
    }
    seen
}

#[tokio::test(start_paused = true)]
async fn a_minute_of_silence_is_too_long() {
    let script = Script::new([
        stream([Wait(59), Text(":\n"), Wait(59), Text("data: a\n\n"), Wait(3600), Text("data: late\n\n")]),
        stream([Text("data: b\n\n")]),
    ]);
    assert_eq!(all_of(&script).await, ["message=a", "message=b"]);
    let [first, second] = script.waits()[..] else { panic!("{:?}", script.waits()) };
    assert!((178.0..=179.1).contains(&first), "59 + 59 + 60 and up to 1 second: {first}");
    assert!((0.0..=1.1).contains(&second), "{second}");
}

#[tokio::test(start_paused = true)]
async fn a_stream_outlives_the_time_of_a_call() {
    let beats = (0..1000).flat_map(|_| [Wait(30), Text(":\n")]).chain([Text("data: a\n\n")]);
    let script = Script::new([stream(beats)]);
    assert_eq!(all_of(&script).await, ["message=a"]);
    assert!(script.waits()[0] >= 30_000.0);
}

#[tokio::test(start_paused = true)]
async fn waits_double_until_the_attempts_are_over() {
    let script = Script::new((0..12).map(|_| stream([])));
    let said = "pets.watch (GET /pets/events): connection broke: the server closed the event stream";
    assert_eq!(all_of(&script).await, [said]);
    let waits = script.waits();
    assert_eq!(waits.len(), 10);
    for (wait, most) in waits.iter().zip([1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0, 30.0]) {
        assert!(*wait <= most + 0.1, "{waits:?}");
    }
    assert!(waits.iter().sum::<f64>() > 5.0, "drawn between nothing and the most, so hardly all of them short");
}

#[tokio::test(start_paused = true)]
async fn what_the_server_asks_is_waited_each_time() {
    let busy = |header: &str| (HttpResponse::new(503).header("retry-after", header), Vec::new());
    let script = Script::new([
        stream([Text("retry: 20000\n\n")]),
        stream([Text("data: a\n\n")]),
        busy("100"),
        busy("5"),
        busy("Fri, 31 Dec 1999 23:59:59 GMT"),
    ]);
    assert_eq!(all_of(&script).await, ["message=a"]);
    let waits = script.waits();
    let bounds = [(20.0, 21.1), (20.0, 21.1), (100.0, 102.1), (20.0, 24.1), (20.0, 28.1)];
    assert_eq!(waits.len(), bounds.len());
    for (wait, (least, most)) in waits.iter().zip(bounds) {
        assert!((least..=most).contains(wait), "{waits:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_quiet_stream_may_break_any_number_of_times() {
    let quiet = || stream([Wait(50), Text(":\n"), Wait(50), Text(":\n")]);
    let script = Script::new((0..50).map(|_| quiet()));
    assert_eq!(all_of(&script).await, [""; 0]);
    assert_eq!(script.waits().len(), 50, "each was alive for longer than the idle limit");

    let short = || stream([Wait(50), Text(":\n"), Wait(3600)]);
    let script = Script::new((0..50).map(|_| short()));
    let said = "pets.watch (GET /pets/events): timed out after 60s";
    assert_eq!(all_of(&script).await, [said]);
    assert_eq!(script.waits().len(), 10, "silence is no life");
}

#[tokio::test(start_paused = true)]
async fn settings_are_kept() {
    let script = Script::new([stream([Wait(100), Text("data: a\n\n"), Wait(3600)])]);
    let settings = EventSettings::new().idle(Duration::from_secs(200)).first_delay(Duration::ZERO);
    let mut events = open(&script).await.settings(settings);
    assert_eq!(shown(events.next().await.unwrap()), "message=a");
    assert!(events.next().await.is_none());
    let wait = script.waits()[0];
    assert!((300.0..300.1).contains(&wait), "{wait}");
}

/// Transports that know nothing of streams, such as those of tests, give the whole body at once.
#[cfg(feature = "testing")]
#[tokio::test(start_paused = true)]
async fn transports_that_only_send() {
    let whole = |body: &str| stream([]).0.with_body(body);
    let replay = restgen_runtime::testing::Replay::new()
        .respond(whole("id: 1\ndata: a\n\ndata: b\n\n"))
        .fail(TransportError::connect("refused"))
        .respond(whole("data: c\n\n"));
    let client = builder("http://localhost").transport(replay.clone()).build().unwrap();
    let mut events = watch(&client).await.unwrap();
    for text in ["a", "b", "c"] {
        assert_eq!(shown(events.next().await.unwrap()), format!("message={text}"));
    }
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "pets.watch (GET /pets/events): not sent: no answer is left in this Replay");
    assert!(events.next().await.is_none());
    assert_eq!(replay.requests()[2].headers().get("last-event-id"), Some("1"));
}
