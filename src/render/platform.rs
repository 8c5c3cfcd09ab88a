//! What the page of a platform has beyond other entries.

use super::entry::Shown;
use super::value::{date_text, date_view, fact, field_label, table, views};
use super::view::{FactView, LinkView, PlatformView};
use super::{Scene, Spot};
use crate::field::{self, Field, Fields, Kind, Type};
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;

/// The view of a platform.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> PlatformView {
    let fields = shown.fields;
    let no = shown.original_no;
    let highest = super::card::highest_level(scene, fields);
    let (stars, rating) = rating(scene, spot, fields);
    let rating_part = fields.part("rating");
    let scheme = rating_part.and_then(|part| scene.portal.find(&[Kind::RatingScheme], part.text("scheme")?));
    let table_of = |key: &'static str, part: &str| {
        let rows: Vec<&Fields> = fields.parts(key).collect();
        let field = Kind::Platform.spec().fields.iter().find(|field| field.key == key);
        let caption = field.map(|field| field_label(spot.lang, field)).unwrap_or_default();
        table(scene, spot, key, caption, part, rows.iter().copied(), no).unwrap_or_default()
    };
    PlatformView {
        platform_type: platform_type(scene, spot, fields),
        level: highest.map(|code| scene.label(spot, "levels", code)).unwrap_or_default(),
        stars,
        rating,
        rating_scheme: scheme.map(|no| scene.link(spot, no)).unwrap_or_default(),
        rated_until: date_view(spot.lang, rating_part.and_then(|part| part.date("valid_until"))),
        levels: table_of("levels", "platform_level"),
        accepts: fields.texts("accepts").map(|code| scene.label(spot, "platform_accepts", code)).collect(),
        space: part_facts(scene, spot, fields, "space", no),
        housing: part_facts(scene, spot, fields, "housing", no),
        services: shown.texts("services"),
        industries: industries(scene, spot, fields),
        benefits: benefits(scene, spot, fields, no),
        results: table_of("results", "result"),
    }
}

/// The type, leading to its page where there is one.
fn platform_type(scene: &Scene, spot: Spot, fields: &Fields) -> LinkView {
    let code = fields.text("type").unwrap_or_default();
    let text = scene.label(spot, "platform_types", code);
    let pages = scene.portal.list(Kind::PlatformType, Lang::Zh);
    let page = pages.iter().find(|no| scene.portal.entry(**no).text("type") == Some(code));
    let href = page.map(|no| scene.href(spot, *no)).unwrap_or_default();
    LinkView { text, href, ..LinkView::default() }
}

fn rating(scene: &Scene, spot: Spot, fields: &Fields) -> (u8, String) {
    let Some(part) = fields.part("rating") else { return (0, String::new()) };
    let stars = match part.get("stars").map(|v| &v.value) {
        Some(field::Value::Integer(stars)) => u8::try_from(*stars).unwrap_or(0).min(5),
        _ => 0,
    };
    let until = part.date("valid_until").map(|date| date_text(spot.lang, date)).unwrap_or_default();
    let scheme = part.text("scheme").and_then(|id| scene.portal.find(&[Kind::RatingScheme], id));
    let name = scheme.map(|no| scene.title(spot, no).to_string()).unwrap_or_default();
    let text = match (spot.lang, until.is_empty()) {
        (Lang::Zh, true) => format!("{stars}星 {name}"),
        (Lang::Zh, false) => format!("{stars}星 {name}（有效至{until}）"),
        (Lang::En, true) => format!("{stars} stars, {name}"),
        (Lang::En, false) => format!("{stars} stars, {name} (valid until {until})"),
    };
    (stars, text)
}

fn part_facts(scene: &Scene, spot: Spot, fields: &Fields, key: &str, no: EntryNo) -> Vec<FactView> {
    let Some(part) = fields.part(key) else { return Vec::new() };
    let Some(spec) = field::PARTS.iter().find(|spec| spec.name == key) else { return Vec::new() };
    let with_unit = |field: &'static Field| {
        let mut fact = fact(scene, spot, field, &part.get(field.key)?.value, no)?;
        if field.key.ends_with("_m2") {
            let unit = if spot.lang == Lang::Zh { "平方米" } else { " m²" };
            fact.values.iter_mut().for_each(|value| value.text.push_str(unit));
            fact.label = fact.label.trim_end_matches(" m2").to_string();
        }
        if (field.key, spot.lang) == ("as_of", Lang::Zh) {
            fact.label = field.help_zh.to_string();
        }
        Some(fact)
    };
    spec.fields.iter().filter_map(with_unit).collect()
}

fn industries(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<LinkView> {
    let link = |code: &str| LinkView {
        text: scene.label(spot, "industries", code),
        href: super::list::facet_href(scene, spot, Facet::Industry, code).unwrap_or_default(),
        ..LinkView::default()
    };
    fields.texts("industries").map(link).collect()
}

fn benefits(scene: &Scene, spot: Spot, fields: &Fields, no: EntryNo) -> Vec<LinkView> {
    let Some(value) = fields.get("benefits") else { return Vec::new() };
    views(scene, spot, &Type::List(&Type::Reference(&[Kind::Benefit])), &value.value, no)
        .into_iter()
        .map(|view| LinkView { text: view.text, href: view.href, ..LinkView::default() })
        .collect()
}
