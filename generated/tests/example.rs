//! The example as a process of its own, with an account and without.

mod support;

#[path = "../examples/instance_api_tokens/main.rs"]
mod example;

use std::process::{Command, Output};

use losant_rest::transport::HttpResponse;
use restgen_runtime::testing::Server;
use support::{DEFAULTS, answering_json, documented};

const VARIABLES: [&str; 3] = ["LOSANT_API_TOKEN", "LOSANT_API_URL", "LOSANT_INSTANCE_ID"];

/// The process: this program once more, with just the test below.
#[test]
#[ignore = "run by the others, in a process with its own environment"]
fn run() {
    example::main().unwrap();
}

/// Runs the example with these of its variables set.
fn example(variables: &[(&str, &str)]) -> Output {
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "run", "--ignored", "--nocapture"]);
    for name in VARIABLES {
        again.env_remove(name);
    }
    again.envs(variables.iter().copied()).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned()
}

#[test]
fn without_an_account() {
    let output = example(&[]);
    let text = text(&output);
    assert!(output.status.success(), "{text}");
    for line in [
        "LOSANT_API_TOKEN is not set: a server in this process answers with the examples of the spec.",
        "4 tokens in all, of them here:",
        "- My API Token",
        "made 575ec7417ae143cd83dc4a95, its secret is Some(Secret(…))",
        "changed: it is inactive",
        "deleted",
        "as it should be: instanceApiToken.get (GET /instances/{instanceId}/tokens/{apiTokenId}): 404 NotFound: ",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn with_an_account() {
    let answers = ["get", "post"].map(|action| documented("instanceApiTokens", action));
    let others = ["patch", "delete"].map(|action| documented("instanceApiToken", action));
    let mut answers = answers.into_iter().chain(others);
    let server = Server::start(move |_| {
        let (status, body) = answers.next().unwrap_or((410, serde_json::Value::Null));
        HttpResponse::new(status).with_body(body.to_string())
    });
    let server = server.unwrap();
    let url = server.url();
    let set = [(VARIABLES[0], "hush-hush"), (VARIABLES[1], url.as_str()), (VARIABLES[2], "i1")];
    let output = example(&set);
    let text = text(&output);
    assert!(output.status.success() && text.contains("changed: it is active"), "{text}");
    assert!(!text.contains("in this process") && !text.contains("hush-hush"), "{text}");

    let received = server.received();
    let seen: Vec<_> = received.iter().map(|request| format!("{} {}", request.method(), request.target())).collect();
    let token = format!("/instances/i1/tokens/575ec7417ae143cd83dc4a95?{DEFAULTS}");
    assert_eq!(
        seen,
        [
            format!("GET /instances/i1/tokens?{DEFAULTS}&sortField=name&perPage=10"),
            format!("POST /instances/i1/tokens?{DEFAULTS}"),
            format!("PATCH {token}"),
            format!("DELETE {token}"),
            format!("GET {token}"),
        ]
    );
    assert!(received.iter().all(|request| request.header("authorization") == Some("Bearer hush-hush")));
}

#[test]
fn what_is_missing_is_named() {
    let output = example(&[(VARIABLES[0], "hush-hush")]);
    assert!(!output.status.success() && text(&output).contains("set LOSANT_INSTANCE_ID beside LOSANT_API_TOKEN"));
}

#[test]
fn an_error_ends_it() {
    let server = answering_json(403, &serde_json::json!({"type": "Forbidden", "message": "no"}));
    let url = server.url();
    let output = example(&[(VARIABLES[0], "hush-hush"), (VARIABLES[1], &url), (VARIABLES[2], "i1")]);
    assert!(!output.status.success() && text(&output).contains("403 Forbidden: no"));
    assert_eq!(server.received().len(), 1);
}
