//! Values of no known type.

use super::decoder::Decoder;
use super::encoder::Encoder;
use super::fault::Failed;
use super::path::string_end;
use super::{Json, Value};

impl Decoder<'_> {
    /// Reads any value.
    pub fn json(&mut self) -> Result<Json, Failed> {
        match self.peek() {
            Some(b'n') => self.null().map(|_| Json::Null),
            Some(b't' | b'f') => self.boolean().map(Json::Bool),
            Some(b'"') => self.text().map(|text| Json::String(text.into_owned())),
            Some(b'-' | b'0'..=b'9') => self.json_number().map(Json::Number),
            Some(b'[') => self.json_array(),
            Some(b'{') => self.json_object(),
            _ => self.mismatch("a value"),
        }
    }

    fn json_array(&mut self) -> Result<Json, Failed> {
        let mut elements = Vec::new();
        self.array(&mut |decoder| {
            elements.push(decoder.json()?);
            Ok(())
        })?;
        Ok(Json::Array(elements))
    }

    fn json_object(&mut self) -> Result<Json, Failed> {
        let mut members = serde_json::Map::new();
        self.entries(&mut |decoder, key| {
            members.insert(key.into_owned(), decoder.json()?);
            Ok(())
        })?;
        Ok(Json::Object(members))
    }

    /// Goes to the end of the next value without judging it: whoever looks ahead reads it again.
    pub(super) fn skip_value(&mut self) {
        let bytes = self.text.as_bytes();
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => self.at = string_end(bytes, self.at + 1),
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    open = open.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                _ => self.skip_scalar(),
            }
            if open == 0 {
                return;
            }
        }
    }

    fn skip_scalar(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = |byte: &u8| matches!(byte, b',' | b':' | b']' | b'}' | b'"' | b'[' | b'{' | 0..=b' ');
        // A control character that is no white space ends nothing: go past it, so that there is always an advance.
        self.at += rest.iter().position(ends).unwrap_or(rest.len()).max(1);
    }
}

impl Value for Json {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        *self = decoder.json()?;
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        encoder.json(self);
    }
}
