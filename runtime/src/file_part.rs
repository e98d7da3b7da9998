//! A file to upload.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

/// The content of a file with the name and the type that the server is told.
///
/// Clones share the content. `Debug` does not show it.
///
/// ```
/// use restgen_runtime::FilePart;
///
/// let file = FilePart::new("notes.txt", "Hello").with_content_type("text/plain");
/// assert_eq!(file.content_type(), "text/plain");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FilePart {
    name: String,
    content_type: String,
    bytes: Arc<[u8]>,
}

impl FilePart {
    /// A file of that name, of the type `application/octet-stream`.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        let (content_type, bytes) = ("application/octet-stream".to_owned(), content.into().into());
        Self { name: name.into(), content_type, bytes }
    }

    /// Reads a file from the disk; it keeps its name.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read.
    pub fn read(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Ok(Self::new(name, fs::read(path)?))
    }

    /// Says what the content is: a media type such as `application/zip`.
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
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

    /// The content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, content_type, bytes } = self;
        f.debug_struct("FilePart")
            .field("name", name)
            .field("content_type", content_type)
            .field("bytes", &format_args!("{} bytes", bytes.len()))
            .finish()
    }
}
