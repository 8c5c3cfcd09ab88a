//! Views of the calendar and of the subscribe page.

use super::{BadgeView, DateView, GroupView, LinkView, ListFacetView, PagerView};
use serde::Serialize;

/// 申报日历: the next days and the months, or one month. Variable `calendar`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CalendarView {
    /// The heading above the days: 今后90天, 2026年11月.
    pub heading: String,
    /// Things on the days below, further pages included.
    pub count: usize,
    pub days: Vec<CalendarDayView>,
    /// Where the rest stands if there are too many; empty `text` otherwise.
    pub more: LinkView,
    pub month: CalendarMonthView,
    /// Neighbouring months that hold something; empty on the calendar itself.
    pub previous: LinkView,
    pub next: LinkView,
    pub pager: PagerView,
    /// Months by year; `note` is the number of things in a month. On the calendar itself only.
    pub months: Vec<GroupView>,
    /// What the days below can be narrowed to by a script; facets with one value are not there.
    pub facets: Vec<ListFacetView>,
    /// What the words in frames mean; `detail` says it.
    pub legend: Vec<BadgeView>,
    /// How working days are known.
    pub working_days: String,
    /// The subscribe page and the most used calendars.
    pub subscribe: Vec<LinkView>,
}

/// A day with what is on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CalendarDayView {
    /// `x-2026-11-05`; empty where a page before this one has it.
    pub anchor: String,
    pub date: DateView,
    /// 周四.
    pub weekday: String,
    /// 休 or 班, where the day is not what its weekday says; may be empty.
    pub mark: String,
    pub occasions: Vec<OccasionView>,
    /// The rest of a full day; empty `text` otherwise.
    pub more: LinkView,
}

/// One dated thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OccasionView {
    /// 截止, 开始申报, 活动.
    pub badge: BadgeView,
    pub link: LinkView,
    /// Language of the title where it is not that of the page; may be empty.
    pub lang: &'static str,
    /// 17:00, 14:00—17:30; may be empty.
    pub time: String,
    /// Until when, where, whose step; may be empty.
    pub note: String,
    /// The former call that an expectation rests on; empty `text` otherwise.
    pub source: LinkView,
    /// `closes`, `held`: what happens, as the facets name it.
    pub what: &'static str,
    /// Codes of its topics, with spaces between them.
    pub topics: String,
}

/// A month as a table, weeks from Monday. No weeks: no table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CalendarMonthView {
    /// 2026年11月.
    pub caption: String,
    /// 周一 to 周日.
    pub weekdays: Vec<String>,
    pub weeks: Vec<Vec<CalendarCellView>>,
}

/// A day of the table; `day` is empty before the first and after the last.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CalendarCellView {
    pub day: String,
    pub iso: String,
    /// The day in the list; empty where it has nothing.
    pub href: String,
    /// Not a working day.
    pub off: bool,
    /// 休 or 班; may be empty.
    pub mark: String,
    /// The first things of the day; `note` is the word in the frame.
    pub occasions: Vec<LinkView>,
    /// How many more there are.
    pub more: usize,
}

/// 订阅: what can be subscribed, and how. Variable `subscribe`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SubscribeView {
    /// Calendars by kind, department, topic.
    pub calendars: Vec<SubscriptionGroupView>,
    /// Atom feeds by kind and topic; none without an address of the site.
    pub feeds: Vec<SubscriptionGroupView>,
    /// Whether addresses are complete, with `https://`.
    pub absolute: bool,
    pub calendar: LinkView,
}

/// Things to subscribe to under a common label.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SubscriptionGroupView {
    pub label: String,
    pub subscriptions: Vec<SubscriptionView>,
}

/// One feed, or one calendar with its reminders.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SubscriptionView {
    pub name: String,
    /// As it is typed into a program: complete where the site has an address, else the path.
    pub address: String,
    /// Relative to the page.
    pub href: String,
    /// The reminder file of a calendar; empty where there is nothing to be reminded of, and for feeds.
    pub reminder_address: String,
    pub reminder_href: String,
}
