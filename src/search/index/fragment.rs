//! Fragments: the text of documents that results show, in parts.
//!
//! **Invariant**: a part tells by itself what document it is of, so that one file is enough for a result.

use super::{FORMAT, UNITS_PER_PART};
use crate::search::document::Document;
use crate::search::table::simplified;
use serde_json::json;
use std::collections::BTreeSet;

/// Part `part` of the text of a document, which has this number, and whose kind and state have these places.
pub(super) fn fragment(document: &Document, number: usize, places: (u16, u16), part: usize) -> String {
    let from = part * UNITS_PER_PART;
    let units: Vec<_> = document.units.iter().skip(from).take(UNITS_PER_PART).collect();
    let (kind, state) = places;
    let texts = units.iter().map(|unit| json!([unit.anchor, unit.label, unit.text]));
    let names = document.names.iter().chain([&document.title, &document.document_number]);
    json!({
        "v": FORMAT,
        "n": number,
        "id": document.id,
        "t": document.title,
        "u": document.route,
        "k": kind,
        "s": state,
        "d": document.published.map(|date| date.to_string()).unwrap_or_default(),
        "e": document.deadline.map(|date| date.to_string()).unwrap_or_default(),
        "m": document.document_number,
        "a": document.amount_yuan,
        "x": document.names,
        "o": from,
        "p": document.units.len().div_ceil(UNITS_PER_PART).max(1),
        "z": traditional(names.chain(units.iter().flat_map(|unit| [&unit.label, &unit.text]))),
        "c": texts.collect::<Vec<_>>(),
    })
    .to_string()
}

/// The traditional characters of the text, each followed by its simplified one: a reader folds the text with
/// them and needs no table.
fn traditional<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    let chars = texts.flat_map(|text| text.chars());
    let found: BTreeSet<char> = chars.filter(|c| !c.is_ascii() && simplified(*c) != *c).collect();
    found.into_iter().flat_map(|c| [c, simplified(c)]).collect()
}
