//! How a client is made.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::credential::{self, Credential};
use super::{Client, Shared, auth_header};
use crate::api::Api;
use crate::credentials::TokenProvider;
use crate::error::Error;
use crate::interceptor::Interceptor;
use crate::retry::{Backoff, Budget, RetryPolicy};
use crate::transport::{Limits, ProxyChoice, ReqwestTransport, Settings, Transport};
use crate::wire::base_url::BaseUrl;
use crate::wire::headers::{self, Headers};
use crate::wire::query::Query;

/// How many repetitions a client has in reserve, unless the builder is told otherwise.
const RETRY_BUDGET: u32 = 50;

/// Makes a [`Client`]. Everything has a default; what is wrong is said by [`ClientBuilder::build`].
///
/// `Debug` does not show the token.
#[must_use = "a builder makes a client when `build` is called"]
#[derive(Clone)]
pub struct ClientBuilder {
    api: &'static Api,
    credential: Credential,
    base_url: Option<String>,
    user_agent: Option<String>,
    application: Option<String>,
    limits: Limits,
    retry: Arc<dyn RetryPolicy>,
    retry_budget: u32,
    interceptors: Vec<Arc<dyn Interceptor>>,
    strict: bool,
    allow_insecure_http: bool,
    headers: Headers,
    query: Query,
    http: Settings,
    transport: Option<Arc<dyn Transport>>,
}

impl ClientBuilder {
    pub(super) fn new(api: &'static Api) -> Self {
        let mut query = Query::default();
        for (name, value) in api.fixed_query() {
            query.set_text(*name, value);
        }
        let (credential, base_url, user_agent, application, limits, headers, http, transport) = Default::default();
        Self {
            api,
            credential,
            base_url,
            user_agent,
            application,
            limits,
            retry: Arc::new(Backoff::new()),
            retry_budget: RETRY_BUDGET,
            interceptors: Vec::new(),
            strict: false,
            allow_insecure_http: false,
            headers,
            query,
            http,
            transport,
        }
    }

    /// The token that proves who calls. Without one, calls are anonymous.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.credential = Credential::Token(token.into());
        self
    }

    /// What gives tokens, in place of one token that stays.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.credential = Credential::Provider(Arc::new(provider));
        self
    }

    /// Takes the token, and the base URL if it is set, from the environment variables that [`Api::environment`] names.
    pub fn from_env(mut self) -> Self {
        match credential::from_env(self.api) {
            Ok((token, base_url)) => {
                self.credential = Credential::Token(token);
                self.base_url = base_url.or(self.base_url);
            }
            Err(why) => self.credential = Credential::Missing(why),
        }
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

    /// Who calls, as `my-app/1.2`: it is put before the package's name and version in `User-Agent`.
    pub fn application(mut self, name_and_version: impl Into<String>) -> Self {
        self.application = Some(name_and_version.into());
        self
    }

    /// How long a call may take with all its attempts and the waits between them, until its response is read whole; 2
    /// minutes by default. [`Duration::MAX`] is no limit, here as for the other times.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limits.call = limit;
        self
    }

    /// How long one attempt may take, until the response is read whole; 60 seconds by default.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.limits.attempt = limit;
        self
    }

    /// How long making a connection may take, with the lookup of the name and TLS; 10 seconds by default.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// How long the server may be silent in the midst of a body; 30 seconds by default.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.limits.idle = limit;
        self
    }

    /// How many bytes the body of a response may have, unpacked; 100 MiB by default.
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.limits.response = bytes;
        self
    }

    /// Whether a failed attempt is followed by another, in place of [`Backoff::new`]; [`Backoff::off`] for never.
    pub fn retry(mut self, policy: impl RetryPolicy) -> Self {
        self.retry = Arc::new(policy);
        self
    }

    /// How many repetitions the client has in reserve, 50 by default. Each takes one, and every ten successes give one
    /// back, so that in an outage the client does not come back with many times its usual load.
    pub fn retry_budget(mut self, repetitions: u32) -> Self {
        self.retry_budget = repetitions;
        self
    }

    /// Makes it an error of every call if its answer is not as the spec says in every place; [`Error::is_decode`] is true
    /// then. Left out, what can be read is read: see [`DeviationKind`](crate::codec::DeviationKind) for what becomes of
    /// the rest.
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Shows each attempt to an interceptor, which may change its headers. It may be called more than once.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// The proxy of all requests, as `http://user:password@proxy.example.com:3128`, in place of what the environment says.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.http.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Goes straight to the server, whatever the environment says of proxies.
    pub fn no_proxy(mut self) -> Self {
        self.http.proxy = ProxyChoice::None;
        self
    }

    /// Trusts the certificates in a PEM text, beside those that the system trusts.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.http.roots.push(pem.into());
        self
    }

    /// Whether the server may pack bodies with gzip, or with zstd if that feature is on; true by default.
    pub fn compression(mut self, allow: bool) -> Self {
        self.http.uncompressed = !allow;
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
        self.query.set_text(name, &value.into());
        self
    }

    /// A header of every call, in the place of one of that name; a call may override it.
    ///
    /// `V` is the type that the value is taken for.
    pub fn header<V: fmt::Display>(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<V>) -> Self {
        self.headers.set(&name.into(), &value.into().to_string());
        self
    }

    /// What sends the requests, in place of [`ReqwestTransport`]. It has its own way of making connections: a proxy, root
    /// certificates or compression set here are refused beside it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes the client. Nothing is sent and no connection is made.
    ///
    /// # Errors
    ///
    /// Fails where the base URL, the token, a header, the proxy or a root certificate cannot be used, and where a token would go over plain `http` to
    /// another machine without [`ClientBuilder::allow_insecure_http`]; [`Error::is_builder`] is true then.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = self.checked_base_url().map_err(Error::builder)?;
        let headers = self.all_headers().map_err(Error::builder)?;
        let issuer = self.credential.into_issuer(self.api.credentials());
        let Self {
            api,
            query,
            limits,
            retry,
            retry_budget,
            strict,
            interceptors,
            http,
            transport,
            allow_insecure_http,
            ..
        } = self;
        let transport = match transport {
            Some(_) if http != Settings::default() => return Err(Error::builder(OTHER_TRANSPORT)),
            Some(transport) => transport,
            None => default_transport(http, &base_url)?,
        };
        let budget = Budget::new(retry_budget);
        let shared = Shared {
            api,
            base_url,
            headers,
            query,
            limits,
            retry,
            strict,
            budget,
            interceptors,
            transport,
            issuer,
            allow_insecure_http,
            #[cfg(feature = "blocking")]
            driver: crate::blocking::Driver::default(),
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    fn checked_base_url(&self) -> Result<BaseUrl, String> {
        let url = BaseUrl::parse(self.base_url.as_deref().unwrap_or(self.api.base_url()))?;
        if self.credential.is_some() && url.exposes() && !self.allow_insecure_http {
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
        let product = self.user_agent.clone().unwrap_or_else(|| self.api.user_agent());
        let user_agent = match &self.application {
            Some(application) => format!("{application} {product}"),
            None => product,
        };
        headers::check_value("user-agent", &user_agent)?;
        all.set("user-agent", &user_agent);
        self.credential.authorize(self.api.credentials(), &mut all)?;
        for (name, value) in self.api.fixed_headers() {
            all.set(name, value);
        }
        for (name, value) in self.headers.iter() {
            headers::check(name, value, auth_header(self.api))?;
            all.set(name, value);
        }
        Ok(all)
    }
}

const OTHER_TRANSPORT: &str = "a proxy, root certificates or compression are set, but they are of the transport that \
     `transport` replaces; set them there";

fn default_transport(settings: Settings, base_url: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
    let transport = ReqwestTransport::set_up(settings, base_url.is_loopback());
    Ok(Arc::new(transport.map_err(Error::builder)?))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("package", &self.api.package())
            .field("has_token", &self.credential.is_some())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
