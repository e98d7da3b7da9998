//! API tokens of an instance: lists them, makes one, changes it, deletes it, and handles an error.
//!
//! ```text
//! cargo run -p losant-rest --example instance_api_tokens
//! ```
//!
//! works without an account: a server in this process stands in for the API. With `LOSANT_API_TOKEN` and
//! `LOSANT_INSTANCE_ID` set it talks to the real one, or to the one at `LOSANT_API_URL`.

mod stand_in;

use std::env;
use std::error::Error;
use std::time::Duration;

use losant_rest::models::{ApiTokenPatch, ApiTokenPost};
use losant_rest::{Client, Timestamp};

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn main() -> Result<(), Box<dyn Error>> {
    let Ok(token) = env::var("LOSANT_API_TOKEN") else {
        println!("LOSANT_API_TOKEN is not set: a server in this process answers with the examples of the spec.");
        let server = stand_in::start()?;
        let client = Client::builder().base_url(server.url()).token("any").build()?;
        return tour(&client, "575ec7417ae143cd83dc4a96").await;
    };
    let instance_id = env::var("LOSANT_INSTANCE_ID").map_err(|_| "set LOSANT_INSTANCE_ID beside LOSANT_API_TOKEN")?;
    let mut client = Client::builder().token(token);
    if let Ok(url) = env::var("LOSANT_API_URL") {
        client = client.base_url(url);
    }
    tour(&client.build()?, &instance_id).await
}

/// What a caller would copy. It touches no token but the one that it makes.
async fn tour(client: &Client, instance_id: &str) -> Result<(), Box<dyn Error>> {
    let page = client.instance_api_tokens().get(instance_id).sort_field("name").per_page(10).await?;
    println!("{} tokens in all, of them here:", page.total_count.unwrap_or_default());
    for token in page.items.iter().flatten() {
        println!("- {}", token.name.as_deref().unwrap_or("(no name)"));
    }

    let an_hour_from_now = Timestamp::now() + Duration::from_hours(1);
    let wanted = ApiTokenPost::new("example").scope(["all.Instance.read"]).expiration_date(an_hour_from_now);
    let made = client.instance_api_tokens().post(instance_id, &wanted).await?;
    let id = made.id.ok_or("the answer has no ID")?;
    // `{:?}` does not show the secret; `&*secret` is its text.
    println!("made {id}, its secret is {:?}", made.token);

    let change = ApiTokenPatch::default().status("inactive");
    let changed = client.instance_api_token().patch(instance_id, &id, &change).await?;
    println!("changed: it is {}", changed.status.unwrap_or_default());

    client.instance_api_token().delete(instance_id, &id).await?;
    println!("deleted");

    match client.instance_api_token().get(instance_id, &id).await {
        Err(error) if error.is_not_found() => println!("as it should be: {error}"),
        Err(error) => return Err(error.into()),
        Ok(_) => println!("it is still there"),
    }
    Ok(())
}
