//! What the page of a department has beyond other entries: what it handles, what it issued.

use super::card::kinds_label;
use super::entry::Shown;
use super::overview::more_link;
use super::value::{date_view, table};
use super::view::{DepartmentView, GroupView, LinkView, TableView};
use super::{Scene, Spot};
use crate::content::DataTable;
use crate::field::Kind;
use crate::portal::EntryNo;

/// Documents on the page of a department.
const ISSUED_MAX: usize = 20;

/// The view of a department.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> DepartmentView {
    let fields = shown.fields;
    let mut issued = named_by(scene, shown.original_no, "issuers");
    issued.sort_by_key(|no| scene.portal.position[no.0 as usize]);
    let more = issued.len() > ISSUED_MAX;
    DepartmentView {
        short_name: shown.text("short_name").unwrap_or_default().to_string(),
        responsibilities: shown.texts("responsibilities"),
        handled: handled(scene, spot, shown.original_no),
        issued: issued.iter().take(ISSUED_MAX).map(|no| scene.link(spot, *no)).collect(),
        issued_more: if more { more_link(scene, spot, Kind::Policy) } else { LinkView::default() },
        roster: roster(scene, spot, shown),
        checked_on: date_view(spot.lang, fields.date("contact_checked_on")),
    }
}

fn named_by(scene: &Scene, no: EntryNo, code: &str) -> Vec<EntryNo> {
    let incoming = scene.portal.incoming[no.0 as usize].iter().filter(|relation| &*relation.code == code);
    incoming.map(|relation| relation.other).filter(|other| scene.portal.is_public(*other)).collect()
}

/// Kinds that a department handles, accepts or answers for.
const HANDLED: [Kind; 5] = [Kind::Benefit, Kind::Guide, Kind::Call, Kind::Programme, Kind::Platform];

/// Entries of a kind on the page of a department.
const GROUP_MAX: usize = 30;

/// What it accepts and answers for, by kind.
fn handled(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<GroupView> {
    let codes = ["handled_by", "contact", "authority"];
    let mut all: Vec<EntryNo> = codes.into_iter().flat_map(|code| named_by(scene, no, code)).collect();
    all.sort_by_key(|other| (scene.portal.position[other.0 as usize], *other));
    all.dedup();
    HANDLED
        .into_iter()
        .filter_map(|kind| {
            let of_kind = all.iter().filter(|other| scene.portal.entry(**other).kind == kind);
            let mut links: Vec<LinkView> =
                of_kind.clone().take(GROUP_MAX).map(|other| scene.link(spot, *other)).collect();
            if of_kind.count() > GROUP_MAX {
                links.push(more_link(scene, spot, kind));
            }
            (!links.is_empty()).then(|| GroupView { label: kinds_label(spot.lang, kind), links })
        })
        .collect()
}

fn roster(scene: &Scene, spot: Spot, shown: Shown) -> TableView {
    let Some(DataTable::Parts { part, rows }) = shown.original.table("roster_file") else {
        return TableView::default();
    };
    let caption = scene.word(spot.lang, "roster").to_string();
    table(scene, spot, "roster_file", caption, part, rows.iter(), shown.original_no).unwrap_or_default()
}
