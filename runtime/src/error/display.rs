//! How an error is shown.

use std::fmt;

use super::text::OneLine;
use super::{Error, Kind, ServerSays};
use crate::operation::Operation;
use crate::transport::HttpResponse;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        self.write_kind(f)?;
        if let Some(id) = self.request_id() {
            write!(f, ", request id {}", OneLine(id))?;
        }
        if self.attempts() > 1 {
            write!(f, ", after {} attempts", self.attempts())?;
        }
        self.write_scopes(f)
    }
}

impl Error {
    fn write_kind(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            Kind::Builder(why) => write!(f, "client not built: {why}"),
            Kind::Request(why) => write!(f, "not sent: {why}"),
            Kind::Token(error) => write!(f, "no token: {}", OneLine(&error.to_string())),
            Kind::Transport(error) => write!(f, "{error}"),
            Kind::Redirect(response) => redirect(f, response),
            Kind::Status(response, says) => status(f, response, says),
            Kind::NotJson(response) => {
                write!(f, "{} where JSON was due, but the body is {}", response.status(), Body(response))
            }
            Kind::Decode(response, fault) => {
                write!(f, "{} with unexpected JSON: {}", response.status(), OneLine(&fault.to_string()))
            }
            Kind::Deviates(response, deviations, count) => {
                write!(f, "{} that is not as the spec says", response.status())?;
                deviations.first().map_or(Ok(()), |first| write!(f, ": {first}"))?;
                if *count > 1 { write!(f, ", and {} more", count - 1) } else { Ok(()) }
            }
            Kind::NotEvents(response) => {
                let content_type = response.content_type().unwrap_or("nothing it names");
                write!(f, "{} where an event stream was due, but it is {}", response.status(), OneLine(content_type))
            }
            Kind::Event(name, _, fault) => {
                write!(f, "event `{}` with unexpected JSON: {}", OneLine(name), OneLine(&fault.to_string()))
            }
            Kind::Endless(why) => write!(f, "no further page: {}", OneLine(why)),
            Kind::EventTooLarge(limit) => write!(f, "an event of the stream is larger than {limit} bytes"),
        }
    }
}

impl Error {
    /// What the token lacks, where that is the trouble.
    fn write_scopes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = self.is_unauthorized() || self.is_forbidden();
        let scopes = self.operation().into_iter().filter(|_| refused).flat_map(Operation::scope_list);
        for (index, scope) in scopes.enumerate() {
            f.write_str(if index == 0 { "; a token needs one of the scopes " } else { ", " })?;
            write!(f, "`{scope}`")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("message", &self.to_string()).field("is", &self.predicates()).finish()
    }
}

/// Query and fragment of the target are left out: they may hold a one-time secret.
fn redirect(f: &mut fmt::Formatter<'_>, response: &HttpResponse) -> fmt::Result {
    let status = response.status();
    match response.headers().get("location") {
        None => write!(f, "{status} without a location, which cannot be followed"),
        Some(target) => {
            let end = target.find(['?', '#']).unwrap_or(target.len());
            write!(f, "{status} redirects to {}, which is not followed", OneLine(&without_user(&target[..end])))
        }
    }
}

/// The URL without what stands before `@` in its authority.
fn without_user(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("//") else { return url.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}//{host}{path}")
}

fn status(f: &mut fmt::Formatter<'_>, response: &HttpResponse, says: &ServerSays) -> fmt::Result {
    write!(f, "{}", response.status())?;
    let one_line = |text: &Option<String>| text.as_deref().map(|text| OneLine(text).to_string());
    match (one_line(&says.kind), one_line(&says.message)) {
        (Some(kind), Some(message)) => write!(f, " {kind}: {message}"),
        (Some(kind), None) => write!(f, " {kind}"),
        (None, Some(message)) => write!(f, ": {message}"),
        (None, None) => write!(f, ", the body is {}", Body(response)),
    }
}

/// What the body is, without showing it.
struct Body<'a>(&'a HttpResponse);

impl fmt::Display for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(response) = self;
        if response.body().is_empty() {
            return f.write_str("empty");
        }
        let content_type = response.content_type().unwrap_or("of no content type");
        write!(f, "{}, {} bytes", OneLine(content_type), response.body().len())
    }
}
