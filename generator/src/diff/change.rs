//! One change, and the closed sets that it is described by.

use crate::source::Span;

/// What one fact of a spec became. Ordered by class, the gravest first, then by subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Which version it asks for.
    pub class: Class,
    /// What changed, by the names of the spec: `devices.get.queryDeleted`, `schemas.device.name`, `api.baseUrl`.
    pub subject: String,
    /// Which sort of change it is.
    pub kind: Kind,
    /// What is different, as Markdown without a full stop.
    pub what: String,
    /// What a program in Rust notices; empty where that is nothing.
    pub rust: String,
    /// What is sent, answered or refused otherwise; empty where that is nothing.
    pub wire: String,
    /// The actions that a changed schema is part of, as `resource.action`, sorted.
    pub actions: Vec<String>,
    /// Where the new spec says it, or said what is gone; `None` where the file itself is gone.
    pub span: Option<Span>,
}

/// Which version a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A caller may have to change a program.
    Major,
    /// There is something new to use, or something not to be used any longer.
    Minor,
    /// No program notices when it is compiled.
    Patch,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Major, Self::Minor, Self::Patch];

    /// Its name: `major`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// Which sort of change it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every sort.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// Its name: `parameter-added`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// The Cargo package of the client is another one.
    Package = "package",
    /// The API's version.
    ApiVersion = "api-version",
    /// Where the API is served.
    BaseUrl = "base-url",
    /// How a caller proves who it is.
    Auth = "auth",
    /// A header of every request.
    Header = "header",
    /// Where an error answer says what is wrong.
    ErrorKeys = "error-keys",
    /// A resource is new.
    ResourceAdded = "resource-added",
    /// A resource is gone.
    ResourceRemoved = "resource-removed",
    /// A resource has another name.
    ResourceRenamed = "resource-renamed",
    /// An action is new.
    ActionAdded = "action-added",
    /// An action is gone.
    ActionRemoved = "action-removed",
    /// An action has another name.
    ActionRenamed = "action-renamed",
    /// An action stands with another resource.
    ActionMoved = "action-moved",
    /// The HTTP method.
    Method = "method",
    /// The path.
    Path = "path",
    /// Whether and how an action answers in pages.
    Paging = "paging",
    /// Who may call an action.
    Scopes = "scopes",
    /// Something should no longer be used, or may be again.
    Deprecated = "deprecated",
    /// A parameter is new.
    ParameterAdded = "parameter-added",
    /// A parameter is gone.
    ParameterRemoved = "parameter-removed",
    /// A parameter has another name.
    ParameterRenamed = "parameter-renamed",
    /// A parameter is sent elsewhere.
    ParameterPlace = "parameter-place",
    /// Arguments are in another order.
    ParameterOrder = "parameter-order",
    /// A parameter is of another type; for a body, of another schema.
    ParameterType = "parameter-type",
    /// A parameter is written another way in a query.
    ParameterStyle = "parameter-style",
    /// A parameter is required, or no longer.
    ParameterRequired = "parameter-required",
    /// What is taken where a parameter is left out.
    ParameterDefault = "parameter-default",
    /// A parameter takes one more value.
    ParameterValueAdded = "parameter-value-added",
    /// A parameter takes a value no longer.
    ParameterValueRemoved = "parameter-value-removed",
    /// A value that a parameter takes has another text.
    ParameterValueRenamed = "parameter-value-renamed",
    /// A status of success is new.
    ResponseAdded = "response-added",
    /// A status of success is gone.
    ResponseRemoved = "response-removed",
    /// A successful response has another schema.
    ResponseType = "response-type",
    /// A status of failure is new.
    ErrorAdded = "error-added",
    /// A status of failure is gone.
    ErrorRemoved = "error-removed",
    /// An error answer has another schema.
    ErrorType = "error-type",
    /// An event of a stream is new.
    EventAdded = "event-added",
    /// An event of a stream is gone.
    EventRemoved = "event-removed",
    /// An event of a stream has another schema.
    EventType = "event-type",
    /// A model is new.
    ModelAdded = "model-added",
    /// A model is gone.
    ModelRemoved = "model-removed",
    /// A model has another name.
    ModelRenamed = "model-renamed",
    /// A model is made another way: an object became a list, for instance.
    ModelKind = "model-kind",
    /// A model is another name for another type.
    ModelType = "model-type",
    /// A model needs another Cargo feature.
    ModelFeature = "model-feature",
    /// A field is new.
    FieldAdded = "field-added",
    /// A field is gone.
    FieldRemoved = "field-removed",
    /// A field has another name.
    FieldRenamed = "field-renamed",
    /// Arguments of `new` are in another order.
    FieldOrder = "field-order",
    /// A field is of another type.
    FieldType = "field-type",
    /// A field is always there, or no longer.
    FieldRequired = "field-required",
    /// A field can be null, or no longer.
    FieldNullable = "field-nullable",
    /// What is taken where a field is left out.
    FieldDefault = "field-default",
    /// Which values of a field are taken, as far as its type does not say it.
    FieldLimits = "field-limits",
    /// A key with one value.
    Constant = "constant",
    /// Whether an object has other keys, and what they hold.
    OtherKeys = "other-keys",
    /// A value of an enumeration is new.
    ValueAdded = "value-added",
    /// A value of an enumeration is gone.
    ValueRemoved = "value-removed",
    /// A value of an enumeration has another text or name.
    ValueRenamed = "value-renamed",
    /// A variant of a union is new.
    VariantAdded = "variant-added",
    /// A variant of a union is gone.
    VariantRemoved = "variant-removed",
    /// A variant of a union has another name.
    VariantRenamed = "variant-renamed",
    /// A variant of a union holds another type.
    VariantType = "variant-type",
    /// How the variants of a union are told apart.
    Tag = "tag",
    /// Titles, descriptions and examples.
    Words = "words",
}

impl Change {
    /// A change that no program notices.
    pub(super) fn new(kind: Kind, subject: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            class: Class::Patch,
            subject: subject.into(),
            kind,
            what: what.into(),
            rust: String::new(),
            wire: String::new(),
            actions: Vec::new(),
            span: None,
        }
    }

    /// What a program in Rust notices.
    pub(super) fn rust(mut self, class: Class, rust: impl Into<String>) -> Self {
        self.class = class;
        self.rust = rust.into();
        self
    }

    /// What is different on the wire.
    pub(super) fn wire(mut self, wire: impl Into<String>) -> Self {
        self.wire = wire.into();
        self
    }

    /// Where the spec says it.
    pub(super) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
