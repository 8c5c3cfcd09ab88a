//! What the page of a challenge has beyond other entries: the need, until when, whom to write to.

use super::entry::{Shown, contact};
use super::value::{date_text, date_view, money};
use super::view::{BadgeView, ChallengeView, LinkView, ValueKind, ValueView};
use super::{Scene, Spot};
use crate::date::Date;
use crate::field::{Fields, Kind, Spanned, Value};
use crate::portal::EntryNo;

/// Other open challenges on the page of one.
const OTHERS_MAX: usize = 5;
/// Newest challenges among which they are looked for.
const OTHERS_REACH: usize = 500;

/// The view of a challenge.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> ChallengeView {
    let fields = shown.fields;
    let ends_on = fields.date("ends_on");
    let is_over = is_over(scene, ends_on);
    let budget = match fields.get("budget").map(|value| &value.value) {
        Some(Value::Money(fen)) => {
            ValueView { kind: ValueKind::Figure, ..ValueView::text(money(spot.lang, *fen)) }
        }
        _ => ValueView {
            kind: ValueKind::Gap,
            ..ValueView::text(scene.word(spot.lang, "challenge_no_budget"))
        },
    };
    ChallengeView {
        state: state(scene, spot, fields),
        is_over,
        need: shown.text("need").unwrap_or_default().to_string(),
        organisation: shown.text("organisation").unwrap_or_default().to_string(),
        budget,
        ends_on: date_view(spot.lang, ends_on),
        respond: respond(scene, spot, ends_on),
        contact: contact(scene, spot, publisher(scene, fields).as_ref()),
        others: others(scene, spot, shown.original_no),
    }
}

fn is_over(scene: &Scene, ends_on: Option<Date>) -> bool {
    ends_on.is_some_and(|date| date < scene.portal.date)
}

/// 征集中 or 已截止, with the day.
pub(super) fn state(scene: &Scene, spot: Spot, fields: &Fields) -> BadgeView {
    let Some(ends_on) = fields.date("ends_on") else { return BadgeView::default() };
    let date = date_text(spot.lang, ends_on);
    let (code, word, detail) = match is_over(scene, Some(ends_on)) {
        true => ("plain", "challenge_over", scene.say(spot.lang, "closed_on", &[("date", &date)])),
        false => ("good", "challenge_open", scene.say(spot.lang, "until", &[("date", &date)])),
    };
    BadgeView { code, text: scene.word(spot.lang, word).into(), detail, ..BadgeView::default() }
}

fn respond(scene: &Scene, spot: Spot, ends_on: Option<Date>) -> String {
    let date = ends_on.map(|date| date_text(spot.lang, date)).unwrap_or_default();
    let word = match (is_over(scene, ends_on), ends_on) {
        (true, _) => "challenge_respond_over",
        (false, Some(_)) => "challenge_respond",
        (false, None) => "challenge_respond_open",
    };
    scene.say(spot.lang, word, &[("date", &date)])
}

/// The contact of the source, where it is a department.
fn publisher(scene: &Scene, fields: &Fields) -> Option<Fields> {
    let source = fields.get("source")?;
    scene.portal.find(&[Kind::Department], source.value.text()?)?;
    let mut part = Fields::default();
    let department = Value::Text(source.value.text()?.into());
    part.set("department", Spanned { value: department, span: source.span });
    Some(part)
}

fn others(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<LinkView> {
    let portal = scene.portal;
    let open = portal.list(Kind::Challenge, spot.lang).iter().take(OTHERS_REACH).filter(|other| {
        let first = portal.original(**other);
        first != no && !is_over(scene, portal.entry(first).fields.date("ends_on"))
    });
    let link = |other: &EntryNo| {
        let ends_on = portal.entry(portal.original(*other)).fields.date("ends_on");
        let date = ends_on.map(|date| date_text(spot.lang, date));
        let note = date.map(|date| scene.say(spot.lang, "until", &[("date", &date)])).unwrap_or_default();
        LinkView { note, ..scene.link(spot, *other) }
    };
    open.take(OTHERS_MAX).map(link).collect()
}
