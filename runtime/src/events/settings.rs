//! How long a stream waits, and when it is opened again.

use std::time::Duration;

/// How a stream of events bears silence and broken connections.
///
/// ```
/// use std::time::Duration;
/// use restgen_runtime::EventSettings;
///
/// let patient = EventSettings::new().idle(Duration::from_secs(300)).attempts(1000);
/// assert_ne!(patient, EventSettings::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventSettings {
    pub(super) idle: Duration,
    pub(super) attempts: u32,
    pub(super) first_delay: Duration,
    pub(super) longest_delay: Duration,
    pub(super) event_limit: usize,
}

/// However long the server asks to wait, this is the longest: it may have meant seconds.
const LONGEST_ASKED: Duration = Duration::from_mins(5);

impl EventSettings {
    /// The default settings.
    pub const fn new() -> Self {
        Self {
            idle: Duration::from_mins(1),
            attempts: 10,
            first_delay: Duration::from_secs(1),
            longest_delay: Duration::from_secs(30),
            event_limit: 16 << 20,
        }
    }

    /// How long the server may be silent until the connection counts as broken; 60 seconds by default. Comments,
    /// which servers send to keep a stream alive, end a silence too.
    #[must_use]
    pub const fn idle(mut self, limit: Duration) -> Self {
        self.idle = limit;
        self
    }

    /// How often in a row the stream is opened again; 10 times by default, and never with 0. The count begins anew
    /// with an event, and after a connection that was alive for longer than the idle limit.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The longest wait before the first time that the stream is opened again; 1 second by default. It doubles each
    /// time in a row, and the actual wait is drawn between nothing and it, so that many clients do not come back at
    /// once. What the server asks for, by `retry:` or `Retry-After`, is waited in addition, up to 5 minutes.
    #[must_use]
    pub const fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// What doubling the wait stops at; 30 seconds by default.
    #[must_use]
    pub const fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// How many bytes an event, or a line of the stream, may have; 16 MiB by default. A larger one ends the stream
    /// with an error, because it would come again.
    #[must_use]
    pub const fn event_limit(mut self, bytes: usize) -> Self {
        self.event_limit = bytes;
        self
    }

    /// The wait before an attempt, the first being 1. `random` lies between 0 and 1.
    pub(super) fn delay(&self, attempt: u32, asked: Option<Duration>, random: f64) -> Duration {
        let doubled = self.first_delay.saturating_mul(1 << attempt.saturating_sub(1).min(31));
        asked.unwrap_or_default().min(LONGEST_ASKED) + doubled.min(self.longest_delay).mul_f64(random)
    }
}

impl Default for EventSettings {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest_and_are_drawn_below_it() {
        let settings = EventSettings::new();
        let millis = |attempt, random| settings.delay(attempt, None, random).as_millis();
        assert_eq!(
            [1, 2, 3, 5, 6, 7, u32::MAX].map(|n| millis(n, 1.0)),
            [1000, 2000, 4000, 16000, 30000, 30000, 30000]
        );
        assert_eq!([1, 3, 9].map(|n| millis(n, 0.5)), [500, 2000, 15000]);
        assert_eq!(millis(5, 0.0), 0);
    }

    #[test]
    fn what_the_server_asks_is_waited_at_least() {
        let settings = EventSettings::new();
        let asked = |seconds, random| settings.delay(1, Some(Duration::from_secs(seconds)), random).as_secs();
        assert_eq!([asked(3, 0.0), asked(3, 1.0), asked(u64::MAX, 0.0)], [3, 4, 300]);
    }
}
