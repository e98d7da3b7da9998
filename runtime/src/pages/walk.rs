//! The way from page to page: what to ask for next, and when it is over. The same code for every action.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::rule::{Paging, Rule};
use crate::call::Request;
use crate::client::Shared;
use crate::codec;
use crate::transport::HttpResponse;
use crate::wire::link;

/// How many pages in a row may have the items of pages before them. An item that is added to a collection moves others
/// to the next page, so that with few items a page one such page is no mistake of the server.
const REPEATED: u32 = 3;

/// How many pages in a row may have no item. A server that filters behind its cursor has such pages.
const EMPTY: u32 = 100;

/// Where a walk stands, and what it has seen.
pub(super) struct Walk {
    rule: Rule,
    /// The number of the page that is asked for; none where pages have no numbers.
    number: Option<i64>,
    /// The number of the page that was given last.
    pub(super) given: Option<i64>,
    /// The cursor that leads behind the page that was given last.
    pub(super) cursor: Option<String>,
    /// The most items of a page so far.
    size: usize,
    /// Hashes of all pages, cursors and links so far.
    seen: BTreeSet<u64>,
    /// How many pages in a row brought nothing new.
    stale: u32,
}

/// What the walk needs to know of a page.
pub(super) struct Facts {
    pub(super) count: usize,
    pub(super) mark: Option<String>,
    /// Of the items, so that a page is known again.
    pub(super) hash: u64,
    /// The address of the next page, where it is in the headers, or why it cannot be used.
    pub(super) link: Result<Option<String>, String>,
}

/// Whether there is another page; the error is that of a server that would never end.
pub(super) type Onward = Result<bool, String>;

impl Walk {
    pub(super) fn new(paging: &Paging) -> Self {
        let (number, given, cursor, size, seen, stale) = Default::default();
        Self { rule: paging.0, number, given, cursor, size, seen, stale }
    }

    /// Reads from the request where the caller wants to begin.
    pub(super) fn begin(&mut self, request: &Request, client: &Shared) -> Result<(), String> {
        match self.rule {
            Rule::Number { parameter, first } => {
                let number = match request.query.text(parameter).or_else(|| client.query.text(parameter)) {
                    None => first,
                    Some(text) => text.parse().map_err(|_| format!("`{parameter}` is not the number of a page"))?,
                };
                self.number = Some(number);
            }
            Rule::Cursor { parameter } => {
                if let Some(text) = request.query.text(parameter) {
                    self.seen.insert(hash(text));
                }
            }
            Rule::Link => {}
        }
        Ok(())
    }

    /// The address in the headers of an answer, where the rule looks for one.
    pub(super) fn link(
        &self,
        request: &Request,
        client: &Shared,
        response: &HttpResponse,
    ) -> Result<Option<String>, String> {
        if self.rule != Rule::Link {
            return Ok(None);
        }
        let fields = response.headers().iter().filter(|(name, _)| name.eq_ignore_ascii_case("link"));
        let Some(target) = fields.into_iter().find_map(|(_, value)| link::next(value)) else { return Ok(None) };
        client.base_url.follow(&request.address(client)?, target).map(Some)
    }

    /// Takes note of a page, and makes the request that for the next one.
    pub(super) fn advance(&mut self, request: &mut Request, facts: Facts) -> Onward {
        self.given = self.number;
        let next = match self.rule {
            Rule::Number { parameter, first } => self.next_number(first, &facts).map(|number| {
                request.query.set_text(parameter, &number);
                None
            }),
            Rule::Cursor { parameter } => {
                self.cursor.clone_from(&facts.mark);
                facts.mark.map(|cursor| {
                    request.query.set_text(parameter, &cursor);
                    Some(cursor)
                })
            }
            Rule::Link => facts.link?.map(|link| {
                request.target = Some(link.clone());
                Some(link)
            }),
        };
        let Some(pointer) = next else { return Ok(false) };
        if pointer.is_some_and(|pointer| !self.seen.insert(hash(&pointer))) {
            return Err(
                "the page points back to one that was read before, so that the pages would never end".to_owned()
            );
        }
        self.judge(facts.count, facts.hash)
    }

    /// The number of the page behind this one, if there is one.
    ///
    /// A server may give fewer items a page than it is asked for, so their number is taken from the pages themselves:
    /// where it is uncertain, a page more is asked for, and an empty page is the end.
    fn next_number(&mut self, first: i64, facts: &Facts) -> Option<i64> {
        let number = self.number?;
        if facts.count == 0 {
            return None;
        }
        self.size = self.size.max(facts.count);
        let size = i64::try_from(self.size).unwrap_or(i64::MAX);
        let total = facts.mark.as_ref().and_then(|total| total.parse::<i64>().ok()).filter(|total| *total >= 0);
        let is_last = match total {
            Some(total) => number.saturating_sub(first).saturating_add(1).saturating_mul(size) >= total,
            None => facts.count < self.size,
        };
        self.number = number.checked_add(1).filter(|_| !is_last);
        self.number
    }

    /// Stops a server that sends pages for ever without sending anything new.
    fn judge(&mut self, count: usize, page: u64) -> Onward {
        let is_new = self.seen.insert(page) && count > 0;
        self.stale = if is_new { 0 } else { self.stale + 1 };
        if count > 0 && self.stale >= REPEATED {
            return Err(format!("{REPEATED} pages in a row have the items of pages before them"));
        }
        if self.stale >= EMPTY {
            return Err(format!("{EMPTY} pages in a row have nothing new"));
        }
        Ok(true)
    }
}

/// By the first and the last item and how many there are: as good as by all, and it costs little.
pub(super) fn hash_of<T: codec::Value>(items: &[T]) -> u64 {
    let ends = [items.first(), items.last()].map(|item| item.map(codec::to_vec));
    hash((items.len(), ends))
}

/// Pages and cursors are told apart by their types, so one set can hold both.
fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
