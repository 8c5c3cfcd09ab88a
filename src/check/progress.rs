//! Rows of 兑付进度 that cannot be true.
//!
//! **Invariant**: a row that is reported is still shown as far as it can be read.

use crate::config::Config;
use crate::date::{Date, Period, parse_period};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::field::{Fields, Kind, PARTS};
use crate::portal::Portal;
use std::collections::HashMap;

/// Rows paid before they were accepted, with months or days after the date of the build, of benefits
/// that do not exist, or written twice.
pub fn payment_progress(portal: &Portal, config: &Config) -> Diagnostics {
    let mut diagnostics = Vec::new();
    let mut first: HashMap<(&str, &str, &str), Span> = HashMap::new();
    for row in &config.payment_progress.rows {
        diagnostics.extend(months(row));
        diagnostics.extend(future(row, portal.date));
        diagnostics.extend(benefit(row, portal));
        diagnostics.extend(negative(row));
        let text = |key| row.text(key).unwrap_or_default();
        let key = (text("benefit"), text("batch"), text("accepted_in"));
        let Some(at) = row.get("batch").map(|value| value.span) else { continue };
        if let Some(former) = first.insert(key, at) {
            let finding = Finding::ProgressTwice { batch: key.1.into(), benefit: key.0.into() };
            diagnostics.push(Diagnostic::at(at, finding).also(former));
        }
    }
    diagnostics
}

/// The Chinese name of a column.
fn column(key: &str) -> String {
    let part = PARTS.iter().find(|part| part.name == "payment_progress_row");
    let field = part.and_then(|part| part.fields.iter().find(|field| field.key == key));
    field.map_or(key, |field| field.zh).to_string()
}

/// The month in a column, and what is wrong with it.
fn month(row: &Fields, key: &'static str) -> (Option<Date>, Option<Diagnostic>) {
    let Some(written) = row.get(key) else { return (None, None) };
    let text = written.value.text().unwrap_or_default();
    match parse_period(text) {
        Some(period @ Period::Month(..)) => (period.first_day(), None),
        _ => {
            let finding = Finding::WrongForm {
                key: column(key),
                found: text.to_string(),
                example: "2026-03".to_string(),
            };
            (None, Some(Diagnostic::at(written.span, finding)))
        }
    }
}

fn months(row: &Fields) -> Diagnostics {
    let (accepted, wrong_accepted) = month(row, "accepted_in");
    let (paid, wrong_paid) = month(row, "paid_in");
    let mut diagnostics: Diagnostics = wrong_accepted.into_iter().chain(wrong_paid).collect();
    if let (Some(accepted), Some(paid), Some(at)) = (accepted, paid, row.get("paid_in"))
        && paid < accepted
    {
        let finding = Finding::DatesReversed { earlier: column("accepted_in"), later: column("paid_in") };
        diagnostics.push(Diagnostic::at(at.span, finding));
    }
    diagnostics
}

fn future(row: &Fields, today: Date) -> Diagnostics {
    let dates = [("paid_in", month(row, "paid_in").0), ("as_of", row.date("as_of"))];
    let late = dates.into_iter().filter(|(_, date)| date.is_some_and(|date| date > today));
    late.filter_map(|(key, date)| {
        let finding = Finding::DataFromFuture { key: column(key), date: date?.to_string() };
        Some(Diagnostic::at(row.get(key)?.span, finding))
    })
    .collect()
}

fn benefit(row: &Fields, portal: &Portal) -> Option<Diagnostic> {
    let written = row.get("benefit")?;
    let text = written.value.text()?;
    if portal.find(&[Kind::Benefit], text).is_some() {
        return None;
    }
    if portal.names_hidden(text) {
        let finding = Finding::ReferenceToHidden { key: column("benefit"), target: text.into() };
        return Some(Diagnostic::at(written.span, finding));
    }
    let nearest = portal.nearest_id(&[Kind::Benefit], text);
    let kind = Words::new(Kind::Benefit.spec().zh, Kind::Benefit.spec().code);
    let finding = Finding::UnknownReference { key: column("benefit"), target: text.into(), kind, nearest };
    Some(Diagnostic::at(written.span, finding))
}

fn negative(row: &Fields) -> Option<Diagnostic> {
    let written = row.get("median_days")?;
    let text = written.value.text().filter(|text| text.starts_with('-'))?;
    let finding =
        Finding::WrongForm { key: column("median_days"), found: text.into(), example: "41".to_string() };
    Some(Diagnostic::at(written.span, finding))
}
