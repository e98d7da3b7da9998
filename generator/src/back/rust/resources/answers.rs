//! The types of answers that are not one model: an enum by status, and the events of a stream.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::super::types::{ident, written};
use super::{Answer, Writer, answer};
use crate::ir::Action;
use crate::names::ActionNames;

impl Writer<'_> {
    /// The type of the answer where it depends on the status code.
    pub(super) fn responses(&mut self, action: &Action, names: &ActionNames) {
        if !matches!(answer(action), Answer::ByStatus) {
            return;
        }
        self.file.import("restgen_runtime", "responses");
        let mut variants = TokenStream::new();
        let mut lines = format!("responses!({} {{\n", names.response);
        for response in &action.responses {
            let name = status_name(response.code);
            let docs = docs::attributes(&docs::paragraph(&format!(
                "{}: {}",
                response.code,
                docs::sentence(&response.description)
            )));
            let variant = ident(&name);
            match &response.ty {
                Some(ty) => {
                    let ty = self.types.plain(ty, &mut self.file);
                    lines += &format!("    {} => {name}({}),\n", response.code, written(&ty));
                    variants.extend(quote!(#docs #variant(#ty),));
                }
                None => {
                    lines += &format!("    {} => {name},\n", response.code);
                    variants.extend(quote!(#docs #variant,));
                }
            }
        }
        let (ty, doc) = (ident(&names.response), format!(" What [`{}::{}`] answers.", self.names.ty, names.method));
        self.file.items(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ty { #variants }
        });
        self.file.text(lines + "});\n");
    }

    /// The type of a stream's events.
    pub(super) fn events(&mut self, action: &Action, names: &ActionNames) {
        if action.events.is_empty() {
            return;
        }
        for name in ["UnknownEvent", "events"] {
            self.file.import("restgen_runtime", name);
        }
        let mut variants = TokenStream::new();
        let mut lines = format!("events!({} {{\n", names.event);
        for ((event, ty), variant) in action.events.iter().zip(&names.events) {
            let ty = self.types.plain(ty, &mut self.file);
            lines += &format!("    {event:?} => {variant}({}),\n", written(&ty));
            let (docs, variant) = (docs::attributes(&[format!("{}.", docs::code(event))]), ident(variant));
            variants.extend(quote!(#docs #variant(#ty),));
        }
        let (ty, doc) =
            (ident(&names.event), format!(" What comes on the stream of [`{}::{}`].", self.names.ty, names.method));
        self.file.items(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ty {
                #variants
                #[doc = " An event that this release does not know."]
                #[doc(hidden)]
                Unknown(UnknownEvent),
            }
        });
        self.file.text(lines + "});\n");
    }
}

/// The standard name of a status code (RFC 9110) as a variant, or `Status` and the number.
pub(crate) fn status_name(code: u16) -> String {
    match code {
        200 => "Ok".to_owned(),
        201 => "Created".to_owned(),
        202 => "Accepted".to_owned(),
        203 => "NonAuthoritative".to_owned(),
        204 => "NoContent".to_owned(),
        205 => "ResetContent".to_owned(),
        206 => "PartialContent".to_owned(),
        other => format!("Status{other}"),
    }
}
