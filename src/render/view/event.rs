//! What the pages of events and challenges have beyond other entries.

use super::{BadgeView, ContactView, DateView, LinkView, ValueView};
use serde::Serialize;

/// What an event has beyond [`super::EntryView`]. Variable `event`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EventView {
    /// 即将举行, 举行中 or 已结束, on the date of the build.
    pub state: BadgeView,
    /// Kind of event: 对接会; may be empty.
    pub event_type: String,
    /// 2026年12月10日（星期四）14:00—17:30, with the start in machine form.
    pub when: DateView,
    pub place: String,
    pub organisers: Vec<LinkView>,
    /// Empty after the end, and where there is none.
    pub sign_up: LinkView,
    /// Calendar file of the event; empty after the end.
    pub calendar: LinkView,
    pub is_over: bool,
    /// HTML; may be empty.
    pub agenda_html: String,
    pub recap_html: String,
    /// Other events of the same type, newest first.
    pub series: Vec<LinkView>,
}

/// What a challenge has beyond [`super::EntryView`]. Variable `challenge`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChallengeView {
    /// 征集中 or 已截止, on the date of the build.
    pub state: BadgeView,
    pub is_over: bool,
    pub need: String,
    pub organisation: String,
    /// An amount, or a gap.
    pub budget: ValueView,
    pub ends_on: DateView,
    /// How to respond, in one sentence.
    pub respond: String,
    /// The department that published it.
    pub contact: ContactView,
    /// Other challenges that are still open.
    pub others: Vec<LinkView>,
}
