//! Every form of the macros and every type the codec knows, with types as the generator writes them.

mod codec_models;

use std::fmt::Debug;

use codec_models::*;
use restgen_runtime::codec::{self, Object, Value};
use restgen_runtime::{Json, Nullable, Secret, Timestamp};
use serde_json::json;

#[track_caller]
fn read<T: Value>(text: &str) -> T {
    codec::from_slice(text.as_bytes()).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn write<T: Value>(value: &T) -> String {
    String::from_utf8(codec::to_vec(value)).expect("JSON is UTF-8")
}

/// Reading and writing gives the same JSON, by the codec and by the bridge.
#[track_caller]
fn unchanged<T: Value + PartialEq + Debug>(text: &str) {
    let json: Json = serde_json::from_str(text).expect("the test is JSON");
    let value: T = read(text);
    assert_eq!(serde_json::from_str::<Json>(&write(&value)).expect("JSON"), json);
    assert_eq!(codec::to_json(&value), json);
    assert_eq!(codec::from_json::<T>(&json).expect("fits"), value);
}

#[test]
fn objects_come_back_as_they_came() {
    for text in [
        r#"{"name":"n"}"#,
        r#"{"name":"n","description":null}"#,
        r#"{"name":"n","child":{"name":"m","any":null,"tags":{"a":"b"}},"any":[1,{"x":null}]}"#,
        r#"{"name":"n","parentId":null,"_links":{"self":1},"expirationDate":"2017-06-13T04:00:00.000Z"}"#,
        r#"{"name":"n","parentId":"p","orgRoles":[{"orgId":"a","role":"admin","new":{}}],"scope":["all.Application","x"]}"#,
    ] {
        unchanged::<ApiTokenPost>(text);
    }
    unchanged::<Range>(r#"{"low":null,"high":1}"#);
    unchanged::<Tags>(r#"{"a":"x","b":{"name":"n"},"c":{"name":"m","z":1}}"#);
    unchanged::<OnlyRest>(r#"{"a":1,"b":-2}"#);
}

#[test]
fn setters_take_what_is_at_hand() {
    let expiration: Timestamp = "2017-06-13T04:00:00Z".parse().expect("a timestamp");
    let post = ApiTokenPost::new("ci")
        .description("for tests")
        .expiration_date(expiration)
        .org_roles([OrgRole::new("o", "admin")])
        .scope(["all.Application", "all.New"])
        .token("t")
        .parent_id(Nullable::Null)
        .tags([("k", "v")])
        .any(1)
        .child(ApiTokenPost::new("sub").parent_id("p"));
    let expected = json!({
        "name": "ci", "description": "for tests", "expirationDate": "2017-06-13T04:00:00.000Z",
        "orgRoles": [{"orgId": "o", "role": "admin"}], "scope": ["all.Application", "all.New"], "token": "t",
        "parentId": null, "tags": {"k": "v"}, "any": 1, "child": {"name": "sub", "parentId": "p"},
    });
    assert_eq!(codec::to_json(&post), expected);
    let keys = r#"{"name":"ci","description":"for tests","expirationDate":"#;
    assert!(write(&post).starts_with(keys), "the order of the type: {}", write(&post));
}

#[test]
fn unknown_fields_and_nulls_are_kept() {
    let text = r#"{"z":1,"name":"n","token":null,"a":2,"z":3}"#;
    let mut post: ApiTokenPost = read(text);
    let keys: Vec<_> = post.unknown_fields().iter().map(|(key, value)| (key, value.clone())).collect();
    assert_eq!(keys, [("a", json!(2)), ("z", json!(3))]);
    assert_eq!(write(&post), r#"{"name":"n","token":null,"a":2,"z":3}"#);
    assert_eq!(post.unknown_fields().get("z"), Some(&json!(3)));
    assert_eq!(format!("{:?}", post.unknown_fields()), r#"{"a", "z"}"#);
    post.token = Some(Secret::from("s"));
    assert_eq!(write(&post), r#"{"name":"n","token":"s","a":2,"z":3}"#);
    let again: ApiTokenPost = read(r#"{"z":3,"a":2,"token":null,"name":"n"}"#);
    assert_eq!(again.token("s"), post, "the order of unknown fields says nothing");
}

#[test]
fn the_last_of_equal_keys_counts() {
    for (text, written) in [
        (r#"{"name":"a","name":"b"}"#, r#"{"name":"b"}"#),
        (r#"{"name":"a","scope":["x","y"],"scope":["z"]}"#, r#"{"name":"a","scope":["z"]}"#),
        (r#"{"name":"a","token":null,"token":"t"}"#, r#"{"name":"a","token":"t"}"#),
        (r#"{"name":"a","token":"t","token":null}"#, r#"{"name":"a","token":null}"#),
        (
            r#"{"name":"a","child":{"name":"b","token":"t"},"child":{"name":"c"}}"#,
            r#"{"name":"a","child":{"name":"c"}}"#,
        ),
    ] {
        assert_eq!(write(&read::<ApiTokenPost>(text)), written);
    }
}

#[test]
fn enumerations_keep_what_they_do_not_know() {
    assert_eq!(ApiTokenPostScope::from("all.Application"), ApiTokenPostScope::AllApplication);
    let unknown: ApiTokenPostScope = read(r#""a\"b""#);
    assert_eq!(unknown.as_str(), "a\"b");
    assert_eq!(write(&unknown), r#""a\"b""#);
    assert_eq!(format!("{unknown} {unknown:?}"), r#"a"b Unknown("a\"b")"#);
    assert_eq!(ApiTokenPostScope::default().as_ref(), "");
    assert_eq!(serde_json::to_value(&unknown).expect("JSON"), json!("a\"b"));
    assert_eq!(serde_json::from_str::<ApiTokenPostScope>("\"x\"").expect("a text"), "x".into());
}

#[test]
fn unions_by_shape_take_the_first_that_fits() {
    let query = |name: &str| ClosedQuery { name: name.to_owned(), ..Default::default() };
    for (text, expected) in [
        (r#""x""#, OrgId::Text("x".into())),
        ("1.0", OrgId::Integer(1)),
        ("1.5", OrgId::Number(1.5)),
        ("true", OrgId::Boolean(true)),
        (r#"["a"]"#, OrgId::List(vec!["a".into()])),
        (r#"{"name":"q"}"#, OrgId::Closed(query("q").into())),
        (
            r#"{"name":"q","role":"admin"}"#,
            OrgId::Open(OrgRoleLike { name: "q".into(), role: "admin".into(), ..Default::default() }),
        ),
    ] {
        assert_eq!(read::<OrgId>(text), expected, "{text}");
    }
    // What is new does not matter where nothing else fits.
    assert!(matches!(read(r#"{"name":"q","new":1}"#), OrgId::Closed(_)));
    assert!(matches!(read(r#"{"name":"q","new":1,"role":"new"}"#), OrgId::Closed(_)));
    for text in ["null", "[1]", r#"{"nothing":"known"}"#] {
        assert!(matches!(read(text), OrgId::Unknown(_)), "{text}");
        unchanged::<OrgId>(text);
    }
    assert_eq!(OrgId::from("x"), OrgId::Text("x".into()));
    assert_eq!(OrgId::from(query("q")), OrgId::Closed(Box::new(query("q"))));
    assert_eq!(format!("{:?}", OrgId::default()), "Unknown(null)");
}

#[test]
fn unions_by_tag_take_the_one_that_is_told() {
    let graph: Block = read(r#"{"width":{"blockType":"input"},"blockType":"graph"}"#);
    assert!(matches!(graph, Block::Graph(_)));
    assert!(matches!(read(r#"{"blockType":"input"}"#), Block::Input(_)));
    for text in [r#"{"blockType":"new","x":1}"#, r#"{"width":1}"#, r#"{"blockType":1}"#, "{}", "[]", "null"] {
        assert!(matches!(read(text), Block::Unknown(_)), "{text}");
        unchanged::<Block>(text);
    }
    assert_eq!(write(&Block::from(InputBlock::default())), r#"{"blockType":"input"}"#);
    let fault = codec::from_slice::<Block>(br#"{"blockType":"graph"}"#).expect_err("no width");
    assert_eq!(fault.missing_key(), Some("width"));
}

#[test]
fn another_constant_is_kept() {
    unchanged::<InputBlock>(r#"{"blockType":"new"}"#);
    unchanged::<InputBlock>(r#"{"blockType":1}"#);
    assert_eq!(write(&read::<InputBlock>(r#"{"blockType":"new","blockType":"input"}"#)), r#"{"blockType":"input"}"#);
}

#[test]
fn nested_unions_cost_no_exponential_time() {
    let text = format!("{}1{}", r#"{"next":"#.repeat(100), "}".repeat(100));
    assert!(matches!(read(&text), Chain::Unknown(_)));
    unchanged::<Chain>(&text);
    let (chain, notes) = codec::read_leniently::<Chain>(text.as_bytes()).expect("a chain");
    assert!(matches!(chain, Chain::Unknown(_)) && notes.count() == 1);
}

#[test]
fn whole_numbers_may_have_a_fraction_of_zero() {
    for (text, expected) in [
        ("0", Some(0)),
        ("-0.0", Some(0)),
        ("1.0", Some(1)),
        ("1e3", Some(1000)),
        ("-12.50e1", Some(-125)),
        ("9007199254740993.0", Some(9_007_199_254_740_993)),
        ("9223372036854775807", Some(i64::MAX)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("-922337203685477580.8e1", Some(i64::MIN)),
        ("0e99999999999999999999", Some(0)),
        ("9223372036854775808", None),
        ("1.5", None),
        ("1e-1", None),
        ("1e19", None),
        ("1e99999999999999999999", None),
        ("1e-99999999999999999999", None),
    ] {
        assert_eq!(codec::from_slice::<i64>(text.as_bytes()).ok(), expected, "{text}");
    }
}

#[test]
fn floats_are_written_as_javascript_does() {
    for (value, text) in [
        (5.0, "5"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (1e300, "1e300"),
        (f64::NAN, "null"),
        (f64::INFINITY, "null"),
    ] {
        assert_eq!(write(&value), text);
    }
}

#[test]
fn timestamps_are_written_in_utc() {
    for (text, written) in [
        ("2016-06-13T04:00:00.000Z", Some("2016-06-13T04:00:00.000Z")),
        ("2016-06-13T04:00:00Z", Some("2016-06-13T04:00:00.000Z")),
        ("2016-06-13T04:00:00.1Z", Some("2016-06-13T04:00:00.100Z")),
        ("2016-06-13T04:00:00.123400Z", Some("2016-06-13T04:00:00.1234Z")),
        ("2016-02-29T23:59:59.123456789Z", Some("2016-02-29T23:59:59.123456789Z")),
        ("2016-06-13T04:00:00.5+02:30", Some("2016-06-13T01:30:00.500Z")),
        ("1969-12-31T23:59:59.999Z", Some("1969-12-31T23:59:59.999Z")),
        ("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59.000Z")),
        ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00.000Z")),
        ("2015-02-29T00:00:00.000Z", None),
        ("2016-06-13T24:00:00.000Z", None),
        ("2016-06-13T04:00:00.000", None),
        ("2016-06-13", None),
        ("", None),
    ] {
        let read = codec::from_slice::<Timestamp>(json!(text).to_string().as_bytes()).ok();
        assert_eq!(read.as_ref().map(write), written.map(|text| json!(text).to_string()), "{text}");
    }
}

#[test]
fn nullable_has_three_states() {
    assert!(Nullable::<i64>::default().is_absent());
    assert_eq!(Nullable::<i64>::from(None), Nullable::Null);
    assert_eq!(Nullable::<i64>::from(Some(1)), Nullable::Value(1));
    assert_eq!(Nullable::<i64>::from(1).as_option(), Some(&1));
    assert_eq!(Nullable::<String>::from("a").into_option().as_deref(), Some("a"));
}

#[test]
fn secrets_do_not_show() {
    let post = ApiTokenPost::new("n").token("hidden");
    assert!(format!("{post:?}").contains("Secret(…)"));
    assert!(!format!("{post:?}").contains("hidden"));
    assert_eq!(String::from(read::<Secret>(r#""hidden""#)), "hidden");
}

#[test]
fn names_of_the_prelude_may_be_taken() {
    unchanged::<hygiene::Clone>(r#"{"result":{"vec":"ok"},"some":"a"}"#);
    assert_eq!(write(&hygiene::Clone::default().some(hygiene::Debug::default())), r#"{"result":{},"some":{}}"#);
}

#[test]
fn types_cross_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<ApiTokenPost>();
    check::<OrgId>();
    check::<Block>();
    check::<codec::Fault>();
}
