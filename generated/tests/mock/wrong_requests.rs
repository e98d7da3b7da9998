//! Requests that are not as the spec says, and what the mock answers them.

use losant_rest::testing;
use serde_json::Value;

use crate::http::{FORM, Request, form};

const APPLICATION: &str = "/applications/575ec8687ae143cd83dc4a97";

/// A request below an application.
fn below(method: &str, target: &str) -> Request {
    Request::new(method, &format!("{APPLICATION}{target}"))
}

fn with_json(method: &str, target: &str, body: &str) -> Request {
    below(method, target).body("application/json", body)
}

fn with_form(target: &str, parts: &[(&str, Option<&str>, &str)]) -> Request {
    below("POST", target).body(FORM, form(parts))
}

fn without_token(mut request: Request) -> Request {
    request.token = false;
    request
}

#[test]
#[rustfmt::skip]
fn wrong_requests_are_refused_with_the_reason() {
    let cases = [
        // Who asks, and for what.
        (without_token(below("GET", "/devices")), 401, "header `authorization` has no token, and `devices.get` needs one"),
        (Request::new("GET", "/moons"), 404, "no action has the path `/moons`"),
        (below("GET", "/devices/d1/moons/"), 404, "no action has the path `/applications/575ec8687ae143cd83dc4a97/devices/d1/moons/`"),
        (below("PUT", "/devices"), 405, "`PUT` does not go with this path, which takes GET, PATCH, POST"),
        // The path.
        (Request::new("GET", "/applications//devices"), 400, "path parameter `applicationId` is empty"),
        (below("GET", "/devices/%ff"), 400, "path parameter `deviceId`: `%ff` is no UTF-8"),
        // The query.
        (Request::new("GET", "/auth/ssoDomain"), 400, "query parameter `email` is required"),
        (below("GET", "/devices?perPage=ten"), 400, "query parameter `perPage`: expected a whole number"),
        (below("GET", "/devices?perPage=1.5"), 400, "query parameter `perPage`: expected a whole number"),
        (below("GET", "/devices?tagsAsObject=1"), 400, "query parameter `tagsAsObject`: expected `true` or `false`"),
        (below("GET", "/devices?_links=yes"), 400, "query parameter `_links`: expected `true` or `false`"),
        (below("GET", "/devices?sortDirection=up"), 400, "query parameter `sortDirection`: accepted values are: asc, desc"),
        (below("GET", "/devices?color=red"), 400, "query parameter `color`: `devices.get` has none"),
        (below("GET", "/devices?page=0&page=1"), 400, "query parameter `page`: expected one value under this name"),
        (below("GET", "/devices?page[a]=1"), 400, "query parameter `page`: expected one value under this name"),
        (below("GET", "/devices?filter=%zz"), 400, "query: `%zz`: a `%` without two hexadecimal digits"),
        (below("GET", "/devices?query=%7B"), 400, "query parameter `query`: expected JSON: EOF while parsing an object at line 1 column 1"),
        (below("GET", "/devices?query=%5B%5D"), 400, "query parameter `query`: expected an object, got a list"),
        (below("GET", "/devices?tagFilter=a"), 400, "query parameter `tagFilter`: expected a name with brackets, such as `[0]` or `[key]`, behind it"),
        (below("GET", "/devices?tagFilter[0][color]=a"), 400, "query parameter `tagFilter`: `[0].color`: no such field"),
        (below("GET", "/devices?tagFilter[0]=a&tagFilter[0][key]=b"), 400, "query parameter `tagFilter`: `[0][key]` has two values"),
        (Request::new("GET", "/applicationTemplates?keywords[a]=b"), 400, "query parameter `keywords`: expected a list: `[0]`, `[1]` and so on behind the name"),
        (below("GET", "/devices?page=a&perPage=b"), 400, "query parameter `page`: expected a whole number; query parameter `perPage`: expected a whole number"),
        // The body.
        (below("POST", "/devices"), 400, "body: is required"),
        (below("GET", "/devices").body("application/json", "{}"), 400, "body: `devices.get` takes none"),
        (below("POST", "/devices").body("text/plain", "{}"), 400, "body: expected the content type `application/json`"),
        (with_json("POST", "/devices", "{"), 400, "body: expected JSON: EOF while parsing an object at line 1 column 1"),
        (with_json("POST", "/devices", "[]"), 400, "body: expected an object, got a list"),
        (with_json("POST", "/devices", "{}"), 400, "body: `name`: is required"),
        (with_json("POST", "/devices", r#"{"name": 1}"#), 400, "body: `name`: expected a text, got a number"),
        (with_json("POST", "/devices", r#"{"name": null}"#), 400, "body: `name`: expected a text, got null"),
        (with_json("POST", "/devices", r#"{"name": "d", "color": "red"}"#), 400, "body: `color`: no such field"),
        (with_json("POST", "/devices", r#"{"name": "d", "deviceClass": "moon"}"#), 400, "body: `deviceClass`: accepted values are: standalone, gateway, peripheral, floating, edgeCompute, system, embedded"),
        (with_json("POST", "/devices", r#"{"name": "d", "tags": [{"key": "a", "value": "b"}, {"key": 1}]}"#), 400, "body: `tags[1].value`: is required"),
        (with_json("POST", "/devices", r#"{"name": "d", "attributes": [{"name": "a", "dataType": "x"}]}"#), 400, "body: `attributes[0].dataType`: accepted values are: string, number, gps, boolean, blob"),
        (with_json("PATCH", "/devices/d1", r#"{"parentId": 1}"#), 400, "body: `parentId`: expected a text, got a number"),
        (with_json("POST", "/devices/d1/state", r#"{"data": 1}"#), 400, "body: `data`: expected an object, got a number"),
        (Request::new("POST", "/instances/i1/tokens").body("application/json", r#"{"name": "t", "expirationDate": "soon"}"#), 400, "body: `expirationDate`: expected a time such as `2016-06-13T04:00:00.000Z`, got a text"),
        // Forms.
        (below("POST", "/file/f1/upload"), 400, "part `file` is required"),
        (with_json("POST", "/file/f1/upload", "{}"), 400, "body: expected the content type `multipart/form-data`"),
        (below("POST", "/file/f1/upload").body("multipart/form-data", "a"), 400, "body: the content type names no boundary"),
        (below("POST", "/file/f1/upload").body(FORM, "a"), 400, "body: the body does not begin with its boundary"),
        (with_form("/file/f1/upload", &[("file", None, "a")]), 400, "part `file`: expected a file, with a file name"),
        (with_form("/file/f1/upload", &[("file", Some("a"), "a"), ("b", None, "b")]), 400, "part `b`: `file.upload` has none"),
        (Request::new("POST", "/applications/import").body(FORM, form(&[("includeFiles", None, "maybe")])), 400, "part `includeFiles`: expected `true` or `false`"),
        (Request::new("POST", "/applications/import").body(FORM, form(&[("ownerType", None, "moon")])), 400, "part `ownerType`: accepted values are: user, organization"),
        (Request::new("POST", "/applications/import").body(FORM, form(&[("options", None, "[]")])), 400, "part `options`: expected an object, got a list"),
    ];
    let server = testing::mock().serve(0).unwrap();
    for (request, status, message) in cases {
        let response = request.send(&server.url());
        let body: Value = serde_json::from_str(&response.body).unwrap();
        let line = format!("{} {}", request.method, request.target);
        assert_eq!((response.status, body["message"].as_str()), (status, Some(message)), "{line}");
        let kind = ["BadRequest", "Unauthorized", "NotFound", "MethodNotAllowed"].into_iter();
        let kind = kind.zip([400, 401, 404, 405]).find(|(_, of)| *of == status).unwrap().0;
        assert_eq!(body["type"], kind, "{line}");
        assert_eq!(response.content_type, "application/json");
    }
}
