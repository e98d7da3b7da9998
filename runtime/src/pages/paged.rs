//! What generated code says of an action that pages.

use super::Paging;
use crate::call::{Answer, Call};
use crate::codec;

/// The builder of an action that answers a collection in pages; [`paged!`](crate::paged!) describes it.
pub trait Paged: Sized + 'static {
    /// What one call answers.
    type Page: Answer;
    /// What the collection holds.
    type Item: codec::Value;

    /// How the next page is asked for.
    #[doc(hidden)]
    const RULE: Paging;

    #[doc(hidden)]
    fn into_call(self) -> Call<Self::Page>;

    #[doc(hidden)]
    fn items_of(page: &Self::Page) -> &[Self::Item];

    #[doc(hidden)]
    fn into_items(page: Self::Page) -> Vec<Self::Item>;

    /// The total or the cursor of a page.
    #[doc(hidden)]
    fn mark_of(page: &Self::Page) -> Option<String>;
}

/// Gives `pages()` and `items()` to the builder of an action.
///
/// ```
/// use restgen_runtime::{Json, UnknownFields, action, object, paged};
///
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Pets {
///     pub items: Option<Vec<Json>>,
///     pub total: Option<i64>,
///     unknown_fields: UnknownFields,
/// }
///
/// object!(Pets { items: "items" => [Json], total: "total" => i64 });
///
/// action! {
///     /// The call that lists pets.
///     pub Get -> Pets {}
/// }
///
/// paged!(Get: Pets => Json, number("page", 0) { items, total });
/// ```
///
/// The rule is a constructor of [`Paging`](crate::Paging). Behind it stand the field of the items, and that of the total or the cursor if there is one; nothing where the
/// answer is the list itself.
#[macro_export]
macro_rules! paged {
    ($call:ident: $page:ty => $item:ty, $rule:ident($($argument:expr),*) $({ $items:ident $(, $mark:ident)? })?) => {
        impl $crate::Paged for $call {
            type Page = $page;
            type Item = $item;

            const RULE: $crate::Paging = $crate::Paging::$rule($($argument),*);

            fn into_call(self) -> $crate::Call<$page> {
                self.0
            }

            fn items_of(page: &$page) -> &[$item] {
                $crate::List::items(&(*page)$(.$items)?)
            }

            fn into_items(page: $page) -> ::std::vec::Vec<$item> {
                $crate::List::into_items(page$(.$items)?)
            }

            fn mark_of(_page: &$page) -> ::core::option::Option<::std::string::String> {
                $crate::__mark!(_page $($(.$mark)?)?)
            }
        }

        impl $call {
            /// All pages from this one on, each with what one call answers; see [`Pages`](restgen_runtime::Pages).
            pub fn pages(self) -> $crate::Pages<Self> {
                $crate::Pages::new(self)
            }

            /// The items of all pages from this one on; see [`Items`](restgen_runtime::Items).
            pub fn items(self) -> $crate::Items<Self> {
                $crate::Items::new(self)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __mark {
    ($page:ident) => {
        ::core::option::Option::None
    };
    ($page:ident . $mark:ident) => {
        $crate::Mark::mark(&$page.$mark)
    };
}
