//! What a YAML text means: the kinds of value that JSON has, in the order of the text.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::{pointer, report};
use crate::diagnostics::Diagnostics;
use crate::source::SourceFile;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// A map. Keys are texts however they look; of equal ones the first holds.
    Map(IndexMap<String, Tree>),
}

impl Tree {
    /// Reads a text. What `places` refuses need not be looked for again.
    pub(super) fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Self> {
        match serde_yaml::from_str(file.text.trim_start_matches('\u{feff}')) {
            Ok(tree) => Some(tree),
            Err(error) => {
                let place = error.location().map(|place| (place.line(), place.column()));
                diagnostics.push(report::syntax(file, place.unwrap_or((1, 1)), &error.to_string()));
                None
            }
        }
    }

    /// What a JSON pointer leads to.
    pub(super) fn find(&self, pointer: &str) -> Option<&Self> {
        pointer::segments(pointer).try_fold(self, |tree, segment| match tree {
            Self::List(items) => items.get(segment.parse::<usize>().ok()?),
            Self::Map(entries) => entries.get(segment.as_ref()),
            _ => None,
        })
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Tree, E> {
        self.visit_f64(value.to_string().parse().unwrap_or(f64::NAN))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Tree, E> {
        self.visit_f64(value.to_string().parse().unwrap_or(f64::NAN))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        // `.inf` and `.nan` are no numbers of JSON.
        Ok(Number::from_f64(value).map_or_else(|| Tree::Text(value.to_string()), Tree::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map = IndexMap::new();
        // As a `String` a key comes as it is written, even if it looks like a number.
        while let Some((key, value)) = entries.next_entry::<String, Tree>()? {
            map.entry(key).or_insert(value);
        }
        Ok(Tree::Map(map))
    }
}
