//! Answers that are not as the spec says: read as far as they can be, told of, and an error where that is asked for.
#![cfg(feature = "testing")]

mod codec_models;

use std::error::Error as _;

use codec_models::{Color, Lamp};
use restgen_runtime::testing::Replay;
use restgen_runtime::{
    Api, CallOptions, Client, Deviation, DeviationKind, Error, HttpResponse, Method, Operation, action, responses,
};

static API: Api = Api::new("lamps", "1.2.3", "https://api.example.com");
static GET: Operation = Operation::new("lamp.get", Method::Get, "/lamp");

action! {
    /// The call that gets a lamp.
    pub Get -> Lamp {}
}

/// Each kind of odd answer, and whether it is only more than the spec says.
const ODD: &[(DeviationKind, &str)] = &[
    (DeviationKind::UnknownVariant, r#"{"id":"a","brightness":1,"color":"ultra"}"#),
    (DeviationKind::UnknownField, r#"{"id":"a","brightness":1,"x":{"hush":"hush"}}"#),
    (DeviationKind::MissingField, r#"{"id":"a"}"#),
    (DeviationKind::UnexpectedNull, r#"{"id":"a","brightness":null}"#),
    (DeviationKind::UnexpectedNull, r#"{"id":"a","brightness":1,"on":null}"#),
    (DeviationKind::WrongType, r#"{"id":"a","brightness":"hush"}"#),
    (DeviationKind::WrongType, r#"{"id":"a","brightness":1,"on":"hush"}"#),
    (DeviationKind::NoZone, r#"{"id":"a","brightness":1,"since":"2020-01-01T00:00:00"}"#),
    (DeviationKind::FractionalInteger, r#"{"id":"a","brightness":1.0}"#),
    (DeviationKind::ImpreciseNumber, r#"{"id":"a","brightness":9007199254740993}"#),
    (DeviationKind::TextTooLong, r#"{"id":"hush hush hush","brightness":1}"#),
];

fn replay(body: &str) -> Replay {
    let response = HttpResponse::new(200).header("content-type", "application/json").header("x-a", "b");
    Replay::new().respond(response.with_body(body))
}

fn client(body: &str) -> Client {
    Client::builder(&API).transport(replay(body)).build().unwrap()
}

fn get(client: &Client) -> Get {
    Get(client.call(&GET))
}

#[tokio::test]
async fn an_odd_answer_is_read() {
    for (kind, body) in ODD {
        let lamp = get(&client(body)).await.unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(lamp.id.is_empty(), !body.contains("\"id\""), "{body}");

        let raw = get(&client(body)).send_raw().await.unwrap();
        assert_eq!((raw.status(), raw.headers().get("x-a"), raw.body()), (200, Some("b"), body.as_bytes()));
        assert_eq!(raw.decode().unwrap(), lamp);
        let kinds: Vec<DeviationKind> = raw.deviations().unwrap().iter().map(Deviation::kind).collect();
        assert_eq!(kinds, [*kind], "{body}");
        assert!(!format!("{raw:?}").contains("hush"));
        assert_eq!(raw.into_response().body(), body.as_bytes());
    }
}

#[tokio::test]
async fn strictly_an_odd_answer_is_an_error() {
    for (kind, body) in ODD {
        let strict = Client::builder(&API).strict().transport(replay(body)).build().unwrap();
        let raw = get(&client(body)).strict().send_raw().await.unwrap();
        for error in
            [get(&strict).await.unwrap_err(), get(&client(body)).strict().await.unwrap_err(), raw.decode().unwrap_err()]
        {
            assert!(error.is_decode() && error.status() == Some(200) && error.source().is_none());
            assert_eq!(error.deviations().iter().map(Deviation::kind).collect::<Vec<_>>(), [*kind]);
            assert_eq!(error.json_path(), Some(error.deviations()[0].path()));
            assert_eq!(error.body(), Some(body.as_bytes()));
            let said = error.to_string();
            let start = "lamp.get (GET /lamp): 200 that is not as the spec says: at `";
            assert!(said.starts_with(start) && said.contains("(schemas/lamp.yaml:"), "{said}");
            assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        }
        assert_eq!(raw.deviations().unwrap().len(), 1);
    }
    let good = r#"{"id":"a","brightness":1,"color":"red"}"#;
    assert_eq!(get(&client(good)).strict().await.unwrap().color, Some(Color::Red));
    let error = get(&client("{}")).strict().await.unwrap_err();
    let said = "at `id`: expected a value, found none (schemas/lamp.yaml:4), and 1 more";
    assert!(error.to_string().ends_with(said), "{error}");
}

#[tokio::test]
async fn what_cannot_be_read_is_an_error_all_the_same() {
    for body in ["[]", "null", "{", "<html>", ""] {
        let raw = get(&client(body)).send_raw().await.unwrap();
        let errors = [get(&client(body)).await.unwrap_err(), raw.decode().unwrap_err(), raw.deviations().unwrap_err()];
        for error in errors {
            assert!(error.is_decode() && error.deviations().is_empty(), "{error}");
        }
    }
    let refused = Client::builder(&API).transport(Replay::new().answer(404, "{}")).build().unwrap();
    assert!(get(&refused).send_raw().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_error_body_is_read_leniently() {
    let refused = Client::builder(&API).transport(Replay::new().answer(404, r#"{"id":1}"#)).build().unwrap();
    let error: Error = get(&refused).await.unwrap_err();
    assert_eq!(error.error_body::<Lamp>().unwrap().unwrap().id, "");
}

#[tokio::test]
async fn each_variant_by_status_is_read_alike() {
    #[derive(Debug)]
    enum Answer {
        Created(Box<Lamp>),
        NoContent,
    }
    responses!(Answer { 201 => Created(Box<Lamp>), 204 => NoContent });

    let call = |status: u16, body: &str| {
        let client = Client::builder(&API).transport(Replay::new().answer(status, body)).build().unwrap();
        client.call::<Answer>(&GET)
    };
    let raw = call(201, r#"{"id":"a","brightness":true}"#).send_raw().await.unwrap();
    assert!(matches!(raw.decode().unwrap(), Answer::Created(lamp) if lamp.brightness == 0));
    assert_eq!(raw.deviations().unwrap().len(), 1);
    assert!(call(201, r#"{"id":"a","brightness":true}"#).strict().await.unwrap_err().is_decode());
    assert!(matches!(call(204, "").strict().await.unwrap(), Answer::NoContent));
}
