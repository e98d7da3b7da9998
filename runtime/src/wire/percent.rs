//! Percent encoding, the same for path values, query names and query values.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

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
