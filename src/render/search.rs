//! The search page.
//!
//! Takes the portal, gives a page that leads on without scripts too; what its script finds comes from the
//! index beside it.

use super::head::{self, About};
use super::list::facet_links;
use super::view::{BodyView, CountedLinkView, LinkView, SearchView, View};
use super::{Scene, Spot};
use crate::config::Config;
use crate::field::Kind;
use crate::portal::route::list_route;
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;
use crate::url;

/// Kinds in the order in which equally good finds are shown. Events and news pass; texts stay.
pub const SEARCH_KINDS: [Kind; 20] = [
    Kind::Policy,
    Kind::Benefit,
    Kind::Call,
    Kind::Guide,
    Kind::Journey,
    Kind::Programme,
    Kind::Platform,
    Kind::PlatformType,
    Kind::Faq,
    Kind::Interpretation,
    Kind::Notice,
    Kind::LevelScheme,
    Kind::RatingScheme,
    Kind::Shortage,
    Kind::Department,
    Kind::Challenge,
    Kind::Indicator,
    Kind::Event,
    Kind::News,
    Kind::Page,
];

/// Where the search page of a language stands; forms of every page lead to it.
pub fn search_route(lang: Lang) -> String {
    format!("{}ss/index.html", lang.folder())
}

/// Where the description of the search page for browsers stands; it needs full addresses.
pub fn opensearch_route(config: &Config, lang: Lang) -> Option<String> {
    (!config.base_url.is_empty()).then(|| format!("{}opensearch.xml", lang.folder()))
}

/// Where the search index of a language stands, below the root of the site.
pub fn index_folder(lang: Lang) -> String {
    format!("{}ss/", lang.folder())
}

/// How many entries can be found.
fn count(scene: &Scene, lang: Lang) -> usize {
    let settings = &scene.config.search;
    let kinds = SEARCH_KINDS.iter().filter(|kind| !settings.exclude_kinds.contains(kind));
    let entries = kinds.flat_map(|kind| scene.portal.list(*kind, lang));
    let is_left_out = |no: &EntryNo| {
        let id = &scene.portal.entry(scene.portal.original(*no)).id;
        settings.exclude_ids.iter().any(|left_out| **left_out == **id)
    };
    entries.filter(|no| !is_left_out(no)).count()
}

/// The search page.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let facets = [Facet::Topic, Facet::Audience, Facet::Industry].into_iter();
    let view = SearchView {
        count: count(scene, spot.lang),
        index: index_folder(spot.lang),
        columns: SEARCH_KINDS.iter().filter_map(|kind| column(scene, spot, *kind)).collect(),
        facets: facets.filter_map(|facet| facet_links(scene, spot, facet, 24)).collect(),
        contact: super::about::site_contact(scene, spot),
        other: other(scene, spot).unwrap_or_default(),
    };
    let title = scene.word(spot.lang, "search").to_string();
    let about = About {
        kind: "search",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "search_description").to_string(),
        keywords: vec![title.clone()],
    };
    View { page: head::page(scene, spot, about), body: BodyView::Search(Box::new(view)) }
}

fn column(scene: &Scene, spot: Spot, kind: Kind) -> Option<CountedLinkView> {
    let count = scene.portal.list(kind, spot.lang).len();
    (count > 0).then(|| CountedLinkView {
        text: scene.config.column(kind).name[spot.lang as usize].clone(),
        href: url::relative(spot.route, &list_route(kind, spot.lang, 1)),
        count,
        current: false,
    })
}

/// The search page of the other language, named in that language.
fn other(scene: &Scene, spot: Spot) -> Option<LinkView> {
    let other = scene.config.languages.iter().copied().find(|lang| *lang != spot.lang)?;
    scene.portal.speaks(other).then(|| LinkView {
        text: scene.word(other, "search").to_string(),
        href: url::relative(spot.route, &search_route(other)),
        ..LinkView::default()
    })
}
