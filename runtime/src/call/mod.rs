//! One call of an action: a request as plain data until it is awaited.

mod action;
mod answer;
mod attempt;
mod execute;
mod options;
mod outcome;
mod raw;
mod request;
mod trace;

#[cfg(test)]
mod tests;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

pub use self::answer::{Answer, Unreadable};
#[doc(hidden)]
pub use self::answer::{Variant, by_status};
pub(crate) use self::attempt::Received;
pub(crate) use self::execute::{Way, run};
pub use self::options::{CallOptions, OptionsOf};
pub use self::outcome::Outcome;
pub use self::raw::RawResponse;
#[doc(hidden)]
pub use self::raw::Unread;
pub(crate) use self::raw::hold_to_spec;
pub(crate) use self::request::{Body, Request};
use crate::client::Client;
use crate::codec::{self, Json};
use crate::error::Error;
use crate::file_part::FilePart;
use crate::operation::Operation;
use crate::transport::BoxFuture;
use crate::wire::multipart::{Content, Part};

/// A call that will be answered by a `T`. Nothing is sent before it is awaited.
///
/// It owns what it sends and may be cloned, to be sent again. `Debug` shows neither token, values nor body.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    pub(crate) client: Client,
    pub(crate) request: Request,
    answer: PhantomData<fn() -> T>,
}

impl<T> Call<T> {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        let request = Request::new(operation, client.shared().limits);
        Self { client, request, answer: PhantomData }
    }

    /// Sets a path parameter; the last value counts. An empty value, `.` and `..` are refused when the call is sent.
    ///
    /// `V` is the type that the value is taken for: `call.path::<String>("id", id)`.
    pub fn path<V: fmt::Display>(mut self, name: &'static str, value: impl Into<V>) -> Self {
        self.request.path.push((name, value.into().to_string()));
        self
    }

    /// Sets a query parameter, in the place of one set before under that name.
    pub fn query<V: fmt::Display>(mut self, name: &'static str, value: impl Into<V>) -> Self {
        self.request.query.set_text(name, &value.into().to_string());
        self
    }

    /// Sets a query parameter to compact JSON text.
    pub fn query_json(mut self, name: &'static str, value: &impl codec::Value) -> Self {
        self.request.query.set_text(name, &String::from_utf8_lossy(&codec::to_vec(value)));
        self
    }

    /// Sets a query parameter to a value spread over names in brackets: `name[a][0]=b`.
    ///
    /// An empty list or object and a null send nothing.
    pub fn query_brackets(mut self, name: &'static str, value: &impl codec::Value) -> Self {
        self.request.query.set_brackets(name, &codec::to_json(value));
        self
    }

    /// Sets a query parameter to a list: `name[0]=a&name[1]=b`. An empty list sends nothing.
    pub fn query_list<V: fmt::Display>(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Into<V>>,
    ) -> Self {
        self.request.query.set_list(name, values.into_iter().map(|value| value.into().to_string()));
        self
    }

    /// Sets a header of this request. What cannot be sent in one is refused when the call is sent.
    pub fn header<V: fmt::Display>(mut self, name: &'static str, value: impl Into<V>) -> Self {
        self.request.headers.set(name, &value.into().to_string());
        self
    }

    /// Sets the body to the JSON of a value.
    pub fn body(mut self, value: &impl codec::Value) -> Self {
        self.request.body = Body::Json(codec::to_vec(value));
        self
    }

    /// Adds a text to a body of several parts.
    ///
    /// `V` is the type that the value is taken for.
    pub fn part<V: fmt::Display>(self, name: &'static str, value: impl Into<V>) -> Self {
        self.with_part(name, Content::Text(value.into().to_string()))
    }

    /// Adds JSON text to a body of several parts.
    pub fn part_json(self, name: &'static str, value: &impl codec::Value) -> Self {
        self.with_part(name, Content::Text(String::from_utf8_lossy(&codec::to_vec(value)).into_owned()))
    }

    /// Adds a file to a body of several parts.
    pub fn part_file(self, name: &'static str, file: &FilePart) -> Self {
        self.with_part(name, Content::File(file.clone()))
    }

    /// Sends a form to an address outside of the API, the file last.
    pub(crate) fn form_elsewhere(mut self, url: String, fields: Json, part: String, file: &FilePart) -> Self {
        self.request.elsewhere = Some(url);
        self.request.body = match fields {
            Json::Object(fields) => {
                let texts = fields.into_iter().map(|(name, value)| Part::new(name, Content::Text(as_text(value))));
                Body::Parts(texts.chain([Part::new(part, Content::File(file.clone()))]).collect())
            }
            _ => Body::Unusable("the fields of the form are no object"),
        };
        self
    }

    /// Adds a part, in the place of one set before under that name.
    fn with_part(mut self, name: &'static str, content: Content) -> Self {
        let mut parts = match self.request.body {
            Body::Parts(parts) => parts,
            Body::None | Body::Json(_) | Body::Unusable(_) => Vec::new(),
        };
        match parts.iter_mut().find(|part| part.name == name) {
            Some(part) => part.content = content,
            None => parts.push(Part::new(name, content)),
        }
        self.request.body = Body::Parts(parts);
        self
    }
}

/// A text as it is, anything else as JSON.
fn as_text(value: Json) -> String {
    match value {
        Json::String(text) => text,
        value => value.to_string(),
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), request: self.request.clone(), answer: PhantomData }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

impl<T: Outcome> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Sending<T>;

    fn into_future(self) -> Sending<T> {
        Sending { operation: self.request.operation, received: T::send(self) }
    }
}

/// A call on its way. It is small, `Send` and `'static`; dropping it cancels the call.
#[must_use = "a call is sent when it is awaited"]
pub struct Sending<T: Outcome> {
    operation: &'static Operation,
    received: BoxFuture<'static, Result<T::Received, Error>>,
}

impl<T: Outcome> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let operation = self.operation;
        self.received.as_mut().poll(context).map(|received| T::receive(operation, received?))
    }
}

impl<T: Outcome> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sending").field(&self.operation.name()).finish()
    }
}
