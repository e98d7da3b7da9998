//! What a caller takes for granted: how arguments are given, what can be stored, and what is never shown.

mod support;

use losant_rest::models::{ActiveStatus, ApiToken, ApiTokenPost, ApiTokenScope, ApiTokens, OrgRole, Role};
use losant_rest::resources::instance_api_tokens::GetSortField;
use losant_rest::{Client, ClientBuilder, Error, Secret, Timestamp};
use restgen_runtime::testing::Replay;
use serde_json::json;
use support::{HUSH, INSTANCE, TOKEN, answering_json, builder, client, documented};

fn shared_between_threads<T: Send + Sync + 'static>(_: &T) {}
fn sent_to_a_thread<T: Send + 'static>(_: &T) {}
fn an_error<T: std::error::Error + Send + Sync + 'static>() {}

#[test]
fn clients_and_calls_go_to_other_threads() {
    let client = Client::new(HUSH).unwrap();
    shared_between_threads(&client);
    shared_between_threads(&client.instance_api_tokens());
    let call = client.instance_api_tokens().get(INSTANCE);
    sent_to_a_thread(&call);
    sent_to_a_thread(&call.into_future());
    an_error::<Error>();
}

#[test]
fn what_is_awaited_is_small() {
    let client = Client::new(HUSH).unwrap();
    let future = client.instance_api_tokens().get(INSTANCE).into_future();
    assert!(size_of_val(&future) <= 4 * size_of::<usize>(), "{}", size_of_val(&future));
    assert!(size_of::<Result<(), Error>>() <= size_of::<usize>());
    assert_eq!(size_of::<Client>(), size_of::<usize>());
}

#[test]
fn a_builder_borrows_nothing() {
    fn call() -> impl Future<Output = losant_rest::Result<ApiTokens>> + Send + 'static {
        let (client, instance) = (Client::new(HUSH).unwrap(), String::from(INSTANCE));
        client.instance_api_tokens().get(&instance).sort_field(&*String::from("name")).into_future()
    }
    drop(call());
}

#[test]
fn arguments_are_taken_as_texts_and_as_types() {
    let body = |post: &ApiTokenPost| serde_json::to_value(post).unwrap();
    let by_text =
        ApiTokenPost::new("ci").description("d").scope(["all.Instance.read"]).status("inactive").default_role("view");
    let by_type = ApiTokenPost::new(String::from("ci"))
        .description(String::from("d"))
        .scope(vec![ApiTokenScope::AllInstanceRead])
        .status(ActiveStatus::Inactive)
        .default_role(Role::View);
    assert_eq!(by_text, by_type);
    let expected = json!({
        "name": "ci", "description": "d", "scope": ["all.Instance.read"], "status": "inactive", "defaultRole": "view"
    });
    assert_eq!(body(&by_text), expected);

    let mut by_field = ApiTokenPost::new("ci");
    by_field.org_roles = Some(vec![OrgRole::new("sandbox", "edit")]);
    assert_eq!(body(&by_field), json!({"name": "ci", "orgRoles": [{"orgId": "sandbox", "role": "edit"}]}));
    assert_eq!(by_field, ApiTokenPost::new("ci").org_roles([OrgRole::new("sandbox", Role::Edit)]));

    let at: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(body(&ApiTokenPost::new("ci").expiration_date(at))["expirationDate"], "2030-01-01T00:00:00.000Z");
}

#[test]
fn parameters_are_taken_as_texts_and_as_types() {
    let client = Client::new(HUSH).unwrap();
    let get = || client.instance_api_tokens().get(INSTANCE);
    drop(get().sort_field("name").filter("x"));
    drop(get().sort_field(String::from("name")).filter(String::from("x")));
    drop(get().sort_field(GetSortField::Name).per_page(10));
    assert_eq!(GetSortField::from("creationDate"), GetSortField::CreationDate);
}

#[test]
fn what_the_server_gave_can_be_stored_and_compared() {
    for (resource, action) in [("instanceApiToken", "get"), ("instanceApiTokens", "post")] {
        let (_, json) = documented(resource, action);
        let token: ApiToken = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&token).unwrap(), json);
        let text = serde_json::to_string(&token).unwrap();
        assert_eq!(serde_json::from_str::<ApiToken>(&text).unwrap(), token);
    }
    let (_, json) = documented("instanceApiTokens", "get");
    let mut page: ApiTokens = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&page).unwrap(), json);
    let before = page.clone();
    page.items.as_mut().unwrap()[0].name = Some("other".to_owned());
    assert_ne!(page, before);
    assert!(serde_json::from_value::<ApiTokens>(json!({"items": [{"name": 1}]})).is_err());
}

#[test]
fn secrets_of_the_api_are_not_shown() {
    let (_, json) = documented("instanceApiToken", "get");
    let mut token: ApiToken = serde_json::from_value(json).unwrap();
    token.token = Some(Secret::from("the_actual_token_string"));
    let text = format!("{token:?} {token:#?}");
    assert!(!text.contains("the_actual_token_string") && text.contains("My API Token"), "{text}");
    assert_eq!(&**token.token.as_ref().unwrap(), "the_actual_token_string");
    let odd: ApiToken = serde_json::from_value(json!({"sessionKey": "hush"})).unwrap();
    assert!(!format!("{odd:?}").contains("hush"), "{odd:?}");
}

#[tokio::test]
async fn the_token_is_shown_nowhere() {
    let server = answering_json(401, &json!({"type": "Unauthorized", "message": "no"}));
    let (builder, client) = (builder(&server), client(&server));
    let call = client.instance_api_tokens().post(INSTANCE, &ApiTokenPost::new("ci").description(HUSH));
    let shown = [
        format!("{builder:?} {builder:#?}"),
        format!("{client:?} {client:#?} {:?}", client.instance_api_token()),
        format!("{call:?} {call:#?}"),
    ];
    let error = call.await.unwrap_err();
    assert!(error.is_unauthorized());
    let response = error.response().unwrap();
    let shown = shown.into_iter().chain([format!("{error} {error:?} {error:#?} {response:?}")]);
    for text in shown {
        assert!(!text.contains(HUSH) && !text.is_empty(), "{text}");
    }
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let why = |builder: ClientBuilder| {
        let error = builder.build().unwrap_err();
        assert!(error.is_builder() && error.operation().is_none() && error.status().is_none());
        let text = error.to_string();
        assert!(!text.contains(HUSH), "{text}");
        text
    };
    let builder = || Client::builder().token(HUSH);
    assert_eq!(why(builder().token("")), "client not built: the token is empty");
    assert!(why(builder().token(format!("{HUSH}\n"))).contains("line break at its end"));
    assert!(why(builder().base_url("api.losant.com")).contains("absolute URL"));
    assert!(why(builder().base_url("ftp://api.losant.com")).contains("scheme `ftp`"));
    assert!(why(builder().base_url(format!("https://{HUSH}@api.losant.com"))).contains("credentials"));
    assert!(why(builder().base_url("http://api.losant.com")).contains("unencrypted"));
    assert!(builder().base_url("http://api.losant.com").allow_insecure_http(true).build().is_ok());
}

#[tokio::test]
async fn calls_of_one_client_at_once() {
    let (status, answer) = documented("instanceApiToken", "get");
    let server = answering_json(status, &answer);
    let client = client(&server);
    let calls: Vec<_> =
        (0..8).map(|_| tokio::spawn(client.instance_api_token().get(INSTANCE, TOKEN).into_future())).collect();
    for call in calls {
        assert_eq!(serde_json::to_value(call.await.unwrap().unwrap()).unwrap(), answer);
    }
    assert_eq!(server.received().len(), 8);
}

#[tokio::test]
async fn a_collection_is_read_to_its_end() {
    let page = |names: &[&str]| {
        let items: Vec<_> = names.iter().map(|name| json!({ "name": name })).collect();
        json!({ "items": items, "totalCount": 3 }).to_string()
    };
    let replay = Replay::new().answer(200, page(&["a", "b"])).answer(200, page(&["c"]));
    let client = Client::builder().token(HUSH).transport(replay.clone()).build().unwrap();
    let mut tokens = client.instance_api_tokens().get(INSTANCE).sort_field("name").per_page(2).items();
    sent_to_a_thread(&tokens);
    let mut names = Vec::new();
    while let Some(token) = tokens.try_next().await.unwrap() {
        names.extend(token.name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    let pages: Vec<_> = replay.requests().iter().map(|request| request.target().contains("&page=1")).collect();
    assert_eq!(pages, [false, true]);
}
