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
use crate::ir::{Access, Action, Method, Parameter, PathTemplate, Place, Response, Type};
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
        self.check_bodies(method, &parameters);
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
            let lost = parameter.required && parameter.place == Place::Query && !said;
            let missing = parameter.place == Place::Path && !path.names.contains(&parameter.name);
            if lost || missing {
                let name = &parameter.name;
                let message = format!("`{name}` is required but stands nowhere in the path `{}`", path.text);
                let help = format!("write `{{{name}}}` into the path, or say `{name}: {{ in: query }}` in the binding");
                let diagnostic = Diagnostic::new(Code::ParameterNotInPath, parameter.span, message);
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

    fn check_bodies(&mut self, method: Method, parameters: &[Parameter]) {
        let sent = |parameter: &&Parameter| matches!(parameter.place, Place::Body | Place::Multipart);
        if let Some(body) = parameters.iter().find(sent).filter(|_| !method.has_body()) {
            let message = format!("a {} request has no body, but `{}` is one", method.as_str(), body.name);
            let help = "send it as `in: query`, or change the method in the binding";
            self.diagnostics.push(Diagnostic::new(Code::BodyOnGet, body.span, message).help(help));
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
