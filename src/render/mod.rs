//! Turns the portal into pages: views, and the HTML that the theme makes of them.
//!
//! Takes the portal, the settings and the theme, gives the bytes of one page at a time, on any
//! thread. Links were resolved in `portal`; here they are only printed.
//!
//! **Invariant**: a template sees a [`mod@view`] and nothing else.

mod about;
mod benefit;
mod body;
mod card;
mod challenge;
mod chart;
mod department;
mod entry;
mod event;
mod guide;
mod head;
mod indicator;
mod level_scheme;
mod list;
mod overview;
mod platform;
mod policy;
mod progress;
mod rating_scheme;
mod shortage;
mod site;
mod value;
pub mod view;

pub use body::Body;
pub use list::{Section, facet_route, page_size, sections};
pub use overview::{CATALOGUE_ROWS, section_route, site_map_is_split};
pub use progress::has_progress;
pub use site::{logo, site_view};
pub use value::{money, size};

use crate::config::Config;
use crate::field::Kind;
use crate::portal::{EntryNo, Facet, Portal};
use crate::source::Sources;
use crate::text::Lang;
use crate::theme::Theme;
use crate::url;
use crate::vocabulary::Vocabularies;
use view::{LinkView, View};

/// Everything a page is made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub portal: &'a Portal,
    pub sources: &'a Sources,
    pub config: &'a Config,
    pub vocabularies: &'a Vocabularies,
    pub theme: &'a Theme,
}

/// Where a page stands; links are written as seen from there.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    pub route: &'a str,
    pub lang: Lang,
}

/// A page that is rendered, by what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagePlan {
    Home(Lang),
    Entry(EntryNo),
    /// Page `number`, from 1.
    List {
        kind: Kind,
        lang: Lang,
        number: usize,
    },
    Facet {
        facet: Facet,
        code: Box<str>,
        lang: Lang,
        number: usize,
    },
    Catalogue {
        number: usize,
    },
    /// All of the site map, or one of its sections by position.
    SiteMap {
        lang: Lang,
        section: Option<usize>,
    },
    Accessibility(Lang),
    /// 兑付进度.
    Progress(Lang),
    Privacy(Lang),
    About(Lang),
    NotFound,
    /// Sends the reader on to a route.
    Stub {
        to: Box<str>,
        title: Box<str>,
    },
}

/// The view of a page.
pub fn view(scene: &Scene, plan: &PagePlan, route: &str) -> View {
    match plan {
        PagePlan::Home(lang) => overview::home(scene, Spot { route, lang: *lang }),
        PagePlan::Entry(no) => entry::page(scene, Spot { route, lang: scene.portal.entry(*no).lang }, *no),
        PagePlan::List { kind, lang, number } => {
            list::list(scene, Spot { route, lang: *lang }, *kind, *number)
        }
        PagePlan::Facet { facet, code, lang, number } => {
            list::facet(scene, Spot { route, lang: *lang }, *facet, code, *number)
        }
        PagePlan::Catalogue { number } => overview::catalogue(scene, Spot { route, lang: Lang::Zh }, *number),
        PagePlan::SiteMap { lang, section } => {
            overview::site_map(scene, Spot { route, lang: *lang }, *section)
        }
        PagePlan::Accessibility(lang) => overview::accessibility(scene, Spot { route, lang: *lang }),
        PagePlan::Progress(lang) => progress::page(scene, Spot { route, lang: *lang }),
        PagePlan::Privacy(lang) => about::privacy(scene, Spot { route, lang: *lang }),
        PagePlan::About(lang) => about::about(scene, Spot { route, lang: *lang }),
        PagePlan::NotFound => overview::not_found(scene, Spot { route, lang: Lang::Zh }),
        PagePlan::Stub { to, title } => overview::stub(scene, Spot { route, lang: Lang::Zh }, to, title),
    }
}

impl Scene<'_> {
    /// A word of the theme.
    pub fn word<'k>(&'k self, lang: Lang, key: &'k str) -> &'k str {
        self.theme.word(lang, key)
    }

    /// A word of the theme with its braces filled in.
    pub fn say(&self, lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
        crate::theme::fill(self.theme.word(lang, key), |name| {
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string())
        })
    }

    /// The title of an entry in the language of the spot, where it has one.
    pub fn title(&self, spot: Spot, no: EntryNo) -> &str {
        let shown = self.portal.in_language(no, spot.lang).unwrap_or(no);
        &self.portal.entry(shown).title
    }

    /// A link to an entry, in the language of the spot where it exists in it.
    pub fn link(&self, spot: Spot, no: EntryNo) -> LinkView {
        LinkView { text: self.title(spot, no).to_string(), href: self.href(spot, no), ..LinkView::default() }
    }

    /// The address of an entry, as seen from the spot.
    pub fn href(&self, spot: Spot, no: EntryNo) -> String {
        let shown = self.portal.in_language(no, spot.lang).unwrap_or(no);
        let route = self.portal.route(shown);
        if route.is_empty() {
            return String::new();
        }
        let entry = self.portal.entry(shown);
        let mut href = url::relative(spot.route, route);
        if entry.kind == Kind::Faq {
            href.push('#');
            href.push_str(&self.portal.entry(self.portal.original(shown)).id);
        }
        href
    }

    /// The wording of a vocabulary value.
    pub fn label(&self, spot: Spot, vocabulary: &str, code: &str) -> String {
        self.vocabularies.label(vocabulary, code, spot.lang).to_string()
    }
}
