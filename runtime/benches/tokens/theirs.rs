//! API tokens as `serde_derive` describes them. They keep less: unknown keys and the texts of unknown values are lost.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiTokens {
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<ApiToken>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_page: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter_field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_direction: Option<SortDirection>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_type: Option<OwnerType>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiToken {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_token_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_type: Option<OwnerType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator_type: Option<CreatorType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, with = "optional_timestamp")]
    creation_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default, with = "optional_timestamp")]
    last_updated: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default, with = "optional_timestamp")]
    expiration_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    org_roles: Option<Vec<OrgRole>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrgRole {
    org_id: String,
    role: Role,
}

macro_rules! texts {
    ($($name:ident { $($variant:ident),* })*) => {$(
        #[derive(Debug, Deserialize, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) enum $name { $($variant,)* #[serde(other)] Unknown }
    )*};
}

texts! {
    SortDirection { Asc, Desc }
    OwnerType { Application, User }
    CreatorType { ApiToken, User, Flow }
    Role { Admin, Edit, Collaborate, View, None }
    Status { Active, Inactive }
}

/// What `jiff` does for serde, with the three digits of a second that the server writes.
mod optional_timestamp {
    use std::fmt;

    use jiff::Timestamp;
    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

    struct Text;

    impl Visitor<'_> for Text {
        type Value = Option<Timestamp>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a timestamp")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            text.parse().map(Some).map_err(E::custom)
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        deserializer.deserialize_str(Text)
    }

    #[expect(clippy::ref_option, reason = "the derived code passes the field so")]
    pub(super) fn serialize<S: Serializer>(timestamp: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:.3}", timestamp.unwrap_or_default()))
    }
}
