//! Who proves who calls: a token that stays, or a provider of tokens that expire.

mod issued;

use std::error::Error;
use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

pub(crate) use self::issued::{Issued, Issuer, Unissued};
use crate::api::Auth;
use crate::codec::Secret;
use crate::transport::BoxFuture;

/// Gives the tokens of a client, such as by logging in. A closure is a provider too.
///
/// It is asked before the first call, when a token is about to expire, and once more for a call whose token the server
/// refuses (401), which is then sent again. However many calls wait for a token, it is asked once for all of them. A call
/// waits no longer than its time limit.
///
/// It must not call the client that asks it: to log in, it has one of its own.
///
/// ```
/// use restgen_runtime::{Api, Auth, Client, Json, Method, Operation, Result};
///
/// static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com").auth(Auth::Bearer);
/// static LOGIN: Operation = Operation::new("auth.login", Method::Post, "/login");
///
/// # fn example(password: String) -> Result<()> {
/// let anyone = Client::builder(&API).build()?;
/// let log_in = move || {
///     let login = anyone.call::<Json>(&LOGIN).body(&serde_json::json!({ "password": password }));
///     async move { login.await.map(|answer| answer["token"].as_str().unwrap_or_default().to_owned()) }
/// };
/// let client = Client::builder(&API).token_provider(log_in).build()?;
/// # Ok(())
/// # }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is good now.
    ///
    /// # Errors
    ///
    /// The calls that wait for the token fail with this error as their source, see
    /// [`Error::is_token`](crate::Error::is_token). It should hold no secret, since it is shown.
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>>;
}

impl<F, A, T, E> TokenProvider for F
where
    F: Fn() -> A + Send + Sync + 'static,
    A: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        let asked = self();
        Box::pin(async { asked.await.map(Into::into).map_err(Into::into) })
    }
}

/// A token as a provider gives it. `Debug` does not show it.
///
/// ```
/// use std::time::Duration;
/// use restgen_runtime::Token;
///
/// let token = Token::new("secret").valid_for(Duration::from_secs(3600));
/// assert!(!format!("{token:?}").contains("secret"));
/// ```
#[derive(Clone, Debug)]
pub struct Token {
    text: Secret,
    until: Option<Instant>,
}

impl Token {
    /// A token that is good until the server refuses it.
    pub fn new(text: impl Into<Secret>) -> Self {
        Self { text: text.into(), until: None }
    }

    /// Says how long the token is good. The provider is asked for another shortly before: 30 seconds, or a tenth of the
    /// time if that is less.
    pub fn valid_for(mut self, time: Duration) -> Self {
        let margin = (time / 10).min(Duration::from_secs(30));
        self.until = Instant::now().checked_add(time.saturating_sub(margin));
        self
    }

    /// Says until when the token is good, by the clock of this machine, see [`Token::valid_for`].
    pub fn valid_until(self, end: Timestamp) -> Self {
        let left = end.duration_since(Timestamp::now());
        // The end may have been already.
        self.valid_for(left.try_into().unwrap_or_default())
    }
}

impl<T: Into<Secret>> From<T> for Token {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

/// The header that a token goes in, with its value; or why the token cannot be sent.
pub(crate) fn header(auth: Auth, token: &str) -> Result<(&'static str, String), &'static str> {
    if token.is_empty() {
        return Err("the token is empty");
    }
    if token.chars().any(|c| c.is_control() || c == ' ') {
        return Err("the token has white space in it, such as a line break at its end");
    }
    match auth {
        Auth::None => Err("a token is set, but this API takes none"),
        Auth::Bearer => Ok(("authorization", format!("Bearer {token}"))),
        Auth::Header(name) => Ok((name, token.to_owned())),
    }
}

impl fmt::Debug for dyn TokenProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenProvider")
    }
}
