//! `src/resources/`: a file for each resource, with a method and a builder for each action.

mod action_docs;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::models::enumeration;
use super::types::{Types, ident, written};
use super::writer::{RustFile, WIDTH, fill};
use crate::back::Files;
use crate::check::Checked;
use crate::ir::{Access, Action, Method, Parameter, ParameterType, Place, Resource, Style, Type};
use crate::names::{ActionNames, ParameterNames, ResourceNames};

/// The resources' files.
pub(super) fn generate(checked: &Checked) -> Files {
    let mut files = Files::new();
    files.insert("src/resources/mod.rs".to_owned(), module(checked));
    for (index, resource) in checked.api().resources.iter().enumerate() {
        let names = checked.names().resource(index);
        let path = format!("src/resources/{}.rs", names.module);
        files.insert(path, Writer::new(checked, resource, names).write());
    }
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
pub(super) enum Answer<'a> {
    /// One type, or nothing.
    One(Option<&'a Type>),
    /// Another type for each of several codes.
    ByStatus,
    /// A stream of events.
    Events,
}

/// What the successful responses of an action come to.
pub(super) fn answer(action: &Action) -> Answer<'_> {
    match action.responses.as_slice() {
        _ if !action.events.is_empty() => Answer::Events,
        [] => Answer::One(None),
        [first, others @ ..] if others.iter().all(|other| other.ty == first.ty) => Answer::One(first.ty.as_ref()),
        _ => Answer::ByStatus,
    }
}

/// The parameters that a method takes by position: of the path in its order, other required ones, a required body.
pub(super) fn positional(action: &Action) -> Vec<usize> {
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
        self.file.import("restgen_runtime", "Call");
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
            steps.extend(step(parameter, names, &argument));
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

    fn argument(&mut self, parameter: &Parameter, names: &ParameterNames) -> TokenStream {
        match &parameter.ty {
            ParameterType::String => quote!(impl Into<String>),
            ParameterType::File => {
                self.file.import("restgen_runtime", "FilePart");
                quote!(&FilePart)
            }
            ParameterType::Integer => quote!(i64),
            ParameterType::Number => quote!(f64),
            ParameterType::Boolean => quote!(bool),
            ParameterType::Array => quote!(impl IntoIterator<Item = impl Into<String>>),
            ParameterType::Enum(_) => {
                let name = ident(&names.enumeration);
                quote!(impl Into<#name>)
            }
            ParameterType::Schema { ty, .. } => {
                let ty = self.types.plain(ty, &mut self.file);
                quote!(&#ty)
            }
        }
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
        let answer = self.answer(action, names);
        let builder = ident(&names.builder);
        let doc = format!(" The call that [`{}::{}`] makes.", self.names.ty, names.method);
        self.file.items(quote! {
            #[doc = #doc]
            #[must_use = "a call is sent when it is awaited"]
            #[derive(Clone, Debug)]
            pub struct #builder(Call<#answer>);
        });
        let answer = written(&answer);
        self.file.text(format!("action!({} -> {answer});\n", names.builder));
        let mut setters = TokenStream::new();
        let positional = positional(action);
        let parameters = action.parameters.iter().zip(&names.parameters).enumerate();
        for (_, (parameter, names)) in parameters.filter(|(index, _)| !positional.contains(index)) {
            let ty = self.argument(parameter, names);
            let argument = ident(&names.argument);
            let docs = docs::attributes(&action_docs::setter(parameter));
            let (deprecated, step) = (deprecated(parameter.deprecated), step(parameter, names, &ident("value")));
            setters.extend(quote! {
                #docs
                #deprecated
                pub fn #argument(self, value: #ty) -> Self {
                    Self(self.0 #step)
                }
            });
        }
        if !setters.is_empty() {
            self.file.items(quote!(impl #builder { #setters }));
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

    /// The type of the answer where it depends on the status code.
    fn responses(&mut self, action: &Action, names: &ActionNames) {
        if !matches!(answer(action), Answer::ByStatus) {
            return;
        }
        self.file.import("restgen_runtime", "responses");
        let mut variants = TokenStream::new();
        let mut lines = format!("responses!({} {{\n", names.response);
        for response in &action.responses {
            let name = status_name(response.code);
            let docs = docs::attributes(&docs::paragraph(&format!(
                "{}: {}",
                response.code,
                docs::sentence(&response.description)
            )));
            let variant = ident(&name);
            match &response.ty {
                Some(ty) => {
                    let ty = self.types.plain(ty, &mut self.file);
                    lines += &format!("    {} => {name}({}),\n", response.code, written(&ty));
                    variants.extend(quote!(#docs #variant(#ty),));
                }
                None => {
                    lines += &format!("    {} => {name},\n", response.code);
                    variants.extend(quote!(#docs #variant,));
                }
            }
        }
        let (ty, doc) = (ident(&names.response), format!(" What [`{}::{}`] answers.", self.names.ty, names.method));
        self.file.items(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ty { #variants }
        });
        self.file.text(lines + "});\n");
    }
}

impl Writer<'_> {
    /// The type of a stream's events.
    fn events(&mut self, action: &Action, names: &ActionNames) {
        if action.events.is_empty() {
            return;
        }
        for name in ["UnknownEvent", "events"] {
            self.file.import("restgen_runtime", name);
        }
        let mut variants = TokenStream::new();
        let mut lines = format!("events!({} {{\n", names.event);
        for ((event, ty), variant) in action.events.iter().zip(&names.events) {
            let ty = self.types.plain(ty, &mut self.file);
            lines += &format!("    {event:?} => {variant}({}),\n", written(&ty));
            let (docs, variant) = (docs::attributes(&[format!("{}.", docs::code(event))]), ident(variant));
            variants.extend(quote!(#docs #variant(#ty),));
        }
        let (ty, doc) =
            (ident(&names.event), format!(" What comes on the stream of [`{}::{}`].", self.names.ty, names.method));
        self.file.items(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ty {
                #variants
                #[doc = " An event that this release does not know."]
                #[doc(hidden)]
                Unknown(UnknownEvent),
            }
        });
        self.file.text(lines + "});\n");
    }
}

fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// The step that puts a parameter into the request.
fn step(parameter: &Parameter, names: &ParameterNames, value: &Ident) -> TokenStream {
    let name = &parameter.name;
    let enumeration = ident(&names.enumeration);
    match (parameter.place, &parameter.ty) {
        (Place::Path, ParameterType::Enum(_)) => quote!(.path::<#enumeration>(#name, #value)),
        (Place::Path, ty) => {
            let ty = plain(ty);
            quote!(.path::<#ty>(#name, #value))
        }
        (Place::Header, ParameterType::Enum(_)) => quote!(.header::<#enumeration>(#name, #value)),
        (Place::Header, ty) => {
            let ty = plain(ty);
            quote!(.header::<#ty>(#name, #value))
        }
        (Place::Body, _) => quote!(.body(#value)),
        (_, ParameterType::File) => quote!(.part_file(#name, #value)),
        (Place::Multipart, ParameterType::Schema { .. }) => quote!(.part_json(#name, #value)),
        (Place::Multipart, ParameterType::Enum(_)) => quote!(.part::<#enumeration>(#name, #value)),
        (Place::Multipart, ty) => {
            let ty = plain(ty);
            quote!(.part::<#ty>(#name, #value))
        }
        (_, ParameterType::Schema { style: Style::Json, .. }) => quote!(.query_json(#name, #value)),
        (_, ParameterType::Schema { style: Style::Brackets, .. }) => quote!(.query_brackets(#name, #value)),
        (_, ParameterType::Array) => quote!(.query_list::<String>(#name, #value)),
        (_, ParameterType::Enum(_)) => quote!(.query::<#enumeration>(#name, #value)),
        (_, ty) => {
            let ty = plain(ty);
            quote!(.query::<#ty>(#name, #value))
        }
    }
}

/// The type that a plain parameter is kept as.
fn plain(ty: &ParameterType) -> TokenStream {
    match ty {
        ParameterType::Integer => quote!(i64),
        ParameterType::Number => quote!(f64),
        ParameterType::Boolean => quote!(bool),
        _ => quote!(String),
    }
}

/// The standard name of a status code (RFC 9110) as a variant, or `Status` and the number.
pub(super) fn status_name(code: u16) -> String {
    match code {
        200 => "Ok".to_owned(),
        201 => "Created".to_owned(),
        202 => "Accepted".to_owned(),
        203 => "NonAuthoritative".to_owned(),
        204 => "NoContent".to_owned(),
        205 => "ResetContent".to_owned(),
        206 => "PartialContent".to_owned(),
        other => format!("Status{other}"),
    }
}

/// The methods of a resource: `` `get`, `post` ``.
fn actions_in_words(names: &ResourceNames) -> String {
    let names: Vec<String> = names.actions.iter().map(|action| format!("`{}`", action.method)).collect();
    names.join(", ")
}
