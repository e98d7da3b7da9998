//! `api.json` holds all that a comparison needs: an API that is read back is the API that was written.

use std::fs;

use restgen::diff::diff;
use restgen::front::api_json;

use crate::workspace::{files, roots, sources, texts};
use crate::{analyzed, shown};

#[test]
fn an_api_that_is_read_back_is_the_same() {
    for root in roots() {
        let spec = texts(&root.join("spec"));
        let json = &files(&sources(&spec))["api.json"];
        let read = match api_json::read(json) {
            Ok(read) => read,
            Err(error) => panic!("{}: {error}", root.display()),
        };
        let new = analyzed(&spec);
        assert_eq!(shown(&diff(&read, &new)), "", "{}", root.display());
        assert_eq!(shown(&diff(&new, &read)), "", "{}", root.display());
        let [back, there] = [&read, &new].map(restgen::back::generate);
        assert_eq!(back, there, "{}: the client of what is read back is another", root.display());
    }
}

#[test]
fn what_is_no_api_json_is_said() {
    let json = fs::read_to_string(roots()[0].join("generated/api.json")).expect("the file is there");
    let read = |text: &str| api_json::read(text).expect_err("it is no `api.json`");
    assert!(read("{}").starts_with("missing field `name`"), "{}", read("{}"));
    let unknown = json.replace("\"model\": \"newBook\"", "\"model\": \"oldBook\"");
    assert_eq!(read(&unknown), "there is no model `oldBook`");
    let method = json.replace("\"method\": \"PUT\"", "\"method\": \"PUTT\"");
    assert_eq!(read(&method), "there is no method `PUTT`");
}
