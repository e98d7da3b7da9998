//! `api.json` read back: the IR of a client that was generated before, to be compared with that of a spec.

mod file;

use std::collections::BTreeMap;

use crate::check::{Checked, check};
use crate::diagnostics::Diagnostics;
use crate::ir::{
    Access, Action, Api, Auth, EnumValue, ErrorKeys, Field, Group, Method, Model, ModelId, PagedBy, Paging, Parameter,
    ParameterType, PathTemplate, Place, Resource, Response, Shape, Struct, Style, Type, Variant,
};
use crate::lower::paging::fill;
use crate::lower::recursion::box_cycles;
use crate::source::Span;
use file::{
    ActionFile, ApiFile, AuthFile, FieldFile, ModelFile, PagedByFile, PagingFile, ParameterFile, ResourceFile,
    ResponseFile, ShapeFile, StyleFile, TaggedFile, TypeFile, VariantFile,
};

/// Reads what `back::generate` wrote as `api.json`. Nothing in it has a place in a spec, so all spans are empty.
///
/// # Errors
///
/// Says in a sentence why a text is no such file.
pub fn read(text: &str) -> Result<Checked, String> {
    let file: ApiFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let ids = (0..).map(ModelId);
    let ids: BTreeMap<&str, ModelId> = file.models.iter().map(|model| model.name.as_str()).zip(ids).collect();
    let mut api = Reader { ids }.api(&file)?;
    fill(&mut api);
    let mut diagnostics = Diagnostics::default();
    box_cycles(&mut api.models, &mut diagnostics);
    let checked = diagnostics.barrier(api).and_then(|api| check(api, &mut Diagnostics::default()));
    checked.map_err(|diagnostics| {
        let messages: Vec<&str> = diagnostics.sorted().iter().map(|one| one.message.as_str()).collect();
        messages.join("; ")
    })
}

/// Resolves what the file says by name.
struct Reader<'a> {
    ids: BTreeMap<&'a str, ModelId>,
}

impl Reader<'_> {
    fn api(&self, file: &ApiFile) -> Result<Api, String> {
        let resources = file.resources.iter().map(|one| self.resource(one));
        let groups = file.groups.iter();
        Ok(Api {
            name: file.name.clone(),
            title: file.title.clone(),
            package: file.package.clone(),
            version: file.version.clone(),
            description: file.description.clone(),
            base_url: file.base_url.clone(),
            auth: match &file.auth {
                AuthFile::None => Auth::None,
                AuthFile::Bearer => Auth::Bearer,
                AuthFile::Header { name } => Auth::Header(name.clone()),
            },
            headers: file.headers.clone().into_iter().collect(),
            error_keys: ErrorKeys { kind: file.error_keys.kind.clone(), message: file.error_keys.message.clone() },
            globals: self.parameters(&file.parameters)?,
            paging: file.paging.iter().map(paging).collect(),
            groups: groups
                .map(|group| Group { title: group.title.clone(), resources: group.resources.clone() })
                .collect(),
            resources: resources.collect::<Result<_, _>>()?,
            models: file.models.iter().map(|one| self.model(one)).collect::<Result<_, _>>()?,
        })
    }

    fn resource(&self, file: &ResourceFile) -> Result<Resource, String> {
        let actions = file.actions.iter().map(|one| self.action(one)).collect::<Result<_, _>>()?;
        Ok(Resource { name: file.name.clone(), title: file.title.clone(), actions, span: Span::default() })
    }

    fn action(&self, file: &ActionFile) -> Result<Action, String> {
        let events = file.events.iter().map(|(name, ty)| Ok((name.clone(), self.ty(ty)?)));
        Ok(Action {
            name: file.name.clone(),
            title: file.title.clone(),
            summary: file.summary.clone(),
            method: Method::from_name(&file.method).ok_or_else(|| format!("there is no method `{}`", file.method))?,
            path: PathTemplate { text: file.path.clone(), names: names(&file.path) },
            access: file.scopes.clone().map_or(Access::Anyone, Access::Scopes),
            parameters: self.parameters(&file.parameters)?,
            responses: self.responses(&file.responses)?,
            errors: self.responses(&file.errors)?,
            events: events.collect::<Result<_, String>>()?,
            paged: None,
            deprecated: file.deprecated,
            span: Span::default(),
        })
    }

    fn parameters(&self, files: &[ParameterFile]) -> Result<Vec<Parameter>, String> {
        files.iter().map(|one| self.parameter(one)).collect()
    }

    fn parameter(&self, file: &ParameterFile) -> Result<Parameter, String> {
        let ty = match (file.r#type.as_str(), &file.schema) {
            ("string", None) => ParameterType::String,
            ("integer", None) => ParameterType::Integer,
            ("number", None) => ParameterType::Number,
            ("boolean", None) => ParameterType::Boolean,
            ("enum", None) => ParameterType::Enum(file.values.clone()),
            ("array", None) => ParameterType::Array,
            ("file", None) => ParameterType::File,
            ("schema", Some(schema)) => {
                let style = match file.style {
                    Some(StyleFile::Brackets) => Style::Brackets,
                    Some(StyleFile::Json) | None => Style::Json,
                };
                ParameterType::Schema { ty: self.ty(schema)?, style }
            }
            (other, _) => return Err(format!("the parameter `{}` cannot be of type `{other}`", file.name)),
        };
        Ok(Parameter {
            name: file.name.clone(),
            place: Place::from_name(&file.r#in).ok_or_else(|| format!("there is no place `{}`", file.r#in))?,
            ty,
            required: file.required,
            description: file.description.clone(),
            default: file.default.clone(),
            example: file.example.clone(),
            deprecated: file.deprecated,
            span: Span::default(),
        })
    }

    fn responses(&self, files: &[ResponseFile]) -> Result<Vec<Response>, String> {
        let response = |file: &ResponseFile| {
            let ty = file.r#type.as_ref().map(|ty| self.ty(ty)).transpose()?;
            Ok(Response { code: file.code, ty, description: file.description.clone(), span: Span::default() })
        };
        files.iter().map(response).collect()
    }

    fn model(&self, file: &ModelFile) -> Result<Model, String> {
        Ok(Model {
            schema: file.schema.clone(),
            name: file.name.split('.').map(str::to_owned).collect(),
            description: file.description.clone(),
            shape: self.shape(&file.shape)?,
            examples: file.examples.clone(),
            example_spans: vec![Span::default(); file.examples.len()],
            in_request: file.request,
            in_response: file.response,
            span: Span::default(),
            line: 0,
        })
    }

    fn shape(&self, file: &ShapeFile) -> Result<Shape, String> {
        Ok(match file {
            ShapeFile::Object { fields, constants, rest, closed } => Shape::Struct(Struct {
                fields: fields.iter().map(|one| self.field(one)).collect::<Result<_, _>>()?,
                constants: constants.clone(),
                rest: rest.as_ref().map(|ty| self.ty(ty)).transpose()?,
                closed: *closed,
            }),
            ShapeFile::Enum { values, names } => {
                let value = |value: &String| EnumValue { value: value.clone(), name: names.get(value).cloned() };
                Shape::Enum(values.iter().map(value).collect())
            }
            ShapeFile::Tagged { tag, variants } => {
                let variant = |file: &TaggedFile| match self.ty(&file.r#type)? {
                    Type::Model(id) => Ok((EnumValue { value: file.value.clone(), name: file.name.clone() }, id)),
                    _ => Err(format!("the variant `{}` is no model", file.value)),
                };
                Shape::Tagged { tag: tag.clone(), variants: variants.iter().map(variant).collect::<Result<_, _>>()? }
            }
            ShapeFile::Union { variants } => {
                let variant = |file: &VariantFile| {
                    Ok(Variant { name: file.name.clone(), ty: self.ty(&file.r#type)?, span: Span::default() })
                };
                Shape::Union(variants.iter().map(variant).collect::<Result<_, String>>()?)
            }
            ShapeFile::Alias { r#type } => Shape::Alias(self.ty(r#type)?),
        })
    }

    fn field(&self, file: &FieldFile) -> Result<Field, String> {
        Ok(Field {
            name: file.name.clone(),
            ty: self.ty(&file.r#type)?,
            required: file.required,
            description: file.description.clone(),
            limits: file.limits.clone(),
            max_length: None,
            default: file.default.clone(),
            span: Span::default(),
            line: 0,
        })
    }

    fn ty(&self, file: &TypeFile) -> Result<Type, String> {
        let inside = |inner: &TypeFile| self.ty(inner).map(Box::new);
        Ok(match file {
            TypeFile::String => Type::String,
            TypeFile::Secret => Type::Secret,
            TypeFile::Integer => Type::Integer,
            TypeFile::Number => Type::Number,
            TypeFile::Boolean => Type::Boolean,
            TypeFile::Timestamp => Type::Timestamp,
            TypeFile::Any => Type::Any,
            TypeFile::Nullable(inner) => Type::Nullable(inside(inner)?),
            TypeFile::List(item) => Type::List(inside(item)?),
            TypeFile::Map(item) => Type::Map(inside(item)?),
            TypeFile::Model(name) => {
                Type::Model(*self.ids.get(name.as_str()).ok_or_else(|| format!("there is no model `{name}`"))?)
            }
        })
    }
}

fn paging(file: &PagingFile) -> Paging {
    let by = match &file.by {
        PagedByFile::Number { parameter, first, total } => {
            PagedBy::Number { parameter: parameter.clone(), first: *first, total: total.clone() }
        }
        PagedByFile::Cursor { parameter, next } => PagedBy::Cursor { parameter: parameter.clone(), next: next.clone() },
        PagedByFile::Link => PagedBy::Link,
    };
    Paging { by, size: file.size.clone(), items: file.items.clone() }
}

/// The parameters that a path names, each once.
fn names(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
        if names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
    names
}
