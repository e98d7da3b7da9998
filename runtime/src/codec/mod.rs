//! JSON in and out: one decoder, one encoder, and the macros that teach them a type.
//!
//! Generated types are plain structs and enums. Each is described to the codec by one macro, [`object!`], [`open_enum!`]
//! or [`union!`]; what a macro writes is a table, and the functions that follow the table are shared by all types.
//! No function here is generic over an input or an output, so a type costs the compiler little.
//!
//! What counts as JSON is what `serde_json` takes for it.
//!
//! [`object!`]: crate::object
//! [`open_enum!`]: crate::open_enum
//! [`union!`]: crate::union

mod bridge;
mod decoder;
mod deviation;
mod encoder;
mod fault;
mod json;
mod lenient;
mod macros;
mod nullable;
mod number;
mod object;
mod path;
mod scan;
mod secret;
mod string;
#[doc(hidden)]
pub mod support;
mod timestamp;
mod union;
mod unknown;
mod values;

pub use bridge::{deserialize, from_json, serialize, to_json};
pub use decoder::{Decoder, ReadEntry};
pub use deviation::{Deviation, DeviationKind, Notes};
pub use encoder::Encoder;
pub use fault::{Failed, Fault};
pub use lenient::read_leniently;
pub use nullable::Nullable;
pub use object::Object;
pub use secret::Secret;
pub use unknown::{UnknownFields, UnknownText, UnknownValue};

/// Any JSON value.
pub type Json = serde_json::Value;

/// A moment in time.
///
/// It is read from RFC 3339 and written in UTC with at least three digits of a second.
pub use jiff::Timestamp;

/// What JSON can be read into and written from.
pub trait Value: Default + Send + Sync + 'static {
    /// Reads the next value of the text into `self`, which is as [`Default`] made it.
    ///
    /// # Errors
    ///
    /// Fails where the text is no JSON or not of this type. `self` may then be half read.
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed>;

    /// Writes the value.
    fn write(&self, encoder: &mut Encoder);

    /// Whether a field that holds this is left out of its object.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads a whole JSON text of which every value has to be of its type, as a caller's own texts have to be.
/// [`read_leniently`] is for those of a server.
///
/// # Errors
///
/// The [`Fault`] says where the text is no UTF-8, no JSON, or not of the type `T`.
pub fn from_slice<T: Value>(bytes: &[u8]) -> Result<T, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| Fault::not_utf8(bytes, error))?;
    from_str(text)
}

/// Reads a whole JSON text that is known to be UTF-8.
///
/// # Errors
///
/// The [`Fault`] says where the text is no JSON or not of the type `T`.
pub fn from_str<T: Value>(text: &str) -> Result<T, Fault> {
    let mut decoder = Decoder::new(text);
    let mut value = T::default();
    match value.read(&mut decoder).and_then(|()| decoder.finish()) {
        Ok(()) => Ok(value),
        Err(failed) => Err(decoder.fault(failed)),
    }
}

/// Writes a value as JSON text without white space.
pub fn to_vec<T: Value>(value: &T) -> Vec<u8> {
    let mut encoder = Encoder::new();
    value.write(&mut encoder);
    encoder.into_bytes()
}
