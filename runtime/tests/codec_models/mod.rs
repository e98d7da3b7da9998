//! Types as the generator writes them.

#![allow(dead_code, unreachable_pub, clippy::pedantic)]

use std::collections::BTreeMap;

use restgen_runtime::{Json, Nullable, Secret, Timestamp, UnknownFields, UnknownValue, object, open_enum, union};

/// What an API token is made from.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiTokenPost {
    pub name: String,
    pub description: Option<String>,
    pub expiration_date: Option<Timestamp>,
    pub org_roles: Option<Vec<OrgRole>>,
    pub scope: Option<Vec<ApiTokenPostScope>>,
    pub token: Option<Secret>,
    pub parent_id: Nullable<String>,
    pub tags: Option<BTreeMap<String, String>>,
    pub any: Option<Json>,
    pub child: Option<Box<ApiTokenPost>>,
    unknown_fields: UnknownFields,
}

object!(ApiTokenPost {
    name: "name" required,
    description: "description" => String,
    expiration_date: "expirationDate" => Timestamp,
    org_roles: "orgRoles" => [OrgRole],
    scope: "scope" => [ApiTokenPostScope],
    token: "token" => Secret,
    parent_id: "parentId" => Nullable<String>,
    tags: "tags" => {String},
    any: "any" => Json,
    child: "child" => Box<ApiTokenPost>,
});

impl ApiTokenPost {
    /// An API token of that name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

open_enum! {
    /// One of these texts.
    pub enum ApiTokenPostScope {
        AllApplication = "all.Application",
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OrgRole {
    pub org_id: OrgId,
    pub role: Role,
    unknown_fields: UnknownFields,
}

object!(OrgRole closed { org_id: "orgId" required, role: "role" required });

impl OrgRole {
    pub fn new(org_id: impl Into<OrgId>, role: impl Into<Role>) -> Self {
        Self { org_id: org_id.into(), role: role.into(), ..Self::default() }
    }
}

open_enum! {
    /// One of these texts.
    pub enum Role {
        Admin = "admin",
        None = "none",
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum OrgId {
    Text(String),
    Closed(Box<ClosedQuery>),
    Open(OrgRoleLike),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    List(Vec<String>),
    #[doc(hidden)]
    Unknown(UnknownValue),
}

union!(OrgId {
    Text(String),
    Closed(Box<ClosedQuery>),
    Open(OrgRoleLike),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    List(Vec<String>),
});

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ClosedQuery {
    pub name: String,
    pub(crate) unknown_fields: UnknownFields,
}

object!(ClosedQuery closed { name: "name" required });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OrgRoleLike {
    pub name: String,
    pub role: Role,
    pub(crate) unknown_fields: UnknownFields,
}

object!(OrgRoleLike { name: "name" required, role: "role" required });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Range {
    pub low: Option<i64>,
    pub high: Option<i64>,
    unknown_fields: UnknownFields,
}

object!(Range { low: "low" required nullable, high: "high" });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Tags {
    pub a: Option<String>,
    pub rest: BTreeMap<String, ApiTokenPost>,
}

object!(Tags { a: "a" => String, ..rest });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OnlyRest {
    pub rest: BTreeMap<String, i64>,
}

object!(OnlyRest { ..rest });

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    Graph(GraphBlock),
    Input(Box<InputBlock>),
    #[doc(hidden)]
    Unknown(UnknownValue),
}

union!(Block by "blockType" { "graph" => Graph(GraphBlock), "input" => Input(Box<InputBlock>) });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GraphBlock {
    pub width: Json,
    unknown_fields: UnknownFields,
}

object!(GraphBlock { const "blockType" = "graph", width: "width" required });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct InputBlock {
    unknown_fields: UnknownFields,
}

object!(InputBlock { const "blockType" = "input" });

/// A lamp with the lines of its schema.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Lamp {
    pub id: String,
    pub brightness: i64,
    pub on: Option<bool>,
    pub color: Option<Color>,
    pub since: Option<Timestamp>,
    pub label: Option<String>,
    pub parts: Option<Vec<Lamp>>,
    pub ratings: Option<BTreeMap<String, f64>>,
    pub tags: Option<Tags>,
    unknown_fields: UnknownFields,
}

object!(Lamp {
    id: "id" required max(8),
    brightness: "brightness" required,
    on: "on" => bool,
    color: "color" => Color,
    since: "since" => Timestamp,
    label: "label" nullable max(8) => String,
    parts: "parts" => [Lamp],
    ratings: "ratings" => {f64},
    tags: "tags" => Tags,
} in "schemas/lamp.yaml" 1 4 7 10 13 16 0 19 22 25);

open_enum! {
    /// One of these texts.
    pub enum Color {
        Red = "red",
    }
}

/// Two variants that differ only after the part that recurs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Chain {
    Left(Box<Left>),
    Right(Box<Right>),
    #[doc(hidden)]
    Unknown(UnknownValue),
}

union!(Chain { Left(Box<Left>), Right(Box<Right>) });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Left {
    pub next: Chain,
    pub left: bool,
    unknown_fields: UnknownFields,
}

object!(Left { next: "next" required, left: "left" required });

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Right {
    pub next: Chain,
    pub right: bool,
    unknown_fields: UnknownFields,
}

object!(Right { next: "next" required, right: "right" required });

/// Types that take the names that macros are tempted to use.
pub mod hygiene {
    use restgen_runtime::{UnknownFields, UnknownValue, object, open_enum, union};

    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default, ::core::cmp::PartialEq)]
    pub struct Clone {
        pub result: Option,
        pub some: ::core::option::Option<Result>,
        unknown_fields: UnknownFields,
    }

    object!(Clone { result: "result" required, some: "some" => Result });

    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default, ::core::cmp::PartialEq)]
    pub struct Option {
        pub vec: ::core::option::Option<Into>,
        unknown_fields: UnknownFields,
    }

    object!(Option { vec: "vec" => Into });

    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default, ::core::cmp::PartialEq)]
    pub struct Debug {
        unknown_fields: UnknownFields,
    }

    object!(Debug {});

    open_enum! {
        pub enum Into {
            Ok = "ok",
        }
    }

    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Result {
        Some(Debug),
        None(Into),
        Unknown(UnknownValue),
    }

    union!(Result { Some(Debug), None(Into) });

    pub struct String;
    pub struct Default;
    pub trait Iterator {}
    pub trait From {}
}
