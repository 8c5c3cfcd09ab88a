//! What the two entrances 我是人才 and 我是单位 and the list 免申即享 show.

use super::{BadgeView, CallRowView, CardView, ContactView, CountedLinkView, LinkView, ValueView};
use serde::Serialize;

/// 我是人才 or 我是单位. Variable `entrance`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntranceView {
    /// `talent` or `employer`.
    pub code: &'static str,
    pub lead: String,
    /// The other entrance, and 免申即享.
    pub links: Vec<LinkView>,
    pub audiences: Vec<AudienceView>,
    /// Calls that may be answered this month, with the day they close.
    pub month: Vec<MonthCallView>,
    /// 引育用留 and the stages of a working life.
    pub bands: Vec<BandView>,
    /// Benefits by topic.
    pub topics: Vec<BenefitGroupView>,
    pub matrix: MatrixView,
    /// For employers: what each kind of employee may claim.
    pub hires: Vec<BenefitGroupView>,
    /// For employers: what intermediaries may claim.
    pub agencies: BenefitGroupView,
    /// For employers: platforms by type.
    pub platforms: Vec<CountedLinkView>,
    pub journeys: Vec<CardView>,
    pub guides: Vec<LinkView>,
    /// Departments that handle these benefits.
    pub offices: Vec<ContactView>,
}

/// An audience, and the topics on which it has benefits.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AudienceView {
    /// Everything for it.
    pub link: LinkView,
    /// Its benefits.
    pub count: usize,
    pub topics: Vec<LinkView>,
}

/// A call that is open this month.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MonthCallView {
    pub row: CallRowView,
    /// What it is for, with amounts in the notes.
    pub benefits: Vec<LinkView>,
    pub materials: Vec<String>,
}

/// A row of stages with what there is at each.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BandView {
    pub key: &'static str,
    pub label: String,
    pub stages: Vec<StageView>,
}

/// A stage of a band.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StageView {
    /// Code of the stage: `settle`.
    pub key: String,
    /// `x-stage-settle`.
    pub anchor: String,
    pub label: String,
    /// Its benefits; `benefits` may show fewer.
    pub count: usize,
    /// With the amounts in the notes.
    pub benefits: Vec<LinkView>,
}

/// Benefits under a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BenefitGroupView {
    pub anchor: String,
    pub heading: LinkView,
    pub rows: Vec<BenefitRowView>,
}

/// A benefit as a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BenefitRowView {
    pub benefit: LinkView,
    /// Its audiences.
    pub who: Vec<String>,
    /// The sentence of the benefit.
    pub summary: String,
    /// `gap` where the text states none.
    pub amount: ValueView,
    pub level: String,
    /// 免申即享, 申报.
    pub how: BadgeView,
    /// By when, one line for each window; empty is a gap.
    pub by_when: Vec<ValueView>,
    /// How and when it is paid; empty is a gap.
    pub paid: Vec<ValueView>,
    pub materials: Vec<String>,
    /// The clauses.
    pub basis: Vec<LinkView>,
    pub office: ContactView,
}

/// Topics down, audiences across, benefits where they meet.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatrixView {
    pub audiences: Vec<LinkView>,
    pub rows: Vec<MatrixRowView>,
}

/// A topic with one cell for each audience.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatrixRowView {
    pub topic: LinkView,
    pub cells: Vec<Vec<LinkView>>,
}

/// 免申即享, and below it what a written undertaking is enough for. Variable `automatic`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AutomaticView {
    pub lead: String,
    /// 免申即享, then 承诺即享; always both.
    pub groups: Vec<BenefitGroupView>,
}
