//! Reading strings: borrowed where they are plain, built where they hold an escape.

use std::borrow::Cow;

use super::decoder::Decoder;
use super::fault::{Failed, ProblemKind};
use super::scan::plain_end;

impl<'a> Decoder<'a> {
    /// Reads a string.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>, Failed> {
        if self.peek() != Some(b'"') {
            return self.mismatch("a string");
        }
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.escaped_text(start, end).map(Cow::Owned)
    }

    /// Reads the rest of a string that begins at `start` and is plain up to `end`.
    #[cold]
    fn escaped_text(&mut self, start: usize, mut end: usize) -> Result<String, Failed> {
        let bytes = self.text.as_bytes();
        let mut decoded = String::from(&self.text[start..end]);
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end = self.escape(end, &mut decoded)?,
                Some(_) => return self.malformed(end, "a control character in a string"),
                None => return self.fail(end, ProblemKind::Expected("the end of a string")),
            }
            let next = plain_end(bytes, end);
            decoded.push_str(&self.text[end..next]);
            end = next;
        }
        self.at = end + 1;
        Ok(decoded)
    }

    /// Reads the escape at a place and returns the place after it.
    fn escape(&mut self, at: usize, decoded: &mut String) -> Result<usize, Failed> {
        let plain = match self.text.as_bytes().get(at + 1) {
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at, decoded),
            _ => return self.malformed(at, "an invalid escape"),
        };
        decoded.push(plain);
        Ok(at + 2)
    }

    /// Reads `\uXXXX`, or two of them that are the halves of one character.
    fn unicode_escape(&mut self, at: usize, decoded: &mut String) -> Result<usize, Failed> {
        let Some(first) = self.code_unit(at) else { return self.malformed(at, "an invalid escape") };
        if let Some(alone) = char::from_u32(first.into()) {
            decoded.push(alone);
            return Ok(at + 6);
        }
        let pair = self.code_unit(at + 6).map(|second| [first, second]);
        match pair.and_then(|units| char::decode_utf16(units).next()) {
            Some(Ok(paired)) => decoded.push(paired),
            _ => return self.malformed(at, "half a surrogate pair"),
        }
        Ok(at + 12)
    }

    /// The number in the `\uXXXX` at a place.
    fn code_unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |number, &digit| {
            let digit = char::from(digit).to_digit(16)?;
            Some(number << 4 | u16::try_from(digit).ok()?)
        })
    }

    pub(super) fn malformed<T>(&mut self, at: usize, found: &'static str) -> Result<T, Failed> {
        self.fail(at, ProblemKind::Malformed(found))
    }
}
