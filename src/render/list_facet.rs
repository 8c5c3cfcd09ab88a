//! The facets of a list: the panel beside it, and the list narrowed to one value.
//!
//! A page of a value is a list like the whole one; the panel on it marks the value and leads back. The
//! script of the theme combines what these pages show one by one, from the data of [`super::chunk`].

use super::cards::cards_html;
use super::chunk::chunk_route;
use super::head::{self, About};
use super::list::{facet_route, numbered, pager};
use super::view::{
    BodyView, LinkView, ListFacetValueView, ListFacetView, ListView, NarrowedView, SortView, View,
};
use super::{Chunk, Month, Scene, Spot};
use crate::field::Kind;
use crate::portal::route::{list_route, page_route};
use crate::portal::{EntryNo, ListFacet};
use crate::text::Lang;
use crate::url;

/// Cards on a page of a narrowed list: as many as the script draws at a time.
const PAGE_SIZE: usize = 50;

/// A list of a kind with one value of a facet.
#[derive(Clone, Copy)]
pub(super) struct Narrowed<'a> {
    pub kind: Kind,
    pub facet: ListFacet,
    /// The value as addresses have it.
    pub slug: &'a str,
}

/// Entries on one page of a narrowed list.
pub fn list_facet_page_size(scene: &Scene) -> usize {
    scene.config.page_size.max(PAGE_SIZE)
}

/// The route of a page of the list of a kind, narrowed to a value: `pt/f/level-provincial.html`.
pub fn list_facet_route(kind: Kind, lang: Lang, facet: ListFacet, slug: &str, number: usize) -> String {
    let list = list_route(kind, lang, 1);
    let folder = list.strip_suffix("index.html").unwrap_or_default();
    let first = format!("{folder}f/{}-{slug}", facet.key());
    if number == 1 { format!("{first}.html") } else { page_route(&format!("{first}/"), number) }
}

/// One page of a narrowed list.
pub(super) fn page(scene: &Scene, spot: Spot, narrowed: Narrowed, number: usize) -> View {
    let Narrowed { kind, facet, slug } = narrowed;
    let column = scene.config.column(kind);
    let lang = spot.lang as usize;
    let all = entries(scene, spot, narrowed);
    let size = list_facet_page_size(scene);
    let shown = all.chunks(size).nth(number - 1).unwrap_or_default();
    let pages = all.len().div_ceil(size).max(1);
    let panel = panel(scene, spot, kind, number, Some(narrowed));
    let name = &column.name[lang];
    let title = format!("{name}{}{}", colon(spot.lang), panel.narrowed.value);
    let description = scene.say(
        spot.lang,
        "list_facet_description",
        &[
            ("name", name),
            ("facet", &panel.narrowed.label),
            ("value", &panel.narrowed.value),
            ("count", &all.len().to_string()),
        ],
    );
    let title = numbered(&title, number, spot.lang);
    let about = About {
        kind: "list",
        title: &title,
        column: Some(kind),
        is_column: false,
        description: numbered(&description, number, spot.lang),
        keywords: vec![panel.narrowed.value.clone(), name.clone()],
    };
    let view = ListView {
        count: all.len(),
        cards_html: cards_html(scene, spot, shown),
        pager: pager(spot, number, pages, &|n| list_facet_route(kind, spot.lang, facet, slug, n)),
        ..panel
    };
    let mut page = head::page(scene, spot, about);
    // The whole list is indexed; its parts would be found in its place.
    page.noindex = true;
    View { page, body: BodyView::List(Box::new(view)) }
}

/// The entries with the value, in the order of the list.
fn entries(scene: &Scene, spot: Spot, narrowed: Narrowed) -> Vec<EntryNo> {
    let all = scene.portal.in_order(narrowed.kind, spot.lang);
    let facets = scene.portal.list_facets(narrowed.kind, spot.lang);
    let value = facets.iter().find(|values| values.facet == narrowed.facet);
    let places = value.and_then(|values| values.value(narrowed.slug)).map(|value| &value.places[..]);
    places.unwrap_or_default().iter().map(|place| all[*place as usize]).collect()
}

fn colon(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "：" } else { ": " }
}

/// What stands around the cards of a list: its facets on the first page, the way to them on the others.
pub(super) fn panel(
    scene: &Scene,
    spot: Spot,
    kind: Kind,
    number: usize,
    narrowed: Option<Narrowed>,
) -> ListView {
    let all = scene.portal.list_facets(kind, spot.lang);
    let mut view = ListView {
        kind: kind.spec().code,
        narrowed: narrowed.map(|narrowed| narrowed_view(scene, spot, narrowed)).unwrap_or_default(),
        ..ListView::default()
    };
    if all.is_empty() {
        return view;
    }
    if number > 1 {
        let first = match narrowed {
            Some(Narrowed { facet, slug, .. }) => list_facet_route(kind, spot.lang, facet, slug, 1),
            None => list_route(kind, spot.lang, 1),
        };
        view.facets_href = url::relative(spot.route, &first);
        return view;
    }
    view.facets = all
        .iter()
        .map(|values| ListFacetView {
            key: values.facet.key(),
            label: label(scene, spot.lang, kind, values.facet),
            values: values
                .values
                .iter()
                .map(|value| {
                    let of = Narrowed { kind, facet: values.facet, slug: &value.slug };
                    value_view(scene, spot, of, &value.code, value.places.len())
                })
                .collect(),
        })
        .collect();
    view.sorts = if narrowed.is_none() { sorts(scene, spot, kind) } else { Vec::new() };
    let data = chunk_route(kind, spot.lang, Chunk::Columns);
    view.data = data.strip_suffix(".js").unwrap_or(&data).to_string();
    view
}

fn value_view(scene: &Scene, spot: Spot, of: Narrowed, code: &str, count: usize) -> ListFacetValueView {
    let route = list_facet_route(of.kind, spot.lang, of.facet, of.slug, 1);
    let current = route == spot.route;
    let target = if current { list_route(of.kind, spot.lang, 1) } else { route };
    ListFacetValueView {
        code: of.slug.to_string(),
        text: value_label(scene, spot, of.kind, of.facet, code),
        href: url::relative(spot.route, &target),
        count,
        current,
    }
}

fn narrowed_view(scene: &Scene, spot: Spot, narrowed: Narrowed) -> NarrowedView {
    let Narrowed { kind, facet, slug } = narrowed;
    let facets = scene.portal.list_facets(kind, spot.lang);
    let values = facets.iter().find(|values| values.facet == facet);
    let code = values.and_then(|values| values.value(slug)).map_or(slug, |value| &value.code);
    let value = value_label(scene, spot, kind, facet, code);
    let all = LinkView {
        text: scene.say(spot.lang, "more", &[("name", &scene.config.column(kind).name[spot.lang as usize])]),
        href: url::relative(spot.route, &list_route(kind, spot.lang, 1)),
        ..LinkView::default()
    };
    let across =
        facet.across().filter(|across| !scene.portal.with_facet(*across, code, spot.lang).is_empty());
    let across = across.map(|across| LinkView {
        text: scene.say(spot.lang, "list_facet_across", &[("value", &value)]),
        href: url::relative(spot.route, &facet_route(across, code, spot.lang, 1)),
        ..LinkView::default()
    });
    NarrowedView {
        key: facet.key(),
        code: slug.to_string(),
        label: label(scene, spot.lang, kind, facet),
        value,
        all,
        across: across.unwrap_or_default(),
    }
}

/// The name of a facet; some kinds have another for it.
fn label(scene: &Scene, lang: Lang, kind: Kind, facet: ListFacet) -> String {
    let own = format!("list_facet_{}_{}", facet.key(), kind.spec().code);
    let key = if scene.theme.has_word(&own) { own } else { format!("list_facet_{}", facet.key()) };
    scene.word(lang, &key).to_string()
}

/// The wording of a value.
fn value_label(scene: &Scene, spot: Spot, kind: Kind, facet: ListFacet, code: &str) -> String {
    let own = format!("list_facet_{}_{}", facet.key(), code.replace('-', "_"));
    if scene.theme.has_word(&own) {
        return scene.word(spot.lang, &own).to_string();
    }
    match facet {
        ListFacet::Issuer | ListFacet::Department => department(scene, spot, code),
        ListFacet::Year => scene.say(spot.lang, "year", &[("year", code)]),
        ListFacet::Star => scene.say(spot.lang, "list_facet_stars", &[("count", code)]),
        ListFacet::Deadline => month(code).map_or(code.to_string(), |month| month.text(spot.lang)),
        _ => match facet.vocabulary(kind) {
            Some(vocabulary) => scene.label(spot, vocabulary, code),
            None => code.to_string(),
        },
    }
}

fn month(code: &str) -> Option<Month> {
    let (year, month) = code.split_once('-')?;
    Some(Month { year: year.parse().ok()?, month: month.parse().ok()? })
}

/// The short name of a department: a panel is narrow.
fn department(scene: &Scene, spot: Spot, id: &str) -> String {
    let Some(no) = scene.portal.find(&[Kind::Department], id) else { return id.to_string() };
    let shown = scene.portal.in_language(no, spot.lang);
    let short = shown.and_then(|no| scene.portal.fields(no).text("short_name"));
    match short.filter(|_| spot.lang == Lang::Zh) {
        Some(short) => short.to_string(),
        None => scene.title(spot, no).to_string(),
    }
}

/// The orders that make sense for a kind; the first is that of the page.
fn sorts(scene: &Scene, spot: Spot, kind: Kind) -> Vec<SortView> {
    let keys: &[&str] = match kind {
        Kind::Call | Kind::Challenge => &["list", "deadline", "name"],
        Kind::Benefit => &["list", "amount", "name"],
        _ => &["list", "name"],
    };
    let by_date = !matches!(kind, Kind::Platform | Kind::PlatformType | Kind::Event);
    let label = |key: &str| match key {
        "list" if by_date => scene.word(spot.lang, "sort_newest").to_string(),
        key => scene.word(spot.lang, &format!("sort_{key}")).to_string(),
    };
    keys.iter().map(|key| SortView { key, label: label(key) }).collect()
}
