//! How values are written into a request: percent encoding, path, query, headers and base URL.

pub(crate) mod base_url;
pub(crate) mod headers;
pub(crate) mod link;
pub(crate) mod multipart;
pub(crate) mod path;
mod percent;
pub(crate) mod query;
