//! The one loop that reads all objects, and the one that writes them.

use std::collections::BTreeMap;

use super::Value;
use super::decoder::Decoder;
use super::encoder::Encoder;
use super::fault::{Failed, ProblemKind};
use super::union::Trial;
use super::unknown::UnknownFields;

/// An object of a fixed set of keys.
pub trait Object: Value {
    /// The keys that came and are not part of the type.
    fn unknown_fields(&self) -> &UnknownFields;
}

impl<T: Object> Object for Box<T> {
    fn unknown_fields(&self) -> &UnknownFields {
        (**self).unknown_fields()
    }
}

/// What the loops must know of a field besides its value.
#[doc(hidden)]
#[derive(Debug)]
pub struct Field {
    key: &'static str,
    /// `,"key":`, or nothing if the key must be escaped.
    lead: &'static str,
    is_required: bool,
    is_nullable: bool,
}

impl Field {
    /// `lead` is the key as it is written if it needs no escapes.
    pub const fn new(key: &'static str, lead: &'static str) -> Self {
        let lead = if is_plain(key) { lead } else { "" };
        Self { key, lead, is_required: false, is_nullable: false }
    }

    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// `null` is one of the values, and is written where there is no other.
    pub const fn nullable(self) -> Self {
        Self { is_nullable: true, ..self }
    }
}

const fn is_plain(key: &str) -> bool {
    let bytes = key.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], 0..0x20 | b'"' | b'\\') {
            return false;
        }
        at += 1;
    }
    true
}

/// What the loops must know of a type of object.
#[doc(hidden)]
#[derive(Debug)]
pub struct Shape {
    fields: &'static [Field],
    /// Keys that have but one value, with that value.
    constants: &'static [(&'static str, &'static str)],
    is_closed: bool,
}

impl Shape {
    pub const fn new(fields: &'static [Field], constants: &'static [(&'static str, &'static str)]) -> Self {
        Self { fields, constants, is_closed: false }
    }

    /// Other keys tell that a value is of another type, where there is a choice.
    pub const fn closed(self) -> Self {
        Self { is_closed: true, ..self }
    }

    /// The index of a key. Keys mostly come in the order of the type, so the search begins at the one that is next.
    #[inline]
    fn find(&self, key: &str, next: usize) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(next)?;
        let is_it = |field: &Field| field.key == key;
        match after.iter().position(is_it) {
            Some(index) => Some(next + index),
            None => before.iter().position(is_it),
        }
    }

    fn names(&self, key: &str) -> bool {
        self.find(key, 0).is_some()
    }

    fn constant(&self, key: &str) -> Option<&'static str> {
        self.constants.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }
}

/// The value of a field, of whatever type.
#[doc(hidden)]
pub trait Slot {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed>;
    fn reset(&mut self);
    fn write(&self, encoder: &mut Encoder);
    fn is_absent(&self) -> bool;
}

impl<T: Value> Slot for T {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        Value::read(self, decoder)
    }

    fn reset(&mut self) {
        *self = T::default();
    }

    fn write(&self, encoder: &mut Encoder) {
        Value::write(self, encoder);
    }

    fn is_absent(&self) -> bool {
        Value::is_absent(self)
    }
}

/// Where an object keeps the keys that are not its fields.
#[doc(hidden)]
pub trait Rest {
    /// Reads the value of a key.
    fn keep(&mut self, key: &str, decoder: &mut Decoder<'_>) -> Result<(), Failed>;
    /// Whether a key is kept.
    fn holds(&self, key: &str) -> bool;
    /// Goes through what is kept.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Slot));
    /// The place for all else, if there is one.
    fn unknown(&mut self) -> Option<&mut UnknownFields> {
        None
    }
    /// Whether a field that is absent came as `null`.
    fn has_null(&self, _key: &str) -> bool {
        false
    }
}

impl Rest for UnknownFields {
    fn keep(&mut self, key: &str, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        self.push(key, decoder.json()?);
        Ok(())
    }

    fn holds(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Slot)) {
        for (key, value) in self.iter() {
            visit(key, value);
        }
    }

    fn unknown(&mut self) -> Option<&mut UnknownFields> {
        Some(self)
    }

    fn has_null(&self, key: &str) -> bool {
        self.has_null(key)
    }
}

impl<T: Value> Rest for BTreeMap<String, T> {
    fn keep(&mut self, key: &str, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        self.insert(key.to_owned(), decoder.value()?);
        Ok(())
    }

    fn holds(&self, key: &str) -> bool {
        self.contains_key(key)
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Slot)) {
        for (key, value) in self {
            visit(key, value);
        }
    }
}

/// An object while it is read. What is lenient about objects and what is not is decided here and nowhere else.
struct Reading<'a> {
    shape: &'static Shape,
    slots: &'a mut [(&'a mut dyn Slot, bool)],
    rest: &'a mut dyn Rest,
    /// The field that comes next if the keys come in order.
    next: usize,
    constants_seen: usize,
}

/// Reads an object. `slots` are the fields in the order of the shape, none of them seen yet.
#[doc(hidden)]
pub fn read_object<'a>(
    decoder: &mut Decoder<'_>,
    shape: &'static Shape,
    slots: &'a mut [(&'a mut dyn Slot, bool)],
    rest: &'a mut dyn Rest,
) -> Result<(), Failed> {
    decoder.open(b'{', "an object")?;
    let start = decoder.at - 1;
    let mut reading = Reading { shape, slots, rest, next: 0, constants_seen: 0 };
    if !decoder.close(b'}') {
        loop {
            let key = decoder.key()?;
            match shape.find(&key, reading.next) {
                Some(index) => reading.field(decoder, index)?,
                None => reading.other(decoder, &key)?,
            }
            if !decoder.more(b'}', "`,` or `}`")? {
                break;
            }
        }
    }
    reading.finish(decoder, start)
}

impl Reading<'_> {
    /// Reads the value of a field.
    #[inline]
    fn field(&mut self, decoder: &mut Decoder<'_>, index: usize) -> Result<(), Failed> {
        let (slot, is_seen) = &mut self.slots[index];
        let field = &self.shape.fields[index];
        self.next = index + 1;
        if std::mem::replace(is_seen, true) {
            // The last of equal keys is the one that counts.
            slot.reset();
            if let Some(unknown) = self.rest.unknown() {
                unknown.forget_null(field.key);
            }
        }
        let is_null = decoder.peek() == Some(b'n');
        slot.read(decoder)?;
        if is_null
            && !field.is_nullable
            && slot.is_absent()
            && let Some(unknown) = self.rest.unknown()
        {
            unknown.push_null(field.key);
        }
        Ok(())
    }

    /// Reads the value of a key that is no field.
    fn other(&mut self, decoder: &mut Decoder<'_>, key: &str) -> Result<(), Failed> {
        if let Some(constant) = self.shape.constant(key) {
            return self.constant(decoder, key, constant);
        }
        if self.shape.is_closed {
            decoder.unless_strict("no other keys")?;
        }
        self.rest.keep(key, decoder)
    }

    /// Reads the value of a key that has but one value. Another one is kept, to be written back in place of the constant.
    fn constant(&mut self, decoder: &mut Decoder<'_>, key: &str, constant: &str) -> Result<(), Failed> {
        decoder.peek();
        let start = decoder.at;
        if decoder.text().is_ok_and(|text| text == constant) && !self.rest.holds(key) {
            self.constants_seen += 1;
            return Ok(());
        }
        decoder.at = start;
        if decoder.trial != Trial::None {
            return decoder.mismatch("the constant of this type");
        }
        self.rest.keep(key, decoder)
    }

    /// Judges what did not come.
    fn finish(&mut self, decoder: &mut Decoder<'_>, start: usize) -> Result<(), Failed> {
        for (field, (_, is_seen)) in self.shape.fields.iter().zip(&*self.slots) {
            if field.is_required && !is_seen {
                return decoder.fail(start, ProblemKind::Missing(field.key));
            }
        }
        if self.constants_seen < self.shape.constants.len() {
            decoder.unless_strict("the constant of this type")?;
        }
        if let Some(unknown) = self.rest.unknown() {
            unknown.settle();
        }
        Ok(())
    }
}

/// Writes an object. `slots` are the fields in the order of the shape.
#[doc(hidden)]
pub fn write_object(encoder: &mut Encoder, shape: &'static Shape, slots: &[&dyn Slot], rest: &dyn Rest) {
    let start = encoder.out.len();
    for (key, value) in shape.constants {
        if !rest.holds(key) {
            encoder.key(key);
            encoder.text(value);
        }
    }
    for (field, slot) in shape.fields.iter().zip(slots) {
        let is_null = slot.is_absent() && !field.is_required;
        if is_null && !rest.has_null(field.key) {
            continue;
        }
        if field.lead.is_empty() {
            encoder.key(field.key);
        } else {
            encoder.raw(field.lead);
        }
        slot.write(encoder);
    }
    rest.each(&mut |key, slot| {
        if !shape.names(key) {
            encoder.key(key);
            slot.write(encoder);
        }
    });
    encoder.close_object(start);
}
