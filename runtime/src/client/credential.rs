//! Who proves who calls, as a builder is told.

use std::env::{self, VarError};
use std::sync::Arc;

use crate::api::{Api, Auth};
use crate::credentials::{self, Issuer, TokenProvider};
use crate::wire::headers::Headers;

/// What a builder was told last.
#[derive(Clone, Default)]
pub(super) enum Credential {
    /// Calls are anonymous.
    #[default]
    None,
    Token(String),
    Provider(Arc<dyn TokenProvider>),
    /// The environment has no token, and why.
    Missing(String),
}

impl Credential {
    pub(super) fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Adds the header of a token that stays, or says what is wrong with the credential.
    pub(super) fn authorize(&self, auth: Auth, headers: &mut Headers) -> Result<(), String> {
        match self {
            Self::Token(token) => {
                let (name, value) = credentials::header(auth, token)?;
                headers.set_sensitive(name, &value);
                Ok(())
            }
            Self::Provider(_) if auth == Auth::None => {
                Err("a provider of tokens is set, but this API takes none".to_owned())
            }
            Self::Missing(why) => Err(why.clone()),
            Self::None | Self::Provider(_) => Ok(()),
        }
    }

    /// What asks the provider, if there is one.
    pub(super) fn into_issuer(self, auth: Auth) -> Option<Issuer> {
        match self {
            Self::Provider(provider) => Some(Issuer::new(provider, auth)),
            Self::None | Self::Token(_) | Self::Missing(_) => None,
        }
    }
}

/// The token of the environment, and the base URL if it has one.
pub(super) fn from_env(api: &Api) -> Result<(String, Option<String>), String> {
    let (token, url) = api.variables().ok_or("this API names no variables of the environment")?;
    let value = read(token)?.ok_or_else(|| format!("the environment variable `{token}` is not set"))?;
    Ok((value, read(url)?))
}

fn read(name: &str) -> Result<Option<String>, String> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("the environment variable `{name}` is no text")),
    }
}
