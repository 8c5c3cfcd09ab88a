//! Columns: what results are counted, narrowed and sorted by.
//!
//! **Invariant**: a column names documents by number, newest first.

use super::bits::{Bits, Gaps, base64, rice_parameter, varint};
use super::head::Labels;
use super::{FORMAT, IndexWords, STATES_PER_FILE};
use crate::portal::{AMOUNT_RANGES, amount_range};
use crate::search::document::{Document, SearchFacet};
use serde_json::json;
use std::collections::BTreeMap;

/// Kind and state of the documents of one file, a character each.
pub(super) fn states(documents: &[Document], labels: &Labels, at: usize) -> String {
    let of_file = documents.iter().skip(at * STATES_PER_FILE).take(STATES_PER_FILE);
    let signs: String = of_file.map(|document| labels.sign(document)).collect();
    json!([FORMAT, signs]).to_string()
}

/// Name and content of each other column that has something in it.
pub(super) fn columns(documents: &[Document], words: &IndexWords) -> Vec<(&'static str, String)> {
    let mut columns = Vec::new();
    for (facet, _, values) in &words.facets {
        let of = |document: &Document| -> Vec<String> {
            let found = document.facets.iter().find(|(of, _)| of == facet);
            found.map(|(_, codes)| codes.clone()).unwrap_or_default()
        };
        let order: Vec<&str> = values.iter().map(|(code, _)| code.as_str()).collect();
        columns.extend(column(documents, &of, &order).map(|column| (facet.code(), column)));
    }
    let order: Vec<&str> = amount_codes().collect();
    let of = |document: &Document| {
        document.amount_yuan.and_then(amount_range).map(str::to_string).into_iter().collect()
    };
    columns.extend(column(documents, &of, &order).map(|column| ("amount", column)));
    let numbered = || documents.iter().enumerate();
    let days: Vec<_> =
        numbered().filter_map(|(no, of)| Some(json!([no, of.deadline?.to_string()]))).collect();
    let yuan: Vec<_> = numbered().filter_map(|(no, of)| Some(json!([no, of.amount_yuan?]))).collect();
    for (name, values) in [("deadline", days), ("yuan", yuan)] {
        if !values.is_empty() {
            columns.push((name, json!([FORMAT, values]).to_string()));
        }
    }
    columns
}

/// Each value with its documents; `None` where there is none. Years come newest first.
fn column(documents: &[Document], of: &dyn Fn(&Document) -> Vec<String>, order: &[&str]) -> Option<String> {
    let mut values: BTreeMap<(usize, String), Vec<u32>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate().rev() {
        for code in of(document) {
            let place = order.iter().position(|known| **known == *code).unwrap_or(usize::MAX);
            values.entry((place, code)).or_default().push(number as u32);
        }
    }
    let is_known = !order.is_empty();
    let mut rows: Vec<_> =
        values.into_iter().map(|((_, code), numbers)| json!([code, list(&numbers)])).collect();
    if !is_known {
        rows.reverse();
    }
    (!rows.is_empty()).then(|| json!([FORMAT, rows]).to_string())
}

/// Numbers, newest first, in the code of a list of titles without lengths.
fn list(numbers: &[u32]) -> String {
    let mut bytes = Vec::new();
    varint(&mut bytes, numbers.len() as u32);
    let parameter = rice_parameter(u64::from(numbers[0]), numbers.len() as u64);
    bytes.push(parameter as u8);
    let mut bits = Bits::default();
    let mut gaps = Gaps::default();
    for number in numbers {
        gaps.push(&mut bits, *number, parameter);
    }
    bytes.extend(bits.bytes());
    base64(&bytes)
}

/// The codes of the ranges of amounts, in order.
pub(super) fn amount_codes() -> impl Iterator<Item = &'static str> {
    AMOUNT_RANGES.iter().map(|(code, _)| *code)
}

/// Whether a facet has values that a list of the site orders.
pub(super) fn is_listed(facet: SearchFacet) -> bool {
    facet != SearchFacet::Year
}
