//! JSON pointers (RFC 6901), by which the parts of a document are named.

use std::borrow::Cow;
use std::fmt::Display;

/// The pointer to a part of what `pointer` leads to.
pub fn child(pointer: &str, segment: impl Display) -> String {
    let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
    format!("{pointer}/{segment}")
}

/// The pointer to what the last segment is a part of, and that segment; `None` for the whole document.
pub fn split(pointer: &str) -> Option<(&str, Cow<'_, str>)> {
    let (parent, last) = pointer.rsplit_once('/')?;
    Some((parent, unescape(last)))
}

/// The segments of a pointer.
pub fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// Whether `inner` leads to what `outer` leads to, or to a part of it.
pub fn contains(outer: &str, inner: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') { segment.replace("~1", "/").replace("~0", "~").into() } else { segment.into() }
}
