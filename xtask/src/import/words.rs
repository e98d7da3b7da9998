//! Words for people: titles made from names, and the text that stands where a person has not written one yet.

use std::collections::BTreeMap;

use restgen::front::page::camel_case;

/// Stands where a text of ours is missing.
pub(crate) const PLACEHOLDER: &str = "(wants words)";

/// How words are written that are no plain words, such as `API`, by the word in lower case.
#[derive(Debug, Default)]
pub(crate) struct Spelling(BTreeMap<String, String>);

impl Spelling {
    /// Learns from titles that people wrote.
    pub(crate) fn of<'a>(titles: impl Iterator<Item = &'a String>) -> Self {
        let words = titles.flat_map(|title| title.split_whitespace());
        let odd = words.filter(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1);
        Self(odd.map(|word| (word.to_lowercase(), word.to_owned())).collect())
    }

    /// The title of a name: `instanceApiTokens` is `Instance API Tokens`.
    pub(crate) fn title(&self, name: &str) -> String {
        let words = split(name).into_iter().map(|word| self.word(&word));
        words.collect::<Vec<_>>().join(" ")
    }

    /// A heading that stands for a name: its title, or where that would be read as another name, the name itself.
    pub(crate) fn heading(&self, name: &str) -> String {
        let title = self.title(name);
        if camel_case(&title) == name { title } else { name.to_owned() }
    }

    fn word(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        let singular = lower.strip_suffix('s').and_then(|one| self.0.get(one)).map(|one| format!("{one}s"));
        self.0.get(&lower).cloned().or(singular).unwrap_or_else(|| capitalized(word))
    }
}

/// The words of a name in camel case: `ssoDomain` is `sso` and `Domain`.
pub(crate) fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in name.chars() {
        let starts = before.is_none_or(|before: char| c.is_uppercase() && !before.is_uppercase());
        match words.last_mut() {
            Some(word) if !starts && c.is_alphanumeric() => word.push(c),
            _ if c.is_alphanumeric() => words.push(c.to_string()),
            _ => {}
        }
        before = c.is_alphanumeric().then_some(c);
    }
    words
}

/// A word with its first letter in upper case.
pub(crate) fn capitalized(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// One of what a word names several of.
pub(crate) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let keeps = ["ss", "us", "is", "status"].iter().any(|ending| lower.ends_with(ending));
    word.strip_suffix('s').filter(|stem| !keeps && !stem.is_empty()).unwrap_or(word).to_owned()
}

/// The slug of a heading, as a link inside the page has it.
pub(crate) fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_titles() {
        let titles = ["API Token Post".to_owned(), "MQTT Message".to_owned()];
        let spelling = Spelling::of(titles.iter());
        assert_eq!(spelling.title("instanceApiTokens"), "Instance API Tokens");
        assert_eq!(spelling.title("mqttSubscriptionStream"), "MQTT Subscription Stream");
        assert_eq!(spelling.heading("mqttSubscriptionStream"), "MQTT Subscription Stream");
        assert_eq!(spelling.heading("getURL"), "getURL");
    }

    #[test]
    fn several_become_one() {
        let all = ["blocks", "categories", "status", "address", "news"].map(singular);
        assert_eq!(all, ["block", "category", "status", "address", "new"]);
    }
}
