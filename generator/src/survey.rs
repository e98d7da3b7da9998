//! What can be said about a spec without writing anything: what is wrong, how much there is of what, and what could be
//! better.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::page::{PageType, SchemaTarget};
use crate::front::spec::{self, Spec};
use crate::ir::{Action, Api, Parameter, ParameterType, Place, Shape};
use crate::lower::schemas::slug;
use crate::source::{SourceMap, Span};
use crate::{understand, untyped};

/// What there is to say.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Errors, warnings and notes; no notes where there are errors.
    pub diagnostics: Diagnostics,
    /// What there is; none where there are errors.
    pub inventory: Option<Inventory>,
}

/// How much there is of what.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Resources.
    pub resources: usize,
    /// Actions of all resources.
    pub actions: usize,
    /// Parameters by their place, those that every action has counted once.
    pub places: BTreeMap<Place, usize>,
    /// Parameters with words and without.
    pub parameters: Words,
    /// Schema files.
    pub schemas: usize,
    /// Models by the kind of their shape.
    pub models: BTreeMap<&'static str, usize>,
    /// Fields of models with words and without.
    pub fields: Words,
    /// The places of values that may be any JSON.
    pub untyped: Vec<String>,
}

/// How many things of a kind have words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Those that say what they mean.
    pub with: usize,
    /// Those that do not.
    pub without: usize,
}

/// Looks at a spec.
pub fn survey(sources: &SourceMap) -> Survey {
    let mut diagnostics = Diagnostics::default();
    let read = spec::read(sources, &mut diagnostics);
    let understood = read.and_then(|spec| Ok((understand(&spec, &mut diagnostics)?, spec)));
    match understood {
        Err(diagnostics) => Survey { diagnostics, inventory: None },
        Ok((checked, spec)) => {
            let api = checked.api();
            let mut surveyor = Surveyor { inventory: Inventory::default(), diagnostics };
            surveyor.actions(api);
            surveyor.models(api);
            surveyor.schemas(api, &spec);
            Survey { diagnostics: surveyor.diagnostics, inventory: Some(surveyor.inventory) }
        }
    }
}

struct Surveyor {
    inventory: Inventory,
    diagnostics: Diagnostics,
}

impl Surveyor {
    fn actions(&mut self, api: &Api) {
        self.inventory.resources = api.resources.len();
        for global in &api.globals {
            self.parameter(global, "every action");
        }
        for resource in &api.resources {
            for action in &resource.actions {
                self.action(action, &format!("`{}.{}`", resource.name, action.name));
            }
        }
    }

    fn action(&mut self, action: &Action, name: &str) {
        self.inventory.actions += 1;
        for parameter in &action.parameters {
            self.parameter(parameter, name);
            if let Some(kind) = narrower(parameter) {
                let message = format!("`{}` of {name} is a text, and its values are {kind}", parameter.name);
                let help = "add a rule under `types` in `api.yaml`, or show a value that only a text can be";
                self.diagnostics.push(Diagnostic::new(Code::LooseType, parameter.span, message).help(help));
            }
        }
        for response in action.responses.iter().chain(&action.errors).filter(|one| one.description.is_empty()) {
            self.wordless(&format!("the answer {} of {name}", response.code), response.span);
        }
    }

    fn parameter(&mut self, parameter: &Parameter, owner: &str) {
        *self.inventory.places.entry(parameter.place).or_default() += 1;
        if self.inventory.parameters.count(&parameter.description) {
            self.wordless(&format!("`{}` of {owner}", parameter.name), parameter.span);
        }
    }

    fn models(&mut self, api: &Api) {
        for model in &api.models {
            *self.inventory.models.entry(model.shape.kind()).or_default() += 1;
            let name = model.name.join(".");
            // A shape inside a file is described by the property that holds it.
            if model.name == [model.schema.as_str()] && model.description.is_empty() {
                self.wordless(&format!("`{name}`"), model.span);
            }
            if let Shape::Struct(shape) = &model.shape {
                for field in &shape.fields {
                    if self.inventory.fields.count(&field.description) {
                        self.wordless(&format!("`{}` of `{name}`", field.name), field.span);
                    }
                }
            }
        }
        self.inventory.untyped = untyped::places(api);
    }

    fn wordless(&mut self, what: &str, span: Span) {
        let help = "say what it means: on the page, in its schema, or in `properties.yaml`";
        self.diagnostics.push(Diagnostic::new(Code::MissingWords, span, format!("{what} has no words")).help(help));
    }

    fn schemas(&mut self, api: &Api, spec: &Spec) {
        self.inventory.schemas = spec.schemas.len();
        let reached = reached(api, spec);
        for (name, file) in spec.schemas.iter().filter(|(name, _)| !reached.contains(name.as_str())) {
            let message = format!("no action takes or answers `{name}`");
            let help = "link it where it belongs, or delete the file";
            let span = file.document.locate_key("");
            self.diagnostics.push(Diagnostic::new(Code::UnreachedSchema, span, message).help(help));
        }
    }
}

impl Words {
    /// Counts a thing by its description; true where it has none.
    fn count(&mut self, description: &str) -> bool {
        *if description.is_empty() { &mut self.without } else { &mut self.with } += 1;
        description.is_empty()
    }
}

/// What all values that the spec shows of a text are, where that is narrower than a text.
fn narrower(parameter: &Parameter) -> Option<&'static str> {
    let values: Vec<&str> =
        [&parameter.default, &parameter.example].into_iter().flatten().filter_map(Value::as_str).collect();
    if parameter.ty != ParameterType::String || values.is_empty() {
        return None;
    }
    // `007` is no number: it would lose its zeros.
    let is_number = |text: &&str| text.parse::<i64>().is_ok_and(|number| number.to_string() == **text);
    if values.iter().all(is_number) {
        return Some("whole numbers");
    }
    values.iter().all(|text| matches!(*text, "true" | "false")).then_some("truth values")
}

/// The schema files that an action takes or answers, and those that these name.
fn reached<'a>(api: &'a Api, spec: &'a Spec) -> BTreeSet<&'a str> {
    let used = api.models.iter().filter(|model| model.in_request || model.in_response);
    // A file that holds a plain value has no model; a page may link it all the same.
    let modelled: BTreeSet<&str> = api.models.iter().map(|model| model.schema.as_str()).collect();
    let plain = linked(spec).into_iter().filter(|name| !modelled.contains(name));
    let mut todo: Vec<&str> = used.map(|model| model.schema.as_str()).chain(plain).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = todo.pop() {
        if reached.insert(name)
            && let Some(file) = spec.schemas.get(name)
        {
            todo.extend(file.schema.walk().filter_map(|(_, part)| part.reference.as_deref()));
        }
    }
    reached
}

/// The schema files that the pages link.
fn linked(spec: &Spec) -> Vec<&str> {
    let mut names = Vec::new();
    for action in spec.pages.values().flat_map(|page| &page.actions) {
        let parameters = action.parameters.iter().filter_map(|parameter| match &parameter.ty.value {
            PageType::Schema(link) => Some(link),
            _ => None,
        });
        let answers = action.responses.iter().chain(&action.errors).filter_map(|answer| answer.ty.value.as_ref());
        for link in parameters.chain(answers) {
            match &link.target {
                SchemaTarget::Name(name) => names.push(name.as_str()),
                SchemaTarget::Slug(target) => {
                    let titled = |title: &Option<String>| title.as_deref().is_some_and(|title| slug(title) == *target);
                    names.extend(
                        spec.schemas
                            .iter()
                            .filter(|(_, file)| titled(&file.schema.title))
                            .map(|(name, _)| name.as_str()),
                    );
                }
            }
        }
    }
    names
}
