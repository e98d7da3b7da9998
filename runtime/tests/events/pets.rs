//! The stream that the tests call, as generated code would have it.

use std::time::Duration;

use restgen_runtime::{
    Api, Auth, Client, ClientBuilder, Error, EventSettings, EventStream, Method, Operation, UnknownEvent, action,
    events, object,
};

static API: Api = Api::new("pets", "1.2.3", "https://api.example.com")
    .auth(Auth::Bearer)
    .query(&[("_links", "true")])
    .error_keys("type", "message");
static WATCH: Operation = Operation::new("pets.watch", Method::Get, "/pets/events");

action! {
    pub(crate) Watch -> EventStream<PetEvent> {
        keep_alive_interval: query "keepAliveInterval" = i64,
        links: query "_links" = bool,
        last_event_id: header "Last-Event-ID" => String,
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(crate) enum PetEvent {
    Born(Pet),
    #[doc(hidden)]
    Unknown(UnknownEvent),
}

events!(PetEvent { "petBorn" => Born(Pet) });

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pet {
    pub(crate) name: Option<String>,
    pub(crate) unknown_fields: restgen_runtime::UnknownFields,
}

object!(Pet { name: "name" });

pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder(&API).base_url(url).token("hush")
}

pub(crate) fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

pub(crate) fn watch(client: &Client) -> Watch {
    Watch(client.call(&WATCH))
}

/// Settings that wait for nothing.
pub(crate) fn hasty() -> EventSettings {
    EventSettings::new().first_delay(Duration::from_millis(2)).idle(Duration::from_secs(5))
}

/// An event as text: the name of the pet, or the name and data of an unknown event, or the error.
pub(crate) fn shown(event: Result<PetEvent, Error>) -> String {
    assert!(!format!("{event:?}").contains("hush"), "{event:?}");
    match event {
        Ok(PetEvent::Born(pet)) => pet.name.unwrap_or_default(),
        Ok(PetEvent::Unknown(event)) => format!("{}={}", event.name(), event.data()),
        Err(error) => error.to_string(),
    }
}
