//! Reading numbers: the grammar once, then as a whole number, a float, or whichever it is.

use serde_json::Number;

use super::decoder::Decoder;
use super::deviation::{SAFE_INTEGER, What};
use super::fault::{Failed, ProblemKind};

/// The largest float whose neighbours are whole numbers.
#[expect(clippy::cast_precision_loss, reason = "it is the largest that a float has exactly")]
const SAFE_FLOAT: f64 = SAFE_INTEGER as f64;

/// A number as it is written.
struct Token<'a> {
    start: usize,
    digits: &'a str,
    /// Without fraction and exponent.
    is_plain: bool,
}

impl<'a> Decoder<'a> {
    /// Reads a whole number of 64 bits. `1.0` and `1e3` are whole numbers too.
    pub fn integer(&mut self) -> Result<i64, Failed> {
        const EXPECTED: &str = "a whole number";
        let token = self.number_token(EXPECTED)?;
        let value = if token.is_plain { token.digits.parse().ok() } else { whole(token.digits) };
        match value {
            Some(value) => {
                if !token.is_plain {
                    self.note(token.start, What::Fraction);
                } else if value.unsigned_abs() > SAFE_INTEGER {
                    self.note(token.start, What::Imprecise);
                }
                Ok(value)
            }
            None => self.fail(token.start, ProblemKind::Expected(EXPECTED)),
        }
    }

    /// Reads a number as the float nearest to it.
    pub fn number(&mut self) -> Result<f64, Failed> {
        let token = self.number_token("a number")?;
        let value = self.float(&token)?;
        if token.is_plain && value.abs() > SAFE_FLOAT {
            self.note(token.start, What::Imprecise);
            // The float may be another number, so what came is kept beside it.
            self.left_out += 1;
        }
        Ok(value)
    }

    /// Reads a number and keeps whether it is whole.
    pub(super) fn json_number(&mut self) -> Result<Number, Failed> {
        let token = self.number_token("a number")?;
        // Minus zero is no integer: its sign would be lost.
        if token.is_plain && token.digits != "-0" {
            if let Ok(unsigned) = token.digits.parse::<u64>() {
                return Ok(unsigned.into());
            }
            if let Ok(signed) = token.digits.parse::<i64>() {
                return Ok(signed.into());
            }
        }
        match Number::from_f64(self.float(&token)?) {
            Some(number) => Ok(number),
            None => self.out_of_range(&token),
        }
    }

    fn float(&mut self, token: &Token<'_>) -> Result<f64, Failed> {
        match token.digits.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => self.out_of_range(token),
        }
    }

    fn out_of_range<T>(&mut self, token: &Token<'_>) -> Result<T, Failed> {
        self.malformed(token.start, "a number out of range")
    }

    fn number_token(&mut self, expected: &'static str) -> Result<Token<'a>, Failed> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return self.mismatch(expected);
        }
        let start = self.at;
        self.skip_byte(b"-");
        if !self.skip_byte(b"0") {
            self.digits()?;
        } else if self.next_byte().is_ascii_digit() {
            return self.malformed(start, "a number with a leading zero");
        }
        let whole_end = self.at;
        if self.skip_byte(b".") {
            self.digits()?;
        }
        if self.skip_byte(b"eE") {
            self.skip_byte(b"+-");
            self.digits()?;
        }
        Ok(Token { start, digits: &self.text[start..self.at], is_plain: self.at == whole_end })
    }

    /// Skips at least one digit.
    fn digits(&mut self) -> Result<(), Failed> {
        if !self.next_byte().is_ascii_digit() {
            return self.fail(self.at, ProblemKind::Expected("a digit"));
        }
        while self.next_byte().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    /// Skips the next byte if it is one of these.
    fn skip_byte(&mut self, any_of: &[u8]) -> bool {
        let is_next = any_of.contains(&self.next_byte());
        self.at += usize::from(is_next);
        is_next
    }

    /// The byte that the decoder stands at; zero at the end, which is part of no number.
    fn next_byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }
}

/// The value of a number with fraction or exponent, if it is whole and of 64 bits.
///
/// It is computed on the digits, since a float would round numbers beyond 2⁵³.
fn whole(written: &str) -> Option<i64> {
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (integral, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{integral}{fraction}");
    let significant = digits.trim_end_matches('0');
    if matches!(significant, "" | "-") {
        return Some(0);
    }
    let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
    let fraction_digits = i64::try_from(fraction.len()).ok()?;
    // An exponent too large to parse makes the number too large, or no whole one.
    let power = exponent.parse::<i64>().ok()?.checked_sub(fraction_digits)?.checked_add(dropped)?;
    let scale = 10_i64.checked_pow(u32::try_from(power).ok()?)?;
    significant.parse::<i64>().ok()?.checked_mul(scale)
}
