//! Which part of the old API is which of the new one: by name, then by what is so alike that it was renamed.

use crate::diagnostics::distance;

/// A part of both APIs, by its places in their lists, or one that only one of them has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// In both.
    Both(usize, usize),
    /// In the old one only.
    Removed(usize),
    /// In the new one only.
    Added(usize),
}

/// How alike two things must be, of 100, to be taken for one thing that was renamed.
pub(super) const LIKELY: usize = 60;

/// Pairs the parts of two lists: those that are the same, then of the others the most alike. In the order of the new
/// list; what is gone comes last.
pub(super) fn pair(
    old: usize,
    new: usize,
    same: impl Fn(usize, usize) -> bool,
    alike: impl Fn(usize, usize) -> usize,
) -> Vec<Pair> {
    let mut partners: Vec<Option<usize>> = (0..new).map(|right| (0..old).find(|left| same(*left, right))).collect();
    let mut gone: Vec<usize> = (0..old).filter(|left| !partners.contains(&Some(*left))).collect();
    let mut likely = Vec::new();
    for right in (0..new).filter(|right| partners[*right].is_none()) {
        likely
            .extend(gone.iter().map(|left| (alike(*left, right), *left, right)).filter(|(score, ..)| *score >= LIKELY));
    }
    likely.sort_by(|(a, ..), (b, ..)| b.cmp(a));
    for (_, left, right) in likely {
        if partners[right].is_none() && gone.contains(&left) {
            partners[right] = Some(left);
            gone.retain(|other| *other != left);
        }
    }
    let paired = partners.into_iter().enumerate();
    let paired = paired.map(|(right, left)| left.map_or(Pair::Added(right), |left| Pair::Both(left, right)));
    paired.chain(gone.into_iter().map(Pair::Removed)).collect()
}

/// How alike two names are, of 100. Case and signs do not count, and a word more at either end counts for little.
pub(super) fn names(old: &str, new: &str) -> usize {
    let [old, new] = [old, new]
        .map(|name| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>());
    let (shorter, longer) = if old.len() <= new.len() { (&old, &new) } else { (&new, &old) };
    let length = longer.chars().count().max(1);
    let edited = 100 - 100 * distance(&old, &new).min(length) / length;
    let within = shorter.len() >= 3 && (longer.starts_with(shorter.as_str()) || longer.ends_with(shorter.as_str()));
    if within { edited.max(70) } else { edited }
}

/// Whether two parts of lists of names stand between the same neighbours.
pub(super) fn between<'a>(
    old: impl Fn(usize) -> Option<&'a str>,
    new: impl Fn(usize) -> Option<&'a str>,
    a: usize,
    b: usize,
) -> bool {
    let before = |index: usize| index.checked_sub(1);
    before(a).map(&old) == before(b).map(&new) && old(a + 1) == new(b + 1)
}

/// How many of the parts of two lists stand in both, of 100; nothing where both are empty.
pub(super) fn overlap<T: PartialEq>(old: &[T], new: &[T]) -> usize {
    let shared = old.iter().filter(|part| new.contains(part)).count();
    200 * shared / (old.len() + new.len()).max(1)
}

/// Whether parts that are in both lists are in another order in the new one.
pub(super) fn reordered(pairs: &[Pair], old: &[usize], new: &[usize]) -> bool {
    let places = new.iter().filter_map(|right| {
        pairs.iter().find_map(|pair| match pair {
            Pair::Both(left, other) if other == right => old.iter().position(|place| place == left),
            _ => None,
        })
    });
    !places.is_sorted()
}
