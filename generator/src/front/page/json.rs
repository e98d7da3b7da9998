//! What a page says, as JSON for people and programs.

use serde::Serialize;

use super::{Page, PageAction, PageParameter, PageResponse, PageType, SchemaLink, SchemaTarget};
use crate::source::{SourceFile, Span, Spanned};

/// A page to be written as a JSON object; made by [`to_json`].
#[derive(Serialize)]
pub struct PageJson<'a> {
    file: &'a str,
    resource: &'a str,
    title: &'a str,
    line: usize,
    actions: Vec<ActionJson<'a>>,
}

#[derive(Serialize)]
struct ActionJson<'a> {
    name: &'a str,
    heading: &'a str,
    line: usize,
    summary: &'a str,
    deprecated: bool,
    scopes: Option<Vec<&'a str>>,
    parameters: Vec<ParameterJson<'a>>,
    responses: Vec<ResponseJson<'a>>,
    errors: Vec<ResponseJson<'a>>,
}

#[derive(Serialize)]
struct ParameterJson<'a> {
    name: &'a str,
    r#type: &'static str,
    schema: Option<SchemaJson<'a>>,
    required: bool,
    description: &'a str,
    values: Vec<&'a str>,
    default: Option<&'a str>,
    example: Option<&'a str>,
    line: usize,
}

#[derive(Serialize)]
struct ResponseJson<'a> {
    code: u16,
    r#type: Option<&'static str>,
    schema: Option<SchemaJson<'a>>,
    description: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct SchemaJson<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a str>,
}

/// A page as a JSON object. `file` is the file that it was read from.
pub fn to_json<'a>(page: &'a Page, file: &'a SourceFile) -> PageJson<'a> {
    let Page { name, title, actions } = page;
    PageJson {
        file: &file.path,
        resource: name,
        title: &title.value,
        line: line(file, title.span),
        actions: actions.iter().map(|action| action_json(action, file)).collect(),
    }
}

fn action_json<'a>(action: &'a PageAction, file: &SourceFile) -> ActionJson<'a> {
    let PageAction { heading, name, summary, deprecated, scopes, parameters, responses, errors } = action;
    ActionJson {
        name,
        heading: &heading.value,
        line: line(file, heading.span),
        summary,
        deprecated: *deprecated,
        scopes: scopes.as_deref().map(texts),
        parameters: parameters.iter().map(|parameter| parameter_json(parameter, file)).collect(),
        responses: responses.iter().map(|response| response_json(response, file)).collect(),
        errors: errors.iter().map(|response| response_json(response, file)).collect(),
    }
}

fn parameter_json<'a>(parameter: &'a PageParameter, file: &SourceFile) -> ParameterJson<'a> {
    let PageParameter { name, ty, required, description, values, default, example, span } = parameter;
    ParameterJson {
        name: &name.value,
        r#type: if values.is_empty() || matches!(ty.value, PageType::Schema(_)) { word(&ty.value) } else { "enum" },
        schema: match &ty.value {
            PageType::Schema(link) => Some(schema_json(link)),
            _ => None,
        },
        required: *required,
        description,
        values: texts(values),
        default: default.as_ref().map(|default| default.value.as_str()),
        example: example.as_ref().map(|example| example.value.as_str()),
        line: line(file, *span),
    }
}

fn response_json<'a>(response: &'a PageResponse, file: &SourceFile) -> ResponseJson<'a> {
    let PageResponse { code, ty, description, span } = response;
    ResponseJson {
        code: code.value,
        r#type: ty.value.as_ref().map(|_| "schema"),
        schema: ty.value.as_ref().map(schema_json),
        description,
        line: line(file, *span),
    }
}

fn schema_json(link: &SchemaLink) -> SchemaJson<'_> {
    let (name, slug) = match &link.target {
        SchemaTarget::Name(name) => (Some(name.as_str()), None),
        SchemaTarget::Slug(slug) => (None, Some(slug.as_str())),
    };
    SchemaJson { title: &link.title, name, slug }
}

fn word(ty: &PageType) -> &'static str {
    match ty {
        PageType::String => "string",
        PageType::Integer => "integer",
        PageType::Number => "number",
        PageType::Boolean => "boolean",
        PageType::Array => "array",
        PageType::Object => "object",
        PageType::File => "file",
        PageType::Schema(_) => "schema",
    }
}

fn texts(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|item| item.value.as_str()).collect()
}

fn line(file: &SourceFile, span: Span) -> usize {
    file.line_column(file.range(span).start).0
}
