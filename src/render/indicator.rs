//! Indicators: the newest value against the one before and the target, the series as chart and table,
//! and all indicators as one page of numbers.
//!
//! Numbers stay as their author wrote them; differences are computed to as many decimals as both have.

use super::chart::{self, Chart, Line, Point};
use super::entry::Shown;
use super::head::{self, About};
use super::value::{date_view, views};
use super::view::{
    BodyView, IndicatorView, NumberRowView, NumbersView, TableView, ValueKind, ValueView, View,
};
use super::{Scene, Spot};
use crate::content::DataTable;
use crate::date::{Period, parse_period};
use crate::field::{Fields, Kind, Type};
use crate::portal::EntryNo;
use crate::text::Lang;
use std::cmp::Ordering;

/// Periods between the first and the last that a chart shows as gaps.
const PERIODS_MAX: usize = 400;

/// A row of the series, as far as it can be drawn.
struct Figure<'a> {
    /// As the author wrote it: `11.3`.
    written: &'a str,
    value: f64,
    fields: &'a Fields,
}

/// The figures of one region, one place for each period of the axis.
struct Region<'a> {
    name: String,
    figures: Vec<Option<Figure<'a>>>,
}

/// A figure with its place on the axis.
type Placed<'s, 'a> = (usize, &'s Figure<'a>);

/// A series on its axis.
struct Series<'a> {
    /// As written, in order; of a regular series with the missing periods between.
    periods: Vec<String>,
    parsed: Vec<Option<Period>>,
    regions: Vec<Region<'a>>,
}

/// The view of an indicator.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> IndicatorView {
    let series = series(scene, spot, shown);
    let unit = shown.text("unit").unwrap_or_default().to_string();
    let mut view = IndicatorView {
        as_of: date_view(spot.lang, shown.fields.date("as_of")),
        definition: shown.text("definition").unwrap_or_default().to_string(),
        frequency: frequency(scene, spot, shown),
        data: super::shortage::data_link(scene, spot, shown.original_no),
        ..headline(scene, spot, &series, &unit)
    };
    let title = scene.title(spot, shown.no).to_string();
    let drawing = chart::draw(&chart_of(scene, spot, &series, &title, &view));
    view.chart_html = drawing.svg;
    let notes = [(drawing.is_cut, "chart_cut"), (drawing.is_partial, "chart_partial")];
    view.chart_notes = notes
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| scene.say(spot.lang, word, &[("count", &chart::LINES_MAX.to_string())]))
        .collect();
    view.table = series_table(scene, spot, &series, &title, &unit);
    view
}

fn frequency(scene: &Scene, spot: Spot, shown: Shown) -> String {
    let code = shown.fields.text("period_kind");
    code.map(|code| scene.label(spot, "indicator_periods", code)).unwrap_or_default()
}

/// The rows of the series, by region and period.
fn series<'a>(scene: &Scene, spot: Spot, shown: Shown<'a>) -> Series<'a> {
    let rows: &[Fields] = match shown.original.table("series_file") {
        Some(DataTable::Parts { rows, .. }) => rows,
        _ => &[],
    };
    let figure = |fields: &'a Fields| {
        let written = fields.text("value")?;
        let value: f64 =
            written.parse().ok().filter(|value: &f64| value.is_finite() && value.abs() < 1e15)?;
        Some(Figure { written, value, fields })
    };
    let mut places: Vec<(String, Option<Period>)> = Vec::new();
    for row in rows.iter().filter(|row| figure(row).is_some()) {
        let written = row.text("period").unwrap_or_default();
        let period = parse_period(written);
        if !places.iter().any(|(text, other)| text == written || period.is_some() && *other == period) {
            places.push((written.to_string(), period));
        }
    }
    let places = on_an_axis(places);
    let mut regions: Vec<Region> = Vec::new();
    for row in rows {
        let Some(figure) = figure(row) else { continue };
        let name = region_name(scene, spot, shown, row);
        let written = row.text("period").unwrap_or_default();
        let period = parse_period(written);
        let same = |(text, other): &(String, Option<Period>)| {
            text == written || period.is_some() && *other == period
        };
        let Some(place) = places.iter().position(same) else { continue };
        let at = regions.iter().position(|region| region.name == name).unwrap_or_else(|| {
            let figures = places.iter().map(|_| None).collect();
            regions.push(Region { name, figures });
            regions.len() - 1
        });
        regions[at].figures[place] = Some(figure);
    }
    let home = scene.label(spot, "regions", &scene.config.region);
    regions.sort_by_key(|region| region.name != home);
    let (periods, parsed) = places.into_iter().unzip();
    Series { periods, parsed, regions }
}

/// Sorts regular periods and puts the missing ones between; others stay as in the file.
fn on_an_axis(mut places: Vec<(String, Option<Period>)>) -> Vec<(String, Option<Period>)> {
    let is_regular = places.iter().all(|(_, period)| period.is_some())
        && places.windows(2).all(|pair| match (pair[0].1, pair[1].1) {
            (Some(a), Some(b)) => std::mem::discriminant(&a) == std::mem::discriminant(&b),
            _ => false,
        });
    if !is_regular || places.is_empty() {
        return places;
    }
    places.sort_by_key(|(_, period)| *period);
    let last = places.last().and_then(|(_, period)| *period);
    let steps = std::iter::successors(places[0].1, |period| Some(period.next()));
    let all: Vec<Period> = steps.take_while(|period| Some(*period) <= last).take(PERIODS_MAX + 1).collect();
    if all.len() > PERIODS_MAX {
        return places;
    }
    all.into_iter().map(|period| (period.short(), Some(period))).collect()
}

fn region_name(scene: &Scene, spot: Spot, shown: Shown, row: &Fields) -> String {
    let Some(value) = row.get("region") else { return String::new() };
    let ty = Type::Region;
    let found = value.value.text().and_then(|text| scene.vocabularies.find("regions", text));
    match found {
        Some(term) => term.label(spot.lang).to_string(),
        None => views(scene, spot, &ty, &value.value, shown.original_no)
            .into_iter()
            .map(|view| view.text)
            .collect(),
    }
}

impl Series<'_> {
    /// A period in words.
    fn name(&self, lang: Lang, place: usize) -> String {
        match (self.parsed[place], lang) {
            (Some(period), Lang::Zh) => period.chinese(),
            (Some(period), Lang::En) => period.english(),
            (None, _) => self.periods[place].clone(),
        }
    }
}

impl<'a> Region<'a> {
    /// The newest figure and the one before it, with their places.
    fn newest(&self) -> Option<(Placed<'_, 'a>, Option<Placed<'_, 'a>>)> {
        let mut present = self
            .figures
            .iter()
            .enumerate()
            .filter_map(|(place, figure)| Some((place, figure.as_ref()?)))
            .rev();
        Some((present.next()?, present.next()))
    }
}

/// The newest value of the first region, its change, its target.
fn headline(scene: &Scene, spot: Spot, series: &Series, unit: &str) -> IndicatorView {
    let unit = unit.to_string();
    let Some(region) = series.regions.first() else { return IndicatorView { unit, ..Default::default() } };
    let Some(((place, figure), former)) = region.newest() else {
        return IndicatorView { unit, ..Default::default() };
    };
    let change = former.map(|(before, old)| {
        let period = series.name(spot.lang, before);
        change(scene, spot, figure, old, &period, &unit)
    });
    IndicatorView {
        value: figure.written.to_string(),
        period: series.name(spot.lang, place),
        region: region.name.clone(),
        change: change.unwrap_or_default(),
        target: target(scene, spot, figure, &unit).unwrap_or_default(),
        progress: progress(scene, spot, figure, &unit).unwrap_or_default(),
        base: base(scene, spot, figure, &unit).unwrap_or_default(),
        unit,
        ..IndicatorView::default()
    }
}

/// Decimals of a number as written.
fn decimals(written: &str) -> usize {
    written.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(6))
}

/// The difference of two numbers, without the decimals that neither has.
fn difference(a: &str, b: &str) -> Option<(f64, String)> {
    let value = a.parse::<f64>().ok()? - b.parse::<f64>().ok()?;
    let text = format!("{:.*}", decimals(a).max(decimals(b)), value.abs());
    Some((value, text))
}

/// The unit of a difference: of shares it is percentage points.
fn unit_of_difference(scene: &Scene, spot: Spot, unit: &str) -> String {
    let is_share = unit.contains(['%', '％']);
    if is_share { scene.word(spot.lang, "percentage_points").to_string() } else { unit.to_string() }
}

/// 8 as a share of 230: 3.5%.
fn percent(part: f64, whole: f64) -> String {
    let text = format!("{:.1}", (part / whole).abs() * 100.0);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

fn change(scene: &Scene, spot: Spot, new: &Figure, old: &Figure, period: &str, unit: &str) -> String {
    let Some((value, number)) = difference(new.written, old.written) else { return String::new() };
    // A share of a share, of nothing or of a loss says nothing.
    let has_rate = old.value > 0.0 && !unit.contains(['%', '％']);
    let rate = if has_rate { percent(value, old.value) } else { String::new() };
    let word = match (value.partial_cmp(&0.0), has_rate) {
        (Some(Ordering::Greater), true) => "indicator_up",
        (Some(Ordering::Greater), false) => "indicator_up_plain",
        (Some(Ordering::Less), true) => "indicator_down",
        (Some(Ordering::Less), false) => "indicator_down_plain",
        _ => "indicator_same",
    };
    let unit = unit_of_difference(scene, spot, unit);
    let values = [("period", period), ("number", &*number), ("unit", &*unit), ("rate", &*rate)];
    scene.say(spot.lang, word, &values)
}

fn target(scene: &Scene, spot: Spot, figure: &Figure, unit: &str) -> Option<String> {
    let number = figure.fields.text("target")?;
    let year = year(figure.fields);
    let word = if year.is_empty() { "indicator_target_plain" } else { "indicator_target" };
    Some(scene.say(spot.lang, word, &[("number", number), ("unit", unit), ("year", &year)]))
}

fn year(fields: &Fields) -> String {
    match fields.get("target_year").map(|value| &value.value) {
        Some(crate::field::Value::Integer(year)) => year.to_string(),
        _ => String::new(),
    }
}

/// How far the target is reached; where it lies below the base, less is better.
fn progress(scene: &Scene, spot: Spot, figure: &Figure, unit: &str) -> Option<String> {
    let written = figure.fields.text("target")?;
    let target: f64 = written.parse().ok()?;
    let base = figure.fields.text("base").and_then(|base| base.parse::<f64>().ok());
    let falls = base.is_some_and(|base| target < base);
    let (missing, number) = difference(written, figure.written)?;
    let is_reached = if falls { missing >= 0.0 } else { missing <= 0.0 };
    if is_reached {
        return Some(scene.word(spot.lang, "indicator_reached").to_string());
    }
    let unit = unit_of_difference(scene, spot, unit);
    let values = |rate: &str| {
        scene.say(spot.lang, "indicator_missing", &[("rate", rate), ("number", &number), ("unit", &unit)])
    };
    match base {
        Some(base) if falls => {
            let done = ((base - figure.value) / (base - target)).clamp(0.0, 1.0);
            Some(values(&percent(done, 1.0)))
        }
        _ if target > 0.0 && figure.value >= 0.0 => Some(values(&percent(figure.value, target))),
        _ => Some(scene.say(spot.lang, "indicator_missing_plain", &[("number", &number), ("unit", &unit)])),
    }
}

fn base(scene: &Scene, spot: Spot, figure: &Figure, unit: &str) -> Option<String> {
    let written = figure.fields.text("base")?;
    let (value, number) = difference(figure.written, written)?;
    let word = match value.partial_cmp(&0.0) {
        Some(Ordering::Greater) => "indicator_base_up",
        Some(Ordering::Less) => "indicator_base_down",
        _ => "indicator_base_same",
    };
    let step = unit_of_difference(scene, spot, unit);
    let values = [("base", written), ("number", &*number), ("unit", unit), ("step", &*step)];
    Some(scene.say(spot.lang, word, &values))
}

fn chart_of(scene: &Scene, spot: Spot, series: &Series, title: &str, view: &IndicatorView) -> Chart {
    let line = |region: &Region| Line {
        name: region.name.clone(),
        points: region
            .figures
            .iter()
            .map(|figure| {
                let figure = figure.as_ref()?;
                Some(Point { value: figure.value, label: figure.written.to_string() })
            })
            .collect(),
    };
    let newest = series.regions.first().and_then(Region::newest);
    let target = newest.and_then(|((_, figure), _)| {
        let value: f64 =
            figure.fields.text("target")?.parse().ok().filter(|value: &f64| value.abs() < 1e15)?;
        Some(Point { value, label: scene.say(spot.lang, "chart_target", &[("target", &view.target)]) })
    });
    let first = series.periods.first().map(|_| series.name(spot.lang, 0)).unwrap_or_default();
    let values = [
        ("title", title),
        ("from", &*first),
        ("to", &*view.period),
        ("number", &*view.value),
        ("unit", &*view.unit),
    ];
    Chart {
        id: "series".into(),
        title: scene.say(spot.lang, "chart_title", &values),
        description: scene.say(spot.lang, "chart_description", &values),
        unit: scene.say(spot.lang, "chart_unit", &[("unit", &view.unit)]),
        periods: series.periods.clone(),
        lines: series.regions.iter().map(line).collect(),
        target,
    }
}

/// Every value, newest first; a column for each region, or the change where there is one region.
fn series_table(scene: &Scene, spot: Spot, series: &Series, title: &str, unit: &str) -> TableView {
    let lang = spot.lang;
    let mut header = vec![scene.word(lang, "indicator_period").to_string()];
    let value = scene.say(lang, "indicator_value", &[("unit", unit)]);
    match &series.regions[..] {
        [_] => header.extend([value, scene.word(lang, "indicator_change").to_string()]),
        regions => header.extend(regions.iter().map(|region| region.name.clone())),
    }
    let cell = |figure: &Option<Figure>| match figure {
        Some(figure) => ValueView { kind: ValueKind::Figure, ..ValueView::text(figure.written) },
        None => ValueView { kind: ValueKind::Gap, ..ValueView::text(scene.word(lang, "indicator_no_value")) },
    };
    let row = |place: usize| {
        let mut cells = vec![ValueView::text(series.name(lang, place))];
        cells.extend(series.regions.iter().map(|region| cell(&region.figures[place])));
        if let [region] = &series.regions[..] {
            cells.push(ValueView::text(signed_change(region, place)));
        }
        cells
    };
    let caption = scene.say(lang, "indicator_table", &[("title", title), ("unit", unit)]);
    let rows: Vec<Vec<ValueView>> = if series.regions.is_empty() {
        Vec::new()
    } else {
        (0..series.periods.len()).rev().map(row).collect()
    };
    TableView { key: "series", caption, header, rows }
}

/// +8 or −8 against the period right before; nothing where there is none.
fn signed_change(region: &Region, place: usize) -> String {
    let before = place.checked_sub(1).and_then(|before| region.figures[before].as_ref());
    let (Some(new), Some(old)) = (region.figures[place].as_ref(), before) else { return "—".into() };
    match difference(new.written, old.written) {
        Some((value, text)) if value > 0.0 => format!("+{text}"),
        Some((value, text)) if value < 0.0 => format!("−{text}"),
        Some(_) => "0".into(),
        None => String::new(),
    }
}

/// All indicators as one page of numbers.
pub(super) fn numbers(scene: &Scene, spot: Spot) -> View {
    let column = scene.config.column(Kind::Indicator);
    let lang = spot.lang as usize;
    let all = scene.portal.list(Kind::Indicator, spot.lang);
    let title = column.name[lang].clone();
    let about = About {
        kind: "list",
        title: &title,
        column: Some(Kind::Indicator),
        is_column: true,
        description: column.description[lang].clone(),
        keywords: column.keywords[lang].clone(),
    };
    let view = NumbersView {
        description: column.description[lang].clone(),
        count: all.len(),
        rows: all.iter().map(|no| number_row(scene, spot, *no)).collect(),
    };
    View { page: head::page(scene, spot, about), body: BodyView::Numbers(Box::new(view)) }
}

pub(super) fn number_row(scene: &Scene, spot: Spot, no: EntryNo) -> NumberRowView {
    let shown = Shown::new(scene.portal, scene.portal.in_language(no, spot.lang).unwrap_or(no));
    let series = series(scene, spot, shown);
    let view = headline(scene, spot, &series, shown.text("unit").unwrap_or_default());
    let values: Vec<Option<f64>> = match series.regions.first() {
        Some(region) => region.figures.iter().map(|figure| Some(figure.as_ref()?.value)).collect(),
        None => Vec::new(),
    };
    NumberRowView {
        link: scene.link(spot, no),
        spark_html: chart::spark(&values),
        as_of: date_view(spot.lang, shown.fields.date("as_of")),
        value: view.value,
        unit: view.unit,
        period: view.period,
        change: view.change,
        target: view.target,
        progress: view.progress,
    }
}

/// The newest value with its unit, for a card.
pub(super) fn figure(scene: &Scene, spot: Spot, no: EntryNo) -> String {
    let shown = Shown::new(scene.portal, no);
    let view = headline(scene, spot, &series(scene, spot, shown), shown.text("unit").unwrap_or_default());
    match (view.value.is_empty(), spot.lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("{}{}", view.value, view.unit),
        (false, Lang::En) => format!("{} {}", view.value, view.unit),
    }
}
