//! What the page of a call has beyond other entries.

use super::{BadgeView, CardView, DateView, LinkView, ReferringMaterialView};
use serde::Serialize;

/// What a call has beyond [`super::EntryView`]. Variable `call`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CallView {
    /// 申报中, 即将开始, 已截止 or 暂停 on the day of the build.
    pub status: BadgeView,
    /// With the time of day where it is written; empty is a gap.
    pub opens: DateView,
    pub closes: DateView,
    pub suspension: SuspensionView,
    pub programme: LinkView,
    pub year: String,
    pub quota: String,
    /// What may be applied for, with amounts.
    pub benefits: Vec<CardView>,
    /// The list to check oneself by; empty is a gap.
    pub checks: Vec<CheckView>,
    /// Those of the call, then those that only its benefits name.
    pub materials: Vec<ReferringMaterialView>,
    pub submission: String,
    pub timeline: Vec<TimelineView>,
    /// Other calls of the programme, newest first.
    pub other_calls: Vec<CallRowView>,
    pub notices: Vec<NoticeStageView>,
    /// The one button; empty `href` where the call is not open or names no address.
    pub action: LinkView,
}

/// When and why a call is suspended; all empty where it is not.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SuspensionView {
    pub from: DateView,
    pub to: DateView,
    pub source: String,
    pub known: bool,
}

/// A line of the list to check oneself by.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CheckView {
    pub condition: String,
    /// The document that proves it; empty is a gap.
    pub proof: String,
}

/// A step of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimelineView {
    pub title: String,
    pub date: DateView,
    /// Whether its day is over on the day of the build.
    pub is_past: bool,
}

/// A call as a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CallRowView {
    pub year: String,
    pub call: LinkView,
    pub status: BadgeView,
    pub opens: DateView,
    pub closes: DateView,
}

/// A notice of a call: 公示, 结果.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NoticeStageView {
    /// 公示, 结果, 公告, 名单.
    pub label: String,
    /// The present page has no `href`.
    pub notice: LinkView,
    pub status: BadgeView,
    pub published: DateView,
    pub current: bool,
}
