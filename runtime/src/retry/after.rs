//! The header `Retry-After`: a number of seconds, or a date (RFC 9110, section 10.2.3).

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use crate::wire::headers::Headers;

/// How long the server asks to wait; none if it does not say so, or not in a form of the standard.
///
/// A date is held against the header `Date`, since the server's clock and this machine's may differ; where there is
/// none, against this machine's.
pub(crate) fn retry_after(headers: &Headers) -> Option<Duration> {
    let value = headers.get("retry-after")?.trim();
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().map(Duration::from_secs);
    }
    let until = http_date(value)?;
    let now = headers.get("date").and_then(http_date).unwrap_or_else(Timestamp::now);
    // A date in the past asks for no wait.
    Some(until.duration_since(now).try_into().unwrap_or(Duration::ZERO))
}

/// The three forms of a date in HTTP (RFC 9110, section 5.6.7), of which two are obsolete.
fn http_date(text: &str) -> Option<Timestamp> {
    static IMF_FIXDATE: DateTimeParser = DateTimeParser::new();
    let text = text.trim();
    let obsolete = |format| {
        let civil = BrokenDownTime::parse(format, text).ok()?.to_datetime().ok()?;
        TimeZone::UTC.to_timestamp(civil).ok()
    };
    let rfc_850 = || obsolete("%A, %d-%b-%y %H:%M:%S GMT");
    let asctime = || obsolete("%a %b %e %H:%M:%S %Y");
    IMF_FIXDATE.parse_timestamp(text).ok().or_else(rfc_850).or_else(asctime)
}
