//! The macros that describe a type to the codec. What they write is tables; the functions that follow them are shared.

/// Describes an object: a struct of public fields, with a private field `unknown_fields`.
///
/// ```
/// use restgen_runtime::{UnknownFields, object};
///
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Point {
///     pub x: f64,
///     pub label: Option<String>,
///     unknown_fields: UnknownFields,
/// }
///
/// object!(Point {
///     x: "x" required,
///     label: "label" => String,
/// });
///
/// assert_eq!(Point::default().label("here").label.as_deref(), Some("here"));
/// ```
///
/// A field is written `name: "key"`, then `required` if it always comes, `nullable` if `null` is a value, `max(255)` if
/// it is a text of at most so many characters, then what its setter takes:
///
/// | form | the setter takes | the field is |
/// |---|---|---|
/// | `=> T` | `impl Into<T>` | `Option<T>` or `T` |
/// | `=> [T]` | items that are `impl Into<T>` | `Option<Vec<T>>` |
/// | `=> {T}` | pairs of `impl Into<String>` and `impl Into<T>` | `Option<BTreeMap<String, T>>` |
///
/// `const "key" = "value"` is a key that has but one value and no field. `Name closed { .. }` is a type without other
/// keys, which only tells variants of a union apart. A last `..rest` names a field, a map, that takes all other keys;
/// such a struct has no `unknown_fields`.
///
/// Behind the braces, `in "schemas/point.yaml" 1 4 7` says where the spec describes the type, and on which line each
/// field: zero for one that stands in another file.
#[macro_export]
macro_rules! object {
    ($name:ident $($closed:ident)? {
        $($first:ident
            $($const_key:literal = $const_value:literal)?
            $(: $key:literal $($flag:ident $(($argument:literal))?)*
                $(=> $($one:path)? $([$list:ty])? $({$map:ty})?)?)?
        ),* $(, .. $rest:ident)? $(,)?
    } $(in $file:literal $($line:literal)*)?) => {
        const _: () = {
            static SHAPE: $crate::codec::support::Shape = $crate::codec::support::Shape::new(
                &[$($($crate::codec::support::Field::new($key, ::core::concat!(",\"", $key, "\":"))$(.$flag($($argument)?))*,)?)*],
                &[$($(($const_key, $const_value),)?)*],
            )$(.$closed())?$(.described_in($file, &[$($line),*]))?;

            impl $crate::codec::Value for $name {
                fn read(
                    &mut self,
                    decoder: &mut $crate::codec::Decoder<'_>,
                ) -> ::core::result::Result<(), $crate::codec::Failed> {
                    $crate::codec::support::read_object(
                        decoder,
                        &SHAPE,
                        &mut [$($((&mut self.$first, $crate::__no!($key)),)?)*],
                        &mut $crate::__rest!(self $($rest)?),
                    )
                }

                fn write(&self, encoder: &mut $crate::codec::Encoder) {
                    $crate::codec::support::write_object(
                        encoder,
                        &SHAPE,
                        &[$($($crate::__field!(self $first $key),)?)*],
                        &$crate::__rest!(self $($rest)?),
                    );
                }
            }

            impl $crate::codec::Object for $name {
                fn unknown_fields(&self) -> &$crate::codec::UnknownFields {
                    $crate::__unknown_fields!(self $($rest)?)
                }
            }
        };

        impl $name {
            $($($(
                $(
                    #[doc = ::core::concat!("Sets `", $key, "`.")]
                    #[must_use]
                    pub fn $first(mut self, value: impl ::core::convert::Into<$one>) -> Self {
                        let value: $one = ::core::convert::Into::into(value);
                        self.$first = ::core::convert::From::from(value);
                        self
                    }
                )?
                $(
                    #[doc = ::core::concat!("Sets `", $key, "` to these values.")]
                    #[must_use]
                    pub fn $first(
                        mut self,
                        values: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$list>>,
                    ) -> Self {
                        self.$first = ::core::convert::From::from($crate::codec::support::list::<$list, _>(values));
                        self
                    }
                )?
                $(
                    #[doc = ::core::concat!("Sets `", $key, "` to these entries.")]
                    #[must_use]
                    pub fn $first(
                        mut self,
                        entries: impl ::core::iter::IntoIterator<
                            Item = (
                                impl ::core::convert::Into<::std::string::String>,
                                impl ::core::convert::Into<$map>,
                            ),
                        >,
                    ) -> Self {
                        self.$first = ::core::convert::From::from($crate::codec::support::map::<$map, _, _>(entries));
                        self
                    }
                )?
            )?)?)*
        }

        $crate::__serde!($name);
    };
    ($name:ident $($closed:ident)? { .. $rest:ident $(,)? } $($described:tt)*) => {
        $crate::object!($name $($closed)? { , .. $rest } $($described)*);
    };
}

/// Defines an enumeration of texts that keeps any other text too, to be read by `as_str`.
///
/// ```
/// use restgen_runtime::open_enum;
///
/// open_enum! {
///     /// Whether a token may be used.
///     pub enum Status {
///         Active = "active",
///     }
/// }
///
/// assert_eq!(Status::from("active"), Status::Active);
/// assert_eq!(Status::from("paused").as_str(), "paused");
/// ```
#[macro_export]
macro_rules! open_enum {
    ($(#[$attribute:meta])* pub enum $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
        )]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::core::concat!("`", ::core::stringify!($text), "`.")]
                $variant,
            )*
            /// A text that this release does not know. A later one may name it, so it is not to be matched.
            #[doc(hidden)]
            Unknown($crate::codec::UnknownText),
        }

        impl $name {
            /// The text that stands for the value, be it known or not.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown($crate::codec::UnknownText::new(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::Unknown(::core::default::Default::default())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::codec::Value for $name {
            fn read(
                &mut self,
                decoder: &mut $crate::codec::Decoder<'_>,
            ) -> ::core::result::Result<(), $crate::codec::Failed> {
                *self = Self::from(&*decoder.text()?);
                if let Self::Unknown(_) = self { decoder.unknown_text() } else { ::core::result::Result::Ok(()) }
            }

            fn write(&self, encoder: &mut $crate::codec::Encoder) {
                encoder.text(self.as_str());
            }
        }

        $crate::__serde!($name);
    };
}

/// Describes a union whose last variant, `Unknown(UnknownValue)`, keeps what fits no other.
///
/// `union!(Id { Text(String), Query(Box<Query>) })` is told apart by shape: the first variant that fits is taken. What a
/// release may come to know (a new key in a closed object, a new text in an enumeration) counts as not fitting, unless
/// no variant fits without it.
///
/// `union!(Block by "type" { "graph" => Graph(Graph) })` is told apart by the text at a key.
///
/// No two variants may hold the same type. Each can be made with `From`, from the type without its `Box`, and a
/// `String` also from `&str`.
///
/// ```
/// use restgen_runtime::{UnknownValue, union};
///
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum Id {
///     Text(String),
///     Number(f64),
///     #[doc(hidden)]
///     Unknown(UnknownValue),
/// }
///
/// union!(Id { Text(String), Number(f64) });
///
/// assert_eq!(Id::from("a"), Id::Text("a".to_owned()));
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident { $($variant:ident ($($type:tt)+)),* $(,)? }) => {
        $crate::__union!($name { $($variant ($($type)+))* } |decoder| {
            const VARIANTS: &[$crate::codec::support::Variant<$name>] =
                &[$(|decoder| $crate::codec::Decoder::value(decoder).map($name::$variant)),*];
            $crate::codec::support::read_union(decoder, VARIANTS, $name::Unknown)
        });
    };
    ($name:ident by $tag:literal { $($($value:literal)|+ => $variant:ident ($($type:tt)+)),* $(,)? }) => {
        $crate::__union!($name { $($variant ($($type)+))* } |decoder| {
            const VARIANTS: &[$crate::codec::support::TaggedVariant<$name>] =
                &[$((&[$($value),+], |decoder| $crate::codec::Decoder::value(decoder).map($name::$variant))),*];
            $crate::codec::support::read_tagged(decoder, $tag, VARIANTS, $name::Unknown)
        });
    };
}

/// What both kinds of unions have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident { $($variant:ident ($($type:tt)+))* } |$decoder:ident| $read:block) => {
        impl $crate::codec::Value for $name {
            fn read(
                &mut self,
                $decoder: &mut $crate::codec::Decoder<'_>,
            ) -> ::core::result::Result<(), $crate::codec::Failed> {
                *self = $read?;
                ::core::result::Result::Ok(())
            }

            fn write(&self, encoder: &mut $crate::codec::Encoder) {
                match self {
                    $(Self::$variant(value) => $crate::codec::Value::write(value, encoder),)*
                    Self::Unknown(value) => $crate::codec::Value::write(value, encoder),
                }
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::Unknown(::core::default::Default::default())
            }
        }

        $($crate::__from!($name $variant $($type)+);)*
        $crate::__serde!($name);
    };
}

/// Makes a union from the value of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __from {
    ($name:ident $variant:ident String) => {
        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::$variant(::core::convert::From::from(value))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::$variant(value)
            }
        }
    };
    ($name:ident $variant:ident Box<$type:ty>) => {
        $crate::__from!($name $variant $type);
    };
    ($name:ident $variant:ident $type:ty) => {
        impl ::core::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$variant(::core::convert::From::from(value))
            }
        }
    };
}

/// The bridge to serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::codec::support::serde::Serialize for $name {
            fn serialize<S: $crate::codec::support::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::serialize(self, serializer)
            }
        }

        impl<'de> $crate::codec::support::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codec::support::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codec::deserialize(deserializer)
            }
        }
    };
}

/// The field that keeps what has no field of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    ($self:ident) => {
        $self.unknown_fields
    };
    ($self:ident $rest:ident) => {
        $self.$rest
    };
}

/// The unknown fields of an object; one with a map for the rest has none.
#[doc(hidden)]
#[macro_export]
macro_rules! __unknown_fields {
    ($self:ident) => {
        &$self.unknown_fields
    };
    ($self:ident $rest:ident) => {
        &$crate::codec::support::NO_UNKNOWN_FIELDS
    };
}

/// `false`, once for each key.
#[doc(hidden)]
#[macro_export]
macro_rules! __no {
    ($key:literal) => {
        false
    };
}

/// A field, once for each key.
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    ($self:ident $field:ident $key:literal) => {
        &$self.$field
    };
}
