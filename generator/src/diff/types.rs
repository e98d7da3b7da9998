//! Both APIs side by side: which model became which, whether two types are one, and how Rust writes them.

use std::collections::{BTreeMap, BTreeSet};

use super::models;
use super::pairs::Pair;
use crate::back::rust::resources::positional;
use crate::back::rust::setter::{Form, form};
use crate::back::rust::types::{Types, written};
use crate::back::rust::writer::RustFile;
use crate::check::Checked;
use crate::ir::{Action, Api, Field, Model, ModelId, Parameter, ParameterType, Shape, Type};
use crate::lower::usage::{parts, reach};
use crate::names::ParameterNames;

/// An API and its names.
#[derive(Clone, Copy)]
pub(super) struct Side<'a>(pub(super) &'a Checked);

/// The old and the new API.
pub(super) struct Both<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    /// Every model, paired.
    pub(super) models: Vec<Pair>,
    became: BTreeMap<ModelId, ModelId>,
}

/// What two types have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sameness {
    /// They are one type.
    Same,
    /// They are one type, but one is written by another name for it.
    Respelled,
    /// They are two types.
    Different,
}

impl<'a> Both<'a> {
    pub(super) fn new(old: &'a Checked, new: &'a Checked) -> Self {
        let (old, new) = (Side(old), Side(new));
        let models = models::pairs(old, new);
        let became = models.iter().filter_map(|pair| match pair {
            Pair::Both(old, new) => Some((id(*old), id(*new))),
            Pair::Removed(_) | Pair::Added(_) => None,
        });
        Self { old, new, became: became.collect(), models }
    }

    /// Compares an old type with a new one. A model that was renamed is the same; what changed of it is told once, there.
    pub(super) fn types(&self, old: &Type, new: &Type) -> Sameness {
        if self.equal(old, new) {
            Sameness::Same
        } else if self.equal(&self.old.spelled(old), &self.new.spelled(new)) {
            Sameness::Respelled
        } else {
            Sameness::Different
        }
    }

    fn equal(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Nullable(old), Type::Nullable(new))
            | (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Boxed(old), Type::Boxed(new)) => self.equal(old, new),
            (Type::Model(old), Type::Model(new)) => self.became.get(old) == Some(new),
            (old, new) => old == new,
        }
    }
}

/// The id of the model at a place of [`Api::models`].
pub(super) fn id(index: usize) -> ModelId {
    ModelId(u32::try_from(index).expect("a `ModelId` holds the number of every model"))
}

impl<'a> Side<'a> {
    pub(super) fn api(self) -> &'a Api {
        self.0.api()
    }

    fn writer(self) -> Types<'a> {
        Types { checked: self.0, models: "crate::models", home: None, taken: Vec::new() }
    }

    /// A type as Rust writes it.
    pub(super) fn rust(self, ty: &Type) -> String {
        written(&self.writer().plain(ty, &mut RustFile::default()))
    }

    /// The type of a field as Rust writes it.
    pub(super) fn field(self, model: &Model, field: &Field) -> String {
        written(&self.writer().field(model, field, &mut RustFile::default()))
    }

    /// What a method or a setter takes for a parameter.
    pub(super) fn argument(self, parameter: &Parameter, names: &ParameterNames) -> String {
        let kind = written(&self.writer().parameter(parameter, names, &mut RustFile::default()));
        match form(&parameter.ty) {
            Form::Into if parameter.ty == ParameterType::Array => format!("[{kind}]"),
            Form::Into | Form::Plain => kind,
            Form::Reference => format!("&{kind}"),
        }
    }

    /// How an action is called: `client.devices().get(application_id: String)`.
    pub(super) fn call(self, resource: usize, action: usize) -> String {
        let names = self.0.names().resource(resource);
        let (action, of) = (&self.api().resources[resource].actions[action], &names.actions[action]);
        let arguments = positional(action).into_iter().map(|index| {
            let names = &of.parameters[index];
            format!("{}: {}", names.argument, self.argument(&action.parameters[index], names))
        });
        format!("client.{}().{}({})", names.module, of.method, arguments.collect::<Vec<_>>().join(", "))
    }

    /// A type without other names for it. `check` refuses a name that stands for itself.
    fn spelled(self, ty: &Type) -> Type {
        let inside = |inner: &Type| Box::new(self.spelled(inner));
        match ty {
            Type::Nullable(inner) => Type::Nullable(inside(inner)),
            Type::List(inner) => Type::List(inside(inner)),
            Type::Map(inner) => Type::Map(inside(inner)),
            Type::Boxed(inner) => Type::Boxed(inside(inner)),
            Type::Model(id) => match &self.api().model(*id).shape {
                Shape::Alias(ty) => self.spelled(ty),
                _ => ty.clone(),
            },
            plain => plain.clone(),
        }
    }

    /// The actions that take or answer each model, as `resource.action`.
    pub(super) fn uses(self) -> BTreeMap<ModelId, BTreeSet<String>> {
        let mut uses: BTreeMap<ModelId, BTreeSet<String>> = BTreeMap::new();
        for resource in &self.api().resources {
            for action in &resource.actions {
                for id in self.reached(action) {
                    uses.entry(id).or_default().insert(format!("{}.{}", resource.name, action.name));
                }
            }
        }
        uses
    }

    fn reached(self, action: &Action) -> BTreeSet<ModelId> {
        let mut todo = Vec::new();
        for parameter in &action.parameters {
            if let ParameterType::Schema { ty, .. } = &parameter.ty {
                reach(ty, &mut todo);
            }
        }
        let answers = action.responses.iter().chain(&action.errors).filter_map(|response| response.ty.as_ref());
        answers.chain(action.events.iter().map(|(_, ty)| ty)).for_each(|ty| reach(ty, &mut todo));
        let mut seen = BTreeSet::new();
        while let Some(id) = todo.pop() {
            if seen.insert(id) {
                parts(&self.api().model(id).shape, &mut |ty| reach(ty, &mut todo));
            }
        }
        seen
    }
}
