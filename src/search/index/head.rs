//! The head of an index: what a reader has to know before it asks for anything else.
//!
//! **Invariant**: small; whatever grows with the number of documents is elsewhere.

use super::{FORMAT, Index, IndexWords, STATES_PER_FILE, UNITS_PER_PART, column};
use crate::search::document::{Document, StateLabel};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Kinds and states by place, and the character of each pair.
pub(super) struct Labels {
    kinds: Vec<&'static str>,
    states: Vec<StateLabel>,
    pairs: Vec<(usize, usize)>,
}

impl Labels {
    pub(super) fn of(documents: &[Document], words: &IndexWords) -> Labels {
        let kinds: Vec<&'static str> = words.kinds.iter().map(|(kind, _)| kind.spec().code).collect();
        let states: BTreeSet<(&str, &str, _)> =
            documents.iter().map(|of| (&*of.state.code, &*of.state.text, of.state.class)).collect();
        let states: Vec<StateLabel> = states
            .into_iter()
            .map(|(code, text, class)| StateLabel { code: code.into(), text: text.into(), class })
            .collect();
        let mut labels = Labels { kinds, states, pairs: Vec::new() };
        let pairs: BTreeSet<(usize, usize)> = documents.iter().map(|of| labels.places(of)).collect();
        labels.pairs = pairs.into_iter().collect();
        labels
    }

    /// The places of the kind and of the state of a document.
    pub(super) fn places(&self, document: &Document) -> (usize, usize) {
        let code = document.kind.spec().code;
        let kind = self.kinds.iter().position(|kind| *kind == code).unwrap_or(0);
        let state = self.states.iter().position(|state| *state == document.state).unwrap_or(0);
        (kind, state)
    }

    /// The character that stands for kind and state in a column.
    pub(super) fn sign(&self, document: &Document) -> char {
        let at = self.pairs.binary_search(&self.places(document)).unwrap_or(0);
        sign(at)
    }
}

/// Characters from `#` on, without the backslash; beyond ASCII from U+0100 on.
fn sign(at: usize) -> char {
    let code = match at {
        0..57 => 35 + at,
        57..91 => 36 + at,
        _ => 0x100 + at,
    };
    char::from_u32(code as u32).unwrap_or('#')
}

/// The text of the head.
pub(super) fn head(index: &Index, words: &IndexWords, build: String) -> String {
    let labels = &index.labels;
    let kinds: Vec<Value> =
        words.kinds.iter().map(|(kind, label)| json!([kind.spec().code, label])).collect();
    let states: Vec<Value> =
        labels.states.iter().map(|state| json!([state.code, state.text, state.class.code()])).collect();
    let pairs: Vec<Value> = labels.pairs.iter().map(|(kind, state)| json!([kind, state])).collect();
    let used = |name: &str| index.columns.iter().any(|(column, _)| *column == name);
    let mut facets: Vec<Value> = Vec::new();
    for (facet, label, values) in words.facets.iter().filter(|(facet, ..)| used(facet.code())) {
        let values = if column::is_listed(*facet) { values.as_slice() } else { &[] };
        facets.push(json!([facet.code(), label, used_values(index, facet.code(), values)]));
    }
    if used("amount") {
        let values: Vec<(String, String)> = column::amount_codes()
            .filter_map(|code| words.amounts.1.iter().find(|(known, _)| known == code).cloned())
            .collect();
        facets.push(json!(["amount", words.amounts.0, used_values(index, "amount", &values)]));
    }
    let synonyms: Vec<Value> =
        words.synonyms.iter().map(|(terms, same)| json!([if *same { 1 } else { 0 }, terms])).collect();
    let sorts: Vec<&str> = ["deadline", "yuan"].into_iter().filter(|name| used(name)).collect();
    json!({
        "format": FORMAT,
        "build": build,
        "count": index.documents.len(),
        "bits": index.bits,
        "units": UNITS_PER_PART,
        "states_per_file": STATES_PER_FILE,
        "kinds": kinds,
        "states": states,
        "pairs": pairs,
        "facets": facets,
        "sorts": sorts,
        "synonyms": synonyms,
    })
    .to_string()
}

/// The values that the column has, with their names.
fn used_values(index: &Index, name: &str, values: &[(String, String)]) -> Vec<Value> {
    let column = index.columns.iter().find(|(column, _)| *column == name).map(|(_, text)| text.as_str());
    let is_used = |code: &str| column.is_some_and(|text| text.contains(&format!("[\"{code}\",")));
    values.iter().filter(|(code, _)| is_used(code)).map(|(code, label)| json!([code, label])).collect()
}
