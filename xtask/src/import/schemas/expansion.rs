//! Shows that the spec says what the vendor published: every reference expanded, type for type.
