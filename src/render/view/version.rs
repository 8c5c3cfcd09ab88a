//! What templates see of the versions of a policy, of their comparison, and of its relations.

use super::{BadgeView, DateView, LinkView};
use serde::Serialize;

/// One version of a policy in its timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VersionView {
    /// In force from.
    pub date: DateView,
    /// 现行, 已被修改, 尚未施行.
    pub badge: BadgeView,
    /// 2024年7月1日至2025年12月31日施行.
    pub period: String,
    /// The amending document; may be empty.
    pub by: LinkView,
    /// Its page, without `href` on that page itself.
    pub link: LinkView,
    /// The comparison with the version before it; empty for the first.
    pub comparison: LinkView,
    /// Whether its text stands on this page.
    pub shown: bool,
}

/// The comparison of two versions. Variable `comparison`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComparisonView {
    /// The policy.
    pub work: LinkView,
    pub old: LinkView,
    pub new: LinkView,
    /// How many were added, removed, changed, moved, each with its places.
    pub summary: Vec<ComparisonCountView>,
    /// Changed figures in words, where they are few: the clause, and 3年→5年 in `note`.
    pub figures: Vec<LinkView>,
    pub items: Vec<ComparisonItemView>,
    /// The other comparisons of the policy.
    pub others: Vec<LinkView>,
}

/// One line of the summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComparisonCountView {
    /// `added`, `removed`, `changed`, `moved`, `renumbered`.
    pub kind: &'static str,
    pub label: String,
    pub count: usize,
    pub links: Vec<LinkView>,
}

/// A clause in a comparison, or a range of those that have not changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComparisonItemView {
    /// `added`, `removed`, `changed`, `moved`; `same` for a range, `heading` for a chapter that has not changed.
    pub kind: &'static str,
    pub anchor: String,
    /// 新增, 删除, 修改, 移动自第十二条.
    pub word: String,
    /// 第十三条, with its heading if it has one; of a range the whole sentence.
    pub label: String,
    /// Where it stands in the old version and in the new one; empty `href` where it does not.
    pub old: LinkView,
    pub new: LinkView,
    pub lines: Vec<ComparisonLineView>,
}

/// A line of a changed clause.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComparisonLineView {
    /// `same`, `changed`, `added`, `removed`.
    pub kind: &'static str,
    pub runs: Vec<RunView>,
}

/// A stretch of a line.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RunView {
    /// `same`, `added`, `removed`.
    pub kind: &'static str,
    pub text: String,
}

/// Documents and items that stand in one relation to a policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RelationGroupView {
    /// Code of `relation_types`, `mentions`, or `resting` for what still rests on a document that is not in force.
    pub key: String,
    pub label: String,
    pub items: Vec<RelationView>,
    /// 等N个, where there are more; may be empty.
    pub more: String,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RelationView {
    /// With document number and clauses in `note`.
    pub link: LinkView,
    /// Its own state.
    pub badge: BadgeView,
    /// What was changed: the comparison; may be empty.
    pub comparison: LinkView,
}
