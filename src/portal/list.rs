//! The order of lists.

use super::{EntryNo, Standing};
use crate::content::Entries;
use crate::date::DateTime;
use crate::field::Kind;
use crate::text::Lang;
use rayon::prelude::*;

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
        if standing[index] == Standing::Public && entry.lang == Lang::Zh {
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
                y.cmp(&x).then_with(|| entry(a).id.cmp(&entry(b).id)).then(a.cmp(b))
            }),
        }
    }
    lists
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

impl super::Portal {
    /// Whether anything at all is published in a language.
    pub fn speaks(&self, lang: Lang) -> bool {
        lang == Lang::Zh || self.translations.iter().any(|there| there[lang as usize].is_some())
    }
}
