//! `api.json` as it is written.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ApiFile {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) package: String,
    pub(super) version: String,
    pub(super) description: String,
    pub(super) base_url: String,
    pub(super) auth: AuthFile,
    pub(super) headers: IndexMap<String, String>,
    pub(super) error_keys: ErrorKeysFile,
    pub(super) parameters: Vec<ParameterFile>,
    #[serde(default)]
    pub(super) paging: Vec<PagingFile>,
    pub(super) groups: Vec<GroupFile>,
    pub(super) resources: Vec<ResourceFile>,
    pub(super) models: Vec<ModelFile>,
}

#[derive(Deserialize)]
#[serde(tag = "scheme", rename_all = "camelCase")]
pub(super) enum AuthFile {
    None,
    Bearer,
    Header { name: String },
}

#[derive(Deserialize)]
pub(super) struct ErrorKeysFile {
    pub(super) kind: String,
    pub(super) message: String,
}

#[derive(Deserialize)]
pub(super) struct PagingFile {
    #[serde(flatten)]
    pub(super) by: PagedByFile,
    pub(super) size: Option<String>,
    pub(super) items: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "by", rename_all = "camelCase")]
pub(super) enum PagedByFile {
    Number { parameter: String, first: i64, total: Option<String> },
    Cursor { parameter: String, next: String },
    Link,
}

#[derive(Deserialize)]
pub(super) struct GroupFile {
    pub(super) title: String,
    pub(super) resources: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct ResourceFile {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) actions: Vec<ActionFile>,
}

#[derive(Deserialize)]
pub(super) struct ActionFile {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) parameters: Vec<ParameterFile>,
    pub(super) responses: Vec<ResponseFile>,
    pub(super) errors: Vec<ResponseFile>,
    #[serde(default)]
    pub(super) events: IndexMap<String, TypeFile>,
    #[serde(default)]
    pub(super) deprecated: bool,
}

#[derive(Deserialize)]
pub(super) struct ParameterFile {
    pub(super) name: String,
    pub(super) r#in: String,
    pub(super) r#type: String,
    pub(super) required: bool,
    #[serde(default)]
    pub(super) values: Vec<String>,
    pub(super) schema: Option<TypeFile>,
    pub(super) style: Option<StyleFile>,
    pub(super) description: String,
    #[serde(default, deserialize_with = "present")]
    pub(super) default: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) example: Option<Value>,
    #[serde(default)]
    pub(super) deprecated: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum StyleFile {
    Json,
    Brackets,
}

#[derive(Deserialize)]
pub(super) struct ResponseFile {
    pub(super) code: u16,
    pub(super) r#type: Option<TypeFile>,
    pub(super) description: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum TypeFile {
    String,
    Secret,
    Integer,
    Number,
    Boolean,
    Timestamp,
    Any,
    Nullable(Box<TypeFile>),
    List(Box<TypeFile>),
    Map(Box<TypeFile>),
    Model(String),
}

#[derive(Deserialize)]
pub(super) struct ModelFile {
    pub(super) name: String,
    pub(super) schema: String,
    pub(super) description: String,
    pub(super) request: bool,
    pub(super) response: bool,
    #[serde(flatten)]
    pub(super) shape: ShapeFile,
    #[serde(default)]
    pub(super) examples: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum ShapeFile {
    Object {
        fields: Vec<FieldFile>,
        #[serde(default)]
        constants: BTreeMap<String, String>,
        rest: Option<TypeFile>,
        #[serde(default)]
        closed: bool,
    },
    Enum {
        values: Vec<String>,
        #[serde(default)]
        names: BTreeMap<String, String>,
    },
    Tagged {
        tag: String,
        variants: Vec<TaggedFile>,
    },
    Union {
        variants: Vec<VariantFile>,
    },
    Alias {
        r#type: TypeFile,
    },
}

#[derive(Deserialize)]
pub(super) struct FieldFile {
    pub(super) name: String,
    pub(super) r#type: TypeFile,
    pub(super) required: bool,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) limits: Vec<String>,
    #[serde(default, deserialize_with = "present")]
    pub(super) default: Option<Value>,
}

#[derive(Deserialize)]
pub(super) struct TaggedFile {
    pub(super) value: String,
    pub(super) name: Option<String>,
    pub(super) r#type: TypeFile,
}

#[derive(Deserialize)]
pub(super) struct VariantFile {
    pub(super) name: String,
    pub(super) r#type: TypeFile,
}

/// A value that is there, be it `null`.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
