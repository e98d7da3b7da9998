//! The macro that makes the builder of an action: what it is told, that it can be awaited, and the options of every call.

/// Defines the builder of an action, lets it be awaited, and gives it [`CallOptions`](crate::CallOptions).
///
/// Generated code calls it once per action.
///
/// ```
/// use restgen_runtime::{Json, action};
///
/// action! {
///     /// The call that lists pets.
///     pub Get -> Json {
///         /// Lists only pets whose name has this text.
///         filter: query "filter" => String,
///         /// Which page to answer, counted from 0.
///         page: query "page" = i64,
///     }
/// }
/// ```
///
/// A setter is written `name: place "parameter"`, then what it takes; the place is the method of
/// [`Call`](crate::Call) that it calls.
///
/// | form | the setter takes |
/// |---|---|
/// | `=> T` | `impl Into<T>`, or items of it where the place is `query_list` |
/// | `= T` | `T` |
/// | `& T` | `&T` |
#[macro_export]
macro_rules! action {
    ($(#[$attribute:meta])* $visibility:vis $call:ident -> $answer:ty {
        $($(#[$about:meta])* $setter:ident: $place:ident $name:literal $form:tt $kind:ty),* $(,)?
    }) => {
        $(#[$attribute])*
        #[must_use = "a call is sent when it is awaited"]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        $visibility struct $call($crate::Call<$answer>);

        $crate::setters!($call { $($(#[$about])* $setter: $place $name $form $kind,)* });

        impl ::core::future::IntoFuture for $call {
            type Output = ::core::result::Result<$answer, $crate::Error>;
            type IntoFuture = <$crate::Call<$answer> as ::core::future::IntoFuture>::IntoFuture;

            fn into_future(self) -> Self::IntoFuture {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        $crate::__send_blocking!($call -> $answer);

        impl $crate::CallOptions for $call {
            type Answer = $answer;

            fn into_call(self) -> $crate::Call<$answer> {
                self.0
            }

            fn options(&mut self) -> $crate::call::OptionsOf<'_> {
                $crate::CallOptions::options(&mut self.0)
            }
        }
    };
}

/// Gives setters to a tuple struct around a [`Call`](crate::Call) or a [`ClientBuilder`](crate::ClientBuilder), written
/// as in [`action!`].
#[macro_export]
macro_rules! setters {
    ($builder:ident {
        $($(#[$about:meta])* $setter:ident: $place:ident $name:literal $form:tt $kind:ty),* $(,)?
    }) => {
        impl $builder {
            $($crate::__setter!([$(#[$about])*] $setter $place $name $form $kind);)*
        }
    };
}

/// One setter of a builder.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ([$(#[$about:meta])*] $setter:ident body $name:literal & $kind:ty) => {
        $(#[$about])*
        pub fn $setter(self, value: &$kind) -> Self {
            Self(self.0.body(value))
        }
    };
    ([$(#[$about:meta])*] $setter:ident query_list $name:literal => $kind:ty) => {
        $(#[$about])*
        pub fn $setter(
            self,
            values: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$kind>>,
        ) -> Self {
            Self(self.0.query_list::<$kind>($name, values))
        }
    };
    ([$(#[$about:meta])*] $setter:ident $place:ident $name:literal => $kind:ty) => {
        $(#[$about])*
        pub fn $setter(self, value: impl ::core::convert::Into<$kind>) -> Self {
            Self(self.0.$place::<$kind>($name, value))
        }
    };
    ([$(#[$about:meta])*] $setter:ident $place:ident $name:literal = $kind:ty) => {
        $(#[$about])*
        pub fn $setter(self, value: $kind) -> Self {
            Self(self.0.$place::<$kind>($name, value))
        }
    };
    ([$(#[$about:meta])*] $setter:ident $place:ident $name:literal & $kind:ty) => {
        $(#[$about])*
        pub fn $setter(self, value: &$kind) -> Self {
            Self(self.0.$place($name, value))
        }
    };
}

/// `send_blocking` of a builder. It is decided here, not in the crate that calls the macro, whether there is one.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "blocking")]
macro_rules! __send_blocking {
    ($call:ident -> $answer:ty) => {
        impl $call {
            /// Sends the call and waits on this thread until it is answered; inside an async runtime it is an error.
            pub fn send_blocking(self) -> ::core::result::Result<$answer, $crate::Error> {
                self.0.send_blocking()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "blocking"))]
macro_rules! __send_blocking {
    ($call:ident -> $answer:ty) => {};
}
