//! Gives a document to `serde`, strictly: nothing is taken for something else.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Number;

use super::fault::{Fault, FaultKind};
use super::mended::Mended;
use super::pointer;
use super::tree::Tree;

/// A value of a document, or a place that is filled in.
pub(super) struct Reader<'a> {
    /// `None` where it is filled in.
    value: Option<&'a Tree>,
    pointer: String,
    mended: &'a Mended,
}

impl<'a> Reader<'a> {
    /// A whole document.
    pub(super) fn new(tree: &'a Tree, mended: &'a Mended) -> Self {
        Self { value: Some(tree), pointer: String::new(), mended }
    }

    fn child(&self, segment: &str, value: Option<&'a Tree>) -> Option<Self> {
        let pointer = pointer::child(&self.pointer, segment);
        let value = value.filter(|_| self.mended.filled_in(&pointer).is_none());
        (!self.mended.left_out(&pointer)).then_some(Self { value, pointer, mended: self.mended })
    }

    /// The entries of a map, in order, with those that it lacks behind them.
    fn entries(&self) -> Result<Vec<(String, Self)>, Fault> {
        let map = match self.value {
            Some(Tree::Map(map)) => Some(map),
            Some(_) => return Err(Fault::shape("a map")),
            None => None,
        };
        let entries = map.into_iter().flatten().map(|(key, value)| (key.clone(), Some(value)));
        let lacking = self.mended.lacking(&self.pointer, |key| map.is_some_and(|map| map.contains_key(key)));
        let all = entries.chain(lacking.into_iter().map(|key| (key, None)));
        Ok(all.filter_map(|(key, value)| Some((key.clone(), self.child(&key, value)?))).collect())
    }

    fn items(&self) -> Result<Vec<Self>, Fault> {
        let items = match self.value {
            Some(Tree::List(items)) => items.as_slice(),
            Some(_) => return Err(Fault::shape("a list")),
            None => &[],
        };
        let children = items.iter().enumerate();
        Ok(children.filter_map(|(index, value)| self.child(&index.to_string(), Some(value))).collect())
    }

    fn text(&self) -> Result<&'a str, Fault> {
        match self.value {
            Some(Tree::Text(text)) => Ok(text),
            Some(_) => Err(Fault::shape("a text")),
            None => Ok(self.mended.filled_in(&self.pointer).unwrap_or_default()),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            None | Some(Tree::Null) => visitor.visit_unit(),
            Some(Tree::Bool(value)) => visitor.visit_bool(*value),
            Some(Tree::Number(number)) => visit_number(number, visitor),
            Some(Tree::Text(text)) => visitor.visit_str(text),
            Some(Tree::List(_)) => self.deserialize_seq(visitor),
            Some(Tree::Map(_)) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        // `key:` with nothing behind it is no way to leave a key out.
        if self.value.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Some(Tree::Bool(value)) => visitor.visit_bool(*value),
            Some(_) => Err(Fault::shape("`true` or `false`")),
            None => visitor.visit_bool(false),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = match self.value {
            Some(Tree::Number(number)) => number.as_u64(),
            Some(_) => None,
            None => Some(0),
        };
        visitor.visit_u64(number.ok_or_else(|| Fault::shape("a whole number of 0 or more"))?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Items(self.items()?.into_iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = self.entries()?.into_iter();
        visitor.visit_map(Entries { entries, value: None }).map_err(|fault| fault.at(&self.pointer))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.value {
            None | Some(Tree::Map(_)) => self.deserialize_map(visitor),
            Some(_) => Err(Error::invalid_type(Unexpected::Other("something else"), &visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let choice = match self.value {
            None => Choice { word: words.first().copied().unwrap_or_default().to_owned(), value: None },
            Some(Tree::Text(word)) => Choice { word: word.clone(), value: None },
            Some(Tree::Map(map)) if map.len() == 1 => {
                let entry = self.entries()?.into_iter().next();
                let (word, value) = entry.ok_or_else(|| Fault::from(FaultKind::UnknownWord { words }))?;
                Choice { word, value: Some(value) }
            }
            Some(_) => return Err(FaultKind::UnknownWord { words }.into()),
        };
        visitor.visit_enum(choice)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u32 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct
        tuple tuple_struct ignored_any
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Fault> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(value), _, _) => visitor.visit_u64(value),
        (_, Some(value), _) => visitor.visit_i64(value),
        (_, _, value) => visitor.visit_f64(value.unwrap_or_default()),
    }
}

/// The items of a list.
struct Items<'a>(std::vec::IntoIter<Reader<'a>>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|item| read(seed, item)).transpose()
    }
}

/// The entries of a map.
struct Entries<'a> {
    entries: std::vec::IntoIter<(String, Reader<'a>)>,
    value: Option<Reader<'a>>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        let read = seed.deserialize(StrDeserializer::new(&key)).map_err(|fault: Fault| fault.at(&value.pointer));
        self.value = Some(value);
        read.map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().ok_or_else(|| Fault::shape("a value"))?;
        read(seed, value)
    }
}

/// One of a closed set: a word, or a word and what belongs to it.
struct Choice<'a> {
    word: String,
    value: Option<Reader<'a>>,
}

impl<'de, 'a> EnumAccess<'de> for Choice<'a> {
    type Error = Fault;
    type Variant = Belonging<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Belonging<'a>), Fault> {
        let word = seed.deserialize(StrDeserializer::<Fault>::new(&self.word))?;
        Ok((word, Belonging { word: self.word, value: self.value }))
    }
}

/// What belongs to a word of a closed set.
struct Belonging<'a> {
    word: String,
    value: Option<Reader<'a>>,
}

impl<'de> VariantAccess<'de> for Belonging<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.value.is_some() { Err(Fault::shape(format!("`{}` alone", self.word))) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        let value = self.value.ok_or_else(|| Fault::shape(format!("`{}:` and a value behind it", self.word)))?;
        read(seed, value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        Err(Error::invalid_type(Unexpected::TupleVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        Err(Error::invalid_type(Unexpected::StructVariant, &visitor))
    }
}

fn read<'de, T: DeserializeSeed<'de>>(seed: T, value: Reader<'_>) -> Result<T::Value, Fault> {
    let pointer = value.pointer.clone();
    seed.deserialize(value).map_err(|fault| fault.at(&pointer))
}
