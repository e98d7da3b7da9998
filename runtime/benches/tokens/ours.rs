//! API tokens as the generator describes them.

use restgen_runtime::{Secret, Timestamp, UnknownFields, object, open_enum};

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ApiTokens {
    pub items: Option<Vec<ApiToken>>,
    pub count: Option<i64>,
    pub total_count: Option<i64>,
    pub per_page: Option<i64>,
    pub page: Option<i64>,
    pub filter: Option<String>,
    pub filter_field: Option<String>,
    pub sort_field: Option<String>,
    pub sort_direction: Option<SortDirection>,
    pub owner_id: Option<String>,
    pub owner_type: Option<OwnerType>,
    unknown_fields: UnknownFields,
}

object!(ApiTokens {
    items: "items",
    count: "count",
    total_count: "totalCount",
    per_page: "perPage",
    page: "page",
    filter: "filter",
    filter_field: "filterField",
    sort_field: "sortField",
    sort_direction: "sortDirection",
    owner_id: "ownerId",
    owner_type: "ownerType",
});

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ApiToken {
    pub id: Option<String>,
    pub api_token_id: Option<String>,
    pub owner_id: Option<String>,
    pub owner_type: Option<OwnerType>,
    pub creator_id: Option<String>,
    pub creator_type: Option<CreatorType>,
    pub creator_name: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub creation_date: Option<Timestamp>,
    pub last_updated: Option<Timestamp>,
    pub expiration_date: Option<Timestamp>,
    pub default_role: Option<Role>,
    pub org_roles: Option<Vec<OrgRole>>,
    pub scope: Option<Vec<String>>,
    pub status: Option<Status>,
    pub token: Option<Secret>,
    unknown_fields: UnknownFields,
}

object!(ApiToken {
    id: "id",
    api_token_id: "apiTokenId",
    owner_id: "ownerId",
    owner_type: "ownerType",
    creator_id: "creatorId",
    creator_type: "creatorType",
    creator_name: "creatorName",
    name: "name",
    description: "description",
    creation_date: "creationDate",
    last_updated: "lastUpdated",
    expiration_date: "expirationDate",
    default_role: "defaultRole",
    org_roles: "orgRoles",
    scope: "scope",
    status: "status",
    token: "token",
});

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OrgRole {
    pub org_id: String,
    pub role: Role,
    unknown_fields: UnknownFields,
}

object!(OrgRole { org_id: "orgId" required, role: "role" required });

macro_rules! texts {
    ($($name:ident { $($variant:ident = $text:literal),* })*) => {$(
        open_enum! {
            pub enum $name { $($variant = $text),* }
        }
    )*};
}

texts! {
    SortDirection { Asc = "asc", Desc = "desc" }
    OwnerType { Application = "application", User = "user" }
    CreatorType { ApiToken = "apiToken", User = "user", Flow = "flow" }
    Role { Admin = "admin", Edit = "edit", Collaborate = "collaborate", View = "view", None = "none" }
    Status { Active = "active", Inactive = "inactive" }
}
