//! A file to upload.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::{Once, Pieces, Source};

/// The content of a file with the name and the type that the server is told.
///
/// A file from a path or a stream is read while it is sent, so that it may be larger than the memory. It takes the time
/// that it takes: the time limits of the call, two minutes by default and one for an attempt, must allow for that.
///
/// Clones share the content. `Debug` does not show it.
///
/// ```
/// use restgen_runtime::FilePart;
///
/// let notes = FilePart::new("notes.txt", "Hello").with_content_type("text/plain");
/// assert_eq!(notes.content_type(), "text/plain");
///
/// let video = FilePart::from_path("videos/cat.mp4")
///     .on_progress(|sent, total| println!("{sent} of {} bytes", total.unwrap_or(sent)));
/// assert_eq!(video.name(), "cat.mp4");
/// ```
#[derive(Clone)]
pub struct FilePart {
    name: String,
    content_type: String,
    source: Source,
    length: Option<u64>,
    progress: Option<Progress>,
}

/// Is told how many bytes were read to be sent, and of how many.
pub(crate) type Progress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

impl FilePart {
    /// A file of that name with this content, of the type `application/octet-stream`.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self::of(name.into(), Source::Bytes(content.into().into()))
    }

    /// A file on the disk; it keeps its name. It is opened for each attempt to send it, and where that fails, so does
    /// the call, see [`Error::is_body`](crate::Error::is_body).
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self::of(name, Source::Path(path.into()))
    }

    /// A file whose content comes from a stream. It can be read once: if an attempt fails after that was begun, no other
    /// follows.
    pub fn from_stream<S, B, E>(name: impl Into<String>, content: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::of(name.into(), Source::Once(Arc::new(Once::new(as_pieces(content)))))
    }

    /// A file whose content comes from a stream that is made anew for each attempt to send it.
    pub fn from_streams<F, S, B, E>(name: impl Into<String>, content: F) -> Self
    where
        F: Fn() -> S + Send + Sync + 'static,
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::of(name.into(), Source::Again(Arc::new(move || as_pieces(content()))))
    }

    fn of(name: String, source: Source) -> Self {
        Self { name, content_type: "application/octet-stream".to_owned(), source, length: None, progress: None }
    }

    /// Gives the file another name, that the server is told.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Says what the content is: a media type such as `application/zip`.
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }

    /// Says how many bytes a stream will give; some servers take no body of unknown length. A stream of another length
    /// makes the call fail. Of a file or a text the length is known, and what is said here does not matter.
    pub fn with_length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// Calls a function while the content is sent, with how many bytes of it are on their way and how many it has in all,
    /// where that is known. With another attempt it begins anew. The function should be quick, since the upload waits for
    /// it.
    pub fn on_progress(mut self, progress: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// The name that the server is told.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type that the server is told.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The content, if it is in memory.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Path(_) | Source::Again(_) | Source::Once(_) => None,
        }
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn length(&self) -> Option<u64> {
        self.length
    }

    pub(crate) fn progress(&self) -> Option<&Progress> {
        self.progress.as_ref()
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, content_type, source, length, progress: _ } = self;
        let mut shown = f.debug_struct("FilePart");
        shown.field("name", name).field("content_type", content_type);
        match source {
            Source::Bytes(bytes) => shown.field("bytes", &format_args!("{} bytes", bytes.len())),
            Source::Path(path) => shown.field("path", path),
            Source::Again(_) | Source::Once(_) => shown.field("length", length),
        };
        shown.finish()
    }
}

fn as_pieces<S, B, E>(stream: S) -> Pieces
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    Box::pin(AsPieces(Box::pin(stream)))
}

/// A stream of a caller, with its items as they are sent.
struct AsPieces<S>(Pin<Box<S>>);

impl<S, B, E> Stream for AsPieces<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|item| item.map(|piece| piece.map(Into::into).map_err(io::Error::other)))
    }
}
