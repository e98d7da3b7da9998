//! One resource: its page, its binding, and whether the two fit.

use std::collections::BTreeMap;

use super::corrections;
use super::parameters::{self, Rules};
use super::schemas::Schemas;
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics, similar};
use crate::front::binding::{self, ActionFile, BindingFile, Read};
use crate::front::page::{Page, PageAction, PageResponse};
use crate::front::yaml::pointer::child;
use crate::ir::{Access, Action, Method, Parameter, ParameterType, PathTemplate, Place, Response, Type};
use crate::source::Span;

/// What the lowering of a resource's actions needs.
pub(super) struct Context<'a, 'b, 'r> {
    pub(super) page: &'a Page,
    pub(super) binding: &'a Read<BindingFile>,
    pub(super) globals: &'a [Parameter],
    pub(super) schemas: &'a Schemas,
    pub(super) rules: &'b mut Rules<'r>,
    pub(super) diagnostics: &'b mut Diagnostics,
}

impl<'a> Context<'a, '_, '_> {
    /// The actions in the order of the page.
    pub(super) fn actions(&mut self) -> Vec<Action> {
        let bound = &self.binding.value.actions;
        for name in bound.keys().filter(|name| self.page.actions.iter().all(|action| action.name != **name)) {
            let span = self.binding.document.locate_key(&child("/actions", name));
            let names = self.page.actions.iter().map(|action| action.name.as_str());
            let help = match similar(name, names) {
                Some(like) => format!("did you mean `{like}`?"),
                None => "write its section on the page, or delete it here".to_owned(),
            };
            let message = format!("the page has no action `{name}`");
            let diagnostic = Diagnostic::new(Code::BindingWithoutAction, span, message);
            self.diagnostics.push(diagnostic.related(self.page.title.span, "this page").help(help));
        }
        let page = self.page;
        page.actions.iter().filter_map(|action| self.action(action)).collect()
    }

    fn action(&mut self, page: &'a PageAction) -> Option<Action> {
        let Some(bound) = self.binding.value.actions.get(&page.name) else {
            let known = |name: &&String| self.page.actions.iter().any(|action| action.name == **name);
            let unknown = self.binding.value.actions.keys().filter(|name| !known(name)).map(String::as_str);
            if similar(&page.name, unknown).is_some() {
                // The binding misspells it, which was reported there.
                return None;
            }
            let span = page.heading.span;
            let message = format!("the binding has no action `{}`", page.name);
            let place = self.binding.document.locate_key("/actions");
            let diagnostic = Diagnostic::new(Code::ActionWithoutBinding, span, message);
            let help = format!("add `{}: {{ method: GET }}` with its method to the binding's `actions`", page.name);
            self.diagnostics.push(diagnostic.related(place, "missing here").help(help));
            return None;
        };
        let at = child("/actions", &page.name);
        let method = binding::method(&bound.method, self.locate(&at, "method"), self.diagnostics);
        let path = self.path(bound, &at);
        let mut page = page.clone();
        corrections::apply(&mut page, bound, &at, self);
        let events = self.events(bound, &at);
        // Both were reported where they are missing.
        let (method, path) = (method?, path?);
        let parameters = parameters::lower(&page, bound, &at, (method, &path), self);
        self.check_path(&page, &path, &parameters, bound, &at);
        self.check_places(&path, &parameters, bound, &at);
        self.check_bodies(method, &parameters, &at);
        let access = match &page.scopes {
            None => Access::Anyone,
            Some(scopes) => Access::Scopes(scopes.iter().map(|scope| scope.value.clone()).collect()),
        };
        Some(Action {
            name: page.name,
            title: page.heading.value,
            summary: page.summary,
            method,
            path,
            access,
            parameters,
            responses: self.responses(&page.responses),
            errors: self.responses(&page.errors),
            events,
            // Known when all types are.
            paged: None,
            deprecated: bound.deprecated || page.deprecated,
            span: page.heading.span,
        })
    }

    pub(super) fn locate(&self, at: &str, key: &str) -> Span {
        self.binding.document.locate(&child(at, key))
    }

    fn path(&mut self, bound: &ActionFile, at: &str) -> Option<PathTemplate> {
        let base = &self.binding.value.path;
        let span = if bound.path.is_empty() { self.binding.document.locate("/path") } else { self.locate(at, "path") };
        let text = match (base.as_str(), bound.path.as_str()) {
            ("/", "") => "/".to_owned(),
            ("/", rest) => rest.to_owned(),
            (base, rest) => format!("{base}{rest}"),
        };
        binding::path_template(&text, span, self.diagnostics)
    }

    /// Every name in the path is a parameter of the table, and every required parameter is sent where someone said.
    fn check_path(
        &mut self,
        page: &PageAction,
        path: &PathTemplate,
        parameters: &[Parameter],
        bound: &ActionFile,
        at: &str,
    ) {
        let path_span =
            if bound.path.is_empty() { self.binding.document.locate("/path") } else { self.locate(at, "path") };
        for name in &path.names {
            match page.parameters.iter().find(|parameter| parameter.name.value == *name) {
                None => {
                    let message = format!("the path names `{name}`, which the table of `{}` does not have", page.name);
                    let names = page.parameters.iter().map(|parameter| parameter.name.value.as_str());
                    let help = match similar(name, names) {
                        Some(like) => format!("did you mean `{{{like}}}`?"),
                        None => format!("add a row `| {name} | string | Y | … |` to the table, or change the path"),
                    };
                    let diagnostic = Diagnostic::new(Code::PathParameterNotInTable, path_span, message);
                    self.diagnostics.push(diagnostic.related(page.heading.span, "missing in this action").help(help));
                }
                Some(parameter) if !parameter.required => {
                    let message = format!("`{name}` stands in the path but is not required");
                    let diagnostic = Diagnostic::new(Code::PathParameterOptional, parameter.span, message);
                    let help = "put `Y` into the column `Required`: there is no request without it";
                    self.diagnostics.push(diagnostic.related(path_span, "named here").help(help));
                }
                Some(_) => {}
            }
        }
        for parameter in parameters {
            let said = bound.parameters.get(&parameter.name).is_some_and(|bound| bound.r#in.is_some());
            let named = path.names.contains(&parameter.name);
            let lost = parameter.required && parameter.place == Place::Query && !said && !named;
            let missing = parameter.place == Place::Path && !path.names.contains(&parameter.name);
            let name = &parameter.name;
            // A name that the path misspells was reported where it stands there.
            let misspelled = path.names.iter().any(|path_name| {
                let known = page.parameters.iter().any(|row| row.name.value == *path_name);
                !known && similar(path_name, [name.as_str()]).is_some()
            });
            if misspelled {
                continue;
            }
            if lost {
                let message = format!("`{name}` is required but stands nowhere in the path `{}`", path.text);
                let help = format!("write `{{{name}}}` into the path, or say `{name}: {{ in: query }}` in the binding");
                let diagnostic = Diagnostic::new(Code::ParameterNotInPath, parameter.span, message);
                self.diagnostics.push(diagnostic.related(path_span, "missing here").help(help));
            }
            if missing {
                let message = format!("the binding says that `{name}` is in the path `{}`, which it is not", path.text);
                let help = format!("write `{{{name}}}` into the path, or remove `in: path`");
                let diagnostic = Diagnostic::new(Code::ParameterNotInPath, self.said_place(name, at), message);
                self.diagnostics.push(diagnostic.related(path_span, "missing here").help(help));
            }
        }
    }

    fn events(&mut self, bound: &ActionFile, at: &str) -> Vec<(String, Type)> {
        let events = bound.events.iter().map(|(name, schema)| {
            let span = self.locate(&child(at, "events"), name);
            (name.clone(), self.schemas.named(schema, span, self.diagnostics))
        });
        events.collect()
    }

    /// Where a binding says the place of a parameter.
    fn said_place(&self, name: &str, at: &str) -> Span {
        self.binding.document.locate(&child(&child(&child(at, "parameters"), name), "in"))
    }

    /// Every parameter is sent where its type can be, and one of the path in the path.
    fn check_places(&mut self, path: &PathTemplate, parameters: &[Parameter], bound: &ActionFile, at: &str) {
        for parameter in parameters {
            let name = &parameter.name;
            let said = bound.parameters.get(name).is_some_and(|bound| bound.r#in.is_some());
            let span = if said { self.said_place(name, at) } else { parameter.span };
            let (code, message, help) = if parameter.place != Place::Path && path.names.contains(name) {
                let message =
                    format!("the path names `{name}`, but the binding sends it as {}", parameter.place.as_str());
                let help = format!("remove the `in`, or take `{{{name}}}` out of the path");
                (Code::PathParameterElsewhere, message, help)
            } else if let Some((what, help)) = misplaced(parameter) {
                (Code::WrongPlace, format!("`{name}` {what}"), help.to_owned())
            } else {
                continue;
            };
            let mut diagnostic = Diagnostic::new(code, span, message);
            if said {
                diagnostic = diagnostic.related(parameter.span, "its row");
            }
            self.diagnostics.push(diagnostic.help(help));
        }
    }

    fn check_bodies(&mut self, method: Method, parameters: &[Parameter], at: &str) {
        let sent = |parameter: &&Parameter| matches!(parameter.place, Place::Body | Place::Multipart);
        if let Some(body) = parameters.iter().find(sent).filter(|_| !method.has_body()) {
            let message = format!("a {} request has no body, but `{}` is one", method.as_str(), body.name);
            let help = "send it as `in: query`, or change the method in the binding";
            let diagnostic = Diagnostic::new(Code::BodyOnGet, body.span, message);
            self.diagnostics.push(diagnostic.related(self.locate(at, "method"), "its method").help(help));
        }
        let mut bodies = parameters.iter().filter(sent);
        if let Some(first) = bodies.next() {
            let second = bodies.find(|second| second.place == Place::Body || first.place == Place::Body);
            if let Some(second) = second {
                let message = format!("`{}` and `{}` are both the body", first.name, second.name);
                let help =
                    "say where the other one goes, for instance `in: query`, or make both parts: `in: multipart`";
                let diagnostic = Diagnostic::new(Code::TwoBodies, second.span, message);
                self.diagnostics.push(diagnostic.related(first.span, "first body here").help(help));
            }
        }
    }

    fn responses(&mut self, rows: &[PageResponse]) -> Vec<Response> {
        let mut responses = BTreeMap::new();
        for row in rows {
            let ty = row.ty.value.as_ref().map(|link| self.schemas.link(link, row.ty.span, self.diagnostics));
            let description = row.description.clone();
            let response = Response { code: row.code.value, ty, description, span: row.span };
            responses.entry(row.code.value).or_insert(response);
        }
        responses.into_values().collect()
    }
}

/// Why a parameter cannot be sent where it should be, and the remedy.
fn misplaced(parameter: &Parameter) -> Option<(&'static str, &'static str)> {
    match (parameter.place, &parameter.ty) {
        (Place::Path | Place::Header, ParameterType::Schema { .. } | ParameterType::Array) => {
            Some(("is more than a text, which is all that a path or a header can hold", "send it as `in: query`"))
        }
        (Place::Multipart, _) | (Place::Body, ParameterType::Schema { .. }) => None,
        (_, ParameterType::File) => {
            Some(("is a file, which only a multipart body can hold", "send it as `in: multipart`"))
        }
        (Place::Body, _) => Some((
            "has no schema, so it cannot be the body",
            "link its schema in the page's table, or send it as `in: query`",
        )),
        _ => None,
    }
}
