//! The codec against `serde_json`: what counts as JSON, and what it means.

mod codec_models;

use codec_models::{ApiTokenPost, Block, Chain, Lamp, OrgId};
use proptest::prelude::*;
use restgen_runtime::Json;
use restgen_runtime::codec::{self, Value};

/// Texts that are JSON or nearly so.
const TEXTS: &[&str] = &[
    "",
    " ",
    "null",
    " null ",
    "nul",
    "nulll",
    "true",
    "tru",
    "false",
    "NaN",
    "Infinity",
    "-",
    "+1",
    "0",
    "-0",
    "00",
    "01",
    "-01",
    "1.",
    ".5",
    "1.e1",
    "1e",
    "1e+",
    "1E+5",
    "1e-5",
    "-0.0",
    "1e308",
    "1e309",
    "-1e309",
    "1e-400",
    "0e999999",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "0.1e1x",
    "\"",
    "\"a",
    "\"a\"b",
    r#""\""#,
    r#""\x""#,
    r#""\u00e9""#,
    r#""\uD834\uDD1E""#,
    r#""\uD834""#,
    r#""\uDD1E""#,
    r#""\uD834\n""#,
    r#""\uD834\u0041""#,
    r#""\uD834\uD834""#,
    r#""\u+123""#,
    r#""\u12""#,
    r#""\b\f\n\r\t\/\\\"""#,
    "\"\u{7f}\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "\"\t\"",
    "\"\u{2028}é𝄞\"",
    "[",
    "]",
    "[]",
    "[ ]",
    "[,]",
    "[1,]",
    "[1 2]",
    "[1,2",
    "[[]]",
    "{",
    "}",
    "{}",
    "{ }",
    "{,}",
    r#"{"a"}"#,
    r#"{"a":}"#,
    r#"{"a":1,}"#,
    r#"{"a":1 "b":2}"#,
    "{a:1}",
    "{1:1}",
    r#"{"a":1,"a":2}"#,
    r#"{"a":1}}"#,
    r#"{"a":1]"#,
    "\u{feff}1",
    "1\u{a0}",
    "1\u{b}",
    "//",
    "'a'",
];

fn same(bytes: &[u8]) -> Result<(), TestCaseError> {
    let ours = codec::from_slice::<Json>(bytes);
    let theirs = serde_json::from_slice::<Json>(bytes);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            prop_assert_eq!(codec::to_vec(&ours), serde_json::to_vec(&theirs).expect("JSON"));
            prop_assert_eq!(ours, theirs);
        }
        (Err(fault), Err(_)) => prop_assert!(fault.offset() <= bytes.len()),
        (ours, theirs) => prop_assert!(false, "{:?}: {ours:?} {theirs:?}", String::from_utf8_lossy(bytes)),
    }
    Ok(())
}

#[test]
fn the_same_texts_are_json() {
    for text in TEXTS {
        same(text.as_bytes()).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let nested = format!("[{text}, {{\"k\": {text} }}]");
        same(nested.as_bytes()).unwrap_or_else(|error| panic!("{nested:?}: {error}"));
    }
}

#[test]
fn the_same_depth_is_too_deep() {
    for depth in [126, 127, 128, 100_000] {
        same(format!("{}{}", "[".repeat(depth), "]".repeat(depth)).as_bytes()).expect("the same");
        same(format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth)).as_bytes()).expect("the same");
    }
    let deep = (0..1000).fold(Json::Null, |inner, _| Json::Array(vec![inner]));
    assert_eq!(codec::to_json(&deep), deep, "what a caller makes has no limit");
}

fn number() -> impl Strategy<Value = Json> {
    prop_oneof![
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        (-1000_i64..1000).prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,12}", any::<String>(), "[\u{0}-\u{7f}]{0,20}", "[\"\\\\/\u{8}\u{1f}\u{20}é𝄞]{0,20}"]
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![Just(Json::Null), any::<bool>().prop_map(Json::from), number(), text().prop_map(Json::from)];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map(text(), inner, 0..6)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces that make texts which are often JSON and often nearly so.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(TEXTS).prop_map(str::to_owned);
    let mark = prop::sample::select(
        &[",", ":", "[", "]", "{", "}", " ", "\n", "\"a\"", "\"name\":", "\"blockType\":", "\"graph\""][..],
    );
    prop::collection::vec(prop_oneof![piece, mark.prop_map(str::to_owned)], 0..12).prop_map(|pieces| pieces.concat())
}

/// An escape for each character, in any of the forms that JSON has.
fn escaped(text: &str, style: u8) -> String {
    let units = |character: char| {
        let mut buffer = [0; 2];
        let units: Vec<_> = character.encode_utf16(&mut buffer).iter().map(|unit| format!("\\u{unit:04X}")).collect();
        units.concat()
    };
    let body: String = text
        .chars()
        .enumerate()
        .map(|(index, character)| match character {
            '"' | '\\' | '\0'..='\u{1f}' => units(character),
            _ if index % 3 == usize::from(style % 3) => units(character),
            _ => character.to_string(),
        })
        .collect();
    format!("\"{body}\"")
}

/// All numbers as floats. A float that turned out whole, as `1e-400` does, is written as a whole number, which a union
/// with a variant for each reads as the other variant.
fn as_floats(json: Json) -> Json {
    match json {
        Json::Number(number) => number.as_f64().into(),
        Json::Array(elements) => elements.into_iter().map(as_floats).collect(),
        Json::Object(members) => members.into_iter().map(|(key, member)| (key, as_floats(member))).collect(),
        other => other,
    }
}

fn survives<T: Value>(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok((value, notes)) = codec::read_leniently::<T>(bytes) {
        prop_assert!(serde_json::from_slice::<Json>(bytes).is_ok());
        prop_assert_eq!(notes.deviations(bytes).len(), notes.count().min(100));
        let written = codec::to_vec(&value);
        let (again, _) = codec::read_leniently::<T>(&written).expect("what was written can be read");
        prop_assert_eq!(as_floats(codec::to_json(&again)), as_floats(codec::to_json(&value)));
    }
    match codec::from_slice::<T>(bytes) {
        Ok(value) => {
            let written = codec::to_vec(&value);
            prop_assert!(serde_json::from_slice::<Json>(bytes).is_ok());
            let again: T = codec::from_slice(&written).expect("what was written can be read");
            prop_assert_eq!(as_floats(codec::to_json(&again)), as_floats(codec::to_json(&value)));
        }
        Err(fault) => prop_assert!(!fault.to_string().is_empty() && fault.offset() <= bytes.len()),
    }
    Ok(())
}

fn survives_all(bytes: &[u8]) -> Result<(), TestCaseError> {
    survives::<ApiTokenPost>(bytes)?;
    survives::<OrgId>(bytes)?;
    survives::<Lamp>(bytes)?;
    survives::<Block>(bytes)?;
    survives::<Chain>(bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_are_the_same_both_ways(json in json(), pretty: bool) {
        let text = if pretty { serde_json::to_vec_pretty(&json) } else { serde_json::to_vec(&json) }.expect("JSON");
        same(&text)?;
        prop_assert_eq!(codec::to_vec(&json), serde_json::to_vec(&json).expect("JSON"));
    }

    #[test]
    fn mutated_values_are_judged_the_same(json in json(), at: prop::sample::Index, byte: u8, cut: bool) {
        let mut text = serde_json::to_vec(&json).expect("JSON");
        let at = at.index(text.len());
        if cut { text.truncate(at) } else { text[at] = byte }
        same(&text)?;
        survives_all(&text)?;
    }

    #[test]
    fn garbage_is_judged_the_same(bytes: Vec<u8>, pieces in pieces()) {
        same(&bytes)?;
        same(pieces.as_bytes())?;
        survives_all(&bytes)?;
        survives_all(pieces.as_bytes())?;
    }

    #[test]
    fn escapes_mean_the_same(text in text(), style: u8) {
        let escaped = escaped(&text, style);
        same(escaped.as_bytes())?;
        prop_assert_eq!(codec::from_slice::<String>(escaped.as_bytes()).expect("a string"), text);
    }

    #[test]
    fn floats_come_back_bit_by_bit(bits: u64) {
        let float = f64::from_bits(bits);
        prop_assume!(float.is_finite());
        let ours: f64 = codec::from_slice(&codec::to_vec(&float)).expect("a number");
        prop_assert_eq!(ours.to_bits(), bits);
        let theirs: f64 = serde_json::from_slice(&codec::to_vec(&float)).expect("a number");
        prop_assert_eq!(theirs.to_bits(), bits);
    }

    #[test]
    fn integers_come_back(integer: i64) {
        prop_assert_eq!(codec::to_vec(&integer), integer.to_string().into_bytes());
        prop_assert_eq!(codec::from_slice::<i64>(&codec::to_vec(&integer)).expect("a number"), integer);
    }

    #[test]
    fn reading_leniently_loses_nothing(
        fields in prop::collection::btree_map("id|brightness|on|color|since|label|parts|ratings|tags|[a-z]{1,3}", json(), 0..8),
        parts in prop::collection::vec(json(), 0..4),
    ) {
        let mut object: serde_json::Map<String, Json> = fields.into_iter().collect();
        let inner = Json::Object(object.clone());
        object.insert("parts".into(), parts.into_iter().chain([inner]).collect());
        let json = Json::Object(object);
        let (value, notes) = codec::read_leniently::<Lamp>(json.to_string().as_bytes()).expect("an object");
        prop_assert_eq!(as_floats(codec::to_json(&value)), as_floats(json.clone()));
        if let Ok(strict) = codec::from_json::<Lamp>(&json) {
            prop_assert_eq!(strict, value);
        } else {
            prop_assert!(notes.count() > 0);
        }
    }

    #[test]
    fn objects_of_a_type_keep_all_they_are_given(fields in prop::collection::btree_map("name|token|any|[a-z]{1,3}", json(), 0..6)) {
        let mut object: serde_json::Map<String, Json> = fields.into_iter().collect();
        object.insert("name".into(), "n".into());
        object.insert("token".into(), Json::Null);
        let json = Json::Object(object);
        let value: ApiTokenPost = codec::from_json(&json).expect("an object with a name");
        prop_assert_eq!(codec::to_json(&value), json);
    }
}
