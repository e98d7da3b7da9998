//! What the examples share: a client of the real API where there is an account, and of the mock where there is none.
//!
//! With `LOSANT_API_TOKEN` set, an example talks to the real API, or to the one at `LOSANT_API_URL`. It then needs the
//! IDs that it asks for. Otherwise a mock in the process answers with the examples of the spec.
#![allow(dead_code, reason = "each example uses a part of it")]

use std::env;
use std::error::Error;

use losant_rest::testing::{self, Mock};
use losant_rest::{Client, ClientBuilder};

/// What goes wrong in an example.
pub(crate) type Failure = Box<dyn Error>;

/// A client with a token. The mock, if it is one, is told first what to do otherwise.
pub(crate) fn client(prepare: impl FnOnce(&Mock)) -> Result<Client, Failure> {
    Ok(builder(prepare).build()?)
}

/// A builder of clients, to set another token.
pub(crate) fn builder(prepare: impl FnOnce(&Mock)) -> ClientBuilder {
    if has_account() {
        return Client::builder().from_env();
    }
    println!("LOSANT_API_TOKEN is not set: a mock in this process answers.");
    let mock = testing::mock();
    prepare(&mock);
    Client::builder().token("any").transport(mock)
}

/// What a variable of the environment holds; the mock takes any ID.
pub(crate) fn variable(name: &str) -> Result<String, Failure> {
    if has_account() {
        return env::var(name).map_err(|_| format!("set {name} beside LOSANT_API_TOKEN").into());
    }
    Ok("575ec8687ae143cd83dc4a97".to_owned())
}

fn has_account() -> bool {
    env::var_os("LOSANT_API_TOKEN").is_some()
}
