//! The site map: every page by kind and year, for readers without scripts and for those who look
//! through everything.
//!
//! Takes the portal, gives one page where it is small, else an index and a page for each section. Home
//! leads to the index, that to the sections, those to the entries: three steps at any size.

use super::card::kinds_label;
use super::head::{self, About};
use super::list::facet_links;
use super::overview::column_link;
use super::view::{BodyView, CountedLinkView, GroupView, LinkView, SiteMapSectionView, SiteMapView, View};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::portal::{EntryNo, Facet, Portal};
use crate::text::Lang;
use crate::url;

/// Entries on one page of the site map. With the links of header, footer and facets a page stays
/// below 500 links.
const SECTION_MAX: usize = 400;

/// Entries up to which the site map is one page.
const INLINE_MAX: usize = 300;

/// Values of a facet that the index names, most entries first; the page of each names them all.
const FACET_MAX: usize = 40;

/// A section of the site map: the entries of a kind in a year, or in a run of years that have few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub kind: Kind,
    /// The first and the last year; 0 for entries without a date.
    pub years: (i16, i16),
    /// From 1, where a year has more than one section.
    pub part: usize,
    pub entries: Vec<EntryNo>,
}

/// The sections of the site map of a language, newest first within a kind.
pub fn sections(portal: &Portal, lang: Lang) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for kind in Kind::ALL {
        let first = sections.len();
        let mut list = portal.list(kind, lang).to_vec();
        list.sort_by_key(|no| std::cmp::Reverse(year(portal, *no)));
        for group in list.chunk_by(|a, b| year(portal, *a) == year(portal, *b)) {
            let year = year(portal, group[0]);
            match sections[first..].last_mut() {
                Some(last) if year > 0 && last.entries.len() + group.len() <= SECTION_MAX => {
                    last.years.0 = year;
                    last.entries.extend(group);
                }
                _ => sections.extend(group.chunks(SECTION_MAX).enumerate().map(|(index, part)| Section {
                    kind,
                    years: (year, year),
                    part: index + 1,
                    entries: part.to_vec(),
                })),
            }
        }
    }
    sections
}

/// The year of publication, 0 where there is none.
fn year(portal: &Portal, no: EntryNo) -> i16 {
    portal.published[portal.original(no).0 as usize].map_or(0, |moment| moment.year())
}

/// The route of a section.
pub fn section_route(lang: Lang, section: &Section) -> String {
    let kind = section.kind.spec().code.replace('_', "-");
    let years = match section.years {
        (from, to) if from == to => to.to_string(),
        (from, to) => format!("{from}-{to}"),
    };
    let part = if section.part > 1 { format!("-p{}", section.part) } else { String::new() };
    format!("{}wzdt/{kind}-{years}{part}.html", lang.folder())
}

/// Whether the site map of a language needs pages for its sections.
pub fn site_map_is_split(sections: &[Section]) -> bool {
    sections.iter().map(|section| section.entries.len()).sum::<usize>() > INLINE_MAX
}

/// The site map of a small site, the index of a large one.
pub(super) fn site_map(scene: &Scene, spot: Spot) -> View {
    let all = sections(scene.portal, spot.lang);
    let is_split = site_map_is_split(&all);
    let kinds = all.chunk_by(|a, b| a.kind == b.kind).map(|of_kind| {
        let groups = if is_split {
            vec![GroupView {
                label: String::new(),
                links: of_kind.iter().map(|section| section_link(scene, spot, section)).collect(),
            }]
        } else {
            of_kind.iter().flat_map(|section| years(scene, spot, section)).collect()
        };
        section_view(scene, spot, of_kind, groups)
    });
    let first = entrances_section(scene, spot).into_iter().chain(facets_section(scene, spot));
    let statements = super::about::site_map_section(scene, spot);
    let title = scene.word(spot.lang, "site_map").to_string();
    page(scene, spot, &title, first.chain(kinds).chain([statements]).collect())
}

/// One section of a large site map.
pub(super) fn section(scene: &Scene, spot: Spot, section: &Section) -> View {
    let view = section_view(scene, spot, std::slice::from_ref(section), years(scene, spot, section));
    let title = format!("{} · {}", scene.word(spot.lang, "site_map"), section_title(scene, spot, section));
    let mut view = page(scene, spot, &title, vec![view]);
    let last = view.page.breadcrumbs.len().saturating_sub(1);
    let index = format!("{}wzdt/index.html", spot.lang.folder());
    let index = LinkView {
        text: scene.word(spot.lang, "site_map").to_string(),
        href: url::relative(spot.route, &index),
        ..LinkView::default()
    };
    view.page.breadcrumbs.insert(last, index);
    view
}

fn page(scene: &Scene, spot: Spot, title: &str, sections: Vec<SiteMapSectionView>) -> View {
    let about = About {
        kind: "site_map",
        title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "site_map_description").to_string(),
        keywords: vec![scene.word(spot.lang, "site_map").to_string()],
    };
    let page = head::page(scene, spot, about);
    View { page, body: BodyView::SiteMap(Box::new(SiteMapView { sections })) }
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
    let facets = Facet::ALL.into_iter().filter_map(|facet| facet_links(scene, spot, facet, FACET_MAX));
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

/// 2026年, 2015—2021年; nothing for entries without a date.
fn years_label(scene: &Scene, lang: Lang, (from, to): (i16, i16)) -> String {
    match (from, to) {
        (_, 0) => String::new(),
        (from, to) if from == to => scene.say(lang, "year", &[("year", &to.to_string())]),
        (from, to) => scene.say(lang, "year", &[("year", &format!("{from}—{to}"))]),
    }
}

fn section_title(scene: &Scene, spot: Spot, section: &Section) -> String {
    let part = if section.part > 1 { format!("({})", section.part) } else { String::new() };
    let label = kinds_label(spot.lang, section.kind);
    let years = years_label(scene, spot.lang, section.years);
    let words = [label, years, part];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The entries of a section under their years.
fn years(scene: &Scene, spot: Spot, section: &Section) -> Vec<GroupView> {
    let year = |no: &EntryNo| year(scene.portal, *no);
    let groups = section.entries.chunk_by(|a, b| year(a) == year(b));
    groups
        .map(|group| {
            let years = (year(&group[0]), year(&group[0]));
            GroupView {
                label: section_title(scene, spot, &Section { years, entries: Vec::new(), ..*section }),
                links: group.iter().map(|no| scene.link(spot, *no)).collect(),
            }
        })
        .collect()
}

fn section_view(
    scene: &Scene,
    spot: Spot,
    of_kind: &[Section],
    groups: Vec<GroupView>,
) -> SiteMapSectionView {
    let kind = of_kind[0].kind;
    SiteMapSectionView {
        anchor: format!("x-{}", kind.spec().code),
        link: column_link(scene, spot, kind),
        count: of_kind.iter().map(|section| section.entries.len()).sum(),
        groups,
    }
}

fn section_link(scene: &Scene, spot: Spot, section: &Section) -> LinkView {
    LinkView {
        text: section_title(scene, spot, section),
        href: url::relative(spot.route, &section_route(spot.lang, section)),
        note: section.entries.len().to_string(),
        external: false,
    }
}
