//! What the README shows of logging in.

use losant_rest::models::UserCredentials;
use losant_rest::{Client, Result};

pub fn client_of_a_user(email: &str, password: &str) -> Result<Client> {
    let anyone = Client::builder().build()?;
    let credentials = UserCredentials::new(email, password);
    let log_in = move || {
        let login = anyone.auth().authenticate_user(&credentials);
        async { login.await.map(|user| user.token) }
    };
    Client::builder().token_provider(log_in).build()
}
