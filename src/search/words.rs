//! The words that answers are told in: names of kinds, of facets and their values, synonyms.
//!
//! **Invariant**: kinds and values stand in a fixed order, that of the portal, so that a new entry moves none.

use super::document::SearchFacet;
use super::index::IndexWords;
use crate::portal::Facet;
use crate::render::{SEARCH_KINDS, Scene, index_folder, kind_label};
use crate::text::{Lang, is_han};

/// The ranges of amounts, and the words of the theme for them.
const AMOUNTS: [(&str, &str); 5] = [
    ("0-1w", "list_facet_amount_0_1w"),
    ("1w-10w", "list_facet_amount_1w_10w"),
    ("10w-50w", "list_facet_amount_10w_50w"),
    ("50w-100w", "list_facet_amount_50w_100w"),
    ("100w", "list_facet_amount_100w"),
];

/// The words of a language.
pub fn words(scene: &Scene, lang: Lang) -> IndexWords {
    let word = |key: &str| scene.word(lang, key).to_string();
    IndexWords {
        prefix: index_folder(lang),
        kinds: SEARCH_KINDS.into_iter().map(|kind| (kind, kind_label(lang, kind))).collect(),
        facets: SearchFacet::ALL.into_iter().map(|facet| of_facet(scene, lang, facet)).collect(),
        amounts: (
            word("list_facet_amount"),
            AMOUNTS.into_iter().map(|(code, key)| (code.to_string(), word(key))).collect(),
        ),
        synonyms: synonyms(scene, lang),
    }
}

type OfFacet = (SearchFacet, String, Vec<(String, String)>);

fn of_facet(scene: &Scene, lang: Lang, facet: SearchFacet) -> OfFacet {
    let (key, vocabulary) = match facet {
        SearchFacet::Topic => ("list_facet_topic", Facet::Topic.key()),
        SearchFacet::Region => ("list_facet_region", Facet::Region.key()),
        SearchFacet::Industry => ("list_facet_industry", Facet::Industry.key()),
        SearchFacet::Level => ("list_facet_level", "levels"),
        SearchFacet::Audience => ("list_facet_audience", Facet::Audience.key()),
        SearchFacet::Year => ("list_facet_year", ""),
    };
    let terms = scene.vocabularies.terms(vocabulary).iter();
    let values = terms.map(|term| (term.code.clone(), term.label(lang).to_string())).collect();
    (facet, scene.word(lang, key).to_string(), values)
}

/// The groups of synonyms; in English without their Chinese.
fn synonyms(scene: &Scene, lang: Lang) -> Vec<(Vec<String>, bool)> {
    let is_of = |term: &&String| lang == Lang::Zh || !term.chars().any(is_han);
    let groups = scene.vocabularies.synonyms.groups.iter();
    let of_language = groups.map(|group| (group.terms.iter().filter(is_of).cloned().collect(), group.same));
    of_language.filter(|(terms, _): &(Vec<String>, bool)| terms.len() > 1).collect()
}
