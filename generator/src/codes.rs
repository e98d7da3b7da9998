//! The closed set of what can be wrong with a spec. `codes/` explains each, with an example that a test holds it to.

/// Whether a diagnostic stops the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Reported, and the run goes on.
    Warning,
    /// Nothing is wrong; [`survey`](crate::survey) says what could be better.
    Note,
}

impl Severity {
    /// The word for it: `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $name:ident $severity:ident $title:literal;)*) => {
        /// The code of a diagnostic. A code keeps its meaning for ever; the first two digits are the subject.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", stringify!($code), "`: ", $title, ".")] $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is shown: `S0101`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }

            /// The mistake in a few words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }

            /// Whether it stops the run.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                }
            }

            /// What it means, an example as a change of a spec that causes it, and the remedy, as Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("codes/", stringify!($code), ".md")),)*
                }
            }
        }
    };
}

codes! {
    S0001 BrokenUtf8 Error "a file is not UTF-8";
    S0002 EmptyFile Error "a file is empty";
    S0003 StrayFile Error "a file stands where the generator does not look for it";
    S0004 MissingApi Error "a spec has no `api.yaml`";
    S0101 MissingTitle Error "a page does not begin with a title";
    S0102 MissingSection Error "an action lacks a section";
    S0103 DoubledSection Error "an action has a section twice";
    S0104 MissingTable Error "a section has no table";
    S0105 MissingColumn Error "a table lacks a column";
    S0106 ShortRow Error "a row of a table has too few cells";
    S0107 LongRow Error "a row of a table has too many cells";
    S0108 UnknownType Error "a type is none that the dialect knows";
    S0109 DoubledParameter Error "an action has a parameter twice";
    S0110 DoubledAction Error "a page has an action twice";
    S0111 BadStatus Error "a status code is none, or stands in the wrong table";
    S0112 DoubledStatus Error "an action has a response of a code twice";
    S0113 MissingResponseType Error "a response has no type";
    S0114 BadRequired Error "the cell `Required` is neither `Y` nor `N`";
    S0115 BadScopes Error "the scopes of an action cannot be read";
    S0116 DoubledValue Error "an enumeration has a value twice";
    S0117 BadName Error "a name has no letter, or a cell that names something is empty";
    S0118 NoActions Error "a page has no action";
    S0119 MissingSummary Warning "an action does not say what it does";
    S0120 NoAuthentication Warning "a page does not say who may call its actions";
    S0201 BadYaml Error "a file is not YAML";
    S0202 UnknownKey Error "a YAML file has a key that means nothing there";
    S0203 DoubledKey Error "a YAML file has a key twice";
    S0204 WrongShape Error "a YAML value is of the wrong kind";
    S0205 MissingKey Error "a YAML file lacks a key";
    S0206 BadMethod Error "a method is none of HTTP's";
    S0207 BadPath Error "a path template is malformed";
    S0208 BadBaseUrl Error "the base URL is none that a request can go to";
    S0209 BadHeader Error "a header cannot be sent";
    S0301 PageWithoutBinding Error "a page has no binding beside it";
    S0302 BindingWithoutPage Error "a binding has no page beside it";
    S0303 ActionWithoutBinding Error "an action of the page is missing in the binding";
    S0304 BindingWithoutAction Error "an action of the binding is missing on the page";
    S0305 PathParameterNotInTable Error "the path names a parameter that the table does not have";
    S0306 ParameterNotInPath Error "a required parameter of the table is missing in the path";
    S0307 BodyOnGet Error "an action without a request body has one";
    S0308 TwoBodies Error "an action has two bodies";
    S0309 UnknownParameter Error "a binding names a parameter that the page does not have";
    S0310 UnknownSchema Error "a link or a binding names a schema that does not exist";
    S0311 SameRequest Error "two actions make the same request";
    S0312 PathParameterOptional Error "a parameter of the path is not required";
    S0313 UnknownResource Error "a group names a resource that does not exist";
    S0314 PathParameterElsewhere Error "a parameter of the path is sent elsewhere";
    S0315 WrongPlace Error "a parameter is sent where its type cannot be";
    S0401 InvalidSchema Error "a schema is not valid JSON Schema draft-07";
    S0402 UnresolvedRef Error "a `$ref` leads nowhere";
    S0403 RefCircle Error "schemas contain each other without an end";
    S0404 DoubledEnumValue Error "a schema's enumeration has a value twice";
    S0405 UnsupportedSchema Error "a schema has no Rust type";
    S0406 DefaultMismatch Warning "a default is not of its type";
    S0407 ExampleMismatch Warning "an example is not of its type";
    S0408 SecretNotText Error "something other than a text is marked secret";
    S0409 UntypedValues Warning "more or fewer values are any JSON than `api.yaml` says";
    S0501 NameCollision Error "two names fall together in Rust";
    S0502 NoRustName Error "a name cannot be made a Rust name";
    S0601 CorrectionWithoutEffect Error "a correction changes nothing";
    S0602 CorrectionWithoutSubject Error "a correction names what the page does not have";
    S0603 RuleWithoutEffect Error "a rule applies to nothing";
    S0701 MissingWords Note "something has no words";
    S0702 LooseType Note "a parameter is a text, and its values are something narrower";
    S0703 UnreachedSchema Note "no action reaches a schema";
}

/// What the first two digits of a code stand for.
const SUBJECTS: &[(&str, &str)] = &[
    ("S00", "Files"),
    ("S01", "Pages"),
    ("S02", "YAML"),
    ("S03", "How files fit each other"),
    ("S04", "Schemas"),
    ("S05", "Names"),
    ("S06", "Corrections and rules"),
    ("S07", "What could be better"),
];

impl Code {
    /// The code of that name, in upper or lower case: `S0101`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(name))
    }
}

/// The page of all codes, as Markdown.
pub fn page() -> String {
    let mut page = "# Codes\n\nWhat the generator can say about a spec, and what to do about it. `cargo xtask explain CODE` \
                    shows one of these. An error stops\nthe run, a warning does not; a note is said by `cargo xtask check` \
                    only. Each example is a change that causes the message in the\nspec of the tests.\n\n\
                    This page is made of `src/codes.rs` and `src/codes/`: `UPDATE_EXPECT=1 cargo test -p restgen --test \
                    spec` writes it.\n"
        .to_owned();
    for (digits, subject) in SUBJECTS {
        page += &format!("\n## {subject}\n");
        for code in Code::ALL.iter().filter(|code| code.as_str().starts_with(digits)) {
            let severity = code.severity().as_str();
            page += &format!("\n### {}: {}\n\n_{severity}_\n\n{}", code.as_str(), code.title(), code.explanation());
        }
    }
    page
}
