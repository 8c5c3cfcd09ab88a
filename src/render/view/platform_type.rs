//! What the page of a platform type has beyond other entries.

use super::{BadgeView, ContactView, CountedLinkView, DateView, LinkView, PagerView, ValueView};
use serde::Serialize;

/// What a platform type has beyond [`super::EntryView`]. Variable `platform_type`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlatformTypeView {
    /// Other names by which people look for it.
    pub other_names: Vec<String>,
    /// 申报中 or 暂停; an empty `text` is a gap.
    pub status: BadgeView,
    /// Since when that is known.
    pub status_date: DateView,
    /// Who says so; where a notice does, it is linked.
    pub status_source: LinkView,
    /// Who recognises it, and when; empty is a gap.
    pub authorities: Vec<PeriodView>,
    /// The levels that there are, highest first, with the number of platforms.
    pub levels: Vec<CountedLinkView>,
    pub conditions: Vec<String>,
    pub quota_rules: Vec<String>,
    /// What each level is given.
    pub benefits: Vec<SupportView>,
    pub rating_scheme: LinkView,
    /// All of the type, on all pages.
    pub count: usize,
    pub platforms: Vec<PlatformRowView>,
    pub pager: PagerView,
}

/// A body that held something for a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PeriodView {
    pub name: String,
    /// As written, or as a date.
    pub from: DateView,
    /// Empty while it lasts.
    pub to: DateView,
}

/// A benefit with its amounts by level.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SupportView {
    pub benefit: LinkView,
    /// Who pays: 县级.
    pub level: String,
    pub amounts: Vec<ValueView>,
}

/// A platform as a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlatformRowView {
    pub platform: LinkView,
    /// Highest level, in words; empty where it has none.
    pub level: String,
    pub place: String,
    pub accepts: Vec<String>,
    pub contact: ContactView,
}
