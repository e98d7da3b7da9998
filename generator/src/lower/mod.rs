//! From a spec as written to the API: links resolved, corrections and rules applied, defaults filled in.

mod actions;
mod corrections;
pub(crate) mod paging;
mod parameters;
pub(crate) mod recursion;
pub(crate) mod schemas;
pub(crate) mod usage;

use std::collections::BTreeSet;

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics, similar};
use crate::front::binding::{ApiFile, AuthFile, Read};
use crate::front::spec::Spec;
use crate::ir::{Api, Auth, ErrorKeys, Group, Parameter, Resource};
use crate::{names, untyped};
use actions::Context;
use parameters::Rules;
use schemas::Schemas;

/// Makes the API of a spec, or says everything that is wrong with how its parts fit.
pub(crate) fn lower(spec: &Spec, diagnostics: &mut Diagnostics) -> Api {
    let mut schemas = Schemas::lower(&spec.schemas, spec.properties.as_ref(), diagnostics);
    let globals = parameters::globals(&spec.api, diagnostics);
    let mut rules = Rules::new(&spec.api);
    let resources = resources(spec, &globals, &schemas, &mut rules, diagnostics);
    rules.report_idle(diagnostics);
    recursion::box_cycles(&mut schemas.models, diagnostics);
    let groups = groups(&spec.api, &resources, diagnostics);
    package(&spec.api, diagnostics);
    let file = spec.api.value.clone();
    let auth = match file.auth {
        AuthFile::None => Auth::None,
        AuthFile::Bearer => Auth::Bearer,
        AuthFile::Header(name) => Auth::Header(name),
    };
    let mut api = Api {
        name: file.name,
        title: file.title,
        package: file.package,
        version: file.version,
        description: file.description,
        base_url: file.base_url,
        auth,
        headers: file.headers.into_iter().collect(),
        error_keys: ErrorKeys { kind: file.errors.kind, message: file.errors.message },
        globals,
        paging: file.paging.into_iter().map(paging::rule).collect(),
        groups,
        resources,
        models: schemas.models,
    };
    usage::mark(&mut api);
    paging::resolve(&mut api, &spec.api, diagnostics);
    // What an error is about stands as any JSON until it is mended, so the number says nothing before that.
    if !diagnostics.has_errors() {
        untyped(&spec.api, &api, diagnostics);
    }
    api
}

/// The values that may be any JSON are as many as `api.yaml` says, so that none gets in unseen.
fn untyped(file: &Read<ApiFile>, api: &Api, diagnostics: &mut Diagnostics) {
    let places = untyped::places(api);
    let Some(allowed) = file.value.untyped.filter(|allowed| *allowed != places.len()) else { return };
    let (message, help) = if places.len() > allowed {
        let help = "say in the schemas what the new ones hold, or raise the number where they may hold anything";
        (format!("what may be any JSON is {}, not {allowed}: {}", places.len(), places.join(", ")), help)
    } else {
        let help = "lower the number, so that no other takes their place";
        (format!("what may be any JSON is {}, not {allowed}", places.len()), help)
    };
    let span = file.document.locate("/untyped");
    diagnostics.push(Diagnostic::new(Code::UntypedValues, span, message).help(help));
}

fn resources(
    spec: &Spec,
    globals: &[Parameter],
    schemas: &Schemas,
    rules: &mut Rules<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Resource> {
    let mut resources = Vec::new();
    for (name, page) in &spec.pages {
        // `front::spec::read` reports a page without a binding.
        let Some(binding) = spec.bindings.get(name) else { continue };
        let mut context = Context { page, binding, globals, schemas, rules, diagnostics };
        let actions = context.actions();
        let (title, span) = (page.title.value.clone(), page.title.span);
        resources.push(Resource { name: name.clone(), title, actions, span });
    }
    resources
}

/// The package is one that Cargo takes and Rust code can name.
fn package(api: &Read<ApiFile>, diagnostics: &mut Diagnostics) {
    let name = &api.value.package;
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !plain || !names::is_crate(&name.replace('-', "_")) {
        let message = format!("`{name}` is no name of a package");
        let help = "use letters, digits and `-`, with a letter at the start, and no keyword of Rust";
        let span = api.document.locate("/package");
        diagnostics.push(Diagnostic::new(Code::NoRustName, span, message).help(help));
    }
}

/// The topics, checked against the resources that there are.
fn groups(api: &Read<ApiFile>, resources: &[Resource], diagnostics: &mut Diagnostics) -> Vec<Group> {
    let known: BTreeSet<&str> = resources.iter().map(|resource| resource.name.as_str()).collect();
    for (i, group) in api.value.groups.iter().enumerate() {
        for (j, name) in group.resources.iter().enumerate().filter(|(_, name)| !known.contains(name.as_str())) {
            let span = api.document.locate(&format!("/groups/{i}/resources/{j}"));
            let help = match similar(name, known.iter().copied()) {
                Some(like) => format!("did you mean `{like}`?"),
                None => format!("write `resources/{name}.md`, or take the name out of the group"),
            };
            let message = format!("the group `{}` names the resource `{name}`, which does not exist", group.title);
            diagnostics.push(Diagnostic::new(Code::UnknownResource, span, message).help(help));
        }
    }
    let groups = api.value.groups.iter();
    groups.map(|group| Group { title: group.title.clone(), resources: group.resources.clone() }).collect()
}
