//! What the list of questions shows.

use super::{DateView, FacetLinksView, LinkView};
use serde::Serialize;

/// All questions on one page, by topic. Variable `faq`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FaqView {
    pub description: String,
    pub count: usize,
    pub groups: Vec<FaqGroupView>,
    pub facets: Vec<FacetLinksView>,
}

/// The questions of a topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FaqGroupView {
    pub anchor: String,
    /// The topic, with its page.
    pub topic: LinkView,
    pub questions: Vec<FaqAnswerView>,
}

/// A question with its answer and what proves it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FaqAnswerView {
    /// The id, which is the address below the page.
    pub anchor: String,
    pub question: String,
    /// Checked HTML; empty is a gap.
    pub html: String,
    /// The clauses; empty is a gap.
    pub basis: Vec<LinkView>,
    pub checked_on: DateView,
    /// Whether nobody has checked it for twelve months.
    pub stale: bool,
}
