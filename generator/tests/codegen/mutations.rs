//! No spec makes the generator panic, and what it accepts becomes Rust that parses.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::sample::Index;
use restgen::SourceMap;

use crate::workspace::{Texts, is_rust, library, roots, sources, texts};

/// What is put in the place of a word, a value, or a part of one.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "", "$", "_", "-", "²", "é", "ß", "ﬁ", "名前", "\u{202e}x", "\u{0}", "\u{7}", "\t", "a\u{2028}b", "\"", "'", "\\",
    "\\n", "\"#", "\"##", "*/", "/*", "//", "{}", "{", "}", "}}", "${x}", "`", "``", "[`x`]", "[x](y)", "<b>",
    "&lt;b&gt;", "|", "\\|", "#", "# x", "r#x", "r#type", "Self", "self", "super", "crate", "type", "async", "Clone",
    "Client", "Call", "client", "call", "clone", "builder", "new", "default", "rest", "token", "Box", "String",
    "Option", "Vec", "Unknown", "Err", "Method", "Json", "same", "answer", "1", "-1", "1.5", "1e999",
    "9223372036854775808", "true", "null", "~", "[]", "[1, a]", "{ a: b }", "!!x y", "&a", "*a", "A", "a", "aA",
    "a_a", "a-a", "AA", "x/y", "../..", "{x}", "?", "%", "oneOf", "allOf", "$ref", "$ref: book", "{ $ref: place }",
    "{ $ref: books }", "{ $ref: isbn }", "object", "array", "string", "integer", "[string, 'null']",
    "[object, array, string]", "GET", "POST", "path", "body", "multipart", "header", "query", "date-time",
    "undefined", "file", "Accepted values are: a, A", "https://x.example/*/{}",
];

/// Runs the whole generator; a panic names the spec that made it.
fn survive(texts: &Texts) {
    let sources = sources(texts);
    let outcome = catch_unwind(AssertUnwindSafe(|| check(&sources)));
    if outcome.is_err() {
        let changed: Vec<_> = texts.iter().filter(|(path, text)| library().get(*path) != Some(*text)).collect();
        panic!("this spec is not survived: {changed:#?}");
    }
}

fn check(sources: &SourceMap) {
    match restgen::generate(sources) {
        Ok(output) => {
            output.warnings.render(sources);
            for (path, text) in output.files.iter().filter(|(path, _)| is_rust(path)) {
                if let Err(error) = syn::parse_file(text) {
                    panic!("{path}: {error}\n{text}");
                }
            }
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors());
            diagnostics.render(sources);
        }
    }
}

/// The places of the words of a text: names, values, and what stands between.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric() || c == '$' || c == '_') {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[derive(Clone, Debug)]
enum Mutation {
    Word(Index, Index, bool),
    Everywhere(Index, Index),
    Cut(Index),
    DropLine(Index),
    DoubleLine(Index),
    SwapLines(Index, Index),
    Rename(Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    prop_oneof![
        8 => (index(), index(), any::<bool>()).prop_map(|(at, odd, whole)| Mutation::Word(at, odd, whole)),
        4 => (index(), index()).prop_map(|(at, odd)| Mutation::Everywhere(at, odd)),
        1 => index().prop_map(Mutation::Cut),
        2 => index().prop_map(Mutation::DropLine),
        2 => index().prop_map(Mutation::DoubleLine),
        2 => (index(), index()).prop_map(|(a, b)| Mutation::SwapLines(a, b)),
        1 => index().prop_map(Mutation::Rename),
    ]
}

fn mutate(texts: &mut Texts, file: Index, mutation: &Mutation) {
    let path = texts.keys().nth(file.index(texts.len())).expect("a spec has files").clone();
    let text = texts[&path].clone();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let words = words(&text);
    let word = |at: &Index| if words.is_empty() { (0, 0) } else { words[at.index(words.len())] };
    let changed = match mutation {
        Mutation::Word(at, odd, whole) => {
            let ((start, end), odd) = (word(at), odd.get(ODD));
            format!("{}{odd}{}", &text[..start], &text[if *whole { end } else { start }..])
        }
        Mutation::Everywhere(at, odd) => {
            let (start, end) = word(at);
            let old = text[start..end].to_owned();
            let odd = odd.get(ODD);
            if old.len() > 2 {
                for text in texts.values_mut() {
                    *text = text.replace(&old, odd);
                }
            }
            return;
        }
        Mutation::Cut(at) => text[..text.floor_char_boundary(at.index(text.len() + 1))].to_owned(),
        Mutation::Rename(odd) => {
            texts.remove(&path);
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            texts.insert(format!("{folder}/{}.{ending}", odd.get(ODD)), text);
            return;
        }
        _ if lines.is_empty() => text.clone(),
        Mutation::DropLine(at) => {
            lines.remove(at.index(lines.len()));
            lines.concat()
        }
        Mutation::DoubleLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
            lines.concat()
        }
        Mutation::SwapLines(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.concat()
        }
    };
    texts.insert(path, changed);
}

/// How many specs are tried of each kind; `PROPTEST_CASES` asks for more.
fn cases() -> Option<u32> {
    std::env::var("PROPTEST_CASES").ok()?.parse().ok()
}

/// Some of the odd texts, others for each place; all where `PROPTEST_CASES` is set.
fn odd(place: usize) -> impl Iterator<Item = &'static str> {
    let step = if cases().is_some() { 1 } else { ODD.len() / 2 };
    ODD.iter().copied().skip(place * 7 % step).step_by(step)
}

fn config() -> ProptestConfig {
    let cases = cases().unwrap_or(12);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn odd_examples(changes in proptest::collection::vec((any::<Index>(), mutation()), 1..3)) {
        let mut texts = library();
        for (file, mutation) in &changes {
            mutate(&mut texts, *file, mutation);
        }
        survive(&texts);
    }

    #[test]
    fn odd_specs(file in any::<Index>(), mutation in mutation()) {
        let mut texts = texts(&roots()[1].join("spec"));
        mutate(&mut texts, file, &mutation);
        survive(&texts);
    }
}

/// An odd text in the place of each kind of name and text, one at a time.
#[test]
fn odd_names_and_texts() {
    let places: &[(&str, &str)] = &[
        ("api.yaml", "Town Library"),
        ("api.yaml", "town-library"),
        ("api.yaml", "\"2.1\""),
        ("api.yaml", "Books, their copies and who borrows them."),
        ("api.yaml", "https://library.example/v2"),
        ("api.yaml", "X-Api-Key"),
        ("api.yaml", "abc-1"),
        ("api.yaml", "Catalogue"),
        ("api.yaml", "trace"),
        ("schemas/book.yaml", "isbn:"),
        ("schemas/book.yaml", "Keeper"),
        ("schemas/book.yaml", "SHELF,"),
        ("schemas/book.yaml", "shelf in capitals"),
        ("schemas/book.yaml", "Who looks after it."),
        ("schemas/isbn.yaml", "^[0-9]{13}$"),
        ("schemas/place.yaml", "box"),
        ("schemas/order.yaml", "date-time"),
        ("schemas/yearRange.yaml", "1990"),
    ];
    for (place, (path, old)) in places.iter().enumerate() {
        for odd in odd(place) {
            let mut texts = library();
            let text = texts.get_mut(*path).expect("the file is there");
            assert!(text.contains(old), "`{old}` in `{path}`");
            let quoted = serde_json::to_string(&odd).expect("a text is JSON");
            let key = old.strip_suffix(':').map_or("", |_| ":");
            let comma = old.strip_suffix(',').map_or("", |_| ",");
            let plain = old.trim_matches(['"', ':', ',']);
            let written = format!("\"{plain}\"");
            let old = if text.contains(&written) { written } else { plain.to_owned() };
            *text = text.replacen(&format!("{old}{key}{comma}"), &format!("{quoted}{key}{comma}"), 1);
            survive(&texts);
        }
    }
}

/// The same on a page, where a text is not quoted.
#[test]
fn odd_cells() {
    let places =
        ["Books Actions", "Lists the books of a branch", "## List", "minScore", "How many books", "3.5", "novel"];
    for (place, old) in places.into_iter().enumerate() {
        for odd in odd(place) {
            let mut texts = library();
            let page = texts.get_mut("resources/books.md").expect("the page is there");
            *page = page.replacen(old, &old.replace(old.trim_start_matches("## "), odd), 1);
            let binding = texts.get_mut("resources/books.yaml").expect("the binding is there");
            if old == "## List" {
                *binding = binding.replacen("list:", &format!("{}:", odd.to_lowercase()), 1);
            }
            survive(&texts);
        }
    }
}
