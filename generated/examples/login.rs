//! From an email address and a password to a token, and from a token to a fresh one.
//!
//! For the real API set `LOSANT_API_TOKEN` to anything, and `LOSANT_EMAIL` and `LOSANT_PASSWORD`.

mod support;

use losant_rest::models::UserCredentials;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), support::Failure> {
    let builder = support::builder(|_| {});
    let credentials =
        UserCredentials::new(support::variable("LOSANT_EMAIL")?, support::variable("LOSANT_PASSWORD")?).token_ttl(3600);

    // Signing in needs no token.
    let signed_in = match builder.clone().build()?.auth().authenticate_user(&credentials).await {
        Ok(signed_in) => signed_in,
        Err(error) if error.is_unauthorized() => {
            println!("wrong email address, password or two-factor code: {error}");
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    println!("signed in as {}", signed_in.user_id);

    let client = builder.clone().token(signed_in.token).build()?;
    let me = client.me().get().await?;
    println!("hello {}", me.first_name.unwrap_or_default());

    // Before the hour is over: another token, for another hour.
    let refreshed = client.me().refresh_token().await?;
    let client = builder.token(refreshed.token).build()?;
    println!("{} applications", client.applications().get().await?.total_count.unwrap_or_default());
    Ok(())
}
