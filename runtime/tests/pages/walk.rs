//! Which pages are asked for, and what ends it.

use restgen_runtime::{Items, Paged};

use crate::pets::Store;

/// Reads all items as one text, with the error behind them if there is one.
async fn all<C: Paged>(mut items: Items<C>) -> String
where
    C::Item: std::fmt::Display,
{
    let mut text = String::new();
    loop {
        match items.try_next().await {
            Ok(Some(item)) => text += &item.to_string(),
            Ok(None) => return text,
            Err(error) => {
                assert!(items.try_next().await.unwrap().is_none(), "it goes on behind an error");
                return format!("{text} {error}");
            }
        }
    }
}

#[tokio::test]
async fn pages_with_numbers_end_by_what_the_server_says() {
    let cases: &[(&str, &[&str], &str, &[&str])] = &[
        ("one page", &[r#"{"items":[1,2],"total":2}"#], "12", &[""]),
        ("nothing", &[r#"{"items":[],"total":0}"#], "", &[""]),
        ("no key at all", &["{}"], "", &[""]),
        ("null", &[r#"{"items":null,"total":null}"#], "", &[""]),
        ("by the total", &[r#"{"items":[1,2],"total":4}"#, r#"{"items":[3,4],"total":4}"#], "1234", &["", "&page=1"]),
        (
            "a last page that is short",
            &[r#"{"items":[1,2],"total":3}"#, r#"{"items":[3],"total":3}"#],
            "123",
            &["", "&page=1"],
        ),
        (
            "the total shrinks",
            &[r#"{"items":[1,2],"total":9}"#, r#"{"items":[3,4],"total":4}"#],
            "1234",
            &["", "&page=1"],
        ),
        (
            "the total grows while it is read",
            &[r#"{"items":[1,2],"total":4}"#, r#"{"items":[3,4],"total":5}"#, r#"{"items":[5],"total":5}"#],
            "12345",
            &["", "&page=1", "&page=2"],
        ),
        (
            "a page in the midst is short, as of items that the token may not see",
            &[r#"{"items":[1],"total":5}"#, r#"{"items":[3,4],"total":5}"#, r#"{"items":[5],"total":5}"#],
            "1345",
            &["", "&page=1", "&page=2"],
        ),
        (
            "the total is more than there is",
            &[r#"{"items":[1,2],"total":9}"#, r#"{"items":[3],"total":9}"#, r#"{"items":[],"total":9}"#],
            "123",
            &["", "&page=1", "&page=2"],
        ),
        ("no total, a short page", &[r#"{"items":[1,2]}"#, r#"{"items":[3]}"#], "123", &["", "&page=1"]),
        ("no total, an empty page", &[r#"{"items":[1,2]}"#, r#"{"items":[]}"#], "12", &["", "&page=1"]),
        (
            "a total that is none",
            &[r#"{"items":[1,2],"total":-1}"#, r#"{"items":[3],"total":-1}"#],
            "123",
            &["", "&page=1"],
        ),
        (
            "a total that no page can have",
            &[r#"{"items":[1],"total":9223372036854775807}"#, "{}"],
            "1",
            &["", "&page=1"],
        ),
    ];
    for (what, answers, items, asked) in cases {
        let store = Store::new(answers);
        assert_eq!(all(store.get().items()).await, *items, "{what}");
        assert_eq!(store.asked(), *asked, "{what}");
    }
}

#[tokio::test]
async fn numbers_count_from_where_the_api_counts() {
    let pages = [r#"{"items":[1,2],"total":3}"#, r#"{"items":[3],"total":3}"#];
    let store = Store::new(&pages);
    assert_eq!(all(store.get_from_one().items()).await, "123");
    assert_eq!(store.asked(), ["", "&page=2"]);
}

#[tokio::test]
async fn cursors_are_handed_back_until_there_is_none() {
    let cases: &[(&str, &[&str], &str, &[&str])] = &[
        ("absent", &[r#"{"items":[1]}"#], "1", &[""]),
        ("null", &[r#"{"items":[1],"next":"a b"}"#, r#"{"items":[2],"next":null}"#], "12", &["", "&after=a%20b"]),
        ("empty", &[r#"{"items":[1],"next":""}"#], "1", &[""]),
        (
            "an empty page with a cursor is not the last",
            &[r#"{"items":[1],"next":"a"}"#, r#"{"items":[],"next":"b"}"#, r#"{"items":[2]}"#],
            "12",
            &["", "&after=a", "&after=b"],
        ),
    ];
    for (what, answers, items, asked) in cases {
        let store = Store::new(answers);
        assert_eq!(all(store.scan().items()).await, *items, "{what}");
        assert_eq!(store.asked(), *asked, "{what}");
    }
}

#[tokio::test]
async fn links_are_followed_on_the_same_origin() {
    let elsewhere = |origin: &str| {
        format!(
            "1 pets.get (GET /pets): no further page: the link to the next page leads to {origin}, which is not where \
             the API is, and is not followed"
        )
    };
    let cases: &[(&str, &[&str], &str)] = &[
        ("https://api.example.com/v1/pets?size=1&p=2", &["&size=1", "/v1/pets?size=1&p=2"], "12"),
        ("?p=2#top", &["&size=1", "/v1/pets?p=2"], "12"),
        ("/other?p=2", &["&size=1", "/other?p=2"], "12"),
        ("https://api.example.com:443/o", &["&size=1", "/o"], "12"),
        ("http://api.example.com/o", &["&size=1"], &elsewhere("http://api.example.com")),
        ("https://sub.api.example.com/o", &["&size=1"], &elsewhere("https://sub.api.example.com")),
        ("https://api.example.com:8443/o", &["&size=1"], &elsewhere("https://api.example.com:8443")),
        ("https://user@api.example.com/o", &["&size=1"], &elsewhere("https://api.example.com")),
        ("//evil.example/o", &["&size=1"], &elsewhere("https://evil.example")),
        ("file:///etc/passwd", &["&size=1"], &elsewhere("null")),
        (
            "https://[",
            &["&size=1"],
            "1 pets.get (GET /pets): no further page: the link to the next page is malformed: invalid IPv6 address",
        ),
    ];
    for (target, asked, items) in cases {
        let store = Store::linked(&[(&format!("<{target}>; rel=\"next\""), "[1]"), ("<x>; rel=prev", "[2]")]);
        assert_eq!(all(store.follow().size(1).items()).await, *items, "{target}");
        assert_eq!(store.asked(), *asked, "{target}");
    }
}

/// The token goes along: an API that pages by link is one that has to know the caller on each page.
#[tokio::test]
async fn each_page_is_asked_for_with_the_token() {
    let store = Store::linked(&[("<?p=2>; rel=next", "[1]"), ("", "[2]")]);
    assert_eq!(all(store.follow().items()).await, "12");
    for request in store.replay.requests() {
        assert_eq!(request.headers().get("authorization"), Some("Bearer secret"));
    }
}

#[tokio::test]
async fn a_server_that_repeats_itself_is_stopped() {
    let same = r#"{"items":[1,2],"total":1000}"#;
    let store = Store::new(&[same; 9]);
    let end = "pets.get (GET /pets): no further page: 3 pages in a row have the items of pages before them";
    assert_eq!(all(store.get().items()).await, format!("12121212 {end}"));
    assert_eq!(store.asked(), ["", "&page=1", "&page=2", "&page=3"]);

    let alternating = [r#"{"items":[1]}"#, r#"{"items":[2]}"#];
    let store = Store::new(&[alternating; 9].concat());
    assert_eq!(all(store.get().items()).await, format!("12121 {end}"));

    let growing: Vec<String> = (1..9).map(|page| format!(r#"{{"items":[1,2],"total":{}}}"#, page * 100)).collect();
    let store = Store::new(&growing.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(all(store.get().items()).await, format!("12121212 {end}"));

    let back = "pets.get (GET /pets): no further page: the page points back to one that was read before, so that the \
                pages would never end";
    let circle = [r#"{"items":[1],"next":"a"}"#, r#"{"items":[2],"next":"b"}"#, r#"{"items":[3],"next":"a"}"#];
    assert_eq!(all(Store::new(&circle).scan().items()).await, format!("123 {back}"));
    assert_eq!(all(Store::new(&circle[..1]).scan().after("a").items()).await, format!("1 {back}"));
    let circle = [("<?p=2>; rel=next", "[1]"), ("<?p=2>; rel=next", "[2]")];
    assert_eq!(all(Store::linked(&circle).follow().items()).await, format!("12 {back}"));

    let empty: Vec<String> = (0..200).map(|page| format!(r#"{{"items":[],"next":"{page}"}}"#)).collect();
    let store = Store::new(&empty.iter().map(String::as_str).collect::<Vec<_>>());
    let end = "pets.get (GET /pets): no further page: 100 pages in a row have nothing new";
    assert_eq!(all(store.scan().items()).await, format!(" {end}"));
    assert_eq!(store.asked().len(), 100);
}

/// An item that is added in front moves the others; with one item a page that makes one page the same as before.
#[tokio::test]
async fn one_page_that_comes_twice_is_no_mistake() {
    let pages = [1, 1, 2, 3].map(|item| format!(r#"{{"items":[{item}],"total":4}}"#));
    let store = Store::new(&pages.each_ref().map(String::as_str));
    assert_eq!(all(store.get().items()).await, "1123");
}
