//! What the page of a rating scheme has beyond other entries: stars, points, and who holds which star.

use super::entry::Shown;
use super::value::{date_view, duration};
use super::view::{CriterionView, LinkView, RatedPlatformView, RatingSchemeView, StarView};
use super::{Scene, Spot};
use crate::date::Date;
use crate::field::{Duration, Fields, Kind, Value};
use crate::portal::EntryNo;
use crate::text::Lang;

/// The view of a rating scheme.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> RatingSchemeView {
    let fields = shown.fields;
    let cycle = match fields.get("review_cycle").map(|value| &value.value) {
        Some(Value::Duration(cycle)) => Some(*cycle),
        _ => None,
    };
    let rated = rated(scene, shown.original_no);
    let criteria = criteria(fields);
    let types: Vec<&str> = fields.texts("platform_types").collect();
    let of_types = scene
        .portal
        .list(Kind::Platform, Lang::Zh)
        .iter()
        .filter(|no| scene.portal.entry(**no).text("type").is_some_and(|code| types.contains(&code)));
    let unrated = of_types.filter(|no| !rated.iter().any(|(_, other, _)| other == *no)).count();
    RatingSchemeView {
        platform_types: types.iter().map(|code| platform_type(scene, spot, code)).collect(),
        cycle: cycle.map(|cycle| duration(spot.lang, cycle)).unwrap_or_default(),
        stars: stars(scene, spot, fields, &rated, cycle),
        total: sum(criteria.iter()),
        review_total: sum(criteria.iter().filter(|criterion| criterion.in_review)),
        criteria,
        rated_count: rated.len(),
        unrated_count: unrated,
    }
}

/// A platform type, leading to its page where there is one.
fn platform_type(scene: &Scene, spot: Spot, code: &str) -> LinkView {
    let pages = scene.portal.list(Kind::PlatformType, Lang::Zh);
    let page = pages.iter().find(|no| scene.portal.entry(**no).text("type") == Some(code));
    LinkView {
        text: scene.label(spot, "platform_types", code),
        href: page.map(|no| scene.href(spot, *no)).unwrap_or_default(),
        ..LinkView::default()
    }
}

fn criteria(fields: &Fields) -> Vec<CriterionView> {
    let view = |part: &Fields| CriterionView {
        name: part.text("name").unwrap_or_default().to_string(),
        points: part.text("points").unwrap_or_default().to_string(),
        in_review: part.yes("used_in_review"),
    };
    fields.parts("criteria").map(view).collect()
}

/// The sum of points; empty where one is no number or there are none.
fn sum<'a>(criteria: impl Iterator<Item = &'a CriterionView>) -> String {
    let points: Option<Vec<f64>> = criteria
        .map(|criterion| {
            criterion.points.trim_end_matches('分').trim().parse().ok().filter(|p: &f64| p.is_finite())
        })
        .collect();
    match points {
        Some(points) if !points.is_empty() => {
            let text = format!("{:.1}", points.iter().sum::<f64>());
            text.strip_suffix(".0").unwrap_or(&text).to_string()
        }
        _ => String::new(),
    }
}

/// Public platforms rated by the scheme: their stars, and the part that says so.
fn rated<'a>(scene: &Scene<'a>, scheme: EntryNo) -> Vec<(i64, EntryNo, &'a Fields)> {
    let portal = scene.portal;
    let rated = portal.list(Kind::Platform, Lang::Zh).iter().filter_map(|no| {
        let part = portal.entry(*no).fields.part("rating")?;
        let named = part.text("scheme").and_then(|id| portal.find(&[Kind::RatingScheme], id));
        match part.get("stars").map(|value| &value.value) {
            Some(Value::Integer(stars)) if named == Some(scheme) => Some((*stars, *no, part)),
            _ => None,
        }
    });
    rated.collect()
}

fn stars(
    scene: &Scene,
    spot: Spot,
    fields: &Fields,
    rated: &[(i64, EntryNo, &Fields)],
    cycle: Option<Duration>,
) -> Vec<StarView> {
    let number = |part: &Fields| match part.get("stars").map(|value| &value.value) {
        Some(Value::Integer(stars)) => *stars,
        _ => 0,
    };
    let mut levels: Vec<(i64, StarView)> = fields
        .parts("stars")
        .map(|part| {
            let text = |key: &str| part.text(key).unwrap_or_default().to_string();
            let view = StarView { name: text("name"), condition: text("condition"), ..StarView::default() };
            (number(part), view)
        })
        .collect();
    for (stars, ..) in rated {
        if !levels.iter().any(|(other, _)| other == stars) {
            levels.push((*stars, StarView::default()));
        }
    }
    levels.sort_by_key(|(stars, _)| std::cmp::Reverse(*stars));
    let platform = |(_, no, part): &(i64, EntryNo, &Fields)| rated_platform(scene, spot, *no, part, cycle);
    levels
        .into_iter()
        .map(|(stars, view)| StarView {
            stars: u8::try_from(stars).unwrap_or(0).min(9),
            name: if view.name.is_empty() {
                scene.say(spot.lang, "stars_count", &[("count", &stars.to_string())])
            } else {
                view.name.clone()
            },
            platforms: rated.iter().filter(|(other, ..)| *other == stars).map(platform).collect(),
            ..view
        })
        .collect()
}

fn rated_platform(
    scene: &Scene,
    spot: Spot,
    no: EntryNo,
    part: &Fields,
    cycle: Option<Duration>,
) -> RatedPlatformView {
    let rated_on = part.date("rated_on");
    let valid_until = part.date("valid_until");
    let by_cycle = rated_on.zip(cycle).and_then(|(date, cycle)| after(date, cycle));
    let review_on = by_cycle.into_iter().chain(valid_until).min();
    RatedPlatformView {
        link: scene.link(spot, no),
        rated_on: date_view(spot.lang, rated_on),
        valid_until: date_view(spot.lang, valid_until),
        review_on: date_view(spot.lang, review_on),
        is_overdue: review_on.is_some_and(|date| date < scene.portal.date),
    }
}

/// The day a length of time after a date.
fn after(date: Date, length: Duration) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match length {
        Duration::Years(n) => span.try_years(n).ok()?,
        Duration::Months(n) => span.try_months(n).ok()?,
        Duration::Days(n) => span.try_days(n).ok()?,
        Duration::WorkingDays(_) | Duration::Before { .. } => return None,
    };
    date.checked_add(span).ok()
}
