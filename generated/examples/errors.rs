//! What can go wrong, what to do about it, and what the client does by itself.
//!
//! For the real API set `LOSANT_API_TOKEN` and `LOSANT_APPLICATION_ID`.

mod support;

use std::time::Duration;

use losant_rest::retry::Backoff;
use losant_rest::testing::Mock;
use losant_rest::{CallOptions, Error, models};

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let client = support::client(prepare)?;
    let application = support::variable("LOSANT_APPLICATION_ID")?;
    let missing = "000000000000000000000000";

    // Nothing is sent: an empty ID would name another resource. Then there is no such device, or it may not be seen.
    for device in ["", missing, missing] {
        if let Err(error) = client.device().get(&application, device).await {
            explain(&error);
        }
    }
    // A read is tried three times, in two minutes at most. A call, and a builder of clients, may say otherwise.
    let patient = Backoff::new().attempts(5).first_delay(Duration::from_millis(20));
    let call = client.devices().get(&application).retry(patient).timeout(Duration::from_secs(30));
    println!("{} devices", call.await?.total_count.unwrap_or_default());

    // What changes something is sent again only if the server surely did nothing, or if that does no harm.
    let call = client.device().delete(&application, missing).idempotent(true).retry(patient);
    if let Err(error) = call.await {
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
    // The body of an error as the type that the API documents.
    if let Some(Ok(body)) = error.error_body::<models::Error>() {
        println!("  {}: {}", body.type_.unwrap_or_default(), body.message.unwrap_or_default());
    }
    // The message has all scopes that would allow what was refused; these are the narrow ones.
    if let Some(action) = error.operation().filter(|_| error.is_forbidden()) {
        let scopes: Vec<&str> = action.scope_list().filter(|scope| !scope.starts_with("all.")).collect();
        println!("  a token needs {}", scopes.join(" or "));
    }
}

/// The mock knows every device and never fails, but not this time.
pub(crate) fn prepare(mock: &Mock) {
    mock.on("device.get").fail(1, 404).fail(1, 403);
    mock.on("devices.get").fail(3, 503);
    mock.on("device.delete").fail(1, 502).cut(1).fail(1, 404);
}
