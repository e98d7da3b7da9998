//! The bridge to serde: by way of a JSON value, so that a type needs one line for each direction.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Decoder, Fault, Json, Value, from_str, to_vec};

/// A value as JSON of no known type.
pub fn to_json<T: Value>(value: &T) -> Json {
    let text = String::from_utf8(to_vec(value)).unwrap_or_default();
    // The limit guards against texts from outside; this text is as deep as the value that the caller made.
    let json = Decoder::with_depth(&text, usize::MAX).json();
    json.unwrap_or_default()
}

/// Reads a value from JSON of no known type.
///
/// # Errors
///
/// The [`Fault`] says where the JSON is not of the type `T`; its offset counts in the JSON as it is written without spaces.
pub fn from_json<T: Value>(json: &Json) -> Result<T, Fault> {
    from_str(&json.to_string())
}

/// Serializes a value with any serde format.
///
/// # Errors
///
/// Fails where the serializer does.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    to_json(value).serialize(serializer)
}

/// Deserializes a value from any serde format that describes itself.
///
/// # Errors
///
/// Fails where the deserializer does, and where what it gives is not of the type `T`.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    from_json(&Json::deserialize(deserializer)?).map_err(de::Error::custom)
}
