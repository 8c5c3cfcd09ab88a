//! The files of the search index within the plan.
//!
//! Their names and number depend on every text of a language, so an index is made when something first asks for
//! one of its files or for the whole plan; a check of the pages, or a preview of one, does without.
//!
//! **Invariant**: no page, and no finding, depends on whether an index is made. Where the files will stand is known
//! before ([`reserved`]).

use super::{Order, Planned, Site};
use crate::render::{Scene, index_folder};
use crate::search::gather::documents;
use crate::search::index::{Index, Memo, is_own};
use crate::search::words::words;
use crate::text::Lang;
use std::sync::OnceLock;

/// The search index of each language of the site, once it is made.
#[derive(Default)]
pub(super) struct Searches {
    indexes: [OnceLock<Option<Index>>; 2],
    /// Facts of former indexes; `None` where none are kept.
    former: Option<Facts>,
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
    pub fn index(&self, lang: Lang) -> Option<&Index> {
        let make = || {
            let scene = self.scene();
            if !is_spoken(&scene, lang) {
                return None;
            }
            let (documents, words) = (documents(&scene, lang), words(&scene, lang));
            Some(match &self.searches.former {
                Some(former) => Index::with_former(documents, &words, &former[lang as usize]),
                None => Index::of(documents, &words),
            })
        };
        self.searches.indexes[lang as usize].get_or_init(make).as_ref()
    }

    /// Takes facts of former indexes, which may be empty, and keeps those of the indexes that will be made.
    pub fn keep_facts(&mut self, former: Facts) {
        self.searches.former = Some(former);
    }

    /// The facts that are kept: of an index that is made, else those that were taken for it.
    pub fn facts(&self) -> Option<Facts> {
        let former = self.searches.former.as_ref()?;
        Some(Lang::ALL.map(|lang| {
            let made = self.searches.indexes[lang as usize].get().and_then(Option::as_ref);
            made.map_or(&former[lang as usize], Index::memo).clone()
        }))
    }

    /// The file of an index that stands at a route.
    pub(super) fn index_file(&self, route: &str) -> Option<(&Index, usize)> {
        Lang::ALL.into_iter().find_map(|lang| {
            let name = route.strip_prefix(&*index_folder(lang)).filter(|name| is_own(name))?;
            let index = self.index(lang)?;
            Some((index, index.find(name.strip_suffix(".js")?)?))
        })
    }

    /// Pages and indexes together.
    pub(super) fn whole(&self) -> &Whole {
        self.whole.get_or_init(|| {
            let mut all: Vec<(Planned, Place)> = Vec::new();
            let pages = self.pages.iter().enumerate();
            all.extend(pages.map(|(at, planned)| (planned.clone(), Place::Page(at))));
            for lang in Lang::ALL {
                let routes = self.index(lang).into_iter().flat_map(Index::routes).enumerate();
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
