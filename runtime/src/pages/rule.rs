//! How an API divides a collection into pages, as plain static data.

/// How the next page is asked for, and what says that there is none.
///
/// ```
/// use restgen_runtime::Paging;
///
/// static BY_PAGE: Paging = Paging::number("page", 0);
/// static BY_CURSOR: Paging = Paging::cursor("cursor");
/// static BY_LINK: Paging = Paging::link();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging(pub(super) Rule);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Number { parameter: &'static str, first: i64 },
    Cursor { parameter: &'static str },
    Link,
}

impl Paging {
    /// A query parameter has the number of the page; the first page has the number `first`.
    ///
    /// The mark of a page is the number of all items on all pages, if the server says it.
    pub const fn number(parameter: &'static str, first: i64) -> Self {
        Self(Rule::Number { parameter, first })
    }

    /// A query parameter has what the page before gave to go on with.
    ///
    /// That is the mark of a page; the last page has none.
    pub const fn cursor(parameter: &'static str) -> Self {
        Self(Rule::Cursor { parameter })
    }

    /// The answer has a header `Link` with the address of the next page under `rel="next"` (RFC 8288); the last page has
    /// none.
    pub const fn link() -> Self {
        Self(Rule::Link)
    }
}
