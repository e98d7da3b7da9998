//! What kind of error it is, each with what to do about it.

use super::{Error, Kind};
use crate::transport::FailureKind;

/// Defines the predicates, and the list of those that hold for `Debug`.
macro_rules! predicates {
    ($($(#[$doc:meta])* $name:ident = $test:expr;)*) => {
        impl Error {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> bool {
                    let test: fn(&Error) -> bool = $test;
                    test(self)
                }
            )*

            /// The names of the predicates that hold.
            pub(super) fn predicates(&self) -> Vec<&'static str> {
                let all: &[(&'static str, bool)] = &[$((stringify!($name), self.$name())),*];
                all.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect()
            }
        }
    };
}

predicates! {
    /// The client could not be made from what the builder was told. Mend the configuration.
    is_builder = |error| matches!(error.kind(), Kind::Builder(_));

    /// The request was refused before anything was sent, such as for an empty path value. Mend the argument that the
    /// message names.
    is_request = |error| matches!(error.kind(), Kind::Request(_));

    /// The `TokenProvider` of the client gave no token, so the call was not sent, or not again after the server had refused
    /// its token. The `source` is the error of the provider.
    is_token = |error| matches!(error.kind(), Kind::Token(_));

    /// No connection was made, or none that is secure: the server has seen nothing. Check the address, the network and
    /// the root certificates; trying again is safe.
    is_connect = |error| {
        use FailureKind::{Connect, ConnectTimeout, Tls};
        matches!(error.transport_failure(), Some(Connect | ConnectTimeout(_) | Tls))
    };

    /// A time limit was over, see `ClientBuilder::timeout`; the message says which. Unless `is_connect` holds too, the
    /// server may have done what was asked: look before you repeat anything but a read, or raise the limit.
    is_timeout = |error| {
        use FailureKind::{ConnectTimeout, Idle, Timeout};
        matches!(error.transport_failure(), Some(Timeout(_) | ConnectTimeout(_) | Idle(_)))
    };

    /// The connection broke before the response was read whole. The server may have done what was asked: look before
    /// you repeat anything but a read.
    is_interrupted = |error| error.transport_failure() == Some(FailureKind::Interrupted);

    /// What came is no HTTP, its head is too large, or its body is not compressed as it says. Check that the base URL leads
    /// to the API, and what stands between. The server may have done what was asked.
    is_malformed = |error| error.transport_failure() == Some(FailureKind::Malformed);

    /// What was to be sent could not be read: a file that is not there, or a stream that failed. Mend what the message
    /// names; if the server had begun to read, it has a part of the body, and takes it for broken.
    is_body = |error| error.transport_failure() == Some(FailureKind::Body);

    /// The response is larger than `ClientBuilder::response_limit`, or an event larger than `EventSettings::event_limit`.
    /// Ask for less at once, or raise the limit.
    is_too_large = |error| {
        matches!(error.transport_failure(), Some(FailureKind::TooLarge(_))) || matches!(error.kind(), Kind::EventTooLarge(_))
    };

    /// The pages of a collection would never end, because the server repeats itself, or the next one cannot be asked for.
    /// All pages before were given. It is a mistake of the server: a narrower filter or larger pages may help.
    is_endless = |error| matches!(error.kind(), Kind::Endless(_));

    /// The server points to another address, and no redirect is followed. Set the base URL to where the API is.
    is_redirect = |error| matches!(error.kind(), Kind::Redirect(_));

    /// The server takes the request for wrong (400 or 422). Mend what the message names; repeating it does not help.
    is_bad_request = |error| matches!(error_status(error), Some(400 | 422));

    /// The server does not know who calls (401). Set a token, or a new one.
    is_unauthorized = |error| error_status(error) == Some(401);

    /// The caller is known and may not do this (403). Use a token with a scope that allows the action.
    is_forbidden = |error| error_status(error) == Some(403);

    /// There is no such thing, or none that this token may see (404 or 410). Check the path values.
    is_not_found = |error| matches!(error_status(error), Some(404 | 410));

    /// The request contradicts the present state (409 or 412). Read it again and decide anew.
    is_conflict = |error| matches!(error_status(error), Some(409 | 412));

    /// Too many calls (429). Wait, as long as the header `Retry-After` says if there is one, then try again.
    is_rate_limited = |error| error_status(error) == Some(429);

    /// The server failed (5xx). Try again later; it may have done what was asked.
    is_server_error = |error| matches!(error_status(error), Some(500..=599));

    /// The call succeeded, but its answer is not the JSON that is documented. Do not repeat what was done: the body
    /// is kept in `Error::body`, and `Error::json_path` says where it could not be read; after `strict()`,
    /// `Error::deviations` says where it is not as the spec says.
    ///
    /// An event of a stream that is not what is documented is such an error too, and the stream goes on behind it.
    is_decode = |error| {
        matches!(
            error.kind(),
            Kind::NotJson(_) | Kind::Decode(..) | Kind::Deviates(..) | Kind::NotEvents(_) | Kind::Event(..)
        )
    };
}

fn error_status(error: &Error) -> Option<u16> {
    match error.kind() {
        Kind::Status(response, _) => Some(response.status()),
        _ => None,
    }
}
