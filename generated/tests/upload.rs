//! Files on their way to the API, and to the address that it hands out for one.

mod support;

use std::path::PathBuf;

use losant_rest::FilePart;
use losant_rest::models::{FilePost, FlowImport, FlowsImportPost};
use restgen_runtime::testing::Received;
use serde_json::{Value, json};
use support::{HUSH, answering, answering_json, client, documented, only};

const APPLICATION: &str = "575ec8687ae143cd83dc4a97";
const FILE: &str = "575ec76c7ae143cd83dc4a96";

/// A file of a test's own that is deleted with it.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("losant-rest-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).unwrap_or_default();
    }
}

/// The parts of a form: the name of each, the type of a file, the content.
fn parts(request: &Received) -> Vec<(String, Option<String>, String)> {
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    let boundary = request.header("content-type").unwrap().split_once("boundary=").unwrap().1;
    let inner = body.strip_prefix(&format!("--{boundary}\r\n")).unwrap();
    let inner = inner.strip_suffix(&format!("\r\n--{boundary}--\r\n")).unwrap();
    let part = |part: &str| {
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        let name = head.split('"').nth(1).unwrap().to_owned();
        let content_type = head.split_once("Content-Type: ").map(|(_, name)| name.to_owned());
        (name, content_type, content.to_owned())
    };
    inner.split(&format!("\r\n--{boundary}\r\n")).map(part).collect()
}

fn text(name: &str, content: &str) -> (String, Option<String>, String) {
    (name.to_owned(), None, content.to_owned())
}

fn file(name: &str, content_type: &str, content: &str) -> (String, Option<String>, String) {
    (name.to_owned(), Some(content_type.to_owned()), content.to_owned())
}

#[tokio::test]
async fn a_file_is_made_and_then_uploaded_to_where_the_answer_says() {
    let bucket = answering(204, "text/plain", "");
    let (status, mut answer) = documented("files", "post");
    answer["upload"]["url"] = json!(format!("{}/the-bucket-name", bucket.url()));
    let api = answering_json(status, &answer);
    let client = client(&api);

    let on_disk = Temporary::new("file.csv", b"a,b\n1,2\n");
    let wanted = FilePost::new("file.csv", "file").parent_directory("/").file_size(8.0).content_type("text/csv");
    let made = client.files().post(APPLICATION, &wanted).await.unwrap();
    let upload = made.upload.unwrap();
    let content = FilePart::from_path(&on_disk.0).with_name("file.csv").with_content_type("text/csv");
    client.upload_form(upload.url.unwrap(), &upload.fields.unwrap(), "file", &content).await.unwrap();

    assert_eq!(only(&api).path(), format!("/applications/{APPLICATION}/files"));
    let request = only(&bucket);
    assert_eq!((request.method(), request.target()), ("POST", "/the-bucket-name"));
    assert_eq!(request.header("content-length"), Some(request.body().len().to_string().as_str()));
    assert!(request.headers().iter().all(|(name, value)| name != "authorization" && !value.contains(HUSH)));
    assert_eq!(request.header("accept-version"), None);

    let mut parts = parts(&request);
    assert_eq!(parts.pop(), Some(file("file", "text/csv", "a,b\n1,2\n")), "the file is last");
    let fields: serde_json::Map<String, Value> =
        parts.into_iter().map(|(name, _, content)| (name, Value::String(content))).collect();
    assert_eq!(Value::Object(fields), answer["upload"]["fields"]);
}

#[tokio::test]
async fn an_application_is_imported_from_a_bundle_on_the_disk() {
    let (status, answer) = documented("applications", "import");
    let server = answering_json(status, &answer);
    let missing = FilePart::from_path("no/such/bundle.zip");
    let error = client(&server).applications().import().import_bundle(&missing).await.unwrap_err();
    assert!(error.is_body() && error.to_string().contains("`no/such/bundle.zip`"), "{error}");
    assert!(server.received().is_empty());

    let bundle = Temporary::new("bundle.zip", b"PK");
    let part = FilePart::from_path(&bundle.0).with_content_type("application/zip");
    let call = client(&server).applications().import().import_bundle(&part).owner_type("user").include_devices(true);
    call.await.unwrap();
    let expected =
        [file("importBundle", "application/zip", "PK"), text("ownerType", "user"), text("includeDevices", "true")];
    assert_eq!(parts(&only(&server)), expected);
    assert_eq!(only(&server).header("authorization"), Some("Bearer hush-hush"));
}

#[tokio::test]
async fn the_content_of_a_file_is_replaced() {
    let (status, answer) = documented("file", "upload");
    let server = answering_json(status, &answer);
    let content = Temporary::new("content.txt", "meow \u{1F431}".as_bytes());
    let part = FilePart::from_path(&content.0).with_content_type("text/plain");
    client(&server).file().upload(APPLICATION, FILE, &part).await.unwrap();
    assert_eq!(only(&server).path(), format!("/applications/{APPLICATION}/file/{FILE}/upload"));
    assert_eq!(parts(&only(&server)), [file("file", "text/plain", "meow \u{1F431}")]);
}

#[tokio::test]
async fn workflows_are_imported() {
    let (status, answer) = documented("flows", "import");
    let server = answering_json(status, &answer);
    let wanted = FlowsImportPost::default().flows([FlowImport::new("Thermostat")]);
    let imported = client(&server).flows().import(APPLICATION, &wanted).await.unwrap();
    assert_eq!(serde_json::to_value(&imported).unwrap(), answer);
    assert_eq!(only(&server).path(), format!("/applications/{APPLICATION}/flows/import"));
    assert_eq!(only(&server).body(), br#"{"flows":[{"name":"Thermostat"}]}"#);
}
