//! The encoder: JSON text without white space, as `serde_json` writes it.

use std::io::Write as _;

use super::scan::plain_end;
use super::{Json, Value};

/// Writes one JSON text.
#[derive(Debug)]
pub struct Encoder {
    pub(super) out: Vec<u8>,
}

impl Encoder {
    pub(super) fn new() -> Self {
        Self { out: Vec::with_capacity(256) }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes a whole number.
    pub fn integer(&mut self, value: i64) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            digits[start] = b'0' + (rest % 10).to_le_bytes()[0];
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.out.push(b'-');
        }
        self.out.extend_from_slice(&digits[start..]);
    }

    /// Writes a float so that it is read back bit by bit; one that is no number is written as `null`.
    ///
    /// A whole float is written as JavaScript does, without `.0`, so that it comes back as it came.
    pub fn number(&mut self, value: f64) {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let is_minus_zero = value == 0.0 && value.is_sign_negative();
        if value.fract() == 0.0 && value.abs() <= EXACT && !is_minus_zero {
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and fits")]
            self.integer(value as i64);
        } else if value.is_finite() {
            self.display(format_args!("{value:?}"));
        } else {
            self.null();
        }
    }

    /// Writes a string.
    pub fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.out.reserve(bytes.len() + 2);
        self.out.push(b'"');
        let mut start = 0;
        loop {
            let end = plain_end(bytes, start);
            self.out.extend_from_slice(&bytes[start..end]);
            let Some(&special) = bytes.get(end) else { break };
            self.escape(special);
            start = end + 1;
        }
        self.out.push(b'"');
    }

    /// Writes any value.
    pub fn json(&mut self, value: &Json) {
        match value {
            Json::Null => self.null(),
            Json::Bool(value) => self.boolean(*value),
            Json::Number(number) => match number.as_i64() {
                Some(integer) => self.integer(integer),
                None => self.display(format_args!("{number}")),
            },
            Json::String(text) => self.text(text),
            Json::Array(elements) => self.array(elements),
            Json::Object(members) => {
                let start = self.out.len();
                for (key, member) in members {
                    self.key(key);
                    self.json(member);
                }
                self.close_object(start);
            }
        }
    }

    /// Writes an array.
    pub fn array<T: Value>(&mut self, elements: &[T]) {
        self.out.push(b'[');
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            element.write(self);
        }
        self.out.push(b']');
    }

    /// Writes a comma, a key and a colon. The comma before the first key becomes the bracket in the end.
    pub(super) fn key(&mut self, key: &str) {
        self.out.push(b',');
        self.text(key);
        self.out.push(b':');
    }

    /// Completes the object whose keys were written from `start` on.
    pub(super) fn close_object(&mut self, start: usize) {
        match self.out.get_mut(start) {
            Some(comma) => *comma = b'{',
            None => self.out.push(b'{'),
        }
        self.out.push(b'}');
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn display(&mut self, text: std::fmt::Arguments<'_>) {
        self.out.write_fmt(text).expect("a vector takes all that is written");
    }

    #[cold]
    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
                return self.out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }
}
