//! What the page of a benefit has beyond other entries.

use super::{BadgeView, DateView, LinkView, MaterialView, StepView, ValueView};
use serde::Serialize;

/// What a benefit has beyond [`super::EntryView`]. Variable `benefit`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BenefitView {
    /// The first amount as one text, as it stands in lists; `gap` where the text states none.
    pub headline: ValueView,
    /// How much, component by component, in parts for large type; never empty.
    pub amounts: Vec<AmountView>,
    /// 一次性, 按季; may be empty.
    pub paid_out: String,
    /// How many conditions there are.
    pub condition_count: usize,
    /// Subjects, in words: 青年博士.
    pub audiences: Vec<LinkView>,
    /// Until when, and whether one may apply now.
    pub window: WindowView,
    pub validity: BadgeView,
    /// 谁能享, 给什么, 给多少, 怎么申, 何时申, 找谁办, 多久到账, 依据: always eight, in this order.
    pub boxes: Vec<BoxView>,
    /// The one button: 在线申报 or the open call; empty `href` where there is none.
    pub action: LinkView,
    pub materials: Vec<MaterialView>,
    pub steps: Vec<StepView>,
    /// What is paid when, where it is paid in parts.
    pub instalments: Vec<InstalmentView>,
    pub duties: Vec<String>,
    /// Rule of stacking, in words.
    pub stacking: String,
    pub calls: Vec<LinkView>,
    /// 最近一批：…受理，…拨付，中位数41天, and the page 兑付进度; empty where there are no data.
    pub paid: LinkView,
}

/// What one component of an award comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AmountView {
    /// Its name, where it has one: 安家补助.
    pub name: String,
    /// 最高, 不低于; may be empty.
    pub before: String,
    /// 10万元, 800元至3000元, 50%, or the service in words. Empty is a gap.
    pub figure: String,
    /// The same in digits, 100,000元, where the figure is one short amount.
    pub digits: String,
    /// /月; may be empty.
    pub unit: String,
    /// It is no amount: a service, an honour, 一事一议.
    pub is_words: bool,
    /// What the amount depends on, and what bounds it; never left out beside a figure.
    pub conditions: Vec<String>,
    /// The tiers, in the order of the text.
    pub tiers: Vec<TierView>,
}

/// A tier of an amount.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TierView {
    /// 博士.
    pub name: String,
    /// 3000元, with its unit.
    pub figure: String,
    /// 每年最高100万元; may be empty.
    pub note: String,
}

/// When one may apply.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WindowView {
    /// 免申即享, 常年受理, 申报中, 即将开始, 已截止, 见通知; empty where the text says nothing.
    pub state: BadgeView,
    /// The first day, where it is still to come.
    pub opens: DateView,
    /// The last day of the window that is open or next.
    pub closes: DateView,
    /// What counts for each applicant: 自…之日起1年内.
    pub lines: Vec<String>,
}

/// A part of a payment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InstalmentView {
    pub milestone: String,
    /// 40%, 40万元; may be empty.
    pub share: String,
    /// 第1年; may be empty.
    pub year: String,
    /// For the bar; 0 where unknown.
    pub percent: u32,
}

/// One of the eight boxes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BoxView {
    /// `who`, `what`, `how_much`, `how`, `when`, `from_whom`, `paid_when`, `basis`.
    pub key: &'static str,
    pub label: String,
    /// Empty is a gap and printed as 原文未明确.
    pub lines: Vec<ValueView>,
    /// The clauses that say so: to the quote on this page, else to the clause of the policy.
    pub sources: Vec<LinkView>,
}
