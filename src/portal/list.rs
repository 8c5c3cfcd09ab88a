//! The order of lists.

use super::facet::{self, Facet, FacetValue, FacetValues};
use super::{EntryNo, Standing};
use crate::content::Entries;
use crate::date::DateTime;
use crate::field::{Fields, Kind, Value};
use crate::text::Lang;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Reverse;

/// Public originals of each kind, in the order in which lists show them.
///
/// Dated kinds newest first; platforms by type and name; the rest in the order of their files.
pub(super) fn lists(
    entries: &Entries,
    standing: &[Standing],
    published: &[Option<DateTime>],
) -> Vec<Vec<EntryNo>> {
    let mut lists: Vec<Vec<EntryNo>> = vec![Vec::new(); Kind::ALL.len()];
    for (index, entry) in entries.entries.iter().enumerate() {
        let is_text = entry.version_of.is_some();
        if standing[index] == Standing::Public && entry.lang == Lang::Zh && !is_text {
            lists[entry.kind as usize].push(index.into());
        }
    }
    let entry = |no: &EntryNo| &entries.entries[no.0 as usize];
    for kind in Kind::ALL {
        let list = &mut lists[kind as usize];
        match kind {
            Kind::Platform => list.sort_by_key(|no| (entry(no).text("type"), &*entry(no).title, *no)),
            Kind::Department | Kind::Faq | Kind::PlatformType | Kind::LevelScheme | Kind::RatingScheme => {}
            Kind::Page => list.sort_by_key(|no| (&*entry(no).id, *no)),
            _ => list.par_sort_by(|a, b| {
                let (x, y) = (published[a.0 as usize], published[b.0 as usize]);
                y.cmp(&x)
                    .then_with(|| entry(a).title.cmp(&entry(b).title))
                    .then_with(|| entry(a).id.cmp(&entry(b).id))
            }),
        }
    }
    lists
}

/// The year that a catalogue or a call is for.
pub fn year_of(fields: &Fields) -> Option<i64> {
    match fields.get("year")?.value {
        Value::Integer(year) => Some(year),
        _ => None,
    }
}

/// The place of each entry in its list.
pub(super) fn positions(lists: &[Vec<EntryNo>], count: usize) -> Vec<u32> {
    let mut positions = vec![0; count];
    for list in lists {
        for (position, no) in list.iter().enumerate() {
            positions[no.0 as usize] = position as u32;
        }
    }
    positions
}

/// Everything public in one language, in the order of its lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// By [`Kind`].
    pub lists: Vec<Vec<EntryNo>>,
    /// By [`Facet`].
    pub facets: [FacetValues; 4],
}

impl Shelf {
    /// The same shelf in another language.
    pub(super) fn translated(&self, translation: &dyn Fn(EntryNo) -> Option<EntryNo>) -> Shelf {
        let lists = self.lists.iter().map(|list| list.iter().filter_map(|no| translation(*no)).collect());
        Shelf { lists: lists.collect(), facets: facet::translated(&self.facets, translation) }
    }
}

impl super::Portal {
    /// What is public in a language.
    pub fn shelf(&self, lang: Lang) -> &Shelf {
        &self.shelves[lang as usize]
    }

    /// Public entries of a kind in a language, in the order of the list.
    pub fn list(&self, kind: Kind, lang: Lang) -> &[EntryNo] {
        &self.shelf(lang).lists[kind as usize]
    }

    /// The same in the order in which the pages of the list show them: events by their days, catalogues
    /// by their year.
    pub fn in_order(&self, kind: Kind, lang: Lang) -> Cow<'_, [EntryNo]> {
        let list = self.list(kind, lang);
        match kind {
            Kind::Event => self.events[lang as usize].as_slice().into(),
            Kind::Shortage => {
                let mut list = list.to_vec();
                list.sort_by_key(|no| Reverse(year_of(&self.entry(self.original(*no)).fields)));
                list.into()
            }
            _ => list.into(),
        }
    }

    /// The values of a facet that have entries in a language, most first.
    pub fn facet_values(&self, facet: Facet, lang: Lang) -> &[FacetValue] {
        &self.shelf(lang).facets[facet as usize].values
    }

    /// Public entries in a language with a value of a facet.
    pub fn with_facet(&self, facet: Facet, code: &str, lang: Lang) -> &[EntryNo] {
        self.shelf(lang).facets[facet as usize].entries(code)
    }

    /// Whether anything at all is published in a language.
    pub fn speaks(&self, lang: Lang) -> bool {
        lang == Lang::Zh || self.shelf(lang).lists.iter().any(|list| !list.is_empty())
    }
}
