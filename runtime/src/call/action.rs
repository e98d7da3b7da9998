//! The macro that lets the builder of an action be awaited.

/// Makes `struct Get(Call<T>)` awaitable: `action!(Get -> T);`.
///
/// Generated code calls it once per action.
#[macro_export]
macro_rules! action {
    ($call:ident -> $answer:ty) => {
        impl ::core::future::IntoFuture for $call {
            type Output = ::core::result::Result<$answer, $crate::Error>;
            type IntoFuture = <$crate::Call<$answer> as ::core::future::IntoFuture>::IntoFuture;

            fn into_future(self) -> Self::IntoFuture {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }
    };
}
