//! A request as plain data, and how it becomes an HTTP request.

use std::fmt;
use std::sync::Arc;

use crate::body::RequestBody;
use crate::client::Shared;
use crate::operation::{Method, Operation};
use crate::retry::RetryPolicy;
use crate::transport::{HttpRequest, Limits};
use crate::wire::base_url;
use crate::wire::headers::{self, Headers};
use crate::wire::multipart::{self, Part};
use crate::wire::path;
use crate::wire::query::Query;

/// What a call has been told so far. Nothing of it is checked before it is sent.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) operation: &'static Operation,
    /// The whole URL, where it is none of the API: nothing that the client says of its calls goes there.
    pub(crate) elsewhere: Option<String>,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Query,
    pub(crate) headers: Headers,
    pub(crate) body: Body,
    pub(crate) limits: Limits,
    /// In place of the client's.
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    /// What the caller says of it.
    pub(crate) idempotent: Option<bool>,
    /// The whole address, in place of path and query, where the server has given it.
    pub(crate) target: Option<String>,
    /// Whether a thread waits for it, which then drives the connections that it may use.
    pub(crate) blocking: bool,
    /// Whether an answer that is not as the spec says is an error, should the client not say so.
    pub(crate) strict: bool,
}

/// What is sent behind the headers.
#[derive(Clone, Default)]
pub(crate) enum Body {
    /// Nothing.
    #[default]
    None,
    /// JSON text.
    Json(Vec<u8>),
    /// A form.
    Parts(Vec<Part>),
    /// What cannot be sent, and why.
    Unusable(&'static str),
}

impl Request {
    pub(crate) fn new(operation: &'static Operation, limits: Limits) -> Self {
        let (elsewhere, path, query, headers, body, retry, idempotent, target, blocking, strict) = Default::default();
        Self { operation, elsewhere, path, query, headers, body, limits, retry, idempotent, target, blocking, strict }
    }

    /// Whether doing it twice is the same as doing it once.
    pub(super) fn is_repeatable(&self) -> bool {
        self.idempotent.unwrap_or(matches!(self.operation.method(), Method::Get | Method::Head | Method::Options))
    }

    /// The HTTP request under the defaults of a client, or why it must not be sent.
    pub(crate) fn prepare(self, client: &Shared) -> Result<HttpRequest, String> {
        let (url, mut headers) = (self.address(client)?, self.headers(client)?);
        let body = match self.body {
            Body::None => None,
            Body::Json(text) => {
                headers.set("content-type", "application/json");
                Some(RequestBody::Whole(text.into()))
            }
            Body::Unusable(why) => return Err(why.to_owned()),
            Body::Parts(parts) => {
                let (content_type, body) = multipart::encode(&parts)?;
                headers.set("content-type", &content_type);
                Some(body)
            }
        };
        Ok(HttpRequest {
            method: self.operation.method(),
            url,
            headers,
            body,
            limits: self.limits,
            blocking: self.blocking,
        })
    }

    /// The HTTP request for a stream of events: it has no parameters but its own.
    pub(crate) fn prepare_stream(self, client: &Shared) -> Result<HttpRequest, String> {
        let url = self.url(client, &Query::default())?;
        let mut request = self.prepare(client)?;
        request.url = url;
        request.headers.set("accept", "text/event-stream");
        Ok(request)
    }

    /// Where it goes.
    pub(crate) fn address(&self, client: &Shared) -> Result<String, String> {
        self.url(client, &client.query)
    }

    fn url(&self, client: &Shared, defaults: &Query) -> Result<String, String> {
        if let Some(url) = &self.elsewhere {
            return base_url::check_elsewhere(url, client.allow_insecure_http).map(|()| url.clone());
        }
        if let Some(target) = &self.target {
            return Ok(target.clone());
        }
        let (base, template) = (client.base_url.as_str(), self.operation.path());
        let mut url = String::with_capacity(base.len() + template.len() + 128);
        url.push_str(base);
        path::expand(template, &self.path, &mut url)?;
        self.query.write(defaults, &mut url);
        Ok(url)
    }

    fn headers(&self, client: &Shared) -> Result<Headers, String> {
        let mut all = match &self.elsewhere {
            None => client.headers.clone(),
            Some(_) => client.headers.only("user-agent"),
        };
        for (name, value) in self.headers.iter() {
            headers::check(name, value, client.auth_header())?;
            all.set(name, value);
        }
        Ok(all)
    }
}

/// Names only: a value of a path or a query may be a secret as well as a body may.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            elsewhere: _,
            path: _,
            query,
            headers,
            body,
            limits: _,
            retry: _,
            idempotent: _,
            target: _,
            blocking: _,
            strict: _,
        } = self;
        f.debug_struct("Call")
            .field("operation", &format_args!("{operation}"))
            .field("query", &query.names().collect::<Vec<_>>())
            .field("headers", &headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body", &format_args!("{body}"))
            .finish()
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None | Self::Unusable(_) => f.write_str("none"),
            Self::Json(text) => write!(f, "{} bytes", text.len()),
            Self::Parts(parts) => write!(f, "{} parts", parts.len()),
        }
    }
}
