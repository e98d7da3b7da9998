//! Odd answers: what is made of them, what is noted, and that nothing of them is lost.

mod codec_models;

use codec_models::{ApiTokenPost, Block, Lamp, OrgId, OrgRole, Range, Tags};
use restgen_runtime::Json;
use restgen_runtime::codec::{self, DeviationKind, Object, Value};

/// Reads an odd answer: what is noted is as expected, and what is written back is what came.
#[track_caller]
fn odd<T: Value + PartialEq + std::fmt::Debug>(text: &str, expected: &[&str]) -> T {
    let (value, notes) = codec::read_leniently::<T>(text.as_bytes()).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    let deviations = notes.deviations(text.as_bytes());
    let shown: Vec<String> = deviations.iter().map(|one| format!("{:?} {one}", one.kind())).collect();
    assert_eq!(shown, expected, "{text}");
    assert_eq!(notes.count(), expected.len());
    let came: Json = serde_json::from_str(text).expect("JSON");
    assert_eq!(codec::to_json(&value), came, "written back: {text}");
    value
}

/// As [`odd`], for what is written back in another form: a date, a number.
#[track_caller]
fn mended<T: Value>(text: &str, expected: &str, written: &str) -> T {
    let (value, notes) = codec::read_leniently::<T>(text.as_bytes()).expect("an odd answer");
    let deviations = notes.deviations(text.as_bytes());
    assert_eq!(deviations.iter().map(|one| format!("{:?} {one}", one.kind())).collect::<Vec<_>>(), [expected]);
    assert_eq!(String::from_utf8(codec::to_vec(&value)).expect("UTF-8"), written);
    value
}

#[test]
fn a_good_answer_has_no_deviations() {
    let text = r#"{"id":"a","brightness":10,"on":true,"color":"red","since":"2020-01-01T00:00:00.000Z","label":null,"parts":[{"id":"b","brightness":1}],"ratings":{"x":1.5}}"#;
    odd::<Lamp>(text, &[]);
    odd::<Lamp>(r#"{"brightness":9007199254740991,"id":"a"}"#, &[]);
}

#[test]
fn an_unknown_field() {
    let lamp: Lamp = odd(
        r#"{"id":"a","brightness":1,"_type":"lamp"}"#,
        &["UnknownField at `_type`: expected no such key, found a string (schemas/lamp.yaml:1)"],
    );
    assert_eq!(lamp.unknown_fields().get("_type"), Some(&Json::from("lamp")));
}

#[test]
fn an_unknown_value_of_an_enumeration() {
    let lamp: Lamp = odd(
        r#"{"id":"a","brightness":1,"color":"ul\"tra"}"#,
        &[r#"UnknownVariant at `color`: expected a known value, found `ul\"tra` (schemas/lamp.yaml:13)"#],
    );
    assert_eq!(lamp.color.expect("a color").as_str(), "ul\"tra");
}

#[test]
fn a_missing_field() {
    let lamp: Lamp =
        odd(r#"{"brightness":1}"#, &["MissingField at `id`: expected a value, found none (schemas/lamp.yaml:4)"]);
    assert_eq!(lamp.id, "");
    odd::<Lamp>(
        "{}",
        &[
            "MissingField at `id`: expected a value, found none (schemas/lamp.yaml:4)",
            "MissingField at `brightness`: expected a value, found none (schemas/lamp.yaml:7)",
        ],
    );
}

#[test]
fn a_null_where_none_was_due() {
    let lamp: Lamp = odd(
        r#"{"id":null,"brightness":1,"on":null,"label":null}"#,
        &[
            "UnexpectedNull at `id`: expected a string, found null (schemas/lamp.yaml:4)",
            "UnexpectedNull at `on`: expected no null, found null (schemas/lamp.yaml:10)",
        ],
    );
    assert_eq!((lamp.id.as_str(), lamp.on), ("", None));
    assert_eq!(lamp.unknown_fields().misread("id"), Some(&Json::Null));
}

#[test]
fn a_value_of_the_wrong_type() {
    let mut lamp: Lamp = odd(
        r#"{"id":7,"brightness":"10","on":"yes","parts":{},"since":1577836800}"#,
        &[
            "WrongType at `id`: expected a string, found a number (schemas/lamp.yaml:4)",
            "WrongType at `brightness`: expected a whole number, found a string (schemas/lamp.yaml:7)",
            "WrongType at `on`: expected a boolean, found a string (schemas/lamp.yaml:10)",
            "WrongType at `parts`: expected an array, found an object (schemas/lamp.yaml:19)",
            "WrongType at `since`: expected a timestamp of RFC 3339, found a number (schemas/lamp.yaml:16)",
        ],
    );
    assert_eq!((lamp.id.as_str(), lamp.brightness, lamp.on), ("", 0, None));
    assert_eq!(lamp.unknown_fields().misread("on"), Some(&Json::from("yes")));
    lamp.id = "b".to_owned();
    lamp.on = Some(false);
    assert_eq!(
        codec::to_vec(&lamp),
        br#"{"id":"b","brightness":"10","on":false,"since":1577836800,"parts":{}}"#,
        "what was set since counts"
    );
    odd::<Lamp>(
        r#"{"id":"a","brightness":1.5}"#,
        &["WrongType at `brightness`: expected a whole number, found a number (schemas/lamp.yaml:7)"],
    );
}

#[test]
fn a_date_without_a_zone() {
    let expected =
        "NoZone at `since`: expected a timestamp with a zone, found `2020-02-03T04:05:06` (schemas/lamp.yaml:16)";
    let text = r#"{"id":"a","brightness":1,"since":"2020-02-03T04:05:06"}"#;
    let lamp: Lamp = mended(text, expected, r#"{"id":"a","brightness":1,"since":"2020-02-03T04:05:06.000Z"}"#);
    assert_eq!(lamp.since, "2020-02-03T04:05:06Z".parse().ok());
    odd::<Lamp>(
        r#"{"id":"a","brightness":1,"since":"soon"}"#,
        &["WrongType at `since`: expected a timestamp of RFC 3339, found a string (schemas/lamp.yaml:16)"],
    );
}

#[test]
fn a_whole_number_with_a_fraction_of_zero() {
    let expected = "FractionalInteger at `brightness`: expected a whole number without a fraction, found `1.0` (schemas/lamp.yaml:7)";
    let lamp: Lamp = mended(r#"{"id":"a","brightness":1.0}"#, expected, r#"{"id":"a","brightness":1}"#);
    assert_eq!(lamp.brightness, 1);
}

#[test]
fn large_numbers() {
    let lamp: Lamp = odd(r#"{"id":"a","brightness":2147483648}"#, &[]);
    assert_eq!(lamp.brightness, 1 << 31);
    let lamp: Lamp = odd(
        r#"{"id":"a","brightness":9007199254740993}"#,
        &[
            "ImpreciseNumber at `brightness`: expected a number within ±(2^53 - 1), found `9007199254740993` (schemas/lamp.yaml:7)",
        ],
    );
    assert_eq!(lamp.brightness, (1 << 53) + 1);
    odd::<Lamp>(
        r#"{"id":"a","brightness":18446744073709551615}"#,
        &["WrongType at `brightness`: expected a whole number, found a number (schemas/lamp.yaml:7)"],
    );
    odd::<Lamp>(
        r#"{"id":"a","brightness":1,"ratings":{"x":9007199254740993}}"#,
        &[
            "ImpreciseNumber at `ratings.x`: expected a number within ±(2^53 - 1), found `9007199254740993` (schemas/lamp.yaml:22)",
        ],
    );
}

#[test]
fn a_text_longer_than_its_limit() {
    let lamp: Lamp = odd(
        r#"{"id":"abcdefghi","brightness":1}"#,
        &["TextTooLong at `id`: expected at most 8 characters, found a string (schemas/lamp.yaml:4)"],
    );
    assert_eq!(lamp.id, "abcdefghi");
    odd::<Lamp>(r#"{"id":"éééééééé","brightness":1}"#, &[]);
    odd::<Lamp>(r#"{"id":"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9","brightness":1}"#, &[]);
}

#[test]
fn odd_elements_are_left_out() {
    let lamp: Lamp = odd(
        r#"{"id":"a","brightness":1,"parts":[null,{"id":"b","brightness":"x"},3,{"id":"c","brightness":2}],"ratings":{"x":1,"y":"2","z z":null}}"#,
        &[
            "UnexpectedNull at `parts[0]`: expected an object, found null (schemas/lamp.yaml:19)",
            "WrongType at `parts[1].brightness`: expected a whole number, found a string (schemas/lamp.yaml:7)",
            "WrongType at `parts[2]`: expected an object, found a number (schemas/lamp.yaml:19)",
            "WrongType at `ratings.y`: expected a number, found a string (schemas/lamp.yaml:22)",
            r#"UnexpectedNull at `ratings["z z"]`: expected a number, found null (schemas/lamp.yaml:22)"#,
        ],
    );
    let ids: Vec<&str> = lamp.parts.iter().flatten().map(|part| part.id.as_str()).collect();
    assert_eq!(ids, ["b", "c"]);
    assert_eq!(lamp.ratings.expect("ratings").into_iter().collect::<Vec<_>>(), [("x".to_owned(), 1.0)]);
}

#[test]
fn other_keys_of_a_map() {
    let text = r#"{"id":"a","brightness":1,"tags":{"a":1,"b":{"name":"n"},"c":2}}"#;
    let lamp: Lamp = odd(
        text,
        &[
            "WrongType at `tags.a`: expected a string, found a number",
            "WrongType at `tags.c`: expected an object, found a number (schemas/lamp.yaml:25)",
        ],
    );
    assert_eq!(lamp.tags.expect("tags").rest.into_keys().collect::<Vec<_>>(), ["b"]);
    let (tags, notes) = codec::read_leniently::<Tags>(br#"{"a":1,"b":2}"#).expect("tags");
    assert_eq!((tags, notes.count()), (Tags::default(), 2));
}

#[test]
fn unions_take_the_right_variant() {
    let role = |id: &str, expected: &[&str]| odd::<OrgRole>(&format!(r#"{{"orgId":{id},"role":"admin"}}"#), expected);
    assert!(matches!(role(r#""x""#, &[]).org_id, OrgId::Text(_)));
    assert!(matches!(role(r#"{"name":"x"}"#, &[]).org_id, OrgId::Closed(_)));
    assert!(matches!(role(r#"{"name":"x","role":"admin"}"#, &[]).org_id, OrgId::Open(_)));
    let key = &["UnknownField at `orgId.role`: expected no such key, found a string"];
    assert!(matches!(role(r#"{"name":"x","role":"owner"}"#, key).org_id, OrgId::Closed(_)), "the first that may grow");
    let either = &["UnknownVariant at `orgId`: expected a known variant, found an object"];
    assert!(matches!(role(r#"{"name":7,"role":"admin"}"#, either).org_id, OrgId::Unknown(_)));
    let element = &["WrongType at `orgId[1]`: expected a string, found a number"];
    let OrgId::List(list) = role(r#"["a",1]"#, element).org_id else { panic!("a list") };
    assert_eq!(list, ["a"]);
    assert!(matches!(
        role("null", &["UnexpectedNull at `orgId`: expected no null, found null"]).org_id,
        OrgId::Unknown(_)
    ));
}

#[test]
fn unions_by_tag_are_read_inside() {
    odd::<Vec<Block>>(
        r#"[{"blockType":"graph","width":1},{"blockType":"graph"},{"blockType":"later","a":1},{"blockType":"input","x":1}]"#,
        &[
            "MissingField at `[1].width`: expected a value, found none",
            "UnknownVariant at `[2]`: expected a known variant, found an object",
            "UnknownField at `[3].x`: expected no such key, found a number",
        ],
    );
}

#[test]
fn what_cannot_be_read_at_all_is_an_error() {
    for (text, expected) in [
        ("[]", "expected an object, found an array"),
        ("null", "expected an object, found null"),
        ("", "expected an object, found the end of the text"),
        ("<html>", "expected an object, found something that is no JSON"),
        (r#"{"id":7"#, "at `id`: expected `,` or `}`, found the end of the text"),
        (r#"{"id":[7,}"#, "at `id[1]`: expected a value, found `}`"),
        (r#"{"id":"a","brightness":01}"#, "at `brightness`: expected valid JSON, found a number with a leading zero"),
        (
            r#"{"parts":[{"id":[{"x":tru}]}]}"#,
            "at `parts[0].id[0].x`: expected a value, found something that is no JSON",
        ),
    ] {
        let fault = codec::read_leniently::<Lamp>(text.as_bytes()).map(|_| ()).expect_err(text);
        assert_eq!(fault.to_string(), expected, "{text}");
    }
    let deep = format!(r#"{{"id":{}}}"#, "[".repeat(100_000));
    assert!(codec::read_leniently::<Lamp>(deep.as_bytes()).is_err());
}

#[test]
fn no_secret_is_shown() {
    let text = r#"{"name":{"hidden":"hidden"},"token":{"hidden":1},"scope":"hidden","x":"hidden","child":"hidden"}"#;
    let (value, notes) = codec::read_leniently::<ApiTokenPost>(text.as_bytes()).expect("an object");
    let deviations = notes.deviations(text.as_bytes());
    assert_eq!(deviations.len(), 5);
    let shown = format!("{value:?} {deviations:?}");
    assert!(!shown.contains("hidden"), "{shown}");
}

#[test]
fn many_deviations_and_long_keys_are_bounded() {
    let key = "k".repeat(10_000);
    let fields: Vec<String> = (0..1000).map(|index| format!(r#""{key}{index}":[{{"{key}":1}}]"#)).collect();
    let text = format!(r#"{{"low":1,{}}}"#, fields.join(","));
    let (_, notes) = codec::read_leniently::<Range>(text.as_bytes()).expect("an object");
    let deviations = notes.deviations(text.as_bytes());
    assert_eq!((notes.count(), deviations.len()), (1000, 100));
    assert!(deviations.iter().all(|one| one.path().len() < 200 && one.kind() == DeviationKind::UnknownField));
    let text = format!(r#"{{"low":"{key}","high":1}}"#);
    let (_, notes) = codec::read_leniently::<Range>(text.as_bytes()).expect("an object");
    assert!(notes.deviations(text.as_bytes())[0].to_string().len() < 100);
}

#[test]
fn the_last_of_equal_keys_counts() {
    let read = |text: &str| codec::read_leniently::<Lamp>(text.as_bytes()).expect("a lamp").0;
    let lamp = read(r#"{"id":1,"id":"a","brightness":1,"on":2,"on":true}"#);
    assert_eq!(codec::to_vec(&lamp), br#"{"id":"a","brightness":1,"on":true}"#);
    let lamp = read(r#"{"id":"a","id":1,"brightness":1,"on":true,"on":null}"#);
    assert_eq!(codec::to_vec(&lamp), br#"{"id":1,"brightness":1,"on":null}"#);
}
