//! A call with every parameter that has an example, and the request that it has to make.

use serde_json::Value;

use super::super::example::{literal, scalar};
use super::super::resources::positional;
use super::super::types::as_sent;
use super::raw;
use crate::back::sample;
use crate::check::Checked;
use crate::ir::{Action, Parameter, ParameterType, Place, Style, Type};
use crate::names::{ActionNames, ParameterNames};

/// The parts of a test of one call.
#[derive(Default)]
pub(super) struct Request {
    /// Lines that make the values of schemas.
    pub(super) bindings: Vec<String>,
    /// The expressions of the arguments by position.
    pub(super) arguments: Vec<String>,
    /// The calls of setters.
    pub(super) setters: Vec<String>,
    /// The expected path, values in it as they are sent.
    pub(super) path: String,
    /// The expected query, in order, not encoded.
    pub(super) query: Vec<(String, String)>,
    /// The headers that are expected among others.
    pub(super) headers: Vec<(String, String)>,
    /// The expected body.
    pub(super) body: Option<Value>,
}

impl Request {
    /// A call with every parameter.
    pub(super) fn of(checked: &Checked, action: &Action, names: &ActionNames) -> Self {
        let mut request = Self { path: action.path.text.clone(), ..Self::default() };
        request.headers.extend(checked.api().headers.iter().cloned());
        for (index, global) in checked.api().globals.iter().enumerate() {
            request.global(global, checked.names().global(index));
        }
        let positional = positional(action);
        for index in &positional {
            let (parameter, names) = (&action.parameters[*index], &names.parameters[*index]);
            let (expression, value) = request.value(checked, parameter, names).unwrap_or_else(|| fallback(parameter));
            request.arguments.push(expression);
            request.expect(parameter, &value);
        }
        for (index, (parameter, names)) in action.parameters.iter().zip(&names.parameters).enumerate() {
            if positional.contains(&index) {
                continue;
            }
            if let Some((expression, value)) = request.value(checked, parameter, names) {
                request.setters.push(format!(".{}({expression})", names.argument));
                request.expect(parameter, &value);
            }
        }
        request
    }

    /// A global parameter, set to another value than its default.
    fn global(&mut self, global: &Parameter, setter: &str) {
        let value = match (&global.default, &global.example) {
            (Some(Value::Bool(default)), _) => Value::Bool(!default),
            (_, Some(example)) => example.clone(),
            (Some(default), None) => default.clone(),
            (None, None) => return,
        };
        let expression = match &value {
            Value::String(text) => literal(text),
            Value::Number(number) if global.ty == ParameterType::Number => {
                format!("{:?}", number.as_f64().unwrap_or_default())
            }
            other => other.to_string(),
        };
        self.setters.push(format!(".{setter}({expression})"));
        self.expect(global, &value);
    }

    /// The example of a parameter as an expression and as JSON.
    fn value(&mut self, checked: &Checked, parameter: &Parameter, names: &ParameterNames) -> Option<(String, Value)> {
        match &parameter.ty {
            ParameterType::Schema { ty, .. } => {
                let value = match ty {
                    Type::Map(_) => serde_json::json!({ "key": "value" }),
                    ty => sample::of(checked, ty),
                };
                let name = format!("{}_value", names.argument.trim_end_matches('_'));
                let line = format!("let {name} = serde_json::from_str({}).unwrap();", raw(&value.to_string()));
                self.bindings.push(line);
                Some((format!("&{name}"), value))
            }
            ParameterType::File => {
                let name = format!("{}_value", names.argument.trim_end_matches('_'));
                let line = format!("let {name} = restgen_runtime::FilePart::new(\"a.bin\", \"content\");");
                self.bindings.push(line);
                Some((format!("&{name}"), Value::from("content")))
            }
            ParameterType::Array => Some(("[\"a\", \"b c\"]".to_owned(), serde_json::json!(["a", "b c"]))),
            ParameterType::Enum(values) => {
                let value =
                    parameter.example.as_ref().and_then(Value::as_str).or(values.first().map(String::as_str))?;
                Some((literal(value), Value::from(value)))
            }
            _ => Some((scalar(parameter)?, parameter.example.clone()?)),
        }
    }

    /// Notes where the value of a parameter has to arrive.
    fn expect(&mut self, parameter: &Parameter, value: &Value) {
        let name = parameter.name.clone();
        match (parameter.place, &parameter.ty) {
            (Place::Path, _) => {
                self.path = self.path.replace(&format!("{{{name}}}"), &percent_encoded(&as_sent(value)));
            }
            (Place::Header, _) => self.headers.push((name, as_sent(value))),
            (Place::Body, _) => self.body = Some(value.clone()),
            (Place::Multipart, _) => {
                let body = self.body.get_or_insert_with(|| Value::Object(serde_json::Map::new()));
                body[&name] = if value.is_object() { value.clone() } else { Value::from(as_sent(value)) };
            }
            (_, ParameterType::Schema { style: Style::Brackets, .. } | ParameterType::Array) => {
                brackets(&name, value, &mut self.query);
            }
            (_, _) => self.query.push((name, as_sent(value))),
        }
    }
}

/// A value for a parameter without an example.
fn fallback(parameter: &Parameter) -> (String, Value) {
    match parameter.ty {
        ParameterType::Integer => ("1".to_owned(), Value::from(1)),
        ParameterType::Number => ("1.5".to_owned(), Value::from(1.5)),
        ParameterType::Boolean => ("true".to_owned(), Value::Bool(true)),
        _ => (literal("a b"), Value::from("a b")),
    }
}

/// All but the unreserved characters of RFC 3986 as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            other => encoded += &format!("%{other:02X}"),
        }
    }
    encoded
}

fn brackets(name: &str, value: &Value, query: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| brackets(&format!("{name}[{i}]"), item, query));
        }
        Value::Object(entries) => {
            entries.iter().for_each(|(key, one)| brackets(&format!("{name}[{key}]"), one, query));
        }
        Value::Null => {}
        other => query.push((name.to_owned(), as_sent(other))),
    }
}
