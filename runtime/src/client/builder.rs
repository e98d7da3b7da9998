//! How a client is made.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Client, Shared, auth_header};
use crate::api::{Api, Auth};
use crate::error::Error;
use crate::transport::{ReqwestTransport, Transport};
use crate::wire::base_url::BaseUrl;
use crate::wire::headers::{self, Headers};
use crate::wire::query::Query;

/// How long a call may take, from the first byte sent to the last byte read, unless the builder is told otherwise.
const TIMEOUT: Duration = Duration::from_mins(1);

/// How large the body of a response may be, unless the builder is told otherwise: 100 MiB.
const RESPONSE_LIMIT: u64 = 100 << 20;

/// Makes a [`Client`]. Everything has a default; what is wrong is said by [`ClientBuilder::build`].
///
/// `Debug` does not show the token.
#[must_use = "a builder makes a client when `build` is called"]
#[derive(Clone)]
pub struct ClientBuilder {
    api: &'static Api,
    token: Option<String>,
    base_url: Option<String>,
    user_agent: Option<String>,
    timeout: Duration,
    response_limit: u64,
    allow_insecure_http: bool,
    headers: Headers,
    query: Query,
    transport: Option<Arc<dyn Transport>>,
}

impl ClientBuilder {
    pub(super) fn new(api: &'static Api) -> Self {
        let mut query = Query::default();
        for (name, value) in api.fixed_query() {
            query.set_text(*name, value);
        }
        let (token, base_url, user_agent, transport, headers) = Default::default();
        let (timeout, response_limit, allow_insecure_http) = (TIMEOUT, RESPONSE_LIMIT, false);
        Self {
            api,
            token,
            base_url,
            user_agent,
            timeout,
            response_limit,
            allow_insecure_http,
            headers,
            query,
            transport,
        }
    }

    /// The token that proves who calls. Without one, calls are anonymous.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Where calls go: an absolute `http` or `https` URL; a path in it is put before the path of each call.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// What the client says it is, in place of the package's name and version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// How long a call may take, until its response is read whole; 60 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How many bytes the body of a response may have; 100 MiB by default.
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Lets a token go over plain `http` to another machine, where everyone on the way can read it.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// A query parameter of every call, in the place of one of that name; a call may override it.
    ///
    /// `V` is the type that the value is taken for.
    pub fn query<V: fmt::Display>(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<V>) -> Self {
        self.query.set_text(name, &value.into().to_string());
        self
    }

    /// A header of every call, in the place of one of that name; a call may override it.
    ///
    /// `V` is the type that the value is taken for.
    pub fn header<V: fmt::Display>(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<V>) -> Self {
        self.headers.set(name, value.into().to_string());
        self
    }

    /// What sends the requests, in place of [`ReqwestTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes the client. Nothing is sent and no connection is made.
    ///
    /// # Errors
    ///
    /// Fails where the base URL, the token or a header cannot be used, and where a token would go over plain `http` to
    /// another machine without [`ClientBuilder::allow_insecure_http`]; [`Error::is_builder`] is true then.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = self.checked_base_url().map_err(Error::builder)?;
        let headers = self.all_headers().map_err(Error::builder)?;
        let Self { api, query, timeout, response_limit, transport, .. } = self;
        let transport = match transport {
            Some(transport) => transport,
            None => default_transport(&base_url)?,
        };
        let shared = Shared { api, base_url, headers, query, timeout, response_limit, transport };
        Ok(Client { shared: Arc::new(shared) })
    }

    fn checked_base_url(&self) -> Result<BaseUrl, String> {
        let url = BaseUrl::parse(self.base_url.as_deref().unwrap_or(self.api.base_url()))?;
        if self.token.is_some() && url.exposes() && !self.allow_insecure_http {
            return Err(format!(
                "the token would go to {} unencrypted; use `https`, or call `allow_insecure_http(true)`",
                url.as_str()
            ));
        }
        Ok(url)
    }

    /// What every request says, the caller's own last.
    fn all_headers(&self) -> Result<Headers, String> {
        let mut all = Headers::default();
        all.set("accept", "application/json");
        let user_agent = self.user_agent.clone().unwrap_or_else(|| self.api.user_agent());
        headers::check_value("user-agent", &user_agent)?;
        all.set("user-agent", user_agent);
        self.authorize(&mut all)?;
        for (name, value) in self.api.fixed_headers() {
            all.set(*name, *value);
        }
        for (name, value) in self.headers.iter() {
            headers::check(name, value, auth_header(self.api))?;
            all.set(name.to_owned(), value.to_owned());
        }
        Ok(all)
    }

    fn authorize(&self, headers: &mut Headers) -> Result<(), String> {
        let Some(token) = &self.token else { return Ok(()) };
        if token.is_empty() {
            return Err("the token is empty".to_owned());
        }
        if token.chars().any(|c| c.is_control() || c == ' ') {
            return Err("the token has white space in it, such as a line break at its end".to_owned());
        }
        match self.api.credentials() {
            Auth::None => return Err("a token is set, but this API takes none".to_owned()),
            Auth::Bearer => headers.set_sensitive("authorization", format!("Bearer {token}")),
            Auth::Header(name) => headers.set_sensitive(name, token.clone()),
        }
        Ok(())
    }
}

fn default_transport(base_url: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
    let transport = ReqwestTransport::new();
    transport.set_up(base_url.is_loopback()).map_err(|error| Error::builder(error.to_string()))?;
    Ok(Arc::new(transport))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("package", &self.api.package())
            .field("has_token", &self.token.is_some())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
