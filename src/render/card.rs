//! Entries as they stand in lists.

use super::value::{date_view, field_label, markdown_html, plain, words_of};
use super::view::{BadgeView, CardFactView, CardView};
use super::{Scene, Spot, entry};
use crate::date::Date;
use crate::field::{Fields, Kind, Type, Value};
use crate::policy::State;
use crate::portal::EntryNo;
use crate::portal::occasion::CallState;
use crate::text::Lang;

/// Width of a figure that stands in large type, in half characters.
const FIGURE_WIDTH_MAX: usize = 26;

/// The card of an entry.
pub(super) fn card(scene: &Scene, spot: Spot, no: EntryNo) -> CardView {
    let portal = scene.portal;
    let no = portal.in_language(no, spot.lang).unwrap_or(no);
    let shown = entry::Shown::new(portal, no);
    let first = shown.original;
    let published = portal.published[portal.original(no).0 as usize];
    let figure = figure(scene, spot, no, shown.fields);
    CardView {
        title: portal.entry(no).title.to_string(),
        href: scene.href(spot, no),
        date: date_view(spot.lang, published.filter(|_| is_dated(first.kind)).map(|moment| moment.date())),
        summary: summary(scene, spot, &shown),
        badges: card_badges(scene, spot, no),
        facts: facts(scene, spot, first.kind, shown.fields),
        until: until_moment(scene, no, shown.fields),
        figure_is_wide: is_wide(&figure),
        figure,
    }
}

/// Whether the day of publication belongs to what an entry is. Beside the day of an event, the last day
/// of a call or an amount it would be read as theirs.
fn is_dated(kind: Kind) -> bool {
    use Kind::{Interpretation, News, Notice, Page, Policy, Shortage};
    matches!(kind, Policy | Interpretation | Notice | News | Page | Shortage)
}

/// What an entry says of itself in a list; a question is answered there.
fn summary(scene: &Scene, spot: Spot, shown: &entry::Shown) -> String {
    match shown.text("answer").filter(|_| shown.original.kind == Kind::Faq) {
        Some(answer) => words_of(&markdown_html(scene, spot, shown.no, answer)).replace('\n', " "),
        // Outside its own page, of a notice with a name list only title, period and count are told.
        None => {
            let view = scene.portal.public_view(shown.no);
            view.and_then(|view| view.text("summary")).unwrap_or_default().to_string()
        }
    }
}

/// The name of a kind in the singular.
pub fn kind_label(lang: Lang, kind: Kind) -> String {
    match lang {
        Lang::Zh => kind.spec().zh.into(),
        Lang::En => {
            let code = kind.spec().code;
            match kind {
                Kind::Faq => "Question".into(),
                Kind::Journey => "Step by step".into(),
                Kind::LevelScheme => "Talent level scheme".into(),
                Kind::Shortage => "Shortage catalogue".into(),
                _ => super::said::capital(code.replace('_', " ")),
            }
        }
    }
}

/// The name of a kind over several entries.
pub(super) fn kinds_label(lang: Lang, kind: Kind) -> String {
    match lang {
        Lang::Zh => kind.spec().zh.into(),
        Lang::En => kind.spec().en.into(),
    }
}

/// What state an entry is in, in words.
pub(super) fn badges(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<BadgeView> {
    let entry = scene.portal.entry(scene.portal.original(no));
    match entry.kind {
        Kind::Policy => vec![validity(scene, spot, no)],
        Kind::Call => vec![call_status(scene, spot, no)],
        Kind::Notice => super::notice::badges(scene, spot, no),
        Kind::Event => vec![super::event::state(scene, spot, &entry.fields)],
        Kind::Challenge => vec![super::challenge::state(scene, spot, &entry.fields)],
        Kind::Platform => {
            let highest = highest_level(scene, &entry.fields);
            highest.map(|level| level_badge(scene, spot, level)).into_iter().collect()
        }
        Kind::Benefit | Kind::Programme => {
            entry.text("level").map(|level| level_badge(scene, spot, level)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The same in a list: the stars of a platform, and of a benefit that nobody needs to apply for it.
fn card_badges(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<BadgeView> {
    let fields = &scene.portal.entry(scene.portal.original(no)).fields;
    let plain = |text: String| BadgeView { code: "plain", text, ..BadgeView::default() };
    match scene.portal.entry(no).kind {
        Kind::Platform => {
            let mut badges = badges(scene, spot, no);
            let stars =
                fields.part("rating").and_then(|rating| rating.get("stars")).map(|stars| &stars.value);
            if let Some(Value::Integer(stars)) = stars {
                badges.push(plain(scene.say(
                    spot.lang,
                    "list_facet_stars",
                    &[("count", &stars.to_string())],
                )));
            }
            badges
        }
        Kind::Benefit => match fields.text("access_mode") {
            Some(mode @ ("automatic" | "declaration")) => {
                vec![BadgeView { code: "good", ..plain(scene.label(spot, "access_modes", mode)) }]
            }
            _ => Vec::new(),
        },
        _ => badges(scene, spot, no),
    }
}

pub(super) fn level_badge(scene: &Scene, spot: Spot, level: &str) -> BadgeView {
    BadgeView { code: "plain", text: scene.label(spot, "levels", level), ..BadgeView::default() }
}

/// The highest level that a platform holds: not one it is only being prepared for, or has lost.
pub(super) fn highest_level<'a>(scene: &Scene, fields: &'a Fields) -> Option<&'a str> {
    let held = fields.parts("levels").filter(|part| {
        !matches!(part.text("status"), Some("cultivating" | "establishing" | "suspended" | "revoked"))
    });
    let levels = held.filter_map(|part| part.text("level")).filter(|level| *level != "unranked");
    let rank = |code: &&str| scene.vocabularies.terms("levels").iter().position(|term| term.code == **code);
    levels.min_by_key(|code| rank(code).unwrap_or(usize::MAX))
}

/// The state of a policy, always with its date, so that an old page misleads nobody.
pub(super) fn validity(scene: &Scene, spot: Spot, no: EntryNo) -> BadgeView {
    let portal = scene.portal;
    let Some(state) = portal.validity(no) else { return BadgeView::default() };
    let original = portal.original(no);
    let entry = portal.entry(original);
    let (detail, href) = match state {
        State::Repealed | State::Superseded => {
            let by = portal.ended_by[original.0 as usize];
            let link = by.map(|no| scene.link(spot, no)).unwrap_or_default();
            (link.text, link.href)
        }
        State::NotYetEffective => (from(scene, spot, effective_on(scene, original)), String::new()),
        State::Expired | State::RunOff => (expired(spot, expires_on(scene, original)), String::new()),
        State::InForce | State::Expiring | State::PartlyInForce => {
            (until(scene, spot, &entry.fields, expires_on(scene, original)), String::new())
        }
        State::Consultation | State::Unverified => (String::new(), String::new()),
    };
    BadgeView { code: state.code(), text: scene.label(spot, "validity_states", state.code()), detail, href }
}

/// 施行日期, else the date in the text.
pub(super) fn effective_on(scene: &Scene, no: EntryNo) -> Option<Date> {
    let entry = scene.portal.entry(no);
    let expected = || scene.portal.expected(no)?.effective_on;
    entry.fields.date("effective_on").or_else(expected)
}

/// The last day in force, extensions included.
pub(super) fn expires_on(scene: &Scene, no: EntryNo) -> Option<Date> {
    scene.portal.last_days[no.0 as usize]
}

fn until(scene: &Scene, spot: Spot, fields: &Fields, date: Option<Date>) -> String {
    let long = matches!(fields.get("expires_on").map(|v| &v.value), Some(Value::LongTerm));
    match (date, spot.lang) {
        (Some(date), Lang::Zh) => format!("至{}", super::value::date_text(spot.lang, date)),
        (Some(date), Lang::En) => format!("until {}", super::value::date_text(spot.lang, date)),
        (None, _) if long => scene.word(spot.lang, "long_term").to_string(),
        _ => String::new(),
    }
}

fn expired(spot: Spot, date: Option<Date>) -> String {
    let Some(date) = date else { return String::new() };
    match spot.lang {
        Lang::Zh => format!("已于{}到期", super::value::date_text(spot.lang, date)),
        Lang::En => format!("on {}", super::value::date_text(spot.lang, date)),
    }
}

fn from(_: &Scene, spot: Spot, date: Option<Date>) -> String {
    let Some(date) = date else { return String::new() };
    match spot.lang {
        Lang::Zh => format!("自{}起施行", super::value::date_text(spot.lang, date)),
        Lang::En => format!("from {}", super::value::date_text(spot.lang, date)),
    }
}

/// 即将开始, 申报中, 已截止 or 暂停, by the date of the build.
pub(super) fn call_status(scene: &Scene, spot: Spot, no: EntryNo) -> BadgeView {
    let (status, code) = match scene.portal.call_state(no) {
        Some(CallState::Suspended) => ("suspended", "warning"),
        Some(CallState::Upcoming) => ("upcoming", "info"),
        Some(CallState::Closed) => ("closed", "plain"),
        Some(CallState::Open) => ("open", "good"),
        None => return BadgeView::default(),
    };
    let fields = scene.portal.fields(no);
    let (start, end) = (fields.date("starts_at"), fields.date("ends_at"));
    let detail = match (status, spot.lang) {
        ("upcoming", Lang::Zh) => from_text(start, "自", "起"),
        ("upcoming", Lang::En) => {
            start.map(|date| format!("from {}", crate::date::english(date))).unwrap_or_default()
        }
        (_, Lang::Zh) => from_text(end, "至", ""),
        (_, Lang::En) => end.map(|date| format!("until {}", crate::date::english(date))).unwrap_or_default(),
    };
    BadgeView { code, text: scene.label(spot, "call_statuses", status), detail, href: String::new() }
}

fn from_text(date: Option<Date>, before: &str, after: &str) -> String {
    date.map(|date| format!("{before}{}{after}", crate::date::chinese(date))).unwrap_or_default()
}

/// Whether a call takes applications on the date of the build.
pub(super) fn is_open(scene: &Scene, no: EntryNo) -> bool {
    scene.portal.call_state(no) == Some(CallState::Open)
}

/// The figure that answers: the amount of a benefit, the free space of a platform, the newest value,
/// the budget.
fn figure(scene: &Scene, spot: Spot, no: EntryNo, fields: &Fields) -> String {
    if scene.portal.entry(no).kind == Kind::Indicator {
        return super::indicator::figure(scene, spot, no);
    }
    if let Some(Value::Money(fen)) = fields.get("budget").map(|value| &value.value)
        && scene.portal.entry(no).kind == Kind::Challenge
    {
        return super::value::money(spot.lang, *fen);
    }
    if let Some(award) = fields.part("award") {
        return super::benefit::headline(scene, spot, award).text;
    }
    match fields.part("space").and_then(|space| space.text("available_m2")) {
        Some(area) => format!("{} m²", super::value::number_text(spot.lang, &Type::Number, area)),
        None => String::new(),
    }
}

/// The moment at which a call closes that is open, or a challenge; the day alone where no time is
/// written. Of others the days left would be read as those until they begin.
fn until_moment(scene: &Scene, no: EntryNo, fields: &Fields) -> String {
    let closes = match scene.portal.entry(no).kind {
        Kind::Call if is_open(scene, no) => fields.moment("ends_at"),
        Kind::Challenge => fields.moment("ends_on").filter(|at| at.date() >= scene.portal.date),
        _ => None,
    };
    match closes {
        Some(at) if (at.hour(), at.minute()) == (0, 0) => at.date().to_string(),
        Some(at) => crate::date::minute(at).replace(' ', "T"),
        None => String::new(),
    }
}

/// Whether a figure is too wide to stand in large type beside the text.
fn is_wide(figure: &str) -> bool {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    figure.chars().map(width).sum::<usize>() > FIGURE_WIDTH_MAX
}

/// What decides whether an entry is worth opening, by kind. Texts marked `plain` need no label.
fn facts(scene: &Scene, spot: Spot, kind: Kind, fields: &Fields) -> Vec<CardFactView> {
    let mut facts: Vec<CardFactView> = match kind {
        Kind::Event => event_facts(spot, fields),
        Kind::Guide => department_fact(scene, spot, fields).into_iter().collect(),
        _ => Vec::new(),
    };
    let keys: &[&str] = match kind {
        Kind::Policy => &["document_number"],
        Kind::Benefit => &["audiences", "level"],
        Kind::Call => &["audiences"],
        Kind::Platform => &["type", "located_in", "accepts", "address"],
        Kind::Department => &["phone", "address"],
        Kind::Challenge => &["organisation"],
        Kind::Guide => &["handling_type", "time_limit_promised", "phone"],
        Kind::Interpretation => &["form"],
        Kind::Notice => &["type"],
        _ => &[],
    };
    facts.extend(keys.iter().filter_map(|key| field_fact(scene, spot, kind, fields, key)));
    facts.retain(|fact| !fact.text.is_empty() && fact.text != "无");
    facts
}

fn field_fact(scene: &Scene, spot: Spot, kind: Kind, fields: &Fields, key: &str) -> Option<CardFactView> {
    let field = kind.spec().fields.iter().find(|field| field.key == key)?;
    let text = plain(scene, spot, &field.ty, &fields.get(key)?.value);
    let labelled = matches!(field.ty, Type::Duration | Type::List(_));
    Some(CardFactView { key: field.key, label: field_label(spot.lang, field), text, plain: !labelled })
}

fn event_facts(spot: Spot, fields: &Fields) -> Vec<CardFactView> {
    let fact = |key, text| CardFactView { key, label: String::new(), text, plain: true };
    let place = fields.text("place").unwrap_or_default().to_string();
    vec![fact("when", super::event::when(spot.lang, fields).text), fact("place", place)]
}

/// Who accepts applications.
fn department_fact(scene: &Scene, spot: Spot, fields: &Fields) -> Option<CardFactView> {
    let written = fields.part("handled_by")?.text("department")?;
    let department = Type::Reference(&[Kind::Department]);
    let text = super::value::reference_link(scene, spot, &department, written).text;
    Some(CardFactView { key: "department", label: String::new(), text, plain: true })
}
