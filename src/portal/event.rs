//! The days of events, and the order in which their lists show them.
//!
//! The order hangs on the date, and every page of a list needs it, so it is made once.
//!
//! **Invariant**: an event without a day stands behind those that come.

use super::{EntryNo, Portal};
use crate::date::Date;
use crate::field::{Fields, Kind};
use crate::text::Lang;
use std::cmp::Reverse;

/// The first and the last day of an event.
pub fn event_days(fields: &Fields) -> Option<(Date, Date)> {
    let (start, end) = (fields.date("starts_at"), fields.date("ends_at"));
    let start = start.or(end)?;
    Some((start, end.unwrap_or(start).max(start)))
}

/// Events that come, soonest first, then those that are over, latest first.
pub(super) fn in_order(portal: &Portal, lang: Lang) -> Vec<EntryNo> {
    let days = |no: &EntryNo| event_days(&portal.entry(portal.original(*no)).fields);
    let is_over = |no: &&EntryNo| days(no).is_some_and(|(_, last)| last < portal.date);
    let (mut over, mut coming): (Vec<EntryNo>, Vec<EntryNo>) =
        portal.list(Kind::Event, lang).iter().partition(is_over);
    let first = |no: &EntryNo| days(no).map(|(first, _)| first);
    coming.sort_by_cached_key(|no| (first(no).is_none(), first(no)));
    over.sort_by_cached_key(|no| Reverse(first(no)));
    coming.into_iter().chain(over).collect()
}
