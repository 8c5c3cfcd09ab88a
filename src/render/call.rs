//! What the page of a call has beyond other entries: whether it is open, what for, and a list to
//! check oneself by.

use super::benefit::materials;
use super::card::{call_status, card, is_open};
use super::entry::{Shown, rests_on_nothing};
use super::journey::merged;
use super::notice;
use super::value::{date_view, moment_date};
use super::view::{
    BadgeView, CallRowView, CallView, CardView, CheckView, ContentsView, DateView, LinkView, NoticeStageView,
    SuspensionView, TimelineView,
};
use super::{Scene, Spot};
use crate::date::parse_date;
use crate::field::{Fields, Kind};
use crate::portal::EntryNo;
use crate::text::Lang;

/// Other calls on the page of one, the newest; the page of the programme has all.
const OTHER_CALLS_MAX: usize = 20;

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] = &[
    "programme",
    "benefits",
    "year",
    "status",
    "suspension",
    "starts_at",
    "ends_at",
    "quota",
    "conditions_summary",
    "materials",
    "submission",
    "timeline",
    "past_calls",
];

/// The view of a call.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> CallView {
    let fields = shown.fields;
    let no = shown.original_no;
    let programme = fields.text("programme").and_then(|id| scene.portal.find(&[Kind::Programme], id));
    let benefits = benefits(scene, no);
    let own = (LinkView::default(), materials(scene, spot, fields, no));
    let of_benefits = benefits.iter().map(|benefit| {
        let shown =
            Shown::new(scene.portal, scene.portal.in_language(*benefit, spot.lang).unwrap_or(*benefit));
        (scene.link(spot, *benefit), materials(scene, spot, shown.fields, *benefit))
    });
    CallView {
        status: call_status(scene, spot, no),
        opens: moment(spot.lang, fields, "starts_at"),
        closes: moment(spot.lang, fields, "ends_at"),
        suspension: suspension(scene, spot, shown),
        programme: programme.map(|no| scene.link(spot, no)).unwrap_or_default(),
        year: shown.get("year").map(|_| year(fields)).unwrap_or_default(),
        quota: shown.text("quota").unwrap_or_default().to_string(),
        benefits: benefits.iter().map(|no| card(scene, spot, *no)).collect::<Vec<CardView>>(),
        checks: fields.texts("conditions_summary").map(check).collect(),
        materials: merged(spot.lang, std::iter::once(own).chain(of_benefits)),
        submission: shown.text("submission").unwrap_or_default().to_string(),
        timeline: timeline(scene, spot, fields),
        other_calls: others(scene, no, programme)
            .into_iter()
            .take(OTHER_CALLS_MAX)
            .map(|call| row(scene, spot, call))
            .collect(),
        notices: stages(scene, spot, no, None),
        action: action(scene, spot, no, &benefits),
    }
}

/// The sections of a call, whose own text is only one of them.
pub(super) fn contents(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<ContentsView> {
    const SECTIONS: [(&str, &str); 7] = [
        ("benefits", "call_benefits"),
        ("checks", "self_check"),
        ("materials", "call_materials"),
        ("submission", "submission"),
        ("attachments", "forms"),
        ("timeline", "timeline"),
        ("quotes", "quotes"),
    ];
    let is_there = |anchor: &str| match anchor {
        "timeline" => fields.get("timeline").is_some(),
        "materials" => fields.get("materials").is_some(),
        "quotes" => fields.get("basis").is_some(),
        _ => true,
    };
    let line = |(anchor, word): (&str, &str)| ContentsView {
        anchor: format!("x-{anchor}"),
        title: scene.word(spot.lang, word).to_string(),
        ..ContentsView::default()
    };
    SECTIONS.into_iter().filter(|(anchor, _)| is_there(anchor)).map(line).collect()
}

fn year(fields: &Fields) -> String {
    match fields.get("year").map(|year| &year.value) {
        Some(crate::field::Value::Integer(year)) => year.to_string(),
        Some(other) => other.text().unwrap_or_default().to_string(),
        None => String::new(),
    }
}

fn moment(lang: Lang, fields: &Fields, key: &str) -> DateView {
    fields.moment(key).map(|moment| moment_date(lang, moment)).unwrap_or_default()
}

/// As the call says itself, else as the document says that suspends it.
fn suspension(scene: &Scene, spot: Spot, shown: Shown) -> SuspensionView {
    let day = |date| date_view(spot.lang, date);
    if let Some(part) = shown.fields.part("suspension") {
        let source = part.text("source").unwrap_or_default().to_string();
        return SuspensionView {
            from: day(part.date("from")),
            to: day(part.date("to")),
            source,
            known: true,
        };
    }
    let Some(notice) = scene.portal.suspended_by(shown.original_no) else { return SuspensionView::default() };
    let published = scene.portal.published[notice.0 as usize].map(|moment| moment.date());
    let source = scene.title(spot, notice).to_string();
    SuspensionView { from: day(published), source, known: true, ..SuspensionView::default() }
}

/// The public benefits of a call: those it names, and those that name it.
fn benefits(scene: &Scene, no: EntryNo) -> Vec<EntryNo> {
    let portal = scene.portal;
    let written = portal.entry(no).fields.texts("benefits");
    let mut all: Vec<EntryNo> = written.filter_map(|id| portal.find(&[Kind::Benefit], id)).collect();
    all.extend(portal.incoming[no.0 as usize].iter().filter(|r| &*r.code == "apply").map(|r| r.other));
    let mut seen = std::collections::HashSet::new();
    all.retain(|no| portal.is_public(*no) && portal.entry(*no).kind == Kind::Benefit && seen.insert(*no));
    all
}

/// A condition, and the document that stands behind it in brackets: 注册不满3年（营业执照）.
fn check(line: &str) -> CheckView {
    let line = line.trim();
    let pair = [('（', '）'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let inner = line.strip_suffix(close)?;
        let at = inner.rfind(open)?;
        Some((&inner[..at], &inner[at + open.len_utf8()..]))
    });
    let Some((condition, proof)) = pair.filter(|(condition, _)| !condition.trim().is_empty()) else {
        return CheckView { condition: line.to_string(), proof: String::new() };
    };
    let proof = ["证明：", "核验：", "材料：", "Proof:", "proof:"]
        .into_iter()
        .find_map(|label| proof.strip_prefix(label))
        .unwrap_or(proof);
    CheckView { condition: condition.trim().to_string(), proof: proof.trim().to_string() }
}

fn timeline(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<TimelineView> {
    let line = |part: &Fields| {
        let written = part.text("date").unwrap_or_default();
        let date = part.date("date").or_else(|| parse_date(written));
        let step = part.text("step").unwrap_or_default();
        TimelineView {
            title: scene.label(spot, "programme_steps", step),
            date: match date {
                Some(date) => date_view(spot.lang, Some(date)),
                None => DateView { text: written.to_string(), iso: String::new() },
            },
            is_past: date.is_some_and(|date| date < scene.portal.date),
        }
    };
    fields.parts("timeline").map(line).collect()
}

/// Public calls of a programme, newest first.
pub(super) fn of_programme(scene: &Scene, programme: EntryNo) -> Vec<EntryNo> {
    let portal = scene.portal;
    let incoming = portal.incoming[programme.0 as usize].iter().map(|relation| relation.other);
    let is_call = |no: &EntryNo| portal.entry(*no).kind == Kind::Call && portal.is_public(*no);
    newest_first(scene, incoming.filter(is_call).collect())
}

fn newest_first(scene: &Scene, mut calls: Vec<EntryNo>) -> Vec<EntryNo> {
    calls.sort_by_key(|no| (std::cmp::Reverse(scene.portal.entry(*no).fields.moment("starts_at")), *no));
    calls.dedup();
    calls
}

/// The other calls of the programme, and those of former years that are named.
fn others(scene: &Scene, no: EntryNo, programme: Option<EntryNo>) -> Vec<EntryNo> {
    let portal = scene.portal;
    let mut all = programme.map(|programme| of_programme(scene, programme)).unwrap_or_default();
    let past = portal.entry(no).fields.texts("past_calls");
    all.extend(past.filter_map(|id| portal.find(&[Kind::Call], id)));
    let later = portal.incoming[no.0 as usize].iter().filter(|relation| &*relation.code == "past_calls");
    all.extend(later.map(|relation| relation.other));
    all.retain(|other| *other != no && portal.is_public(*other));
    newest_first(scene, all)
}

/// A call as a row of a table.
pub(super) fn row(scene: &Scene, spot: Spot, no: EntryNo) -> CallRowView {
    let shown = Shown::new(scene.portal, scene.portal.in_language(no, spot.lang).unwrap_or(no));
    CallRowView {
        year: year(shown.fields),
        call: scene.link(spot, no),
        status: BadgeView { detail: String::new(), ..call_status(scene, spot, no) },
        opens: moment(spot.lang, shown.fields, "starts_at"),
        closes: moment(spot.lang, shown.fields, "ends_at"),
    }
}

/// The public notices of a call in the order in which they came; `current` is the page being read.
pub(super) fn stages(
    scene: &Scene,
    spot: Spot,
    call: EntryNo,
    current: Option<EntryNo>,
) -> Vec<NoticeStageView> {
    let portal = scene.portal;
    let incoming = portal.incoming[call.0 as usize].iter().filter(|relation| &*relation.code == "results_of");
    let mut all: Vec<EntryNo> =
        incoming.map(|relation| relation.other).filter(|no| portal.is_public(*no)).collect();
    all.sort_by_key(|no| (portal.published[no.0 as usize], *no));
    let stage = |no: &EntryNo| {
        let is_current = current == Some(*no);
        let link = scene.link(spot, *no);
        NoticeStageView {
            label: notice::label(scene, spot, *no),
            notice: if is_current { LinkView { href: String::new(), ..link } } else { link },
            status: notice::status(scene, spot, *no),
            published: date_view(spot.lang, portal.published[no.0 as usize].map(|moment| moment.date())),
            current: is_current,
        }
    };
    all.iter().map(stage).collect()
}

/// Where to apply, while the call is open and its benefits agree on one address.
fn action(scene: &Scene, spot: Spot, no: EntryNo, benefits: &[EntryNo]) -> LinkView {
    if !is_open(scene, no) || rests_on_nothing(scene, scene.portal.entry(no)) {
        return LinkView::default();
    }
    let entries =
        benefits.iter().filter_map(|no| scene.portal.entry(*no).fields.part("apply")?.text("entry"));
    let mut entries: Vec<&str> = entries.collect();
    entries.dedup();
    match entries[..] {
        [href] => LinkView {
            text: scene.word(spot.lang, "apply_online").into(),
            href: href.into(),
            external: true,
            ..LinkView::default()
        },
        _ => LinkView::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_parted_from_what_proves_it() {
        let parted = |line: &str| {
            let check = check(line);
            (check.condition, check.proof)
        };
        for (line, condition, proof) in [
            ("注册不满3年（营业执照）", "注册不满3年", "营业执照"),
            ("具有博士学位（证明：学位证书）", "具有博士学位", "学位证书"),
            ("持股不低于30%（含）（证明：公司章程）", "持股不低于30%（含）", "公司章程"),
            ("Under 3 years old (business licence)", "Under 3 years old", "business licence"),
            ("主要从事所申报项目", "主要从事所申报项目", ""),
            ("（空）", "（空）", ""),
        ] {
            assert_eq!(parted(line), (condition.to_string(), proof.to_string()), "{line}");
        }
    }
}
