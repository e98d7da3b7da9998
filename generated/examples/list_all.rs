//! Every device of an application, over all pages.
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use losant_rest::testing::Mock;
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(prepare)?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;

    // A page is asked for when its first device is. What the list is sorted by should not change meanwhile.
    let mut devices = client.devices().get(&application).sort_field("id").items();
    while let Some(device) = devices.try_next().await? {
        let class = device.device_class.as_ref().map_or("unknown", |class| class.as_str());
        println!("{} ({class})", device.name.as_deref().unwrap_or("(no name)"));
    }
    println!("page {} was the last", devices.page().unwrap_or_default());

    // Each page as one call answers it, from the second on; pages are counted from 0.
    let mut pages = client.devices().get(&application).sort_field("id").page(1).pages();
    while let Some(page) = pages.try_next().await? {
        let (count, total) = (page.items.unwrap_or_default().len(), page.total_count.unwrap_or_default());
        println!("page {}: {count} of {total} devices", pages.page().unwrap_or_default());
    }
    Ok(())
}

/// Five devices, two a page, are listed once from the beginning and once from the second page on.
pub(crate) fn prepare(mock: &Mock) {
    let names = ["Boiler", "Fan", "Gauge", "Pump", "Valve"];
    for page in [0, 1, 2, 1, 2] {
        let items = names.iter().skip(2 * page).take(2);
        let items: Vec<_> = items.map(|name| json!({ "name": name, "deviceClass": "standalone" })).collect();
        let answer = json!({ "items": items, "count": items.len(), "totalCount": 5, "perPage": 2, "page": page });
        mock.on("devices.get").answer_once(200, answer.to_string());
    }
}
