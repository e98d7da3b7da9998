//! What clients written by restgen call: requests, transport, errors and JSON.
//!
//! Nothing here knows an endpoint: generated code passes each request as plain data.

mod api;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
#[doc(hidden)]
pub mod call;
mod client;
pub mod codec;
mod credentials;
mod error;
pub mod events;
mod file_part;
mod interceptor;
mod operation;
mod pages;
pub mod retry;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
mod wire;

pub use api::{Api, Auth};
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use body::BodyStream;
pub use call::{Answer, Call, CallOptions, Outcome, RawResponse, Sending, Unreadable};
pub use client::{Client, ClientBuilder};
pub use codec::{
    Deviation, DeviationKind, Json, Nullable, Secret, Timestamp, UnknownFields, UnknownText, UnknownValue,
};
pub use credentials::{Token, TokenProvider};
pub use error::Error;
pub use events::{Event, EventSettings, EventStream, UnknownEvent};
pub use file_part::FilePart;
pub use interceptor::{Attempt, Interceptor};
pub use operation::{Method, Operation};
pub use pages::{Items, Paged, Pages, Paging};
#[doc(hidden)]
pub use pages::{List, Mark};
pub use transport::{BoxFuture, HttpRequest, HttpResponse, HttpStream, ReqwestTransport, Transport, TransportError};
pub use wire::headers::Headers;

/// What a call comes to.
pub type Result<T, E = Error> = std::result::Result<T, E>;
