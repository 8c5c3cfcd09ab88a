//! Lists of a kind, facet pages, and the links between their pages.

use super::card::kinds_label;
use super::cards::cards_html;
use super::head::{self, About};
use super::overview::more_link;
use super::view::{
    BodyView, CardGroupView, CountedLinkView, FacetLinksView, FacetView, LinkView, ListView, PagerView, View,
};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::portal::route::{list_route, page_route};
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;
use crate::url;

/// One page of the list of a kind.
pub(super) fn list(scene: &Scene, spot: Spot, kind: Kind, number: usize) -> View {
    if kind == Kind::Indicator {
        return super::indicator::numbers(scene, spot);
    }
    let column = scene.config.column(kind);
    let lang = spot.lang as usize;
    let all = scene.portal.in_order(kind, spot.lang);
    let size = page_size(scene, kind);
    let shown = all.chunks(size).nth(number - 1).unwrap_or_default();
    let pages = all.len().div_ceil(size).max(1);
    let title = numbered(&column.name[lang], number, spot.lang);
    let about = About {
        kind: "list",
        title: &title,
        column: Some(kind),
        is_column: true,
        description: numbered(&column.description[lang], number, spot.lang),
        keywords: column.keywords[lang].clone(),
    };
    let groups = groups(scene, spot, kind, shown);
    let list = ListView {
        description: column.description[lang].clone(),
        count: all.len(),
        cards_html: if groups.is_empty() { cards_html(scene, spot, shown) } else { String::new() },
        groups,
        links: if kind == Kind::Benefit { super::entrance::links(scene, spot) } else { Vec::new() },
        pager: pager(spot, number, pages, &|number| list_route(kind, spot.lang, number)),
        ..super::list_facet::panel(scene, spot, kind, number, None)
    };
    View { page: head::page(scene, spot, about), body: BodyView::List(Box::new(list)) }
}

/// Cards under headings: events by whether they are over, news and catalogues by year. Empty for
/// other kinds.
fn groups(scene: &Scene, spot: Spot, kind: Kind, shown: &[EntryNo]) -> Vec<CardGroupView> {
    let fields = |no: &EntryNo| &scene.portal.entry(scene.portal.original(*no)).fields;
    let year = |year: Option<i64>| match year {
        Some(year) => scene.say(spot.lang, "year", &[("year", &year.to_string())]),
        None => scene.word(spot.lang, "other").to_string(),
    };
    let label = |no: &EntryNo| match kind {
        Kind::Event if super::event::is_over(scene, fields(no)) => {
            scene.word(spot.lang, "events_over").into()
        }
        Kind::Event => scene.word(spot.lang, "events_coming").into(),
        Kind::Shortage => year(crate::portal::year_of(fields(no))),
        _ => {
            let published = scene.portal.published[scene.portal.original(*no).0 as usize];
            year(published.map(|moment| i64::from(moment.year())))
        }
    };
    if !matches!(kind, Kind::Event | Kind::Shortage | Kind::News) {
        return Vec::new();
    }
    let of_group = |group: &[EntryNo]| CardGroupView {
        label: label(&group[0]),
        cards_html: cards_html(scene, spot, group),
        ..CardGroupView::default()
    };
    shown.chunk_by(|a, b| label(a) == label(b)).map(of_group).collect()
}

/// Entries on one page of a list; questions all stand on one, and so do figures.
pub fn page_size(scene: &Scene, kind: Kind) -> usize {
    if matches!(kind, Kind::Faq | Kind::Indicator) { usize::MAX } else { scene.config.page_size }
}

pub(super) fn numbered(title: &str, number: usize, lang: Lang) -> String {
    match (number, lang) {
        (1, _) => title.to_string(),
        (_, Lang::Zh) => format!("{title}（第{number}页）"),
        (_, Lang::En) => format!("{title} (page {number})"),
    }
}

/// Pages up to which two steps lead anywhere; the first page of a longer list names them all.
const PAGER_PLAIN_MAX: usize = 9;

/// Pages that the first page of a list names at most, evenly spread.
const PAGER_ALL_MAX: usize = 200;

/// Links to the other pages of a list: first, last, and those around the present one.
pub(super) fn pager(spot: Spot, number: usize, count: usize, route: &dyn Fn(usize) -> String) -> PagerView {
    let link = |n: usize, text: String| LinkView {
        text,
        href: if n == number { String::new() } else { url::relative(spot.route, &route(n)) },
        ..LinkView::default()
    };
    let mut pages = Vec::new();
    let mut last = 0;
    for n in (1..=count).filter(|n| *n == 1 || *n == count || n.abs_diff(number) <= 2) {
        if n > last + 1 {
            pages.push(LinkView { text: "…".into(), ..LinkView::default() });
        }
        pages.push(link(n, n.to_string()));
        last = n;
    }
    let is_long = number == 1 && count > PAGER_PLAIN_MAX;
    let all = (1..=count).step_by(count.div_ceil(PAGER_ALL_MAX).max(1)).filter(|_| is_long);
    let words = if spot.lang == Lang::Zh { ["上一页", "下一页"] } else { ["Previous", "Next"] };
    PagerView {
        number,
        count,
        previous: if number > 1 { link(number - 1, words[0].into()) } else { LinkView::default() },
        next: if number < count { link(number + 1, words[1].into()) } else { LinkView::default() },
        pages: if count > 1 { pages } else { Vec::new() },
        all: all.map(|n| link(n, n.to_string())).collect(),
    }
}

/// The route of a page of a facet value.
pub fn facet_route(facet: Facet, code: &str, lang: Lang, number: usize) -> String {
    let first = format!("{}{}/{code}.html", lang.folder(), facet.prefix());
    if number == 1 {
        first
    } else {
        page_route(&format!("{}{}/{code}/", lang.folder(), facet.prefix()), number)
    }
}

/// The address of the page of a facet value, if it has entries.
pub(super) fn facet_href(scene: &Scene, spot: Spot, facet: Facet, code: &str) -> Option<String> {
    let any = !scene.portal.with_facet(facet, code, spot.lang).is_empty();
    any.then(|| url::relative(spot.route, &facet_route(facet, code, spot.lang, 1)))
}

/// The values of a facet with counts, most first.
pub(super) fn facet_links(scene: &Scene, spot: Spot, facet: Facet, max: usize) -> Option<FacetLinksView> {
    let links: Vec<CountedLinkView> = scene
        .portal
        .facet_values(facet, spot.lang)
        .iter()
        .take(max)
        .map(|value| {
            let route = facet_route(facet, &value.code, spot.lang, 1);
            CountedLinkView {
                text: scene.label(spot, facet.key(), &value.code),
                href: url::relative(spot.route, &route),
                count: value.entries.len(),
                current: route == spot.route,
            }
        })
        .collect();
    (!links.is_empty())
        .then(|| FacetLinksView { label: scene.word(spot.lang, facet_word(facet)).into(), links })
}

fn facet_word(facet: Facet) -> &'static str {
    match facet {
        Facet::Topic => "facet_topics",
        Facet::Audience => "facet_audiences",
        Facet::Industry => "facet_industries",
        Facet::Region => "facet_regions",
    }
}

/// One page of everything with a facet value, grouped by kind.
pub(super) fn facet(scene: &Scene, spot: Spot, facet: Facet, code: &str, number: usize) -> View {
    let all = scene.portal.with_facet(facet, code, spot.lang);
    let size = scene.config.page_size;
    let shown = all.chunks(size).nth(number - 1).unwrap_or_default();
    let value = scene.label(spot, facet.key(), code);
    let facet_name = scene.word(spot.lang, facet_word(facet)).to_string();
    let title = numbered(&value, number, spot.lang);
    let description = match spot.lang {
        Lang::Zh => format!("{facet_name}为“{value}”的政策、事项、平台和服务，共{}条", all.len()),
        Lang::En if all.len() == 1 => format!("One entry on {value}"),
        Lang::En => format!("{} entries on {value}", all.len()),
    };
    let groups = Kind::ALL.into_iter().filter_map(|kind| {
        let of_kind = shown.iter().copied().filter(|no| scene.portal.entry(*no).kind == kind);
        let of_kind: Vec<EntryNo> = of_kind.collect();
        (!of_kind.is_empty()).then(|| CardGroupView {
            label: kinds_label(spot.lang, kind),
            count: of_kind.len(),
            cards_html: cards_html(scene, spot, &of_kind),
            more: more_link(scene, spot, kind),
            ..CardGroupView::default()
        })
    });
    let view = FacetView {
        description: description.clone(),
        count: all.len(),
        groups: groups.collect(),
        siblings: facet_links(scene, spot, facet, usize::MAX).unwrap_or_default(),
        pager: pager(spot, number, all.len().div_ceil(size), &|n| facet_route(facet, code, spot.lang, n)),
        facet: facet_name.clone(),
        value: value.clone(),
    };
    let column = Some(if facet == Facet::Industry { Kind::Platform } else { Kind::Policy });
    let description = numbered(&description, number, spot.lang);
    let keywords = vec![value, facet_name];
    let about = About { kind: "facet", title: &title, column, is_column: false, description, keywords };
    View { page: head::page(scene, spot, about), body: BodyView::Facet(Box::new(view)) }
}
