//! The mock of an invented API: what the real ones at hand do not have.
#![cfg(feature = "testing")]

use std::io::{Read, Write};
use std::net::TcpStream;

use restgen_runtime::testing::{Mock, MockApi};
use serde_json::{Value, json};

/// An API below `/v1` with its key in a header, whose schemas have no examples.
fn api() -> MockApi {
    let field = |name: &str, ty: Value| json!({ "name": name, "type": ty, "required": true });
    let action = |name: &str, path: &str, parameters: Value, answer: Value| {
        json!({
            "name": name, "method": if name == "add" { "POST" } else { "GET" }, "path": path, "scopes": [],
            "parameters": parameters, "responses": [{ "code": 200, "type": answer }],
        })
    };
    let parameter =
        |name: &str, place: &str, ty: &str| json!({ "name": name, "in": place, "type": ty, "required": true });
    let pet = json!({ "model": "pet" });
    let api = json!({
        "baseUrl": "https://api.example.com/v1",
        "auth": { "scheme": "header", "name": "X-Key" },
        "errorKeys": { "kind": "code", "message": "text" },
        "parameters": [],
        "resources": [{ "name": "pets", "actions": [
            action("list", "/pets", json!([parameter("weight", "query", "number"), parameter("X-Herd", "header", "integer")]), json!({ "list": pet })),
            action("get", "/pets/{id}.json", json!([parameter("id", "path", "integer")]), pet.clone()),
            action("add", "/pets", json!([{ "name": "pet", "in": "body", "type": "schema", "required": false, "schema": pet }]), pet.clone()),
            action("oldest", "/pets/oldest.json", json!([]), json!(null)),
        ] }],
        "models": [
            { "name": "pet", "kind": "object", "constants": { "kind": "pet" }, "fields": [
                field("name", json!("string")), field("born", json!("timestamp")), field("weight", json!("number")),
                field("chip", json!("secret")), field("tame", json!("boolean")), field("legs", json!("integer")),
                { "name": "color", "type": { "model": "color" }, "required": true, "default": "blue" },
                field("coat", json!({ "model": "color" })), field("young", json!({ "list": pet })),
                field("home", json!({ "model": "home" })), field("food", json!({ "model": "food" })),
                field("owner", json!({ "nullable": { "model": "owner" } })), field("notes", json!({ "map": "string" })),
                { "name": "left", "type": "string", "required": false },
            ] },
            { "name": "color", "kind": "enum", "values": ["red", "blue"] },
            { "name": "home", "kind": "tagged", "tag": "type", "variants": [
                { "value": "cage", "type": { "model": "place" } }, { "value": "barn", "type": { "model": "place" } },
            ] },
            { "name": "place", "kind": "object", "fields": [field("type", json!("string"))], "rest": "integer" },
            { "name": "food", "kind": "union", "variants": [{ "name": "a", "type": "string" }, { "name": "b", "type": { "list": "number" } }] },
            { "name": "owner", "kind": "alias", "type": "string" },
        ],
    });
    MockApi::parse(&api.to_string()).unwrap()
}

/// What the mock answers to a message, as status and body.
fn exchange(mock: &Mock, message: &str) -> (u16, Value) {
    let server = mock.serve(0).unwrap();
    let address = server.url().replace("http://", "").replace("/v1", "");
    let mut connection = TcpStream::connect(address).unwrap();
    connection.write_all(message.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), serde_json::from_str(body).unwrap_or_default())
}

fn get(target: &str, headers: &str) -> (u16, Value) {
    exchange(&Mock::new(&api()), &format!("GET {target} HTTP/1.1\r\nx-key: k\r\n{headers}\r\n"))
}

fn pet() -> Value {
    json!({
        "kind": "pet", "name": "text", "born": "2020-02-02T20:20:20.020Z", "weight": 1.5, "chip": "secret", "tame": true,
        "legs": 1, "color": "blue", "coat": "red", "young": [], "home": { "type": "cage" }, "food": "text", "owner": "text",
        "notes": {},
    })
}

#[test]
fn a_value_is_made_where_there_is_no_example() {
    assert_eq!(get("/v1/pets/7.json", ""), (200, pet()));
    assert_eq!(get("/v1/pets?weight=1.5", "X-Herd: 3\r\n"), (200, json!([])));
}

#[test]
fn the_plainer_path_wins_and_an_answer_may_be_empty() {
    assert_eq!(get("/v1/pets/oldest.json", ""), (200, Value::Null));
}

#[test]
fn what_is_wrong_is_told_in_the_apis_shape() {
    let refused = |answer: (u16, Value), status: u16, kind: &str, text: &str| {
        assert_eq!(answer, (status, json!({ "code": kind, "text": text })));
    };
    refused(get("/pets/7.json", ""), 404, "NotFound", "no action has the path `/pets/7.json`");
    refused(get("/v1/pets/x.json", ""), 400, "BadRequest", "path parameter `id`: expected a whole number");
    let problems = "query parameter `weight`: expected a number; header `X-Herd`: expected a whole number";
    refused(get("/v1/pets?weight=NaN", "X-Herd: many\r\n"), 400, "BadRequest", problems);
    let problems = "query parameter `weight` is required; header `X-Herd` is required";
    refused(get("/v1/pets", ""), 400, "BadRequest", problems);
    let no_key = exchange(&Mock::new(&api()), "GET /v1/pets HTTP/1.1\r\n\r\n");
    refused(no_key, 401, "Unauthorized", "header `X-Key` has no token, and `pets.list` needs one");
}

/// Posts a pet of which one key is otherwise, in chunks.
fn post(key: &str, value: Value) -> (u16, Value) {
    let mut pet = pet();
    pet[key] = value;
    let text = pet.to_string();
    let (one, two) = text.split_at(10);
    let head =
        "POST /v1/pets HTTP/1.1\r\nx-key: k\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = |part: &str| format!("{:x}\r\n{part}\r\n", part.len());
    exchange(&Mock::new(&api()), &format!("{head}{}{}0\r\n\r\n", chunk(one), chunk(two)))
}

#[test]
fn a_body_is_held_against_its_model() {
    for (key, value) in [
        ("food", json!([1, 2.5])),
        ("owner", Value::Null),
        ("home", json!({ "type": "barn", "height": 3 })),
        ("legs", json!(4.0)),
        ("new", json!(1)),
    ] {
        assert_eq!(post(key, value).0, 200, "{key}");
    }
    for (key, value, problem) in [
        ("kind", json!("cat"), "`kind`: expected `pet`"),
        ("food", json!([1, "a"]), "`food[1]`: expected a number, got a text"),
        ("food", Value::Null, "`food`: expected a list, got null"),
        ("owner", json!(1), "`owner`: expected a text, got a number"),
        ("home", json!({ "type": "tree" }), "`home.type`: accepted values are: cage, barn"),
        ("home", json!({ "type": "barn", "height": "high" }), "`home.height`: expected a whole number, got a text"),
        ("legs", json!(4.5), "`legs`: expected a whole number, got a number"),
        ("tame", json!("yes"), "`tame`: expected `true` or `false`, got a text"),
        ("notes", json!({ "a": 1 }), "`notes.a`: expected a text, got a number"),
        ("born", json!("2020-02-30"), "`born`: expected a time such as `2016-06-13T04:00:00.000Z`, got a text"),
        ("young", json!([{}]), "`young[0].kind`: expected `pet`"),
    ] {
        assert_eq!(post(key, value), (400, json!({ "code": "BadRequest", "text": format!("body: {problem}") })));
    }
}

#[test]
fn a_text_that_is_no_api_is_refused() {
    assert!(MockApi::parse("{}").unwrap_err().to_string().contains("missing field"));
}
