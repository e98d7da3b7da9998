//! The client: what all its calls share.

mod builder;
mod credential;
mod wrapper;

use std::fmt;
use std::sync::Arc;

pub use self::builder::ClientBuilder;
use crate::api::{Api, Auth};
#[cfg(feature = "blocking")]
use crate::blocking::Driver;
use crate::call::Call;
use crate::codec;
use crate::credentials::Issuer;
use crate::file_part::FilePart;
use crate::interceptor::Interceptor;
use crate::operation::{Method, Operation};
use crate::retry::{Budget, RetryPolicy};
use crate::transport::{Limits, Transport};
use crate::wire::base_url::BaseUrl;
use crate::wire::headers::Headers;
use crate::wire::query::Query;

/// What sends the calls of an API. Generated crates wrap it by [`client!`](crate::client!).
///
/// Clones are cheap and share the connections. `Debug` does not show the token.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// What a builder was told, checked and merged with what the API always sends.
pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    /// Of every request, the token's among them.
    pub(crate) headers: Headers,
    /// Of every request, first in its query.
    pub(crate) query: Query,
    /// Of every call that does not say otherwise.
    pub(crate) limits: Limits,
    /// Of every call that does not say otherwise.
    pub(crate) retry: Arc<dyn RetryPolicy>,
    /// Whether an answer that is not as the spec says is an error.
    pub(crate) strict: bool,
    pub(crate) budget: Budget,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) transport: Arc<dyn Transport>,
    /// Where the token comes from, if it is not among the headers.
    pub(crate) issuer: Option<Issuer>,
    pub(crate) allow_insecure_http: bool,
    #[cfg(feature = "blocking")]
    pub(crate) driver: Driver,
}

impl Client {
    /// A builder of clients for an API.
    pub fn builder(api: &'static Api) -> ClientBuilder {
        ClientBuilder::new(api)
    }

    /// A call of an action, to be filled and awaited.
    pub fn call<T>(&self, operation: &'static Operation) -> Call<T> {
        Call::new(self.clone(), operation)
    }

    /// A call that sends a form to an address outside of the API, as an answer hands one out to upload a file to: each
    /// text of the object `fields`, and behind them the file under the name `part`.
    ///
    /// Nothing of the client goes there but its `User-Agent`: no token, no header and no query parameter.
    /// Any status of 2xx is a success, and what the answer says is not read.
    ///
    /// ```
    /// use restgen_runtime::{Client, FilePart, Result};
    ///
    /// async fn upload(client: &Client, url: &str, policy: &str) -> Result<()> {
    ///     let fields = serde_json::json!({ "policy": policy });
    ///     client.upload_form(url, &fields, "file", &FilePart::from_path("cat.mp4")).await
    /// }
    /// ```
    pub fn upload_form(
        &self,
        url: impl Into<String>,
        fields: &impl codec::Value,
        part: impl Into<String>,
        file: &FilePart,
    ) -> Call<()> {
        Call::new(self.clone(), &UPLOAD).form_elsewhere(url.into(), codec::to_json(fields), part.into(), file)
    }

    /// Where calls go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        self.shared.base_url.as_str()
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }
}

/// What errors call [`Client::upload_form`].
static UPLOAD: Operation = Operation::new("upload_form", Method::Post, "the address handed out");

impl Shared {
    /// The header that the token goes in.
    pub(crate) fn auth_header(&self) -> &'static str {
        auth_header(self.api)
    }
}

fn auth_header(api: &Api) -> &'static str {
    match api.credentials() {
        Auth::Header(name) => name,
        Auth::Bearer | Auth::None => "authorization",
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared {
            api,
            base_url,
            headers,
            query,
            limits,
            retry: _,
            strict,
            budget,
            interceptors,
            transport: _,
            issuer,
            allow_insecure_http: _,
            #[cfg(feature = "blocking")]
                driver: _,
        } = &*self.shared;
        f.debug_struct("Client")
            .field("package", &api.package())
            .field("base_url", &base_url.as_str())
            .field("headers", &headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("query", &query.names().collect::<Vec<_>>())
            .field("limits", limits)
            .field("strict", strict)
            .field("budget", budget)
            .field("interceptors", &interceptors.len())
            .field("has_token_provider", &issuer.is_some())
            .finish()
    }
}
