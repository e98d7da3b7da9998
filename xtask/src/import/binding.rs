//! Writes the binding of a resource: what its page cannot say, and the corrections that are ours.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::page::text;
use super::report::Report;
use super::vendor::{Action, Parameter, Resource};

/// What a binding is made from.
pub(crate) struct Binding<'a> {
    pub(crate) name: &'a str,
    pub(crate) resource: &'a Resource,
    /// The binding as it is.
    pub(crate) old: Option<&'a Value>,
    /// The types that `api.yaml` gives to parameters, by name.
    pub(crate) rules: &'a BTreeMap<String, String>,
    /// Parameters of every action.
    pub(crate) globals: &'a [String],
}

impl Binding<'_> {
    /// The whole binding.
    pub(crate) fn write(&self, report: &mut Report) -> Value {
        let mut actions = Map::new();
        for (name, action) in &self.resource.actions {
            actions.insert(name.clone(), Value::Object(self.action(name, action, report)));
        }
        json!({ "path": base(self.resource), "actions": actions })
    }

    fn action(&self, name: &str, action: &Action, report: &mut Report) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("method".to_owned(), action.method.as_str().into());
        let path = action.path.trim_end_matches('/');
        let facts = [
            ("path", (!path.is_empty()).then_some(path.into())),
            ("events", action.sse_stream.then(|| events(action)).flatten()),
            ("deprecated", action.deprecated.then_some(true.into())),
            ("parameters", self.parameters(action)),
        ];
        map.extend(facts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
        let mut corrections = self.kept(name, action, report);
        corrections.extend(self.found(name, action, &corrections, report));
        if !corrections.is_empty() {
            map.insert("corrections".to_owned(), corrections.into());
        }
        map
    }

    /// What has to be said of parameters, where the dialect would take them otherwise.
    fn parameters(&self, action: &Action) -> Option<Value> {
        let mut map = Map::new();
        for parameter in self.resource.params.iter().chain(&action.params) {
            let mut said = Map::new();
            let usual = self.usual_place(parameter, action);
            let lost = parameter.required && parameter.r#in == "query";
            let hidden = self.globals.contains(&parameter.name);
            if usual != parameter.r#in || lost || hidden {
                said.insert("in".to_owned(), parameter.r#in.as_str().into());
            }
            let is_object = parameter.r#type.as_deref() == Some("object");
            if parameter.r#in == "query" && parameter.schema.is_some() && !is_object {
                said.insert("style".to_owned(), "brackets".into());
            }
            if parameter.deprecated {
                said.insert("deprecated".to_owned(), true.into());
            }
            if !said.is_empty() {
                map.insert(parameter.name.clone(), Value::Object(said));
            }
        }
        (!map.is_empty()).then_some(Value::Object(map))
    }

    /// Where the dialect puts a parameter of which nothing is said.
    fn usual_place(&self, parameter: &Parameter, action: &Action) -> &'static str {
        let name = format!("{{{}}}", parameter.name);
        let has_schema = parameter.schema.is_some() || parameter.r#type.as_deref() == Some("object");
        if self.resource.path.contains(&name) || action.path.contains(&name) {
            "path"
        } else if parameter.r#type.as_deref() == Some("file") {
            "multipart"
        } else if has_schema && !matches!(action.method.as_str(), "GET" | "HEAD") {
            "body"
        } else {
            "query"
        }
    }

    /// The corrections that the binding has, but for those that change nothing any more.
    fn kept(&self, name: &str, action: &Action, report: &mut Report) -> Vec<Value> {
        let old = self.old.and_then(|old| old["actions"][name]["corrections"].as_array()).cloned().unwrap_or_default();
        let mut kept = Vec::new();
        for correction in old {
            let subject = correction["parameter"].as_str().map(str::to_owned);
            let subject = subject.unwrap_or_else(|| format!("response {}", correction["response"]));
            let file = format!("spec/resources/{}.yaml", self.name);
            if self.has_effect(&correction, action) {
                kept.push(correction);
            } else {
                report
                    .gone(format!("{file}: the correction of {subject} of `{name}`, since the release is right there"));
            }
        }
        kept
    }

    fn has_effect(&self, correction: &Value, action: &Action) -> bool {
        if let Some(code) = correction["response"].as_u64() {
            let response = action.responses.iter().find(|(own, _)| u64::from(**own) == code);
            let Some((_, response)) = response else { return false };
            let schema = correction["schema"].as_str().is_some_and(|right| right != response.body().unwrap_or("none"));
            return schema || correction["code"].as_u64().is_some_and(|right| right != code);
        }
        let name = correction["parameter"].as_str().unwrap_or_default();
        let own = self.resource.params.iter().chain(&action.params).find(|parameter| parameter.name == name);
        let Some(own) = own else { return false };
        let differs = |key: &str, is: Option<String>| {
            correction.get(key).is_some_and(|right| Some(text(right)) != is.filter(|is| !is.is_empty()))
        };
        let values = || correction["values"].as_array().map(|list| list.iter().map(text).collect::<Vec<_>>());
        correction["schema"].as_str().is_some_and(|right| Some(right) != own.schema.as_ref().map(|own| own.0.as_str()))
            || correction["type"].as_str().is_some_and(|right| right != own.r#type.as_deref().unwrap_or("string"))
            || correction["required"].as_bool().is_some_and(|right| right != own.required)
            || values().is_some_and(|right| right != own.r#enum.iter().map(text).collect::<Vec<_>>())
            || differs("default", own.default.as_ref().map(text))
            || differs("example", own.example.as_ref().map(text))
    }

    /// Corrections of what cannot be right: an example or a default that the parameter does not accept.
    fn found(&self, name: &str, action: &Action, known: &[Value], report: &mut Report) -> Vec<Value> {
        let mut found = Vec::new();
        for parameter in self.resource.params.iter().chain(&action.params) {
            let mine = known.iter().filter(|correction| correction["parameter"] == parameter.name.as_str());
            let corrected = |key: &str| mine.clone().any(|correction| correction.get(key).is_some());
            let values: Vec<String> = parameter.r#enum.iter().map(text).collect();
            let wrong = |value: &Option<Value>| {
                let value = value.as_ref().map(text).filter(|text| !text.trim().is_empty())?;
                (!values.is_empty() && !values.contains(&value)).then_some(value)
            };
            let mut add = |key: &str, right: Value, reason: String| {
                report.corrected(format!("spec/resources/{}.yaml: {name}, `{}`: {reason}", self.name, parameter.name));
                found.push(json!({ "parameter": parameter.name, key: right, "reason": reason }));
            };
            if let Some(value) = wrong(&parameter.default).filter(|_| !corrected("default") && !corrected("values")) {
                let all: Vec<&String> = values.iter().chain([&value]).collect();
                add("values", json!(all), format!("the default `{value}` is missing among the accepted values"));
            }
            let first = values.first().cloned();
            if let (Some(value), Some(first), false, false) =
                (wrong(&parameter.example), first, corrected("example"), corrected("values"))
            {
                let reason = format!("the page shows `{value}`, which is not among the accepted values");
                add("example", first.into(), reason);
            }
            self.doubt(name, parameter, corrected("type"), report);
        }
        found
    }

    /// Tells of a parameter that is called a text and has a number or a truth value for its default or example.
    fn doubt(&self, action: &str, parameter: &Parameter, is_corrected: bool, report: &mut Report) {
        let is_text = parameter.r#type.as_deref().is_none_or(|kind| kind == "string") && parameter.schema.is_none();
        let shown = || parameter.default.iter().chain(&parameter.example);
        let is_odd = shown().all(|value| value.is_number() || matches!(text(value).as_str(), "true" | "false"));
        let is_known = is_corrected || self.rules.contains_key(&parameter.name) || !parameter.r#enum.is_empty();
        if let Some(value) = shown().next().filter(|_| is_odd && is_text && !is_known) {
            report.note(format!(
                "spec/resources/{}.yaml: {action}, `{}`: called a text, but shown as `{value}`; a rule in `api.yaml` or a \
                 correction can say what it is",
                self.name, parameter.name
            ));
        }
    }
}

/// The path of a resource as the dialect wants it: not ending in `/`.
fn base(resource: &Resource) -> &str {
    let path = resource.path.trim_end_matches('/');
    if path.is_empty() { "/" } else { path }
}

/// The schema of each event, where the answer is a stream of events.
fn events(action: &Action) -> Option<Value> {
    let responses = action.responses.values().flat_map(|response| &response.sse_events);
    let events: Map<String, Value> =
        responses.filter_map(|(name, event)| Some((name.clone(), event.schema.as_ref()?.0.as_str().into()))).collect();
    (!events.is_empty()).then_some(Value::Object(events))
}
