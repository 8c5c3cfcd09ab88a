//! Computed pages: 公开目录, accessibility statement, 404, stubs.

use super::entry::Shown;
use super::head::{self, About};
use super::list::pager;
use super::value::date_view;
use super::view::{
    AccessibilityView, BodyView, CatalogueRowView, CatalogueView, LinkView, PageView, StubView, View,
};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::portal::EntryNo;
use crate::portal::route::{list_route, page_route};
use crate::text::Lang;
use crate::url;

/// Rows on a page of the catalogue.
pub const CATALOGUE_ROWS: usize = 100;

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
