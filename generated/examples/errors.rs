//! What can go wrong, and what to do about it.
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use losant_rest::Error;
use losant_rest::testing::Mock;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(prepare)?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;

    // Nothing is sent: an empty ID would name another resource.
    if let Err(error) = client.device().get(&application, "").await {
        explain(&error);
    }
    // The server refuses the value.
    if let Err(error) = client.devices().get(&application).sort_direction("sideways").await {
        explain(&error);
    }
    // There is no such device.
    if let Err(error) = client.device().get(&application, "000000000000000000000000").await {
        explain(&error);
    }
    Ok(())
}

/// Each kind has a question that asks for it; the documentation of the question says what to do.
fn explain(error: &Error) {
    let advice = if error.is_request() || error.is_bad_request() {
        "mend the call"
    } else if error.is_unauthorized() || error.is_forbidden() {
        "use another token"
    } else if error.is_not_found() {
        "check the IDs"
    } else if error.is_rate_limited() || error.is_server_error() || error.is_connect() {
        "try again later"
    } else if error.is_timeout() || error.is_interrupted() {
        "look whether it was done, then try again"
    } else {
        "read the message"
    };
    println!("{advice}: {error}");
    if let Some(kind) = error.server_type() {
        println!("  the server calls it {kind}, with status {}", error.status().unwrap_or_default());
    }
}

/// The mock knows every device, but not this time.
pub(crate) fn prepare(mock: &Mock) {
    mock.on("device.get").fail(1, 404);
}
