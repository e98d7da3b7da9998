//! Schemas that stand inside the file of another: some releases refer to `#/definitions/FILE/NAME`, others have the same
//! schema at each place. The former are made like the latter.

use std::collections::BTreeMap;

use anyhow::{Result, bail, ensure};
use serde_json::Value;

/// How many references may lead from one to the next.
const MAX_STEPS: usize = 64;

/// Puts in place of each such reference what it leads to.
pub(crate) fn inline(schemas: &mut BTreeMap<String, Value>) -> Result<()> {
    let all = schemas.clone();
    for (name, schema) in schemas {
        replace(schema, &all, name, 0)?;
    }
    Ok(())
}

fn replace(value: &mut Value, all: &BTreeMap<String, Value>, name: &str, steps: usize) -> Result<()> {
    if let Some(reference) = value.get("$ref").and_then(Value::as_str).and_then(inner) {
        ensure!(steps < MAX_STEPS, "`schemas/{name}.json` refers to `{reference}`, which leads back to itself");
        let (file, pointer) = reference.split_once('/').unwrap_or((reference, ""));
        let target = all.get(file).and_then(|schema| schema.pointer(&format!("/{pointer}")));
        let Some(target) = target else { bail!("`schemas/{name}.json` refers to `{reference}`, which is not there") };
        let mut target = target.clone();
        replace(&mut target, all, name, steps + 1)?;
        *value = target;
        return Ok(());
    }
    match value {
        Value::Array(list) => list.iter_mut().try_for_each(|value| replace(value, all, name, steps)),
        Value::Object(map) => map.values_mut().try_for_each(|value| replace(value, all, name, steps)),
        _ => Ok(()),
    }
}

/// `FILE/NAME` of a reference that leads into a file.
fn inner(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/definitions/").filter(|path| path.contains('/'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::inline;

    fn schemas(value: Value) -> BTreeMap<String, Value> {
        serde_json::from_value(value).expect("a map")
    }

    #[test]
    fn what_stands_in_another_file_is_put_in_place() {
        let common = json!({ "id": { "type": "string" }, "ids": { "items": { "$ref": "#/definitions/common/id" } } });
        let pot = json!({ "properties": {
            "ids": { "$ref": "#/definitions/common/ids" }, "lid": { "$ref": "#/definitions/lid" },
        } });
        let mut all = schemas(json!({ "common": common, "pot": pot }));
        inline(&mut all).expect("all is there");
        let ids = json!({ "items": { "type": "string" } });
        assert_eq!(all["pot"], json!({ "properties": { "ids": ids, "lid": { "$ref": "#/definitions/lid" } } }));
    }

    #[test]
    fn what_is_not_there_is_named() {
        let mut all = schemas(json!({ "pot": { "items": { "$ref": "#/definitions/common/id" } } }));
        let error = inline(&mut all).expect_err("there is no such file").to_string();
        assert_eq!(error, "`schemas/pot.json` refers to `common/id`, which is not there");
        let mut all = schemas(json!({ "a": { "b": { "$ref": "#/definitions/a/b" } } }));
        assert!(inline(&mut all).expect_err("it has no end").to_string().contains("leads back to itself"));
    }
}
