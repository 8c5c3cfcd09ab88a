//! Turns the portal into pages: views, and the HTML that the theme makes of them.
//!
//! Takes the portal, the settings and the theme, gives the bytes of one page at a time, on any
//! thread. Links were resolved in `portal`; here they are only printed.
//!
//! **Invariant**: a template sees a [`mod@view`] and nothing else.

mod about;
mod award;
mod benefit;
mod body;
mod calendar;
mod calendar_facet;
mod call;
mod card;
mod cards;
mod challenge;
mod chart;
mod chunk;
mod comparison;
mod components;
mod data;
mod department;
mod entrance;
mod entry;
mod event;
mod faq;
mod foreign;
mod fragment;
mod glossary;
mod graph;
mod guide;
mod head;
mod home;
mod indicator;
mod interpretation;
mod journey;
mod json_ld;
mod language;
mod level_scheme;
mod list;
mod list_facet;
mod notice;
mod offer;
mod open_graph;
mod overview;
mod platform;
mod platform_type;
mod policy;
mod printed;
mod programme;
mod progress;
mod qr;
mod rating_scheme;
mod relation;
mod said;
mod search;
mod shortage;
mod site;
mod site_map;
mod subscribe;
mod tags;
mod value;
mod version;
pub mod view;
mod words;

pub use benefit::{award_words, condition_words};
pub use body::Body;
pub use calendar::summary_of;
pub use card::kind_label;
pub use cards::Cards;
pub use chunk::{CARDS_PER_CHUNK, Chunk, chunk, chunk_route};
pub use components::{COMPONENTS_ROUTE, example_faults};
pub use data::dataset_words;
pub use entrance::{Entrance, automatic_exists, automatic_route};
pub use glossary::glossary_route;
pub use list::{facet_route, page_size};
pub use list_facet::{list_facet_page_size, list_facet_route};
pub use overview::CATALOGUE_ROWS;
pub use platform_type::{platform_pages, platforms_route};
pub use progress::has_progress;
pub use search::{SEARCH_KINDS, index_folder, opensearch_route, search_route};
pub use site::{logo, logo_size, site_view};
pub use site_map::{Section, section_route, sections, site_map_is_split};
pub use subscribe::{channel_name, feeds, own_calendar_route, subscribe_routes};
pub use tags::{tags, tags_route};
pub use value::{date_text, duration, money, size};
pub use words::{FieldWords, field_words, state_words};

use crate::config::{Chrome, Config};
use crate::field::Kind;
use crate::portal::{EntryNo, Facet, ListFacet, Portal};
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
    pub cards: &'a Cards,
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
    /// A version of a policy, by its position.
    Version {
        policy: EntryNo,
        index: usize,
    },
    /// Two versions of a policy held against each other.
    Comparison {
        policy: EntryNo,
        old: usize,
        new: usize,
    },
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
    /// The list of a kind, narrowed to one value of a facet.
    ListFacet {
        kind: Kind,
        facet: ListFacet,
        /// The value as addresses have it.
        slug: Box<str>,
        lang: Lang,
        number: usize,
    },
    /// A further page of the platforms of a type, from 2.
    Platforms {
        of: EntryNo,
        number: usize,
    },
    Entrance(Entrance, Lang),
    /// 免申即享.
    Automatic(Lang),
    Catalogue {
        number: usize,
    },
    /// The page of open data.
    Data(Lang),
    /// All of the site map, or its index.
    SiteMap(Lang),
    SiteMapSection(Lang, Box<Section>),
    Accessibility(Lang),
    Glossary(Lang),
    Search(Lang),
    /// Every component of the theme, for theme authors.
    Components,
    /// The calendar, or page `number` of one of its months.
    Calendar {
        lang: Lang,
        month: Option<Month>,
        number: usize,
    },
    Subscribe(Lang),
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

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    pub year: i16,
    pub month: i8,
}

/// The view of a page.
pub fn view(scene: &Scene, plan: &PagePlan, route: &str) -> View {
    let mut view = body(scene, plan, route);
    view.page.machine.extend(subscribe::machine_links(scene, plan, route));
    view
}

fn body(scene: &Scene, plan: &PagePlan, route: &str) -> View {
    match plan {
        PagePlan::Home(lang) => home::home(scene, Spot { route, lang: *lang }),
        PagePlan::Entry(no) => entry::page(scene, Spot { route, lang: scene.portal.entry(*no).lang }, *no),
        PagePlan::Version { policy, index } => {
            version::page(scene, Spot { route, lang: Lang::Zh }, *policy, *index)
        }
        PagePlan::Comparison { policy, old, new } => {
            comparison::page(scene, Spot { route, lang: Lang::Zh }, *policy, (*old, *new))
        }
        PagePlan::List { kind: Kind::Faq, lang, .. } => faq::page(scene, Spot { route, lang: *lang }),
        PagePlan::List { kind, lang, number } => {
            list::list(scene, Spot { route, lang: *lang }, *kind, *number)
        }
        PagePlan::Facet { facet, code, lang, number } => {
            list::facet(scene, Spot { route, lang: *lang }, *facet, code, *number)
        }
        PagePlan::ListFacet { kind, facet, slug, lang, number } => {
            let narrowed = list_facet::Narrowed { kind: *kind, facet: *facet, slug };
            list_facet::page(scene, Spot { route, lang: *lang }, narrowed, *number)
        }
        PagePlan::Platforms { of, number } => {
            let lang = scene.portal.entry(*of).lang;
            platform_type::further_page(scene, Spot { route, lang }, *of, *number)
        }
        PagePlan::Entrance(who, lang) => entrance::entrance(scene, Spot { route, lang: *lang }, *who),
        PagePlan::Automatic(lang) => entrance::automatic(scene, Spot { route, lang: *lang }),
        PagePlan::Catalogue { number } => overview::catalogue(scene, Spot { route, lang: Lang::Zh }, *number),
        PagePlan::Data(lang) => data::page(scene, Spot { route, lang: *lang }),
        PagePlan::SiteMap(lang) => site_map::site_map(scene, Spot { route, lang: *lang }),
        PagePlan::SiteMapSection(lang, section) => {
            site_map::section(scene, Spot { route, lang: *lang }, section)
        }
        PagePlan::Accessibility(lang) => overview::accessibility(scene, Spot { route, lang: *lang }),
        PagePlan::Components => components::page(scene, Spot { route, lang: Lang::Zh }),
        PagePlan::Search(lang) => search::page(scene, Spot { route, lang: *lang }),
        PagePlan::Glossary(lang) => glossary::page(scene, Spot { route, lang: *lang }),
        PagePlan::Calendar { lang, month: None, .. } => calendar::page(scene, Spot { route, lang: *lang }),
        PagePlan::Calendar { lang, month: Some(month), number } => {
            calendar::month_page(scene, Spot { route, lang: *lang }, *month, *number)
        }
        PagePlan::Subscribe(lang) => subscribe::page(scene, Spot { route, lang: *lang }),
        PagePlan::Progress(lang) => progress::page(scene, Spot { route, lang: *lang }),
        PagePlan::Privacy(lang) => about::privacy(scene, Spot { route, lang: *lang }),
        PagePlan::About(lang) => about::about(scene, Spot { route, lang: *lang }),
        PagePlan::NotFound => overview::not_found(scene, Spot { route, lang: Lang::Zh }),
        PagePlan::Stub { to, title } => {
            let lang = if to.starts_with(Lang::En.folder()) { Lang::En } else { Lang::Zh };
            overview::stub(scene, Spot { route, lang }, to, title)
        }
    }
}

/// Adds what can be said only of a finished page: where the switch of languages leads, Open Graph,
/// structured data. `is_planned` tells whether a route is published.
pub fn finish(scene: &Scene, plan: &PagePlan, is_planned: &dyn Fn(&str) -> bool, view: &mut View) {
    language::settle(scene, plan, is_planned, &mut view.page);
    view.page.open_graph = open_graph::open_graph(scene, plan, &view.page);
    // The tags beside a fragment have it whatever the template prints.
    view.page.json_ld = match scene.config.chrome {
        Chrome::Include => json_ld::json_ld(scene, plan, &view.page),
        _ => scene.theme.read(view.body.template(), "json_ld", || json_ld::json_ld(scene, plan, &view.page)),
    };
}

/// The HTML of a page as it is published: on an English one, what is Chinese is marked so; a fragment
/// leaves the title and the ids of its parent page alone.
pub fn published(scene: &Scene, view: &View, html: Vec<u8>) -> Vec<u8> {
    let is_english = view.page.lang == Lang::En.tag();
    let html = if is_english { foreign::mark_chinese(&html).unwrap_or(html) } else { html };
    if scene.config.chrome != Chrome::Include {
        return html;
    }
    match String::from_utf8(html) {
        Ok(text) => {
            let own = fragment::with_own_ids(&text);
            let own = if scene.config.parent_prints.title { fragment::without_title(&own) } else { own };
            own.into_bytes()
        }
        Err(error) => error.into_bytes(),
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

    /// A reference that leads nowhere, as it is written; nothing of what nobody may see.
    pub fn unresolved<'t>(&self, written: &'t str) -> &'t str {
        if self.portal.names_hidden(written) { "" } else { written }
    }

    /// The wording of a vocabulary value.
    pub fn label(&self, spot: Spot, vocabulary: &str, code: &str) -> String {
        self.vocabularies.label(vocabulary, code, spot.lang).to_string()
    }
}
