//! `src/tests/`: for each action, the call with every parameter and the documented answers, from the spec's examples.

mod request;

use serde_json::Value;

use super::docs;
use super::example::literal;
use super::resources::{Answer, answer, status_name};
use super::writer::RustFile;
use crate::back::{Files, sample};
use crate::check::Checked;
use crate::ir::{Action, Response, Type};
use crate::names::{ActionNames, ResourceNames};
use crate::parallel::in_parts;
use request::Request;

/// The tests' files.
pub(super) fn generate(checked: &Checked) -> Files {
    let resources: Vec<usize> = (0..checked.api().resources.len()).collect();
    let made = in_parts(&resources, |part| part.iter().map(|index| resource(checked, *index)).collect::<Vec<_>>());
    let mut files: Files = made.into_iter().flatten().collect();
    files.insert("src/tests/mod.rs".to_owned(), module(checked));
    files
}

/// The file of a resource, by its path.
fn resource(checked: &Checked, index: usize) -> (String, String) {
    let resource = &checked.api().resources[index];
    let names = checked.names().resource(index);
    let mut file = RustFile::new(
        &format!("The requests of `{}`, and what they answer.", resource.name),
        &format!("resources/{}.md", resource.name),
    );
    let mut tests = Vec::new();
    for (action, action_names) in resource.actions.iter().zip(&names.actions) {
        if !action.events.is_empty() {
            tests.push(stream(checked, names, action, action_names));
            continue;
        }
        for (suffix, response) in answers(action) {
            tests.push(test(checked, names, (action, action_names), &suffix, response));
        }
    }
    for name in ["Case", "client", "same", "stream"] {
        if tests.iter().any(|test| test.contains(&format!(" {name}("))) || name == "Case" {
            file.import("super", name);
        }
    }
    for test in tests {
        file.text(test);
    }
    (format!("src/tests/{}.rs", names.module), file.finish())
}

/// The documented successes of an action, each with the end of its test's name.
fn answers(action: &Action) -> Vec<(String, &Response)> {
    let several = action.responses.len() > 1;
    let suffix = |response: &Response| if several { format!("_{}", response.code) } else { String::new() };
    action.responses.iter().map(|response| (suffix(response), response)).collect()
}

/// `tests/mod.rs`: what every test does.
fn module(checked: &Checked) -> String {
    let title = docs::escape(&checked.api().title);
    let mut file = RustFile::new(&format!("Every action of the {title} API, with the examples of its spec."), "");
    let resources = (0..checked.api().resources.len()).map(|index| checked.names().resource(index));
    let lines = resources.map(|names| format!("#[cfg(feature = {:?})]\nmod {};\n", names.feature, names.module));
    file.text(lines.collect());
    let mut actions = checked.api().resources.iter().flat_map(|resource| &resource.actions);
    let has_events = actions.any(|action| !action.events.is_empty());
    file.import("restgen_runtime", "codec");
    file.import("restgen_runtime::testing", "Replay");
    file.import("serde_json", "Value");
    file.import("crate", "Client");
    file.text(include_str!("tests/support.rs.in").to_owned());
    if has_events {
        file.import("restgen_runtime", "HttpResponse");
        file.text(include_str!("tests/stream.rs.in").to_owned());
    }
    file.finish()
}

/// One test: a call with every parameter that has an example, against one documented answer.
fn test(
    checked: &Checked,
    resource: &ResourceNames,
    (action, names): (&Action, &ActionNames),
    suffix: &str,
    response: &Response,
) -> String {
    let request = Request::of(checked, action, names);
    let body = response.ty.as_ref().map(|ty| sample::of(checked, ty));
    // What `tests/mod.rs` defines is called otherwise.
    let taken = ["client", "same"].contains(&names.method.as_str()) && suffix.is_empty();
    let suffix = if taken { "_call" } else { suffix };
    let mut text = format!("#[tokio::test]\nasync fn {}{suffix}() {{\n", names.method);
    if let Some(body) = &body {
        text += &format!("    let answer = {};\n", raw(&body.to_string()));
        text += &format!("    let (client, sent) = client({}, answer);\n", response.code);
    } else {
        text += &format!("    let (client, sent) = client({}, \"\");\n", response.code);
    }
    text += &call(resource, names, &request);
    let variant = match answer(action) {
        Answer::One(_) | Answer::Events => None,
        Answer::ByStatus => {
            Some(format!("crate::resources::{}::{}::{}", resource.module, names.response, status_name(response.code)))
        }
    };
    text + &reading(body.as_ref(), variant.as_deref()) + &expected(action, &request) + "}\n"
}

/// The test of a stream: a call with every parameter that has an example, against one event of each name.
fn stream(checked: &Checked, resource: &ResourceNames, action: &Action, names: &ActionNames) -> String {
    let request = Request::of(checked, action, names);
    let examples = action.events.iter().map(|(_, ty)| sample::of(checked, ty));
    let events: Vec<_> = action.events.iter().zip(&names.events).zip(examples).collect();
    let sent = |(((event, _), _), example): &((&(String, Type), &String), Value)| {
        format!("event: {event}\ndata: {example}\n\n")
    };
    let mut text = format!("#[tokio::test]\nasync fn {}() {{\n", names.method);
    text += &format!("    let (client, sent) = stream({:?});\n", events.iter().map(sent).collect::<String>());
    text += &call(resource, names, &request);
    text += "    let mut events = call.await.unwrap();\n";
    for ((_, variant), example) in &events {
        let path = format!("crate::resources::{}::{}::{variant}", resource.module, names.event);
        text += "    let event = events.next().await.unwrap().unwrap();\n";
        text += &format!("    let {path}(got) = event else {{ panic!(\"another event: {{event:?}}\") }};\n");
        text += &format!("    same(&got, {});\n", raw(&example.to_string()));
    }
    text + &expected(action, &request) + "}\n"
}

/// The lines that make a call.
fn call(resource: &ResourceNames, names: &ActionNames, request: &Request) -> String {
    let bindings: String = request.bindings.iter().map(|line| format!("    {line}\n")).collect();
    let arguments = request.arguments.join(", ");
    let setters: String = request.setters.iter().map(|setter| format!("\n        {setter}")).collect();
    let (resource, method) = (&resource.module, &names.method);
    format!("{bindings}    let call = client\n        .{resource}()\n        .{method}({arguments}){setters};\n")
}

/// The lines that say what the request has to be.
fn expected(action: &Action, request: &Request) -> String {
    let body = request.body.as_ref().map_or("None".to_owned(), |body| format!("Some({})", raw(&body.to_string())));
    let mut text = "    Case {\n".to_owned();
    text += &format!("        method: {:?},\n", action.method.as_str());
    text += &format!("        path: {},\n", literal(&request.path));
    text += &format!("        query: &[{}],\n", pairs(&request.query));
    text += &format!("        headers: &[{}],\n", pairs(&request.headers));
    text + &format!("        body: {body},\n    }}\n    .check(&sent);\n")
}

/// The lines that send a call and look at its answer, which may have no body.
fn reading(body: Option<&Value>, variant: Option<&str>) -> String {
    match (body, variant) {
        (None, None) => "    let () = call.await.unwrap();\n".to_owned(),
        (None, Some(variant)) => format!("    assert!(matches!(call.await.unwrap(), {variant}));\n"),
        (Some(_), None) => "    same(&call.await.unwrap(), answer);\n".to_owned(),
        (Some(_), Some(variant)) => format!(
            "    let {variant}(got) = call.await.unwrap() else {{ panic!(\"another status\") }};\n    same(&got, answer);\n"
        ),
    }
}

/// Pairs of texts, each on a line of its own.
fn pairs(pairs: &[(String, String)]) -> String {
    let line = |(name, value): &(String, String)| format!("\n            ({}, {}),", literal(name), literal(value));
    let lines: String = pairs.iter().map(line).collect();
    if lines.is_empty() { lines } else { lines + "\n        " }
}

/// A text as a raw literal.
fn raw(text: &str) -> String {
    if text.chars().any(docs::is_direction) {
        return literal(text);
    }
    let longest = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len()).max();
    let hashes = longest.map_or(String::new(), |longest| "#".repeat(longest + 1));
    format!("r{hashes}\"{text}\"{hashes}")
}
