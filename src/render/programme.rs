//! What the page of a programme has beyond other entries: its calls, its numbers, the same elsewhere.

use super::benefit::{headline, stacking, steps};
use super::card::{card, is_open, level_badge};
use super::entry::{Shown, text_table};
use super::value::reference_link;
use super::view::{
    CallRowView, FunnelCellView, FunnelRowView, FunnelView, LinkView, ProgrammeView, SisterView, TableView,
    ValueView,
};
use super::{Scene, Spot, call};
use crate::content::{DataTable, Names};
use crate::field::{Kind, Type};
use crate::portal::EntryNo;

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] = &[
    "level",
    "authority",
    "steps",
    "milestones",
    "exit_cases",
    "liabilities",
    "sister_programmes",
    "past_numbers_file",
    "benefits",
];

/// The view of a programme.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> ProgrammeView {
    let no = shown.original_no;
    let calls = call::of_programme(scene, no);
    let open = calls.iter().find(|call| is_open(scene, **call));
    let numbers = match shown.original.table("past_numbers_file") {
        Some(DataTable::Names(names)) => Some(names),
        _ => None,
    };
    let funnel = numbers.and_then(|names| funnel(scene, spot, names));
    let caption = scene.word(spot.lang, "past_numbers").to_string();
    ProgrammeView {
        level: shown.text("level").map(|level| scene.label(spot, "levels", level)).unwrap_or_default(),
        authority: authority(scene, spot, no),
        steps: steps(scene, spot, shown.fields),
        milestones: shown.texts("milestones"),
        exit_cases: shown.texts("exit_cases"),
        liabilities: shown.texts("liabilities"),
        benefits: benefits(scene, no).into_iter().map(|no| card(scene, spot, no)).collect(),
        open: open.map(|no| call::row(scene, spot, *no)).unwrap_or_else(CallRowView::default),
        calls: calls.iter().map(|no| call::row(scene, spot, *no)).collect(),
        past_numbers: match (numbers, &funnel) {
            (Some(names), None) => text_table("past_numbers_file", caption, &names.header, &names.rows),
            _ => TableView::default(),
        },
        funnel: funnel.unwrap_or_default(),
        sisters: sisters(scene, spot, no),
    }
}

fn authority(scene: &Scene, spot: Spot, no: EntryNo) -> LinkView {
    let written = scene.portal.entry(no).text("authority");
    let ty = Type::Reference(&[Kind::Department]);
    written.map(|written| reference_link(scene, spot, &ty, written)).unwrap_or_default()
}

fn benefits(scene: &Scene, no: EntryNo) -> Vec<EntryNo> {
    let written = scene.portal.entry(no).fields.texts("benefits");
    let all = written.filter_map(|id| scene.portal.find(&[Kind::Benefit], id));
    all.filter(|no| scene.portal.is_public(*no)).collect()
}

/// This programme and its sisters, named at either end, highest level first; none without a sister.
fn sisters(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<SisterView> {
    let portal = scene.portal;
    let is_sister = |code: &str| code == "sister_programmes";
    let both = portal.outgoing[no.0 as usize].iter().chain(&portal.incoming[no.0 as usize]);
    let named = both.filter(|relation| is_sister(&relation.code)).map(|relation| relation.other);
    let mut all: Vec<EntryNo> =
        named.filter(|other| *other != no && portal.is_public(*other)).chain([no]).collect();
    let rank = |no: &EntryNo| {
        let level = portal.entry(*no).text("level").unwrap_or_default();
        scene.vocabularies.terms("levels").iter().position(|term| term.code == level).unwrap_or(usize::MAX)
    };
    all.sort_by_key(|no| (rank(no), *no));
    all.dedup();
    if all.len() < 2 {
        return Vec::new();
    }
    all.into_iter().map(|other| sister(scene, spot, other, other == no)).collect()
}

fn sister(scene: &Scene, spot: Spot, no: EntryNo, current: bool) -> SisterView {
    let link = scene.link(spot, no);
    let level = scene.portal.entry(no).text("level");
    let mut rules: Vec<String> = Vec::new();
    let mut amounts = Vec::new();
    for benefit in benefits(scene, no) {
        let shown = Shown::new(scene.portal, scene.portal.in_language(benefit, spot.lang).unwrap_or(benefit));
        let rule = stacking(scene, spot, shown.fields);
        if !rule.is_empty() && !rules.contains(&rule) {
            rules.push(rule);
        }
        if let Some(award) = shown.fields.part("award") {
            let figure = headline(scene, spot, award);
            amounts.push(ValueView { note: scene.title(spot, benefit).to_string(), ..figure });
        }
    }
    SisterView {
        programme: if current { LinkView { href: String::new(), ..link } } else { link },
        level: level.map(|level| level_badge(scene, spot, level)).unwrap_or_default(),
        authority: authority(scene, spot, no),
        amounts,
        stacking: rules,
        current,
    }
}

/// Rows of year, step and number as a funnel; `None` where the table is another one.
fn funnel(scene: &Scene, spot: Spot, names: &Names) -> Option<FunnelView> {
    let column = |wanted: &[&str]| {
        names.header.iter().position(|head| wanted.contains(&head.trim().to_lowercase().as_str()))
    };
    let year = column(&["年", "年度", "year"])?;
    let step = column(&["步骤", "环节", "step"])?;
    let number = column(&["数量", "数", "number", "count"])?;
    let cell = |row: &[String], index: usize| row.get(index).map_or("", |text| text.trim()).to_string();
    let terms = scene.vocabularies.terms("programme_steps");
    let place = |step: &str| {
        let code = scene.vocabularies.find("programme_steps", step).map(|term| &term.code);
        terms.iter().position(|term| Some(&term.code) == code).unwrap_or(terms.len())
    };
    let mut steps: Vec<String> = Vec::new();
    let mut years: Vec<String> = Vec::new();
    for row in &names.rows {
        for (all, text) in [(&mut steps, cell(row, step)), (&mut years, cell(row, year))] {
            if !text.is_empty() && !all.contains(&text) {
                all.push(text);
            }
        }
    }
    steps.sort_by_key(|step| place(step));
    years.sort_by(|a, b| b.cmp(a));
    let of = |of_year: &str, of_step: &str| {
        let found =
            names.rows.iter().rev().find(|row| cell(row, year) == of_year && cell(row, step) == of_step);
        found.map(|row| cell(row, number)).unwrap_or_default()
    };
    let rows = years.iter().map(|year| FunnelRowView {
        year: year.clone(),
        cells: funnel_cells(steps.iter().map(|step| of(year, step)).collect()),
    });
    let label = |step: &String| {
        let term = scene.vocabularies.find("programme_steps", step);
        term.map_or_else(|| step.clone(), |term| term.label(spot.lang).to_string())
    };
    Some(FunnelView { steps: steps.iter().map(label).collect(), rows: rows.collect() })
}

/// The numbers of a year with their share of the first.
fn funnel_cells(numbers: Vec<String>) -> Vec<FunnelCellView> {
    let first = numbers.first().and_then(|text| text.parse::<u64>().ok()).filter(|first| *first > 0);
    let percent = |text: &str| {
        let share = text.parse::<u64>().ok()? * 100 / first?;
        u32::try_from(share.min(100)).ok()
    };
    numbers.into_iter().map(|text| FunnelCellView { percent: percent(&text).unwrap_or(0), text }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_first_step_and_never_above_it() {
        let cells = funnel_cells(["112", "68", "", "约10", "120"].map(str::to_string).to_vec());
        let percents: Vec<u32> = cells.iter().map(|cell| cell.percent).collect();
        assert_eq!(percents, [100, 60, 0, 0, 100]);
        assert_eq!(funnel_cells(vec!["0".into(), "3".into()])[1].percent, 0);
    }
}
