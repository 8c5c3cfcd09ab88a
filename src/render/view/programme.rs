//! What the page of a programme has beyond other entries.

use super::{BadgeView, CallRowView, CardView, LinkView, StepView, TableView, ValueView};
use serde::Serialize;

/// What a programme has beyond [`super::EntryView`]. Variable `programme`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProgrammeView {
    /// In words; empty is a gap.
    pub level: String,
    /// An empty `text` is a gap.
    pub authority: LinkView,
    pub steps: Vec<StepView>,
    pub milestones: Vec<String>,
    pub exit_cases: Vec<String>,
    pub liabilities: Vec<String>,
    pub benefits: Vec<CardView>,
    /// Newest first; the first open one is also `open`.
    pub calls: Vec<CallRowView>,
    pub open: CallRowView,
    pub funnel: FunnelView,
    /// Past numbers in columns of their own, where they are no funnel.
    pub past_numbers: TableView,
    /// This programme and the same at other levels.
    pub sisters: Vec<SisterView>,
}

/// How many remained after each step, by year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunnelView {
    pub steps: Vec<String>,
    /// Newest first.
    pub rows: Vec<FunnelRowView>,
}

/// A year of a funnel; one cell for each step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunnelRowView {
    pub year: String,
    pub cells: Vec<FunnelCellView>,
}

/// A number of a funnel.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunnelCellView {
    /// Empty where the year has not come so far.
    pub text: String,
    /// Percent of the first step, for the bar; 0 where unknown.
    pub percent: u32,
}

/// A programme beside others.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SisterView {
    /// The present one has no `href`.
    pub programme: LinkView,
    pub level: BadgeView,
    pub authority: LinkView,
    /// Its benefits with their amounts.
    pub amounts: Vec<ValueView>,
    /// Rules of stacking, in words; empty is a gap.
    pub stacking: Vec<String>,
    pub current: bool,
}
