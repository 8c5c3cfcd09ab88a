//! What the page of an event has beyond other entries: when, where, whose, and what came of it.

use super::entry::Shown;
use super::value::{date_text, markdown_html, views};
use super::view::{BadgeView, DateView, EventView, LinkView};
use super::{Scene, Spot};
use crate::date::{Date, DateTime};
use crate::field::{Fields, Kind, Type, Value};
use crate::portal::{EntryNo, event_days};
use crate::text::Lang;
use crate::url;

/// Other events of a type on the page of one.
const SERIES_MAX: usize = 6;
/// Newest events among which they are looked for.
const SERIES_REACH: usize = 500;

/// The view of an event.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> EventView {
    let fields = shown.fields;
    let is_over = is_over(scene, fields);
    let html = |key: &str| match shown.text(key) {
        Some(text) => markdown_html(scene, spot, shown.no, text),
        None => String::new(),
    };
    EventView {
        state: state(scene, spot, fields),
        event_type: fields
            .text("type")
            .map(|code| scene.label(spot, "event_types", code))
            .unwrap_or_default(),
        when: when(spot.lang, fields),
        place: shown.text("place").unwrap_or_default().to_string(),
        organisers: organisers(scene, spot, shown),
        sign_up: if is_over { LinkView::default() } else { sign_up(scene, spot, fields) },
        calendar: if is_over { LinkView::default() } else { calendar(scene, spot, shown.no) },
        is_over,
        agenda_html: html("agenda"),
        recap_html: html("recap"),
        series: series(scene, spot, shown.original_no),
    }
}

/// Whether the last day is past on the date of the build.
pub(super) fn is_over(scene: &Scene, fields: &Fields) -> bool {
    event_days(fields).is_some_and(|(_, last)| last < scene.portal.date)
}

/// 即将举行, 举行中 or 已结束.
pub(super) fn state(scene: &Scene, spot: Spot, fields: &Fields) -> BadgeView {
    let Some((first, last)) = event_days(fields) else { return BadgeView::default() };
    let today = scene.portal.date;
    let (code, word) = match () {
        () if today < first => ("info", "event_upcoming"),
        () if today <= last => ("good", "event_running"),
        () => ("plain", "event_over"),
    };
    BadgeView { code, text: scene.word(spot.lang, word).into(), ..BadgeView::default() }
}

/// 2026年12月10日（星期四）14:00—17:30.
pub(super) fn when(lang: Lang, fields: &Fields) -> DateView {
    let Some((first, last)) = event_days(fields) else { return DateView::default() };
    let clock = |key: &str| match fields.get(key).map(|value| &value.value) {
        Some(Value::Moment(moment)) => Some(time(*moment)),
        _ => None,
    };
    let (from, to) = (clock("starts_at"), clock("ends_at"));
    let spaced = |time: Option<&String>| time.map(|time| format!(" {time}")).unwrap_or_default();
    let text = if first == last {
        let times = match (&from, &to) {
            (Some(from), Some(to)) if from != to => format!(" {from}—{to}"),
            (from, to) => spaced(from.as_ref().or(to.as_ref())),
        };
        format!("{}{times}", with_weekday(lang, first))
    } else {
        let join = if lang == Lang::Zh { "至" } else { " to " };
        let (from, to) = (spaced(from.as_ref()), spaced(to.as_ref()));
        format!("{}{from}{join}{}{to}", with_weekday(lang, first), with_weekday(lang, last))
    };
    let iso = match from {
        Some(time) => format!("{first}T{time}+08:00"),
        None => first.to_string(),
    };
    DateView { text, iso }
}

fn time(moment: DateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

fn with_weekday(lang: Lang, date: Date) -> String {
    const ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = date.weekday().to_monday_zero_offset() as usize % 7;
    match lang {
        Lang::Zh => format!("{}（星期{}）", date_text(lang, date), ZH[day]),
        Lang::En => format!("{}, {}", EN[day], date_text(lang, date)),
    }
}

fn organisers(scene: &Scene, spot: Spot, shown: Shown) -> Vec<LinkView> {
    let Some(value) = shown.get("organisers") else { return Vec::new() };
    let ty = Type::List(&Type::TextOrReference(Kind::Department));
    let organisers = views(scene, spot, &ty, &value.value, shown.original_no);
    organisers
        .into_iter()
        .map(|view| LinkView { text: view.text, href: view.href, ..LinkView::default() })
        .collect()
}

fn sign_up(scene: &Scene, spot: Spot, fields: &Fields) -> LinkView {
    let link = |href: &str| LinkView {
        text: scene.word(spot.lang, "event_sign_up").into(),
        href: href.into(),
        external: true,
        ..LinkView::default()
    };
    fields.text("sign_up").map(link).unwrap_or_default()
}

/// The calendar file of the event alone, as long as there is one.
fn calendar(scene: &Scene, spot: Spot, no: EntryNo) -> LinkView {
    if !scene.portal.has_own_calendar(no) {
        return LinkView::default();
    }
    LinkView {
        text: scene.word(spot.lang, "event_calendar").into(),
        href: url::relative(spot.route, &super::own_calendar_route(scene, no)),
        ..LinkView::default()
    }
}

/// Other public events of the same type.
fn series(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<LinkView> {
    let portal = scene.portal;
    let Some(code) = portal.entry(no).text("type") else { return Vec::new() };
    let same = |other: &EntryNo| {
        let first = portal.original(*other);
        first != no && portal.entry(first).text("type") == Some(code)
    };
    let mut others: Vec<EntryNo> =
        portal.list(Kind::Event, spot.lang).iter().take(SERIES_REACH).copied().filter(same).collect();
    let start = |no: &EntryNo| event_days(&portal.entry(portal.original(*no)).fields).map(|(first, _)| first);
    others.sort_by_key(|no| std::cmp::Reverse(start(no)));
    let link = |no: &EntryNo| {
        let fields = &portal.entry(portal.original(*no)).fields;
        let date = start(no).map(|date| date_text(spot.lang, date)).unwrap_or_default();
        let state = state(scene, spot, fields).text;
        let separator = if spot.lang == Lang::Zh { "，" } else { ", " };
        LinkView { note: format!("{date}{separator}{state}"), ..scene.link(spot, *no) }
    };
    others.iter().take(SERIES_MAX).map(link).collect()
}
