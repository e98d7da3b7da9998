//! A body while it is sent.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, io};

use bytes::Bytes;
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use super::source::Open;
use crate::file_part::{FilePart, Progress};
use crate::transport::TransportError;

/// How many bytes are read at once; a larger text is handed over in pieces of this size where progress is told.
const PIECE: usize = 64 << 10;

/// The body of a request, to be read once, in pieces. Each attempt has its own.
pub struct BodyStream {
    length: Option<u64>,
    readers: VecDeque<Reader>,
}

impl BodyStream {
    pub(super) fn new(readers: Vec<Reader>) -> Self {
        let length = readers.iter().try_fold(0_u64, |sum, reader| sum.checked_add(reader.length?));
        Self { length, readers: readers.into() }
    }

    /// How many bytes it has in all, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Waits for the next piece; none at the end of the body.
    ///
    /// # Errors
    ///
    /// Fails where a file or a stream cannot be read, or is not of the length that was announced.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let piece = poll_fn(|context| self.poll_piece(context)).await;
        piece.map(|piece| piece.map(Into::into)).transpose().map_err(TransportError::body)
    }

    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        while let Some(reader) = self.readers.front_mut() {
            match ready!(reader.poll(context)) {
                Some(piece) => return Poll::Ready(Some(piece)),
                None => self.readers.pop_front(),
            };
        }
        Poll::Ready(None)
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyStream").field("length", &self.length).finish_non_exhaustive()
    }
}

/// One part of a body while it is read.
pub(super) struct Reader {
    open: Open,
    /// As it was announced to the server, which counts on it.
    length: Option<u64>,
    read: u64,
    progress: Option<Progress>,
}

impl Reader {
    pub(super) fn new(bytes: Bytes) -> Self {
        let length = Some(bytes.len() as u64);
        Self { open: Open::Bytes(bytes), length, read: 0, progress: None }
    }

    pub(super) async fn open(file: &FilePart) -> io::Result<Self> {
        let (open, length) = file.source().open().await?;
        Ok(Self { open, length: length.or(file.length()), read: 0, progress: file.progress().cloned() })
    }

    /// The next piece, which has a byte at least.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let left = self.length.map(|length| length - self.read);
        let piece = match &mut self.open {
            Open::Bytes(bytes) if self.progress.is_none() => Some(std::mem::take(bytes)),
            Open::Bytes(bytes) => Some(bytes.split_to(bytes.len().min(PIECE))),
            Open::File(file) => Some(ready!(read_file(file, left, context))?),
            Open::Pieces(pieces) => ready!(non_empty(|| pieces.as_mut().poll_next(context)))?,
            Open::Once(stream, reads) => ready!(non_empty(|| stream.poll(reads, context)))?,
        };
        Poll::Ready(self.count(piece.filter(|piece| !piece.is_empty()), left).transpose())
    }

    fn count(&mut self, piece: Option<Bytes>, left: Option<u64>) -> io::Result<Option<Bytes>> {
        let Some(piece) = piece else {
            let missing = left.filter(|left| *left > 0);
            return missing.map_or(Ok(None), |missing| Err(wrong_length(&format!("{missing} bytes fewer"))));
        };
        let length = piece.len() as u64;
        if left.is_some_and(|left| length > left) {
            return Err(wrong_length("more bytes"));
        }
        self.read += length;
        if let Some(progress) = &self.progress {
            progress(self.read, self.length);
        }
        Ok(Some(piece))
    }
}

/// The next item of a stream that has a byte.
fn non_empty(mut next: impl FnMut() -> Poll<Option<io::Result<Bytes>>>) -> Poll<io::Result<Option<Bytes>>> {
    loop {
        match ready!(next()).transpose()? {
            Some(piece) if piece.is_empty() => {}
            piece => return Poll::Ready(Ok(piece)),
        }
    }
}

/// Reads no further than to the length that the file had when it was opened: it may be one that grows.
fn read_file(file: &mut File, left: Option<u64>, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
    if left == Some(0) {
        return Poll::Ready(Ok(Bytes::new()));
    }
    let size = left.and_then(|left| usize::try_from(left).ok()).unwrap_or(PIECE).min(PIECE);
    let mut buffer = vec![0; size];
    let mut read = ReadBuf::new(&mut buffer);
    ready!(Pin::new(file).poll_read(context, &mut read))?;
    let length = read.filled().len();
    buffer.truncate(length);
    Poll::Ready(Ok(buffer.into()))
}

fn wrong_length(how: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the content has {how} than its length says"))
}
