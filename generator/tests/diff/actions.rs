//! Resources, actions, who may call them, and what they answer.

use expect_test::expect;

use crate::{check, check_program};

const BOOKS: &str = "resources/books.md";
const BOOK: &str = "resources/book.md";
const BOOK_YAML: &str = "resources/book.yaml";
const BOOKS_YAML: &str = "resources/books.yaml";
/// The section of an action on its page.
const REMOVE: std::ops::Range<usize> = 814..1523;
const SHELF_PAGE: &str = "\
# Shelf Actions

## Get

Reads a shelf

#### Authentication

No api access token is required to call this action.

#### Available Parameters

No parameters needed.

#### Successful Responses

| Code | Type | Description |
| ---- | ---- | ----------- |
| 200 | [Place](../schemas/place.yaml) | It |

#### Error Responses

| Code | Type | Description |
| ---- | ---- | ----------- |
| 404 | undefined | There is none |
";

#[test]
fn a_resource_is_added() {
    check(
        "a-resource-is-added",
        &[
            ("resources/shelf.md", "", SHELF_PAGE),
            ("resources/shelf.yaml", "", "path: /shelf\nactions:\n  get: { method: GET }\n"),
        ],
        &expect![[r#"
            minor resource-added shelf: a new resource: Shelf
                rust: `client.shelf()` is new, with `get`, behind the feature `shelf`
        "#]],
    );
}

#[test]
fn a_resource_is_removed() {
    check(
        "a-resource-is-removed",
        &[
            (BOOK, include_str!("../library/spec/resources/book.md"), ""),
            (BOOK_YAML, include_str!("../library/spec/resources/book.yaml"), ""),
            ("api.yaml", "[book, books, authorNotes]", "[books, authorNotes]"),
        ],
        &expect![[r#"
            major resource-removed book: the resource is gone
                rust: `client.book()` is gone, with `move_`, `remove`, `scan` and the feature `book`
                wire: the server does not know its paths any longer
            patch words api.groups: the topics of the resources are others
        "#]],
    );
}

#[test]
fn a_resource_is_renamed() {
    check(
        "a-resource-is-renamed",
        &[
            (BOOK, include_str!("../library/spec/resources/book.md"), ""),
            (BOOK_YAML, include_str!("../library/spec/resources/book.yaml"), ""),
            ("resources/volume.md", "", include_str!("../library/spec/resources/book.md")),
            ("resources/volume.yaml", "", include_str!("../library/spec/resources/book.yaml")),
            ("api.yaml", "[book, books, authorNotes]", "[volume, books, authorNotes]"),
        ],
        &expect![[r#"
            major resource-renamed volume: `book` became `volume`
                rust: `client.book()` is now `client.volume()`, and so are the module and the Cargo feature `volume`
            patch words api.groups: the topics of the resources are others
        "#]],
    );
}

#[test]
fn an_action_is_added() {
    check(
        "an-action-is-added",
        &[
            (
                BOOK,
                "## Scan",
                &format!(
                    "{}## Scan",
                    include_str!("../library/spec/resources/book.md")[REMOVE]
                        .replace("Remove", "Burn")
                        .replace("remove", "burn")
                ),
            ),
            (BOOK_YAML, "  scan:\n", "  burn: { method: POST, path: /burn }\n  scan:\n"),
        ],
        &expect![[r#"
            minor action-added book.burn: a new action: `POST /books/{bookId}/burn`
                rust: `client.book().burn(book_id: String)` is new
        "#]],
    );
}

#[test]
fn an_action_is_removed() {
    check(
        "an-action-is-removed",
        &[
            (BOOK, &include_str!("../library/spec/resources/book.md")[REMOVE], ""),
            (BOOK_YAML, "  remove: { method: DELETE, deprecated: true }\n", ""),
        ],
        &expect![[r#"
            major action-removed book.remove: the action is gone: `DELETE /books/{bookId}`
                rust: `client.book().remove(book_id: String)` is gone
                wire: the server refuses the request
        "#]],
    );
}

#[test]
fn an_action_is_renamed() {
    check(
        "an-action-is-renamed",
        &[(BOOK, "## Remove", "## Discard"), (BOOK_YAML, "  remove:", "  discard:")],
        &expect![[r#"
            major action-renamed book.discard: `remove` became `discard`
                rust: `client.book().remove(book_id: String)` is now `client.book().discard(book_id: String)`
            patch words book.discard: it is described in other words
        "#]],
    );
}

#[test]
fn an_action_moves_to_another_resource() {
    check(
        "an-action-moves-to-another-resource",
        &[
            (
                BOOKS,
                "## Watch\n\nTells of every book that comes and goes\n\n#### Authentication\n\nThe client must be configured with a valid api access token to call this action.\nThe token must include at least one of the following scopes: books.*, or books.watch.\n\n#### Available Parameters\n\n| Name | Type | Required | Description | Default | Example |\n| ---- | ---- | -------- | ----------- | ------- | ------- |\n| branchId | string | Y | ID of the branch |  | north |\n| pause | integer | N | Seconds between two signs of life | 2 | 5 |\n\n#### Successful Responses\n\n| Code | Type | Description |\n| ---- | ---- | ----------- |\n| 200 | undefined | The stream |\n\n#### Error Responses\n\n| Code | Type | Description |\n| ---- | ---- | ----------- |\n| 404 | [Problem](../schemas/problem.yaml) | There is no such branch |\n",
                "",
            ),
            (
                BOOKS_YAML,
                "  watch:\n    method: GET\n    path: /events\n    events: { bookAdded: book, bookLost: problem }\n",
                "",
            ),
            (
                "resources/branch.md",
                "",
                "# Branch Actions\n\n## Watch\n\nTells of every book that comes and goes\n\n#### Authentication\n\nThe client must be configured with a valid api access token to call this action.\nThe token must include at least one of the following scopes: books.*, or books.watch.\n\n#### Available Parameters\n\n| Name | Type | Required | Description | Default | Example |\n| ---- | ---- | -------- | ----------- | ------- | ------- |\n| branchId | string | Y | ID of the branch |  | north |\n| pause | integer | N | Seconds between two signs of life | 2 | 5 |\n\n#### Successful Responses\n\n| Code | Type | Description |\n| ---- | ---- | ----------- |\n| 200 | undefined | The stream |\n\n#### Error Responses\n\n| Code | Type | Description |\n| ---- | ---- | ----------- |\n| 404 | [Problem](../schemas/problem.yaml) | There is no such branch |\n",
            ),
            (
                "resources/branch.yaml",
                "",
                "path: /branches/{branchId}/books/events\nactions:\n  watch: { method: GET, events: { bookAdded: book, bookLost: problem } }\n",
            ),
        ],
        &expect![[r#"
            major action-moved branch.watch: it was `books.watch`
                rust: `client.books().watch(branch_id: String)` is now `client.branch().watch(branch_id: String)`
            minor resource-added branch: a new resource: Branch
                rust: `client.branch()` is new, with `watch`, behind the feature `branch`
        "#]],
    );
}

#[test]
fn the_method_is_another() {
    check(
        "the-method-is-another",
        &[(BOOK_YAML, "method: PUT", "method: PATCH")],
        &expect![[r#"
        patch method book.move: `PUT` became `PATCH`
            wire: the request is made with the new method
    "#]],
    );
}

#[test]
fn the_path_is_another() {
    check(
        "the-path-is-another",
        &[(BOOK_YAML, "path: /place", "path: /location")],
        &expect![[r#"
        patch path book.move: `/books/{bookId}/place` became `/books/{bookId}/location`
            wire: the request goes to the new path
    "#]],
    );
}

#[test]
fn arguments_are_in_another_order() {
    check(
        "arguments-are-in-another-order",
        &[
            (BOOKS_YAML, "path: /branches/{branchId}/books\n", "path: /branches\n"),
            (BOOKS_YAML, "    parameters:\n      range", "    path: '/{branchId}/books'\n    parameters:\n      range"),
            (
                BOOKS_YAML,
                "    method: POST\n    parameters:\n      notify: { in: query }\n",
                "    method: POST\n    path: '/{notify}/{branchId}/books'\n",
            ),
            (BOOKS_YAML, "path: /events", "path: '/{branchId}/books/events'"),
        ],
        &expect![[r#"
            major parameter-order books.add: what it takes by position is in another order
                rust: `client.books().add(branch_id: String, notify: bool, book: &NewBook)` is now `client.books().add(notify: bool, branch_id: String, book: &NewBook)`; where two of one type changed places it still compiles
            patch path books.add: `/branches/{branchId}/books` became `/branches/{notify}/{branchId}/books`
                wire: the request goes to the new path
            patch parameter-place books.add.notify: it moved from the query to the path
                wire: it is sent in the path
        "#]],
    );
}

#[test]
fn a_scope_no_longer_gives_access() {
    check(
        "a-scope-no-longer-gives-access",
        &[(BOOK, "books.*, or book.move.", "book.move.")],
        &expect![[r#"
            patch scopes book.move: `books.*` no longer gives access
                wire: a token that has only `books.*` is refused
        "#]],
    );
}

#[test]
fn a_scope_gives_access() {
    check(
        "a-scope-gives-access",
        &[(BOOK, "books.*, or book.move.", "books.*, all.Book, or book.move.")],
        &expect![[r#"
            patch scopes book.move: `all.Book` gives access
                wire: a token that has `all.Book` may call it
        "#]],
    );
}

#[test]
fn a_token_is_needed() {
    check(
        "a-token-is-needed",
        &[(
            BOOKS,
            "No api access token is required to call this action.",
            "The client must be configured with a valid api access token to call this action.\nThe token must include at least one of the following scopes: books.*, or books.list.",
        )],
        &expect![[r#"
            patch scopes books.list: a token with one of `books.*`, `books.list` is needed
                wire: a call without such a token is refused
        "#]],
    );
}

#[test]
fn a_token_is_no_longer_needed() {
    check(
        "a-token-is-no-longer-needed",
        &[(
            BOOK,
            "The client must be configured with a valid api access token to call this action.\nThe token must include at least one of the following scopes: books.*, or book.move.",
            "No api access token is required to call this action.",
        )],
        &expect![[r#"
            patch scopes book.move: no token is needed any longer
                wire: everyone may call it
        "#]],
    );
}

#[test]
fn an_action_is_deprecated() {
    check(
        "an-action-is-deprecated",
        &[(BOOK_YAML, "{ method: PUT, path: /place }", "{ method: PUT, path: /place, deprecated: true }")],
        &expect![[r#"
            minor deprecated book.move: it is deprecated
                rust: who uses it gets the warning `deprecated`
        "#]],
    );
}

#[test]
fn an_action_is_no_longer_deprecated() {
    check(
        "an-action-is-no-longer-deprecated",
        &[(BOOK_YAML, ", deprecated: true", "")],
        &expect![[r#"
        patch deprecated book.remove: it is no longer deprecated
    "#]],
    );
}

#[test]
fn a_status_makes_the_answer_an_enum() {
    check(
        "a-status-makes-the-answer-an-enum",
        &[(
            BOOK,
            "| 204 | undefined | It is gone |",
            "| 200 | [Book](../schemas/book.yaml) | It is gone |\n| 204 | undefined | It is gone |",
        )],
        &expect![[r#"
            major response-added book.remove.200: a new status of success, with `Book`
                rust: the answer was `()` and is `RemoveResponse`
                wire: the server may answer it
        "#]],
    );
}

#[test]
fn a_status_is_added_to_an_enum() {
    check(
        "a-status-is-added-to-an-enum",
        &[(
            BOOKS,
            "| 204 | undefined | It was there already |",
            "| 200 | [Order](../schemas/order.yaml) | It is on its way |\n| 204 | undefined | It was there already |",
        )],
        &expect![[r#"
            minor response-added books.add.200: a new status of success, with `Order`
                rust: `AddResponse::Ok` is new
                wire: the server may answer it
        "#]],
    );
}

#[test]
fn a_status_of_an_enum_is_removed() {
    check(
        "a-status-of-an-enum-is-removed",
        &[(BOOKS, "| 204 | undefined | It was there already |\n", "")],
        &expect![[r#"
            major response-removed books.add.204: the status of success is gone
                rust: `AddResponse::NoContent` is gone
                wire: the server does not answer it
        "#]],
    );
}

#[test]
fn a_status_of_an_enum_has_another_schema() {
    check(
        "a-status-of-an-enum-has-another-schema",
        &[(BOOKS, "| 202 | [Order](../schemas/order.yaml) |", "| 202 | [Book](../schemas/book.yaml) |")],
        &expect![[r#"
            major response-type books.add.202: `Order` became `Book`
                rust: `AddResponse::Accepted` holds another type
                wire: the server answers another body
        "#]],
    );
}

#[test]
fn a_status_of_the_same_type_is_added() {
    check(
        "a-status-of-the-same-type-is-added",
        &[(
            BOOK,
            "| 204 | undefined | It is gone |",
            "| 202 | undefined | It will be gone |\n| 204 | undefined | It is gone |",
        )],
        &expect![[r#"
            patch response-added book.remove.202: a new status of success, with no body
                wire: the server may answer it
        "#]],
    );
}

#[test]
fn a_status_is_another() {
    check(
        "a-status-is-another",
        &[(BOOK, "| 204 | undefined | It is gone |", "| 202 | undefined | It is gone |")],
        &expect![[r#"
            patch response-added book.remove.202: a new status of success, with no body
                wire: the server may answer it
            patch response-removed book.remove.204: the status of success is gone
                wire: the server does not answer it
        "#]],
    );
}

#[test]
fn the_answer_has_another_schema() {
    check(
        "the-answer-has-another-schema",
        &[
            (
                BOOKS,
                "| 200 | [Books](../schemas/books.yaml) | The books |",
                "| 200 | [Order](../schemas/order.yaml) | The books |",
            ),
            ("api.yaml", "  - by: link\n    size: limit\n", ""),
        ],
        &expect![[r#"
            major paging books.list: it no longer answers in pages
                rust: `.pages()` and `.items()` of the call are gone
            major response-type books.list.200: `Books` became `Order`
                rust: the answer was `Books` and is `Order`
                wire: the server answers another body
        "#]],
    );
}

#[test]
fn an_answer_comes_no_longer_in_pages() {
    let program = "pub fn all(client: &town_library::Client) { drop(client.books().list(\"north\").items()); }";
    check_program(
        "an-answer-comes-no-longer-in-pages",
        &[("api.yaml", "  - by: link\n    size: limit\n", "")],
        program,
        &["books"],
        &expect![[r#"
            major paging books.list: it no longer answers in pages
                rust: `.pages()` and `.items()` of the call are gone
        "#]],
    );
}

#[test]
fn an_error_is_added() {
    check(
        "an-error-is-added",
        &[(
            BOOKS,
            "| 400 | [Problem](../schemas/problem.yaml) | A parameter is wrong |",
            "| 400 | [Problem](../schemas/problem.yaml) | A parameter is wrong |\n| 429 | [Problem](../schemas/problem.yaml) | Too many |",
        )],
        &expect![[r#"
            patch error-added books.list.429: a new status of failure: Too many
                wire: the server may answer it
        "#]],
    );
}

#[test]
fn an_event_is_added() {
    check(
        "an-event-is-added",
        &[(BOOKS_YAML, "bookLost: problem", "bookLost: problem, bookSold: order")],
        &expect![[r#"
            minor event-added books.watch.bookSold: the stream has a new event, which holds `Order`
                rust: `WatchEvent::BookSold` is new
                wire: the server may send it
        "#]],
    );
}

#[test]
fn an_event_is_removed() {
    check(
        "an-event-is-removed",
        &[(BOOKS_YAML, ", bookLost: problem", "")],
        &expect![[r#"
            major event-removed books.watch.bookLost: the event is gone from the stream
                rust: `WatchEvent::BookLost` is gone
                wire: the server does not send it
        "#]],
    );
}

#[test]
fn an_event_has_another_schema() {
    check(
        "an-event-has-another-schema",
        &[(BOOKS_YAML, "bookLost: problem", "bookLost: order")],
        &expect![[r#"
            major event-type books.watch.bookLost: `Problem` became `Order`
                rust: `WatchEvent::BookLost` holds another type
                wire: the event has another body
        "#]],
    );
}

#[test]
fn a_stream_is_one_no_longer() {
    check(
        "a-stream-is-one-no-longer",
        &[(BOOKS_YAML, "    events: { bookAdded: book, bookLost: problem }\n", "")],
        &expect![[r#"
            major event-removed books.watch.bookAdded: the event is gone from the stream
                rust: the answer was `EventStream<WatchEvent>` and is `()`
                wire: the server does not send it
            major event-removed books.watch.bookLost: the event is gone from the stream
                rust: the answer was `EventStream<WatchEvent>` and is `()`
                wire: the server does not send it
        "#]],
    );
}

#[test]
fn the_server_is_another() {
    check(
        "the-server-is-another",
        &[("api.yaml", "/v2", "/v3")],
        &expect![[r#"
        patch base-url api.baseUrl: `https://library.example/v2` became `https://library.example/v3`
            wire: calls go to another server, unless the client is given a base URL
    "#]],
    );
}

#[test]
fn the_proof_is_another() {
    check(
        "the-proof-is-another",
        &[("api.yaml", "auth: { header: X-Api-Key }", "auth: bearer")],
        &expect![[r#"
        patch auth api.auth: a key in the header `X-Api-Key` became a bearer token
            wire: the token of a client is sent another way
    "#]],
    );
}

#[test]
fn the_package_is_another() {
    check(
        "the-package-is-another",
        &[("api.yaml", "package: town-library", "package: city-library")],
        &expect![[r#"
        major package api.package: `town-library` became `city-library`
            rust: the crate is `city_library`
    "#]],
    );
}

#[test]
fn an_action_is_described_otherwise() {
    check(
        "an-action-is-described-otherwise",
        &[(BOOK, "Moves a book to another place", "Puts a book elsewhere")],
        &expect![[r#"
            patch words book.move: it is described in other words
        "#]],
    );
}

#[test]
fn a_model_needs_another_feature() {
    let program = "pub fn name(problem: town_library::models::Problem) -> String { problem.code }";
    let page = include_str!("../library/spec/resources/book.md");
    let without = page.replace("[Problem](../schemas/problem.yaml)", "undefined");
    let texts = [(BOOK, page, without.as_str())];
    check_program(
        "a-model-needs-another-feature",
        &texts,
        program,
        &["book"],
        &expect![[r#"
            major model-feature schemas.problem: no action of `book` reaches it
                rust: the types of `problem` need one of the features `author-notes`, `books`, `reader-loans`
            patch error-type book.move.404: `Problem` became no body
                wire: the error has another body
            patch error-type book.remove.404: `Problem` became no body
                wire: the error has another body
            patch error-type book.scan.404: `Problem` became no body
                wire: the error has another body
        "#]],
    );
}
