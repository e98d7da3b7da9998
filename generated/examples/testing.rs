//! How code that uses the client is tested: against the mock, which knows the API, and against a script.
//!
//! In a crate of your own, turn the feature `testing` on for tests:
//!
//! ```toml
//! [dev-dependencies]
//! losant-rest = { version = "0.1", features = ["testing"] }
//! ```

use losant_rest::models::DeviceCommand;
use losant_rest::testing::{self, Replay};
use losant_rest::{Client, Result};

/// The code to be tested: restarts a device, unless there is none.
async fn restart(client: &Client, application_id: &str, device_id: &str) -> Result<bool> {
    match client.device().send_command(application_id, device_id, &DeviceCommand::new("restart")).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_not_found() => Ok(false),
        Err(error) => Err(error),
    }
}

/// The mock answers as documented, refuses what the API would refuse, and fails when it is told to.
async fn against_the_mock() -> Result<()> {
    let mock = testing::mock();
    let client = Client::builder().token("any").transport(mock.clone()).build()?;
    assert!(restart(&client, "a1", "d1").await?);

    mock.on("device.sendCommand").fail(1, 404);
    assert!(!restart(&client, "a1", "d2").await?);

    let sent = mock.exchanges();
    assert_eq!(sent[0].action(), Some("device.sendCommand"));
    assert_eq!(sent[0].body(), br#"{"name":"restart"}"#);
    Ok(())
}

/// The script says which requests come, in which order, and what they are answered.
async fn against_a_script() -> Result<()> {
    let script = Replay::new()
        .expect("POST", "/applications/a1/devices/d1/command")
        .json(serde_json::json!({ "name": "restart" }))
        .answer(200, r#"{"success":true}"#);
    let client = Client::builder().token("any").transport(script.clone()).build()?;
    assert!(restart(&client, "a1", "d1").await?);
    script.assert_done();
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<()> {
    against_the_mock().await?;
    against_a_script().await?;
    println!("both hold");
    Ok(())
}
