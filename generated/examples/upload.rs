//! A file: makes its entry, sends its content from the disk to the storage that the answer names, and looks at it.
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use losant_rest::FilePart;
use losant_rest::models::FilePost;
use losant_rest::testing::{Mock, Server};
use losant_rest::transport::HttpResponse;
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(prepare)?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));

    // First the entry. The answer says where its content goes, with form fields that allow just this upload.
    let size = u32::try_from(fs::metadata(path)?.len())?;
    let entry = FilePost::new("README.md", "file").content_type("text/markdown").file_size(size);
    let made = client.files().post(&application, &entry).await?;
    let file_id = made.id.ok_or("the answer has no ID")?;
    let upload = made.upload.ok_or("the answer does not say where the content goes")?;
    let url = upload.url.ok_or("the answer has no URL for the content")?;

    // Then the content. It is read while it is sent, so a file may be larger than the memory; the token stays here.
    let content = FilePart::from_path(path).with_content_type("text/markdown").on_progress(|sent, total| {
        let total = total.unwrap_or(sent).max(1);
        println!("{} % are on their way", 100 * sent / total);
    });
    client.upload_form(url, &upload.fields.unwrap_or_default(), "file", &content).await?;
    println!("uploaded {}", content.name());

    let file = client.file().get(&application, &file_id).await?;
    println!("{} is {}", file.name.unwrap_or_default(), file.status.unwrap_or_default());
    client.file().delete(&application, &file_id).await?;
    println!("deleted");
    Ok(())
}

/// In the place of the storage: takes everything.
static STORAGE: LazyLock<Server> = LazyLock::new(|| Server::start(|_| HttpResponse::new(204)).expect("a port is free"));

/// The documented answers, but for a storage that is there.
pub(crate) fn prepare(mock: &Mock) {
    let upload = json!({ "url": format!("{}/bucket", STORAGE.url()), "fields": { "key": "README.md" } });
    mock.on("files.post").answer(201, json!({ "id": "575ec76c7ae143cd83dc4a96", "upload": upload }).to_string());
    let file = json!({ "id": "575ec76c7ae143cd83dc4a96", "name": "README.md", "status": "completed" });
    mock.on("file.get").answer(200, file.to_string());
}
