//! What a successful response is read into.

use serde::de::IgnoredAny;

use crate::codec::{self, Deviation, Fault, Notes, Value};
use crate::error::{Error, Kind};
use crate::operation::Operation;
use crate::transport::HttpResponse;

/// What a call gives: `()`, any JSON type, or an enum by status that [`responses!`](crate::responses) describes.
pub trait Answer: Sized + 'static {
    /// Reads a response with a status of 2xx, and notes where it is not as the spec says.
    ///
    /// # Errors
    ///
    /// Fails where the body cannot be read as the type at all.
    fn read(response: &HttpResponse) -> Result<(Self, Notes), Unreadable>;
}

/// Why a response could not be read.
#[derive(Debug)]
pub struct Unreadable(Reason);

#[derive(Debug)]
enum Reason {
    NotJson,
    Decode(Fault),
    Deviates(Vec<Deviation>, usize),
}

impl Unreadable {
    /// It could be read, but is not as the spec says in so many places as there are notes.
    pub(super) fn deviates(notes: &Notes, text: &[u8]) -> Self {
        Self(Reason::Deviates(notes.deviations(text), notes.count()))
    }

    pub(crate) fn into_error(self, operation: &'static Operation, response: HttpResponse) -> Error {
        let kind = match self.0 {
            Reason::NotJson => Kind::NotJson(response),
            Reason::Decode(fault) => Kind::Decode(response, fault),
            Reason::Deviates(deviations, count) => Kind::Deviates(response, deviations, count),
        };
        Error::of(operation, kind)
    }
}

/// The body is of no interest, whatever it is.
impl Answer for () {
    fn read(_: &HttpResponse) -> Result<(Self, Notes), Unreadable> {
        Ok(((), Notes::default()))
    }
}

impl<T: Value> Answer for T {
    fn read(response: &HttpResponse) -> Result<(Self, Notes), Unreadable> {
        codec::read_leniently(response.body()).map_err(|fault| unreadable(response, fault))
    }
}

/// A body that reads as JSON is taken whatever its content type; the type only decides which error is the clearer one.
fn unreadable(response: &HttpResponse, fault: Fault) -> Unreadable {
    let body = response.body();
    let meant_as_json = is_json_type(response) || serde_json::from_slice::<IgnoredAny>(body).is_ok();
    Unreadable(if meant_as_json && !body.is_empty() { Reason::Decode(fault) } else { Reason::NotJson })
}

fn is_json_type(response: &HttpResponse) -> bool {
    response.content_type().is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with("/json") || name.ends_with("+json")
    })
}

/// One variant of an enum by status: the status, whether it has a body, and how it is read.
#[doc(hidden)]
pub type Variant<T> = (u16, bool, fn(&HttpResponse) -> Result<(T, Notes), Unreadable>);

/// Reads by the documented status; by the first variant with a body where no status matches.
#[doc(hidden)]
pub fn by_status<T>(response: &HttpResponse, variants: &[Variant<T>]) -> Result<(T, Notes), Unreadable> {
    let documented = variants.iter().find(|(status, ..)| *status == response.status());
    let first_with_body = || variants.iter().find(|(_, has_body, _)| *has_body);
    match documented.or_else(first_with_body).or(variants.first()) {
        Some((.., read)) => read(response),
        None => Err(Unreadable(Reason::NotJson)),
    }
}

/// Describes an enum with one variant per documented status of success.
///
/// ```
/// use restgen_runtime::{Json, responses};
///
/// #[derive(Debug)]
/// enum ImportResponse {
///     Created(Json),
///     Accepted(String),
///     NoContent,
/// }
///
/// responses!(ImportResponse { 201 => Created(Json), 202 => Accepted(String), 204 => NoContent });
/// ```
///
/// Another status of 2xx is read as the first variant with a body, since servers answer 200 where 201 is documented
/// and the reverse; if no variant has a body, it is the first variant.
#[macro_export]
macro_rules! responses {
    ($name:ident { $($status:literal => $variant:ident $(($body:ty))?),+ $(,)? }) => {
        impl $crate::Answer for $name {
            fn read(
                response: &$crate::HttpResponse,
            ) -> ::core::result::Result<(Self, $crate::codec::Notes), $crate::Unreadable> {
                $crate::call::by_status(response, &[
                    $($crate::responses!(@variant $name $status $variant $(($body))?)),+
                ])
            }
        }
    };
    (@variant $name:ident $status:literal $variant:ident ($body:ty)) => {
        ($status, true, |response| {
            <$body as $crate::Answer>::read(response).map(|(body, notes)| ($name::$variant(body), notes))
        })
    };
    (@variant $name:ident $status:literal $variant:ident) => {
        ($status, false, |_| ::core::result::Result::Ok(($name::$variant, ::core::default::Default::default())))
    };
}
