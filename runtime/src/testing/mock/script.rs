//! What a mock has been told to do otherwise, one action at a time.

use std::collections::VecDeque;
use std::iter::repeat_n;
use std::time::Duration;

use super::Mock;
use crate::testing::json_response;
use crate::transport::HttpResponse;

/// What is asked of a mock for one action, see [`Mock::on`](super::Mock::on). Each method works from its call on; those
/// that count requests follow one another in the order of their calls.
#[derive(Debug)]
pub struct On<'m> {
    pub(super) mock: &'m Mock,
    pub(super) action: String,
}

/// What has been asked for an action.
#[derive(Debug, Default)]
pub(super) struct Script {
    next: VecDeque<Turn>,
    always: Option<HttpResponse>,
    delay: Duration,
}

/// How one request is met.
#[derive(Clone, Debug)]
pub(super) enum Turn {
    /// As documented.
    Documented,
    /// With this answer, where the request is as the spec says.
    Answer(HttpResponse),
    /// With an error of this status, whatever the request.
    Fail(u16),
    /// With a connection that breaks.
    Cut,
}

impl Script {
    /// How the next request is met, and how long that takes.
    pub(super) fn turn(&mut self) -> (Turn, Duration) {
        let always = || self.always.clone().map_or(Turn::Documented, Turn::Answer);
        (self.next.pop_front().unwrap_or_else(always), self.delay)
    }
}

impl On<'_> {
    /// Answers with this status and JSON.
    pub fn answer(self, status: u16, json: impl Into<Vec<u8>>) -> Self {
        self.respond(json_response(status, json))
    }

    /// Answers the next request with this status and JSON.
    pub fn answer_once(self, status: u16, json: impl Into<Vec<u8>>) -> Self {
        self.respond_once(json_response(status, json))
    }

    /// Answers with the documented answer of this status, a success or an error, in the place of the first success.
    ///
    /// # Panics
    ///
    /// Panics where the action has no such answer.
    #[track_caller]
    pub fn documented(self, status: u16) -> Self {
        let response = self.mock.answer_of(&self.action, status);
        let response = response.unwrap_or_else(|| panic!("`{}` has no answer of the status {status}", self.action));
        self.respond(response)
    }

    /// Answers with this response.
    pub fn respond(self, response: HttpResponse) -> Self {
        self.script(|script| script.always = Some(response))
    }

    /// Answers the next request with this response.
    pub fn respond_once(self, response: HttpResponse) -> Self {
        self.script(|script| script.next.push_back(Turn::Answer(response)))
    }

    /// Answers the next `times` requests with an error of this status, in the shape that errors of the API have.
    pub fn fail(self, times: usize, status: u16) -> Self {
        self.script(|script| script.next.extend(repeat_n(Turn::Fail(status), times)))
    }

    /// Breaks the connection at the next `times` requests: they have arrived, and get no answer.
    pub fn cut(self, times: usize) -> Self {
        self.script(|script| script.next.extend(repeat_n(Turn::Cut, times)))
    }

    /// Lets each answer wait for so long.
    pub fn delay(self, delay: Duration) -> Self {
        self.script(|script| script.delay = delay)
    }

    fn script(self, change: impl FnOnce(&mut Script)) -> Self {
        change(self.mock.state().scripts.entry(self.action.clone()).or_default());
        self
    }
}
