//! A text that must not be shown.

use std::fmt;
use std::ops::Deref;

use super::{Decoder, Encoder, Failed, Value};

/// A text that must not be shown: `Debug` hides it, and there is no `Display`.
///
/// It derefs to `str`, so reading it takes a deliberate `&*secret`.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Deref for Secret {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Value for Secret {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        self.0.read(decoder)
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.text(&self.0);
    }
}
