//! Every action of the mock, over HTTP, with the examples of the spec: each gives its first documented success.

use losant_rest::testing;
use serde_json::Value;

use crate::http::{FORM, Request, encoded, form};

#[test]
fn every_action_gives_its_documented_answer() {
    let api: Value = serde_json::from_str(include_str!("../../api.json")).unwrap();
    let mock = testing::mock();
    let server = mock.serve(0).unwrap();
    let mut names = Vec::new();
    for (name, action) in actions(&api) {
        let response = request(&api, action).send(&server.url());
        let body = &response.body;
        if let Value::Object(events) = &action["events"] {
            let events = events.iter().flat_map(|(event, ty)| {
                list(&model(&api, ty)["examples"]).map(move |data| format!("event: {event}\ndata: {data}\n\n"))
            });
            assert_eq!(*body, events.collect::<String>(), "{name}");
            assert_eq!((response.status, &*response.content_type), (200, "text/event-stream"), "{name}");
        } else {
            let success = &action["responses"][0];
            assert_eq!(u64::from(response.status), success["code"].as_u64().unwrap(), "{name}: {body}");
            let body: Value = serde_json::from_str(body).unwrap();
            assert_eq!(body, model(&api, &success["type"])["examples"][0], "{name}");
        }
        names.push(name);
    }
    let seen: Vec<_> = mock.exchanges().iter().map(|exchange| exchange.action().unwrap().to_owned()).collect();
    assert_eq!(seen, names);
    assert_eq!(names.len(), 375);
}

/// What is required is asked for, and a value of the wrong kind is refused, one at a time.
#[test]
fn every_parameter_is_checked() {
    let api: Value = serde_json::from_str(include_str!("../../api.json")).unwrap();
    let server = testing::mock().serve(0).unwrap();
    let mut refused = 0;
    for (name, action) in actions(&api) {
        for (index, parameter) in list(&action["parameters"]).enumerate() {
            let mut wrong = action.clone();
            if parameter["required"] == true && parameter["in"] != "path" {
                wrong["parameters"].as_array_mut().unwrap().remove(index);
            } else if ["integer", "boolean", "enum"].contains(&text(&parameter["type"])) {
                wrong["parameters"][index]["example"] = "moon".into();
            } else {
                continue;
            }
            let response = request(&api, &wrong).send(&server.url());
            let error: Value = serde_json::from_str(&response.body).unwrap();
            let subject = if parameter["in"] == "body" { "body" } else { text(&parameter["name"]) };
            assert_eq!(response.status, 400, "{name}: {subject}");
            assert!(text(&error["message"]).contains(subject), "{name}: {error}");
            refused += 1;
        }
    }
    assert!(refused > 500, "{refused}");
}

/// Every action with its name, in the order of the file.
fn actions(api: &Value) -> impl Iterator<Item = (String, &Value)> {
    list(&api["resources"]).flat_map(|resource| {
        let name = text(&resource["name"]);
        list(&resource["actions"]).map(move |action| (format!("{name}.{}", text(&action["name"])), action))
    })
}

/// The request of an action with every parameter that has an example.
fn request(api: &Value, action: &Value) -> Request {
    let mut path = text(&action["path"]).to_owned();
    let (mut query, mut body, mut parts) = (Vec::new(), None, Vec::new());
    for parameter in list(&action["parameters"]) {
        let name = text(&parameter["name"]);
        let value = example(api, parameter);
        match text(&parameter["in"]) {
            "path" => path = path.replace(&format!("{{{name}}}"), &encoded(&plain(&value))),
            "query" if parameter["style"] == "brackets" || parameter["type"] == "array" => {
                spread(name, &value, &mut query);
            }
            "query" => query.push(format!("{name}={}", encoded(&plain(&value)))),
            "multipart" => parts.push((name, (parameter["type"] == "file").then_some("a.bin"), plain(&value))),
            "body" => body = Some(value),
            place => panic!("{place}"),
        }
    }
    let target = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
    let request = Request::new(text(&action["method"]), &target);
    match body {
        Some(body) => request.body("application/json", body.to_string()),
        None if parts.is_empty() => request,
        None => {
            let parts: Vec<_> = parts.iter().map(|(name, file, content)| (*name, *file, content.as_str())).collect();
            request.body(FORM, form(&parts))
        }
    }
}

fn example(api: &Value, parameter: &Value) -> Value {
    match text(&parameter["type"]) {
        "schema" => model(api, &parameter["schema"])["examples"][0].clone(),
        "array" => serde_json::json!(["a", "b c"]),
        "file" => "content".into(),
        _ => parameter["example"].clone(),
    }
}

/// `name[key][0]=value`, for each text in a value.
fn spread(name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| spread(&format!("{name}[{index}]"), item, pairs));
        }
        Value::Object(entries) => {
            entries.iter().for_each(|(key, entry)| spread(&format!("{name}[{key}]"), entry, pairs));
        }
        other => pairs.push(format!("{}={}", encoded(name), encoded(&plain(other)))),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn model<'v>(api: &'v Value, ty: &Value) -> &'v Value {
    list(&api["models"]).find(|model| model["name"] == ty["model"]).unwrap_or_else(|| panic!("{ty}"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
