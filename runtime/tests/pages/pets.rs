//! An API with a collection by number, by cursor and by link.

use restgen_runtime::testing::Replay;
use restgen_runtime::{
    Api, Auth, Client, HttpResponse, Json, Method, Operation, Transport, UnknownFields, action, object, paged,
};

static API: Api = Api::new("petstore", "0.1.0", "https://api.example.com/v1").auth(Auth::Bearer).query(&[("x", "y")]);
static GET: Operation = Operation::new("pets.get", Method::Get, "/pets");

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pets {
    pub(crate) items: Option<Vec<Json>>,
    pub(crate) total: Option<i64>,
    pub(crate) next: Option<String>,
    unknown_fields: UnknownFields,
}

object!(Pets { items: "items" => [Json], total: "total" => i64, next: "next" => String });

action! {
    /// By number.
    pub(crate) Get -> Pets {
        /// Which page.
        page: query "page" = i64,
        /// How many on a page.
        size: query "size" = i64,
    }
}

action! {
    /// By number, from 1.
    pub(crate) GetFromOne -> Pets {
        /// Which page.
        page: query "page" = i64,
    }
}

action! {
    /// By cursor.
    pub(crate) Scan -> Pets {
        /// Where to begin.
        after: query "after" => String,
    }
}

action! {
    /// By link, and the answer is the list.
    pub(crate) Follow -> Vec<Json> {
        /// How many on a page.
        size: query "size" = i64,
    }
}

paged!(Get: Pets => Json, number("page", 0) { items, total });
paged!(GetFromOne: Pets => Json, number("page", 1) { items, total });
paged!(Scan: Pets => Json, cursor("after") { items, next });
paged!(Follow: Vec<Json> => Json, link());

/// The four calls, to be answered by a script.
pub(crate) struct Store {
    pub(crate) replay: Replay,
    client: Client,
}

impl Store {
    pub(crate) fn new(answers: &[&str]) -> Self {
        Self::on(answers.iter().fold(Replay::new(), |replay, answer| replay.answer(200, *answer)))
    }

    /// Answers of the list itself, each with a header `Link`.
    pub(crate) fn linked(answers: &[(&str, &str)]) -> Self {
        let response = |&(link, body): &(&str, &str)| {
            let response = HttpResponse::new(200).header("content-type", "application/json").with_body(body);
            if link.is_empty() { response } else { response.header("Link", link) }
        };
        Self::on(answers.iter().fold(Replay::new(), |replay, answer| replay.respond(response(answer))))
    }

    pub(crate) fn on(replay: Replay) -> Self {
        Self::with(replay.clone(), replay)
    }

    pub(crate) fn with(replay: Replay, transport: impl Transport) -> Self {
        let client = Client::builder(&API).token("secret").transport(transport).build().unwrap();
        Self { replay, client }
    }

    pub(crate) fn get(&self) -> Get {
        Get(self.client.call(&GET))
    }

    pub(crate) fn get_from_one(&self) -> GetFromOne {
        GetFromOne(self.client.call(&GET))
    }

    pub(crate) fn scan(&self) -> Scan {
        Scan(self.client.call(&GET))
    }

    pub(crate) fn follow(&self) -> Follow {
        Follow(self.client.call(&GET))
    }

    /// Path and query of each request, without what all have.
    pub(crate) fn asked(&self) -> Vec<String> {
        let targets = self.replay.requests();
        targets.iter().map(|request| request.target().replace("/v1/pets?x=y", "")).collect()
    }
}
