//! The files of the search index within the plan.
//!
//! Their names and number depend on every text of a language, so an index is made when something first asks for
//! one of its files or for the whole plan; a check of the pages, or a preview of one, does without.
//!
//! **Invariant**: no page, and no finding, depends on whether an index is made. Where the files will stand is known
//! before ([`reserved`]).

use super::{Order, Planned, Site};
use crate::render::{Scene, index_folder};
use crate::search::gather::Found;
use crate::search::index::{Index, Memo, is_own};
use crate::search::words::words;
use crate::text::Lang;
use std::sync::OnceLock;

/// The search index of each language of the site, once it is made.
#[derive(Default)]
pub(super) struct Searches {
    made: [OnceLock<Option<Made>>; 2],
    /// Facts of former indexes; `None` where none are kept.
    former: Option<Facts>,
}

/// An index, and the entries that its documents are made from.
struct Made {
    index: Index,
    found: Found,
}

/// Facts of the documents of each language.
pub type Facts = [Memo; 2];

/// Everything that is written: the pages, and the files of the indexes among them.
pub(super) struct Whole {
    pub planned: Vec<Planned>,
    pub places: Vec<Place>,
}

/// Where an output of the whole plan comes from.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// By position among the pages.
    Page(usize),
    /// A file of the index of a language, by position.
    Search(Lang, usize),
}

/// The folders that hold an index.
pub(super) fn folders(scene: &Scene) -> Vec<String> {
    Lang::ALL.into_iter().filter(|lang| is_spoken(scene, *lang)).map(index_folder).collect()
}

/// Whether a route in lower case would be a file of an index, or need one as a folder.
pub(super) fn reserved(route: &str, folders: &[String]) -> bool {
    let around = std::iter::successors(Some(route), |inner| Some(crate::url::folder(inner)));
    let mut around = around.take_while(|route| !route.is_empty());
    let of_index =
        |route: &str| folders.iter().any(|folder| route.strip_prefix(&**folder).is_some_and(is_own));
    around.any(of_index)
}

fn is_spoken(scene: &Scene, lang: Lang) -> bool {
    scene.config.languages.contains(&lang) && scene.portal.speaks(lang)
}

impl Site {
    /// The search index of a language, if the site has pages in it; made when it is first asked for.
    fn search(&self, lang: Lang) -> Option<&Made> {
        let make = || {
            let scene = self.scene();
            is_spoken(&scene, lang).then(|| {
                let found = Found::of(&scene, lang);
                let former = self.searches.former.as_ref().map(|former| &former[lang as usize]);
                let words = words(&scene, lang);
                Made { index: Index::without_documents(&found.documents(scene), &words, former), found }
            })
        };
        self.searches.made[lang as usize].get_or_init(make).as_ref()
    }

    /// The bytes of a file of the index of a language, by its position.
    pub(super) fn search_file(&self, lang: Lang, at: usize) -> Vec<u8> {
        let Made { index, found } = self.search(lang).expect("only an index names its files");
        index.bytes_from(at, &found.documents(self.scene()))
    }

    /// Takes facts of former indexes, which may be empty, and keeps those of the indexes that will be made.
    pub fn keep_facts(&mut self, former: Facts) {
        self.searches.former = Some(former);
    }

    /// The facts that are kept: of an index that is made, else those that were taken for it.
    pub fn facts(&self) -> Option<Facts> {
        let former = self.searches.former.as_ref()?;
        Some(Lang::ALL.map(|lang| {
            let made = self.searches.made[lang as usize].get().and_then(Option::as_ref);
            made.map_or(&former[lang as usize], |made| made.index.memo()).clone()
        }))
    }

    /// What stands at a route of a file of an index.
    pub(super) fn search_file_at(&self, route: &str) -> Option<Vec<u8>> {
        Lang::ALL.into_iter().find_map(|lang| {
            let name = route.strip_prefix(&*index_folder(lang)).filter(|name| is_own(name))?;
            self.search_file_of(lang, name.strip_suffix(".js")?)
        })
    }

    /// The file of the index of a language with a name: `head`, `t/3f`.
    pub(super) fn search_file_of(&self, lang: Lang, name: &str) -> Option<Vec<u8>> {
        Some(self.search_file(lang, self.search(lang)?.index.find(name)?))
    }

    /// Pages and indexes together.
    pub(super) fn whole(&self) -> &Whole {
        self.whole.get_or_init(|| {
            let mut all: Vec<(Planned, Place)> = Vec::new();
            let pages = self.pages.iter().enumerate();
            all.extend(pages.map(|(at, planned)| (planned.clone(), Place::Page(at))));
            for lang in Lang::ALL {
                let routes = self.search(lang).into_iter().flat_map(|made| made.index.routes()).enumerate();
                all.extend(
                    routes
                        .map(|(at, route)| (Planned { route, order: Order::List }, Place::Search(lang, at))),
                );
            }
            // The pages are in order already, which this sort makes use of.
            all.sort_by(|a, b| a.0.route.cmp(&b.0.route));
            let (planned, places) = all.into_iter().unzip();
            Whole { planned, places }
        })
    }
}
