//! Names for large shapes that stand in several places and that nobody has named yet.

use std::collections::{BTreeMap, BTreeSet};

use super::super::words::{capitalized, singular, split};
use super::ids::Ids;
use super::node::{Node, Step};

/// A shape that is shorter than that may stand in several places.
const LARGE: usize = 600;

/// Names every large shape without a name that stands in more than one place.
pub(crate) fn names(
    schemas: &BTreeMap<String, Node>,
    ids: &Ids,
    named: &BTreeMap<u32, String>,
    taken: &BTreeSet<String>,
) -> BTreeMap<u32, String> {
    let mut places = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for node in schemas.values() {
        count(node, &mut seen, &mut places);
    }
    let wanted = |id: u32| places.get(&id).is_some_and(|count| *count > 1) && ids.size(id) >= LARGE;
    let mut naming =
        Naming { wanted: &wanted, named, taken: taken.clone(), made: BTreeMap::new(), seen: BTreeSet::new() };
    for (name, node) in schemas {
        naming.walk(node, name, &mut Vec::new(), true);
    }
    naming.made
}

/// Counts in how many places each structure stands, where every structure is written once.
fn count(node: &Node, seen: &mut BTreeSet<u32>, places: &mut BTreeMap<u32, usize>) {
    if node.reference().is_some() || !seen.insert(node.id) {
        return;
    }
    for (_, part) in &node.parts {
        *places.entry(part.id).or_default() += 1;
        count(part, seen, places);
    }
}

struct Naming<'a> {
    wanted: &'a dyn Fn(u32) -> bool,
    named: &'a BTreeMap<u32, String>,
    taken: BTreeSet<String>,
    made: BTreeMap<u32, String>,
    seen: BTreeSet<u32>,
}

impl Naming<'_> {
    fn walk(&mut self, node: &Node, base: &str, keys: &mut Vec<String>, is_file: bool) {
        let mut base = base.to_owned();
        let mut fresh = Vec::new();
        let mut keys = keys;
        if !is_file && node.reference().is_none() {
            let name = match self.named.get(&node.id).or_else(|| self.made.get(&node.id)).cloned() {
                Some(name) => Some(name),
                None if node.is_shape() && !node.is_list() && (self.wanted)(node.id) => {
                    Some(self.make(node.id, &base, keys))
                }
                None => None,
            };
            if let Some(name) = name {
                base = name;
                keys = &mut fresh;
            }
        }
        if !self.seen.insert(node.id) && !is_file {
            return;
        }
        for (step, part) in &node.parts {
            let key = match step {
                Step::Keyed("properties", key) => Some(key.clone()),
                _ => None,
            };
            let grown = key.is_some();
            keys.extend(key);
            self.walk(part, &base, keys, false);
            if grown {
                keys.pop();
            }
        }
    }

    /// The file around it and the keys that lead there, as few of them as make a new name.
    fn make(&mut self, id: u32, base: &str, keys: &[String]) -> String {
        let words = |keys: &[String]| {
            let keys = keys.iter().map(|key| split(&singular(key)).iter().map(|word| capitalized(word)).collect());
            format!("{base}{}", keys.collect::<Vec<String>>().concat())
        };
        let options = (1..=keys.len()).map(|count| words(&keys[keys.len() - count..]));
        let numbered = (2_u32..).map(|number| format!("{}{number}", words(&keys[keys.len().saturating_sub(1)..])));
        let free = options.chain(numbered).find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(free.clone());
        self.made.insert(id, free.clone());
        free
    }
}
