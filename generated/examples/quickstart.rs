//! The first steps: lists devices, makes one, changes it and takes it away again.
//!
//! ```text
//! cargo run -p losant-rest --example quickstart
//! ```
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use losant_rest::models::{DevicePatch, DevicePost, DeviceTag};
use losant_rest::{Client, Result};

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> std::result::Result<(), support::Failure> {
    let client = support::client(|_| {})?;
    Ok(tour(&client, &support::variable("LOSANT_APPLICATION_ID")?).await?)
}

async fn tour(client: &Client, application_id: &str) -> Result<()> {
    let mut devices = client.devices().get(application_id).sort_field("name").items();
    while let Some(device) = devices.try_next().await? {
        println!("{}", device.name.as_deref().unwrap_or("(no name)"));
    }

    let wanted = DevicePost::new("Thermometer").device_class("standalone").tags([DeviceTag::new("floor", "8")]);
    let made = client.devices().post(application_id, &wanted).await?;
    let device_id = made.id.unwrap_or_default();
    println!("made {device_id}");

    let change = DevicePatch::default().description("On the roof");
    client.device().patch(application_id, &device_id, &change).await?;

    match client.device().delete(application_id, &device_id).await {
        Ok(_) => println!("deleted"),
        Err(error) if error.is_not_found() => println!("someone was faster: {error}"),
        Err(error) => return Err(error),
    }
    Ok(())
}
