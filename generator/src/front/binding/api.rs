//! What `api.yaml` says that no request can have.

use super::{ApiFile, AuthFile};
use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::yaml::Document;
use crate::front::yaml::pointer::child;
use crate::source::Span;

/// Checks the address and the headers.
pub(super) fn check(file: &ApiFile, document: &Document, diagnostics: &mut Diagnostics) {
    if !is_base_url(&file.base_url) {
        let message = format!("no request can go to `{}`", file.base_url);
        let help = "write `https://`, a host, and a path where there is one; nothing behind it and no user before it";
        let span = document.locate("/base-url");
        diagnostics.push(Diagnostic::new(Code::BadBaseUrl, span, message).help(help));
    }
    let mut refuse = |span: Span, what: &str, text: &str, help: &str| {
        let message = format!("`{}` cannot be the {what} of a header", text.escape_debug());
        diagnostics.push(Diagnostic::new(Code::BadHeader, span, message).help(help));
    };
    for (name, value) in &file.headers {
        let pointer = child("/headers", name);
        if !is_token(name) {
            refuse(document.locate_key(&pointer), "name", name, NAME);
        }
        if !is_value(value) {
            refuse(document.locate(&pointer), "value", value, "use printable ASCII, with no space at the ends");
        }
    }
    if let AuthFile::Header(name) = &file.auth
        && !is_token(name)
    {
        refuse(document.locate("/auth/header"), "name", name, NAME);
    }
}

const NAME: &str = "use letters, digits and `-`";

/// An absolute URL that a path can follow (RFC 3986): neither credentials, query nor fragment.
fn is_base_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#@\\\"<>^`{|}".contains(&byte));
        plain && rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
    })
}

/// A token (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// A field value (RFC 9110, section 5.5) of ASCII.
fn is_value(value: &str) -> bool {
    value.trim() == value && !value.is_empty() && value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}
