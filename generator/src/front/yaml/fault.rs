//! What can be wrong when a document is read into a type.

use std::fmt;

use serde::de;

/// A mistake, and where.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The JSON pointer to the value, to the key that is too much, or to the map that lacks a key.
    pub(super) pointer: Option<String>,
    /// The mistake.
    pub(super) kind: FaultKind,
}

/// A mistake.
#[derive(Clone, Debug)]
pub(super) enum FaultKind {
    /// A key means nothing there.
    UnknownKey {
        /// The keys that do.
        keys: &'static [&'static str],
    },
    /// A key has to be there.
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A word is none of a closed set.
    UnknownWord {
        /// The set.
        words: &'static [&'static str],
    },
    /// A value is of another kind.
    WrongShape {
        /// What it has to be, in plain words.
        expected: String,
    },
}

impl Fault {
    /// A value that has to be something else.
    pub(super) fn shape(expected: impl Into<String>) -> Self {
        FaultKind::WrongShape { expected: expected.into() }.into()
    }

    /// The mistake at a place, if it does not know a nearer one.
    pub(super) fn at(mut self, pointer: &str) -> Self {
        self.pointer.get_or_insert_with(|| pointer.to_owned());
        self
    }

    /// The pointer; that of the whole document where none is known.
    pub(super) fn pointer(&self) -> &str {
        self.pointer.as_deref().unwrap_or_default()
    }
}

impl From<FaultKind> for Fault {
    fn from(kind: FaultKind) -> Self {
        Self { pointer: None, kind }
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::shape(message.to_string())
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::shape(plain(&expected.to_string()))
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::shape(plain(&expected.to_string()))
    }

    fn unknown_variant(_: &str, words: &'static [&'static str]) -> Self {
        FaultKind::UnknownWord { words }.into()
    }

    fn unknown_field(_: &str, keys: &'static [&'static str]) -> Self {
        FaultKind::UnknownKey { keys }.into()
    }

    fn missing_field(key: &'static str) -> Self {
        FaultKind::MissingKey { key }.into()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} at {}", self.kind, self.pointer())
    }
}

impl std::error::Error for Fault {}

/// The words of serde and `serde_json` for what they expect, as a maintainer would say it.
fn plain(expected: &str) -> String {
    match expected {
        "a JSON number" => "a number".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        other if other.starts_with("struct ") => "a map".to_owned(),
        other => other.to_owned(),
    }
}
