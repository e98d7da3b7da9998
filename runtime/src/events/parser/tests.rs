//! The standard's cases, and that it does not matter where a stream is cut.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1000;

/// The events as `name|data|id`.
fn parse<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
    let mut parser = Parser::new(LIMIT);
    pieces.into_iter().for_each(|piece| parser.push(piece));
    drain(&mut parser)
}

fn drain(parser: &mut Parser) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        match parser.next() {
            Some(Ok(RawEvent { name, data, id })) => seen.push(format!("{name}|{data}|{id}")),
            Some(Err(TooLarge)) => return [seen, vec!["too large".to_owned()]].concat(),
            None => return seen,
        }
    }
}

/// The standard's rules, followed to the letter over the whole text.
fn by_the_book(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    let (mut seen, mut name, mut data, mut id) = (Vec::new(), String::new(), String::new(), String::new());
    let lines: Vec<&str> = text.split('\n').collect();
    for line in &lines[..lines.len() - 1] {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => name = value.to_owned(),
            "data" => data = format!("{data}{value}\n"),
            "id" if !value.contains('\0') => id = value.to_owned(),
            _ if line.is_empty() => {
                let name = std::mem::take(&mut name);
                let name = if name.is_empty() { "message" } else { &name };
                if let Some(data) = std::mem::take(&mut data).strip_suffix('\n') {
                    seen.push(format!("{name}|{data}|{id}"));
                }
            }
            _ => {}
        }
    }
    seen
}

#[test]
fn what_the_standard_says() {
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("two lines of data", b"data: YHOO\ndata: +2\ndata: 10\n\n", &["message|YHOO\n+2\n10|"]),
        (
            "ids stay, and are reset by an empty one",
            b": test\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            &["message|first event|1", "message|second event|", "message| third event|"],
        ),
        ("an id stays", b"id: 7\ndata: a\n\ndata: b\n\n", &["message|a|7", "message|b|7"]),
        ("an id of a block without data counts", b"id: 7\n\ndata: b\n\n", &["message|b|7"]),
        ("empty data, and a block that does not end", b"data\n\ndata\ndata\n\ndata:", &["message||", "message|\n|"]),
        (
            "one space goes",
            b"data:test\n\ndata: test\n\ndata:  \n\n",
            &["message|test|", "message|test|", "message| |"],
        ),
        ("no data, no event, and its name is forgotten", b"event: a\n\ndata: x\n\n", &["message|x|"]),
        ("names", b"event: a\nevent: b\ndata: x\n\nevent:\ndata: y\n\n", &["b|x|", "message|y|"]),
        (
            "line ends",
            b"data: a\r\rdata: b\r\n\r\ndata: c\n\r\ndata: d\r\n\n",
            &["message|a|", "message|b|", "message|c|", "message|d|"],
        ),
        ("one mark of the byte order", b"\xEF\xBB\xBFdata: a\n\n\xEF\xBB\xBFdata: b\n\n", &["message|a|"]),
        ("two of them at the start", b"\xEF\xBB\xBF\xEF\xBB\xBFdata: a\n\n", &[]),
        ("comments", b":data: a\n:\ndata: b\n: c\n\n", &["message|b|"]),
        ("fields that are none", b" data: a\nDATA: b\ndata : c\ndatum: d\n\ndata: e\n\n", &["message|e|"]),
        ("colons in a value", b"data::a:b\n\n", &["message|:a:b|"]),
        ("an id with NUL", b"id: 1\ndata: a\n\nid: 2\0x\ndata: b\n\n", &["message|a|1", "message|b|1"]),
        ("no UTF-8", b"data: a\xFFb\xE2\x82\ndata:c\n\n", &["message|a\u{FFFD}b\u{FFFD}\nc|"]),
        ("the last block has not ended", b"data: a\n\ndata: b\n", &["message|a|"]),
        ("nothing", b"", &[]),
        ("empty lines", b"\n\n\r\n\r", &[]),
    ];
    for (case, bytes, expected) in cases {
        assert_eq!(parse([*bytes]), *expected, "{case}");
        assert_eq!(parse(bytes.chunks(1)), *expected, "{case}, byte by byte");
        assert_eq!(by_the_book(bytes), *expected, "{case}, by the book");
    }
}

#[test]
fn an_event_comes_with_the_end_of_its_block() {
    let mut parser = Parser::new(LIMIT);
    parser.push(b"data: a\r\n\r");
    assert_eq!(drain(&mut parser), ["message|a|"], "without waiting for what follows CR");
    parser.push(b"");
    parser.push(b"\ndata: b\n");
    assert_eq!(drain(&mut parser), [""; 0]);
    parser.push(b"\n");
    assert_eq!(drain(&mut parser), ["message|b|"]);
}

#[test]
fn waits_that_the_server_asks_for() {
    for (line, expected) in [
        ("retry: 1500", Some(1500)),
        ("retry:0", Some(0)),
        ("retry: 99999999999999999999", Some(u64::MAX)),
        ("retry:", None),
        ("retry: -1", None),
        ("retry: 1.5", None),
        ("retry:  1", None),
        ("retry: 1s", None),
    ] {
        let mut parser = Parser::new(LIMIT);
        parser.push(format!("{line}\n").as_bytes());
        assert_eq!(parser.retry(), expected.map(Duration::from_millis), "{line}");
    }
}

#[test]
fn another_connection_begins_anew_behind_the_last_id() {
    let mut parser = Parser::new(LIMIT);
    parser.push(b"retry: 5\nid: 1\ndata: a\n\nid: 2\nevent: lost\ndata: los");
    assert_eq!((drain(&mut parser), parser.last_id()), (vec!["message|a|1".to_owned()], "1"));
    parser.restart();
    assert_eq!((parser.last_id(), parser.retry()), ("1", Some(Duration::from_millis(5))));
    parser.push(b"\xEF\xBB\xBFdata: b\n\n");
    assert_eq!(drain(&mut parser), ["message|b|1"]);
}

#[test]
fn lines_and_events_beyond_the_limit() {
    let line = |length: usize| format!("data:{}\n", "x".repeat(length - 5));
    let fits = format!("{}\n", line(LIMIT));
    assert_eq!(parse([fits.as_bytes()]).len(), 1, "exactly the limit");
    let before = "data: a\n\n";
    for (case, text) in [
        ("line", line(LIMIT + 1)),
        ("line without an end", "x".repeat(LIMIT + 1)),
        ("comment", format!(":{}\n", "x".repeat(LIMIT))),
        ("event", line(600).repeat(2)),
    ] {
        let text = format!("{before}{text}\n\ndata: b\n\n");
        assert_eq!(parse([text.as_bytes()]), ["message|a|", "too large"], "{case}");
        assert_eq!(parse(text.as_bytes().chunks(7)), ["message|a|", "too large"], "{case} in pieces");
    }
}

/// A parser that looked at a line from its beginning with each piece would take minutes.
#[test]
fn time_grows_with_the_size_alone() {
    let start = Instant::now();
    let mut parser = Parser::new(16 << 20);
    parser.push(b"data:");
    for _ in 0..(1 << 20) {
        parser.push(b"12345678");
    }
    parser.push(b"\n\n");
    assert_eq!(parser.next().unwrap().unwrap().data.len(), 8 << 20);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Streams of what matters to the parser, and of some bytes that do not.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&'static [u8]> = vec![
        b"data",
        b"event",
        b"id",
        b"retry",
        b":",
        b": ",
        b" ",
        b"\n",
        b"\n\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xEF\xBB\xBF",
        b"\xEF",
        b"\xF0\x9F\x90\x95",
        b"\x80",
        b"a",
        b"data: x",
        b"id: 1",
        b"17",
    ];
    prop::collection::vec(prop::sample::select(words), 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_events(bytes in stream(), cuts in prop::collection::vec(0..200_usize, 0..20)) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]);
        let expected = by_the_book(&bytes);
        prop_assert_eq!(parse(pieces), expected.clone());
        prop_assert_eq!(parse([bytes.as_slice()]), expected.clone());
        prop_assert_eq!(parse(bytes.chunks(1)), expected);
    }
}
