//! What the page of an interpretation has beyond other entries.

use super::{BadgeView, BenefitRowView, LinkView, SectionView, TableView};
use serde::Serialize;

/// What an interpretation has beyond [`super::EntryView`]. Variable `interpretation`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InterpretationView {
    /// The policy that it explains; an empty `text` is a gap.
    pub policy: LinkView,
    pub document_number: String,
    pub validity: BadgeView,
    /// 图解, 一问一答, in words.
    pub form: String,
    /// Whether it is questions and answers.
    pub is_questions: bool,
    pub interpreted_by: LinkView,
    /// The elements of 要点 that are written, in the order of the eight.
    pub points: Vec<SectionView>,
    /// 新旧差异, where it is written as rows.
    pub changes: TableView,
    /// Sound and moving pictures that lie beside the entry.
    pub media: Vec<MediaView>,
    /// Checked HTML.
    pub transcript: String,
    /// A graphic, a recording or a film without its text.
    pub lacks_transcript: bool,
    /// Other interpretations of the same policy.
    pub others: Vec<LinkView>,
    /// What the policy gives.
    pub benefits: Vec<BenefitRowView>,
}

/// A recording or a film.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MediaView {
    /// `audio` or `video`.
    pub kind: &'static str,
    pub src: String,
    pub title: String,
    /// Type and size.
    pub note: String,
}
