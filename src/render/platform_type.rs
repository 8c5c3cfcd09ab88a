//! What the page of a platform type has beyond other entries, and the further pages of its list.

use super::benefit::{award_texts, headline};
use super::card::highest_level;
use super::entry::{self, Shown, contact};
use super::list::{numbered, pager};
use super::value::{date_view, reference_link};
use super::view::{
    BadgeView, BodyView, CountedLinkView, DateView, EntryView, LinkView, PeriodView, PlatformRowView,
    PlatformTypeView, SupportView, ValueView, View,
};
use super::{Scene, Spot};
use crate::date::parse_date;
use crate::field::{Kind, Type};
use crate::portal::route::page_route;
use crate::portal::{EntryNo, Portal};
use crate::text::Lang;

/// Platforms on one page of a type.
const PLATFORMS_MAX: usize = 200;

/// The number of pages that a type needs for its platforms.
pub fn platform_pages(portal: &Portal, no: EntryNo) -> usize {
    platforms(portal, no).len().div_ceil(PLATFORMS_MAX).max(1)
}

/// The route of page `number`, from 1, of a platform type.
pub fn platforms_route(portal: &Portal, no: EntryNo, number: usize) -> String {
    let first = portal.route(no);
    match number {
        1 => first.to_string(),
        _ => page_route(&format!("{}/", first.strip_suffix(".html").unwrap_or(first)), number),
    }
}

/// The public platforms of a type: they stand together in the list of all, which is sorted by type.
fn platforms(portal: &Portal, no: EntryNo) -> &[EntryNo] {
    let list = portal.list(Kind::Platform, Lang::Zh);
    let Some(code) = portal.entry(portal.original(no)).text("type") else { return &[] };
    let code_of = |no: &EntryNo| portal.entry(*no).text("type");
    let start = list.partition_point(|no| code_of(no) < Some(code));
    let length = list[start..].partition_point(|no| code_of(no) == Some(code));
    &list[start..start + length]
}

/// A further page of the list of platforms.
pub(super) fn further_page(scene: &Scene, spot: Spot, no: EntryNo, number: usize) -> View {
    let view = entry::page(scene, spot, no);
    let BodyView::PlatformType(entry, _) = view.body else { return view };
    let shown = Shown::new(scene.portal, no);
    let mut page = view.page;
    page.title = numbered(&page.title, number, spot.lang);
    page.head_title = numbered(&page.head_title, number, spot.lang);
    page.translation = Default::default();
    let bare =
        EntryView { id: entry.id, kind: entry.kind, kind_label: entry.kind_label, ..Default::default() };
    let list = list(scene, spot, shown, number);
    View { page, body: BodyView::PlatformType(Box::new(bare), Box::new(list)) }
}

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] =
    &["type", "authorities", "conditions", "quota_rules", "benefits", "status", "rating_scheme"];

/// The view of a platform type, with the first page of its platforms.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> PlatformTypeView {
    let fields = shown.fields;
    let term = fields.text("type").and_then(|code| scene.vocabularies.term("platform_types", code));
    let (status, status_date, status_source) = status(scene, spot, shown);
    let scheme = fields.text("rating_scheme").and_then(|id| scene.portal.find(&[Kind::RatingScheme], id));
    PlatformTypeView {
        other_names: match term {
            Some(term) if spot.lang == Lang::Zh => term.aliases.clone(),
            _ => Vec::new(),
        },
        status,
        status_date,
        status_source,
        authorities: fields
            .parts("authorities")
            .map(|part| PeriodView {
                name: part.text("name").unwrap_or_default().to_string(),
                from: written_date(spot.lang, part.text("from")),
                to: written_date(spot.lang, part.text("to")),
            })
            .collect(),
        levels: levels(scene, spot, shown),
        conditions: shown.texts("conditions"),
        quota_rules: shown.texts("quota_rules"),
        benefits: benefits(scene, spot, shown),
        rating_scheme: scheme.map(|no| scene.link(spot, no)).unwrap_or_default(),
        ..list(scene, spot, shown, 1)
    }
}

/// A date as it is written: a day, a year, or anything else.
fn written_date(lang: Lang, text: Option<&str>) -> DateView {
    let text = text.unwrap_or_default();
    match parse_date(text) {
        Some(date) => date_view(lang, Some(date)),
        None => DateView { text: text.to_string(), iso: String::new() },
    }
}

/// 申报中 or 暂停, since when, and who says so: a notice that suspends it, else the source of the page.
fn status(scene: &Scene, spot: Spot, shown: Shown) -> (BadgeView, DateView, LinkView) {
    let portal = scene.portal;
    let notice = portal.suspended_by(shown.original_no);
    let code = if notice.is_some() { Some("suspended") } else { shown.text("status") };
    let class = match code {
        Some("open") => "good",
        Some("suspended") => "warning",
        Some("upcoming") => "info",
        _ => "plain",
    };
    let text = code.map(|code| scene.label(spot, "call_statuses", code)).unwrap_or_default();
    let badge = BadgeView { code: class, text, ..BadgeView::default() };
    let (date, source) = match notice {
        Some(notice) => {
            (portal.published[notice.0 as usize].map(|moment| moment.date()), scene.link(spot, notice))
        }
        None => (
            shown.fields.date("updated_on").or_else(|| shown.fields.date("published_at")),
            LinkView { text: super::head::source(scene, spot, shown.no), ..LinkView::default() },
        ),
    };
    (badge, date_view(spot.lang, date), source)
}

/// The levels of the type in their order, and those that its platforms hold besides.
fn levels(scene: &Scene, spot: Spot, shown: Shown) -> Vec<CountedLinkView> {
    let term = shown.text("type").and_then(|code| scene.vocabularies.term("platform_types", code));
    let known: Vec<&str> =
        term.and_then(|term| term.extra.get("levels")).map(|l| l.split(';').collect()).unwrap_or_default();
    let held: Vec<Option<&str>> = platforms(scene.portal, shown.no)
        .iter()
        .map(|no| highest_level(scene, &scene.portal.entry(*no).fields))
        .collect();
    let count = |code: &str| held.iter().filter(|level| level.unwrap_or("unranked") == code).count();
    scene
        .vocabularies
        .terms("levels")
        .iter()
        .map(|term| (term, count(&term.code)))
        .filter(|(term, count)| *count > 0 || known.contains(&term.code.as_str()))
        .map(|(term, count)| CountedLinkView {
            text: term.label(spot.lang).to_string(),
            count,
            ..CountedLinkView::default()
        })
        .collect()
}

/// What each level is given, as far as the benefits say it.
fn benefits(scene: &Scene, spot: Spot, shown: Shown) -> Vec<SupportView> {
    let portal = scene.portal;
    let ids = shown.fields.texts("benefits");
    let public = ids.filter_map(|id| portal.find(&[Kind::Benefit], id)).filter(|no| portal.is_public(*no));
    public
        .map(|no| {
            let benefit = Shown::new(portal, portal.in_language(no, spot.lang).unwrap_or(no));
            let mut amounts: Vec<ValueView> = benefit
                .fields
                .parts("award")
                .flat_map(|award| award_texts(scene, spot, award))
                .map(ValueView::text)
                .collect();
            if amounts.is_empty() {
                amounts.extend(benefit.fields.part("award").map(|award| headline(scene, spot, award)));
            }
            SupportView {
                benefit: scene.link(spot, no),
                level: benefit
                    .text("level")
                    .map(|code| scene.label(spot, "levels", code))
                    .unwrap_or_default(),
                amounts,
            }
        })
        .collect()
}

fn list(scene: &Scene, spot: Spot, shown: Shown, number: usize) -> PlatformTypeView {
    let mut all = platforms(scene.portal, shown.no).to_vec();
    let terms = scene.vocabularies.terms("levels");
    let rank = |no: &EntryNo| {
        let level = highest_level(scene, &scene.portal.entry(*no).fields);
        terms.iter().position(|term| Some(term.code.as_str()) == level).unwrap_or(usize::MAX)
    };
    all.sort_by_cached_key(rank);
    let rows = all.chunks(PLATFORMS_MAX).nth(number - 1).unwrap_or_default();
    let route = |number: usize| platforms_route(scene.portal, shown.no, number);
    PlatformTypeView {
        count: all.len(),
        platforms: rows.iter().map(|no| row(scene, spot, *no)).collect(),
        pager: pager(spot, number, platform_pages(scene.portal, shown.no), &route),
        ..PlatformTypeView::default()
    }
}

fn row(scene: &Scene, spot: Spot, no: EntryNo) -> PlatformRowView {
    let shown = Shown::new(scene.portal, scene.portal.in_language(no, spot.lang).unwrap_or(no));
    let level = highest_level(scene, shown.fields);
    let place = shown.text("located_in").map(|written| {
        let region = Type::Vocabulary("regions");
        let label = scene.label(spot, "regions", written);
        if label == written { reference_link(scene, spot, &region, written).text } else { label }
    });
    PlatformRowView {
        platform: scene.link(spot, no),
        level: level.map(|code| scene.label(spot, "levels", code)).unwrap_or_default(),
        place: place.unwrap_or_default(),
        accepts: shown.fields.texts("accepts").map(|c| scene.label(spot, "platform_accepts", c)).collect(),
        contact: contact(scene, spot, shown.fields.part("contact")),
    }
}
