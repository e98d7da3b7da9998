//! A mock of an API, made from its `api.json`: it checks requests and gives the documented answers.

mod api;
mod check;
mod exchange;
mod fit;
mod form;
pub(super) mod query;
mod sample;
mod script;
mod server;
mod transport;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;

use self::api::{Action, Answer, Found};
use self::check::Request;
use self::script::{Script, Turn};
use super::json_response;
use crate::transport::HttpResponse;

pub use self::api::MockApi;
pub use self::exchange::Exchange;
pub use self::script::On;
pub use self::server::MockServer;

/// Stands in for an API: as the transport of a client, without any socket, or as a server on this machine.
///
/// A request that is as the spec says gets the documented answer: the first success with the example of its schema, or
/// events of their schemas. Every other request gets an error in the shape that errors of the API have, with what was
/// wrong: 400 for its parameters and its body, 401 without a token, 404 and 405 for a path or a method that no action
/// has. A value that is not among the accepted ones is wrong too, though a later release of the API may know it.
/// Lengths, ranges and patterns are not checked. It remembers nothing of what a request changed.
///
/// Clones are the same mock: give one to the client and keep the other.
///
/// ```
/// use restgen_runtime::testing::{Mock, MockApi};
/// use restgen_runtime::{Api, Client, Json, Method, Operation};
///
/// static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com").error_keys("type", "message");
/// static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");
///
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// let mock = Mock::new(&MockApi::parse(
///     r#"{
///         "baseUrl": "https://api.example.com", "auth": { "scheme": "none" },
///         "errorKeys": { "kind": "type", "message": "message" },
///         "parameters": [], "models": [],
///         "resources": [{ "name": "pets", "actions": [{
///             "name": "get", "method": "GET", "path": "/pets", "scopes": null, "parameters": [],
///             "responses": [{ "code": 200, "type": { "list": "string" } }]
///         }] }]
///     }"#,
/// )?);
/// let client = Client::builder(&API).transport(mock.clone()).build()?;
///
/// assert_eq!(client.call::<Json>(&GET).await?, Json::Array(vec![]));
///
/// mock.on("pets.get").answer_once(200, r#"["Rex"]"#);
/// assert_eq!(client.call::<Json>(&GET).await?, Json::from(vec!["Rex"]));
///
/// let error = client.call::<Json>(&GET).query::<i64>("page", 1).await.unwrap_err();
/// assert!(error.to_string().ends_with("400 BadRequest: query parameter `page`: `pets.get` has none"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
pub struct Mock {
    api: MockApi,
    state: Arc<Mutex<State>>,
    watch: Option<Arc<Watch>>,
}

type Watch = dyn Fn(&Exchange) + Send + Sync;

#[derive(Debug, Default)]
struct State {
    scripts: BTreeMap<String, Script>,
    exchanges: Vec<Exchange>,
}

/// What becomes of a request.
struct Outcome {
    delay: Duration,
    reply: Reply,
}

enum Reply {
    /// This, and that is all.
    Whole(HttpResponse),
    /// This, and then nothing more until the client leaves.
    Open(HttpResponse),
    /// Nothing: the connection breaks.
    Cut,
}

/// How often a stream on which nothing happens is kept alive.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// A comment of a stream of events.
const COMMENT: &[u8] = b":\n\n";

impl Mock {
    /// A mock of an API, which answers everything as documented.
    pub fn new(api: &MockApi) -> Self {
        Self { api: api.clone(), state: Arc::default(), watch: None }
    }

    /// Tells of each request when it is answered, in place of keeping it for [`Mock::exchanges`].
    pub fn watch(mut self, watch: impl Fn(&Exchange) + Send + Sync + 'static) -> Self {
        self.watch = Some(Arc::new(watch));
        self
    }

    /// Has an action, named `resource.action`, be met otherwise than documented.
    ///
    /// # Panics
    ///
    /// Panics where the API has no such action, because a test of it would show nothing.
    #[track_caller]
    pub fn on(&self, action: &str) -> On<'_> {
        assert!(self.api.actions().any(|known| known == action), "the API has no action `{action}`");
        On { mock: self, action: action.to_owned() }
    }

    /// The requests so far, in the order of their answers.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.state().exchanges.clone()
    }

    /// Decides what becomes of a request, and notes it.
    fn meet(&self, request: Request<'_>) -> Outcome {
        let (action, Outcome { delay, reply }, problem) = self.decide(request);
        let status = match &reply {
            Reply::Whole(response) | Reply::Open(response) => Some(response.status()),
            Reply::Cut => None,
        };
        let exchange = Exchange {
            action: action.map(|action| action.name.clone()),
            method: request.method.to_owned(),
            target: request.target.to_owned(),
            body: request.body.to_owned(),
            status,
            problem,
        };
        match &self.watch {
            Some(watch) => watch(&exchange),
            None => self.state().exchanges.push(exchange),
        }
        Outcome { delay, reply }
    }

    fn decide(&self, request: Request<'_>) -> (Option<&Action>, Outcome, Option<String>) {
        let api = &*self.api.0;
        let refuse = |action, delay, status, problem: String| {
            let reply = Reply::Whole(self.error(status, &problem));
            (action, Outcome { delay, reply }, Some(problem))
        };
        let (action, path) = match api.find(request.method, request.path()) {
            Found::Action(action, path) => (action, path),
            Found::OtherMethods(methods) => {
                let methods = methods.join(", ");
                let problem = format!("`{}` does not go with this path, which takes {methods}", request.method);
                return refuse(None, Duration::ZERO, 405, problem);
            }
            Found::Nothing => {
                return refuse(None, Duration::ZERO, 404, format!("no action has the path `{}`", request.path()));
            }
        };
        let (turn, delay) = self.state().scripts.entry(action.name.clone()).or_default().turn();
        let reply = match turn {
            Turn::Fail(status) => Reply::Whole(self.error(status, "the mock was told to fail")),
            Turn::Cut => Reply::Cut,
            Turn::Answer(_) | Turn::Documented => {
                if let Some(problem) = api.unauthorized(action, request) {
                    return refuse(Some(action), delay, 401, problem);
                }
                let problems = api.problems(action, &path, request);
                if !problems.is_empty() {
                    return refuse(Some(action), delay, 400, problems.join("; "));
                }
                match turn {
                    Turn::Answer(response) => Reply::Whole(response),
                    _ => self.documented(action),
                }
            }
        };
        (Some(action), Outcome { delay, reply }, None)
    }

    /// The first success of an action, with the examples of its schemas.
    fn documented(&self, action: &Action) -> Reply {
        let api = &*self.api.0;
        if !action.events.is_empty() {
            let events = action.events.iter().flat_map(|(name, ty)| {
                api.samples(ty).into_iter().map(move |sample| format!("event: {name}\ndata: {sample}\n\n"))
            });
            let head = HttpResponse::new(200).header("content-type", "text/event-stream");
            return Reply::Open(head.with_body(events.collect::<String>()));
        }
        Reply::Whole(action.responses.first().map_or_else(|| HttpResponse::new(204), |success| self.example(success)))
    }

    /// The documented answer of an action that has this status.
    fn answer_of(&self, action: &str, status: u16) -> Option<HttpResponse> {
        let action = self.api.0.actions.iter().find(|known| known.name == action)?;
        let mut answers = action.responses.iter().chain(&action.errors);
        answers.find(|answer| answer.code == status).map(|answer| self.example(answer))
    }

    fn example(&self, answer: &Answer) -> HttpResponse {
        match &answer.ty {
            Some(ty) => json_response(answer.code, self.api.0.sample(ty).to_string()),
            None => HttpResponse::new(answer.code),
        }
    }

    /// An error in the shape of the API's.
    fn error(&self, status: u16, message: &str) -> HttpResponse {
        let keys = &self.api.0.error_keys;
        json_response(status, json!({ &keys.kind: kind_of(status), &keys.message: message }).to_string())
    }

    /// A test that panicked elsewhere does not make this one fail too.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The reason phrase of RFC 9110 as one word.
fn kind_of(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        422 => "UnprocessableContent",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => "Error",
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("exchanges", &self.state().exchanges).finish_non_exhaustive()
    }
}
