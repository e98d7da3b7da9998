//! A server in this process that stands in for the API: it answers every action with the example of the spec.

use std::collections::BTreeSet;
use std::error::Error;

use losant_rest::transport::HttpResponse;
use restgen_runtime::testing::{Received, Server};
use serde_json::{Value, json};

/// Starts the server. What a request sends stands over the example in its answer; what was deleted is gone.
pub(crate) fn start() -> Result<Server, Box<dyn Error>> {
    let api: Value = serde_json::from_str(include_str!("../../api.json"))?;
    let mut gone = BTreeSet::new();
    Ok(Server::start(move |request| {
        let (status, body) = answer(&api, &mut gone, request);
        HttpResponse::new(status).header("Content-Type", "application/json").with_body(body.to_string())
    })?)
}

fn answer(api: &Value, gone: &mut BTreeSet<String>, request: &Received) -> (u16, Value) {
    let Some(action) = action(api, request).filter(|_| !gone.contains(request.path())) else {
        return (404, example(api, &json!("error")));
    };
    if request.method() == "DELETE" {
        gone.insert(request.path().to_owned());
    }
    let response = &action["responses"][0];
    let status = response["code"].as_u64().and_then(|code| code.try_into().ok()).unwrap_or(500);
    let mut body = example(api, &response["type"]["model"]);
    if let (Some(body), Ok(Value::Object(sent))) = (body.as_object_mut(), serde_json::from_slice(request.body())) {
        body.extend(sent);
    }
    (status, body)
}

/// The action that has the method and the path of the request.
fn action<'a>(api: &'a Value, request: &Received) -> Option<&'a Value> {
    let actions = list(&api["resources"]).flat_map(|resource| list(&resource["actions"]));
    let mut fitting =
        actions.filter(|action| action["method"] == request.method() && fits(&action["path"], request.path()));
    fitting.next()
}

/// Whether a path is one of a template, such as `/instances/{instanceId}/tokens`.
fn fits(template: &Value, path: &str) -> bool {
    let template: Vec<_> = template.as_str().unwrap_or_default().split('/').collect();
    let path: Vec<_> = path.split('/').collect();
    template.len() == path.len() && template.iter().zip(path).all(|(want, have)| want.starts_with('{') || *want == have)
}

/// The first example of a model.
fn example(api: &Value, model: &Value) -> Value {
    list(&api["models"])
        .find(|known| known["name"] == *model)
        .map(|known| known["examples"][0].clone())
        .unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
