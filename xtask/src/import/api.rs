//! `api.yaml`: what an import needs of it, and the little that it changes there.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::page::Global;
use super::report::Report;
use super::vendor::Vendor;
use super::words::PLACEHOLDER;
use super::yaml;

/// What `api.yaml` says, and its text.
#[derive(Debug)]
pub(crate) struct Api {
    text: String,
    value: Value,
}

impl Api {
    /// Reads the file; where there is none, makes one that a person has to complete.
    pub(crate) fn read(text: Option<&str>, vendor: &Vendor, report: &mut Report) -> Result<Self> {
        let text = match text {
            Some(text) => text.to_owned(),
            None => {
                report.new_thing("spec/api.yaml: name, version and address of the API are made up");
                yaml::document(&template(vendor))
            }
        };
        let value = serde_yaml::from_str(&text).context("`spec/api.yaml` is no YAML")?;
        Ok(Self { text, value })
    }

    /// The rules for types, by the name of the parameter.
    pub(crate) fn rules(&self) -> BTreeMap<String, String> {
        let rules = self.value["types"].as_object().into_iter().flatten();
        rules.map(|(name, rule)| (name.clone(), rule["type"].as_str().unwrap_or_default().to_owned())).collect()
    }

    /// The parameters of every action that pages list: those of headers, with our words.
    pub(crate) fn header_parameters(&self, vendor: &Vendor, report: &mut Report) -> Vec<Global> {
        let mut headers = Vec::new();
        for global in &vendor.globals {
            let ours = &self.value["parameters"][global.name.as_str()];
            if ours.is_null() {
                report.note(format!("spec/api.yaml: every action has the parameter `{}`; add it", global.name));
            } else if ours["in"] != global.r#in.as_str() {
                report.note(format!("spec/api.yaml: `{}` belongs into the {}", global.name, global.r#in));
            }
            if global.r#in == "header" {
                let mut parameter = global.clone();
                parameter.example = parameter.example.or_else(|| ours.get("example").cloned());
                let description = ours["description"].as_str().unwrap_or(PLACEHOLDER).to_owned();
                headers.push(Global { parameter, description });
            }
        }
        headers
    }

    /// The names of the parameters of every action.
    pub(crate) fn globals(&self) -> Vec<String> {
        self.value["parameters"].as_object().into_iter().flat_map(Map::keys).cloned().collect()
    }

    /// The text, without the resources of groups and the rules for parameters that are gone.
    pub(crate) fn write(&self, vendor: &Vendor, report: &mut Report) -> String {
        let mut text = self.regrouped(vendor, report);
        let applies = |name: &str| {
            let resources = vendor.resources.values();
            let mut parameters =
                resources.flat_map(|one| one.params.iter().chain(one.actions.values().flat_map(|one| &one.params)));
            parameters.any(|parameter| parameter.name == name && parameter.is_plain_text())
        };
        for (name, _) in self.rules().into_iter().filter(|(name, _)| !applies(name)) {
            report.gone(format!("spec/api.yaml: the rule for `{name}`, which applies to no parameter"));
            text = without_rule(&text, &name);
        }
        text
    }

    fn regrouped(&self, vendor: &Vendor, report: &mut Report) -> String {
        let groups = self.value["groups"].as_array().into_iter().flatten();
        let grouped: Vec<&str> =
            groups.filter_map(|group| group["resources"].as_array()).flatten().filter_map(Value::as_str).collect();
        if !grouped.is_empty() {
            for name in vendor.resources.keys().filter(|name| !grouped.contains(&name.as_str())) {
                report.note(format!("spec/api.yaml: `{name}` is in no group"));
            }
        }
        let gone: Vec<&str> = grouped.into_iter().filter(|name| !vendor.resources.contains_key(*name)).collect();
        let mut text = self.text.clone();
        for name in gone {
            report.gone(format!("spec/api.yaml: `{name}` from its group"));
            text = without(&text, name);
        }
        text
    }
}

/// The text without the items of that name, in a list of lines or in brackets.
fn without(text: &str, name: &str) -> String {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        inside =
            if line.starts_with([' ', '-', '#']) || line.is_empty() { inside } else { line.starts_with("groups:") };
        if inside && line.trim() == format!("- {name}") {
            continue;
        }
        match line.split_once('[').filter(|_| inside).and_then(|(head, rest)| Some((head, rest.split_once(']')?))) {
            Some((head, (list, tail))) => {
                let kept: Vec<&str> = list.split(',').map(str::trim).filter(|item| *item != name).collect();
                lines.push(format!("{head}[{}]{tail}", kept.join(", ")));
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

/// The text without a rule under `types`, and without that key where it was the only one.
fn without_rule(text: &str, name: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (mut inside, mut skipped) = (false, None);
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if indent(line) == 0 && !line.is_empty() && !line.starts_with('#') {
            inside = line.trim_end() == "types:";
        }
        if skipped.is_some_and(|rule| indent(line) > rule && !line.is_empty()) {
            continue;
        }
        let is_rule = inside && indent(line) > 0 && line.trim_start().split(':').next() == Some(name);
        skipped = is_rule.then(|| indent(line));
        if !is_rule {
            lines.push(line);
        }
    }
    let is_empty = |index: &usize| lines.get(index + 1).is_none_or(|next| indent(next) == 0);
    let types = lines.iter().position(|line| line.trim_end() == "types:").filter(is_empty);
    if let Some(index) = types {
        lines.remove(index);
    }
    lines.join("\n") + "\n"
}

fn template(vendor: &Vendor) -> Value {
    let parameters: Map<String, Value> = vendor
        .globals
        .iter()
        .map(|global| {
            let kind = global.r#type.as_deref().unwrap_or("string");
            (global.name.clone(), json!({ "in": global.r#in, "type": kind, "description": PLACEHOLDER }))
        })
        .collect();
    json!({
        "name": "api",
        "title": "API",
        "package": "api-client",
        "version": "0.0.0",
        "description": PLACEHOLDER,
        "base-url": "https://api.example.com",
        "auth": "bearer",
        "errors": { "kind": "type", "message": "message" },
        "parameters": parameters,
    })
}

#[cfg(test)]
mod tests {
    use super::{without, without_rule};

    #[test]
    fn a_rule_goes() {
        let text = "types:\n  a:\n    type: integer\n    reason: r\n  b: { type: integer, reason: a }\nname: a\n";
        let left = without_rule(text, "a");
        assert_eq!(left, "types:\n  b: { type: integer, reason: a }\nname: a\n");
        assert_eq!(without_rule(&left, "b"), "name: a\n");
    }

    #[test]
    fn a_resource_leaves_its_group() {
        let text = "types:\n  a: [b, c]\ngroups:\n  - title: T\n    resources:\n      - b\n      - c\n  - title: U\n    \
                    resources: [a, b]\n";
        let left = "types:\n  a: [b, c]\ngroups:\n  - title: T\n    resources:\n      - c\n  - title: U\n    resources: \
                    [a]\n";
        assert_eq!(without(text, "b"), left);
    }
}
