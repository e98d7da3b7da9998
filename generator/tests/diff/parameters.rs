//! Parameters: added, removed, renamed, moved, of another type, required, with another default, other values.

use expect_test::expect;

use crate::check;

const BOOKS: &str = "resources/books.md";
const BOOK: &str = "resources/book.md";
const LIMIT: &str = "| limit | string | N | How many books to list | 20 | 5 |\n";
const STOCK: &str = "| inStock | boolean | N | Only books with a copy on the shelf | false | true |\n";

#[test]
fn an_optional_one_is_added() {
    check(
        "an-optional-one-is-added",
        &[(BOOKS, STOCK, &format!("{STOCK}| shelf | string | N | Only books of this shelf |  | a |\n"))],
        &expect![[r#"
            minor parameter-added books.list.shelf: a new optional parameter in the query: a text
                rust: the setter `.shelf(String)` is new
        "#]],
    );
}

#[test]
fn a_required_one_is_added() {
    check(
        "a-required-one-is-added",
        &[
            (
                BOOKS,
                "| notify | boolean | Y |",
                "| urgent | boolean | Y | Whether it hurries |  | true |\n| notify | boolean | Y |",
            ),
            (
                "resources/books.yaml",
                "      notify: { in: query }\n",
                "      notify: { in: query }\n      urgent: { in: query }\n",
            ),
        ],
        &expect![[r#"
            major parameter-added books.add.urgent: a new required parameter in the query: a truth value
                rust: the argument `urgent: bool` is new: `client.books().add(branch_id: String, urgent: bool, notify: bool, book: &NewBook)`
                wire: a request without it is refused
        "#]],
    );
}

#[test]
fn an_optional_one_is_removed() {
    check(
        "an-optional-one-is-removed",
        &[(BOOKS, STOCK, "")],
        &expect![[r#"
        major parameter-removed books.list.inStock: the parameter is gone
            rust: the setter `.in_stock(bool)` is gone
            wire: it is not sent any longer
    "#]],
    );
}

#[test]
fn a_required_one_is_removed() {
    check(
        "a-required-one-is-removed",
        &[
            (BOOKS, "| notify | boolean | Y | Whether readers who wait for it get a message |  | true |\n", ""),
            ("resources/books.yaml", "    parameters:\n      notify: { in: query }\n", ""),
        ],
        &expect![[r#"
            major parameter-removed books.add.notify: the parameter is gone
                rust: the argument `notify: bool` is gone
                wire: it is not sent any longer
        "#]],
    );
}

#[test]
fn an_optional_one_is_renamed() {
    check(
        "an-optional-one-is-renamed",
        &[(BOOKS, "| inStock |", "| onShelf |")],
        &expect![[r#"
        major parameter-renamed books.list.onShelf: `inStock` became `onShelf`
            rust: the setter `.in_stock(bool)` is now the setter `.on_shelf(bool)`
            wire: it is sent by the new name
    "#]],
    );
}

#[test]
fn one_whose_name_is_written_otherwise() {
    check(
        "one-whose-name-is-written-otherwise",
        &[(BOOKS, "| inStock |", "| in_stock |")],
        &expect![[r#"
        patch parameter-renamed books.list.in_stock: `inStock` became `in_stock`
            wire: it is sent by the new name
    "#]],
    );
}

#[test]
fn one_of_the_path_is_renamed() {
    check(
        "one-of-the-path-is-renamed",
        &[
            (
                BOOK,
                "| bookId | string | Y | ID of the book |  | b-17 |\n| place | [Place](../schemas/place.yaml) | Y |",
                "| id | string | Y | ID of the book |  | b-17 |\n| place | [Place](../schemas/place.yaml) | Y |",
            ),
            ("resources/book.yaml", "path: /books/{bookId}\n", "path: /books\n"),
            ("resources/book.yaml", "path: /place", "path: '/{id}/place'"),
            ("resources/book.yaml", "{ method: DELETE, ", "{ method: DELETE, path: '/{bookId}', "),
            ("resources/book.yaml", "path: /cover", "path: '/{bookId}/cover'"),
        ],
        &expect![[r#"
            patch parameter-renamed book.move.id: `bookId` became `id`
        "#]],
    );
}

#[test]
fn one_that_is_required_is_renamed() {
    check(
        "one-that-is-required-is-renamed",
        &[
            (BOOKS, "| notify |", "| notifyReaders |"),
            ("resources/books.yaml", "      notify:", "      notifyReaders:"),
        ],
        &expect![[r#"
            patch parameter-renamed books.add.notifyReaders: `notify` became `notifyReaders`
                wire: it is sent by the new name
        "#]],
    );
}

#[test]
fn one_with_accepted_values_is_renamed() {
    check(
        "one-with-accepted-values-is-renamed",
        &[(BOOKS, "| type | string | N | Kind of book.", "| kind | string | N | Kind of book.")],
        &expect![[r#"
            major parameter-renamed books.list.kind: `type` became `kind`
                rust: the setter `.type_(ListType)` is now the setter `.kind(ListKind)`
                wire: it is sent by the new name
        "#]],
    );
}

#[test]
fn one_is_sent_as_a_header() {
    check(
        "one-is-sent-as-a-header",
        &[(
            "resources/books.yaml",
            "range: { style: brackets }",
            "range: { style: brackets }\n      inStock: { in: header }",
        )],
        &expect![[r#"
            patch parameter-place books.list.inStock: it moved from the query to the headers
                wire: it is sent in the headers
        "#]],
    );
}

#[test]
fn one_is_of_another_type() {
    check(
        "one-is-of-another-type",
        &[(BOOKS, "| minScore | number |", "| minScore | integer |")],
        &expect![[r#"
        major parameter-type books.list.minScore: a number became a whole number
            rust: the setter `.min_score(f64)` is now the setter `.min_score(i64)`
            wire: another value is sent
        patch words books.list.minScore: it is described in other words
    "#]],
    );
}

#[test]
fn one_of_some_becomes_a_text() {
    check(
        "one-of-some-becomes-a-text",
        &[(BOOKS, " Accepted values are: novel, non-fiction, 1st edition", "")],
        &expect![[r#"
            major parameter-type books.list.type: one of `novel`, `non-fiction`, `1st edition` became a text
                rust: the setter `.type_(ListType)` is now the setter `.type_(String)`
                wire: another value is sent
        "#]],
    );
}

#[test]
fn a_list_becomes_a_text() {
    check(
        "a-list-becomes-a-text",
        &[(BOOKS, "| tags | array |", "| tags | string |")],
        &expect![[r#"
        major parameter-type books.list.tags: a list of texts became a text
            rust: the setter `.tags([String])` is now the setter `.tags(String)`
            wire: another value is sent
    "#]],
    );
}

#[test]
fn one_has_another_schema() {
    check(
        "one-has-another-schema",
        &[(BOOKS, "[Book Query](../schemas/bookQuery.yaml)", "[Year Range](../schemas/yearRange.yaml)")],
        &expect![[r#"
            major parameter-type books.list.query: `BookQuery` became `YearRange`
                rust: the setter `.query(&BookQuery)` is now the setter `.query(&YearRange)`
                wire: another value is sent
            major field-nullable schemas.bookQuery.pages: callers do not send it any longer, so that null is the same as nothing
                rust: `models::BookQuery.pages: Nullable<BookQueryPages>` is now `models::BookQuery.pages: Option<BookQueryPages>`
        "#]],
    );
}

#[test]
fn the_body_has_another_schema() {
    check(
        "the-body-has-another-schema",
        &[(
            BOOK,
            "| place | [Place](../schemas/place.yaml) | Y |",
            "| place | [Problem](../schemas/problem.yaml) | Y |",
        )],
        &expect![[r#"
            major parameter-type book.move.place: `Place` became `Problem`
                rust: the argument `place: &Place` is now the argument `place: &Problem`
                wire: another value is sent
        "#]],
    );
}

#[test]
fn one_is_written_another_way() {
    check(
        "one-is-written-another-way",
        &[("resources/books.yaml", "style: brackets", "style: json")],
        &expect![[r#"
        patch parameter-style books.list.range: it is sent as JSON text, not in brackets
            wire: the query is written another way
    "#]],
    );
}

#[test]
fn one_becomes_required() {
    check(
        "one-becomes-required",
        &[
            (BOOKS, "| pause | integer | N |", "| pause | integer | Y |"),
            ("resources/books.yaml", "path: /events\n", "path: /events\n    parameters:\n      pause: { in: query }\n"),
        ],
        &expect![[r#"
            major parameter-required books.watch.pause: it is required
                rust: the setter `.pause(i64)` is now the argument `pause: i64`: `client.books().watch(branch_id: String, pause: i64)`
                wire: a request without it is refused
        "#]],
    );
}

#[test]
fn one_is_no_longer_required() {
    check(
        "one-is-no-longer-required",
        &[(BOOKS, "| notify | boolean | Y |", "| notify | boolean | N |")],
        &expect![[r#"
            major parameter-required books.add.notify: it is no longer required
                rust: the argument `notify: bool` is now the setter `.notify(bool)`: `client.books().add(branch_id: String, book: &NewBook)`
                wire: a request without it is taken
        "#]],
    );
}

#[test]
fn one_has_another_default() {
    check(
        "one-has-another-default",
        &[(BOOKS, "| 20 | 5 |", "| 50 | 5 |")],
        &expect![[r#"
        patch parameter-default books.list.limit: left out, it is `50`, not `20`
            wire: the server takes another value where a call says nothing
    "#]],
    );
}

#[test]
fn one_has_no_default() {
    check(
        "one-has-no-default",
        &[(BOOKS, "| 20 | 5 |", "|  | 5 |")],
        &expect![[r#"
        patch parameter-default books.list.limit: left out, it is no longer `20`
            wire: the server takes another value where a call says nothing
    "#]],
    );
}

#[test]
fn one_takes_a_new_value() {
    check(
        "one-takes-a-new-value",
        &[(BOOKS, "novel, non-fiction, 1st edition", "novel, non-fiction, map, 1st edition")],
        &expect![[r#"
            minor parameter-value-added books.list.type: it takes a new value, `map`
                rust: `ListType::Map` is new
        "#]],
    );
}

#[test]
fn one_takes_a_value_no_longer() {
    check(
        "one-takes-a-value-no-longer",
        &[(BOOKS, "novel, non-fiction, 1st edition", "novel, non-fiction")],
        &expect![[r#"
            major parameter-value-removed books.list.type: it does not take `1st edition` any longer
                rust: `ListType::_1stEdition` is gone; the text is sent all the same
                wire: the server refuses the value
        "#]],
    );
}

#[test]
fn the_text_of_a_value_is_another() {
    check(
        "the-text-of-a-value-is-another",
        &[(BOOKS, "novel, non-fiction, 1st edition", "novel, non_fiction, 1st edition")],
        &expect![[r#"
            patch parameter-value-renamed books.list.type: the value `non-fiction` became `non_fiction`
                wire: `ListType::NonFiction` is sent by the new text
        "#]],
    );
}

#[test]
fn one_is_deprecated() {
    check(
        "one-is-deprecated",
        &[("resources/books.yaml", "range: { style: brackets }", "range: { style: brackets, deprecated: true }")],
        &expect![[r#"
            minor deprecated books.list.range: it is deprecated
                rust: who uses it gets the warning `deprecated`
        "#]],
    );
}

#[test]
fn one_is_described_otherwise() {
    check(
        "one-is-described-otherwise",
        &[(BOOKS, "How many books to list", "The most books to list")],
        &expect![[r#"
        patch words books.list.limit: it is described in other words
    "#]],
    );
}

#[test]
fn optional_ones_are_in_another_order() {
    check(
        "optional-ones-are-in-another-order",
        &[(BOOKS, STOCK, ""), (BOOKS, LIMIT, &format!("{STOCK}{LIMIT}"))],
        &expect![[""]],
    );
}

#[test]
fn one_of_every_action_is_added() {
    check(
        "one-of-every-action-is-added",
        &[("api.yaml", "types:\n", "  lang: { in: header, type: string, description: Which language. }\ntypes:\n")],
        &expect![[r#"
            minor parameter-added api.parameters.lang: every action takes a new parameter
                rust: `.lang(..)` of the client and of every call is new
        "#]],
    );
}

#[test]
fn one_of_every_action_is_removed() {
    check(
        "one-of-every-action-is-removed",
        &[(
            "api.yaml",
            "parameters:\n  trace:\n    in: header\n    type: string\n    example: abc-1\n    description: An id that comes back in the log of the library.\n",
            "",
        )],
        &expect![[r#"
            major parameter-removed api.parameters.trace: no action takes the parameter any longer
                rust: `.trace(..)` of the client and of every call is gone
                wire: the server does not look at it
        "#]],
    );
}

#[test]
fn one_of_every_action_is_of_another_type() {
    check(
        "one-of-every-action-is-of-another-type",
        &[("api.yaml", "    type: string\n    example: abc-1\n", "    type: integer\n    example: 1\n")],
        &expect![[r#"
            major parameter-type api.parameters.trace: a text became a whole number
                rust: `.trace(..)` of the client and of every call takes another type
            patch words api.parameters.trace: it is described in other words
        "#]],
    );
}
