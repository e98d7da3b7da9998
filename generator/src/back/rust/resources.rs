//! `src/resources/`: a file for each resource, with a method and a builder for each action.

mod action_docs;
mod answers;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(crate) use self::answers::status_name;
use super::docs;
use super::models::enumeration;
use super::setter::{Form, Setter, form, step};
use super::types::{Types, ident, written};
use super::writer::{RustFile, WIDTH, fill};
use crate::back::Files;
use crate::check::Checked;
use crate::ir::{Access, Action, Method, Paged, PagedBy, Parameter, ParameterType, Place, Resource, Type};
use crate::names::{ActionNames, ParameterNames, ResourceNames};
use crate::parallel::in_parts;

/// The resources' files.
pub(super) fn generate(checked: &Checked) -> Files {
    let write = |index: &usize| {
        let names = checked.names().resource(*index);
        let path = format!("src/resources/{}.rs", names.module);
        (path, Writer::new(checked, &checked.api().resources[*index], names).write())
    };
    let resources: Vec<usize> = (0..checked.api().resources.len()).collect();
    let made = in_parts(&resources, |part| part.iter().map(write).collect::<Vec<_>>());
    let mut files: Files = made.into_iter().flatten().collect();
    files.insert("src/resources/mod.rs".to_owned(), module(checked));
    files
}

fn module(checked: &Checked) -> String {
    let mut file = RustFile::new(&format!("The resources of the {} API.", docs::escape(&checked.api().title)), "");
    let resources = checked.api().resources.iter().enumerate();
    let lines = resources.map(|(index, _)| {
        let names = checked.names().resource(index);
        format!("#[cfg(feature = {:?})]\npub mod {};\n", names.feature, names.module)
    });
    file.text(lines.collect());
    file.finish()
}

/// What a call answers.
pub(crate) enum Answer<'a> {
    /// One type, or nothing.
    One(Option<&'a Type>),
    /// Another type for each of several codes.
    ByStatus,
    /// A stream of events.
    Events,
}

/// What the successful responses of an action come to.
pub(crate) fn answer(action: &Action) -> Answer<'_> {
    match action.responses.as_slice() {
        _ if !action.events.is_empty() => Answer::Events,
        [] => Answer::One(None),
        [first, others @ ..] if others.iter().all(|other| other.ty == first.ty) => Answer::One(first.ty.as_ref()),
        _ => Answer::ByStatus,
    }
}

/// The parameters that a method takes by position: of the path in its order, other required ones, a required body.
pub(crate) fn positional(action: &Action) -> Vec<usize> {
    let index = |name: &String| action.parameters.iter().position(|parameter| parameter.name == *name);
    let mut order: Vec<usize> = action.path.names.iter().filter_map(index).collect();
    let required = |bodies: bool| {
        let all = action.parameters.iter().enumerate();
        all.filter(move |(_, parameter)| {
            parameter.required && parameter.place != Place::Path && (parameter.place == Place::Body) == bodies
        })
    };
    order.extend(required(false).chain(required(true)).map(|(index, _)| index));
    order
}

struct Writer<'a> {
    checked: &'a Checked,
    resource: &'a Resource,
    names: &'a ResourceNames,
    types: Types<'a>,
    file: RustFile,
}

impl<'a> Writer<'a> {
    fn new(checked: &'a Checked, resource: &'a Resource, names: &'a ResourceNames) -> Self {
        let mut taken = vec![names.ty.clone()];
        for action in &names.actions {
            taken.extend([action.builder.clone(), action.response.clone(), action.event.clone()]);
            taken.extend(action.parameters.iter().map(|parameter| parameter.enumeration.clone()));
        }
        let types = Types { checked, models: "crate::models", home: None, taken };
        let subject = format!("{}: {}.", docs::escape(&resource.title), actions_in_words(names));
        let file = RustFile::new(&subject, &format!("resources/{}.md", resource.name));
        Self { checked, resource, names, types, file }
    }

    fn write(mut self) -> String {
        self.file.import("restgen_runtime", "Method");
        self.file.import("restgen_runtime", "Operation");
        self.file.import("crate::client", "Client");
        self.file.import("crate::client", "action");
        let (ty, module) = (ident(&self.names.ty), ident(&self.names.module));
        let link = format!(" {}: {}.", docs::escape(&self.resource.title), actions_in_words(self.names));
        self.file.items(quote! {
            impl Client {
                #[doc = #link]
                pub fn #module(&self) -> #ty {
                    #ty { client: self.clone() }
                }
            }
        });
        let about = format!(" The actions on {}.", docs::escape(&self.resource.title));
        let methods: TokenStream = self
            .resource
            .actions
            .iter()
            .zip(&self.names.actions)
            .map(|(action, names)| self.method(action, names))
            .collect();
        self.file.items(quote! {
            #[doc = #about]
            #[derive(Clone, Debug)]
            pub struct #ty { client: Client }

            impl #ty { #methods }
        });
        for (action, names) in self.resource.actions.iter().zip(&self.names.actions) {
            self.operation(action, names);
            self.builder(action, names);
            self.enumerations(action, names);
            self.responses(action, names);
            self.events(action, names);
        }
        self.file.finish()
    }

    /// The method that begins the request of an action.
    fn method(&mut self, action: &Action, names: &ActionNames) -> TokenStream {
        let mut arguments = TokenStream::new();
        let mut steps = TokenStream::new();
        for index in positional(action) {
            let (parameter, names) = (&action.parameters[index], &names.parameters[index]);
            let argument = ident(&names.argument);
            let ty = self.argument(parameter, names);
            arguments.extend(quote!(#argument: #ty,));
            steps.extend(self.positional_step(parameter, names, &argument));
        }
        let docs = docs::attributes(&action_docs::of(self.checked, self.names, action, names));
        let (method, builder, constant) = (ident(&names.method), ident(&names.builder), ident(&names.constant));
        let deprecated = deprecated(action.deprecated);
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #arguments) -> #builder {
                #builder(self.client.call(&#constant) #steps)
            }
        }
    }

    /// The step that puts an argument into the request.
    fn positional_step(&mut self, parameter: &Parameter, names: &ParameterNames, argument: &Ident) -> TokenStream {
        let (step, name) = (step(parameter), &parameter.name);
        let method = ident(step);
        if step == "body" {
            return quote!(.body(#argument));
        }
        match form(&parameter.ty) {
            Form::Reference => quote!(.#method(#name, #argument)),
            Form::Into | Form::Plain => {
                let kind = self.kind(parameter, names);
                quote!(.#method::<#kind>(#name, #argument))
            }
        }
    }

    /// What a method takes for a parameter.
    fn argument(&mut self, parameter: &Parameter, names: &ParameterNames) -> TokenStream {
        let kind = self.kind(parameter, names);
        match form(&parameter.ty) {
            Form::Into if parameter.ty == ParameterType::Array => quote!(impl IntoIterator<Item = impl Into<#kind>>),
            Form::Into => quote!(impl Into<#kind>),
            Form::Plain => kind,
            Form::Reference => quote!(&#kind),
        }
    }

    /// The type that a parameter is kept as; of a list, that of its items.
    fn kind(&mut self, parameter: &Parameter, names: &ParameterNames) -> TokenStream {
        self.types.parameter(parameter, names, &mut self.file)
    }

    fn operation(&mut self, action: &Action, names: &ActionNames) {
        let constant = &names.constant;
        let method = match action.method {
            Method::Get => "Get",
            Method::Head => "Head",
            Method::Post => "Post",
            Method::Put => "Put",
            Method::Patch => "Patch",
            Method::Delete => "Delete",
        };
        let name = format!("{}.{}", self.resource.name, action.name);
        let mut text = format!(
            "static {constant}: Operation =\n    Operation::new({name:?}, Method::{method}, {:?})",
            action.path.text
        );
        if let Access::Scopes(scopes) = &action.access
            && !scopes.is_empty()
        {
            let lines = fill(&scopes.join(" ").escape_debug().to_string(), WIDTH - 17);
            text += &format!("\n        .scopes(\"{}\")", lines.join(" \\\n                 "));
        }
        self.file.text(text + ";\n");
    }

    fn builder(&mut self, action: &Action, names: &ActionNames) {
        let answer = written(&self.answer(action, names));
        let positional = positional(action);
        let parameters = action.parameters.iter().zip(&names.parameters).enumerate();
        let setters: Vec<Setter> = parameters
            .filter(|(index, _)| !positional.contains(index))
            .map(|(_, (parameter, names))| self.setter(parameter, names))
            .collect();
        let doc = format!("The call that [`{}::{}`] makes.", self.names.ty, names.method);
        self.file.text(block(&doc, &names.builder, &answer, &setters));
        if let Some(paged) = &action.paged {
            let text = self.paged(paged, &names.builder, &answer);
            self.file.text(text);
        }
    }

    /// The call of the runtime's `paged!`.
    fn paged(&mut self, paged: &Paged, builder: &str, answer: &str) -> String {
        self.file.import("restgen_runtime", "paged");
        let item = written(&self.types.plain(&paged.item, &mut self.file));
        let rule = match &self.checked.api().paging[paged.rule].by {
            PagedBy::Number { parameter, first, total: _ } => format!("number({parameter:?}, {first})"),
            PagedBy::Cursor { parameter, next: _ } => format!("cursor({parameter:?})"),
            PagedBy::Link => "link()".to_owned(),
        };
        let fields = [paged.items, paged.mark].into_iter().flatten();
        let fields: Vec<&str> =
            fields.map(|(id, index)| self.checked.names().model(id).members[index].as_str()).collect();
        let fields = if fields.is_empty() { String::new() } else { format!(" {{ {} }}", fields.join(", ")) };
        format!("paged!({builder}: {answer} => {item}, {rule}{fields});\n")
    }

    fn setter(&mut self, parameter: &Parameter, names: &ParameterNames) -> Setter {
        Setter {
            docs: action_docs::setter(parameter),
            deprecated: parameter.deprecated,
            name: names.argument.clone(),
            step: step(parameter),
            parameter: parameter.name.clone(),
            form: form(&parameter.ty),
            kind: written(&self.kind(parameter, names)),
        }
    }

    fn answer(&mut self, action: &Action, names: &ActionNames) -> TokenStream {
        match answer(action) {
            Answer::One(None) => quote!(()),
            Answer::One(Some(ty)) => self.types.plain(ty, &mut self.file),
            Answer::ByStatus => {
                let name = ident(&names.response);
                quote!(#name)
            }
            Answer::Events => {
                self.file.import("restgen_runtime", "EventStream");
                let name = ident(&names.event);
                quote!(EventStream<#name>)
            }
        }
    }

    fn enumerations(&mut self, action: &Action, names: &ActionNames) {
        for (parameter, parameter_names) in action.parameters.iter().zip(&names.parameters) {
            let ParameterType::Enum(values) = &parameter.ty else { continue };
            self.file.import("restgen_runtime", "open_enum");
            let what = format!("What `{}` of [`{}::{}`] may be.", parameter.name, self.names.ty, names.method);
            let ParameterNames { enumeration: name, variants, .. } = parameter_names;
            let text = enumeration(&[what], name, variants, values.iter().map(String::as_str));
            self.file.text(text);
        }
    }
}

fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// The methods of a resource: `` `get`, `post` ``.
fn actions_in_words(names: &ResourceNames) -> String {
    let names: Vec<String> = names.actions.iter().map(|action| format!("`{}`", action.method)).collect();
    names.join(", ")
}

/// The call of the client's `action!`.
pub(super) fn block(doc: &str, builder: &str, answer: &str, setters: &[Setter]) -> String {
    let head = format!("action! {{\n    /// {doc}\n    pub {builder} -> {answer} {{");
    if setters.is_empty() {
        return head + "}\n}\n";
    }
    let lines: String = setters.iter().map(|setter| setter.lines("        ")).collect();
    format!("{head}\n{lines}    }}\n}}\n")
}
