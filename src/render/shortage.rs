//! What the page of a shortage catalogue has beyond other entries: posts by industry, and what is new
//! against the year before.

use super::entry::Shown;
use super::view::{LinkView, ShortageIndustryView, ShortageRowView, ShortageView};
use super::{Scene, Spot};
use crate::content::DataTable;
use crate::field::{Fields, Kind};
use crate::portal::EntryNo;
use crate::text::Lang;
use crate::url;
use std::collections::HashMap;

/// Posts that a comparison names.
const NAMED_MAX: usize = 60;

/// The view of a shortage catalogue.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> ShortageView {
    let no = shown.original_no;
    let (rows, rows_lang) = rows_shown(spot, shown);
    let years = years(scene, spot.lang);
    let position = years.iter().position(|(_, other)| *other == no);
    let former = position.and_then(|at| years.get(at + 1)).map(|(_, other)| *other);
    let link = |(year, other): &(i64, EntryNo)| LinkView {
        text: year_words(spot.lang, *year),
        ..scene.link(spot, *other)
    };
    let year = crate::portal::year_of(shown.fields);
    let mut view = ShortageView {
        year: year.map(|year| year.to_string()).unwrap_or_default(),
        count: rows.len(),
        definition: shown.text("definition").unwrap_or_default().to_string(),
        years: years.iter().filter(|(_, other)| *other != no).map(link).collect(),
        newest: years.first().filter(|(_, other)| *other != no).map(link).unwrap_or_default(),
        data: data_link(scene, spot, no),
        rows_lang,
        ..ShortageView::default()
    };
    let before = former.map(|other| rows_of(scene, other)).unwrap_or_default();
    if let Some(former) = years.iter().find(|(_, other)| Some(*other) == former) {
        view.former = link(former);
        compare(scene, spot, &mut view, rows_of(scene, no), before);
    }
    view.industries = industries(scene, spot, rows, rows_of(scene, no), former.map(|_| before));
    view.new_count =
        view.industries.iter().flat_map(|industry| &industry.rows).filter(|row| row.is_new).count();
    view
}

/// The rows of a catalogue or indicator as CSV, where there are any.
pub(super) fn data_link(scene: &Scene, spot: Spot, no: EntryNo) -> LinkView {
    let Some(route) = scene.portal.of_rows(no).and_then(|set| set.csv) else { return LinkView::default() };
    LinkView {
        text: scene.word(spot.lang, "download_csv").into(),
        href: url::relative(spot.route, &route),
        ..LinkView::default()
    }
}

fn year_words(lang: Lang, year: i64) -> String {
    if lang == Lang::Zh { format!("{year}年度") } else { year.to_string() }
}

/// Public catalogues with their years, newest first.
pub(super) fn years(scene: &Scene, lang: Lang) -> Vec<(i64, EntryNo)> {
    let portal = scene.portal;
    let originals = portal.list(Kind::Shortage, lang).iter().map(|no| portal.original(*no));
    let mut years: Vec<(i64, EntryNo)> =
        originals.filter_map(|no| Some((crate::portal::year_of(&portal.entry(no).fields)?, no))).collect();
    years.sort_by_key(|(year, no)| (std::cmp::Reverse(*year), *no));
    years
}

/// The rows of a catalogue in Chinese.
pub(super) fn rows_of<'a>(scene: &Scene<'a>, no: EntryNo) -> &'a [Fields] {
    table_rows(scene.portal.entry(no).table("rows_file"))
}

fn table_rows(table: Option<&DataTable>) -> &[Fields] {
    match table {
        Some(DataTable::Parts { rows, .. }) => rows,
        _ => &[],
    }
}

/// The rows of the translation if it has its own, else those in Chinese with the tag of their language.
fn rows_shown<'a>(spot: Spot, shown: Shown<'a>) -> (&'a [Fields], &'static str) {
    let own = table_rows(shown.translation.and_then(|entry| entry.table("rows_file")));
    if !own.is_empty() {
        return (own, "");
    }
    let lang = if spot.lang == Lang::Zh { "" } else { Lang::Zh.tag() };
    (table_rows(shown.original.table("rows_file")), lang)
}

/// 1 to 5; 0 where none is stated.
fn degree(row: &Fields) -> u8 {
    let code = row.text("degree").unwrap_or_default();
    code.trim_start_matches('d').parse().ok().filter(|degree| (1..=5).contains(degree)).unwrap_or(0)
}

fn key(row: &Fields) -> (&str, &str) {
    (row.text("industry").unwrap_or_default(), row.text("post").unwrap_or_default())
}

/// Groups rows by industry, in the order in which industries first appear.
fn industries(
    scene: &Scene,
    spot: Spot,
    rows: &[Fields],
    chinese: &[Fields],
    former: Option<&[Fields]>,
) -> Vec<ShortageIndustryView> {
    let mut industries: Vec<ShortageIndustryView> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let name = row.text("industry").unwrap_or_default();
        // Rows of a translation stand in the order of the original, by which posts are compared.
        let original = chinese.get(index).filter(|_| rows.len() == chinese.len()).unwrap_or(row);
        let is_new = former.is_some_and(|former| !former.iter().any(|other| key(other) == key(original)));
        let view = row_view(scene, spot, row, is_new);
        match industries.iter_mut().find(|industry| industry.name == name) {
            Some(industry) => industry.rows.push(view),
            None => industries.push(ShortageIndustryView {
                anchor: format!("x-industry-{}", industries.len() + 1),
                name: name.to_string(),
                rows: vec![view],
                ..ShortageIndustryView::default()
            }),
        }
    }
    for industry in &mut industries {
        let degrees = industry.rows.iter().map(|row| row.degree).filter(|degree| *degree > 0);
        let degrees: Vec<u32> = degrees.map(u32::from).collect();
        industry.count = industry.rows.len();
        industry.urgent = degrees.iter().filter(|degree| **degree >= 4).count();
        if !degrees.is_empty() {
            let tenths = (degrees.iter().sum::<u32>() * 10 + degrees.len() as u32 / 2) / degrees.len() as u32;
            industry.mean = format!("{}.{}", tenths / 10, tenths % 10);
        }
    }
    industries
}

fn row_view(scene: &Scene, spot: Spot, row: &Fields, is_new: bool) -> ShortageRowView {
    let text = |key: &str| {
        let text = row.text(key).unwrap_or_default();
        if matches!(text, "—" | "-" | "–" | "/" | "无") { String::new() } else { text.to_string() }
    };
    let degree = degree(row);
    ShortageRowView {
        post: text("post"),
        discipline: text("discipline"),
        education: text("education"),
        skill: text("skill"),
        quantity: text("quantity_band"),
        salary: text("salary_range"),
        degree,
        degree_word: degree_word(scene, spot, degree),
        is_new,
    }
}

fn degree_word(scene: &Scene, spot: Spot, degree: u8) -> String {
    let word = match degree {
        1 => "shortage_degree_1",
        2 => "shortage_degree_2",
        3 => "shortage_degree_3",
        4 => "shortage_degree_4",
        5 => "shortage_degree_5",
        _ => return String::new(),
    };
    scene.word(spot.lang, word).to_string()
}

/// What is gone, and what has another degree, against the catalogue before.
fn compare(scene: &Scene, spot: Spot, view: &mut ShortageView, now: &[Fields], before: &[Fields]) {
    let present: HashMap<(&str, &str), &Fields> = now.iter().map(|row| (key(row), row)).collect();
    let named = |row: &Fields| {
        let (industry, post) = key(row);
        scene.say(spot.lang, "shortage_post", &[("post", post), ("industry", industry)])
    };
    let gone = before.iter().filter(|row| !present.contains_key(&key(row)));
    view.gone = gone.take(NAMED_MAX).map(named).collect();
    let moved = before.iter().filter_map(|old| {
        let (was, is) = (degree(old), degree(present.get(&key(old))?));
        (was != is && was > 0 && is > 0).then(|| {
            let word = if is > was { "shortage_rises" } else { "shortage_falls" };
            let values = [("post", &*named(old)), ("from", &*was.to_string()), ("to", &*is.to_string())];
            scene.say(spot.lang, word, &values)
        })
    });
    view.moved = moved.take(NAMED_MAX).collect();
}
