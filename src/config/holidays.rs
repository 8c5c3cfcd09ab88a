//! The holiday calendar of a site: days off and make-up days, year by year.
//!
//! Takes the file that `holiday_calendar` names, else `vocabularies/holidays.yaml` (词库/节假日.yaml),
//! gives [`HolidayCalendar`] with findings.
//!
//! **Invariant**: a row that cannot be read is left out and named; the others count.

use crate::date::{Date, HolidayCalendar, YEARS, parse_date};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::source::yaml::{self, Node};
use crate::source::{Root, SourceFile, Sources};

/// Where the calendar lies if no setting names another place.
const PLACES: [&str; 4] =
    ["vocabularies/holidays.yaml", "vocabularies/节假日.yaml", "词库/节假日.yaml", "词库/holidays.yaml"];

/// The file that holds the calendar; `Err` where the setting names one that is not there.
pub(super) fn file<'a>(sources: &'a Sources, written: &str) -> Result<Option<&'a SourceFile>, ()> {
    if written.is_empty() {
        return Ok(PLACES.iter().find_map(|path| sources.find(Root::Content, path)));
    }
    sources.find(Root::Content, written).map(Some).ok_or(())
}

/// Reads the calendar.
pub(super) fn read(file: &SourceFile) -> (HolidayCalendar, Diagnostics) {
    let (node, mut diagnostics) = yaml::parse(file.id, file.text(), 0..file.text().len());
    let mut calendar = HolidayCalendar::default();
    let Some(node) = node.filter(|node| !node.is_empty()) else { return (calendar, diagnostics) };
    let Some(rows) = node.list() else {
        diagnostics.push(bad(
            Span::whole(file.id),
            "应为每年一项的列表：- {year: 2026, off: [日期], work: [日期]}",
            "must be a list with a row for each year: - {year: 2026, off: [dates], work: [dates]}",
        ));
        return (calendar, diagnostics);
    };
    for row in rows {
        diagnostics.extend(year(row, &mut calendar));
    }
    (calendar, diagnostics)
}

fn bad(span: Span, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::at(span, Finding::BadHolidays { problem: Words::new(zh, en) })
}

fn any<'a>(row: &'a Node, keys: [&str; 2]) -> Option<&'a Node> {
    keys.iter().find_map(|key| row.get(key))
}

/// Adds one year; what is wrong with it.
fn year(row: &Node, calendar: &mut HolidayCalendar) -> Diagnostics {
    let written = any(row, ["year", "年"]).and_then(Node::scalar).and_then(|text| text.trim().parse().ok());
    let Some(year) = written.filter(|year: &i16| YEARS.contains(year)) else {
        return vec![bad(row.span, "有一项没有年份", "has a row without its year")];
    };
    const KEYS: [&str; 6] = ["year", "年", "off", "放假", "work", "上班"];
    let unknown = row.map().unwrap_or_default().iter().filter(|(key, _)| !KEYS.contains(&key.text.as_str()));
    let mut diagnostics: Diagnostics = unknown
        .map(|(key, _)| {
            let key_text = &key.text;
            bad(key.span, format!("不认识“{key_text}”"), format!("has “{key_text}”, which means nothing"))
        })
        .collect();
    if !calendar.years.insert(year) {
        diagnostics.push(bad(row.span, format!("{year}年写了两次"), format!("holds {year} twice")));
    }
    let off = dates(any(row, ["off", "放假"]), year, &mut diagnostics);
    let work = dates(any(row, ["work", "上班"]), year, &mut diagnostics);
    for (date, span) in &work {
        if off.iter().any(|(other, _)| other == date) {
            let (zh, en) =
                (format!("{date} 既放假又上班"), format!("has {date} both as a day off and as a day worked"));
            diagnostics.push(bad(*span, zh, en));
        }
    }
    // A day that is both stays a day off: no time limit becomes shorter than it may be.
    let is_off = |date: &Date| off.iter().any(|(other, _)| other == date);
    calendar.work.extend(work.iter().map(|(date, _)| *date).filter(|date| !is_off(date)));
    calendar.off.extend(off.iter().map(|(date, _)| *date));
    diagnostics
}

/// The dates of a list that are dates of the year.
fn dates(node: Option<&Node>, year: i16, diagnostics: &mut Diagnostics) -> Vec<(Date, Span)> {
    let Some(node) = node.filter(|node| !node.is_empty()) else { return Vec::new() };
    let Some(items) = node.list() else {
        diagnostics.push(bad(node.span, "日期应写成列表", "needs its dates as a list"));
        return Vec::new();
    };
    let mut dates = Vec::new();
    for item in items {
        let text = item.scalar().unwrap_or_default();
        match parse_date(text) {
            Some(date) if date.year() == year => dates.push((date, item.span)),
            Some(date) => diagnostics.push(bad(
                item.span,
                format!("{date} 不在{year}年"),
                format!("has {date} under the year {year}"),
            )),
            None => diagnostics.push(bad(
                item.span,
                format!("“{text}”不是日期"),
                format!("has “{text}”, which is no date"),
            )),
        }
    }
    dates
}
