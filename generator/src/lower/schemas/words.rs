//! What properties mean where their schemas do not say it.

use std::collections::{BTreeMap, BTreeSet};

use crate::codes::Code;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::front::binding::{PropertiesFile, Read};
use crate::front::schema::SchemaFile;
use crate::front::yaml::pointer::child;

/// Reports every text of `properties.yaml` that no property needs.
pub(super) fn report_idle(
    properties: &Read<PropertiesFile>,
    files: &BTreeMap<String, SchemaFile>,
    diagnostics: &mut Diagnostics,
) {
    let schemas = files.values().flat_map(|file| file.schema.walk());
    let silent = schemas.flat_map(|(_, schema)| &schema.properties).filter(|(_, one)| one.description.is_none());
    let silent: BTreeSet<&str> = silent.map(|(name, _)| name.as_str()).collect();
    for name in properties.value.keys().filter(|name| !silent.contains(name.as_str())) {
        let span = properties.document.locate_key(&child("", name));
        let message = format!("the text for `{name}` is used nowhere");
        let help = "delete it: no schema has such a property, or each says itself what it means";
        diagnostics.push(Diagnostic::new(Code::RuleWithoutEffect, span, message).help(help));
    }
}
