//! Rows of a list that must differ and do not: grades, stars, the periods of a series.
//!
//! **Invariant**: every row is shown all the same; which of two is right only the author knows.

use crate::content::{DataTable, Entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::field::{Fields, Kind, Value};
use std::collections::HashMap;

/// L308: a code, a number of stars or a period of a region stands twice.
pub(super) fn repeated(entry: &Entry) -> Diagnostics {
    match entry.kind {
        Kind::LevelScheme => twice(entry, "grades", entry.fields.parts("grades"), &["code"]),
        Kind::RatingScheme => twice(entry, "stars", entry.fields.parts("stars"), &["stars"]),
        Kind::Indicator => match entry.table("series_file") {
            Some(DataTable::Parts { rows, .. }) => {
                twice(entry, "series_file", rows.iter(), &["period", "region"])
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Rows that have the same values under all of the keys, of which the first is obligatory.
fn twice<'a>(
    entry: &Entry,
    list: &'static str,
    rows: impl Iterator<Item = &'a Fields>,
    keys: &[&'static str],
) -> Diagnostics {
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut diagnostics = Vec::new();
    for row in rows {
        let Some(at) = row.get(keys[0]).map(|value| value.span) else { continue };
        let said: Vec<String> = keys.iter().filter_map(|key| text(row, key)).collect();
        let value = said.join(" ");
        match first.get(&value) {
            Some(former) => {
                let finding = Finding::RowTwice { key: entry.key_name(list).into(), value };
                diagnostics.push(Diagnostic::at(at, finding).also(*former));
            }
            None => {
                first.insert(value, at);
            }
        }
    }
    diagnostics
}

fn text(row: &Fields, key: &str) -> Option<String> {
    match &row.get(key)?.value {
        Value::Integer(number) => Some(number.to_string()),
        value => value.text().map(|text| text.trim().to_string()),
    }
}
