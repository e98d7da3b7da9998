//! The states of a device as they come, by an event stream: three of them.
//!
//! For the real API set `LOSANT_API_TOKEN`, `LOSANT_APPLICATION_ID` and `LOSANT_DEVICE_ID`, and let the device report.

mod support;

use losant_rest::resources::device::StateStreamEvent;
use losant_rest::testing::Mock;
use losant_rest::transport::HttpResponse;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(prepare)?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;
    let device = support::variable("LOSANT_DEVICE_ID")?;

    // A connection that breaks is opened again; only what that cannot mend ends the stream.
    let mut events = client.device().state_stream(&application, &device).await?;
    let mut states = 0;
    while states < 3 {
        match events.next().await {
            Some(Ok(StateStreamEvent::DeviceState(state))) => {
                states += 1;
                println!("{states}: {:?}", state.data);
            }
            Some(Ok(other)) => println!("an event that this release does not know: {other:?}"),
            // What cannot be read is told, and the stream goes on behind it.
            Some(Err(error)) if error.is_decode() => println!("{error}"),
            Some(Err(error)) => return Err(error.into()),
            None => break,
        }
    }
    // Dropping the stream closes its connection.
    Ok(())
}

/// Three states and something odd, in the place of the one documented state.
pub(crate) fn prepare(mock: &Mock) {
    let states =
        [r#"{"data":{"voltage":22.1}}"#, "not JSON", r#"{"data":{"voltage":22.2}}"#, r#"{"data":{"on":true}}"#];
    let events = states.map(|state| format!("event: deviceState\ndata: {state}\n\n")).concat();
    let response = HttpResponse::new(200).header("content-type", "text/event-stream").with_body(events);
    mock.on("device.stateStream").respond(response);
}
