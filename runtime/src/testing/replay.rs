//! A transport that answers from a script.

mod expected;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::expected::Expected;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

pub use self::expected::Expectation;

/// Answers each request with the next answer of a queue and keeps the requests, without any network.
///
/// An answer may [expect](Self::expect) a certain request. Another one is not answered, and
/// [`assert_done`](Self::assert_done) shows both.
///
/// Clones share queue and requests: give one to the client and keep the other.
///
/// ```
/// use restgen_runtime::testing::Replay;
/// use restgen_runtime::{Api, Client, Json, Method, Operation};
///
/// static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com");
/// static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
///
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// let replay = Replay::new().expect("GET", "/pets?page=1").answer(200, "[]").answer(200, r#"["Rex"]"#);
/// let client = Client::builder(&API).transport(replay.clone()).build()?;
///
/// assert_eq!(client.call::<Json>(&GET).query::<i64>("page", 1).await?, Json::Array(vec![]));
/// assert_eq!(client.call::<Json>(&GET).query::<i64>("page", 2).await?, Json::from(vec!["Rex"]));
/// assert_eq!(replay.requests()[1].target(), "/pets?page=2");
/// replay.assert_done();
/// # Ok::<(), restgen_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Replay {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    turns: VecDeque<Turn>,
    requests: Vec<HttpRequest>,
    /// What `assert_done` has to complain of, in order.
    complaints: Vec<String>,
}

/// An answer, and the request it is for where that matters.
#[derive(Debug)]
struct Turn {
    expected: Option<Expected>,
    answer: Result<HttpResponse, TransportError>,
}

impl Replay {
    /// Nothing to answer yet: a request fails, and says that no answer is left.
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects a request of this method (`GET`) and target (`/pets?page=1`) next; what it is answered is said behind.
    ///
    /// The path has to be the same. Every pair of the query has to be there, in any order and beside others.
    pub fn expect(self, method: &str, target: &str) -> Expectation {
        Expectation::new(self, method, target)
    }

    /// Adds an answer with a JSON body.
    pub fn answer(self, status: u16, json: impl Into<Vec<u8>>) -> Self {
        self.respond(super::json_response(status, json))
    }

    /// Adds an answer of any kind.
    pub fn respond(self, response: HttpResponse) -> Self {
        self.push(None, Ok(response))
    }

    /// Adds a failure, as if there were no response.
    pub fn fail(self, error: TransportError) -> Self {
        self.push(None, Err(error))
    }

    /// The requests so far, in order.
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.state().requests.clone()
    }

    /// Asserts that every answer was asked for, that each request was the one that was expected, and that there was
    /// none beside them.
    ///
    /// # Panics
    ///
    /// Panics where it was not so, and shows what was expected beside what came.
    #[track_caller]
    pub fn assert_done(&self) {
        let state = self.state();
        let left = state.turns.iter().map(|turn| {
            let expected = turn.expected.as_ref().map_or_else(|| "any request".to_owned(), Expected::to_string);
            format!("expected: {expected}\n     got: nothing")
        });
        let complaints: Vec<String> = state.complaints.iter().cloned().chain(left).collect();
        assert!(complaints.is_empty(), "the requests were not those of the script\n\n{}\n", complaints.join("\n\n"));
    }

    fn push(self, expected: Option<Expected>, answer: Result<HttpResponse, TransportError>) -> Self {
        self.state().turns.push_back(Turn { expected, answer });
        self
    }

    /// A test that panicked elsewhere does not make this one fail too.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answer(&mut self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let got = expected::shown(request);
        let Some(turn) = self.turns.pop_front() else {
            self.complaints.push(format!("expected: nothing\n     got: {got}"));
            return Err(TransportError::other("no answer is left in this Replay"));
        };
        match turn.expected.filter(|expected| !expected.is(request)) {
            None => turn.answer,
            Some(expected) => {
                self.complaints.push(format!("expected: {expected}\n     got: {got}"));
                Err(TransportError::other(format!(
                    "this Replay expected {}, got {}",
                    expected.line(),
                    expected::line(request)
                )))
            }
        }
    }
}

impl Transport for Replay {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async {
            let request = request.with_body_in_memory().await?;
            let mut state = self.state();
            let answer = state.answer(&request);
            state.requests.push(request);
            answer
        })
    }
}
