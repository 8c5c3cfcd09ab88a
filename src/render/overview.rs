//! Computed pages: 公开目录, site map, accessibility statement, 404, stubs.

use super::card::kinds_label;
use super::entry::Shown;
use super::head::{self, About};
use super::list::{Section, facet_links, pager, sections};
use super::value::date_view;
use super::view::{
    AccessibilityView, BodyView, CatalogueRowView, CatalogueView, CountedLinkView, GroupView,
    LinkView, PageView, SiteMapSectionView, SiteMapView, StubView, View,
};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::portal::route::{list_route, page_route};
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;
use crate::url;

/// Links up to which the site map is one page.
const SITE_MAP_INLINE_MAX: usize = 500;
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

/// The route of a section of the site map.
pub fn section_route(lang: Lang, section: &Section) -> String {
    let kind = section.kind.spec().code.replace('_', "-");
    let part = if section.part > 1 { format!("-{}", section.part) } else { String::new() };
    format!("{}wzdt/{kind}-{}{part}.html", lang.folder(), section.year)
}

/// Whether the site map of a language needs pages for its sections.
pub fn site_map_is_split(sections: &[Section]) -> bool {
    sections.iter().map(|section| section.entries.len()).sum::<usize>() > SITE_MAP_INLINE_MAX
}

/// The site map, or one section of a large one.
pub(super) fn site_map(scene: &Scene, spot: Spot, section: Option<usize>) -> View {
    let all = sections(scene.portal, spot.lang);
    let views = match section {
        Some(index) => vec![section_view(scene, spot, &all[index..=index], true)],
        None => {
            let split = site_map_is_split(&all);
            let kinds = all.chunk_by(|a, b| a.kind == b.kind);
            let kinds = kinds.map(|group| section_view(scene, spot, group, !split));
            let statements = super::about::site_map_section(scene, spot);
            let first = entrances_section(scene, spot).into_iter().chain(facets_section(scene, spot));
            first.chain(kinds).chain([statements]).collect()
        }
    };
    let title = match section {
        Some(index) => {
            format!("{} · {}", scene.word(spot.lang, "site_map"), section_title(spot, &all[index]))
        }
        None => scene.word(spot.lang, "site_map").to_string(),
    };
    let about = About {
        kind: "site_map",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "site_map_description").to_string(),
        keywords: vec![scene.word(spot.lang, "site_map").to_string()],
    };
    let page = head::page(scene, spot, about);
    View { page, body: BodyView::SiteMap(Box::new(SiteMapView { sections: views })) }
}

/// The computed pages that lead to entries of several kinds.
fn entrances_section(scene: &Scene, spot: Spot) -> Option<SiteMapSectionView> {
    let links = super::entrance::links(scene, spot);
    (!links.is_empty()).then(|| SiteMapSectionView {
        anchor: "x-entrances".into(),
        link: LinkView { text: scene.word(spot.lang, "entrances").into(), ..LinkView::default() },
        count: links.len(),
        groups: vec![GroupView { label: String::new(), links }],
    })
}

/// The pages of topics, audiences, industries and regions.
fn facets_section(scene: &Scene, spot: Spot) -> Option<SiteMapSectionView> {
    let link = |link: CountedLinkView| LinkView {
        text: link.text,
        href: link.href,
        note: link.count.to_string(),
        external: false,
    };
    let facets = Facet::ALL.into_iter().filter_map(|facet| facet_links(scene, spot, facet, usize::MAX));
    let groups: Vec<GroupView> = facets
        .map(|facet| GroupView { label: facet.label, links: facet.links.into_iter().map(link).collect() })
        .collect();
    (!groups.is_empty()).then(|| SiteMapSectionView {
        anchor: "x-facets".into(),
        link: LinkView { text: scene.word(spot.lang, "browse").into(), ..LinkView::default() },
        count: groups.iter().map(|group| group.links.len()).sum(),
        groups,
    })
}

fn section_title(spot: Spot, section: &Section) -> String {
    let part = if section.part > 1 { format!(" ({})", section.part) } else { String::new() };
    let label = kinds_label(spot.lang, section.kind);
    match (section.year, spot.lang) {
        (0, _) => format!("{label}{part}"),
        (year, Lang::Zh) => format!("{label} {year}年{part}"),
        (year, Lang::En) => format!("{label} {year}{part}"),
    }
}

fn section_view(scene: &Scene, spot: Spot, group: &[Section], with_entries: bool) -> SiteMapSectionView {
    let kind = group[0].kind;
    let entries = |section: &Section| GroupView {
        label: section_title(spot, section),
        links: section.entries.iter().map(|no| scene.link(spot, *no)).collect(),
    };
    let pages = || GroupView {
        label: String::new(),
        links: group.iter().map(|section| section_link(spot, section)).collect(),
    };
    SiteMapSectionView {
        anchor: format!("x-{}", kind.spec().code),
        link: column_link(scene, spot, kind),
        count: group.iter().map(|section| section.entries.len()).sum(),
        groups: if with_entries { group.iter().map(entries).collect() } else { vec![pages()] },
    }
}

fn section_link(spot: Spot, section: &Section) -> LinkView {
    LinkView {
        text: section_title(spot, section),
        href: url::relative(spot.route, &section_route(spot.lang, section)),
        note: section.entries.len().to_string(),
        external: false,
    }
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
