//! Beginning elsewhere than at the start, going on behind an error, and stopping in the midst.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use futures_core::Stream;
use restgen_runtime::testing::Replay;
use restgen_runtime::{BoxFuture, HttpRequest, HttpResponse, Items, Pages, Transport, TransportError};

use crate::pets::{Get, Store};

#[tokio::test]
async fn it_begins_with_the_page_of_the_call_and_says_which_is_the_current() {
    let store = Store::new(&[r#"{"items":[5,6],"total":7}"#, r#"{"items":[7],"total":7}"#]);
    let mut pages = store.get().size(2).page(2).pages();
    assert_eq!(pages.page(), None);
    assert_eq!(pages.try_next().await.unwrap().unwrap().total, Some(7));
    assert_eq!(pages.page(), Some(2));
    assert_eq!(pages.try_next().await.unwrap().unwrap().items.unwrap().len(), 1);
    assert_eq!(pages.page(), Some(3));
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(pages.page(), Some(3), "where it ended is still known");
    assert_eq!(store.asked(), ["&size=2&page=2", "&size=2&page=3"]);
}

#[tokio::test]
async fn an_error_ends_it_and_another_call_goes_on() {
    let first = r#"{"items":[1,2],"total":3}"#;
    let replay = Replay::new().answer(200, first).answer(400, "{}").answer(200, r#"{"items":[3],"total":3}"#);
    let store = Store::on(replay.answer(200, "{}"));
    let mut pages = store.get().pages();
    pages.try_next().await.unwrap().unwrap();
    assert_eq!(pages.try_next().await.unwrap_err().status(), Some(400));
    assert!(pages.try_next().await.unwrap().is_none());

    let mut pages = store.get().page(pages.page().unwrap() + 1).pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().items.unwrap().len(), 1);
    // How many items a full page has is not known here, so one more page is asked for.
    assert!(pages.try_next().await.unwrap().unwrap().items.is_none());
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_cursor_can_be_kept() {
    let store = Store::new(&[r#"{"items":[1],"next":"a"}"#, r#"{"items":[2]}"#]);
    let mut items = store.scan().items();
    assert_eq!(items.cursor(), None);
    items.try_next().await.unwrap().unwrap();
    let cursor = items.cursor().unwrap().to_owned();
    let mut items = store.scan().after(cursor).items();
    assert_eq!(items.try_next().await.unwrap().unwrap(), 2);
    assert_eq!(items.cursor(), None);
    assert_eq!(store.asked(), ["", "&after=a"]);
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_an_error_of_its_action() {
    let mut pages = Store::new(&[r#"{"items":[1],"total":many}"#]).get().pages();
    let error = pages.try_next().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.json_path(), Some("total"));
}

/// A transport that has its answer when it is asked a second time.
struct Slow(Replay);

impl Transport for Slow {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let sent = self.0.send(request);
        Box::pin(async {
            tokio::task::yield_now().await;
            sent.await
        })
    }
}

#[tokio::test]
async fn nothing_is_lost_where_waiting_is_broken_off() {
    let replay = Replay::new().answer(200, r#"{"items":[1],"total":1}"#);
    let mut pages = Store::with(replay.clone(), Slow(replay.clone())).get().pages();
    let first = poll_fn(|context| {
        let mut waiting = pin!(pages.try_next());
        Poll::Ready(waiting.as_mut().poll(context).is_pending())
    });
    assert!(first.await);
    assert_eq!(pages.try_next().await.unwrap().unwrap().total, Some(1));
    assert_eq!(replay.requests().len(), 1);
}

#[tokio::test]
async fn both_are_streams_and_go_to_other_threads() {
    fn check<S: Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let store = Store::new(&[r#"{"items":[1,2],"total":2}"#, r#"{"items":[1,2],"total":2}"#]);
    let (mut pages, mut items): (Pages<Get>, Items<Get>) = (check(store.get().pages()), check(store.get().items()));
    let shown = "Items { pages: Pages { call: Call { operation: pets.get (GET /pets), query: [], headers: [], body: none }, page: None, .. }, ready: 0 }";
    assert_eq!(format!("{items:?}"), shown);
    let page = poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await;
    let item = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert_eq!((page.unwrap().unwrap().total, item.unwrap().unwrap()), (Some(2), 1.into()));
}

#[tokio::test]
async fn where_to_begin_is_checked_and_errors_come_through() {
    let store = Store::on(Replay::new().fail(TransportError::other("no network")));
    let mut items = store.get().items();
    assert!(items.try_next().await.unwrap_err().to_string().contains("no network"));
    assert!(items.try_next().await.unwrap().is_none());
}
