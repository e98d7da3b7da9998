//! Writes the page of a resource: the vendor's facts and our texts, in the dialect that `spec/README.md` describes.

use serde_json::Value;

use super::texts::{ActionTexts, Texts};
use super::vendor::{Action, Parameter, Resource, Response, Vendor};
use super::words::{PLACEHOLDER, Spelling, slug};

/// What a page is made from.
pub(crate) struct Page<'a> {
    pub(crate) vendor: &'a Vendor,
    pub(crate) spelling: &'a Spelling,
    pub(crate) name: &'a str,
    pub(crate) resource: &'a Resource,
    pub(crate) texts: &'a Texts,
    /// Parameters that every action has and that a page lists: those of headers.
    pub(crate) globals: &'a [Global],
    /// The title of a schema.
    pub(crate) title: &'a dyn Fn(&str) -> String,
}

/// A parameter that every action has.
#[derive(Clone, Debug)]
pub(crate) struct Global {
    pub(crate) parameter: Parameter,
    pub(crate) description: String,
}

impl Page<'_> {
    /// The whole page.
    pub(crate) fn write(&self) -> String {
        let title = self.texts.title.clone().unwrap_or_else(|| self.spelling.heading(self.name));
        let mut out = format!("# {title} Actions\n\n{}\n\n", self.texts.intro.as_deref().unwrap_or(PLACEHOLDER));
        out.push_str("##### Contents\n\n");
        for name in self.resource.actions.keys() {
            let heading = self.heading(name);
            out.push_str(&format!("*   [{heading}](#{})\n", slug(&heading)));
        }
        for (name, action) in &self.resource.actions {
            self.action(name, action, &mut out);
        }
        out
    }

    fn heading(&self, name: &str) -> String {
        let texts = self.texts.actions.get(name);
        texts.map_or_else(|| self.spelling.heading(name), |texts| texts.heading.clone())
    }

    fn action(&self, name: &str, action: &Action, out: &mut String) {
        let texts = self.texts.actions.get(name);
        let summary = texts.map_or(PLACEHOLDER, |texts| texts.summary.as_str());
        out.push_str(&format!("\n## {}\n\n{summary}\n\n{}\n", self.heading(name), self.code(action, texts)));
        out.push_str(&format!("\n#### Authentication\n{}\n", self.authentication(name, texts)));
        out.push_str("\n#### Available Parameters\n\n");
        out.push_str("| Name | Type | Required | Description | Default | Example |\n");
        out.push_str("| ---- | ---- | -------- | ----------- | ------- | ------- |\n");
        for parameter in self.resource.params.iter().chain(&action.params) {
            let text = texts.and_then(|texts| texts.parameters.get(&parameter.name));
            out.push_str(&self.row(parameter, text.map_or(PLACEHOLDER, String::as_str)));
        }
        for global in self.globals {
            out.push_str(&self.row(&global.parameter, &global.description));
        }
        let (good, bad): (Vec<_>, Vec<_>) = action.responses.iter().partition(|(code, _)| **code < 400);
        for (title, responses) in [("Successful", good), ("Error", bad)] {
            out.push_str(&format!("\n#### {title} Responses\n\n"));
            if responses.is_empty() {
                out.push_str("None is documented.\n");
                continue;
            }
            out.push_str("| Code | Type | Description |\n| ---- | ---- | ----------- |\n");
            for (code, response) in responses {
                let text = texts.and_then(|texts| texts.responses.get(code)).map_or(PLACEHOLDER, String::as_str);
                out.push_str(&format!("| {code} | {} | {} |\n", self.body(response), prose(text)));
            }
        }
    }

    fn authentication(&self, action: &str, texts: Option<&ActionTexts>) -> String {
        let known = texts.filter(|_| self.vendor.scopes.is_none()).map(|texts| texts.scopes.clone());
        match known.unwrap_or_else(|| self.vendor.scopes(self.name, action)).as_deref() {
            None => "No token is needed.".to_owned(),
            Some([]) => "Send a token.".to_owned(),
            Some(scopes) => {
                let list = match scopes {
                    [one] => one.clone(),
                    [first @ .., last] => format!("{}, or {last}", first.join(", ")),
                    [] => String::new(),
                };
                format!("Send a token that has at least one of the following scopes:\n{list}.")
            }
        }
    }

    fn row(&self, parameter: &Parameter, description: &str) -> String {
        let link = |name: &str, word: &str| format!("[{}{word}](../schemas/{name}.yaml)", (self.title)(name));
        let (ty, example) = match &parameter.schema {
            Some(schema) => (link(&schema.0, ""), link(&schema.0, " Example")),
            None => {
                let ty = parameter.r#type.as_deref().unwrap_or("string");
                (ty.to_owned(), cell(parameter.example.as_ref()))
            }
        };
        let required = if parameter.required { "Y" } else { "N" };
        let mut description = prose(description);
        if !parameter.r#enum.is_empty() {
            let values: Vec<String> = parameter.r#enum.iter().map(accepted).collect();
            let stop = if description.ends_with(['.', '!', '?']) { "" } else { "." };
            description.push_str(&format!("{stop} Accepted values are: {}", values.join(", ")));
        }
        let default = cell(parameter.default.as_ref());
        format!("| {} | {ty} | {required} | {description} | {default} | {example} |\n", parameter.name)
    }

    fn body(&self, response: &Response) -> String {
        response.body().map_or("none".to_owned(), |name| format!("[{}](../schemas/{name}.yaml)", (self.title)(name)))
    }

    /// The code block: ours as long as it shows the right request, else one made from the examples.
    fn code(&self, action: &Action, texts: Option<&ActionTexts>) -> String {
        let request = self.request(action);
        let shows = |code: &&String| {
            let line = code.lines().nth(1).unwrap_or_default();
            line.split('?').next() == request.split('?').next()
        };
        if let Some(code) = texts.and_then(|texts| texts.code.as_ref()).filter(shows) {
            return code.clone();
        }
        let body = action.params.iter().find(|parameter| parameter.r#in == "body");
        let example = body.and_then(|body| self.vendor.examples.get(&body.schema.as_ref()?.0)).and_then(short);
        let content = example.map(|body| format!("\nContent-Type: application/json\n\n{body}")).unwrap_or_default();
        format!("```http\n{request}{content}\n```")
    }

    /// The first line of a request with the examples of its required parameters.
    fn request(&self, action: &Action) -> String {
        let mut path = format!("{}{}", self.resource.path.trim_end_matches('/'), action.path);
        let mut query = Vec::new();
        for parameter in self.resource.params.iter().chain(&action.params) {
            let example = parameter.example.as_ref().map(text).unwrap_or_default();
            path = path.replace(&format!("{{{}}}", parameter.name), &example);
            if parameter.r#in == "query" && parameter.required {
                query.push(format!("{}={example}", parameter.name));
            }
        }
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", action.method, if path.is_empty() { "/" } else { &path }, query.join("&"))
    }
}

/// A value as JSON text, on one line where it fits; none where it is too long to help.
fn short(value: &Value) -> Option<String> {
    let compact = spaced(value);
    if compact.chars().count() <= 100 {
        return Some(compact);
    }
    serde_json::to_string_pretty(value).ok().filter(|pretty| pretty.lines().count() <= 24)
}

/// JSON on one line with spaces where people put them.
fn spaced(value: &Value) -> String {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let entries = map.iter().map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), spaced(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        plain => plain.to_string(),
    }
}

/// A value as a parameter is written: a text as it is, all else as JSON.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A value in a cell. What Markdown or the dialect would read otherwise is escaped.
fn cell(value: Option<&Value>) -> String {
    let text = value.map(text).unwrap_or_default();
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | '|' | '&' | '`' | '[' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// A text of ours in a cell.
fn prose(text: &str) -> String {
    text.replace('|', "\\|").replace('&', "&amp;").replace('\n', " ")
}

/// An accepted value in the sentence that lists them; in backticks where it is more than a word.
fn accepted(value: &Value) -> String {
    let text = text(value);
    let is_word = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '*'));
    let reads = is_word && !text.ends_with('.');
    if reads { text } else { format!("`{}`", text.replace('|', "\\|")) }
}
