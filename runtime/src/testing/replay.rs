//! A transport that answers from a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

/// Answers each request with the next answer of a queue and keeps the requests, without any network.
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
/// let replay = Replay::new().answer(200, "[]");
/// let client = Client::builder(&API).transport(replay.clone()).build()?;
///
/// assert_eq!(client.call::<Json>(&GET).query::<i64>("page", 1).await?, Json::Array(vec![]));
/// assert_eq!(replay.requests()[0].target(), "/pets?page=1");
/// # Ok::<(), restgen_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Replay {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Result<HttpResponse, TransportError>>,
    requests: Vec<HttpRequest>,
}

impl Replay {
    /// Nothing to answer yet: a request fails, and says that no answer is left.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer with a JSON body.
    pub fn answer(self, status: u16, json: impl Into<Vec<u8>>) -> Self {
        self.respond(HttpResponse::new(status).header("content-type", "application/json").with_body(json))
    }

    /// Adds an answer of any kind.
    pub fn respond(self, response: HttpResponse) -> Self {
        self.state().answers.push_back(Ok(response));
        self
    }

    /// Adds a failure, as if there were no response.
    pub fn fail(self, error: TransportError) -> Self {
        self.state().answers.push_back(Err(error));
        self
    }

    /// The requests so far, in order.
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.state().requests.clone()
    }

    /// A test that panicked elsewhere does not make this one fail too.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Replay {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async {
            let request = request.with_body_in_memory().await?;
            let mut state = self.state();
            state.requests.push(request);
            let none_left = || Err(TransportError::other("no answer is left in this Replay"));
            state.answers.pop_front().unwrap_or_else(none_left)
        })
    }
}
