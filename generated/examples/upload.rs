//! A file: makes its entry, uploads its content, and reads where it can be had.
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use losant_rest::FilePart;
use losant_rest::models::FilePost;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(|_| {})?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;

    let content = "time,voltage\n2026-01-01T00:00:00Z,22.4\n";
    let entry = FilePost::new("voltage.csv", "file").content_type("text/csv");
    let made = client.files().post(&application, &entry).await?;
    let file_id = made.id.ok_or("the answer has no ID")?;
    println!("made {file_id}, {}", made.status.unwrap_or_default());

    let part = FilePart::new("voltage.csv", content).with_content_type("text/csv");
    let uploaded = client.file().upload(&application, &file_id, &part).await?;
    println!("uploaded {} bytes to {}", content.len(), uploaded.name.unwrap_or_default());

    let file = client.file().get(&application, &file_id).await?;
    println!("it is {}", file.status.unwrap_or_default());

    client.file().delete(&application, &file_id).await?;
    println!("deleted");
    Ok(())
}
