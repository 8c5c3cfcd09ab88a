//! Privacy and about: what is true of every portal of this program, then what the office writes.
//!
//! The office's own words stand in the pages with the ids `privacy` and `about`; they follow the
//! statement and do not take its place.

use super::entry::contact;
use super::head::{self, About};
use super::view::{
    AboutView, BodyView, ContactView, CountedLinkView, GroupView, LayerView, LinkView, PrivacyView,
    SiteMapSectionView, View,
};
use super::{Body, Scene, Spot};
use crate::field::Kind;
use crate::portal::route::list_route;
use crate::text::Lang;
use crate::theme::AssetHolds;
use crate::url;

/// Layers of information, from what binds to what is counted.
const LAYERS: [(&str, &[Kind]); 6] = [
    ("about_layer_policies", &[Kind::Policy]),
    ("about_layer_benefits", &[Kind::Benefit, Kind::Programme, Kind::Call]),
    ("about_layer_guides", &[Kind::Guide, Kind::Journey]),
    ("about_layer_interpretations", &[Kind::Interpretation, Kind::Faq]),
    (
        "about_layer_directories",
        &[Kind::Platform, Kind::PlatformType, Kind::LevelScheme, Kind::RatingScheme, Kind::Department],
    ),
    ("about_layer_data", &[Kind::Indicator, Kind::Shortage]),
];

/// The privacy statement.
pub(super) fn privacy(scene: &Scene, spot: Spot) -> View {
    let view = PrivacyView {
        has_storage: scripts_name(scene, &["localStorage", "sessionStorage", "indexedDB"]),
        has_cookies: scripts_name(scene, &["document.cookie", "cookieStore"]),
        has_name_lists: has_name_lists(scene),
        body: text_of(scene, spot, "privacy"),
        contact: site_contact(scene, spot),
    };
    let title = scene.word(spot.lang, "privacy").to_string();
    let about = about_page("privacy", &title, scene.word(spot.lang, "privacy_description"));
    View { page: head::page(scene, spot, about), body: BodyView::Privacy(Box::new(view)) }
}

/// What the portal is, and whose.
pub(super) fn about(scene: &Scene, spot: Spot) -> View {
    let licence = scene.config.data_licence.as_ref();
    let view = AboutView {
        body: text_of(scene, spot, "about"),
        layers: LAYERS.iter().filter_map(|(word, kinds)| layer(scene, spot, word, kinds)).collect(),
        contact: site_contact(scene, spot),
        licence: licence
            .map(|licence| LinkView {
                text: licence.name.clone(),
                href: licence.href.clone(),
                external: !licence.href.is_empty(),
                ..LinkView::default()
            })
            .unwrap_or_default(),
        links: [("accessibility_statement", "wza"), ("privacy", "ys"), ("site_map", "wzdt")]
            .into_iter()
            .map(|(word, folder)| inside(scene, spot, word, folder))
            .collect(),
    };
    let title = scene.word(spot.lang, "about").to_string();
    let head = about_page("about", &title, scene.word(spot.lang, "about_description"));
    View { page: head::page(scene, spot, head), body: BodyView::About(Box::new(view)) }
}

/// The computed pages about the site itself, for the site map.
pub(super) fn site_map_section(scene: &Scene, spot: Spot) -> SiteMapSectionView {
    let has_glossary = scene.portal.speaks(Lang::En) && scene.config.languages.contains(&Lang::En);
    let has_catalogue = spot.lang == Lang::Zh && !scene.portal.list(Kind::Policy, spot.lang).is_empty();
    let pages = [
        (super::has_progress(scene), "payment_progress", "dfjd"),
        (has_catalogue, "catalogue", "xxgk"),
        (true, "search", "ss"),
        (true, "open_data", "data"),
        (has_glossary, "glossary", "glossary"),
        (true, "about", "gy"),
        (true, "privacy", "ys"),
        (true, "accessibility_statement", "wza"),
    ];
    let shown = pages.into_iter().filter(|(exists, ..)| *exists);
    let links: Vec<LinkView> = super::calendar::link(scene, spot)
        .into_iter()
        .chain(super::subscribe::link(scene, spot))
        .chain(shown.map(|(_, word, folder)| inside(scene, spot, word, folder)))
        .collect();
    SiteMapSectionView {
        anchor: "x-site".into(),
        link: LinkView { text: scene.word(spot.lang, "footer_navigation").into(), ..LinkView::default() },
        count: links.len(),
        groups: vec![GroupView { links, ..GroupView::default() }],
    }
}

fn about_page<'a>(kind: &'static str, title: &'a str, description: &str) -> About<'a> {
    let keywords = vec![title.to_string()];
    About { kind, title, column: None, is_column: true, description: description.into(), keywords }
}

fn inside(scene: &Scene, spot: Spot, word: &str, folder: &str) -> LinkView {
    let route = format!("{}{folder}/index.html", spot.lang.folder());
    LinkView {
        text: scene.word(spot.lang, word).into(),
        href: url::relative(spot.route, &route),
        ..LinkView::default()
    }
}

/// Whom to ask about the site; in English with the address that its department says in English.
pub(super) fn site_contact(scene: &Scene, spot: Spot) -> ContactView {
    let mut part = scene.config.contact.clone();
    let department = part.text("department").and_then(|name| scene.portal.find(&[Kind::Department], name));
    let translated = department.and_then(|no| scene.portal.in_language(no, spot.lang));
    if let Some(no) = translated.filter(|_| spot.lang == Lang::En) {
        for key in ["address", "hours"] {
            if scene.portal.fields(no).get(key).is_some() {
                part.take(key);
            }
        }
    }
    contact(scene, spot, Some(&part))
}

/// The text of a page of the office in the language of the spot.
fn text_of(scene: &Scene, spot: Spot, id: &str) -> String {
    let page = scene.portal.find(&[Kind::Page], id).filter(|no| scene.portal.is_public(*no));
    match page.and_then(|no| scene.portal.in_language(no, spot.lang)) {
        Some(no) => Body { scene: *scene, no, route: spot.route }.html(),
        None => String::new(),
    }
}

/// Whether a script of the theme names one of these.
fn scripts_name(scene: &Scene, names: &[&str]) -> bool {
    let scripts = scene.theme.assets.iter().filter(|asset| asset.name.ends_with(".js"));
    let mut texts = scripts.map(|script| match &script.holds {
        AssetHolds::Bytes(bytes) => String::from_utf8_lossy(bytes),
        AssetHolds::File(file) => scene.sources.file(*file).text().into(),
    });
    texts.any(|text| names.iter().any(|name| text.contains(name)))
}

fn has_name_lists(scene: &Scene) -> bool {
    let notices = scene.portal.list(Kind::Notice, Lang::Zh).iter();
    notices.copied().any(|no| scene.portal.entry(no).table("list_file").is_some())
}

fn layer(scene: &Scene, spot: Spot, word: &str, kinds: &[Kind]) -> Option<LayerView> {
    let columns: Vec<CountedLinkView> = kinds
        .iter()
        .map(|kind| CountedLinkView {
            text: scene.config.column(*kind).name[spot.lang as usize].clone(),
            href: url::relative(spot.route, &list_route(*kind, spot.lang, 1)),
            count: scene.portal.list(*kind, spot.lang).len(),
            current: false,
        })
        .filter(|column| column.count > 0)
        .collect();
    let text = scene.word(spot.lang, word).to_string();
    (!columns.is_empty()).then_some(LayerView { text, columns })
}
