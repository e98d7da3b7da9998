//! The front ends: texts in, what is written in them out, each part with its place.

pub mod api_json;
pub mod binding;
pub mod page;
pub mod schema;
pub mod spec;
pub mod text;
pub mod yaml;
