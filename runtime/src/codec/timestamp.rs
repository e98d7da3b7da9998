//! Moments in time: the one form that servers write is read and written here, all others by `jiff`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::deviation::What;
use super::{Decoder, Encoder, Failed, Value};

impl Value for Timestamp {
    fn read(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failed> {
        const EXPECTED: &str = "a timestamp of RFC 3339";
        decoder.peek();
        let start = decoder.at;
        let Ok(text) = decoder.text() else { return decoder.mismatch_at(start, EXPECTED) };
        match parse_utc(text.as_bytes()).or_else(|| text.parse().ok()) {
            Some(timestamp) => *self = timestamp,
            None => match in_utc(&text).filter(|_| decoder.recovers()) {
                Some(timestamp) => {
                    *self = timestamp;
                    decoder.note(start, What::NoZone);
                }
                None => return decoder.mismatch_at(start, EXPECTED),
            },
        }
        Ok(())
    }

    fn write(&self, encoder: &mut Encoder) {
        let utc = Offset::UTC.to_datetime(*self);
        if utc.year() < 0 {
            // RFC 3339 knows no such year.
            return encoder.text(&self.to_string());
        }
        let mut text = *b"\"0000-00-00T00:00:00.000000000";
        put(&mut text[1..5], utc.year().unsigned_abs().into());
        put(&mut text[6..8], utc.month().unsigned_abs().into());
        put(&mut text[9..11], utc.day().unsigned_abs().into());
        put(&mut text[12..14], utc.hour().unsigned_abs().into());
        put(&mut text[15..17], utc.minute().unsigned_abs().into());
        put(&mut text[18..20], utc.second().unsigned_abs().into());
        put(&mut text[21..30], utc.subsec_nanosecond().unsigned_abs());
        let milliseconds = 24;
        let zeros = text[milliseconds..].iter().rev().take_while(|&&digit| digit == b'0').count();
        encoder.out.extend_from_slice(&text[..text.len() - zeros]);
        encoder.raw("Z\"");
    }
}

/// Reads a date without a zone, with or without a time, for UTC.
fn in_utc(text: &str) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(text.parse().ok()?).ok()
}

/// Writes a number right-aligned into digits that are zero.
fn put(digits: &mut [u8], mut number: u32) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10).to_le_bytes()[0];
        number /= 10;
    }
}

/// Reads `2016-06-13T04:00:00.000Z`, with one to nine digits of a second or none.
fn parse_utc(text: &[u8]) -> Option<Timestamp> {
    let (whole, fraction) = text.strip_suffix(b"Z")?.split_at_checked(19)?;
    let separators = [whole[4], whole[7], whole[10], whole[13], whole[16]];
    if separators != *b"--T::" {
        return None;
    }
    let date_time = DateTime::new(
        i16::try_from(number(&whole[..4])?).ok()?,
        two_digits(&whole[5..7])?,
        two_digits(&whole[8..10])?,
        two_digits(&whole[11..13])?,
        two_digits(&whole[14..16])?,
        two_digits(&whole[17..19])?,
        nanoseconds(fraction)?,
    );
    Offset::UTC.to_timestamp(date_time.ok()?).ok()
}

fn nanoseconds(fraction: &[u8]) -> Option<i32> {
    let digits = match fraction {
        [] => return Some(0),
        [b'.', digits @ ..] if (1..=9).contains(&digits.len()) => digits,
        _ => return None,
    };
    let scale = 10_i32.pow(9 - u32::try_from(digits.len()).ok()?);
    Some(number(digits)? * scale)
}

fn two_digits(digits: &[u8]) -> Option<i8> {
    i8::try_from(number(digits)?).ok()
}

/// The value of at most nine digits.
fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i32::from(digit - b'0')))
}
