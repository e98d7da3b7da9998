//! The token that a provider gave last, shared by all calls of a client.

use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{Token, TokenProvider, header};
use crate::api::Auth;

tokio::task_local! {
    /// The issuer whose provider runs on this task.
    static ASKING: usize;
}

/// Why there is no token; it is shared by all calls that waited for it.
pub(crate) type Unissued = Arc<dyn Error + Send + Sync>;

/// Keeps the token of a provider until it expires or is refused.
pub(crate) struct Issuer {
    provider: Arc<dyn TokenProvider>,
    auth: Auth,
    current: RwLock<Option<Arc<Issued>>>,
    /// How often the provider was asked, with or without success.
    asked: AtomicU64,
    /// Held by the one call that asks the provider; what came of it last.
    last: Mutex<Option<Unissued>>,
}

/// A token as it is sent.
pub(crate) struct Issued {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    until: Option<Instant>,
    /// Which of the issuer's tokens it is.
    number: u64,
}

impl Issuer {
    pub(crate) fn new(provider: Arc<dyn TokenProvider>, auth: Auth) -> Self {
        Self { provider, auth, current: RwLock::default(), asked: AtomicU64::new(0), last: Mutex::default() }
    }

    /// The token at hand, if it is good as far as is known, and newer than one that was refused.
    pub(crate) fn known(&self, refused: Option<&Issued>) -> Option<Arc<Issued>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner).clone()?;
        let is_good = current.until.is_none_or(|until| Instant::now() < until);
        let is_newer = refused.is_none_or(|refused| current.number > refused.number);
        (is_good && is_newer).then_some(current)
    }

    /// Such a token, from the provider if need be.
    ///
    /// A call that is dropped while it asks the provider leaves that to the next one.
    pub(crate) async fn renew(&self, refused: Option<&Issued>) -> Result<Arc<Issued>, Unissued> {
        if ASKING.try_with(|issuer| *issuer == self.id()).unwrap_or(false) {
            return Err(unissued("the token provider calls the client that asks it; give it a client of its own"));
        }
        let before = self.asked.load(Ordering::Acquire);
        let mut last = self.last.lock().await;
        if let Some(token) = self.known(refused) {
            return Ok(token);
        }
        // Another call asked while this one waited: what failed for it would fail for all who wait.
        if let Some(why) = last.as_ref().filter(|_| self.asked.load(Ordering::Acquire) != before) {
            return Err(Arc::clone(why));
        }
        let issued = self.ask().await;
        *last = issued.as_ref().err().map(Arc::clone);
        issued
    }

    async fn ask(&self) -> Result<Arc<Issued>, Unissued> {
        let given = ASKING.scope(self.id(), self.provider.token()).await;
        let number = self.asked.fetch_add(1, Ordering::AcqRel);
        let Token { text, until } = given.map_err(Unissued::from)?;
        let (name, value) = header(self.auth, &text).map_err(unissued)?;
        let issued = Arc::new(Issued { name, value, until, number });
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&issued));
        Ok(issued)
    }

    fn id(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

fn unissued(why: &'static str) -> Unissued {
    Unissued::from(Box::<dyn Error + Send + Sync>::from(why))
}
