//! The search page and the titles that its script looks through.
//!
//! Takes the portal, gives a page that leads on without scripts too, and the rows of `ss/titles-1.js`
//! and its sisters, which are fetched at the first use of the field.
//!
//! **Invariant**: a row holds what [`crate::portal::PublicView`] lets out, and nothing else.

use super::card::{badges, kind_label};
use super::head::{self, About};
use super::list::facet_links;
use super::value::date_text;
use super::view::{BodyView, CountedLinkView, LinkView, SearchView, View};
use super::{Scene, Spot};
use crate::config::Config;
use crate::field::Kind;
use crate::portal::route::list_route;
use crate::portal::{EntryNo, Facet, Portal};
use crate::text::Lang;
use crate::url;

/// Entries in one script of titles: about 60 KB of gzip with their summaries.
const CHUNK_ROWS: usize = 500;

/// Entries above which summaries are left out: ten scripts are read over a slow line, forty are not.
const SUMMARIES_MAX: usize = 3000;

/// Characters of a summary that are searched and shown.
const SUMMARY_CHARS: usize = 120;

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

/// Where script `number` (from 1) of the titles of a language stands.
pub fn titles_route(lang: Lang, number: usize) -> String {
    format!("{}ss/titles-{number}.js", lang.folder())
}

/// How many scripts the titles of a language take.
pub fn titles_count(portal: &Portal, lang: Lang) -> usize {
    count(portal, lang).div_ceil(CHUNK_ROWS)
}

fn count(portal: &Portal, lang: Lang) -> usize {
    SEARCH_KINDS.iter().map(|kind| portal.list(*kind, lang).len()).sum()
}

/// What a script of titles tells of an entry.
pub struct TitleRow {
    pub title: String,
    /// From the root of the site.
    pub href: String,
    pub kind: String,
    /// Code and word of the state; empty where the kind has none.
    pub state: (String, String),
    /// The day of publication in words.
    pub date: String,
    /// Document number, short name: what else it is called by.
    pub names: String,
    pub summary: String,
}

/// The rows of script `number` of the titles of a language.
pub fn title_rows(scene: &Scene, lang: Lang, number: usize) -> Vec<TitleRow> {
    let portal = scene.portal;
    let all = SEARCH_KINDS.iter().flat_map(|kind| portal.list(*kind, lang).iter().copied());
    let has_summaries = count(portal, lang) <= SUMMARIES_MAX;
    all.skip((number - 1) * CHUNK_ROWS)
        .take(CHUNK_ROWS)
        .filter_map(|no| row(scene, Spot { route: "", lang }, no, has_summaries))
        .collect()
}

fn row(scene: &Scene, spot: Spot, no: EntryNo, has_summaries: bool) -> Option<TitleRow> {
    let view = scene.portal.public_view(scene.portal.in_language(no, spot.lang).unwrap_or(no))?;
    let state = badges(scene, spot, no).into_iter().next().unwrap_or_default();
    let names = ["document_number", "short_name", "registration_number", "item_code"];
    let names: Vec<&str> =
        names.iter().filter_map(|key| view.text(key)).filter(|name| *name != "无").collect();
    let summary = view.text("summary").filter(|_| has_summaries).unwrap_or_default();
    Some(TitleRow {
        title: view.title.to_string(),
        href: scene.href(spot, no),
        kind: kind_label(spot.lang, view.kind),
        state: (state.code.to_string(), state.text),
        date: view.published.map(|moment| date_text(spot.lang, moment.date())).unwrap_or_default(),
        names: names.join(" "),
        summary: summary.chars().take(SUMMARY_CHARS).collect(),
    })
}

/// The search page.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let portal = scene.portal;
    let facets = [Facet::Topic, Facet::Audience, Facet::Industry].into_iter();
    let view = SearchView {
        count: count(portal, spot.lang),
        chunks: (1..=titles_count(portal, spot.lang)).map(|number| titles_route(spot.lang, number)).collect(),
        summaries: count(portal, spot.lang) <= SUMMARIES_MAX,
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
