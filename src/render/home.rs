//! The home page: who you are, what is open now, and the way to everything else.
//!
//! **Invariant**: every part is computed and left out where there is nothing for it, so that the page of a
//! small site has no empty boxes.

use super::about::site_contact;
use super::card::{card, is_open};
use super::entrance::{self, Entrance};
use super::head::{self, About, banner};
use super::list::facet_links;
use super::overview::{column_link, more_link};
use super::view::{
    BodyView, CardGroupView, FinderGroupView, FinderOptionView, FinderView, HomeView, LinkView, View,
};
use super::{Body, Scene, Spot};
use crate::config::Profile;
use crate::field::Kind;
use crate::portal::route::list_route;
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;
use crate::url;

/// Entries of a column.
const CARDS: usize = 4;
/// The audience that reads the English pages first.
const FOREIGN: &str = "foreign-hmt";
/// Open calls, and dated things beside them.
const CALLS: usize = 5;
const OCCASIONS: usize = 5;
/// Columns of cards beyond those that have a place of their own, and with how many other parts a page is full
/// without them.
const COLUMNS: usize = 2;
const PARTS_ENOUGH: usize = 4;
/// Types of platforms, and topics, those with most first.
const TYPES: usize = 12;
const TOPICS: usize = 16;
/// Indicators.
const NUMBERS: usize = 4;

/// The home page.
pub(super) fn home(scene: &Scene, spot: Spot) -> View {
    let lang = spot.lang;
    let all_open = open(scene, lang);
    let entrances = Entrance::ALL.into_iter().filter(|entrance| entrance.exists(scene.portal, lang));
    let numbers = scene.portal.list(Kind::Indicator, lang).iter().take(NUMBERS);
    let mut platforms = entrance::platforms(scene, spot);
    platforms.sort_by_key(|kind| std::cmp::Reverse(kind.count));
    platforms.truncate(TYPES);
    let more = |kind: Kind, any: bool| if any { more_link(scene, spot, kind) } else { LinkView::default() };
    let view = HomeView {
        intro: scene.word(lang, "home_intro").to_string(),
        finder: finder(scene, spot),
        entrances: entrances.map(|entrance| entrance::at_home(scene, spot, entrance)).collect(),
        open: all_open.iter().take(CALLS).map(|no| entrance::month_call(scene, spot, *no)).collect(),
        open_more: more(Kind::Call, !scene.portal.list(Kind::Call, lang).is_empty()),
        upcoming: super::calendar::upcoming(scene, spot, OCCASIONS, &all_open),
        calendar: super::calendar::link(scene, spot).unwrap_or_default(),
        life: entrance::life(scene, spot),
        journeys: scene.portal.list(Kind::Journey, lang).iter().map(|no| scene.link(spot, *no)).collect(),
        policies: column(scene, spot, Kind::Policy).unwrap_or_default(),
        news: [Kind::News, Kind::Notice]
            .into_iter()
            .find_map(|kind| column(scene, spot, kind))
            .unwrap_or_default(),
        numbers: numbers.map(|no| super::indicator::number_row(scene, spot, *no)).collect(),
        numbers_more: more(Kind::Indicator, !scene.portal.list(Kind::Indicator, lang).is_empty()),
        platforms_more: directory(scene, spot),
        platforms,
        columns: columns(scene, spot),
        facets: facet_links(scene, spot, Facet::Topic, TOPICS).into_iter().collect(),
        contact: site_contact(scene, spot),
        glossary: glossary(scene, spot),
        body: home_text(scene, spot),
    };
    View { page: page(scene, spot), body: BodyView::Home(Box::new(view)) }
}

fn page(scene: &Scene, spot: Spot) -> super::view::PageView {
    let config = scene.config;
    let name = config.name(spot.lang).to_string();
    let about = About {
        kind: "home",
        title: &name,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "home_intro").to_string(),
        keywords: config.column(Kind::Policy).keywords[spot.lang as usize].clone(),
    };
    let mut page = head::page(scene, spot, about);
    if config.profile == Profile::Preview && config.file.is_none() {
        page.banners.push(banner("preview", scene.word(spot.lang, "no_settings_banner")));
    }
    page
}

/// Calls that take applications: what closes first comes first; what has no end, last.
fn open(scene: &Scene, lang: Lang) -> Vec<EntryNo> {
    let calls = scene.portal.list(Kind::Call, lang).iter().map(|no| scene.portal.original(*no));
    let mut open: Vec<EntryNo> = calls.filter(|no| is_open(scene, *no)).collect();
    open.sort_by_key(|no| {
        let ends = scene.portal.fields(*no).date("ends_at");
        (ends.is_none(), ends)
    });
    open
}

/// The form of two fields: what stands behind it is the list of benefits, narrowed by its address.
fn finder(scene: &Scene, spot: Spot) -> FinderView {
    let lang = spot.lang;
    let options = |facet: Facet, groups: &[&str]| -> Vec<FinderOptionView> {
        let values = scene.portal.facet_values(facet, lang);
        let has_benefit = |code: &str| {
            let value = values.iter().find(|value| &*value.code == code);
            value.is_some_and(|value| {
                value.entries.iter().any(|no| scene.portal.entry(*no).kind == Kind::Benefit)
            })
        };
        let terms = scene.vocabularies.terms(facet.key()).iter();
        let of_group = |code: &str| {
            groups.is_empty() || entrance::group_of(scene, code).is_some_and(|group| groups.contains(&group))
        };
        terms
            .filter(|term| of_group(&term.code) && has_benefit(&term.code))
            .map(|term| FinderOptionView { value: term.code.clone(), text: term.label(lang).to_string() })
            .collect()
    };
    let mut taken: Vec<String> = Vec::new();
    let mut audiences = Vec::new();
    for entrance in Entrance::ALL {
        let mut options = options(Facet::Audience, entrance.groups());
        options.retain(|option| !taken.contains(&option.value));
        taken.extend(options.iter().map(|option| option.value.clone()));
        if !options.is_empty() {
            audiences.push(FinderGroupView { label: scene.word(lang, entrance.word()).into(), options });
        }
    }
    let topics = options(Facet::Topic, &[]);
    let any = !audiences.is_empty() && !topics.is_empty();
    let href =
        if any { url::relative(spot.route, &list_route(Kind::Benefit, lang, 1)) } else { String::new() };
    FinderView { href, audiences, topics }
}

/// The newest entries of a kind.
fn column(scene: &Scene, spot: Spot, kind: Kind) -> Option<CardGroupView> {
    let list = scene.portal.list(kind, spot.lang);
    (!list.is_empty()).then(|| CardGroupView {
        label: scene.config.column(kind).name[spot.lang as usize].clone(),
        count: list.len(),
        cards: first(scene, spot, list).map(|no| card(scene, spot, no)).collect(),
        more: more_link(scene, spot, kind),
        ..CardGroupView::default()
    })
}

/// The entries of a list that are shown: in English those that are meant for foreigners come first.
fn first<'a>(scene: &'a Scene, spot: Spot, list: &'a [EntryNo]) -> impl Iterator<Item = EntryNo> + 'a {
    let is_for_foreigners = move |no: &EntryNo| {
        spot.lang == Lang::En && scene.portal.fields(*no).texts("audiences").any(|code| code == FOREIGN)
    };
    let ours = list.iter().copied().filter(is_for_foreigners);
    ours.chain(list.iter().copied().filter(move |no| !is_for_foreigners(no))).take(CARDS)
}

/// The first columns that have something and no place of their own here: not one of every kind, or nobody
/// reads to the end.
fn columns(scene: &Scene, spot: Spot) -> Vec<CardGroupView> {
    const PLACED: [Kind; 6] =
        [Kind::Policy, Kind::News, Kind::Call, Kind::Journey, Kind::Indicator, Kind::Platform];
    const FIRST: [Kind; 5] = [Kind::Benefit, Kind::Guide, Kind::Notice, Kind::Interpretation, Kind::Event];
    let others = Kind::ALL.into_iter().filter(|kind| !FIRST.contains(kind) && !PLACED.contains(kind));
    // A reader of the translation looks for what there is to get; in Chinese the other parts lead there.
    const PARTS: [Kind; 6] =
        [Kind::Benefit, Kind::Call, Kind::Policy, Kind::News, Kind::Platform, Kind::Indicator];
    let parts = PARTS.iter().filter(|kind| !scene.portal.list(**kind, spot.lang).is_empty()).count();
    if spot.lang == Lang::Zh && parts > PARTS_ENOUGH {
        return Vec::new();
    }
    let no_news = scene.portal.list(Kind::News, spot.lang).is_empty();
    FIRST
        .into_iter()
        .chain(others)
        .filter(|kind| !(no_news && *kind == Kind::Notice))
        .filter_map(|kind| column(scene, spot, kind))
        .take(COLUMNS)
        .collect()
}

/// The directory of platforms with their number.
fn directory(scene: &Scene, spot: Spot) -> LinkView {
    match scene.portal.list(Kind::Platform, spot.lang).len() {
        0 => LinkView::default(),
        count => LinkView { note: count.to_string(), ..column_link(scene, spot, Kind::Platform) },
    }
}

/// The glossary, for those who read the Chinese terms in another language.
fn glossary(scene: &Scene, spot: Spot) -> LinkView {
    if spot.lang == Lang::Zh {
        return LinkView::default();
    }
    LinkView {
        text: scene.word(spot.lang, "glossary").to_string(),
        href: url::relative(spot.route, &super::glossary_route(spot.lang)),
        ..LinkView::default()
    }
}

/// The text of the page with the id `index`, if the office has written one.
fn home_text(scene: &Scene, spot: Spot) -> String {
    let Some(no) = scene.portal.find(&[Kind::Page], "index") else { return String::new() };
    match scene.portal.in_language(no, spot.lang) {
        Some(no) => Body { scene: *scene, no, route: spot.route }.html(),
        None => String::new(),
    }
}
