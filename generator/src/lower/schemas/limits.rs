//! What a schema says that a Rust type does not carry, in words for the docs.

use std::fmt::Display;

use serde_json::Value;

use crate::front::schema::Schema;

/// The limits of a value: `1 to 255 characters`, ``matches `^[a-z]+$` ``.
pub(super) fn of(schema: &Schema) -> Vec<String> {
    let mut limits = Vec::new();
    limits.extend(range(schema.min_length, schema.max_length, "character"));
    limits.extend(range(schema.min_items, schema.max_items, "item"));
    limits.extend(range(schema.min_properties, schema.max_properties, "key"));
    limits.extend(bounds(schema));
    limits.extend(schema.multiple_of.as_ref().map(|step| format!("a multiple of {step}")));
    limits.extend(schema.unique_items.then(|| "no item twice".to_owned()));
    limits.extend(
        schema.format.iter().filter(|format| *format != "date-time").map(|format| format!("format {}", code(format))),
    );
    limits.extend(schema.pattern.as_ref().map(|pattern| format!("matches {}", code(pattern))));
    let values: Vec<&Value> = schema.values.iter().flatten().chain(&schema.constant).collect();
    if !values.is_empty() && !values.iter().any(|value| value.is_string()) {
        let list: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        limits.push(format!("one of {}", list.join(", ")));
    }
    limits
}

/// A text as Markdown code, whatever is in it.
fn code(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control(), " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

fn range(least: Option<u64>, most: Option<u64>, unit: &str) -> Option<String> {
    let unit = |count: u64| if count == 1 { unit.to_owned() } else { format!("{unit}s") };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("at least {least} {}", unit(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", unit(most))),
        (Some(least), Some(most)) if least == most => Some(format!("{least} {}", unit(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", unit(most))),
    }
}

fn bounds(schema: &Schema) -> Option<String> {
    let words = |word: &str, bound: Option<&dyn Display>| bound.map(|bound| format!("{word} {bound}"));
    let least = words("at least", schema.minimum.as_ref().map(|bound| bound as &dyn Display))
        .or_else(|| words("more than", schema.exclusive_minimum.as_ref().map(|bound| bound as &dyn Display)));
    let most = words("at most", schema.maximum.as_ref().map(|bound| bound as &dyn Display))
        .or_else(|| words("less than", schema.exclusive_maximum.as_ref().map(|bound| bound as &dyn Display)));
    match (&schema.minimum, &schema.maximum) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
        _ => [least, most].into_iter().flatten().reduce(|least, most| format!("{least} and {most}")),
    }
}
