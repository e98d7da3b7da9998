//! Keywords that take one of two kinds of value. They are read by hand, so that a mistake deep inside is found.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Additional, Kinds, Schema};

impl<'de> Deserialize<'de> for Kinds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindsVisitor)
    }
}

struct KindsVisitor;

impl<'de> Visitor<'de> for KindsVisitor {
    type Value = Kinds;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a kind of value or a list of them")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Kinds, E> {
        Deserialize::deserialize(StrDeserializer::new(word)).map(Kinds::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<Kinds, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(words)).map(Kinds::Any)
    }
}

impl<'de> Deserialize<'de> for Additional {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AdditionalVisitor)
    }
}

struct AdditionalVisitor;

impl<'de> Visitor<'de> for AdditionalVisitor {
    type Value = Additional;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("`true`, `false` or a schema")
    }

    fn visit_bool<E>(self, allowed: bool) -> Result<Additional, E> {
        Ok(Additional::Allowed(allowed))
    }

    fn visit_map<A: MapAccess<'de>>(self, keywords: A) -> Result<Additional, A::Error> {
        let schema = Schema::deserialize(MapAccessDeserializer::new(keywords))?;
        Ok(Additional::Schema(Box::new(schema)))
    }
}
