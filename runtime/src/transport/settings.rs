//! How the default transport connects: proxy, TLS roots, compression.

use std::fmt;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, ClientBuilder, Proxy};

use super::connect::ConnectLimit;
use super::failure::root_of;

/// What a [`ClientBuilder`](crate::ClientBuilder) says of the default transport. `Debug` shows no credential of a proxy.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) proxy: ProxyChoice,
    /// PEM texts of certificates that are trusted beside those of the system.
    pub(crate) roots: Vec<Vec<u8>>,
    pub(crate) uncompressed: bool,
}

/// Where requests go first.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) enum ProxyChoice {
    /// As the environment says, but never for this machine itself: no proxy could reach what it means by `localhost`.
    #[default]
    Environment,
    /// Straight to the server.
    None,
    /// To this address.
    Url(String),
}

/// A connection that was idle for longer is not used again: servers close theirs after a minute or so, and a request
/// that crosses the closing is lost.
const IDLE_CONNECTION: Duration = Duration::from_secs(30);

impl Settings {
    /// The HTTP client for this machine, or for hosts elsewhere; or why there can be none. That a response has at most 100 header fields is its
    /// default; to say so would cost time in every call.
    pub(super) fn client(&self, loopback: bool) -> Result<Client, String> {
        let builder = Client::builder()
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_idle_timeout(IDLE_CONNECTION)
            .connector_layer(ConnectLimit);
        let builder = self.with_proxy(self.with_compression(builder), loopback)?;
        builder.tls_certs_merge(self.certificates()?).build().map_err(|error| root_of(&error).to_string())
    }

    fn with_proxy(&self, builder: ClientBuilder, loopback: bool) -> Result<ClientBuilder, String> {
        match &self.proxy {
            ProxyChoice::Environment if loopback => Ok(builder.no_proxy()),
            ProxyChoice::Environment => Ok(builder),
            ProxyChoice::None => Ok(builder.no_proxy()),
            // The address may have a password in it, which the error of the library would show.
            ProxyChoice::Url(url) => match Proxy::all(url) {
                Ok(proxy) => Ok(builder.proxy(proxy)),
                Err(_) => Err("the proxy is no URL such as `http://proxy.example.com:3128`".to_owned()),
            },
        }
    }

    fn with_compression(&self, builder: ClientBuilder) -> ClientBuilder {
        let builder = builder.gzip(!self.uncompressed);
        #[cfg(feature = "zstd")]
        let builder = builder.zstd(!self.uncompressed);
        builder
    }

    fn certificates(&self) -> Result<Vec<Certificate>, String> {
        let mut all = Vec::new();
        for pem in &self.roots {
            let read = Certificate::from_pem_bundle(pem)
                .map_err(|error| format!("a root certificate: {}", root_of(&error)))?;
            if read.is_empty() {
                return Err("a root certificate has no PEM block `BEGIN CERTIFICATE` in it".to_owned());
            }
            all.extend(read);
        }
        Ok(all)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { proxy, roots, uncompressed } = self;
        let proxy = match proxy {
            ProxyChoice::Environment => "environment",
            ProxyChoice::None => "none",
            ProxyChoice::Url(_) => "set",
        };
        f.debug_struct("Settings")
            .field("proxy", &proxy)
            .field("roots", &roots.len())
            .field("uncompressed", uncompressed)
            .finish()
    }
}
