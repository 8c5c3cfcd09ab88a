//! Rules on dates: of any field, of calls, publicity periods, and the time limits of publishing.
//!
//! Working days are counted with the holiday calendar of the site; a year that it lacks and that could
//! change a finding is told once.
//!
//! **Invariant**: today's date decides only whether something is overdue, never what is written.

use crate::config::Config;
use crate::content::Entry;
use crate::date::{Date, HolidayCalendar, YEARS};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Fields, Kind, Type, Value};
use crate::policy::State;
use crate::portal::occasion::call_date;
use crate::portal::{EntryNo, Leaf, Portal, visit};
use crate::text::Lang;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Working days by which holidays can move a count over the spans that these rules look at.
const HOLIDAYS_MAX: i64 = 12;

/// Counts working days and remembers the years that it lacked.
struct Counting<'a> {
    holidays: &'a HolidayCalendar,
    lacking: BTreeSet<i16>,
}

impl Counting<'_> {
    /// Working days after a day, up to and with another, to be compared with `wanted`.
    fn between(&mut self, from: Date, to: Date, wanted: u32) -> i64 {
        let count = self.holidays.between(from, to);
        if (count - i64::from(wanted)).abs() <= HOLIDAYS_MAX && count > 0 {
            self.lacking.extend(self.holidays.gap(from, to));
        }
        count
    }
}

/// Runs every rule.
pub(super) fn check(portal: &Portal, config: &Config) -> Diagnostics {
    let one = |index: usize| {
        let no = EntryNo::from(index);
        let mut counting = Counting { holidays: &config.holidays, lacking: BTreeSet::new() };
        let mut diagnostics = out_of_range(portal.entry(no));
        diagnostics.extend(reversed_parts(portal.entry(no)));
        if portal.original(no) == no && portal.entry(no).lang == Lang::Zh {
            diagnostics.extend(call(portal, config, no));
            diagnostics.extend(publicity(portal, config, no, &mut counting));
            diagnostics.extend(published_late(portal, config, no, &mut counting));
            diagnostics.extend(interpretation_late(portal, config, no, &mut counting));
        }
        (diagnostics, counting.lacking)
    };
    let found: Vec<(Diagnostics, BTreeSet<i16>)> =
        (0..portal.entries.entries.len()).into_par_iter().map(one).collect();
    let lacking: BTreeSet<i16> = found.iter().flat_map(|(_, years)| years).copied().collect();
    let mut diagnostics: Diagnostics = found.into_iter().flat_map(|(diagnostics, _)| diagnostics).collect();
    if let Some(file) = config.holidays_file {
        diagnostics.extend(lacking.into_iter().map(|year| {
            Diagnostic::at(file, Finding::HolidaysMissing { year: usize::from(year.unsigned_abs()) })
        }));
    }
    diagnostics
}

/// F210: a date of any field lies between 1949 and 2100.
fn out_of_range(entry: &Entry) -> Diagnostics {
    let mut diagnostics = Vec::new();
    visit(entry, &mut |leaf: Leaf| {
        let (year, date) = match leaf.value {
            Value::Date(date) => (i64::from(date.year()), date.to_string()),
            Value::Moment(moment) => (i64::from(moment.date().year()), moment.date().to_string()),
            Value::Integer(year) if matches!(leaf.ty, Type::Year) => (*year, year.to_string()),
            _ => return,
        };
        if !(i64::from(*YEARS.start())..=i64::from(*YEARS.end())).contains(&year) {
            let key = if entry.chinese_keys { leaf.field.zh } else { leaf.field.key };
            diagnostics.push(Diagnostic::at(leaf.span, Finding::DateOutOfRange { key: key.into(), date }));
        }
    });
    diagnostics
}

/// F209 for parts that have a beginning and an end.
fn reversed_parts(entry: &Entry) -> Diagnostics {
    let windows = entry.fields.part("apply").map(|apply| apply.parts("windows").collect::<Vec<_>>());
    let windows = windows.unwrap_or_default().into_iter().map(|part| (part, "start", "end"));
    let suspension = entry.fields.part("suspension").map(|part| (part, "from", "to"));
    let reversed = |(part, first, last): (&Fields, &str, &str)| {
        let (from, to) = (part.moment(first)?, part.moment(last)?);
        let span = part.get(last)?.span;
        let finding =
            Finding::DatesReversed { earlier: from.date().to_string(), later: to.date().to_string() };
        (to < from).then(|| Diagnostic::at(span, finding))
    };
    windows.chain(suspension).filter_map(reversed).collect()
}

/// G511 and F211: a call ends on a working day, and its steps have dates.
fn call(portal: &Portal, config: &Config, no: EntryNo) -> Diagnostics {
    let entry = portal.entry(no);
    let mut diagnostics = Vec::new();
    if entry.kind != Kind::Call {
        return diagnostics;
    }
    let end = entry.fields.date("ends_at");
    if let Some(end) = end.filter(|end| !config.holidays.is_working(*end)) {
        let finding = Finding::CallEndsOnHoliday { date: end.to_string() };
        diagnostics.push(Diagnostic::at(entry.span_of("ends_at"), finding));
    }
    let window = [entry.fields.date("starts_at"), end];
    let published = portal.published[no.0 as usize].map(|moment| moment.date());
    for date in entry.fields.parts("timeline").filter_map(|row| row.get("date")) {
        let text = date.value.text().unwrap_or_default();
        if call_date(text, window, published, &config.holidays).is_none() {
            let key = if entry.chinese_keys { "日期" } else { "date" };
            let finding = Finding::DateUnclear { key: key.into(), found: text.into() };
            diagnostics.push(Diagnostic::at(date.span, finding));
        }
    }
    diagnostics
}

/// N409: a publicity period is long enough; its first day counts.
fn publicity(portal: &Portal, config: &Config, no: EntryNo, counting: &mut Counting) -> Option<Diagnostic> {
    let entry = portal.entry(no);
    if entry.kind != Kind::Notice || entry.text("type") != Some("publicity") {
        return None;
    }
    let period = entry.fields.part("period")?;
    let (start, end) = (period.date("start")?, period.date("end")?);
    let days = counting.between(start.yesterday().ok()?, end, config.publicity_days);
    let finding = Finding::PublicityTooShort { days, wanted: config.publicity_days as usize };
    (end >= start && days < i64::from(config.publicity_days))
        .then(|| Diagnostic::at(entry.span_of("period"), finding))
}

/// The day on which an author says that something was published.
fn published_on(entry: &Entry) -> Option<Date> {
    entry.fields.date("published_at").filter(|date| YEARS.contains(&date.year()))
}

/// X309: what is signed is published in time.
fn published_late(
    portal: &Portal,
    config: &Config,
    no: EntryNo,
    counting: &mut Counting,
) -> Option<Diagnostic> {
    let entry = portal.entry(no);
    let published = published_on(entry).filter(|_| entry.kind == Kind::Policy)?;
    let dated = entry.fields.date("dated_on").filter(|date| YEARS.contains(&date.year()))?;
    let days = counting.between(dated, published, config.disclosure_days);
    let finding = Finding::PublishedLate { days, wanted: config.disclosure_days as usize };
    (days > i64::from(config.disclosure_days)).then(|| Diagnostic::at(entry.span_of("published_at"), finding))
}

/// X308: a normative document in force has an interpretation, and it came in time.
fn interpretation_late(
    portal: &Portal,
    config: &Config,
    no: EntryNo,
    counting: &mut Counting,
) -> Option<Diagnostic> {
    let entry = portal.entry(no);
    let published = published_on(entry)?;
    let holds = matches!(
        portal.validity(no),
        Some(State::InForce | State::Expiring | State::PartlyInForce | State::NotYetEffective)
    );
    if entry.kind != Kind::Policy || !holds || !portal.is_public(no) {
        return None;
    }
    let interpretations = portal.incoming[no.0 as usize].iter();
    let mut dates: Vec<Date> = interpretations
        .filter(|relation| &*relation.code == "interprets" && portal.is_public(relation.other))
        .filter_map(|relation| portal.published[relation.other.0 as usize].map(|moment| moment.date()))
        .collect();
    dates.sort();
    let first = dates.first().copied();
    if first.is_none() && !entry.fields.yes("normative") {
        return None;
    }
    let days = counting.between(published, first.unwrap_or(portal.date), config.interpretation_days);
    let state = match first {
        Some(_) => Words::new(
            format!("发布 {days} 个工作日后才有解读"),
            format!("its interpretation came {days} working days after it"),
        ),
        None => Words::new(
            format!("发布 {days} 个工作日了还没有解读"),
            format!("it has been out for {days} working days without an interpretation"),
        ),
    };
    let finding = Finding::InterpretationLate { state, wanted: config.interpretation_days as usize };
    (days > i64::from(config.interpretation_days)).then(|| Diagnostic::at(entry.span, finding))
}
