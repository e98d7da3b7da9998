//! What a fault says, and where it says it is.

mod codec_models;

use codec_models::{ApiTokenPost, Block};
use restgen_runtime::codec::{self, Value};

#[track_caller]
fn fault<T: Value>(text: &[u8], offset: usize, expected: &str) {
    let Err(fault) = codec::from_slice::<T>(text) else { panic!("{} is read", String::from_utf8_lossy(text)) };
    assert_eq!((fault.to_string().as_str(), fault.offset()), (expected, offset), "{}", String::from_utf8_lossy(text));
}

#[test]
fn a_fault_says_where_and_what() {
    for (text, offset, expected) in [
        ("[]", 0, "expected an object, found an array"),
        ("", 0, "expected an object, found the end of the text"),
        ("<html>", 0, "expected an object, found something that is no JSON"),
        ("{}", 0, "expected the key `name`, found none"),
        (r#"{"name":7}"#, 8, "at `name`: expected a string, found a number"),
        (r#"{"name":null}"#, 8, "at `name`: expected a string, found null"),
        (r#"{"name":"n"} x"#, 13, "expected the end of the text, found something that is no JSON"),
        (r#"{"name":"n""#, 11, "at `name`: expected `,` or `}`, found the end of the text"),
        (r#"{"name":"n",}"#, 12, "expected a key, found `}`"),
        (r#"{"name" "n"}"#, 8, "at `name`: expected `:`, found a string"),
        (r#"{"name":"a\qb"}"#, 10, "at `name`: expected valid JSON, found an invalid escape"),
        ("{\"name\":\"a\nb\"}", 10, "at `name`: expected valid JSON, found a control character in a string"),
        (r#"{"name":"\uD800"}"#, 9, "at `name`: expected valid JSON, found half a surrogate pair"),
        (r#"{"name":"n","scope":[true]}"#, 21, "at `scope[0]`: expected a string, found a boolean"),
        (r#"{"name":"n","scope":["a","b",{}]}"#, 29, "at `scope[2]`: expected a string, found an object"),
        (
            r#"{"name":"n","any":[1,{"a b":[[],[0,01]]}]}"#,
            35,
            r#"at `any[1]["a b"][1][1]`: expected valid JSON, found a number with a leading zero"#,
        ),
        (r#"{"name":"n","any":1e999}"#, 18, "at `any`: expected valid JSON, found a number out of range"),
        (r#"{"name":"n","any":1.}"#, 20, "at `any`: expected a digit, found `}`"),
        (
            r#"{"name":"n","x\"y":{"é":tru}}"#,
            25,
            r#"at `["x\"y"]["é"]`: expected a value, found something that is no JSON"#,
        ),
        (
            r#"{"name":"n","expirationDate":"soon"}"#,
            29,
            "at `expirationDate`: expected a timestamp of RFC 3339, found a string",
        ),
        (
            r#"{"name":"n","orgRoles":[{"orgId":"o","role":"r"},{"orgId":"o"}]}"#,
            49,
            "at `orgRoles[1]`: expected the key `role`, found none",
        ),
        (
            r#"{"name":"n","child":{"name":"m","child":{"tags":{"a":1}}}}"#,
            53,
            "at `child.child.tags.a`: expected a string, found a number",
        ),
    ] {
        fault::<ApiTokenPost>(text.as_bytes(), offset, expected);
    }
    fault::<i64>(b" 1.5", 1, "expected a whole number, found a number");
    fault::<Block>(br#"{"blockType":"graph","width":[}"#, 30, "at `width[0]`: expected a value, found `}`");
    fault::<ApiTokenPost>(b"{\"name\":\"\xff\"}", 9, "at `name`: expected UTF-8, found a byte that is none");
    fault::<codec::Nullable<bool>>("[".repeat(200).as_bytes(), 0, "expected a boolean, found an array");
}

#[test]
fn a_fault_of_depth_names_the_place() {
    let text = "[".repeat(128);
    fault::<restgen_runtime::Json>(
        text.as_bytes(),
        127,
        &format!("at `{}`: expected at most 127 levels of nesting, found more", "[0]".repeat(127)),
    );
}

#[test]
fn a_fault_names_the_missing_key() {
    let fault = codec::from_slice::<ApiTokenPost>(br#"{"name":"n","child":{}}"#).expect_err("a child without a name");
    assert_eq!((fault.missing_key(), fault.path()), (Some("name"), "child"));
}

#[test]
fn a_fault_shows_no_value() {
    for text in [r#"{"name":"n","token":{"hidden":"hidden"}}"#, r#"{"name":"n","expirationDate":"hidden"}"#] {
        let fault = codec::from_slice::<ApiTokenPost>(text.as_bytes()).expect_err("of another type");
        assert!(!format!("{fault} {fault:?}").contains("hidden"), "{fault:?}");
    }
}
