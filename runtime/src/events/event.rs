//! What an event is read into.

use std::fmt;

use crate::codec::{Fault, Notes};

/// The events of a stream: an enum that [`events!`](crate::events!) describes.
pub trait Event: Sized + Send + 'static {
    /// Reads an event by its name, as leniently as the answer of a call, with notes of what is not as the spec says.
    ///
    /// # Errors
    ///
    /// Fails where the data of an event of a known name cannot be read as its type at all.
    fn read(name: &str, data: &str) -> Result<(Self, Notes), Fault>;
}

/// An event of a name that this release does not know.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownEvent {
    name: Box<str>,
    data: Box<str>,
}

impl UnknownEvent {
    #[doc(hidden)]
    pub fn new(name: &str, data: &str) -> Self {
        Self { name: name.into(), data: data.into() }
    }

    /// What the server calls the event; `message` where it does not say.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The data as it came.
    pub fn data(&self) -> &str {
        &self.data
    }
}

/// Shows the name and not the data, which may be secret.
impl fmt::Debug for UnknownEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, data } = self;
        f.debug_struct("UnknownEvent").field("name", name).field("data_len", &data.len()).finish()
    }
}

/// Describes the events of a stream: each name, its variant, and the JSON type of its data.
///
/// ```
/// use restgen_runtime::{Event, Json, UnknownEvent, events};
///
/// #[derive(Debug, PartialEq)]
/// enum PetEvent {
///     Born(Json),
///     Unknown(UnknownEvent),
/// }
///
/// events!(PetEvent { "petBorn" => Born(Json) });
///
/// assert_eq!(PetEvent::read("petBorn", "1").unwrap().0, PetEvent::Born(Json::from(1)));
/// assert!(matches!(PetEvent::read("petSold", "1"), Ok((PetEvent::Unknown(event), _)) if event.name() == "petSold"));
/// ```
///
/// The variant `Unknown` keeps what has another name.
#[macro_export]
macro_rules! events {
    ($name:ident { $($event:literal => $variant:ident($data:ty)),* $(,)? }) => {
        impl $crate::Event for $name {
            fn read(
                name: &str,
                data: &str,
            ) -> ::core::result::Result<(Self, $crate::codec::Notes), $crate::codec::Fault> {
                match name {
                    $($event => $crate::codec::read_leniently::<$data>(data.as_bytes())
                        .map(|(data, notes)| (Self::$variant(data), notes)),)*
                    _ => ::core::result::Result::Ok((
                        Self::Unknown($crate::UnknownEvent::new(name, data)),
                        ::core::default::Default::default(),
                    )),
                }
            }
        }
    };
}
