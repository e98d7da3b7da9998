//! The query of a request: pairs in order, each name once.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde_json::Value as Json;

use super::percent;

/// Query parameters. Each is kept as it will be sent, so a structured value of many pairs is one parameter.
#[derive(Clone, Default)]
pub(crate) struct Query(Vec<(Cow<'static, str>, String)>);

impl Query {
    /// Sets a parameter to a text; a value set before under that name is replaced in its place.
    pub(crate) fn set_text(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn fmt::Display) {
        let name = name.into();
        let mut pairs = String::with_capacity(name.len() + 24);
        percent::encode(&name, &mut pairs);
        pairs.push('=');
        write!(percent::Encoder(&mut pairs), "{value}").expect("a text takes whatever is written to it");
        self.set(name, pairs);
    }

    /// Sets a parameter to texts: `name[0]=a&name[1]=b`.
    pub(crate) fn set_list(&mut self, name: &'static str, values: impl Iterator<Item = String>) {
        let mut pairs = String::new();
        for (index, value) in values.enumerate() {
            push_pair(&indexed(&encoded(name), index), &value, &mut pairs);
        }
        self.set(Cow::Borrowed(name), pairs);
    }

    /// Sets a parameter to a value that is spread over bracketed names: `name[a][0]=b`.
    pub(crate) fn set_brackets(&mut self, name: &'static str, value: &Json) {
        let mut pairs = String::new();
        push_brackets(&encoded(name), value, &mut pairs);
        self.set(Cow::Borrowed(name), pairs);
    }

    /// A parameter that is one text, as it will be sent.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let (_, pairs) = self.0.iter().find(|(known, _)| known == name)?;
        let (_, value) = pairs.split_once('=')?;
        Some(value)
    }

    /// The names, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// Appends `?a=b&c=d`: the defaults first, each overridden in its place, then the rest; nothing if all are empty.
    pub(crate) fn write(&self, defaults: &Query, out: &mut String) {
        let own = |name: &str| self.0.iter().find(|(known, _)| known == name);
        let first = defaults.0.iter().map(|default| own(&default.0).unwrap_or(default));
        let rest = self.0.iter().filter(|(name, _)| !defaults.0.iter().any(|(known, _)| known == name));
        let mut separator = '?';
        for (_, pairs) in first.chain(rest).filter(|(_, pairs)| !pairs.is_empty()) {
            out.push(separator);
            out.push_str(pairs);
            separator = '&';
        }
    }

    fn set(&mut self, name: Cow<'static, str>, pairs: String) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = pairs,
            None => self.0.push((name, pairs)),
        }
    }
}

/// An empty list or object gives no pair, and neither does a null: the wire has no way to write them.
fn push_brackets(name: &str, value: &Json, out: &mut String) {
    match value {
        Json::Null => {}
        Json::Bool(value) => push_pair(name, if *value { "true" } else { "false" }, out),
        Json::Number(value) => push_pair(name, &value.to_string(), out),
        Json::String(value) => push_pair(name, value, out),
        Json::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                push_brackets(&indexed(name, index), value, out);
            }
        }
        Json::Object(values) => {
            for (key, value) in values {
                push_brackets(&format!("{name}%5B{}%5D", encoded(key)), value, out);
            }
        }
    }
}

/// `name` is encoded already, `value` is not.
fn push_pair(name: &str, value: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(name);
    out.push('=');
    percent::encode(value, out);
}

fn indexed(name: &str, index: usize) -> String {
    format!("{name}%5B{index}%5D")
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    percent::encode(text, &mut out);
    out
}
