//! A cell that is a link to a schema.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::{SchemaLink, SchemaTarget};

/// What a cell is that has a link in it.
pub(super) enum Linked {
    /// One link to a schema, and nothing else.
    Schema(SchemaLink),
    /// A link that leads to no schema; its address.
    Elsewhere(String),
    /// A link and something else.
    Mixed,
}

/// The link in a cell, if it has one. An address in angle brackets is text.
pub(super) fn read(raw: &str) -> Option<Linked> {
    let raw = raw.trim().replace("\\|", "|");
    let mut title = String::new();
    let mut address = None;
    let (mut open, mut mixed) = (false, false);
    for event in Parser::new(&raw) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                mixed |= address.replace(dest_url.into_string()).is_some();
                open = true;
            }
            Event::End(TagEnd::Link) => open = false,
            Event::Text(text) | Event::Code(text) if open => title.push_str(&text),
            Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => mixed = true,
            _ => {}
        }
    }
    let address = address?;
    if mixed {
        return Some(Linked::Mixed);
    }
    Some(match target(&address) {
        Some(target) => Linked::Schema(SchemaLink { title: title.trim().to_owned(), target }),
        None => Linked::Elsewhere(address),
    })
}

/// Where an address leads. `_schemas.md#/definitions/apiToken`, as the oldest pages have it, is a name too.
fn target(address: &str) -> Option<SchemaTarget> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let name = if fragment.contains('/') { last_part(fragment) } else { file_name(path).unwrap_or_default() };
    match (name, fragment) {
        ("", "") => None,
        ("", slug) if !slug.contains('/') => Some(SchemaTarget::Slug(slug.to_owned())),
        ("", _) => None,
        (name, _) => Some(SchemaTarget::Name(name.to_owned())),
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn file_name(path: &str) -> Option<&str> {
    let name = last_part(path);
    [".json", ".yaml", ".yml"].iter().find_map(|ending| name.strip_suffix(ending))
}
