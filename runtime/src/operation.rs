//! What is the same for every call of an action: its name, method, path template and scopes.

use std::fmt;

/// The static description of an action. Generated code has one per action in a `static`.
///
/// ```
/// use restgen_runtime::{Method, Operation};
///
/// static GET: Operation = Operation::new("pets.get", Method::Get, "/pets/{petId}").scopes("all.Pet pets.get");
/// assert_eq!(GET.to_string(), "pets.get (GET /pets/{petId})");
/// assert_eq!(GET.scope_list().collect::<Vec<_>>(), ["all.Pet", "pets.get"]);
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    name: &'static str,
    method: Method,
    path: &'static str,
    scopes: &'static str,
}

impl Operation {
    /// An action that needs no scope. The path template begins with `/` and has its parameters in braces.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self { name, method, path, scopes: "" }
    }

    /// The scopes that allow the action, separated by spaces.
    #[must_use]
    pub const fn scopes(mut self, scopes: &'static str) -> Self {
        self.scopes = scopes;
        self
    }

    /// The name in the API's description: `resource.action`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path template, below the base URL.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The scopes of which one allows the action; none where no token is needed.
    pub fn scope_list(&self) -> impl Iterator<Item = &'static str> {
        self.scopes.split_whitespace()
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.name, self.method, self.path)
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
}

impl Method {
    /// The method as it stands in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
