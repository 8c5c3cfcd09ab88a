//! What the days of the calendar can be narrowed to: the kinds of things that happen, and topics.
//!
//! A month holds two hundred things at most and stands on its page as a whole, so a script hides what
//! is not wanted; without it all is there.

use super::view::{ListFacetValueView, ListFacetView};
use super::{Scene, Spot};
use crate::portal::{EntryNo, Facet, Occasion, occasion::What};

/// The code of what happens, from the key of its word: `occasion_closes` is `closes`.
pub(super) fn what_code(word: &'static str) -> &'static str {
    word.strip_prefix("occasion_").unwrap_or(word)
}

/// The topics of an entry.
pub(super) fn topics<'a>(scene: &Scene<'a>, no: EntryNo) -> Vec<&'a str> {
    scene.portal.entry(scene.portal.original(no)).fields.texts(Facet::Topic.key()).collect()
}

/// The facets of the things shown; one with a single value would narrow nothing.
pub(super) fn facets(
    scene: &Scene,
    spot: Spot,
    shown: &[Occasion],
    word_of: &dyn Fn(What) -> &'static str,
) -> Vec<ListFacetView> {
    let mut whats: Vec<What> = shown.iter().map(|occasion| occasion.what).collect();
    whats.sort();
    let whats = whats.chunk_by(|a, b| a == b).map(|group| {
        let word = word_of(group[0]);
        value(what_code(word), scene.word(spot.lang, word).to_string(), group.len())
    });
    let mut codes: Vec<&str> = shown.iter().flat_map(|occasion| topics(scene, occasion.no)).collect();
    codes.sort_unstable();
    let mut of_topics: Vec<ListFacetValueView> = codes
        .chunk_by(|a, b| a == b)
        .map(|group| value(group[0], scene.label(spot, Facet::Topic.key(), group[0]), group.len()))
        .collect();
    of_topics.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    [("what", "list_facet_type", whats.collect()), ("topic", "list_facet_topic", of_topics)]
        .into_iter()
        .filter(|(_, _, values): &(_, _, Vec<ListFacetValueView>)| values.len() > 1)
        .map(|(key, word, values)| ListFacetView { key, label: scene.word(spot.lang, word).into(), values })
        .collect()
}

fn value(code: &str, text: String, count: usize) -> ListFacetValueView {
    ListFacetValueView { code: code.to_string(), text, count, ..ListFacetValueView::default() }
}
