//! Percent encoding, the same for path values, query names and query values.

use std::fmt;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Encodes what is written to it, see [`encode`].
pub(crate) struct Encoder<'a>(pub(crate) &'a mut String);

impl fmt::Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        encode(text, self.0);
        Ok(())
    }
}

/// Appends the text with every byte of its UTF-8 encoded but `A-Z a-z 0-9 - . _ ~`.
pub(crate) fn encode(text: &str, out: &mut String) {
    out.reserve(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}
