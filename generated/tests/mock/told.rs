//! What the mock can be told, seen by a client that has it as its transport, and by one that talks to it over HTTP.

use std::time::{Duration, Instant};

use losant_rest::models::DevicesDeleteOrRestorePost;
use losant_rest::resources::device::StateStreamEvent;
use losant_rest::resources::devices::DeleteResponse;
use losant_rest::testing::{self, Mock};
use losant_rest::{Client, transport::HttpResponse};
use serde_json::json;

const APPLICATION: &str = "575ec8687ae143cd83dc4a97";
const DEVICE: &str = "575ecf887ae143cd83dc4aa2";

/// The same test over both ways.
async fn both<F: Future>(test: impl Fn(Mock, Client) -> F) {
    let mock = testing::mock();
    let client = Client::builder().token("any").transport(mock.clone()).build().unwrap();
    test(mock, client).await;
    let mock = testing::mock();
    let server = mock.serve(0).unwrap();
    let client = Client::builder().token("any").base_url(server.url()).build().unwrap();
    test(mock, client).await;
}

fn statuses(mock: &Mock) -> Vec<Option<u16>> {
    mock.exchanges().iter().map(losant_rest::testing::Exchange::status).collect()
}

#[tokio::test]
async fn another_answer_once_and_from_now_on() {
    both(|mock, client| async move {
        let name = async || client.device().get(APPLICATION, DEVICE).await.unwrap().name.unwrap();
        assert_eq!(name().await, "My Device");
        mock.on("device.get")
            .answer(200, json!({ "name": "always" }).to_string())
            .answer_once(200, json!({ "name": "once" }).to_string());
        assert_eq!([name().await, name().await, name().await], ["once", "always", "always"]);
        mock.on("device.get").respond(HttpResponse::new(404));
        assert!(client.device().get(APPLICATION, DEVICE).await.unwrap_err().is_not_found());
        assert!(client.devices().get(APPLICATION).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn another_documented_answer() {
    both(|mock, client| async move {
        mock.on("devices.delete").documented(202);
        let options = DevicesDeleteOrRestorePost::default();
        let answer = client.devices().delete(APPLICATION, &options).await.unwrap();
        assert!(matches!(answer, DeleteResponse::Accepted(_)), "{answer:?}");
        mock.on("devices.delete").documented(404);
        let error = client.devices().delete(APPLICATION, &options).await.unwrap_err();
        assert_eq!((error.status(), error.server_message()), (Some(404), Some("Application was not found")));
    })
    .await;
}

#[test]
#[should_panic(expected = "`device.get` has no answer of the status 202")]
fn an_answer_that_is_not_documented() {
    drop(testing::mock().on("device.get").documented(202));
}

#[tokio::test]
async fn an_answer_of_ones_own_is_for_a_right_request_only() {
    both(|mock, client| async move {
        mock.on("device.get").answer(200, "{}");
        let right = client.device().get(APPLICATION, DEVICE).losantdomain("a").links(true).await;
        assert!(right.is_ok());
        let error = client.devices().get(APPLICATION).sort_field("color").await.unwrap_err();
        assert_eq!(error.status(), Some(400));
        assert!(error.server_message().unwrap().starts_with("query parameter `sortField`: accepted values are: "));
        let seen = mock.exchanges();
        assert_eq!(seen[1].problem(), error.server_message());
    })
    .await;
}

#[tokio::test]
async fn errors_and_broken_connections_for_a_while() {
    both(|mock, client| async move {
        mock.on("device.delete").fail(2, 409).cut(1).fail(1, 410);
        let mut said = Vec::new();
        for _ in 0..5 {
            said.push(match client.device().delete(APPLICATION, DEVICE).await {
                Ok(_) => "ok".to_owned(),
                Err(error) if error.status().is_none() => "broken".to_owned(),
                Err(error) => error.server_type().unwrap().to_owned(),
            });
        }
        assert_eq!(said, ["Conflict", "Conflict", "broken", "Gone", "ok"]);
        assert_eq!(statuses(&mock), [Some(409), Some(409), None, Some(410), Some(200)]);
        assert_eq!(
            mock.exchanges()[2].to_string(),
            format!("DELETE /applications/{APPLICATION}/devices/{DEVICE} cut device.delete")
        );
    })
    .await;
}

#[tokio::test]
async fn a_slow_answer() {
    both(|mock, client| async move {
        mock.on("device.get").delay(Duration::from_millis(60));
        let start = Instant::now();
        client.device().get(APPLICATION, DEVICE).await.unwrap();
        assert!(start.elapsed() >= Duration::from_millis(60));
    })
    .await;
}

#[tokio::test]
async fn slower_than_the_client_waits() {
    let mock = testing::mock();
    mock.on("device.delete").delay(Duration::from_mins(10));
    let limit = Duration::from_millis(20);
    let client = Client::builder().token("any").transport(mock.clone()).timeout(limit).build().unwrap();
    assert!(client.device().delete(APPLICATION, DEVICE).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn events_come_and_the_stream_stays_open() {
    both(|mock, client| async move {
        let mut events = client.device().state_stream(APPLICATION, DEVICE).await.unwrap();
        let StateStreamEvent::DeviceState(state) = events.next().await.unwrap().unwrap() else { panic!("a state") };
        assert_eq!(serde_json::to_value(state).unwrap()["data"], json!({ "voltage": 22.4 }));
        let next = tokio::time::timeout(Duration::from_millis(50), events.next()).await;
        assert!(next.is_err(), "{next:?}");
        assert_eq!(statuses(&mock), [Some(200)]);
    })
    .await;
}

#[test]
#[should_panic(expected = "the API has no action `device.fly`")]
fn an_action_that_is_not_there() {
    drop(testing::mock().on("device.fly"));
}

#[test]
fn a_server_that_is_dropped_stops() {
    let server = testing::mock().serve(0).unwrap();
    let address = server.url().replace("http://", "");
    drop(server);
    // The last connection may still be taken while it stops.
    let gone = || std::net::TcpStream::connect(&address).is_err();
    let end = Instant::now() + Duration::from_secs(5);
    while !gone() {
        assert!(Instant::now() < end, "it still listens");
    }
}
