//! The reference pages: they say what the spec says, and their code is code that is compiled.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::workspace::{Texts, files, roots, sources, texts};

/// A spec with the generated pages in the place of its own, and so without what corrects these.
fn with_generated_pages(mut spec: Texts, generated: &Texts) -> Texts {
    for (path, text) in &mut spec {
        let page = path.strip_prefix("resources/").and_then(|name| generated.get(name));
        if let Some(page) = page {
            text.clone_from(page);
        } else if path.starts_with("resources/") {
            *text = edit(text, |binding| {
                let actions = binding["actions"].as_mapping_mut().expect("actions are a mapping");
                for action in actions.values_mut() {
                    action.as_mapping_mut().expect("an action is a mapping").remove("corrections");
                }
            });
        } else if path == "api.yaml" {
            *text = edit(text, |api| drop(api.as_mapping_mut().expect("it is a mapping").remove("types")));
        }
    }
    spec
}

fn edit(text: &str, change: impl Fn(&mut Value)) -> String {
    let mut value: Value = serde_yaml::from_str(text).expect("it is YAML");
    change(&mut value);
    serde_yaml::to_string(&value).expect("it can be written")
}

#[test]
fn a_page_is_read_back_as_the_same_api() {
    for root in roots() {
        let spec = texts(&root.join("spec"));
        let again = with_generated_pages(spec.clone(), &texts(&root.join("generated/docs")));
        assert_ne!(spec, again);
        let [first, second] = [spec, again].map(|spec| files(&sources(&spec)).remove("api.json").expect("it is made"));
        for (a, b) in first.lines().zip(second.lines()) {
            assert_eq!(a, b, "{}", root.display());
        }
        assert_eq!(first.lines().count(), second.lines().count());
    }
}

/// The blocks of a language in a page.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let parts = page.split("\n```").skip(1).step_by(2);
    parts.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

/// Each block is an example in the documentation of the method that it calls, but for hidden lines; and those examples
/// are compiled as tests of the crate.
#[test]
fn the_code_of_pages_is_compiled() {
    for root in roots() {
        let mut compiled = BTreeSet::new();
        for text in texts(&root.join("generated/src/resources")).values() {
            let docs: Vec<&str> = text.lines().filter_map(|line| line.trim_start().strip_prefix("///")).collect();
            let docs: Vec<&str> = docs.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
            let docs: Vec<&str> = docs.into_iter().filter(|line| !line.starts_with("# ")).collect();
            compiled.extend(blocks(&format!("\n{}", docs.join("\n")), "no_run").into_iter().map(str::to_owned));
        }
        let mut count = 0;
        for (path, page) in texts(&root.join("generated/docs")) {
            for block in blocks(&page, "rust") {
                count += 1;
                assert!(compiled.contains(block), "{path}: no test compiles\n{block}");
            }
        }
        let api = files(&sources(&texts(&root.join("spec")))).remove("api.json").expect("it is made");
        // A model may have a field of that name, but not a path.
        assert_eq!(count, api.matches("\"path\": \"/").count(), "every action has a block");
    }
}

/// Every link within the pages leads to a page and a heading.
#[test]
fn links_lead_somewhere() {
    for root in roots() {
        let pages = texts(&root.join("generated/docs"));
        let mut count = 0;
        for (path, page) in &pages {
            for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let (file, heading) = link.split_once('#').unwrap_or((link, ""));
                if file.contains("://") || (file.is_empty() && heading.is_empty()) {
                    continue;
                }
                count += 1;
                let target = pages.get(if file.is_empty() { path.as_str() } else { file });
                let target = target.unwrap_or_else(|| panic!("{path}: `{link}` leads to no page"));
                assert!(
                    heading.is_empty() || anchors(target).contains(heading),
                    "{path}: `{link}` leads to no heading"
                );
            }
        }
        assert!(count > 20, "the pages have links");
    }
}

/// The anchors of a page's headings.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    headings.map(|line| line.chars().filter(kept).collect::<String>().to_lowercase().replace(' ', "-")).collect()
}
