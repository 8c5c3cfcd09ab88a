//! Facets: closed values by which entries are found without a script.

use super::EntryNo;
use crate::content::Entries;
use crate::field::Kind;
use crate::vocabulary::Vocabularies;
use std::collections::{BTreeMap, BTreeSet};

/// A facet that has pages of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Topic,
    Audience,
    Industry,
    Region,
}

impl Facet {
    /// Every facet, in the order in which they are shown.
    pub const ALL: [Facet; 4] = [Facet::Topic, Facet::Audience, Facet::Industry, Facet::Region];

    /// Folder of its pages.
    pub fn prefix(self) -> &'static str {
        match self {
            Facet::Topic => "zt",
            Facet::Audience => "dx",
            Facet::Industry => "hy",
            Facet::Region => "dq",
        }
    }

    /// The field that holds its values, and the vocabulary they come from.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Topic => "topics",
            Facet::Audience => "audiences",
            Facet::Industry => "industries",
            Facet::Region => "regions",
        }
    }
}

/// One value of a facet and how many public entries have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    pub facet: Facet,
    pub code: Box<str>,
    pub count: usize,
}

/// Which public originals have which value. A value implies its group, a region what it lies in.
pub(super) fn facets(
    entries: &Entries,
    lists: &[Vec<EntryNo>],
    vocabularies: &Vocabularies,
) -> BTreeMap<(Facet, Box<str>), Vec<EntryNo>> {
    let mut facets: BTreeMap<(Facet, Box<str>), Vec<EntryNo>> = BTreeMap::new();
    for kind in Kind::ALL {
        for no in &lists[kind as usize] {
            let fields = &entries.entries[no.0 as usize].fields;
            for facet in Facet::ALL {
                let keys: &[&str] = match facet {
                    Facet::Region => &["regions", "belongs_to", "located_in"],
                    _ => &[facet.key()],
                };
                let mut codes: BTreeSet<Box<str>> = BTreeSet::new();
                for code in keys.iter().flat_map(|key| fields.texts(key)) {
                    imply(facet, code, vocabularies, &mut codes);
                }
                for code in codes {
                    facets.entry((facet, code)).or_default().push(*no);
                }
            }
        }
    }
    facets
}

fn imply(facet: Facet, code: &str, vocabularies: &Vocabularies, codes: &mut BTreeSet<Box<str>>) {
    let mut next = Some(code.to_string());
    while let Some(code) = next.take() {
        let Some(term) = vocabularies.term(facet.key(), &code) else { return };
        if !codes.insert(term.code.as_str().into()) {
            return;
        }
        next = match facet {
            Facet::Audience => term.extra.get("group").filter(|group| **group != code).cloned(),
            Facet::Region => term.extra.get("parent").cloned(),
            _ => None,
        };
    }
}

impl super::Portal {
    /// The values of a facet that have entries, most first.
    pub fn facet_values(&self, facet: Facet) -> Vec<FacetValue> {
        let of_facet = self.facets.iter().filter(|((f, _), _)| *f == facet);
        let mut values: Vec<FacetValue> = of_facet
            .map(|((_, code), list)| FacetValue { facet, code: code.clone(), count: list.len() })
            .collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
        values
    }
}
