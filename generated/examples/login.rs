//! A client that logs in by itself, with an email address and a password, and again when its token ends.
//!
//! For the real API set `LOSANT_EMAIL` and `LOSANT_PASSWORD`.

mod support;

use losant_rest::models::UserCredentials;
use losant_rest::testing::Mock;
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let builder = support::builder(prepare)?;
    let (email, password) = (support::variable("LOSANT_EMAIL")?, support::variable("LOSANT_PASSWORD")?);

    // To log in needs no token, so it has a client of its own.
    let anyone = builder.clone().build()?;
    let credentials = UserCredentials::new(email, password);
    let log_in = move || {
        println!("logging in");
        let login = anyone.auth().authenticate_user(&credentials);
        async { login.await.map(|user| user.token) }
    };
    let client = builder.token_provider(log_in).build()?;

    // The first call logs in.
    match client.me().get().await {
        Ok(me) => println!("hello {}", me.first_name.unwrap_or_default()),
        Err(error) if error.is_token() => {
            println!("not logged in: {error}");
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    }
    // So does one whose token the server refuses because it has ended; that call is then sent again. Where it is known how
    // long a token works, `Token::valid_for` spares it the refusal.
    let applications = client.applications().get().await?;
    println!("{} applications", applications.total_count.unwrap_or_default());
    Ok(())
}

/// Each login gives another token, and the first one is soon refused.
pub(crate) fn prepare(mock: &Mock) {
    for token in ["first", "second"] {
        let user = json!({ "userId": "575ed70c7ae143cd83dc4aa9", "token": token });
        mock.on("auth.authenticateUser").answer_once(200, user.to_string());
    }
    mock.on("applications.get").fail(1, 401);
}
