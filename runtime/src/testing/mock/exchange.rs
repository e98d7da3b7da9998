//! What a mock was asked and how it answered.

use std::fmt;

/// A request that a mock got, and the status it answered.
///
/// `Debug` and `Display` show neither the query nor the body.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    pub(super) action: Option<String>,
    pub(super) method: String,
    pub(super) target: String,
    pub(super) body: Vec<u8>,
    pub(super) status: Option<u16>,
    pub(super) problem: Option<String>,
}

impl Exchange {
    /// The action that was meant, `resource.action`; none where the API has no such path or method.
    pub fn action(&self) -> Option<&str> {
        self.action.as_deref()
    }

    /// The method, as `GET`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path and query, encoded as they came.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The body of the request; empty where there was none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The status of the answer; none where the connection was cut.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// What was wrong with the request; none where it was as the spec says.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

/// One line: `GET /pets 200 pets.get`, and what was wrong.
impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path);
        write!(f, "{} {path} ", self.method)?;
        match self.status {
            Some(status) => write!(f, "{status}")?,
            None => f.write_str("cut")?,
        }
        write!(f, " {}", self.action().unwrap_or("-"))?;
        self.problem().map_or(Ok(()), |problem| write!(f, ": {problem}"))
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exchange({self})")
    }
}
