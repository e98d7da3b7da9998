//! What holds of the API as a whole. Behind this nothing can fail.

mod values;

use std::collections::BTreeMap;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::names::Names;

/// An API that every back end can write: its names are unique, its requests are told apart. Only [`check`](self) makes one.
#[derive(Clone, Debug)]
pub struct Checked {
    api: Api,
    names: Names,
}

impl Checked {
    /// The API.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// The Rust names of everything in it.
    pub fn names(&self) -> &Names {
        &self.names
    }
}

/// Checks an API, or says everything that is wrong with it. Warnings stay in `diagnostics`.
pub(crate) fn check(mut api: Api, diagnostics: &mut Diagnostics) -> Result<Checked, Diagnostics> {
    requests(&api, diagnostics);
    values::examples(&mut api, diagnostics);
    let names = Names::of(&api, diagnostics);
    diagnostics.barrier(Checked { api, names })
}

/// No two actions make the same request: a method and a path, whatever its parameters are called.
fn requests(api: &Api, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for action in api.resources.iter().flat_map(|resource| &resource.actions) {
        if let Some(first) = seen.insert((action.method, action.path.shape()), action.span) {
            let message = format!("`{} {}` is the request of two actions", action.method.as_str(), action.path.text);
            let diagnostic = Diagnostic::new(Code::SameRequest, action.span, message).label("second one here");
            let help = "give one of them another path or method in its binding";
            diagnostics.push(diagnostic.related(first, "first one here").help(help));
        }
    }
}
