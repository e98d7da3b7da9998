//! The start in the README, to be compiled.

use losant_rest::models::ApiTokenPost;
use losant_rest::{Client, Result};

pub async fn tokens(token: &str, instance_id: &str) -> Result<()> {
    let client = Client::builder().token(token).build()?;

    let page = client.instance_api_tokens().get(instance_id).sort_field("name").per_page(10).await?;
    for token in page.items.iter().flatten() {
        println!("{:?}", token.name);
    }

    let wanted = ApiTokenPost::new("ci").scope(["all.Instance.read"]);
    let made = client.instance_api_tokens().post(instance_id, &wanted).await?;

    match client.instance_api_token().get(instance_id, made.id.unwrap_or_default()).await {
        Err(error) if error.is_not_found() => println!("gone: {error}"),
        other => println!("{:?}", other?.status),
    }
    Ok(())
}
