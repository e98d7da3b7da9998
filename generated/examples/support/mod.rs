//! What the examples share: a client of the real API where there is an account, and of the mock where there is none.
//!
//! With `LOSANT_API_TOKEN` set, or `LOSANT_EMAIL` for the example that logs in, an example talks to the real API, or to
//! the one at `LOSANT_API_URL`. It then needs the IDs that it asks for. Otherwise a mock, served by this process, answers
//! with the examples of the spec.
#![allow(dead_code, reason = "each example uses a part of it")]

use std::env;
use std::error::Error;
use std::thread;

use losant_rest::testing::{self, Mock};
use losant_rest::{Client, ClientBuilder};

/// What goes wrong in an example.
pub(crate) type Failure = Box<dyn Error>;

/// A client with a token. The mock, if it is one, is told first what to do otherwise.
pub(crate) fn client(prepare: impl FnOnce(&Mock)) -> Result<Client, Failure> {
    if has_account() {
        return Ok(Client::from_env()?);
    }
    Ok(Client::builder().token("any").base_url(serve(prepare)?).build()?)
}

/// A builder of clients of the same API, still without a token.
pub(crate) fn builder(prepare: impl FnOnce(&Mock)) -> Result<ClientBuilder, Failure> {
    let builder = Client::builder();
    if !has_account() {
        return Ok(builder.base_url(serve(prepare)?));
    }
    Ok(match env::var("LOSANT_API_URL") {
        Ok(url) => builder.base_url(url),
        Err(_) => builder,
    })
}

/// What a variable of the environment holds; the mock takes any ID.
pub(crate) fn variable(name: &str) -> Result<String, Failure> {
    if has_account() {
        return env::var(name).map_err(|_| format!("set {name} too").into());
    }
    Ok("575ec8687ae143cd83dc4a97".to_owned())
}

fn has_account() -> bool {
    env::var_os("LOSANT_API_TOKEN").or_else(|| env::var_os("LOSANT_EMAIL")).is_some()
}

/// Serves the mock until the process ends, and says where.
fn serve(prepare: impl FnOnce(&Mock)) -> Result<String, Failure> {
    println!("LOSANT_API_TOKEN is not set: a mock in this process answers.");
    let mock = testing::mock();
    prepare(&mock);
    let server = mock.serve(0)?;
    let url = server.url();
    thread::spawn(move || server.wait());
    Ok(url)
}
