//! The one loop that reads all objects, and the one that writes them.

use std::collections::BTreeMap;

use super::Value;
use super::decoder::Decoder;
use super::deviation::What;
use super::encoder::Encoder;
use super::fault::{Failed, ProblemKind};
use super::lenient::Mark;
use super::union::Trial;
use super::unknown::{Misread, UnknownFields};

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
    /// How many characters a text may have.
    max: u32,
}

impl Field {
    /// `lead` is the key as it is written if it needs no escapes.
    pub const fn new(key: &'static str, lead: &'static str) -> Self {
        let lead = if is_plain(key) { lead } else { "" };
        Self { key, lead, is_required: false, is_nullable: false, max: u32::MAX }
    }

    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// `null` is one of the values; a required field is written as `null` where there is no other.
    pub const fn nullable(self) -> Self {
        Self { is_nullable: true, ..self }
    }

    /// The value is a text of at most that many characters.
    pub const fn max(self, max: u32) -> Self {
        Self { max, ..self }
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
    /// The file of the spec; empty if the type is of none.
    file: &'static str,
    /// The line of the type in that file, then of each field; zero for a field that stands in another file.
    lines: &'static [u32],
}

impl Shape {
    pub const fn new(fields: &'static [Field], constants: &'static [(&'static str, &'static str)]) -> Self {
        Self { fields, constants, is_closed: false, file: "", lines: &[] }
    }

    /// Where the spec describes the type, and each field.
    pub const fn described_in(self, file: &'static str, lines: &'static [u32]) -> Self {
        Self { file, lines, ..self }
    }

    /// Where the spec describes a field or, if it says nothing of one, the type.
    pub(super) fn line(&self, field: Option<usize>) -> Option<(&'static str, u32)> {
        let of_field = field.and_then(|field| self.lines.get(field + 1)).filter(|line| **line > 0);
        of_field.or(self.lines.first()).map(|line| (self.file, *line))
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
    /// The fields that did not come as their type can hold them.
    fn misread(&self) -> &[Misread] {
        &[]
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

    fn misread(&self) -> &[Misread] {
        self.all_misread()
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
    /// A bit for each.
    constants_seen: u64,
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
                unknown.forget(field.key);
            }
        }
        let first = decoder.peek();
        let start = decoder.mark();
        let is_read = slot.read(decoder);
        let is_long = decoder.at - start.at > field.max as usize;
        if is_read.is_err() || first == Some(b'n') || is_long || decoder.oddities != start.oddities {
            self.look_closer(decoder, index, &start, is_read)?;
        }
        Ok(())
    }

    /// Judges a field whose value is not quite what was due, or may not be.
    #[cold]
    fn look_closer(
        &mut self,
        decoder: &mut Decoder<'_>,
        index: usize,
        start: &Mark,
        is_read: Result<(), Failed>,
    ) -> Result<(), Failed> {
        let field = &self.shape.fields[index];
        if let Err(failed) = is_read {
            let came = decoder.recover(start, failed)?;
            self.slots[index].0.reset();
            self.keep(decoder, index, Some(came));
        } else if decoder.text.as_bytes()[start.at] == b'n' {
            decoder.notes.rewind(start.notes);
            if !field.is_nullable {
                decoder.note(start.at, What::Null("no null"));
            }
            if !field.is_required
                && self.slots[index].0.is_absent()
                && let Some(unknown) = self.rest.unknown()
            {
                unknown.push_null(field.key);
            }
        } else {
            if decoder.is_longer(start.at, field.max) {
                decoder.note(start.at, What::TooLong(field.max));
            }
            if decoder.left_out != start.left_out && self.rest.unknown().is_some() {
                let came = decoder.read_again(start)?;
                decoder.left_out = start.left_out;
                self.keep(decoder, index, Some(came));
            }
        }
        decoder.notes.place(start.notes, self.shape, Some(index));
        Ok(())
    }

    /// Keeps what came of a field, if anything, beside what the field now holds.
    fn keep(&mut self, decoder: &mut Decoder<'_>, index: usize, came: Option<super::Json>) {
        match self.rest.unknown() {
            Some(unknown) => {
                let mut stand_in = Encoder::new();
                self.slots[index].0.write(&mut stand_in);
                unknown.push_misread(self.shape.fields[index].key, came, stand_in.into_bytes());
            }
            None => decoder.left_out += 1,
        }
    }

    /// Reads the value of a key that is no field.
    fn other(&mut self, decoder: &mut Decoder<'_>, key: &str) -> Result<(), Failed> {
        if let Some(index) = self.shape.constants.iter().position(|(name, _)| *name == key) {
            return self.constant(decoder, index);
        }
        if self.shape.is_closed {
            decoder.unless_strict("no other keys")?;
        }
        decoder.peek();
        let start = decoder.mark();
        if self.rest.unknown().is_some() {
            decoder.note(start.at, What::UnknownField);
            decoder.notes.place(start.notes, self.shape, None);
        }
        self.rest.keep(key, decoder).or_else(|failed| decoder.leave_out(&start, failed))
    }

    /// Reads the value of a key that has but one value. Another one is kept, to be written back in place of the constant.
    fn constant(&mut self, decoder: &mut Decoder<'_>, index: usize) -> Result<(), Failed> {
        const EXPECTED: &str = "the constant of this type";
        let (key, constant) = self.shape.constants[index];
        decoder.peek();
        let start = decoder.mark();
        self.constants_seen |= bit(index);
        if decoder.text().is_ok_and(|text| text == constant) && !self.rest.holds(key) {
            return Ok(());
        }
        decoder.at = start.at;
        if decoder.trial != Trial::None {
            return decoder.mismatch(EXPECTED);
        }
        decoder.note(start.at, What::Expected(EXPECTED));
        decoder.notes.place(start.notes, self.shape, None);
        self.rest.keep(key, decoder).or_else(|failed| decoder.leave_out(&start, failed))
    }

    /// Judges what did not come.
    fn finish(&mut self, decoder: &mut Decoder<'_>, start: usize) -> Result<(), Failed> {
        for index in 0..self.shape.fields.len() {
            if self.shape.fields[index].is_required && !self.slots[index].1 {
                self.missing(decoder, start, index)?;
            }
        }
        for (index, (key, _)) in self.shape.constants.iter().enumerate() {
            if self.constants_seen & bit(index) == 0 {
                self.missing_constant(decoder, start, key)?;
            }
        }
        if let Some(unknown) = self.rest.unknown() {
            unknown.settle();
        }
        Ok(())
    }

    #[cold]
    fn missing(&mut self, decoder: &mut Decoder<'_>, start: usize, index: usize) -> Result<(), Failed> {
        let key = self.shape.fields[index].key;
        if !decoder.recovers() {
            return decoder.fail(start, ProblemKind::Missing(key));
        }
        let mark = decoder.notes.mark();
        decoder.note(start, What::Missing(key));
        decoder.notes.place(mark, self.shape, Some(index));
        self.keep(decoder, index, None);
        Ok(())
    }

    /// The constant is written back all the same, because the type says so.
    #[cold]
    fn missing_constant(&self, decoder: &mut Decoder<'_>, start: usize, key: &'static str) -> Result<(), Failed> {
        if matches!(decoder.trial, Trial::Strict | Trial::Lenient) {
            return decoder.mismatch("the constant of this type");
        }
        let mark = decoder.notes.mark();
        decoder.note(start, What::Missing(key));
        decoder.notes.place(mark, self.shape, None);
        Ok(())
    }
}

/// The bit of a constant; a type of more than 64, should there be one, knows the last ones by one bit.
fn bit(index: usize) -> u64 {
    1 << index.min(63)
}

impl Decoder<'_> {
    /// Whether the value that was read from a place on is a text of more characters than that.
    fn is_longer(&self, start: usize, max: u32) -> bool {
        let Some(text) = self.text[start..self.at].strip_prefix('"') else { return false };
        // Escapes are longer than what they stand for, so it is read once more.
        text.len() > max as usize + 1
            && Decoder::new(&self.text[start..self.at]).text().is_ok_and(|text| text.chars().count() > max as usize)
    }
}

/// Writes a field as it came, if it holds what was put in its place, and says whether it does.
#[cold]
fn write_misread(encoder: &mut Encoder, misread: &[Misread], key: &str, slot: &dyn Slot) -> bool {
    let Some(misread) = misread.iter().find(|misread| misread.key == key).filter(|one| one.stands_for(slot)) else {
        return false;
    };
    if let Some(came) = &misread.came {
        encoder.key(key);
        encoder.json(came);
    }
    true
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
    let misread = rest.misread();
    for (field, slot) in shape.fields.iter().zip(slots) {
        if !misread.is_empty() && write_misread(encoder, misread, field.key, *slot) {
            continue;
        }
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
