//! What the page of a notice has beyond other entries.

use super::{BadgeView, ContactView, DateView, LinkView, NoticeStageView, TableView};
use serde::Serialize;

/// What a notice has beyond [`super::EntryView`]. Variable `notice`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NoticeView {
    /// 公示, 结果, 公告 or 名单.
    pub label: String,
    pub is_publicity: bool,
    /// 公示中, 公示已结束 or 即将公示; empty where it has no period.
    pub status: BadgeView,
    pub starts_on: DateView,
    pub ends_on: DateView,
    /// What may be shown of the name list, until it is taken off; on the Chinese page alone.
    pub names: TableView,
    /// The number of names; empty where there is no list.
    pub count: String,
    /// There is a list, and it is not shown now.
    pub names_withheld: bool,
    /// On a translation: the page that shows the list.
    pub names_page: LinkView,
    /// When the list is taken off.
    pub withdrawn_on: DateView,
    /// Where to object; unknown is a gap for 公示.
    pub objection: ContactView,
    pub call: LinkView,
    pub programme: LinkView,
    /// The notices of the same call in their order, with this one.
    pub stages: Vec<NoticeStageView>,
}
