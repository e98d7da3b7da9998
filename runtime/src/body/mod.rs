//! The body of a request: whole in memory, or read piece by piece while it is sent.

mod source;
mod stream;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

pub(crate) use self::source::{Once, Pieces, Source};
pub use self::stream::BodyStream;
use self::stream::Reader;
use crate::file_part::FilePart;
use crate::transport::TransportError;

/// What is sent behind the headers. Clones share it, and each attempt reads it from its beginning.
#[derive(Clone)]
pub(crate) enum RequestBody {
    /// In memory, in one piece.
    Whole(Bytes),
    /// Texts and files, one behind the other.
    Pieces(Arc<[Piece]>),
}

/// A part of a body.
#[derive(Clone)]
pub(crate) enum Piece {
    /// What stands between the files.
    Bytes(Bytes),
    /// The content of a file.
    File(FilePart),
}

impl RequestBody {
    /// The bytes, if they are in memory in one piece.
    pub(crate) fn whole(&self) -> Option<&Bytes> {
        match self {
            Self::Whole(bytes) => Some(bytes),
            Self::Pieces(_) => None,
        }
    }

    /// Whether another attempt can send it: not if it has a stream that can be read once, and was.
    pub(crate) fn is_left(&self) -> bool {
        match self {
            Self::Whole(_) => true,
            Self::Pieces(pieces) => pieces.iter().all(|piece| match piece {
                Piece::Bytes(_) => true,
                Piece::File(file) => file.source().is_left(),
            }),
        }
    }

    /// Opens every file, so that one that is not there is missed before anything is sent.
    pub(crate) async fn open(&self) -> Result<BodyStream, TransportError> {
        let mut readers = Vec::new();
        match self {
            Self::Whole(bytes) => readers.push(Reader::new(bytes.clone())),
            Self::Pieces(pieces) => {
                for piece in pieces.iter() {
                    readers.push(match piece {
                        Piece::Bytes(bytes) => Reader::new(bytes.clone()),
                        Piece::File(file) => Reader::open(file).await.map_err(TransportError::body)?,
                    });
                }
            }
        }
        Ok(BodyStream::new(readers))
    }

    /// The same body in memory.
    pub(crate) async fn load(self) -> Result<Bytes, TransportError> {
        match self {
            Self::Whole(bytes) => Ok(bytes),
            Self::Pieces(_) => {
                let (mut stream, mut whole) = (self.open().await?, Vec::new());
                while let Some(piece) = stream.chunk().await? {
                    whole.extend_from_slice(&piece);
                }
                Ok(whole.into())
            }
        }
    }
}

/// How much there is, and nothing of it.
impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Pieces(_) => f.write_str("read while it is sent"),
        }
    }
}
