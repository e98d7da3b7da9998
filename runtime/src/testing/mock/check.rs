//! Whether a request is what the spec says, and what is wrong with it where it is not.

use serde_json::Value;

use super::api::{Action, Auth, Description, Kind, Parameter, Place, Style};
use super::fit::{Misfit, Written};
use super::{form, query};
use crate::wire::headers::Headers;

/// A request as it came over the wire, or to a transport.
#[derive(Clone, Copy)]
pub(super) struct Request<'r> {
    pub(super) method: &'r str,
    /// Path and query, encoded.
    pub(super) target: &'r str,
    pub(super) headers: &'r Headers,
    pub(super) body: &'r [u8],
}

impl Request<'_> {
    pub(super) fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target, |(path, _)| path)
    }

    fn is_of(&self, media_type: &str) -> bool {
        let given = self.headers.get("content-type").unwrap_or_default();
        given.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
    }
}

impl Description {
    /// Why a request comes from nobody the API knows; `None` where it has a token, or needs none.
    pub(super) fn unauthorized(&self, action: &Action, request: Request<'_>) -> Option<String> {
        action.scopes.as_ref()?;
        let (name, token) = match &self.auth {
            Auth::None => return None,
            Auth::Bearer => {
                let value = request.headers.get("authorization");
                ("authorization", value.and_then(|value| value.strip_prefix("Bearer ")))
            }
            Auth::Header { name } => (name.as_str(), request.headers.get(name)),
        };
        let has_token = token.is_some_and(|token| !token.trim().is_empty());
        (!has_token).then(|| format!("header `{name}` has no token, and `{}` needs one", action.name))
    }

    /// What is wrong with a request; nothing where it is as the spec says.
    pub(super) fn problems(&self, action: &Action, path: &[(&str, String)], request: Request<'_>) -> Vec<String> {
        let mut problems = self.wrong_path(action, path);
        problems.extend(self.wrong_query(action, request.target));
        let headers = self.all(action, Place::Header);
        problems.extend(headers.filter_map(|parameter| {
            let value = request.headers.get(&parameter.name);
            self.wrong_text("header", parameter, value)
        }));
        problems.extend(self.wrong_body(action, request));
        problems
    }

    fn wrong_path(&self, action: &Action, path: &[(&str, String)]) -> Vec<String> {
        let wrong = |(name, encoded): &(&str, String)| {
            let parameter = self.all(action, Place::Path).find(|parameter| parameter.name == *name)?;
            match query::decoded(encoded) {
                Ok(value) if value.is_empty() => Some(format!("path parameter `{name}` is empty")),
                Ok(value) => self.wrong_text("path parameter", parameter, Some(&value)),
                Err(problem) => Some(format!("path parameter `{name}`: {problem}")),
            }
        };
        path.iter().filter_map(wrong).collect()
    }

    fn wrong_query(&self, action: &Action, target: &str) -> Vec<String> {
        let pairs = match query::pairs(target) {
            Ok(pairs) => pairs,
            Err(problem) => return vec![format!("query: {problem}")],
        };
        let known: Vec<&Parameter> = self.all(action, Place::Query).collect();
        let mut problems: Vec<String> =
            known.iter().filter_map(|parameter| self.wrong_query_parameter(parameter, &pairs)).collect();
        let unknown = pairs.iter().filter(|(name, _)| !known.iter().any(|known| behind(name, &known.name).is_some()));
        problems.extend(unknown.map(|(name, _)| format!("query parameter `{name}`: `{}` has none", action.name)));
        problems
    }

    fn wrong_query_parameter(&self, parameter: &Parameter, pairs: &[(String, String)]) -> Option<String> {
        let own = pairs.iter().filter_map(|(name, value)| Some((behind(name, &parameter.name)?, value.as_str())));
        let own: Vec<(&str, &str)> = own.collect();
        let in_brackets = parameter.kind == Kind::Array || parameter.style == Some(Style::Brackets);
        if !in_brackets || own.is_empty() {
            return match own[..] {
                [] => self.wrong_text("query parameter", parameter, None),
                [("", value)] => self.wrong_text("query parameter", parameter, Some(value)),
                _ => Some(format!("query parameter `{}`: expected one value under this name", parameter.name)),
            };
        }
        let misfit = query::spread(own.into_iter()).and_then(|value| match &parameter.schema {
            Some(ty) => self.fits(ty, &value, Written::Texts),
            None if value.is_array() => Ok(()),
            None => Err(Misfit::new("expected a list: `[0]`, `[1]` and so on behind the name")),
        });
        misfit.err().map(|misfit| format!("query parameter `{}`: {misfit}", parameter.name))
    }

    /// What is wrong with a value that is one text, or with there being none.
    fn wrong_text(&self, place: &str, parameter: &Parameter, value: Option<&str>) -> Option<String> {
        let Parameter { name, kind, required, values, schema, .. } = parameter;
        let Some(value) = value else {
            return required.then(|| format!("{place} `{name}` is required"));
        };
        let expect = |right: bool, expected: &str| if right { Ok(()) } else { Err(format!("expected {expected}")) };
        let fits = match kind {
            Kind::String | Kind::File | Kind::Array => Ok(()),
            Kind::Integer => expect(value.parse::<i64>().is_ok(), "a whole number"),
            Kind::Number => expect(value.parse::<f64>().is_ok_and(f64::is_finite), "a number"),
            Kind::Boolean => expect(matches!(value, "true" | "false"), "`true` or `false`"),
            Kind::Enum => {
                let known = values.iter().any(|known| known == value);
                if known { Ok(()) } else { Err(format!("accepted values are: {}", values.join(", "))) }
            }
            Kind::Schema => self.wrong_json(schema.as_ref(), value.as_bytes()),
        };
        fits.err().map(|problem| format!("{place} `{name}`: {problem}"))
    }

    fn wrong_json(&self, schema: Option<&super::api::Type>, text: &[u8]) -> Result<(), String> {
        let value: Value = serde_json::from_slice(text).map_err(|error| format!("expected JSON: {error}"))?;
        schema.map_or(Ok(()), |ty| self.fits(ty, &value, Written::Json)).map_err(|misfit| misfit.to_string())
    }

    fn wrong_body(&self, action: &Action, request: Request<'_>) -> Vec<String> {
        if self.all(action, Place::Multipart).next().is_some() {
            return self.wrong_form(action, request);
        }
        let Some(parameter) = self.all(action, Place::Body).next() else {
            let unexpected = !request.body.is_empty();
            return Vec::from_iter(unexpected.then(|| format!("body: `{}` takes none", action.name)));
        };
        let problem = if request.body.is_empty() {
            parameter.required.then(|| "is required".to_owned())
        } else if !request.is_of("application/json") {
            Some("expected the content type `application/json`".to_owned())
        } else {
            self.wrong_json(parameter.schema.as_ref(), request.body).err()
        };
        problem.map(|problem| format!("body: {problem}")).into_iter().collect()
    }

    fn wrong_form(&self, action: &Action, request: Request<'_>) -> Vec<String> {
        let content_type = request.headers.get("content-type").unwrap_or_default();
        let parts = if request.body.is_empty() {
            Ok(Vec::new())
        } else if request.is_of("multipart/form-data") {
            form::parts(content_type, request.body)
        } else {
            Err("expected the content type `multipart/form-data`".to_owned())
        };
        let parts = match parts {
            Ok(parts) => parts,
            Err(problem) => return vec![format!("body: {problem}")],
        };
        let known: Vec<&Parameter> = self.all(action, Place::Multipart).collect();
        let mut problems: Vec<String> = parts
            .iter()
            .filter(|part| !known.iter().any(|parameter| parameter.name == part.name))
            .map(|part| format!("part `{}`: `{}` has none", part.name, action.name))
            .collect();
        problems.extend(known.into_iter().filter_map(|parameter| {
            let part = parts.iter().find(|part| part.name == parameter.name);
            match part {
                Some(part) if parameter.kind == Kind::File && part.file_name.is_none() => {
                    Some(format!("part `{}`: expected a file, with a file name", part.name))
                }
                Some(part) if parameter.kind != Kind::File => match std::str::from_utf8(&part.content) {
                    Ok(text) => self.wrong_text("part", parameter, Some(text)),
                    Err(_) => Some(format!("part `{}`: expected a text", part.name)),
                },
                Some(_) => None,
                None => self.wrong_text("part", parameter, None),
            }
        }));
        problems
    }

    /// The parameters of an action that are sent in a place, those of every action included.
    fn all<'a>(&'a self, action: &'a Action, place: Place) -> impl Iterator<Item = &'a Parameter> {
        action.parameters.iter().chain(&self.parameters).filter(move |parameter| parameter.place == place)
    }
}

/// What stands behind the name of a parameter: nothing, or brackets; `None` where it is another name.
fn behind<'n>(name: &'n str, parameter: &str) -> Option<&'n str> {
    name.strip_prefix(parameter).filter(|rest| rest.is_empty() || rest.starts_with('['))
}
