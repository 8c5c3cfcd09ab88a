//! 兑付进度: how long payment took.

use super::{BadgeView, DateView, LinkView};
use serde::Serialize;

/// How long payment took, by benefit. Variable `progress`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProgressView {
    pub description: String,
    /// The newest day of data.
    pub as_of: DateView,
    /// By the month of the newest payment.
    pub benefits: Vec<ProgressBenefitView>,
    /// 共3个事项、7个批次.
    pub total: String,
}

/// The batches of one benefit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProgressBenefitView {
    pub anchor: String,
    pub benefit: LinkView,
    /// 流程各环节合计50个工作日, 30天（按22个工作日比较）; empty where none is promised.
    pub promised: String,
    /// Newest first.
    pub rows: Vec<ProgressRowView>,
}

/// One batch.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProgressRowView {
    pub batch: String,
    pub accepted: DateView,
    pub paid: DateView,
    pub count: String,
    pub median: String,
    /// 承诺时限内, 超出8个工作日; empty where nothing is promised.
    pub verdict: BadgeView,
    /// A small bar as SVG.
    pub bar_html: String,
    pub as_of: DateView,
}
