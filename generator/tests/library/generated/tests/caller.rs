//! The client of an API of another kind, as its caller uses it: a key in a header, an error shape of its own, resources
//! three deep, and its three ways of paging.

use restgen_runtime::HttpResponse;
use restgen_runtime::testing::{Received, Server};
use town_library::{Client, models};

const KEY: &str = "k-123";

/// A server on loopback, with its client.
fn library(answer: impl FnMut(&Received) -> HttpResponse + Send + 'static) -> (Server, Client) {
    let server = Server::start(answer).unwrap();
    let client = Client::builder().token(KEY).base_url(server.url()).build().unwrap();
    (server, client)
}

fn json(status: u16, body: impl Into<Vec<u8>>) -> HttpResponse {
    HttpResponse::new(status).header("content-type", "application/json").with_body(body)
}

fn targets(server: &Server) -> Vec<String> {
    server.received().iter().map(|request| request.target().to_owned()).collect()
}

/// A page of notes and what leads to the next.
fn notes(request: &Received) -> HttpResponse {
    let (id, next) = match request.target().split_once("after=") {
        None => ("n-10", "\"n 10\""),
        Some((_, "n%2010")) => ("n-9", "\"n-9\""),
        Some(_) => ("n-8", "null"),
    };
    json(200, format!(r#"{{"entries":[{{"id":"{id}","text":"Born here"}}],"next":{next}}}"#))
}

#[tokio::test]
async fn notes_three_deep_go_on_by_a_cursor() {
    let (server, client) = library(notes);
    let mut items = client.author_notes().get("north", "b/17", "a-3").limit(1).items();
    let mut ids = Vec::new();
    while let Some(note) = items.try_next().await.unwrap() {
        ids.push(note.id);
    }
    assert_eq!(ids, ["n-10", "n-9", "n-8"]);
    let path = "/branches/north/books/b%2F17/authors/a-3/notes?limit=1";
    assert_eq!(targets(&server), [path.to_owned(), format!("{path}&after=n%2010"), format!("{path}&after=n-9")]);
}

#[tokio::test]
async fn loans_are_counted_from_1_and_end_without_a_total() {
    let (server, client) = library(|request| {
        let book = |id| format!(r#"{{"book":{{"id":"{id}","title":"The Sea","subtitle":null}}}}"#);
        let loans =
            if request.target().contains("page=2") { book("b-3") } else { [book("b-1"), book("b-2")].join(",") };
        json(200, format!(r#"{{"loans":[{loans}]}}"#))
    });
    let mut pages = client.reader_loans().get("r-5").items_(2).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.loans.unwrap_or_default().len());
    }
    assert_eq!((sizes.as_slice(), pages.page()), ([2, 1].as_slice(), Some(2)));
    assert_eq!(targets(&server), ["/readers/r-5/loans?items=2", "/readers/r-5/loans?items=2&page=2"]);
}

#[tokio::test]
async fn books_go_on_by_a_link_with_the_key() {
    let (server, client) = library(|request| {
        let last = request.target().contains("mark");
        let id = if last { "b-2" } else { "b-1" };
        let page = json(200, format!(r#"[{{"id":"{id}","title":"The Sea","subtitle":null}}]"#));
        if last { page } else { page.header("Link", "<?limit=1&mark=x>; rel=\"next\", </rules>; rel=\"help\"") }
    });
    let mut books = client.books().list("north").limit(1).in_stock(true).items();
    let mut ids = Vec::new();
    while let Some(models::Book { id, .. }) = books.try_next().await.unwrap() {
        ids.push(id);
    }
    assert_eq!(ids, ["b-1", "b-2"]);
    assert_eq!(
        targets(&server),
        ["/branches/north/books?limit=1&inStock=true", "/branches/north/books?limit=1&mark=x"]
    );
    for request in server.received() {
        assert_eq!((request.header("x-api-key"), request.header("authorization")), (Some(KEY), None));
    }
}

#[tokio::test]
async fn an_error_is_told_in_the_words_of_the_api() {
    let (_server, client) = library(|_| json(404, r#"{"code":"NotFound","detail":"There is no author a-3"}"#));
    let error = client.author_notes().delete("north", "b-17", "a-3").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "authorNotes.delete (DELETE /branches/{branchId}/books/{bookId}/authors/{authorId}/notes): 404 NotFound: There \
         is no author a-3"
    );
    assert!(error.is_not_found());
    let problem: models::Problem = error.error_body().unwrap().unwrap();
    assert_eq!((error.server_type(), problem.code.as_str()), (Some("NotFound"), "NotFound"));

    let mut items = client.author_notes().get("north", "b-17", "a-3").items();
    assert!(items.try_next().await.unwrap_err().is_not_found());
    assert!(items.try_next().await.unwrap().is_none());
}

#[cfg(feature = "blocking")]
#[test]
fn all_of_it_works_without_async() {
    let (_server, client) = library(notes);
    let page = client.author_notes().get("north", "b-17", "a-3").send_blocking().unwrap();
    assert_eq!(page.entries.len(), 1);
    let notes = client.author_notes().get("north", "b-17", "a-3").items().blocking();
    let ids: Result<Vec<String>, _> = notes.map(|note| note.map(|note| note.id)).collect();
    assert_eq!(ids.unwrap(), ["n-10", "n-9", "n-8"]);
}
