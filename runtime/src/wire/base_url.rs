//! The address that every path is appended to.

use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// An absolute `http` or `https` URL without credentials, query or fragment; a path prefix is kept.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    text: String,
    host: String,
    port: u16,
    secure: bool,
    loopback: bool,
}

impl BaseUrl {
    /// Reads the address, or says what is wrong with it. Credentials in it are not repeated.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err("base URL has white space in it".to_owned());
        }
        let url = Url::parse(text).map_err(|error| format!("base URL is not an absolute URL: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("base URL has the scheme `{}`; use `https` or `http`", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("base URL has credentials in it; set a token instead".to_owned());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("base URL has a query or a fragment; set query parameters on the builder instead".to_owned());
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        let (host, secure) = (url.host_str().unwrap_or_default().to_owned(), url.scheme() == "https");
        let port = url.port().unwrap_or(if secure { 443 } else { 80 });
        Ok(Self { text, host, port, secure, loopback: is_loopback(&url) })
    }

    /// The address without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The name or address of the server; IPv6 in brackets.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Where the server listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The address that a reference in an answer leads to, from the address that was asked: only what lies on this very
    /// origin may be asked with the token.
    pub(crate) fn follow(&self, from: &str, reference: &str) -> Result<String, String> {
        let url = Url::parse(from).and_then(|from| from.join(reference));
        let mut url = url.map_err(|error| format!("the link to the next page is malformed: {error}"))?;
        let secure = url.scheme() == "https";
        let is_same = (secure || url.scheme() == "http")
            && secure == self.secure
            && url.host_str() == Some(&self.host)
            && url.port_or_known_default() == Some(self.port);
        if !is_same || !url.username().is_empty() || url.password().is_some() {
            return Err(format!(
                "the link to the next page leads to {}, which is not where the API is, and is not followed",
                url.origin().ascii_serialization()
            ));
        }
        url.set_fragment(None);
        Ok(url.into())
    }

    /// Whether it is this very machine.
    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether what is sent there can be read on the way.
    pub(crate) fn exposes(&self) -> bool {
        !self.secure && !self.loopback
    }
}

/// Says why a URL outside of the API is not called; never shows it, since it may be a credential itself.
pub(crate) fn check_elsewhere(text: &str, allow_insecure_http: bool) -> Result<(), String> {
    let url = Url::parse(text).map_err(|error| format!("the address to upload to is not an absolute URL: {error}"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address to upload to has credentials in it".to_owned());
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(&url) || allow_insecure_http => Ok(()),
        "http" => Err("the upload would go over plain `http`, where everyone on the way can read it".to_owned()),
        _ => Err("the address to upload to is neither `https` nor `http`".to_owned()),
    }
}

/// Whether the URL names this very machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || bare.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}
