//! Where the content of a file comes from.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::File;

/// A stream of bytes that is read once.
pub(crate) type Pieces = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// The content of a file, before it is read.
#[derive(Clone)]
pub(crate) enum Source {
    /// In memory.
    Bytes(Bytes),
    /// On the disk.
    Path(Arc<Path>),
    /// A stream, made anew for each attempt.
    Again(Arc<dyn Fn() -> Pieces + Send + Sync>),
    /// A stream that can be read once.
    Once(Arc<Once>),
}

/// A stream that belongs to the first attempt that reads of it. One that never gets so far leaves it to the next.
pub(crate) struct Once(Mutex<State>);

struct State {
    pieces: Pieces,
    begun: bool,
}

/// The content of a file while it is read.
pub(super) enum Open {
    Bytes(Bytes),
    File(File),
    Pieces(Pieces),
    /// The stream, and whether this attempt is the one that reads it.
    Once(Arc<Once>, bool),
}

impl Source {
    /// Whether it can be read from its beginning.
    pub(crate) fn is_left(&self) -> bool {
        match self {
            Self::Bytes(_) | Self::Path(_) | Self::Again(_) => true,
            Self::Once(stream) => !stream.lock().begun,
        }
    }

    /// Opens it; gives how many bytes it has, where that is known.
    pub(super) async fn open(&self) -> io::Result<(Open, Option<u64>)> {
        match self {
            Self::Bytes(bytes) => Ok((Open::Bytes(bytes.clone()), Some(bytes.len() as u64))),
            Self::Path(path) => open_file(path).await.map_err(|error| about(path, &error)),
            Self::Again(make) => Ok((Open::Pieces(make()), None)),
            Self::Once(stream) if stream.lock().begun => Err(read_before()),
            Self::Once(stream) => Ok((Open::Once(Arc::clone(stream), false), None)),
        }
    }
}

impl Once {
    pub(crate) fn new(pieces: Pieces) -> Self {
        Self(Mutex::new(State { pieces, begun: false }))
    }

    /// The next piece for an attempt, which says whether it has read before.
    pub(super) fn poll(&self, reads: &mut bool, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let mut state = self.lock();
        if state.begun && !*reads {
            return Poll::Ready(Some(Err(read_before())));
        }
        (state.begun, *reads) = (true, true);
        state.pieces.as_mut().poll_next(context)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_before() -> io::Error {
    io::Error::other("the stream was read before and can be read only once")
}

async fn open_file(path: &Path) -> io::Result<(Open, Option<u64>)> {
    let file = File::open(path).await?;
    let metadata = file.metadata().await?;
    // A pipe says that its length is 0, and a device may never end.
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    Ok((Open::File(file), Some(metadata.len())))
}

fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}
