//! The macro that makes the client of a generated crate, so that its methods are documented once, here.

/// Defines `struct Client` and `struct ClientBuilder` of a generated crate for a static [`Api`](crate::Api).
///
/// ```
/// mod client {
///     use restgen_runtime::{Api, Auth};
///
///     static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com").auth(Auth::Bearer);
///
///     restgen_runtime::client! {
///         /// A client of the pet store.
///         Client, ClientBuilder, &API
///     }
/// }
/// use client::Client;
///
/// let client = Client::builder().token("secret").build()?;
/// assert_eq!(client.base_url(), "https://api.example.com");
/// # Ok::<(), restgen_runtime::Error>(())
/// ```
///
/// The attributes before the first name are those of the client. The builder is a tuple struct whose field is
/// [`ClientBuilder`](crate::ClientBuilder), so that the module can add methods for the parameters of every call.
#[macro_export]
macro_rules! client {
    ($(#[$attribute:meta])* $client:ident, $builder:ident, $api:expr $(,)?) => {
        $(#[$attribute])*
        #[derive(Clone, Debug)]
        pub struct $client($crate::Client);

        impl $client {
            /// A client with the given token and the default settings.
            ///
            /// # Errors
            ///
            /// Fails if the token is empty or has white space in it.
            pub fn new(
                token: impl ::core::convert::Into<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::Error> {
                Self::builder().token(token).build()
            }

            /// A client with the token of the environment, and the base URL if it is set there; the start page of the crate
            /// names the variables.
            ///
            /// # Errors
            ///
            /// Fails if the token is not set there, and where a client could not be made with it.
            pub fn from_env() -> ::core::result::Result<Self, $crate::Error> {
                Self::builder().from_env().build()
            }

            /// A builder of clients, to set more than a token.
            pub fn builder() -> $builder {
                $builder($crate::Client::builder($api))
            }

            /// A call that sends a form to an address outside of the API, as an answer hands one out to upload a file to:
            /// each text of the object `fields`, and behind them the file under the name `part`.
            ///
            /// Nothing of the client goes there but its `User-Agent`: no token, no header and no query parameter. Any
            /// status of 2xx is a success, and what the answer says is not read.
            pub fn upload_form(
                &self,
                url: impl ::core::convert::Into<::std::string::String>,
                fields: &impl $crate::codec::Value,
                part: impl ::core::convert::Into<::std::string::String>,
                file: &$crate::FilePart,
            ) -> $crate::Call<()> {
                self.0.upload_form(url, fields, part, file)
            }

            /// Where calls go, without a slash at the end.
            pub fn base_url(&self) -> &str {
                self.0.base_url()
            }

            #[allow(dead_code, reason = "an API may have no action")]
            pub(crate) fn call<T>(&self, operation: &'static $crate::Operation) -> $crate::Call<T> {
                self.0.call(operation)
            }
        }

        $crate::client_builder!($client, $builder);
    };
}

/// The builder's half of [`client!`](crate::client!).
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($client:ident, $builder:ident) => {
        /// Makes a client. Everything has a default; what is wrong is said by `build`.
        #[must_use = "a builder makes a client when `build` is called"]
        #[derive(Clone, Debug)]
        pub struct $builder($crate::ClientBuilder);

        impl $builder {
            /// The token that proves who calls. Without one, calls are anonymous.
            ///
            /// It is sent to the base URL only and shown by no `Debug` and no error.
            pub fn token(self, token: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.token(token))
            }

            /// What gives tokens, such as by logging in, in place of one token that stays.
            pub fn token_provider(self, provider: impl $crate::TokenProvider) -> Self {
                Self(self.0.token_provider(provider))
            }

            /// Takes the token, and the base URL if it is set there, from the environment. What is not there is said by
            /// `build`.
            pub fn from_env(self) -> Self {
                Self(self.0.from_env())
            }

            /// Where calls go: an absolute `http` or `https` URL; a path in it is put before the path of each call.
            pub fn base_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// What the client says it is, in place of the package's name and version.
            pub fn user_agent(self, user_agent: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.user_agent(user_agent))
            }

            /// Who calls, as `my-app/1.2`: it is put before the package's name and version in `User-Agent`.
            pub fn application(self, name_and_version: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.application(name_and_version))
            }

            /// How long a call may take with all its attempts and the waits between them, until its response is read
            /// whole; 2 minutes by default. `Duration::MAX` is no limit, here as for the other times.
            pub fn timeout(self, limit: ::core::time::Duration) -> Self {
                Self(self.0.timeout(limit))
            }

            /// How long one attempt may take, until the response is read whole; 60 seconds by default.
            pub fn attempt_timeout(self, limit: ::core::time::Duration) -> Self {
                Self(self.0.attempt_timeout(limit))
            }

            /// How long making a connection may take, with the lookup of the name and TLS; 10 seconds by default.
            pub fn connect_timeout(self, limit: ::core::time::Duration) -> Self {
                Self(self.0.connect_timeout(limit))
            }

            /// How long the server may be silent in the midst of a body; 30 seconds by default.
            pub fn idle_timeout(self, limit: ::core::time::Duration) -> Self {
                Self(self.0.idle_timeout(limit))
            }

            /// How many bytes the body of a response may have, unpacked; 100 MiB by default.
            pub fn response_limit(self, bytes: u64) -> Self {
                Self(self.0.response_limit(bytes))
            }

            /// Whether a failed attempt is followed by another; by default up to 3 attempts where that is safe.
            pub fn retry(self, policy: impl $crate::retry::RetryPolicy) -> Self {
                Self(self.0.retry(policy))
            }

            /// How many repetitions the client has in reserve, 50 by default. Each takes one, and every ten successes
            /// give one back, so that in an outage the client does not come back with many times its usual load.
            pub fn retry_budget(self, repetitions: u32) -> Self {
                Self(self.0.retry_budget(repetitions))
            }

            /// Makes it an error of every call if its answer is not as the spec says in every place; `is_decode` is true
            /// then. Left out, what can be read is read, and `tracing` tells of the rest.
            pub fn strict(self) -> Self {
                Self(self.0.strict())
            }

            /// Shows each attempt to an interceptor, which may change its headers. It may be called more than once.
            pub fn interceptor(self, interceptor: impl $crate::Interceptor) -> Self {
                Self(self.0.interceptor(interceptor))
            }

            /// The proxy of all requests, as `http://user:password@proxy.example.com:3128`, in place of what the
            /// environment says.
            pub fn proxy(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.proxy(url))
            }

            /// Goes straight to the server, whatever the environment says of proxies.
            pub fn no_proxy(self) -> Self {
                Self(self.0.no_proxy())
            }

            /// Trusts the certificates in a PEM text, beside those that the system trusts.
            pub fn root_certificates(self, pem: impl ::core::convert::Into<::std::vec::Vec<u8>>) -> Self {
                Self(self.0.root_certificates(pem))
            }

            /// Whether the server may pack bodies with gzip, or with zstd if that feature is on; true by default.
            pub fn compression(self, allow: bool) -> Self {
                Self(self.0.compression(allow))
            }

            /// Lets a token go over plain `http` to another machine, where everyone on the way can read it.
            pub fn allow_insecure_http(self, allow: bool) -> Self {
                Self(self.0.allow_insecure_http(allow))
            }

            /// A query parameter of every call, in the place of one of that name; a call may override it.
            ///
            /// `V` is the type that the value is taken for.
            pub fn query<V: ::core::fmt::Display>(
                self,
                name: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                value: impl ::core::convert::Into<V>,
            ) -> Self {
                Self(self.0.query::<V>(name, value))
            }

            /// A header of every call, in the place of one of that name; a call may override it.
            ///
            /// `V` is the type that the value is taken for.
            pub fn header<V: ::core::fmt::Display>(
                self,
                name: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                value: impl ::core::convert::Into<V>,
            ) -> Self {
                Self(self.0.header::<V>(name, value))
            }

            /// What sends the requests, in place of HTTP/1.1 over TLS; a test may answer them itself.
            pub fn transport(self, transport: impl $crate::Transport) -> Self {
                Self(self.0.transport(transport))
            }

            /// Makes the client. Nothing is sent and no connection is made.
            ///
            /// # Errors
            ///
            /// Fails where the base URL, the token, a header, the proxy or a root certificate cannot be used, and where a
            /// token would go over plain `http` to another machine without `allow_insecure_http(true)`.
            pub fn build(self) -> ::core::result::Result<$client, $crate::Error> {
                self.0.build().map($client)
            }
        }
    };
}
