//! What a caller may see of each attempt, and change in it.

use crate::operation::Operation;
use crate::transport::{HttpRequest, HttpResponse, TransportError};

/// Sees each attempt of a client's calls, before it is sent and after it came back, and may change its headers.
///
/// It runs on the task of the call, so it must not block. Interceptors are called in the order in which the builder was
/// given them, before and after alike.
///
/// ```
/// use restgen_runtime::{Attempt, HttpRequest, Interceptor, TransportError};
///
/// struct Trace;
///
/// impl Interceptor for Trace {
///     fn before(&self, attempt: &Attempt, request: &mut HttpRequest) -> Result<(), TransportError> {
///         request.set_header("traceparent", format!("00-{:032x}-{:016x}-01", 1, attempt.number()))
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Before the attempt is sent.
    ///
    /// # Errors
    ///
    /// An error ends the call, with nothing sent.
    fn before(&self, attempt: &Attempt, request: &mut HttpRequest) -> Result<(), TransportError> {
        let _ = (attempt, request);
        Ok(())
    }

    /// After the response was read whole, whatever its status, or there was none.
    fn after(&self, attempt: &Attempt, outcome: Result<&HttpResponse, &TransportError>) {
        let _ = (attempt, outcome);
    }
}

/// Which attempt it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub(crate) operation: &'static Operation,
    pub(crate) number: u32,
}

impl Attempt {
    /// The action that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt of the call it is; the first is 1.
    pub fn number(&self) -> u32 {
        self.number
    }
}
