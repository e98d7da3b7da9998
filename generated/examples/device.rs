//! What a device reports and what it is told: sends states and a command, and reads both back.
//!
//! For the real API set `LOSANT_API_TOKEN`, `LOSANT_APPLICATION_ID` and `LOSANT_DEVICE_ID`. The device needs an
//! attribute `voltage`, a number.

mod support;

use std::collections::BTreeMap;

use losant_rest::Json;
use losant_rest::models::{DeviceCommand, DeviceState, DeviceStates, Scalar};

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(|_| {})?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;
    let device = support::variable("LOSANT_DEVICE_ID")?;

    // One state, with the time at which it arrives; then two at once, with times of their own.
    client.device().send_state(&application, &device, &voltage(21.5).into()).await?;
    let states: DeviceStates =
        vec![voltage(22.0).time("2026-01-01T00:00:00.000Z"), voltage(22.5).time("2026-01-01T00:01:00.000Z")];
    client.device().send_state(&application, &device, &states.into()).await?;

    for state in client.device().get_state(&application, &device).limit(3).await? {
        match state.data.get("voltage") {
            Some(Scalar::Number(volts)) => println!("it reported {volts} V"),
            other => println!("it reported {other:?}"),
        }
    }

    let command = DeviceCommand::new("blink").payload(Json::from(vec![1, 1, 2, 3]));
    client.device().send_command(&application, &device, &command).await?;
    for command in client.device().get_command(&application, &device).limit(1).await? {
        println!("it was told {}: {}", command.name, command.payload.unwrap_or_default());
    }
    Ok(())
}

fn voltage(volts: f64) -> DeviceState {
    DeviceState::new(BTreeMap::from([("voltage".to_owned(), Scalar::from(volts))]))
}
