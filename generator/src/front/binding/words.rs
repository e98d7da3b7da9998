//! The closed sets of words in `api.yaml` and `resources/R.yaml` that the IR has types for.

use serde::de::{Deserialize, Deserializer, Error};

use crate::ir::{Place, Style};

/// Where a parameter of an action is sent.
pub(super) fn place<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Place>, D::Error> {
    let words = &["path", "query", "header", "body", "multipart"];
    one_of(deserializer, words, Place::from_name).map(Some)
}

/// Where a parameter of every action is sent.
pub(super) fn global_place<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Place, D::Error> {
    let allowed = |name: &str| Place::from_name(name).filter(|place| matches!(place, Place::Query | Place::Header));
    one_of(deserializer, &["query", "header"], allowed)
}

/// How a value with a schema is written in a query.
pub(super) fn style<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Style>, D::Error> {
    let style = |name: &str| match name {
        "json" => Some(Style::Json),
        "brackets" => Some(Style::Brackets),
        _ => None,
    };
    one_of(deserializer, &["json", "brackets"], style).map(Some)
}

fn one_of<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    words: &'static [&'static str],
    from_name: impl Fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let word = String::deserialize(deserializer)?;
    from_name(&word).ok_or_else(|| D::Error::unknown_variant(&word, words))
}
