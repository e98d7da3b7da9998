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
//! | environment variable | upper case of the API's name and what it holds | `shop` | `SHOP_API_TOKEN` |
//! | variant | camel case of the value | `all.Device.read` | `AllDeviceRead` |
//!
//! What is no letter or digit separates words, except that in a value `*` is the word `All`, and a value of symbols
//! only is spelled out (`>=` is `GreaterEqual`, the empty text is `Empty`, `-1` is `Minus1`). A name that begins with a
//! digit gets `_` before it. A keyword gets `_` behind it (`move_`, `type_`), and so does a name that generated code
//! needs for itself (`default_`). A type named like one of Rust's own or the runtime's gets behind it what it is
//! (`OptionModel`, `ClientResource`, `CallAction`), a feature that every client has gets `-resource`, and a variant named like the one that keeps what is not known gets
//! `Value` (`UnknownValue`).

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Strict and reserved keywords of the 2024 edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Fields and parameters of these names would clash with what every struct or builder has.
const TAKEN_FIELDS: &[&str] = &["default", "new", "rest", "unknown_fields"];

/// Setters of these names would clash with what the builder of an action has.
const TAKEN_SETTERS: &[&str] = &["items", "pages", "send_blocking"];

/// Features of these names are those of every client.
const TAKEN_FEATURES: &[&str] = &["blocking", "default", "testing"];

/// Resources of these names would clash with what every client has.
const TAKEN_RESOURCES: &[&str] = &["base_url", "builder", "call", "clone", "from_env", "new", "upload_form"];

/// Global parameters of these names would clash with what every builder of a client has.
const TAKEN_GLOBALS: &[&str] = &[
    "allow_insecure_http",
    "application",
    "attempt_timeout",
    "base_url",
    "build",
    "clone",
    "compression",
    "connect_timeout",
    "from_env",
    "header",
    "idle_timeout",
    "interceptor",
    "no_proxy",
    "proxy",
    "query",
    "response_limit",
    "retry",
    "retry_budget",
    "root_certificates",
    "timeout",
    "token",
    "token_provider",
    "transport",
    "user_agent",
];

/// Types of these names would hide what generated code uses.
#[rustfmt::skip]
const TAKEN_TYPES: &[&str] = &[
    "BTreeMap", "Box", "Call", "Client", "Clone", "Debug", "Default", "Eq", "Err", "EventStream", "FilePart", "From",
    "Hash", "Into", "IntoIterator", "Item", "Iterator", "Json", "Method", "None", "Nullable", "Ok", "Operation",
    "Option", "PartialEq", "Result", "Secret", "Self", "Some", "String", "Timestamp", "UnknownEvent", "UnknownFields",
    "UnknownText", "UnknownValue", "Vec",
];

/// The module of a schema file.
pub(super) fn module(name: &str) -> String {
    keyword(digit(name.to_snake_case()))
}

/// The Cargo feature of a resource.
pub(super) fn feature(name: &str) -> String {
    match name.to_kebab_case() {
        taken if TAKEN_FEATURES.contains(&taken.as_str()) => taken + "-resource",
        feature => feature,
    }
}

/// The module of a resource, and the client's method that leads to it.
pub(super) fn resource_module(name: &str) -> String {
    not_taken(digit(name.to_snake_case()), TAKEN_RESOURCES)
}

/// A method of a resource.
pub(super) fn method(name: &str) -> String {
    keyword(digit(name.to_snake_case()))
}

/// A parameter: an argument or a setter.
pub(super) fn parameter(name: &str) -> String {
    not_taken(field(name), TAKEN_SETTERS)
}

/// A field.
pub(super) fn field(name: &str) -> String {
    not_taken(digit(name.to_snake_case()), TAKEN_FIELDS)
}

/// A parameter of every call: a setter. An underscore that begins it is not shown.
pub(super) fn global(name: &str) -> String {
    let name = not_taken(digit(name.trim_start_matches('_').to_snake_case()), TAKEN_GLOBALS);
    // It is a setter of every action too.
    not_taken(name, TAKEN_SETTERS)
}

/// A type of the models: the words that lead to it, each in camel case.
pub(super) fn model(words: &[String]) -> String {
    ty(words.iter().map(|word| word.to_upper_camel_case()), "Model")
}

/// The type of a resource.
pub(super) fn resource(name: &str) -> String {
    ty([name.to_upper_camel_case()], "Resource")
}

/// A type that an action needs: its builder, an enumeration, its answers.
pub(super) fn local_type(words: &[&str]) -> String {
    ty(words.iter().map(|word| word.to_upper_camel_case()), "Action")
}

fn ty(words: impl IntoIterator<Item = String>, suffix: &str) -> String {
    let name = digit(words.into_iter().collect());
    if TAKEN_TYPES.contains(&name.as_str()) { name + suffix } else { name }
}

/// The description of an action's request.
pub(super) fn constant(name: &str) -> String {
    digit(name.to_shouty_snake_case())
}

/// The environment variable of an API that holds such a thing.
pub(super) fn variable(api: &str, what: &str) -> String {
    format!("{}_{what}", api.to_shouty_snake_case())
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

/// Puts `_` behind a keyword, and behind a name that stands for something else.
fn not_taken(name: String, taken: &[&str]) -> String {
    if taken.contains(&name.as_str()) { name + "_" } else { keyword(name) }
}

/// Puts `_` behind a keyword.
fn keyword(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) { name + "_" } else { name }
}

/// Whether Rust takes a name as it is.
pub(super) fn is_identifier(name: &str) -> bool {
    name.chars().any(char::is_alphanumeric) && syn::parse_str::<syn::Ident>(name).is_ok()
}
