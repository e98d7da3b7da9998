//! The Rust names of everything in an API, unique in each scope.
//!
//! Every back end asks here; `forms.rs` says what each kind of name looks like. A name depends only on what it names,
//! never on what else there is: where two fall together that is an error, with the remedy to call one otherwise.

mod forms;
mod scope;

use crate::diagnostics::Diagnostics;
use crate::ir::{Action, Api, Model, ModelId, Parameter, ParameterType, Resource, Shape};
use scope::Scope;

/// All names of an API.
#[derive(Clone, Debug, Default)]
pub struct Names {
    resources: Vec<ResourceNames>,
    models: Vec<ModelNames>,
    globals: Vec<String>,
    variables: [String; 2],
}

/// The names of a resource.
#[derive(Clone, Debug)]
pub struct ResourceNames {
    /// Its module, and the method of the client that leads to it.
    pub module: String,
    /// Its type.
    pub ty: String,
    /// Its Cargo feature.
    pub feature: String,
    /// Those of its actions, in order.
    pub actions: Vec<ActionNames>,
}

/// The names of an action.
#[derive(Clone, Debug)]
pub struct ActionNames {
    /// The resource's method.
    pub method: String,
    /// The type that builds the request.
    pub builder: String,
    /// The constant that describes the request.
    pub constant: String,
    /// The type of the answer where it depends on the status code.
    pub response: String,
    /// The type of the events where the answer is a stream.
    pub event: String,
    /// The variants of that type, in order.
    pub events: Vec<String>,
    /// Those of its parameters, in order.
    pub parameters: Vec<ParameterNames>,
}

/// The names of a parameter.
#[derive(Clone, Debug)]
pub struct ParameterNames {
    /// The argument or setter.
    pub argument: String,
    /// The type of an enumeration.
    pub enumeration: String,
    /// The variants of an enumeration, in order.
    pub variants: Vec<String>,
}

/// The names of a model.
#[derive(Clone, Debug)]
pub struct ModelNames {
    /// The module that it stands in: one a schema file.
    pub module: String,
    /// Its type.
    pub ty: String,
    /// Its fields or variants, in order.
    pub members: Vec<String>,
}

/// Whether Rust takes a name as that of a crate.
pub(crate) fn is_crate(name: &str) -> bool {
    forms::is_identifier(name)
}

impl Names {
    /// Makes the names, and reports every two that fall together.
    pub(crate) fn of(api: &Api, diagnostics: &mut Diagnostics) -> Self {
        let globals = api.globals.iter().map(|global| forms::global(&global.name)).collect();
        let names = Self {
            resources: api.resources.iter().map(ResourceNames::of).collect(),
            models: api.models.iter().map(ModelNames::of).collect(),
            globals,
            variables: ["API_TOKEN", "API_URL"].map(|what| forms::variable(&api.name, what)),
        };
        names.check(api, diagnostics);
        names
    }

    /// The names of the resource at an index of [`Api::resources`].
    pub fn resource(&self, index: usize) -> &ResourceNames {
        &self.resources[index]
    }

    /// The names of a model.
    pub fn model(&self, id: ModelId) -> &ModelNames {
        &self.models[id.0 as usize]
    }

    /// The setter of the global parameter at an index of [`Api::globals`].
    pub fn global(&self, index: usize) -> &str {
        &self.globals[index]
    }

    /// The environment variables of a token and of the base URL.
    pub fn variables(&self) -> &[String; 2] {
        &self.variables
    }

    fn check(&self, api: &Api, diagnostics: &mut Diagnostics) {
        let mut types = Scope::new("type", diagnostics);
        for (model, names) in api.models.iter().zip(&self.models) {
            types.add(&names.ty, &model.name.join("."), model.span);
        }
        let mut modules = Scope::new("module", diagnostics);
        for (resource, names) in api.resources.iter().zip(&self.resources) {
            modules.add(&names.module, &resource.name, resource.span);
        }
        let mut files = Scope::new("module", diagnostics);
        let mut last = None;
        for (model, names) in api.models.iter().zip(&self.models) {
            // The models of a file stand together.
            if last.replace(&model.schema) != Some(&model.schema) {
                files.add(&names.module, &model.schema, model.span);
            }
        }
        let mut globals = Scope::new("setter", diagnostics);
        for (global, name) in api.globals.iter().zip(&self.globals) {
            globals.add(name, &global.name, global.span);
        }
        for (model, names) in api.models.iter().zip(&self.models) {
            names.check(model, diagnostics);
        }
        for (resource, names) in api.resources.iter().zip(&self.resources) {
            names.check(resource, api, &self.globals, diagnostics);
        }
    }
}

impl ResourceNames {
    fn of(resource: &Resource) -> Self {
        Self {
            module: forms::resource_module(&resource.name),
            ty: forms::resource(&resource.name),
            feature: forms::feature(&resource.name),
            actions: resource.actions.iter().map(ActionNames::of).collect(),
        }
    }

    fn check(&self, resource: &Resource, api: &Api, globals: &[String], diagnostics: &mut Diagnostics) {
        let mut methods = Scope::new("method", diagnostics);
        for (action, names) in resource.actions.iter().zip(&self.actions) {
            methods.add(&names.method, &action.name, action.span);
        }
        let mut types = Scope::new("type of a resource", diagnostics);
        types.add(&self.ty, &resource.name, resource.span);
        for (action, names) in resource.actions.iter().zip(&self.actions) {
            types.add(&names.builder, &action.name, action.span);
            types.add(&names.response, &format!("the response of {}", action.name), action.span);
            types.add(&names.event, &format!("the event of {}", action.name), action.span);
            for (parameter, names) in action.parameters.iter().zip(&names.parameters) {
                if matches!(parameter.ty, ParameterType::Enum(_)) {
                    types.add(&names.enumeration, &format!("{}.{}", action.name, parameter.name), parameter.span);
                }
            }
        }
        for (action, names) in resource.actions.iter().zip(&self.actions) {
            names.check(action, api, globals, diagnostics);
        }
    }
}

impl ActionNames {
    fn of(action: &Action) -> Self {
        Self {
            method: forms::method(&action.name),
            builder: forms::local_type(&[&action.name]),
            constant: forms::constant(&action.name),
            response: forms::local_type(&[&action.name, "response"]),
            event: forms::local_type(&[&action.name, "event"]),
            events: action.events.iter().map(|(name, _)| forms::variant(name)).collect(),
            parameters: action.parameters.iter().map(|parameter| ParameterNames::of(action, parameter)).collect(),
        }
    }

    fn check(&self, action: &Action, api: &Api, globals: &[String], diagnostics: &mut Diagnostics) {
        // What is required is an argument of the method, all else a setter of its builder.
        let mut arguments = Scope::new("argument", diagnostics);
        for (parameter, names) in action.parameters.iter().zip(&self.parameters).filter(|(one, _)| one.required) {
            arguments.add(&names.argument, &parameter.name, parameter.span);
        }
        let mut setters = Scope::new("setter", diagnostics);
        for (global, name) in api.globals.iter().zip(globals) {
            setters.add(name, &global.name, global.span);
        }
        for (parameter, names) in action.parameters.iter().zip(&self.parameters).filter(|(one, _)| !one.required) {
            setters.add(&names.argument, &parameter.name, parameter.span);
        }
        let mut events = Scope::new("variant", diagnostics);
        for ((event, _), name) in action.events.iter().zip(&self.events) {
            events.add(name, event, action.span);
        }
        for (parameter, names) in action.parameters.iter().zip(&self.parameters) {
            if let ParameterType::Enum(values) = &parameter.ty {
                let mut variants = Scope::new("accepted value", diagnostics);
                for (value, name) in values.iter().zip(&names.variants) {
                    variants.add(name, value, parameter.span);
                }
            }
        }
    }
}

impl ParameterNames {
    fn of(action: &Action, parameter: &Parameter) -> Self {
        let variants = match &parameter.ty {
            ParameterType::Enum(values) => values.iter().map(|value| forms::variant(value)).collect(),
            _ => Vec::new(),
        };
        let enumeration = forms::local_type(&[&action.name, &parameter.name]);
        Self { argument: forms::parameter(&parameter.name), enumeration, variants }
    }
}

impl ModelNames {
    fn of(model: &Model) -> Self {
        let members = match &model.shape {
            Shape::Struct(shape) => shape.fields.iter().map(|field| forms::field(&field.name)).collect(),
            Shape::Enum(values) => {
                values.iter().map(|value| forms::variant(value.name.as_ref().unwrap_or(&value.value))).collect()
            }
            Shape::Tagged { variants, .. } => {
                variants.iter().map(|(value, _)| forms::variant(value.name.as_ref().unwrap_or(&value.value))).collect()
            }
            Shape::Union(variants) => variants.iter().map(|variant| forms::variant(&variant.name)).collect(),
            Shape::Alias(_) => Vec::new(),
        };
        Self { module: forms::module(&model.schema), ty: forms::model(&model.name), members }
    }

    fn check(&self, model: &Model, diagnostics: &mut Diagnostics) {
        match &model.shape {
            Shape::Struct(shape) => {
                let mut fields = Scope::new("field", diagnostics);
                for (field, name) in shape.fields.iter().zip(&self.members) {
                    fields.add(name, &field.name, field.span);
                }
            }
            Shape::Enum(values) => {
                self.check_variants("variant", values.iter().map(|value| (&value.value, model.span)), diagnostics);
            }
            Shape::Tagged { variants, .. } => {
                let mut names = Scope::new("variant", diagnostics);
                let mut before = None;
                for ((value, id), name) in variants.iter().zip(&self.members) {
                    // The values of one object share its name.
                    if before.replace((*id, name)) != Some((*id, name)) {
                        names.add(name, &value.value, model.span);
                    }
                }
            }
            Shape::Union(variants) => {
                let names = variants.iter().map(|variant| (&variant.name, variant.span));
                self.check_variants("alternative", names, diagnostics);
            }
            Shape::Alias(_) => {}
        }
    }

    fn check_variants<'a>(
        &self,
        kind: &'static str,
        values: impl Iterator<Item = (&'a String, crate::source::Span)>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut variants = Scope::new(kind, diagnostics);
        for ((value, span), name) in values.zip(&self.members) {
            variants.add(name, value, span);
        }
    }
}
