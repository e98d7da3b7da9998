//! A small change of a spec is a small change of what is generated: the lines that a reviewer expects.

use expect_test::{Expect, expect};
use similar::TextDiff;

use crate::workspace::{files, library, sources};

/// The lines that a change of one file of the example takes out and puts in.
fn check(path: &str, from: &str, to: &str, expected: &Expect) {
    let before = library();
    let mut after = before.clone();
    let text = after.get_mut(path).expect("the file is there");
    assert_eq!(text.matches(from).count(), 1, "`{from}` in `{path}`");
    *text = text.replace(from, to);
    let (before, after) = (files(&sources(&before)), files(&sources(&after)));
    let mut diff = String::new();
    for path in before.keys().chain(after.keys().filter(|path| !before.contains_key(*path))) {
        let [old, new] = [&before, &after].map(|files| files.get(path).map_or("", String::as_str));
        if old != new {
            let text = TextDiff::from_lines(old, new).unified_diff().context_radius(0).to_string();
            let lines = text.lines().filter(|line| !line.starts_with("@@"));
            diff += &format!("{path}\n{}", lines.map(|line| format!("    {line}\n")).collect::<String>());
        }
    }
    expected.assert_eq(&diff);
}

const PAGE: &str = "resources/books.md";

#[test]
fn a_description() {
    check(
        PAGE,
        "How many books to list",
        "The most books to list",
        &expect![[r#"
            api.json
                -              "description": "How many books to list",
                +              "description": "The most books to list",
            docs/books.md
                -| limit | integer | N | How many books to list | 20 | 5 |
                +| limit | integer | N | The most books to list | 20 | 5 |
            openapi.json
                -            "description": "How many books to list",
                +            "description": "The most books to list",
            src/resources/books.rs
                -    /// - [`limit`](List::limit) (integer, `20` where left out): How many books to list.
                +    /// - [`limit`](List::limit) (integer, `20` where left out): The most books to list.
                -        /// How many books to list.
                +        /// The most books to list.
        "#]],
    );
}

#[test]
fn a_default() {
    check(
        PAGE,
        "| 20 | 5 |",
        "| 50 | 5 |",
        &expect![[r#"
            api.json
                -              "default": 20,
                +              "default": 50,
            docs/books.md
                -| limit | integer | N | How many books to list | 20 | 5 |
                +| limit | integer | N | How many books to list | 50 | 5 |
            openapi.json
                -            "schema": { "type": "integer", "format": "int64", "default": 20 },
                +            "schema": { "type": "integer", "format": "int64", "default": 50 },
            src/resources/books.rs
                -    /// - [`limit`](List::limit) (integer, `20` where left out): How many books to list.
                +    /// - [`limit`](List::limit) (integer, `50` where left out): How many books to list.
        "#]],
    );
}

#[test]
fn an_accepted_value() {
    check(
        PAGE,
        "novel, non-fiction, 1st edition",
        "novel, non-fiction, map, 1st edition",
        &expect![[r#"
            api.json
                +                "map",
            docs/books.md
                -| type | string | N | Kind of book. Accepted values are: novel, non-fiction, `1st edition` |  | novel |
                +| type | string | N | Kind of book. Accepted values are: novel, non-fiction, map, `1st edition` |  | novel |
            openapi.json
                -            "schema": { "type": "string", "enum": ["novel", "non-fiction", "1st edition"] },
                +            "schema": { "type": "string", "enum": ["novel", "non-fiction", "map", "1st edition"] },
            src/resources/books.rs
                -    /// - [`type_`](List::type_) ([`ListType`]): Kind of book. One of `novel`, `non-fiction` or `1st
                -    ///   edition`.
                +    /// - [`type_`](List::type_) ([`ListType`]): Kind of book. One of `novel`, `non-fiction`, `map`
                +    ///   or `1st edition`.
                +        Map = "map",
        "#]],
    );
}

#[test]
fn a_type() {
    check(
        PAGE,
        "| minScore | number |",
        "| minScore | integer |",
        &expect![[r#"
            api.json
                -              "type": "number",
                +              "type": "integer",
                -              "description": "Only books that readers rate this or better",
                -              "example": 3.5
                +              "description": "Only books that readers rate this or better"
            docs/books.md
                -let mut items = client.books().list("north").limit(5).min_score(3.5).items();
                +let mut items = client.books().list("north").limit(5).in_stock(true).items();
                -| minScore | number | N | Only books that readers rate this or better |  | 3.5 |
                +| minScore | integer | N | Only books that readers rate this or better |  |  |
            openapi.json
                -            "schema": { "type": "number" },
                -            "example": 3.5
                +            "schema": { "type": "integer", "format": "int64" }
            src/resources/books.rs
                -    /// - [`min_score`](List::min_score) (number): Only books that readers rate this or better.
                +    /// - [`min_score`](List::min_score) (integer): Only books that readers rate this or better.
                -    /// let mut items = client.books().list("north").limit(5).min_score(3.5).items();
                +    /// let mut items = client.books().list("north").limit(5).in_stock(true).items();
                -        min_score: query "minScore" = f64,
                +        min_score: query "minScore" = i64,
            src/tests/books.rs
                -        .min_score(3.5)
                -            ("minScore", "3.5"),
        "#]],
    );
}

#[test]
fn a_required_parameter() {
    check(
        PAGE,
        "| notify | boolean | Y |",
        "| notify | boolean | N |",
        &expect![[r#"
            api.json
                -              "required": true,
                +              "required": false,
            docs/books.md
                -let answer = client.books().add("north", true, &book).await?;
                +let answer = client.books().add("north", &book).notify(true).await?;
                -| notify | boolean | Y | Whether readers who wait for it get a message |  | true |
                +| notify | boolean | N | Whether readers who wait for it get a message |  | true |
            openapi.json
                -            "required": true,
            src/resources/books.rs
                -    /// - `notify` (boolean): Whether readers who wait for it get a message.
                +    /// - [`notify`](Add::notify) (boolean): Whether readers who wait for it get a message.
                -    /// let answer = client.books().add("north", true, &book).await?;
                +    /// let answer = client.books().add("north", &book).notify(true).await?;
                -    pub fn add(
                -        &self,
                -        branch_id: impl Into<String>,
                -        notify: bool,
                -        book: &NewBook,
                -    ) -> Add {
                -        Add(
                -            self
                -                .client
                -                .call(&ADD)
                -                .path::<String>("branchId", branch_id)
                -                .query::<bool>("notify", notify)
                -                .body(book),
                -        )
                +    pub fn add(&self, branch_id: impl Into<String>, book: &NewBook) -> Add {
                +        Add(self.client.call(&ADD).path::<String>("branchId", branch_id).body(book))
                -    pub Add -> AddResponse {}
                +    pub Add -> AddResponse {
                +        /// Whether readers who wait for it get a message.
                +        notify: query "notify" = bool,
                +    }
            src/tests/books.rs
                -        .add("north", true, &book_value)
                -        .trace("abc-1");
                +        .add("north", &book_value)
                +        .trace("abc-1")
                +        .notify(true);
                -        .add("north", true, &book_value)
                -        .trace("abc-1");
                +        .add("north", &book_value)
                +        .trace("abc-1")
                +        .notify(true);
                -        .add("north", true, &book_value)
                -        .trace("abc-1");
                +        .add("north", &book_value)
                +        .trace("abc-1")
                +        .notify(true);
        "#]],
    );
}

#[test]
fn a_property() {
    let more = "  notes: { type: array, items: { type: string } }\n  shelf: { type: string }\n";
    check(
        "schemas/book.yaml",
        "  notes: { type: array, items: { type: string } }\n",
        more,
        &expect![[r#"
            api.json
                +          "name": "shelf",
                +          "type": "string",
                +          "required": false
                +        },
                +        {
            docs/_schemas.md
                +| shelf | string | N |  |
            openapi.json
                +          "shelf": { "type": "string" },
            src/models/book.rs
                +    /// `shelf`.
                +    pub shelf: Option<String>,
                +    shelf: "shelf" => String,
                -} in "schemas/book.yaml" 1 5 6 7 8 9 10 11 12 13 14 15 23 27 28);
                +} in "schemas/book.yaml" 1 5 6 7 8 9 10 11 12 13 14 15 23 27 28 29);
        "#]],
    );
}
