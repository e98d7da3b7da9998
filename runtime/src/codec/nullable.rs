//! A field that can be left out, be `null`, or hold a value.

use super::{Decoder, Encoder, Failed, Value};

/// What a request says of a field that may be `null`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// The field is left out.
    #[default]
    Absent,
    /// The field is `null`.
    Null,
    /// The field holds a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Whether the field is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same state with a reference to the value.
    pub fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The value, if there is one.
    pub fn as_option(&self) -> Option<&T> {
        self.as_ref().into_option()
    }

    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is [`Null`](Nullable::Null): who has nothing to say leaves the setter out.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T: Value> Value for Nullable<T> {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        if decoder.null()? {
            *self = Self::Null;
            return Ok(());
        }
        let mut value = T::default();
        value.read(decoder)?;
        *self = Self::Value(value);
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        match self {
            Self::Value(value) => value.write(encoder),
            Self::Absent | Self::Null => encoder.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_absent()
    }
}
