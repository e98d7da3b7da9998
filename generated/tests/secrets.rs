//! No `Debug` of a model shows a secret.

use losant_rest::models::{AuthedUser, ChangePassword, DashboardPost, UserCredentials};
use serde_json::{Value, json};

const HUSH: &str = "hush-hush";

/// What the end of a property's name says: its text is a secret.
const ENDS: [&str; 8] = ["password", "secret", "token", "code", "privatekey", "accesskey", "apikey", "accountkey"];

#[test]
fn what_is_called_a_secret_is_one() {
    let api: Value = serde_json::from_str(include_str!("../api.json")).unwrap();
    let mut seen = 0;
    for model in api["models"].as_array().unwrap() {
        for field in model["fields"].as_array().into_iter().flatten() {
            let name = field["name"].as_str().unwrap();
            let called = ENDS.iter().any(|end| name.to_ascii_lowercase().ends_with(end));
            let ty = if field["type"]["nullable"].is_null() { &field["type"] } else { &field["type"]["nullable"] };
            assert!(!(called && *ty == "string"), "mark {name} in {} with `x-secret: true`", model["name"]);
            seen += usize::from(*ty == "secret");
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn secrets_are_sent_and_not_shown() {
    let login = UserCredentials::new("ada@example.com", HUSH).two_factor_code(HUSH);
    let expected = json!({ "email": "ada@example.com", "password": HUSH, "twoFactorCode": HUSH });
    assert_eq!(serde_json::to_value(&login).unwrap(), expected);
    let answer: AuthedUser = serde_json::from_value(json!({ "userId": "u", "token": HUSH })).unwrap();
    assert_eq!(&*answer.token, HUSH);
    let change = ChangePassword::new(HUSH, HUSH);
    let dashboard: DashboardPost = serde_json::from_value(json!({ "name": "d", "password": HUSH })).unwrap();
    let shown = format!("{login:?} {answer:?} {change:?} {dashboard:?}");
    assert!(shown.contains("ada@example.com") && !shown.contains(HUSH), "{shown}");
}
