//! The default policy: exponential backoff with full jitter.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use super::{FailedAttempt, Failure, RetryPolicy};

/// Tries again after broken connections, timeouts and the statuses 408, 429, 500, 502, 503 and 504, with growing waits.
///
/// What is no `GET`, `HEAD` or `OPTIONS` is sent again only if the server surely did not process it (not connected, 429,
/// or 503 with `Retry-After`), or where the caller says that it is idempotent.
///
/// ```
/// use std::time::Duration;
/// use restgen_runtime::retry::Backoff;
///
/// let patient = Backoff::new().attempts(8).longest_delay(Duration::from_secs(30));
/// assert_ne!(patient, Backoff::off());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    attempts: u32,
    first_delay: Duration,
    longest_delay: Duration,
}

impl Backoff {
    /// The default policy: at most 3 attempts.
    pub const fn new() -> Self {
        Self { attempts: 3, first_delay: Duration::from_millis(250), longest_delay: Duration::from_secs(10) }
    }

    /// A single attempt, whatever comes of it.
    pub const fn off() -> Self {
        Self::new().attempts(1)
    }

    /// How many attempts a call may take, the first among them; 3 by default.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The longest wait before the second attempt; 250 milliseconds by default. It doubles with each further one, and the
    /// actual wait is drawn between nothing and it. What the server asks for by `Retry-After` is waited in addition.
    #[must_use]
    pub const fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// What doubling the wait stops at; 10 seconds by default.
    #[must_use]
    pub const fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// The wait before the attempt behind this one, where there are many in a row. `random` lies between 0 and 1.
    fn delay(&self, number: u32, random: f64) -> Duration {
        let doubled = self.first_delay.saturating_mul(1 << number.saturating_sub(1).min(31));
        doubled.min(self.longest_delay).mul_f64(random)
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for Backoff {
    fn next(&self, failed: &FailedAttempt) -> Option<Duration> {
        let may_pass = match failed.failure {
            Failure::NotConnected | Failure::Broken | Failure::TimedOut => true,
            Failure::Status(status) => matches!(status, 408 | 429 | 500 | 502 | 503 | 504),
        };
        if failed.number >= self.attempts || !may_pass || !(failed.repeatable || failed.is_surely_not_processed()) {
            return None;
        }
        // Mostly the server had closed a connection that was kept alive; there is nothing to wait for.
        if failed.failure == Failure::Broken && failed.number == 1 {
            return Some(Duration::ZERO);
        }
        Some(failed.retry_after.unwrap_or_default() + self.delay(failed.number, failed.random))
    }
}

/// A number between 0 and 1, from the keys that the standard library makes for its hash maps: enough to spread waits.
pub(crate) fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(bits >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}
