//! Making a client: what is checked, what the macro gives, what the types promise.
#![cfg(feature = "testing")]

use std::time::Duration;

use restgen_runtime::testing::Replay;
use restgen_runtime::{Api, Auth, Call, Client, ClientBuilder, Error, HttpRequest, Json, Sending};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com").auth(Auth::Bearer);
static KEYED: Api = Api::new("pets", "1.2.3", "https://api.example.com").auth(Auth::Header("X-Api-Key"));
static OPEN: Api = Api::new("pets", "1.2.3", "https://api.example.com");

fn refusal(builder: ClientBuilder) -> String {
    let error = builder.build().expect_err("is refused");
    assert!(error.is_builder(), "{error:?}");
    error.to_string().strip_prefix("client not built: ").expect("the prefix").to_owned()
}

#[test]
fn base_urls() {
    for (url, kept) in [
        ("https://example.com", "https://example.com"),
        ("https://EXAMPLE.com:443/", "https://example.com"),
        ("https://example.com:8443/a/b/", "https://example.com:8443/a/b"),
        ("http://localhost:1", "http://localhost:1"),
        ("http://[::1]:80/x", "http://[::1]/x"),
    ] {
        assert_eq!(Client::builder(&API).base_url(url).build().unwrap().base_url(), kept);
    }
    for (url, why) in [
        ("", "base URL is not an absolute URL: relative URL without a base"),
        ("example.com/x", "base URL is not an absolute URL: relative URL without a base"),
        ("ftp://example.com", "base URL has the scheme `ftp`; use `https` or `http`"),
        ("https://user:hush@example.com", "base URL has credentials in it; set a token instead"),
        ("https://example.com/?a", "base URL has a query or a fragment; set query parameters on the builder instead"),
        ("https://example.com/#a", "base URL has a query or a fragment; set query parameters on the builder instead"),
        ("https://example.com/\n", "base URL has white space in it"),
    ] {
        assert_eq!(refusal(Client::builder(&API).base_url(url)), why);
    }
}

#[test]
fn a_token_goes_unencrypted_to_this_machine_only() {
    let with_token = |url: &str| Client::builder(&API).token("hush").base_url(url);
    for url in ["http://localhost", "http://a.localhost:1", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]"] {
        assert!(with_token(url).build().is_ok(), "{url}");
    }
    for url in ["http://example.com", "http://localhost.example.com", "http://10.0.0.1", "http://[::2]"] {
        let why = format!("the token would go to {url} unencrypted; use `https`, or call `allow_insecure_http(true)`");
        assert_eq!(refusal(with_token(url)), why);
        assert!(with_token(url).allow_insecure_http(true).build().is_ok(), "{url}");
        assert!(Client::builder(&API).base_url(url).build().is_ok(), "{url} without a token");
    }
}

#[test]
fn tokens_that_cannot_be_sent() {
    assert_eq!(refusal(Client::builder(&API).token("")), "the token is empty");
    for token in ["hush\n", "hu sh", "hush\u{7f}"] {
        let why = "the token has white space in it, such as a line break at its end";
        assert_eq!(refusal(Client::builder(&API).token(token)), why);
    }
    assert_eq!(refusal(Client::builder(&OPEN).token("hush")), "a token is set, but this API takes none");
    assert!(refusal(Client::builder(&API).user_agent("a\r\nb")).contains("`user-agent` has a control character"));
    assert!(refusal(Client::builder(&KEYED).header::<String>("x-api-key", "hush")).contains("is made from the token"));
}

#[test]
fn debug_shows_no_secret() {
    let builder = Client::builder(&KEYED).token("hush").header::<String>("x-b", "hush").query::<String>("q", "hush");
    let client = builder.clone().build().unwrap();
    let call = client
        .call::<Json>(&LIST)
        .path::<String>("id", "hush")
        .query::<String>("q", "hush")
        .header::<String>("x-c", "hush");
    let call = call.body(&Json::from("hush"));
    let texts =
        [format!("{builder:?}"), format!("{client:?}"), format!("{call:?}"), format!("{:?}", call.into_future())];
    for text in texts {
        assert!(!text.contains("hush"), "{text}");
    }
}

#[test]
fn what_the_types_promise() {
    fn shared<T: Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>() {}
    shared::<Client>();
    shared::<Call<Json>>();
    shared::<Error>();
    shared::<HttpRequest>();
    sent::<Sending<Json>>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert!(size_of::<Sending<Json>>() <= 3 * size_of::<usize>());
}

static LIST: restgen_runtime::Operation =
    restgen_runtime::Operation::new("pets.get", restgen_runtime::Method::Get, "/pets/{id}");

/// What a generated crate writes, in a module whose own types have the names of the prelude.
#[allow(unreachable_pub, dead_code, reason = "written as in a library of its own")]
mod generated {
    use restgen_runtime::{Api, Auth, Method, Operation};

    pub struct Option;
    pub struct Result;
    pub struct String;

    static API: Api = Api::new("pets", "1.2.3", "https://api.example.com").auth(Auth::Bearer);
    static GET: Operation = Operation::new("pets.get", Method::Get, "/pets").scopes("all.Pet pets.get");

    restgen_runtime::client! {
        /// A client of the pet store.
        #[allow(clippy::doc_markdown)]
        Client, ClientBuilder, &API
    }

    impl ClientBuilder {
        pub fn actions(self, value: bool) -> Self {
            Self(self.0.query::<bool>("_actions", value))
        }

        pub fn tenant(self, value: impl Into<std::string::String>) -> Self {
            Self(self.0.header::<std::string::String>("tenant", value))
        }
    }

    impl Client {
        pub fn get(&self) -> Get {
            Get(self.call(&GET))
        }
    }

    restgen_runtime::open_enum! {
        pub enum SortField {
            Name = "name",
        }
    }

    restgen_runtime::action! {
        pub Get -> restgen_runtime::Json {
            sort_field: query "sortField" => SortField,
            sort_fields: query_list "sortFields" => SortField,
            filter: query "filter" => std::string::String,
            ids: query_list "ids" => std::string::String,
        }
    }
}

#[tokio::test]
async fn the_client_of_a_generated_crate() {
    let replay = Replay::new().answer(200, "[]");
    let builder = generated::Client::builder()
        .token("hush")
        .base_url("https://example.com")
        .user_agent("me")
        .timeout(Duration::from_secs(1))
        .response_limit(10)
        .allow_insecure_http(false)
        .query::<i64>("q", 1)
        .header::<String>("h", "v")
        .actions(true)
        .tenant("t")
        .transport(replay.clone());
    let client = builder.build().unwrap();
    assert_eq!(client.base_url(), "https://example.com");
    assert!(generated::Client::new("").unwrap_err().is_builder());

    let call = client.get().filter("a").ids(["b"]).sort_field("name").sort_fields(["name", "x y"]);
    assert_eq!(call.await.unwrap(), Json::Array(Vec::new()));
    let [request] = &replay.requests()[..] else { panic!("one request") };
    assert_eq!(
        request.target(),
        "/pets?q=1&_actions=true&filter=a&ids%5B0%5D=b&sortField=name&sortFields%5B0%5D=name&sortFields%5B1%5D=x%20y"
    );
    let header = |name| request.headers().get(name);
    assert_eq!((header("tenant"), header("h"), header("user-agent")), (Some("t"), Some("v"), Some("me")));
    assert_eq!((request.timeout(), request.response_limit()), (Duration::from_secs(1), 10));
}
