//! Unions: which variant a value is, by its shape or by a tag.

use std::borrow::Cow;

use super::decoder::Decoder;
use super::deviation::What;
use super::fault::Failed;
use super::lenient::Mark;
use super::unknown::UnknownValue;

/// Whether a variant of a union is being tried, and how strictly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// The type is certain.
    None,
    /// What this release does not know makes a variant not fit.
    Strict,
    /// What this release does not know is tolerated as it is outside of a trial.
    Tolerant,
    /// What is not of its type is passed over too, as a lenient decoder does outside of a trial.
    Lenient,
}

/// Reads the union as the variant of an index.
type ReadVariant<'f, 'a> = dyn FnMut(&mut Decoder<'a>, usize) -> Result<(), Failed> + 'f;

/// How many times the text may be read in vain, all trials taken together.
///
/// Unions within unions could otherwise cost time exponential in their depth.
const WASTE_LIMIT: usize = 128;

/// Reads a union as one of its variants.
#[doc(hidden)]
pub type Variant<U> = fn(&mut Decoder<'_>) -> Result<U, Failed>;

/// A variant with the value of the tag that tells it.
#[doc(hidden)]
pub type TaggedVariant<U> = (&'static [&'static str], Variant<U>);

/// Reads the union as the first variant that fits.
#[doc(hidden)]
pub fn read_union<U>(
    decoder: &mut Decoder<'_>,
    variants: &[Variant<U>],
    unknown: fn(UnknownValue) -> U,
) -> Result<U, Failed> {
    let mut union = None;
    let fits = decoder.try_variants(variants.len(), &mut |decoder, index| {
        union = Some(variants[index](decoder)?);
        Ok(())
    });
    match union.filter(|_| fits) {
        Some(union) => Ok(union),
        None => decoder.unknown_variant().map(unknown),
    }
}

/// Reads the union as the variant that the value of its key `tag` tells.
#[doc(hidden)]
pub fn read_tagged<U>(
    decoder: &mut Decoder<'_>,
    tag: &str,
    variants: &[TaggedVariant<U>],
    unknown: fn(UnknownValue) -> U,
) -> Result<U, Failed> {
    let found = decoder.look_up(tag);
    match variants.iter().find(|(values, _)| found.as_deref().is_some_and(|found| values.contains(&found))) {
        Some((_, variant)) => variant(decoder),
        None => decoder.unknown_variant().map(unknown),
    }
}

impl<'a> Decoder<'a> {
    /// Reads a value of any type.
    #[doc(hidden)]
    pub fn value<T: super::Value>(&mut self) -> Result<T, Failed> {
        let mut value = T::default();
        value.read(self).map(|()| value)
    }

    /// Notes that a text is none of its enumeration; while a variant is tried strictly, it then does not fit.
    #[doc(hidden)]
    pub fn unknown_text(&mut self) -> Result<(), Failed> {
        self.note(self.at, What::UnknownText);
        self.unless_strict("a known value")
    }

    /// Fails while a variant is tried strictly.
    pub(super) fn unless_strict(&mut self, expected: &'static str) -> Result<(), Failed> {
        if self.trial == Trial::Strict { self.mismatch(expected) } else { Ok(()) }
    }

    /// Reads the value as a union that knows no better.
    fn unknown_variant(&mut self) -> Result<UnknownValue, Failed> {
        self.unless_strict("a known variant")?;
        self.peek();
        self.note(self.at, What::UnknownVariant);
        self.json().map(UnknownValue)
    }

    /// Tries each variant strictly, then tolerantly, and stops at the first that fits; if none does, takes the one that
    /// fits when what is not of its type is passed over. Where that holds of several, it is none of them for certain.
    /// The one that was read last is it; says whether there is one.
    fn try_variants(&mut self, count: usize, read: &mut ReadVariant<'_, 'a>) -> bool {
        let (start, outer) = (self.mark(), self.trial);
        let rounds = if outer == Trial::Strict { &[Trial::Strict][..] } else { &[Trial::Strict, Trial::Tolerant] };
        let mut fits = rounds.iter().any(|&trial| (0..count).any(|index| self.fits(trial, index, &start, read)));
        self.trial = outer;
        if !fits && self.recovers() {
            let mut fitting = (0..count).filter(|&index| {
                let fits = self.fits(Trial::Lenient, index, &start, read);
                self.wasted += self.at - start.at;
                self.rewind(&start);
                fits
            });
            if let (Some(index), None) = (fitting.next(), fitting.next()) {
                fits = self.fits(Trial::Lenient, index, &start, read);
            }
            self.trial = outer;
        }
        fits
    }

    /// Tries one variant; if it does not fit, goes back to the start.
    fn fits(&mut self, trial: Trial, index: usize, start: &Mark, read: &mut ReadVariant<'_, 'a>) -> bool {
        if self.wasted / WASTE_LIMIT > self.text.len() {
            return false;
        }
        self.trial = trial;
        let fits = read(self, index).is_ok();
        if !fits {
            self.wasted += self.at - start.at;
            self.rewind(start);
        }
        fits
    }

    /// The text that the next value, an object, has at a key; reads nothing.
    fn look_up(&mut self, key: &str) -> Option<Cow<'a, str>> {
        let (start, depth) = (self.at, self.depth);
        let found = self.look_up_from_here(key).ok().flatten();
        (self.at, self.depth) = (start, depth);
        found
    }

    fn look_up_from_here(&mut self, key: &str) -> Result<Option<Cow<'a, str>>, Failed> {
        self.open(b'{', "an object")?;
        loop {
            if self.key()? == key {
                return self.text().map(Some);
            }
            self.skip_value();
            if !self.more(b'}', "`,` or `}`")? {
                return Ok(None);
            }
        }
    }
}
