//! Columns: what results are counted, narrowed and sorted by.
//!
//! **Invariant**: a column names documents by number, newest first.

use super::bits::{Bits, Gaps, base64, rice_parameter, varint};
use super::{FORMAT, IndexWords};
use crate::portal::{AMOUNT_RANGES, amount_range};
use crate::search::document::{Document, SearchFacet};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// What columns are made from, gathered while documents pass by, the newest first.
#[derive(Default)]
pub(super) struct Columns {
    /// The documents of each code of each facet.
    facets: BTreeMap<SearchFacet, HashMap<String, Vec<u32>>>,
    amounts: HashMap<&'static str, Vec<u32>>,
    days: Vec<Value>,
    yuan: Vec<Value>,
}

impl Columns {
    /// The next document, older than those before.
    pub(super) fn add(&mut self, number: u32, document: &Document) {
        for (facet, codes) in &document.facets {
            let of_facet = self.facets.entry(*facet).or_default();
            for code in codes {
                match of_facet.get_mut(code) {
                    Some(numbers) => numbers.push(number),
                    None => drop(of_facet.insert(code.clone(), vec![number])),
                }
            }
        }
        if let Some(code) = document.amount_yuan.and_then(amount_range) {
            self.amounts.entry(code).or_default().push(number);
        }
        self.days.extend(document.deadline.map(|day| json!([number, day.to_string()])));
        self.yuan.extend(document.amount_yuan.map(|yuan| json!([number, yuan])));
    }

    /// Name and content of each column that has something in it.
    pub(super) fn files(mut self, words: &IndexWords) -> Vec<(&'static str, String)> {
        let mut columns = Vec::new();
        for (facet, _, values) in &words.facets {
            let found = self.facets.remove(facet).unwrap_or_default();
            let order: Vec<&str> = values.iter().map(|(code, _)| code.as_str()).collect();
            columns.extend(column(found, &order).map(|column| (facet.code(), column)));
        }
        let amounts = self.amounts.into_iter().map(|(code, numbers)| (code.to_string(), numbers)).collect();
        columns.extend(column(amounts, &amount_codes().collect::<Vec<_>>()).map(|column| ("amount", column)));
        for (name, mut values) in [("deadline", self.days), ("yuan", self.yuan)] {
            if !values.is_empty() {
                values.reverse();
                columns.push((name, json!([FORMAT, values]).to_string()));
            }
        }
        columns
    }
}

/// Each value with its documents; `None` where there is none. Years come newest first.
fn column(found: HashMap<String, Vec<u32>>, order: &[&str]) -> Option<String> {
    let places: HashMap<&str, usize> = order.iter().enumerate().map(|(place, code)| (*code, place)).collect();
    let mut values: Vec<(usize, String, Vec<u32>)> = found
        .into_iter()
        .map(|(code, numbers)| (places.get(&*code).copied().unwrap_or(usize::MAX), code, numbers))
        .collect();
    values.sort_unstable();
    let mut rows: Vec<Value> =
        values.into_iter().map(|(_, code, numbers)| json!([code, list(&numbers)])).collect();
    if order.is_empty() {
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
