//! The request that a replay expects.

use std::fmt;

use serde_json::Value;

use super::Replay;
use crate::testing::mock::query;
use crate::transport::{HttpRequest, HttpResponse, TransportError};

/// A request that a [`Replay`] expects next, and has no answer for yet.
#[must_use = "it is expected when it has an answer"]
#[derive(Debug)]
pub struct Expectation {
    replay: Replay,
    expected: Expected,
}

impl Expectation {
    pub(super) fn new(replay: Replay, method: &str, target: &str) -> Self {
        let expected =
            Expected { method: method.to_owned(), target: target.to_owned(), headers: Vec::new(), body: None };
        Self { replay, expected }
    }

    /// Expects a header field too.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.expected.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Expects this JSON as the body; how it is laid out does not matter.
    pub fn json(mut self, body: impl Into<Value>) -> Self {
        self.expected.body = Some(body.into());
        self
    }

    /// Answers it with a JSON body.
    pub fn answer(self, status: u16, json: impl Into<Vec<u8>>) -> Replay {
        self.respond(crate::testing::json_response(status, json))
    }

    /// Answers it with any response.
    pub fn respond(self, response: HttpResponse) -> Replay {
        self.replay.push(Some(self.expected), Ok(response))
    }

    /// Fails, as if there were no response.
    pub fn fail(self, error: TransportError) -> Replay {
        self.replay.push(Some(self.expected), Err(error))
    }
}

/// What a request has to be.
#[derive(Debug)]
pub(super) struct Expected {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<Value>,
}

impl Expected {
    pub(super) fn is(&self, request: &HttpRequest) -> bool {
        let Self { method, target, headers, body } = self;
        let (path, got_path) = (path(target), path(request.target()));
        let same_path = path == got_path || query::decoded(path) == query::decoded(got_path);
        let pairs = query::pairs(request.target());
        let has_query =
            query::pairs(target).is_ok_and(|due| pairs.is_ok_and(|got| due.iter().all(|pair| got.contains(pair))));
        let has_headers = headers.iter().all(|(name, value)| request.headers().get(name) == Some(value));
        let has_body = body.as_ref().is_none_or(|body| json(request).as_ref() == Some(body));
        method == request.method().as_str() && same_path && has_query && has_headers && has_body
    }

    /// Method and target alone.
    pub(super) fn line(&self) -> String {
        format!("`{} {}`", self.method, self.target)
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, target, headers, body } = self;
        write!(f, "{method} {target}")?;
        for (name, value) in headers {
            write!(f, "\n          {name}: {value}")?;
        }
        body.as_ref().map_or(Ok(()), |body| write!(f, "\n          {body}"))
    }
}

/// Method and target of a request, for an error of one line.
pub(super) fn line(request: &HttpRequest) -> String {
    format!("`{} {}`", request.method(), request.target())
}

/// A request as it is shown beside what was expected; credentials are not.
pub(super) fn shown(request: &HttpRequest) -> String {
    let mut text = format!("{} {}", request.method(), request.target());
    let headers = request.headers();
    for (name, value) in headers.iter().filter(|(name, _)| !headers.is_sensitive(name)) {
        text.push_str(&format!("\n          {name}: {value}"));
    }
    if let Some(body) = request.body() {
        let body = json(request).map_or_else(|| format!("({} bytes)", body.len()), |body| body.to_string());
        text.push_str(&format!("\n          {body}"));
    }
    text
}

fn path(target: &str) -> &str {
    target.split_once('?').map_or(target, |(path, _)| path)
}

fn json(request: &HttpRequest) -> Option<Value> {
    serde_json::from_slice(request.body()?).ok()
}
