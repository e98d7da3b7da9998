//! What a builder is told: a line in the call of the runtime's `action!` or `setters!`.

use super::docs;
use crate::ir::{Parameter, ParameterType, Place, Style};

/// A setter of a builder.
pub(super) struct Setter {
    pub(super) docs: Vec<String>,
    pub(super) deprecated: bool,
    pub(super) name: String,
    /// The method of the runtime's `Call` that it calls, or its `ClientBuilder`.
    pub(super) step: &'static str,
    /// The parameter's name as it is sent.
    pub(super) parameter: String,
    pub(super) form: Form,
    pub(super) kind: String,
}

/// How a value is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As what becomes the type, or in a list what becomes that of its items.
    Into,
    /// As the type.
    Plain,
    /// By reference.
    Reference,
}

/// How a method or a setter takes a parameter.
pub(crate) fn form(ty: &ParameterType) -> Form {
    match ty {
        ParameterType::String | ParameterType::Enum(_) | ParameterType::Array => Form::Into,
        ParameterType::Integer | ParameterType::Number | ParameterType::Boolean => Form::Plain,
        ParameterType::Schema { .. } | ParameterType::File => Form::Reference,
    }
}

/// The method of the runtime's `Call` that puts a parameter into the request.
pub(super) fn step(parameter: &Parameter) -> &'static str {
    match (parameter.place, &parameter.ty) {
        (Place::Path, _) => "path",
        (Place::Header, _) => "header",
        (Place::Body, _) => "body",
        (_, ParameterType::File) => "part_file",
        (Place::Multipart, ParameterType::Schema { .. }) => "part_json",
        (Place::Multipart, _) => "part",
        (Place::Query, ParameterType::Schema { style: Style::Json, .. }) => "query_json",
        (Place::Query, ParameterType::Schema { style: Style::Brackets, .. }) => "query_brackets",
        (Place::Query, ParameterType::Array) => "query_list",
        (Place::Query, _) => "query",
    }
}

impl Setter {
    /// Its documentation and its line.
    pub(super) fn lines(&self, indent: &str) -> String {
        let mut lines: String = self
            .docs
            .iter()
            .map(|line| format!("{indent}/// {}", docs::one_line(line)).trim_end().to_owned() + "\n")
            .collect();
        if self.deprecated {
            lines += &format!("{indent}#[deprecated]\n");
        }
        let form = match self.form {
            Form::Into => "=>",
            Form::Plain => "=",
            Form::Reference => "&",
        };
        lines + &format!("{indent}{}: {} {:?} {form} {},\n", self.name, self.step, self.parameter, self.kind)
    }
}
