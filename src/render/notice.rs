//! What the page of a notice has beyond other entries: its period, its list, where to object.

use super::call::stages;
use super::entry::{Shown, contact, text_table};
use super::value::date_view;
use super::view::{BadgeView, ContactView, LinkView, NoticeView, TableView};
use super::{Scene, Spot};
use crate::date::{self, Date};
use crate::field::Kind;
use crate::portal::{EntryNo, names_count, public_names};
use crate::text::Lang;
use crate::url;

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] = &["type", "period", "list_file", "objection", "results_of"];

/// The view of a notice.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> NoticeView {
    let fields = shown.fields;
    let (start, end) = period(scene, shown.original_no);
    // A list stays until its 下架日期; where none is written, it goes with its period.
    let last = fields.date("withdraw_on").or(end);
    let is_now = start.is_none_or(|start| start <= scene.portal.date)
        && last.is_none_or(|last| scene.portal.date <= last);
    let count = names_count(shown.original);
    let call = fields.text("results_of").and_then(|id| scene.portal.find(&[Kind::Call], id));
    let call = call.filter(|no| scene.portal.is_public(*no));
    let programme = call.and_then(|no| {
        let written = scene.portal.entry(no).text("programme")?;
        scene.portal.find(&[Kind::Programme], written).filter(|no| scene.portal.is_public(*no))
    });
    NoticeView {
        label: label(scene, spot, shown.original_no),
        is_publicity: fields.text("type") == Some("publicity"),
        status: status(scene, spot, shown.original_no),
        starts_on: date_view(spot.lang, start),
        ends_on: date_view(spot.lang, end),
        names: if is_now && spot.lang == Lang::Zh { names(scene, spot, shown) } else { TableView::default() },
        count: count.map(|count| count.to_string()).unwrap_or_default(),
        names_withheld: count.is_some() && !is_now,
        names_page: if count.is_some() && is_now && spot.lang != Lang::Zh {
            let href = url::relative(spot.route, scene.portal.route(shown.original_no));
            LinkView { text: scene.word(spot.lang, "names_page").into(), href, ..LinkView::default() }
        } else {
            LinkView::default()
        },
        withdrawn_on: date_view(spot.lang, fields.date("withdraw_on").filter(|_| count.is_some())),
        objection: fields
            .part("objection")
            .map_or_else(ContactView::default, |part| contact(scene, spot, Some(part))),
        call: call.map(|no| scene.link(spot, no)).unwrap_or_default(),
        programme: programme.map(|no| scene.link(spot, no)).unwrap_or_default(),
        stages: call.map(|no| stages(scene, spot, no, Some(shown.original_no))).unwrap_or_default(),
    }
}

fn names(scene: &Scene, spot: Spot, shown: Shown) -> TableView {
    match public_names(shown.original, scene.vocabularies) {
        Some(names) if !names.header.is_empty() => {
            let caption = scene.word(spot.lang, "names_caption").to_string();
            text_table("list_file", caption, &names.header, &names.rows)
        }
        _ => TableView::default(),
    }
}

fn period(scene: &Scene, no: EntryNo) -> (Option<Date>, Option<Date>) {
    let part = scene.portal.entry(scene.portal.original(no)).fields.part("period");
    part.map_or((None, None), |part| (part.date("start"), part.date("end")))
}

/// 公示, 结果, 公告, 名单; empty where it is not written.
pub(super) fn label(scene: &Scene, spot: Spot, no: EntryNo) -> String {
    let written = scene.portal.entry(scene.portal.original(no)).text("type");
    written.map(|code| scene.label(spot, "notice_types", code)).unwrap_or_default()
}

/// 公示中, 公示已结束, 即将公示, with the day that matters; empty without a period.
pub(super) fn status(scene: &Scene, spot: Spot, no: EntryNo) -> BadgeView {
    let today = scene.portal.date;
    let (start, end) = period(scene, no);
    let (code, word, before, day) = match (start, end) {
        (Some(start), _) if today < start => ("info", "publicity_upcoming", true, Some(start)),
        (_, Some(end)) if end < today => ("plain", "publicity_over", false, Some(end)),
        (None, None) => return BadgeView::default(),
        (_, end) => ("good", "publicity_running", false, end),
    };
    let detail = day.map(|day| match (spot.lang, before) {
        (Lang::Zh, true) => format!("自{}起", date::chinese(day)),
        (Lang::Zh, false) => format!("至{}", date::chinese(day)),
        (Lang::En, true) => format!("from {}", date::english(day)),
        (Lang::En, false) => format!("until {}", date::english(day)),
    });
    let text = scene.word(spot.lang, word).to_string();
    BadgeView { code, text, detail: detail.unwrap_or_default(), href: String::new() }
}

/// What stands beside the title of a notice in lists.
pub(super) fn badges(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<BadgeView> {
    let kind = BadgeView { code: "plain", text: label(scene, spot, no), ..BadgeView::default() };
    [kind, status(scene, spot, no)].into_iter().filter(|badge| !badge.text.is_empty()).collect()
}
