//! The head of an index: what a reader has to know before it asks for anything else.
//!
//! **Invariant**: small; whatever grows with the number of documents is elsewhere.

use super::{FORMAT, Index, IndexWords, STATES_PER_FILE, UNITS_PER_PART, column};
use crate::search::document::{Document, StateLabel};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Kinds and states by place, those of each document, and the character of each pair.
#[derive(Default)]
pub(super) struct Labels {
    kinds: Vec<&'static str>,
    states: Vec<StateLabel>,
    pairs: Vec<(u16, u16)>,
    /// The places of the kind and of the state of each document.
    places: Vec<(u16, u16)>,
}

impl Labels {
    /// Labels of so many documents, which are to come.
    pub(super) fn of(count: usize, words: &IndexWords) -> Labels {
        let kinds = words.kinds.iter().map(|(kind, _)| kind.spec().code).collect();
        Labels { kinds, places: vec![(0, 0); count], ..Labels::default() }
    }

    /// Notes a document. The places of states are those of their first meeting until all are there.
    pub(super) fn add(&mut self, number: usize, document: &Document) {
        let code = document.kind.spec().code;
        let kind = self.kinds.iter().position(|kind| *kind == code).unwrap_or(0);
        let state = self.states.iter().position(|state| *state == document.state).unwrap_or_else(|| {
            self.states.push(document.state.clone());
            self.states.len() - 1
        });
        self.places[number] = (kind as u16, state as u16);
    }

    /// Brings states and pairs into their order, when all documents are there.
    pub(super) fn settle(&mut self) {
        let mut order: Vec<u16> = (0..self.states.len() as u16).collect();
        let sorted_by = |at: &u16| {
            let state = &self.states[usize::from(*at)];
            (&state.code, &state.text, state.class)
        };
        order.sort_by(|a, b| sorted_by(a).cmp(&sorted_by(b)));
        let mut new_places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, old)| new_places[usize::from(*old)] = place as u16);
        self.states = order.iter().map(|old| self.states[usize::from(*old)].clone()).collect();
        self.places.iter_mut().for_each(|(_, state)| *state = new_places[usize::from(*state)]);
        self.pairs = self.places.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    }

    /// The places of the kind and of the state of a document.
    pub(super) fn places(&self, document: usize) -> (u16, u16) {
        self.places[document]
    }

    /// Kind and state of the documents of one file, a character each.
    pub(super) fn states(&self, at: usize) -> String {
        let of_file = self.places.iter().skip(at * STATES_PER_FILE).take(STATES_PER_FILE);
        let signs: String =
            of_file.map(|places| sign(self.pairs.binary_search(places).unwrap_or(0))).collect();
        json!([FORMAT, signs]).to_string()
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
        "count": index.count(),
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
