//! `text/event-stream` as the WHATWG standard says, pushed in as it comes.
//!
//! Bytes may be cut anywhere. Each is looked at once, and no line or event beyond the limit gets into memory.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::mem;
use std::sync::Arc;
use std::time::Duration;

/// An event as it stands in the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawEvent {
    /// `message` where the stream gives no name.
    pub(super) name: String,
    pub(super) data: String,
    /// The id that stood last in the stream, here or before; empty if none did.
    pub(super) id: Arc<str>,
}

/// A line or an event is larger than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

#[derive(Default)]
pub(super) struct Parser {
    limit: usize,
    /// Behind the first line of the connection, which may begin with a byte order mark.
    begun: bool,
    /// The last line ended with CR: an LF that follows belongs to it.
    after_cr: bool,
    /// The line so far, if its beginning came with an earlier piece.
    line: Vec<u8>,
    name: String,
    /// Each line of data with an LF behind it.
    data: String,
    /// As the block sets it; it counts when the block ends.
    id: Arc<str>,
    last_id: Arc<str>,
    retry: Option<Duration>,
    ready: VecDeque<RawEvent>,
    /// Behind `ready` comes what is larger than the limit, and nothing of it is read.
    overflow: bool,
}

impl Parser {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The next whole event of what was pushed.
    pub(super) fn next(&mut self) -> Option<Result<RawEvent, TooLarge>> {
        let event = self.ready.pop_front().map(Ok);
        event.or_else(|| self.overflow.then_some(Err(TooLarge)))
    }

    /// The id that stood in the last whole block that had one; empty if none had.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// How long the server asks to wait before the stream is opened again.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Begins another connection: a block that has not ended is lost. The last id stays, as it does in browsers, so
    /// that events without one do not make the next connection begin anew.
    pub(super) fn restart(&mut self) {
        let Self { limit, last_id, retry, .. } = mem::take(self);
        *self = Self { limit, id: Arc::clone(&last_id), last_id, retry, ..Self::default() };
    }

    /// Takes the next bytes of the stream.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.overflow = self.overflow || self.take(bytes).is_err();
    }

    fn take(&mut self, mut bytes: &[u8]) -> Result<(), TooLarge> {
        if self.after_cr && !bytes.is_empty() {
            self.after_cr = false;
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
        }
        while let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            self.end_line(&bytes[..end])?;
            let (ended_by, rest) = (bytes[end], &bytes[end + 1..]);
            self.after_cr = ended_by == b'\r' && rest.is_empty();
            bytes = if ended_by == b'\r' { rest.strip_prefix(b"\n").unwrap_or(rest) } else { rest };
        }
        self.keep(bytes)
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), TooLarge> {
        self.fits(self.line.len() + bytes.len())?;
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self, bytes: &[u8]) -> Result<(), TooLarge> {
        if self.line.is_empty() {
            self.fits(bytes.len())?;
            return self.line(bytes);
        }
        self.keep(bytes)?;
        let line = mem::take(&mut self.line);
        self.line(&line)
    }

    fn line(&mut self, mut line: &[u8]) -> Result<(), TooLarge> {
        if !mem::replace(&mut self.begun, true) {
            line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
        }
        if line.is_empty() {
            self.end_block();
            return Ok(());
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = colon.map_or((line, &b""[..]), |at| (&line[..at], &line[at + 1..]));
        let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
        self.field(field, value)
    }

    /// A comment is a field without a name, and ignored as unknown ones are.
    fn field(&mut self, field: &[u8], value: Cow<'_, str>) -> Result<(), TooLarge> {
        match field {
            b"event" => self.name = value.into_owned(),
            b"data" => {
                self.fits(self.data.len() + value.len())?;
                self.data.push_str(&value);
                self.data.push('\n');
            }
            b"id" if !value.contains('\0') && *self.id != *value => self.id = value.into(),
            b"retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
            }
            _ => {}
        }
        Ok(())
    }

    fn end_block(&mut self) {
        self.last_id = Arc::clone(&self.id);
        let (name, mut data) = (mem::take(&mut self.name), mem::take(&mut self.data));
        // Without any data there is no event; the LF behind the last line is none of it.
        if data.pop().is_some() {
            let name = if name.is_empty() { "message".to_owned() } else { name };
            self.ready.push_back(RawEvent { name, data, id: Arc::clone(&self.id) });
        }
    }

    fn fits(&self, len: usize) -> Result<(), TooLarge> {
        if len > self.limit { Err(TooLarge) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
