//! Facets: closed values by which entries are found without a script.

use super::EntryNo;
use crate::content::Entries;
use crate::vocabulary::Vocabularies;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// One value of a facet with the public entries that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    pub code: Box<str>,
    pub entries: Vec<EntryNo>,
}

/// The values of one facet, most entries first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetValues {
    pub values: Vec<FacetValue>,
    places: HashMap<Box<str>, usize>,
}

impl FacetValues {
    fn new(lists: BTreeMap<Box<str>, Vec<EntryNo>>) -> FacetValues {
        let mut values: Vec<FacetValue> =
            lists.into_iter().map(|(code, entries)| FacetValue { code, entries }).collect();
        values.sort_by(|a, b| b.entries.len().cmp(&a.entries.len()).then_with(|| a.code.cmp(&b.code)));
        let places = values.iter().enumerate().map(|(place, value)| (value.code.clone(), place)).collect();
        FacetValues { values, places }
    }

    /// The entries with a value.
    pub fn entries(&self, code: &str) -> &[EntryNo] {
        self.places.get(code).map_or(&[], |place| &self.values[*place].entries)
    }
}

/// Which public originals have which value. A value implies its group, a region what it lies in.
pub(super) fn facets(
    entries: &Entries,
    lists: &[Vec<EntryNo>],
    vocabularies: &Vocabularies,
) -> [FacetValues; 4] {
    let of_facet = |facet: Facet| {
        let keys: &[&str] = match facet {
            Facet::Region => &["regions", "belongs_to", "located_in"],
            _ => &[facet.key()],
        };
        let mut values: BTreeMap<Box<str>, Vec<EntryNo>> = BTreeMap::new();
        // What a code implies is the same for every entry.
        let mut known: HashMap<&str, BTreeSet<Box<str>>> = HashMap::new();
        for no in lists.iter().flatten() {
            let fields = &entries.entries[no.0 as usize].fields;
            for code in keys.iter().flat_map(|key| fields.texts(key)) {
                let codes = known.entry(code).or_insert_with(|| {
                    let mut codes = BTreeSet::new();
                    imply(facet, code, vocabularies, &mut codes);
                    codes
                });
                for code in codes.iter() {
                    push(&mut values, code, *no);
                }
            }
        }
        FacetValues::new(values)
    };
    let ((topics, audiences), (industries, regions)) = rayon::join(
        || rayon::join(|| of_facet(Facet::Topic), || of_facet(Facet::Audience)),
        || rayon::join(|| of_facet(Facet::Industry), || of_facet(Facet::Region)),
    );
    [topics, audiences, industries, regions]
}

/// Adds an entry to a value, once: those of one entry come together.
fn push(values: &mut BTreeMap<Box<str>, Vec<EntryNo>>, code: &str, no: EntryNo) {
    match values.get_mut(code) {
        Some(entries) if entries.last() == Some(&no) => {}
        Some(entries) => entries.push(no),
        None => {
            values.insert(code.into(), vec![no]);
        }
    }
}

/// The same facets for another language: of each entry its translation, where it has one.
pub(super) fn translated(
    facets: &[FacetValues; 4],
    translation: &dyn Fn(EntryNo) -> Option<EntryNo>,
) -> [FacetValues; 4] {
    Facet::ALL.map(|facet| {
        let values = facets[facet as usize].values.iter().map(|value| {
            let entries = value.entries.iter().filter_map(|no| translation(*no)).collect();
            (value.code.clone(), entries)
        });
        FacetValues::new(values.filter(|(_, entries): &(_, Vec<EntryNo>)| !entries.is_empty()).collect())
    })
}

/// Codes of a facet with what they imply, as its pages list the entry.
pub fn implied<'a>(
    facet: Facet,
    codes: impl IntoIterator<Item = &'a str>,
    vocabularies: &Vocabularies,
) -> Vec<String> {
    let mut all = BTreeSet::new();
    for code in codes {
        imply(facet, code, vocabularies, &mut all);
    }
    all.into_iter().map(String::from).collect()
}

pub(super) fn imply(facet: Facet, code: &str, vocabularies: &Vocabularies, codes: &mut BTreeSet<Box<str>>) {
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
