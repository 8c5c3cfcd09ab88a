//! What the home page shows.

use super::{
    CalendarDayView, CardGroupView, ContactView, CountedLinkView, FacetLinksView, LinkView, MonthCallView,
    NumberRowView,
};
use serde::Serialize;

/// The home page. Variable `home`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HomeView {
    /// What the portal is for; may be empty.
    pub intro: String,
    /// 我是…, 想找…: a form that leads to the list of benefits.
    pub finder: FinderView,
    /// 我是人才, 我是单位, with what stands behind.
    pub entrances: Vec<HomeEntranceView>,
    /// Calls that are open; what closes first comes first.
    pub open: Vec<MonthCallView>,
    pub open_more: LinkView,
    /// The next days on which something begins, ends or takes place, without what `open` says.
    pub upcoming: Vec<CalendarDayView>,
    /// The calendar; empty `text` where nothing is dated.
    pub calendar: LinkView,
    /// Stages of a working life that have benefits.
    pub life: Vec<HomeStageView>,
    /// 一件事.
    pub journeys: Vec<LinkView>,
    /// The newest policies with their states.
    pub policies: CardGroupView,
    /// The newest news, else notices.
    pub news: CardGroupView,
    pub numbers: Vec<NumberRowView>,
    pub numbers_more: LinkView,
    /// Platforms by type.
    pub platforms: Vec<CountedLinkView>,
    /// The directory; `note` is the number of platforms.
    pub platforms_more: LinkView,
    /// Entries of further columns: benefits with their amounts, guides.
    pub columns: Vec<CardGroupView>,
    /// 主题 with counts.
    pub facets: Vec<FacetLinksView>,
    /// Whom to ask where nothing here answers.
    pub contact: ContactView,
    /// The glossary; on English pages.
    pub glossary: LinkView,
    /// Text of the office, from the page named `index`; may be empty.
    pub body: String,
}

/// A form of two fields for the list of benefits. No `href`: no form.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FinderView {
    /// The list; it takes `audience` and `topic` in its address.
    pub href: String,
    /// Audiences by entrance.
    pub audiences: Vec<FinderGroupView>,
    pub topics: Vec<FinderOptionView>,
}

/// Options under a common label.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FinderGroupView {
    pub label: String,
    pub options: Vec<FinderOptionView>,
}

/// A value to choose.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FinderOptionView {
    /// As addresses have it.
    pub value: String,
    pub text: String,
}

/// An entrance on the home page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HomeEntranceView {
    /// `talent` or `employer`.
    pub code: &'static str,
    /// `note` says what is there.
    pub link: LinkView,
    /// Benefits behind it.
    pub count: usize,
    /// Its audiences with the number of their benefits.
    pub audiences: Vec<CountedLinkView>,
    /// Parts of its page: 本月可报, 对照表.
    pub parts: Vec<LinkView>,
}

/// A stage of a working life, and how many benefits it has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HomeStageView {
    /// Code of the stage: `settle`.
    pub key: String,
    pub label: String,
    /// The stage on the page 我是人才.
    pub href: String,
    pub count: usize,
}
