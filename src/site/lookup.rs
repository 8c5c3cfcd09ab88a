//! What stands at a route, and what it is made of: asked by the live preview, one page at a time.
//!
//! **Invariant**: reads the plan and changes nothing.

use super::{Maker, Site};
use crate::field::Kind;
use crate::portal::EntryNo;
use crate::portal::route::COMPUTED_PAGES;
use crate::render::PagePlan;

impl Site {
    /// The number of the page at a route, for [`Site::page_content`]; none of files of the search index.
    pub fn find(&self, route: &str) -> Option<usize> {
        self.page_at(route).ok()
    }

    /// The entries whose text or fields a page is there to show; none of lists, which show cards of many.
    pub fn shown_on(&self, page: usize) -> Vec<EntryNo> {
        let Maker::Page(plan) = &self.makers[page] else { return Vec::new() };
        match plan {
            PagePlan::Entry(no) => self.with_texts(*no),
            PagePlan::Version { policy, .. } | PagePlan::Comparison { policy, .. } => {
                self.with_texts(*policy)
            }
            PagePlan::Platforms { of, .. } => vec![*of],
            PagePlan::List { kind: Kind::Faq, lang, .. } => self.portal.list(Kind::Faq, *lang).to_vec(),
            PagePlan::Home(_) => self.pages_called("index"),
            PagePlan::Privacy(_) => self.pages_called(COMPUTED_PAGES[0].0),
            PagePlan::About(_) => self.pages_called(COMPUTED_PAGES[1].0),
            _ => Vec::new(),
        }
    }

    /// Whether it is a home page, which speaks for the site as a whole.
    pub fn is_home(&self, page: usize) -> bool {
        matches!(self.makers[page], Maker::Page(PagePlan::Home(_)))
    }

    /// An entry with its original, and of a policy the texts of its versions.
    fn with_texts(&self, no: EntryNo) -> Vec<EntryNo> {
        let original = self.portal.original(no);
        let versions = self.portal.versions(original).into_iter().flat_map(|versions| &versions.all);
        let mut all: Vec<EntryNo> =
            [no, original].into_iter().chain(versions.map(|version| version.text)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn pages_called(&self, id: &str) -> Vec<EntryNo> {
        let entries = self.portal.entries.entries.iter().enumerate();
        let called = entries.filter(|(_, entry)| entry.kind == Kind::Page && &*entry.id == id);
        called.map(|(index, _)| EntryNo(index as u32)).collect()
    }
}
