//! Texts from elsewhere, made fit to stand in one line of a log.

use std::fmt;

/// How many characters of such a text are shown.
const LONGEST: usize = 300;

/// Shows a text in one line: cut, and with everything escaped that could move a cursor or turn the text around.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, c) in self.0.chars().enumerate() {
            if count == LONGEST {
                return f.write_str("...");
            }
            if is_unsafe(c) { write!(f, "{}", c.escape_default())? } else { fmt::Write::write_char(f, c)? }
        }
        Ok(())
    }
}

/// Control characters, and the invisible ones that change the order or the breaking of lines.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
