//! Users and devices that log in, and clients that log in again by themselves.

mod support;

use std::error::Error as _;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use losant_rest::models::{DeviceCredentials, UserCredentials};
use losant_rest::{Client, ClientBuilder, Error, transport::HttpResponse};
use restgen_runtime::testing::{Received, Server};
use serde_json::{Value, json};
use support::{HUSH, INSTANCE, TOKEN, answering_json, documented};

/// A server whose tokens are good for two calls. What a login sends is what it is told here.
fn server(login: &'static str, action: &str, sent: Value) -> Server {
    let (_, answer) = documented("auth", action);
    let (_, token) = documented("instanceApiToken", "get");
    let (logins, calls) = (AtomicU32::new(0), AtomicU32::new(0));
    let respond = move |request: &Received| {
        if request.path() == login {
            assert_eq!(serde_json::from_slice::<Value>(request.body()).unwrap(), sent);
            let mut answer = answer.clone();
            answer["token"] = json!(format!("{HUSH}-{}", logins.fetch_add(1, Ordering::Relaxed)));
            return (200, answer);
        }
        let newest = format!("Bearer {HUSH}-{}", calls.fetch_add(1, Ordering::Relaxed) / 3);
        match request.header("authorization") {
            Some(sent) if sent == newest && calls.load(Ordering::Relaxed) % 3 != 0 => (200, token.clone()),
            _ => (401, json!({ "type": "Unauthorized", "message": "Invalid token" })),
        }
    };
    let server = Server::start(move |request| {
        let (status, body) = respond(request);
        HttpResponse::new(status).header("Content-Type", "application/json").with_body(body.to_string())
    });
    server.unwrap()
}

/// Five calls, of which each third is refused at first.
async fn five_calls(server: &Server, client: ClientBuilder) {
    let client = client.base_url(server.url()).build().unwrap();
    for _ in 0..5 {
        client.instance_api_token().get(INSTANCE, TOKEN).await.unwrap();
    }
    assert!(!format!("{client:?} {:?}", server.received()).contains(HUSH));
}

fn logins(server: &Server, path: &str) -> usize {
    let logins: Vec<Received> = server.received().into_iter().filter(|request| request.path() == path).collect();
    assert!(logins.iter().all(|request| request.header("authorization").is_none()));
    logins.len()
}

#[tokio::test]
async fn a_user_logs_in_again() {
    let sent = json!({ "email": "ada@example.com", "password": HUSH });
    let server = server("/auth/user", "authenticateUser", sent);
    let credentials = UserCredentials::new("ada@example.com", HUSH);
    let anyone = Client::builder().base_url(server.url()).build().unwrap();
    let log_in = move || {
        let login = anyone.auth().authenticate_user(&credentials);
        async { login.await.map(|user| user.token) }
    };
    five_calls(&server, Client::builder().token_provider(log_in)).await;
    assert_eq!(logins(&server, "/auth/user"), 3);
}

#[tokio::test]
async fn a_device_logs_in_again() {
    let sent = json!({ "deviceId": INSTANCE, "key": "key", "secret": HUSH });
    let server = server("/auth/device", "authenticateDevice", sent);
    let credentials = DeviceCredentials::new(INSTANCE).key("key").secret(HUSH);
    let anyone = Client::builder().base_url(server.url()).build().unwrap();
    let log_in = move || {
        let login = anyone.auth().authenticate_device(&credentials);
        async { login.await.map(|device| device.token) }
    };
    five_calls(&server, Client::builder().token_provider(log_in)).await;
    assert_eq!(logins(&server, "/auth/device"), 3);
}

#[tokio::test]
async fn a_login_that_is_refused() {
    let server = answering_json(401, &json!({ "type": "Unauthorized", "message": "Invalid credentials" }));
    let anyone = Client::builder().base_url(server.url()).build().unwrap();
    let log_in = move || {
        let login = anyone.auth().authenticate_user(&UserCredentials::new("ada@example.com", HUSH));
        async { login.await.map(|user| user.token) }
    };
    let client = Client::builder().base_url(server.url()).token_provider(log_in).build().unwrap();
    let error = client.instance_api_token().get(INSTANCE, TOKEN).await.unwrap_err();
    let said = "instanceApiToken.get (GET /instances/{instanceId}/tokens/{apiTokenId}): no token: auth.authenticateUser \
                (POST /auth/user): 401 Unauthorized: Invalid credentials";
    assert_eq!(error.to_string(), said);
    let refusal = error.source().and_then(|source| source.downcast_ref::<Error>()).unwrap();
    assert!(refusal.is_unauthorized());
    assert!(error.is_token() && !format!("{error:?}").contains(HUSH));
    assert_eq!(server.received().len(), 1);
}

/// In a process of its own: says where the client of the environment calls, or why there is none, and calls.
#[tokio::test]
#[ignore = "run by the others, in a process with its own environment"]
async fn run() {
    match Client::from_env() {
        Ok(client) => {
            println!("client of {}", client.base_url());
            if client.base_url() != "https://api.losant.com" {
                client.instance_api_token().get(INSTANCE, TOKEN).await.unwrap();
            }
        }
        Err(error) => println!("{error}"),
    }
}

fn run_with(variables: &[(&str, &str)]) -> String {
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "run", "--ignored", "--nocapture"]);
    again.env_remove("LOSANT_API_TOKEN").env_remove("LOSANT_API_URL").envs(variables.iter().copied());
    let Output { status, stdout, stderr } = again.output().unwrap();
    let text = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    assert!(status.success() && !text.contains(HUSH), "{text}");
    text
}

#[test]
fn a_client_of_the_environment() {
    let (status, answer) = documented("instanceApiToken", "get");
    let server = answering_json(status, &answer);
    let url = server.url();
    for (variables, said) in [
        (vec![], "client not built: the environment variable `LOSANT_API_TOKEN` is not set"),
        (vec![("LOSANT_API_TOKEN", "")], "client not built: the token is empty"),
        (vec![("LOSANT_API_TOKEN", HUSH)], "client of https://api.losant.com"),
        (
            vec![("LOSANT_API_TOKEN", HUSH), ("LOSANT_API_URL", "x")],
            "client not built: base URL is not an absolute URL",
        ),
        (
            vec![("LOSANT_API_TOKEN", HUSH), ("LOSANT_API_URL", "http://example.com")],
            "client not built: the token would go to http://example.com unencrypted",
        ),
        (vec![("LOSANT_API_TOKEN", HUSH), ("LOSANT_API_URL", &url)], &*format!("client of {url}")),
    ] {
        let text = run_with(&variables);
        assert!(text.contains(said), "{said}\n{text}");
    }
    let [request] = &server.received()[..] else { panic!("{} requests", server.received().len()) };
    assert_eq!(request.header("authorization"), Some("Bearer hush-hush"));
}
