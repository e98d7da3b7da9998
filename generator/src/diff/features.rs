//! Models that a build with one feature alone had and has no longer.

use std::collections::BTreeSet;

use super::change::{Change, Class, Kind};
use super::pairs::Pair;
use super::types::Both;
use crate::back::rust::features::Features;

pub(super) fn compare(both: &Both<'_>, changes: &mut Vec<Change>) {
    let (before, after) = (Features::of(both.old.0), Features::of(both.new.0));
    let kept: BTreeSet<&str> = {
        let features = |names: &'_ crate::names::Names, count: usize| -> BTreeSet<String> {
            (0..count).map(|index| names.resource(index).feature.clone()).collect()
        };
        let new = features(both.new.0.names(), both.new.api().resources.len());
        let old = 0..both.old.api().resources.len();
        let old = old.map(|index| both.old.0.names().resource(index).feature.as_str());
        old.filter(|feature| new.contains(*feature)).collect()
    };
    let mut told = BTreeSet::new();
    for pair in &both.models {
        let Pair::Both(a, b) = *pair else { continue };
        let (old, new) = (&both.old.api().models[a].schema, &both.new.api().models[b].schema);
        let Some(needed) = after.needing(new) else { continue };
        let had = before.needing(old);
        let had = |feature: &&str| had.as_ref().is_none_or(|had| had.contains(feature));
        let lost: Vec<String> = kept
            .iter()
            .filter(|feature| had(feature) && !needed.contains(feature))
            .map(|feature| format!("`{feature}`"))
            .collect();
        if lost.is_empty() || !told.insert(new) {
            continue;
        }
        let what = format!("no action of {} reaches it", lost.join(", "));
        let needed: Vec<String> = needed.iter().map(|feature| format!("`{feature}`")).collect();
        let rust = format!("the types of `{new}` need one of the features {}", needed.join(", "));
        let change = Change::new(Kind::ModelFeature, format!("schemas.{new}"), what).rust(Class::Major, rust);
        changes.push(change.at(both.new.api().models[b].span));
    }
}
