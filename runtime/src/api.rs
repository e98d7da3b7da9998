//! What is the same for every call of an API: its address, its credentials and what it always sends.

/// The static description of an API. Generated code has one in a `static`.
///
/// ```
/// use restgen_runtime::{Api, Auth};
///
/// static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com")
///     .auth(Auth::Bearer)
///     .headers(&[("Accept-Version", "^1.0.0")])
///     .query(&[("_links", "true")])
///     .error_keys("type", "message");
/// assert_eq!(API.user_agent(), "petstore/0.1.0");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Api {
    package: &'static str,
    version: &'static str,
    base_url: &'static str,
    auth: Auth,
    headers: &'static [(&'static str, &'static str)],
    query: &'static [(&'static str, &'static str)],
    error_keys: Option<ErrorKeys>,
    variables: Option<(&'static str, &'static str)>,
}

/// How a token is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// The API takes no token; one that is set is a mistake of the caller.
    None,
    /// `Authorization: Bearer TOKEN`.
    Bearer,
    /// The token alone in the header of that name.
    Header(&'static str),
}

/// Where an error body of the API says what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ErrorKeys {
    /// The key of the error's type, a word for programs.
    pub(crate) kind: &'static str,
    /// The key of the message, a sentence for people.
    pub(crate) message: &'static str,
}

impl Api {
    /// An API without credentials, headers or parameters of its own.
    pub const fn new(package: &'static str, version: &'static str, base_url: &'static str) -> Self {
        Self {
            package,
            version,
            base_url,
            auth: Auth::None,
            headers: &[],
            query: &[],
            error_keys: None,
            variables: None,
        }
    }

    /// How the token is sent.
    #[must_use]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Headers of every request.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Query parameters of every request; they go first, in this order, unless a client or a call overrides them.
    #[must_use]
    pub const fn query(mut self, query: &'static [(&'static str, &'static str)]) -> Self {
        self.query = query;
        self
    }

    /// The keys of an error body that hold its type and its message.
    #[must_use]
    pub const fn error_keys(mut self, kind: &'static str, message: &'static str) -> Self {
        self.error_keys = Some(ErrorKeys { kind, message });
        self
    }

    /// The environment variables that hold a token and, if it is another, the base URL.
    #[must_use]
    pub const fn environment(mut self, token: &'static str, base_url: &'static str) -> Self {
        self.variables = Some((token, base_url));
        self
    }

    /// What a client says it is, unless the builder is told otherwise: `package/version`.
    pub fn user_agent(&self) -> String {
        format!("{}/{}", self.package, self.version)
    }

    /// The package that this API's client comes in.
    pub const fn package(&self) -> &'static str {
        self.package
    }

    /// Where calls go, unless the builder is told otherwise.
    pub const fn base_url(&self) -> &'static str {
        self.base_url
    }

    pub(crate) const fn credentials(&self) -> Auth {
        self.auth
    }

    pub(crate) const fn fixed_headers(&self) -> &'static [(&'static str, &'static str)] {
        self.headers
    }

    pub(crate) const fn fixed_query(&self) -> &'static [(&'static str, &'static str)] {
        self.query
    }

    pub(crate) const fn variables(&self) -> Option<(&'static str, &'static str)> {
        self.variables
    }

    pub(crate) const fn keys_of_errors(&self) -> Option<ErrorKeys> {
        self.error_keys
    }
}
