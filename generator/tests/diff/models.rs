//! Schemas: objects and their fields, enumerations, unions, other names.

use expect_test::expect;

use crate::{check, check_silent};

const BOOK: &str = "schemas/book.yaml";
const NEW: &str = "schemas/newBook.yaml";
const PLACE: &str = "schemas/place.yaml";
const AUTHOR: &str = "schemas/author.yaml";
const RANGE: &str = "schemas/yearRange.yaml";

#[test]
fn a_field_is_added() {
    check(
        "a-field-is-added",
        &[(BOOK, "  notes: {", "  shelf: { type: string }\n  notes: {")],
        &expect![[r#"
        minor field-added schemas.book.shelf: a new field: `Option<String>`
            rust: `models::Book.shelf: Option<String>` is new
            wire: answers have it
    "#]],
    );
}

#[test]
fn a_field_that_is_always_there_is_added() {
    check(
        "a-field-that-is-always-there-is-added",
        &[
            (BOOK, "  notes: {", "  shelf: { type: string }\n  notes: {"),
            (BOOK, "required: [id, title, subtitle]", "required: [id, title, subtitle, shelf]"),
            (BOOK, "    title: The \\ \"Sea\"\n", "    shelf: a\n    title: The \\ \"Sea\"\n"),
            (BOOK, "{ id: b-18,", "{ id: b-18, shelf: b,"),
            ("schemas/books.yaml", "{ id: b-17,", "{ id: b-17, shelf: b,"),
        ],
        &expect![[r#"
            major field-added schemas.book.shelf: a new field that is always there: `String`
                rust: `models::Book.shelf: String` is new, and `models::Book::new` takes it as well
                wire: answers have it
            patch words schemas.book: it is described in other words, or by other examples
            patch words schemas.books: it is described in other words, or by other examples
            patch words schemas.loans: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn the_first_field_that_is_always_there_is_added() {
    check(
        "the-first-field-that-is-always-there-is-added",
        &[
            (
                RANGE,
                "  to: { type: integer }\n",
                "  to: { type: integer }\n  zone: { type: string }\nrequired: [zone]\n",
            ),
            (RANGE, "to: 2000 }", "to: 2000, zone: a }"),
        ],
        &expect![[r#"
            minor field-added schemas.yearRange.zone: a new field that is always there: `String`
                rust: `models::YearRange.zone: String` is new, and so is `models::YearRange::new`, which takes it
                wire: a value without it is refused
            patch words schemas.yearRange: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_field_is_removed() {
    check(
        "a-field-is-removed",
        &[(BOOK, "  pages: { type: integer, minimum: 1 }\n", ""), (BOOK, "    pages: 320\n", "")],
        &expect![[r#"
            major field-removed schemas.book.pages: the field is gone
                rust: `models::Book.pages` is gone
                wire: a server that still answers it puts it into the unknown fields
            patch words schemas.book: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_field_is_renamed() {
    check(
        "a-field-is-renamed",
        &[
            (BOOK, "  pages: { type: integer, minimum: 1 }\n", "  pageCount: { type: integer, minimum: 1 }\n"),
            (BOOK, "    pages: 320\n", "    pageCount: 320\n"),
        ],
        &expect![[r#"
            major field-renamed schemas.book.pageCount: `pages` became `pageCount`
                rust: `models::Book.pages: Option<i64>` is now `models::Book.page_count: Option<i64>`
                wire: it is read by the new name
            patch words schemas.book: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_field_is_of_another_type() {
    check(
        "a-field-is-of-another-type",
        &[(BOOK, "  pages: { type: integer, minimum: 1 }", "  pages: { type: number, minimum: 1 }")],
        &expect![[r#"
            major field-type schemas.book.pages: `i64` became `f64`
                rust: `models::Book.pages: Option<i64>` is now `models::Book.pages: Option<f64>`
                wire: another value is answered
        "#]],
    );
}

#[test]
fn a_text_becomes_a_time() {
    check(
        "a-text-becomes-a-time",
        &[
            (BOOK, "isbn: { $ref: isbn }", "isbn: { type: string, format: date-time }"),
            (BOOK, "    isbn: \"9780000000002\"\n", ""),
        ],
        &expect![[r#"
            major field-type schemas.book.isbn: `String` became `Timestamp`
                rust: `models::Book.isbn: Option<String>` is now `models::Book.isbn: Option<Timestamp>`
                wire: another value is answered
            patch words schemas.book: it is described in other words, or by other examples
            patch field-limits schemas.book.isbn: 13 characters, matches `^[0-9]{13}$` became anything
            patch words schemas.book.isbn: it is described in other words
        "#]],
    );
}

#[test]
fn a_field_is_always_there() {
    check(
        "a-field-is-always-there",
        &[
            (BOOK, "required: [id, title, subtitle]", "required: [id, title, subtitle, pages]"),
            (BOOK, "title: The Shore,", "title: The Shore, pages: 3,"),
            ("schemas/books.yaml", "subtitle: null", "subtitle: null, pages: 1"),
        ],
        &expect![[r#"
            major field-required schemas.book.pages: it is always there
                rust: `models::Book.pages: Option<i64>` is now `models::Book.pages: i64`, and `models::Book::new` takes it
                wire: answers always have it
            patch words schemas.book: it is described in other words, or by other examples
            patch words schemas.books: it is described in other words, or by other examples
            patch words schemas.loans: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_field_that_may_be_null_is_no_longer_always_there() {
    check(
        "a-field-that-may-be-null-is-no-longer-always-there",
        &[(BOOK, "required: [id, title, subtitle]", "required: [id, title]")],
        &expect![[r#"
            major field-required schemas.book.subtitle: it is no longer always there
                rust: `models::Book::new` does not take it
                wire: answers may lack it
        "#]],
    );
}

#[test]
fn a_field_that_is_answered_may_be_null() {
    check(
        "a-field-that-is-answered-may-be-null",
        &[(BOOK, "  price: { type: number,", "  price: { type: [number, \"null\"],")],
        &expect![[r#"
            patch field-nullable schemas.book.price: it can be null
                wire: answers may have null
        "#]],
    );
}

#[test]
fn a_field_that_is_sent_may_be_null() {
    check(
        "a-field-that-is-sent-may-be-null",
        &[(NEW, "  self: { type: boolean,", "  self: { type: [boolean, \"null\"],")],
        &expect![[r#"
            major field-nullable schemas.newBook.self: it can be null
                rust: `models::NewBook.self_: Option<bool>` is now `models::NewBook.self_: Nullable<bool>`
                wire: null may be sent
        "#]],
    );
}

#[test]
fn a_field_that_is_sent_is_never_null() {
    check(
        "a-field-that-is-sent-is-never-null",
        &[(NEW, "  subtitle: { type: [string, \"null\"] }", "  subtitle: { type: string }")],
        &expect![[r#"
            major field-nullable schemas.newBook.subtitle: it can no longer be null
                rust: `models::NewBook.subtitle: Nullable<String>` is now `models::NewBook.subtitle: Option<String>`
                wire: null is refused
        "#]],
    );
}

#[test]
fn an_answer_is_sent_as_well() {
    check(
        "an-answer-is-sent-as-well",
        &[
            (
                "resources/book.md",
                "| dpi | integer | N | Points an inch |  | 300 |\n",
                "| dpi | integer | N | Points an inch |  | 300 |\n| shape | [Order](../schemas/order.yaml) | N | An order |  |  |\n",
            ),
            (
                "resources/book.yaml",
                "      dpi: { in: multipart }\n",
                "      dpi: { in: multipart }\n      shape: { in: multipart }\n",
            ),
        ],
        &expect![[r#"
            minor parameter-added book.scan.shape: a new optional parameter in the multipart body: `Order`
                rust: the setter `.shape(&Order)` is new
        "#]],
    );
}

#[test]
fn a_field_has_another_default() {
    check(
        "a-field-has-another-default",
        &[(BOOK, "default: shelf", "default: lent")],
        &expect![[r#"
        patch field-default schemas.book.state: left out, it is `"lent"`, not `"shelf"`
    "#]],
    );
}

#[test]
fn a_field_has_other_limits() {
    check(
        "a-field-has-other-limits",
        &[(BOOK, "maxLength: 300", "maxLength: 400")],
        &expect![[r#"
        patch field-limits schemas.book.title: at most 300 characters became at most 400 characters
    "#]],
    );
}

#[test]
fn a_field_is_described_otherwise() {
    check(
        "a-field-is-described-otherwise",
        &[(BOOK, "What stands below the title.", "What is under the title.")],
        &expect![[r#"
            patch words schemas.book.subtitle: it is described in other words
        "#]],
    );
}

#[test]
fn an_object_takes_other_keys() {
    check(
        "an-object-takes-other-keys",
        &[(BOOK, "    required: [name]\n", "    required: [name]\n    additionalProperties: { type: string }\n")],
        &expect![[r#"
            minor other-keys schemas.Keeper: other keys hold `String`
                rust: `models::Keeper.rest` is new
        "#]],
    );
}

#[test]
fn an_object_takes_no_other_keys() {
    check(
        "an-object-takes-no-other-keys",
        &[
            ("schemas/order.yaml", "additionalProperties: { type: string }\n", ""),
            ("schemas/order.yaml", ", courier: Eve", ""),
        ],
        &expect![[r#"
            major other-keys schemas.order: it has no other keys
                rust: `models::Order.rest` is gone
            patch words schemas.order: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn an_object_is_closed() {
    check(
        "an-object-is-closed",
        &[(RANGE, "title: Year Range\n", "title: Year Range\nadditionalProperties: false\n")],
        &expect![[r#"
            patch other-keys schemas.yearRange: it has no other keys
        "#]],
    );
}

#[test]
fn a_value_is_added() {
    check(
        "a-value-is-added",
        &[(BOOK, "[shelf, lent, lost, SHELF, \"\"]", "[shelf, lent, lost, burnt, SHELF, \"\"]")],
        &expect![[r#"
            minor value-added schemas.book.state: a new value, `burnt`
                rust: `models::BookState::Burnt` is new
                wire: answers may have it
        "#]],
    );
}

#[test]
fn a_value_is_removed() {
    check(
        "a-value-is-removed",
        &[(BOOK, "[shelf, lent, lost, SHELF, \"\"]", "[shelf, lent, SHELF, \"\"]")],
        &expect![[r#"
            major value-removed schemas.book.state: the value `lost` is gone
                rust: `models::BookState::Lost` is gone
                wire: answers do not have it
        "#]],
    );
}

#[test]
fn a_value_is_renamed() {
    check(
        "a-value-is-renamed",
        &[(BOOK, "[shelf, lent, lost, SHELF, \"\"]", "[shelf, lent, missing, SHELF, \"\"]")],
        &expect![[r#"
            major value-removed schemas.book.state: the value `lost` is gone
                rust: `models::BookState::Lost` is gone
                wire: answers do not have it
            minor value-added schemas.book.state: a new value, `missing`
                rust: `models::BookState::Missing` is new
                wire: answers may have it
        "#]],
    );
}

#[test]
fn a_value_is_written_otherwise() {
    check(
        "a-value-is-written-otherwise",
        &[(NEW, "[novel, non-fiction]", "[novel, non_fiction]")],
        &expect![[r#"
        patch value-renamed schemas.newBook.type: the value `non-fiction` became `non_fiction`
            wire: the new text is sent
    "#]],
    );
}

#[test]
fn a_value_has_another_name() {
    check(
        "a-value-has-another-name",
        &[(BOOK, "SHELF: shelf in capitals", "SHELF: capitals")],
        &expect![[r#"
        major value-renamed schemas.book.state: the value `SHELF` has another name in Rust
            rust: `models::BookState::ShelfInCapitals` is now `models::BookState::Capitals`
    "#]],
    );
}

#[test]
fn a_variant_is_added() {
    check(
        "a-variant-is-added",
        &[(AUTHOR, "  - type: string\n", "  - type: string\n  - type: integer\n")],
        &expect![[r#"
            minor variant-added schemas.author.Integer: a new variant, `i64`
                rust: `models::Author::Integer` is new
                wire: it may be sent
        "#]],
    );
}

#[test]
fn a_variant_is_removed() {
    check(
        "a-variant-is-removed",
        &[
            (AUTHOR, "  - type: string\n", "  - type: boolean\n"),
            (AUTHOR, "  - Ada\n", "  - true\n"),
            (NEW, "[Ada, {", "[true, {"),
        ],
        &expect![[r#"
            major variant-removed schemas.author.Text: the variant is gone
                rust: `models::Author::Text` is gone
                wire: the server refuses it
            minor variant-added schemas.author.Boolean: a new variant, `bool`
                rust: `models::Author::Boolean` is new
                wire: it may be sent
            patch words schemas.author: it is described in other words, or by other examples
            patch words schemas.newBook: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_variant_behind_a_tag_is_added() {
    check(
        "a-variant-behind-a-tag-is-added",
        &[(
            PLACE,
            "  - title: Box Place",
            "  - title: Bag Place\n    type: object\n    properties: { kind: { const: bag } }\n    required: [kind]\n  - title: Box Place",
        )],
        &expect![[r#"
            minor model-added schemas.Bag Place: a new schema: an object
                rust: `models::BagPlace` is new
            minor variant-added schemas.place.Bag: a new variant, `BagPlace`
                rust: `models::Place::Bag` is new
                wire: it may be sent; answers may have it
        "#]],
    );
}

#[test]
fn a_variant_behind_a_tag_is_removed() {
    check(
        "a-variant-behind-a-tag-is-removed",
        &[
            (
                PLACE,
                "title: Place\ndescription: Where a book stands.\noneOf:\n  - title: Shelf Place\n    type: object\n    properties:\n      kind: { type: string, enum: [shelf] }\n      row: { type: integer }\n    required: [kind, row]\n  - title: Box Place\n    type: object\n    properties:\n      kind: { const: box }\n      label: { type: string }\n      inside: { $ref: place }\n    required: [kind]\nexamples:\n  - { kind: box, label: B, inside: { kind: shelf, row: 3 } }\n",
                "title: Place\noneOf:\n  - title: Box Place\n    type: object\n    properties:\n      kind: { const: box }\n      label: { type: string }\n      inside: { $ref: place }\n    required: [kind]\n  - title: Bag Place\n    type: object\n    properties: { kind: { const: bag } }\n    required: [kind]\n",
            ),
            (BOOK, "    place: { kind: shelf, row: 3 }\n", ""),
        ],
        &expect![[r#"
            major model-removed schemas.Shelf Place: the schema is gone
                rust: `models::ShelfPlace` is gone
            major variant-removed schemas.place.Shelf: the variant is gone
                rust: `models::Place::Shelf` is gone
                wire: the server refuses it; answers do not have it
            minor model-added schemas.Bag Place: a new schema: an object
                rust: `models::BagPlace` is new
            minor variant-added schemas.place.Bag: a new variant, `BagPlace`
                rust: `models::Place::Bag` is new
                wire: it may be sent; answers may have it
            patch words schemas.book: it is described in other words, or by other examples
            patch words schemas.place: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_schema_is_added() {
    check(
        "a-schema-is-added",
        &[("schemas/fee.yaml", "", "title: Fee\ntype: object\nproperties:\n  cents: { type: integer }\n")],
        &expect![[r#"
            minor model-added schemas.fee: a new schema: an object
                rust: `models::Fee` is new
        "#]],
    );
}

#[test]
fn a_schema_is_renamed() {
    check(
        "a-schema-is-renamed",
        &[
            (RANGE, include_str!("../library/spec/schemas/yearRange.yaml"), ""),
            ("schemas/period.yaml", "", include_str!("../library/spec/schemas/yearRange.yaml")),
            ("resources/books.md", "schemas/yearRange.yaml", "schemas/period.yaml"),
        ],
        &expect![[r#"
            major model-renamed schemas.period: `yearRange` became `period`
                rust: `models::YearRange` is now `models::Period`
        "#]],
    );
}

#[test]
fn a_shape_gets_a_file_of_its_own() {
    check(
        "a-shape-gets-a-file-of-its-own",
        &[
            (
                BOOK,
                "  keeper:\n    title: Keeper\n    description: Who looks after it.\n    type: object\n    properties:\n      name: { type: string }\n      key: { type: string, x-secret: true, description: \"Opens the cabinet.\" }\n    required: [name]\n",
                "  keeper: { $ref: keeper }\n",
            ),
            (
                "schemas/keeper.yaml",
                "",
                "title: Keeper\ndescription: Who looks after it.\ntype: object\nproperties:\n  name: { type: string }\n  key: { type: string, x-secret: true, description: \"Opens the cabinet.\" }\nrequired: [name]\n",
            ),
        ],
        &expect![[r#"
            patch words schemas.book.keeper: it is described in other words
            patch model-renamed schemas.keeper: `Keeper` became `keeper`
        "#]],
    );
}

#[test]
fn an_object_becomes_a_list() {
    check(
        "an-object-becomes-a-list",
        &[(
            RANGE,
            include_str!("../library/spec/schemas/yearRange.yaml"),
            "title: Year Range\ntype: array\nitems: { type: integer }\n",
        )],
        &expect![[r#"
            major model-kind schemas.yearRange: an object became another name for a type
                rust: `models::YearRange` is another type
                wire: another value is sent
            patch words schemas.yearRange: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_name_stands_for_another_type() {
    check(
        "a-name-stands-for-another-type",
        &[
            ("schemas/books.yaml", "items: { $ref: book }", "items: { $ref: order }"),
            ("schemas/books.yaml", "[{ id: b-17, title: The Sea, subtitle: null }]", "[{ shop: a }]"),
        ],
        &expect![[r#"
            major model-type schemas.books: it stands for `Vec<Order>`, not `Vec<Book>`
                rust: `models::Books` is another type
                wire: another value is answered
            patch words schemas.books: it is described in other words, or by other examples
        "#]],
    );
}

#[test]
fn a_type_is_another_name_for_the_same() {
    check(
        "a-type-is-another-name-for-the-same",
        &[
            ("resources/books.md", "[Books](../schemas/books.yaml)", "[Volumes](../schemas/volumes.yaml)"),
            ("schemas/volumes.yaml", "", "title: Volumes\ntype: array\nitems: { $ref: book }\n"),
        ],
        &expect![[r#"
            minor model-added schemas.volumes: a new schema: another name for a type
                rust: `models::Volumes` is new
            patch response-type books.list.200: `Books` became `Volumes`
        "#]],
    );
}

#[test]
fn a_type_becomes_recursive() {
    check(
        "a-type-becomes-recursive",
        &[(
            BOOK,
            "      key: { type: string, x-secret: true,",
            "      books: { type: array, items: { $ref: book } }\n      rival: { $ref: book }\n      key: { type: string, x-secret: true,",
        )],
        &expect![[r#"
            major field-type schemas.book.keeper: `Keeper` became `Box<Keeper>`
                rust: `models::Book.keeper: Option<Keeper>` is now `models::Book.keeper: Option<Box<Keeper>>`
                wire: another value is answered
            minor field-added schemas.Keeper.books: a new field: `Option<Vec<Book>>`
                rust: `models::Keeper.books: Option<Vec<Book>>` is new
                wire: answers have it
            minor field-added schemas.Keeper.rival: a new field: `Option<Box<Book>>`
                rust: `models::Keeper.rival: Option<Box<Book>>` is new
                wire: answers have it
        "#]],
    );
}

#[test]
fn two_texts_that_are_always_there_change_places() {
    check_silent(
        "two-texts-that-are-always-there-change-places",
        &[(BOOK, "  id: { type: string }\n", ""), (BOOK, "  subtitle: {", "  id: { type: string }\n  subtitle: {")],
        &expect![[r#"
            major field-order schemas.book: its required fields are in another order
                rust: `models::Book::new` takes its arguments in another order; where two of one type changed places it still compiles
        "#]],
    );
}
