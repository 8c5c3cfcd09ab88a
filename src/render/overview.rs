//! Computed pages: home, 公开目录, accessibility statement, 404, stubs.

use super::card::{card, is_open};
use super::entrance::Entrance;
use super::entry::Shown;
use super::head::{self, About, banner};
use super::list::{facet_links, pager};
use super::value::date_view;
use super::view::{
    AccessibilityView, BodyView, CardGroupView, CatalogueRowView, CatalogueView, HomeView, LinkView,
    PageView, StubView, View,
};
use super::{Body, Scene, Spot};
use crate::config::Profile;
use crate::field::Kind;
use crate::portal::route::{list_route, page_route};
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;
use crate::url;

/// Entries of a column on the home page.
const HOME_CARDS: usize = 4;
/// Open calls on the home page, and dated things below them.
const HOME_CALLS: usize = 6;
const HOME_OCCASIONS: usize = 6;
/// Columns of the home page; the others are in the navigation and on the site map.
const HOME_COLUMNS: usize = 4;
/// Rows on a page of the catalogue.
pub const CATALOGUE_ROWS: usize = 100;

/// The home page.
pub(super) fn home(scene: &Scene, spot: Spot) -> View {
    let config = scene.config;
    let lang = spot.lang;
    let calls = scene.portal.list(Kind::Call, lang);
    let mut open: Vec<EntryNo> =
        calls.iter().copied().filter(|no| is_open(scene, scene.portal.original(*no))).collect();
    // What closes first comes first; what has no end, last.
    open.sort_by_key(|no| {
        let ends = scene.portal.fields(scene.portal.original(*no)).date("ends_at");
        (ends.is_none(), ends)
    });
    let facets =
        [Facet::Audience, Facet::Topic].into_iter().filter_map(|facet| facet_links(scene, spot, facet, 16));
    let view = HomeView {
        intro: scene.word(lang, "home_intro").to_string(),
        entrances: entrances(scene, spot),
        open: open.iter().take(HOME_CALLS).map(|no| card(scene, spot, *no)).collect(),
        open_more: more_link(scene, spot, Kind::Call),
        upcoming: super::calendar::upcoming(scene, spot, HOME_OCCASIONS),
        calendar: super::calendar::link(scene, spot).unwrap_or_default(),
        columns: columns(scene, spot),
        facets: facets.collect(),
        body: home_text(scene, spot),
    };
    let name = config.name(lang).to_string();
    let description = scene.word(lang, "home_intro").to_string();
    let keywords = config.column(Kind::Policy).keywords[lang as usize].clone();
    let about = About { kind: "home", title: &name, column: None, is_column: true, description, keywords };
    let mut page = head::page(scene, spot, about);
    if config.profile == Profile::Preview && config.file.is_none() {
        page.banners.push(banner("preview", scene.word(lang, "no_settings_banner")));
    }
    View { page, body: BodyView::Home(Box::new(view)) }
}

/// The list of a kind, by the name of its column.
pub(super) fn column_link(scene: &Scene, spot: Spot, kind: Kind) -> LinkView {
    LinkView {
        text: scene.config.column(kind).name[spot.lang as usize].clone(),
        href: url::relative(spot.route, &list_route(kind, spot.lang, 1)),
        ..LinkView::default()
    }
}

/// The same below some of its entries: 查看全部政策.
pub(super) fn more_link(scene: &Scene, spot: Spot, kind: Kind) -> LinkView {
    let link = column_link(scene, spot, kind);
    let text =
        crate::theme::fill(scene.word(spot.lang, "more"), |key| (key == "name").then(|| link.text.clone()));
    LinkView { text, ..link }
}

/// The two entrances, as far as there are entries for them.
fn entrances(scene: &Scene, spot: Spot) -> Vec<LinkView> {
    Entrance::ALL
        .into_iter()
        .filter(|entrance| entrance.exists(scene.portal, spot.lang))
        .map(|entrance| LinkView {
            text: scene.word(spot.lang, entrance.word()).to_string(),
            href: url::relative(spot.route, &entrance.route(spot.lang)),
            note: scene.word(spot.lang, &format!("{}_note", entrance.word())).to_string(),
            external: false,
        })
        .collect()
}

/// The first columns that have something: not one of every kind, or nobody reads to the end.
fn columns(scene: &Scene, spot: Spot) -> Vec<CardGroupView> {
    const ORDER: [Kind; 10] = [
        Kind::Journey,
        Kind::Policy,
        Kind::News,
        Kind::Indicator,
        Kind::Benefit,
        Kind::Guide,
        Kind::Platform,
        Kind::Notice,
        Kind::Interpretation,
        Kind::Event,
    ];
    let others = Kind::ALL.into_iter().filter(|kind| !ORDER.contains(kind) && *kind != Kind::Call);
    ORDER
        .into_iter()
        .chain(others)
        .filter_map(|kind| {
            let list = scene.portal.list(kind, spot.lang);
            (!list.is_empty()).then(|| CardGroupView {
                label: scene.config.column(kind).name[spot.lang as usize].clone(),
                count: list.len(),
                cards: list.iter().take(HOME_CARDS).map(|no| card(scene, spot, *no)).collect(),
                more: more_link(scene, spot, kind),
                ..CardGroupView::default()
            })
        })
        .take(HOME_COLUMNS)
        .collect()
}

/// The text of the page with the id `index`, if the office has written one.
fn home_text(scene: &Scene, spot: Spot) -> String {
    let Some(no) = scene.portal.find(&[Kind::Page], "index") else { return String::new() };
    match scene.portal.in_language(no, spot.lang) {
        Some(no) => Body { scene: *scene, no, route: spot.route }.html(),
        None => String::new(),
    }
}

/// One page of 公开目录 (政府信息公开条例 第十二条).
pub(super) fn catalogue(scene: &Scene, spot: Spot, number: usize) -> View {
    let all = scene.portal.list(Kind::Policy, Lang::Zh);
    let rows = all.chunks(CATALOGUE_ROWS).nth(number - 1).unwrap_or_default();
    let row = |no: &EntryNo| {
        let shown = Shown::new(scene.portal, *no);
        let fields = &shown.fields;
        let dated = || shown.original.policy.as_ref()?.dated_on.as_ref().map(|found| found.value);
        CatalogueRowView {
            index_number: fields.text("index_number").unwrap_or_default().to_string(),
            title: shown.original.title.to_string(),
            href: scene.href(spot, *no),
            summary: shown.text("summary").unwrap_or_default().to_string(),
            dated_on: date_view(Lang::Zh, fields.date("dated_on").or_else(dated)),
        }
    };
    let mut links = Vec::new();
    for (word, href) in [
        ("disclosure_guide", &scene.config.disclosure_guide),
        ("application_channel", &scene.config.application_channel),
    ] {
        if !href.is_empty() {
            let text = scene.word(spot.lang, word).to_string();
            links.push(LinkView { text, href: href.clone(), external: true, ..LinkView::default() });
        }
    }
    let csv = scene.word(spot.lang, "table_as_csv").to_string();
    let href = url::relative(spot.route, "data/catalogue.csv");
    links.push(LinkView { text: csv, href, ..LinkView::default() });
    let pages = all.len().div_ceil(CATALOGUE_ROWS).max(1);
    let view = CatalogueView {
        count: all.len(),
        rows: rows.iter().map(row).collect(),
        pager: pager(spot, number, pages, &|number| page_route("xxgk/", number)),
        links,
    };
    let title = scene.word(spot.lang, "catalogue").to_string();
    let description = scene.word(spot.lang, "catalogue_description").to_string();
    let about = About {
        kind: "catalogue",
        title: &title,
        column: None,
        is_column: true,
        description,
        keywords: vec![title.clone()],
    };
    View { page: head::page(scene, spot, about), body: BodyView::Catalogue(Box::new(view)) }
}

/// The accessibility statement; its text stands in the words of the theme.
pub(super) fn accessibility(scene: &Scene, spot: Spot) -> View {
    let title = scene.word(spot.lang, "accessibility_statement").to_string();
    let view = AccessibilityView {
        contact: super::about::site_contact(scene, spot),
        ..AccessibilityView::default()
    };
    let about = About {
        kind: "accessibility",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "accessibility_description").to_string(),
        keywords: vec![title.clone()],
    };
    View { page: head::page(scene, spot, about), body: BodyView::Accessibility(Box::new(view)) }
}

/// 404.html is served at any depth: it alone uses full addresses, and has no links without one.
pub(super) fn not_found(scene: &Scene, spot: Spot) -> View {
    let title = scene.word(spot.lang, "not_found").to_string();
    let about = About {
        kind: "not_found",
        title: &title,
        column: None,
        is_column: true,
        description: String::new(),
        keywords: Vec::new(),
    };
    // A host shows it at any address, so its links begin at the base path.
    let page = PageView {
        root: scene.config.base_path.clone(),
        noindex: true,
        canonical: String::new(),
        error_report: String::new(),
        breadcrumbs: Vec::new(),
        ..head::page(scene, spot, about)
    };
    View { page, body: BodyView::NotFound }
}

/// A former address that sends the reader on.
pub(super) fn stub(scene: &Scene, spot: Spot, to: &str, title: &str) -> View {
    let about = About {
        kind: "stub",
        title,
        column: None,
        is_column: true,
        description: String::new(),
        keywords: Vec::new(),
    };
    let page = PageView {
        canonical: scene.config.absolute(to),
        noindex: true,
        error_report: String::new(),
        ..head::page(scene, spot, about)
    };
    let body = StubView { href: url::encode(&url::relative(spot.route, to)), title: title.to_string() };
    View { page, body: BodyView::Stub(Box::new(body)) }
}
