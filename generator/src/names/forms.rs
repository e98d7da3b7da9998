//! Every form of name that generated Rust has. No other file makes one.
//!
//! | what | form | from | to |
//! |---|---|---|---|
//! | module of a resource or a schema | snake case | `instanceApiTokens` | `instance_api_tokens` |
//! | method of the client, of a resource; parameter, field | snake case | `sortField` | `sort_field` |
//! | Cargo feature of a resource | kebab case | `instanceApiTokens` | `instance-api-tokens` |
//! | type of a resource or a model | camel case | `apiTokenPost` | `ApiTokenPost` |
//! | type of a shape inside a schema file | camel case of the words that lead to it | `apiToken`, `ownerType` | `ApiTokenOwnerType` |
//! | builder of an action's request | camel case of the action | `sendCommand` | `SendCommand` |
//! | enumeration of a parameter | the builder's name and the parameter's | `get`, `sortField` | `GetSortField` |
//! | answers of several codes | the builder's name and `Response` | `import` | `ImportResponse` |
//! | events of a stream | the builder's name and `Event` | `stateStream` | `StateStreamEvent` |
//! | description of an action's request | upper case | `sendCommand` | `SEND_COMMAND` |
//! | variant | camel case of the value | `all.Device.read` | `AllDeviceRead` |
//!
//! What is no letter or digit separates words, except that in a value `*` is the word `All`, and a value of symbols
//! only is spelled out (`>=` is `GreaterEqual`, the empty text is `Empty`, `-1` is `Minus1`). A name that begins with a
//! digit gets `_` before it. A keyword gets `_` behind it (`move_`, `type_`), and so does a name that generated code
//! needs for itself. A type named like one of Rust's own or of the runtime gets `Model` behind it (`OptionModel`), or
//! `Action` where it is a builder; and a variant named like
//! the one that keeps what is not known gets `Value` (`UnknownValue`).

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Strict and reserved keywords of the 2024 edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Fields and parameters of these names would clash with what every struct or builder has.
const TAKEN_FIELDS: &[&str] = &["new", "rest", "unknown_fields"];

/// Types of these names would hide what generated code uses.
#[rustfmt::skip]
const TAKEN_TYPES: &[&str] = &[
    "BTreeMap", "Box", "Call", "Client", "Clone", "Debug", "Default", "Eq", "Err", "From", "Hash", "Into",
    "IntoIterator", "Item", "Iterator", "Json", "Method", "None", "Nullable", "Ok", "Operation", "Option", "PartialEq",
    "Result", "Secret", "Self", "Some", "String", "Timestamp", "UnknownFields", "UnknownText", "UnknownValue", "Vec",
];

/// Types of these names would hide what the file of a resource uses.
#[rustfmt::skip]
const TAKEN_LOCAL_TYPES: &[&str] = &[
    "BTreeMap", "Box", "Call", "Client", "Events", "FilePart", "Into", "IntoIterator", "Json", "Method", "Operation",
    "Option", "Secret", "Self", "String", "Timestamp", "UnknownEvent", "Vec",
];

/// A module: of a resource, or of a schema file.
pub(super) fn module(name: &str) -> String {
    keyword(digit(name.to_snake_case()))
}

/// The Cargo feature of a resource.
pub(super) fn feature(name: &str) -> String {
    name.to_kebab_case()
}

/// A method of the client or of a resource.
pub(super) fn method(name: &str) -> String {
    keyword(digit(name.to_snake_case()))
}

/// A field, or a parameter: an argument or a setter.
pub(super) fn field(name: &str) -> String {
    let name = digit(name.to_snake_case());
    if TAKEN_FIELDS.contains(&name.as_str()) { name + "_" } else { keyword(name) }
}

/// A type of the models: the words that lead to it, each in camel case.
pub(super) fn model(words: &[String]) -> String {
    let name = digit(words.iter().map(|word| word.to_upper_camel_case()).collect());
    if TAKEN_TYPES.contains(&name.as_str()) { name + "Model" } else { name }
}

/// A type in the module of a resource: the resource itself, or a builder.
pub(super) fn local_type(words: &[&str]) -> String {
    let name = digit(words.iter().map(|word| word.to_upper_camel_case()).collect());
    if TAKEN_LOCAL_TYPES.contains(&name.as_str()) { name + "Action" } else { name }
}

/// The description of an action's request.
pub(super) fn constant(name: &str) -> String {
    digit(name.to_shouty_snake_case())
}

/// A variant of an enumeration.
pub(super) fn variant(value: &str) -> String {
    let name = if value.is_empty() {
        "Empty".to_owned()
    } else if value.chars().any(char::is_alphanumeric) {
        let negative = value.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let words = negative.map_or(value.to_owned(), |rest| format!("Minus {rest}")).replace('*', " All ");
        words.to_upper_camel_case()
    } else {
        value.chars().map(|symbol| symbol_word(symbol).unwrap_or_default()).collect()
    };
    let name = digit(name);
    match name.as_str() {
        "Self" => name + "_",
        "Unknown" => name + "Value",
        _ => name,
    }
}

fn symbol_word(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '*' => "All",
        '=' => "Equal",
        '!' => "Not",
        '<' => "Less",
        '>' => "Greater",
        '+' => "Plus",
        '-' => "Minus",
        '/' => "Slash",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '~' => "Tilde",
        '^' => "Caret",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '#' => "Hash",
        '@' => "At",
        '$' => "Dollar",
        '?' => "Question",
        '_' => "Underscore",
        ' ' => "Space",
        _ => return None,
    })
}

/// Puts `_` before a digit at the start.
fn digit(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Puts `_` behind a keyword.
fn keyword(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) { name + "_" } else { name }
}

/// Whether Rust takes a name as it is.
pub(super) fn is_identifier(name: &str) -> bool {
    name.chars().any(char::is_alphanumeric) && syn::parse_str::<syn::Ident>(name).is_ok()
}
