//! Every device of an application, page by page.
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use losant_rest::Client;
use losant_rest::models::Device;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(|_| {})?;
    let devices = all(&client, &support::variable("LOSANT_APPLICATION_ID")?).await?;
    println!("{} devices:", devices.len());
    for device in &devices {
        let class = device.device_class.as_ref().map_or("unknown", |class| class.as_str());
        println!("{} ({class})", device.name.as_deref().unwrap_or("(no name)"));
    }
    Ok(())
}

/// Asks for pages until there are as many devices as the server says, or a page brings none.
async fn all(client: &Client, application_id: &str) -> losant_rest::Result<Vec<Device>> {
    let mut devices = Vec::new();
    for number in 0.. {
        let page = client.devices().get(application_id).sort_field("id").page(number).await?;
        let (items, total) = (page.items.unwrap_or_default(), page.total_count.unwrap_or_default());
        let is_last = items.is_empty() || i64::try_from(devices.len() + items.len()).is_ok_and(|count| count >= total);
        devices.extend(items);
        if is_last {
            break;
        }
    }
    Ok(devices)
}
