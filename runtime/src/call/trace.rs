//! Spans of calls and attempts, by the names of OpenTelemetry's conventions for HTTP clients.
//!
//! They say which action was called, never with which values: no query, no header and no body is in them.

use tracing::Span;
use tracing::field::{Empty, display};

use crate::client::Shared;
use crate::error::Error;
use crate::interceptor::Attempt;
use crate::operation::Operation;
use crate::transport::{FailureKind, HttpRequest, HttpResponse, TransportError};
use crate::wire::base_url::BaseUrl;

/// The span of a whole call.
pub(super) fn call(operation: &'static Operation) -> Span {
    tracing::info_span!(
        "call",
        otel.name = operation.name(),
        http.request.method = operation.method().as_str(),
        url.template = operation.path(),
        error.type = Empty,
    )
}

/// The span of an attempt. One that does not go to the API has no address in it.
pub(super) fn attempt(client: &Shared, attempt: &Attempt, request: &HttpRequest) -> Span {
    let Attempt { operation, number } = *attempt;
    let api = Some(&client.base_url).filter(|base_url| request.url().starts_with(base_url.as_str()));
    let span = tracing::debug_span!(
        "attempt",
        otel.name = %format_args!("{} {}", operation.method(), operation.path()),
        otel.kind = "client",
        http.request.method = operation.method().as_str(),
        url.template = operation.path(),
        server.address = api.map(BaseUrl::host),
        server.port = api.map(BaseUrl::port),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        error.type = Empty,
    );
    if number > 1 {
        span.record("http.request.resend_count", number - 1);
    }
    span
}

/// What came of an attempt.
pub(super) fn attempted(span: &Span, outcome: Result<&HttpResponse, &TransportError>) {
    match outcome {
        Ok(response) => {
            span.record("http.response.status_code", response.status());
            if response.status() >= 400 {
                span.record("error.type", display(response.status()));
            }
        }
        Err(error) => {
            span.record("error.type", name(error.kind()));
        }
    }
}

/// What came of a call.
pub(super) fn called(span: &Span, error: &Error) {
    match (error.status(), error.transport_failure()) {
        (Some(status), _) => span.record("error.type", display(status)),
        (None, Some(kind)) => span.record("error.type", name(kind)),
        (None, None) if error.is_token() => span.record("error.type", "token"),
        (None, None) => span.record("error.type", "request"),
    };
}

/// A word of few, as the conventions ask.
fn name(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Timeout(_) | FailureKind::Idle(_) => "timeout",
        FailureKind::Connect | FailureKind::ConnectTimeout(_) => "connect",
        FailureKind::Tls => "tls",
        FailureKind::Interrupted => "interrupted",
        FailureKind::TooLarge(_) => "too_large",
        FailureKind::Malformed => "malformed",
        FailureKind::Body => "body",
        FailureKind::Other => "other",
    }
}
