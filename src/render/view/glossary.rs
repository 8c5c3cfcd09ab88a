//! What the page of terms shows.

use serde::Serialize;

/// The glossary in both languages. Variable `glossary`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GlossaryView {
    pub count: usize,
    pub groups: Vec<GlossaryGroupView>,
}

/// Terms of one field.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GlossaryGroupView {
    pub anchor: String,
    pub label: String,
    pub terms: Vec<GlossaryTermView>,
}

/// A term, in the language of the page and in the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GlossaryTermView {
    pub term: String,
    /// The same in the other language.
    pub other: String,
    /// What it means, in the language of the page; may be empty.
    pub meaning: String,
}
