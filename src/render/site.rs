//! What is the same on every page of a language.

use super::view::{ChromeView, ImageView, SiteLinkView, SiteView};
use super::{Entrance, Scene, Spot};
use crate::config::{Channel, Chrome, Profile};
use crate::field::Kind;
use crate::portal::route::{COMPUTED_PAGES, list_route};
use crate::source::{Holds, Root, SourceFile};
use crate::text::{Lang, is_han};

/// The site in a language; made once and shared by all its pages.
pub fn site_view(scene: &Scene, lang: Lang) -> SiteView {
    let config = scene.config;
    SiteView {
        name: config.name(lang).to_string(),
        host_body: body_name(scene, lang, &config.host_body),
        undertaking_body: body_name(scene, lang, &config.undertaking_body),
        contact: contact(scene, lang),
        footer_links: footer(scene, lang),
        identity: identity(scene, lang),
        interaction: interaction(scene, lang),
        chrome: match config.chrome {
            Chrome::Own => ChromeView::Own,
            Chrome::None => ChromeView::None,
            Chrome::Include => ChromeView::Include,
        },
        tools: config.chrome != Chrome::Own && !config.parent_prints.tools,
        nav: navigation(scene, lang),
        languages: languages(scene),
        logo: logo_view(scene, lang),
        theme_color: if config.theme_color == "red" { "red".into() } else { "blue".into() },
        search_action: super::search_route(lang),
        search_description: super::opensearch_route(config, lang).unwrap_or_default(),
        preview: config.profile == Profile::Preview,
        ..SiteView::of(lang)
    }
}

/// The logo: where it is published, and its file.
pub fn logo<'a>(scene: &Scene<'a>) -> Option<(String, &'a SourceFile)> {
    let file = scene.sources.find(Root::Content, &scene.config.logo)?;
    let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_picture = matches!(ending.as_str(), "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp");
    let hash = crate::text::hex(&file.sha256[..4]);
    (is_picture && file.holds != Holds::Refused).then(|| (format!("assets/logo-{hash}.{ending}"), file))
}

/// Width and height of the logo in pixels, if they are known.
pub fn logo_size(file: &SourceFile) -> Option<(u32, u32)> {
    match &file.holds {
        Holds::Binary(binary) => binary.dimensions,
        _ => None,
    }
}

fn logo_view(scene: &Scene, lang: Lang) -> ImageView {
    let Some((src, file)) = logo(scene) else { return ImageView::default() };
    let (width, height) = logo_size(file).unwrap_or_default();
    ImageView { src, alt: scene.config.name(lang).to_string(), width, height, ..ImageView::default() }
}

/// The name of a body in a language, if it is a department that has one there.
pub(super) fn body_name(scene: &Scene, lang: Lang, written: &str) -> String {
    match scene.portal.find(&[Kind::Department], written) {
        Some(no) if scene.portal.is_public(no) => scene.title(Spot { route: "", lang }, no).to_string(),
        _ => written.to_string(),
    }
}

fn contact(scene: &Scene, lang: Lang) -> Vec<SiteLinkView> {
    ["phone", "address", "email"]
        .into_iter()
        .filter_map(|key| {
            let written = scene.config.contact.text(key)?;
            let value = of_department(scene, lang, key, written);
            let href = match key {
                "phone" => format!("tel:{}", value.replace(' ', "")),
                "email" => format!("mailto:{value}"),
                _ => String::new(),
            };
            Some(outside(key, scene.word(lang, key), &value, href))
        })
        .collect()
}

/// A line of the contact in a language: of the department that is named, where it says it so.
fn of_department(scene: &Scene, lang: Lang, key: &str, written: &str) -> String {
    if lang == Lang::Zh || !written.chars().any(is_han) {
        return written.to_string();
    }
    let department = scene.config.contact.text("department");
    let department = department.and_then(|name| scene.portal.find(&[Kind::Department], name));
    let translated = department.and_then(|no| scene.portal.in_language(no, lang));
    let said = translated.and_then(|no| scene.portal.fields(no).text(key));
    said.filter(|text| !text.chars().any(is_han)).unwrap_or(written).to_string()
}

fn inside(key: &str, text: &str, href: String) -> SiteLinkView {
    SiteLinkView { key: key.into(), text: text.into(), href, ..SiteLinkView::default() }
}

fn outside(key: &str, label: &str, text: &str, href: String) -> SiteLinkView {
    let external = !href.is_empty();
    SiteLinkView {
        key: key.into(),
        label: label.into(),
        text: text.into(),
        href,
        external,
        ..SiteLinkView::default()
    }
}

fn footer(scene: &Scene, lang: Lang) -> Vec<SiteLinkView> {
    let folder = lang.folder();
    let mut links = vec![
        inside("site_map", scene.word(lang, "site_map"), format!("{folder}wzdt/index.html")),
        inside(
            "accessibility",
            scene.word(lang, "accessibility_statement"),
            format!("{folder}wza/index.html"),
        ),
    ];
    if scene.portal.speaks(Lang::En) && scene.config.languages.contains(&Lang::En) {
        links.push(inside("glossary", scene.word(lang, "glossary"), super::glossary_route(lang)));
    }
    links.push(inside("privacy", scene.word(lang, "privacy"), format!("{folder}ys/index.html")));
    links.push(inside("about", scene.word(lang, "about"), format!("{folder}gy/index.html")));
    if super::has_progress(scene) {
        let name = scene.word(lang, "payment_progress");
        links.push(inside("payment_progress", name, format!("{folder}dfjd/index.html")));
    }
    if lang == Lang::Zh && !scene.portal.list(Kind::Policy, lang).is_empty() {
        links.push(inside("catalogue", scene.word(lang, "catalogue"), "xxgk/index.html".into()));
    }
    links.push(inside("open_data", scene.word(lang, "open_data"), format!("{folder}data/index.html")));
    if let Some(route) = super::subscribe::route(scene, lang) {
        links.push(inside("subscribe", scene.word(lang, "subscribe"), route));
    }
    let addresses = [
        ("disclosure_guide", &scene.config.disclosure_guide),
        ("application_channel", &scene.config.application_channel),
    ];
    for (key, address) in addresses.into_iter().filter(|(_, address)| !address.is_empty()) {
        links.push(outside(key, "", scene.word(lang, key), address.clone()));
    }
    for no in scene.portal.list(Kind::Page, lang).iter().copied() {
        let entry = scene.portal.entry(no);
        if &*entry.id != "index" && !COMPUTED_PAGES.iter().any(|(id, _)| *id == &*entry.id) {
            links.push(inside(&entry.id, &entry.title, scene.portal.route(no).to_string()));
        }
        if links.len() >= 12 {
            break;
        }
    }
    links
}

fn identity(scene: &Scene, lang: Lang) -> Vec<SiteLinkView> {
    let config = scene.config;
    let digits: String = config.public_security_number.chars().filter(char::is_ascii_digit).collect();
    let items = [
        ("site_id_code", &config.site_id_code, String::new()),
        ("icp_number", &config.icp_number, "https://beian.miit.gov.cn/".to_string()),
        (
            "public_security_number",
            &config.public_security_number,
            format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}"),
        ),
        (
            "conac",
            &config.conac_id,
            format!("http://bszs.conac.cn/sitename?method=show&id={}", config.conac_id),
        ),
    ];
    items
        .into_iter()
        .filter(|(_, value, _)| !value.is_empty())
        .map(|(key, value, href)| SiteLinkView {
            image: mark(scene, key),
            // The id of the mark is a long number that says nothing to a reader.
            ..match key {
                "conac" => outside(key, "", scene.word(lang, key), href),
                _ => outside(key, scene.word(lang, key), value, href),
            }
        })
        .collect()
}

/// The route of the mark that stands before an item of the footer. State marks come as scripts of
/// other hosts; a local picture and a plain link take their place.
fn mark(scene: &Scene, key: &str) -> String {
    let name = match key {
        "public_security_number" => "mark-police",
        "conac" => "mark-government",
        _ => return String::new(),
    };
    let asset = scene
        .theme
        .assets
        .iter()
        .find(|asset| asset.name.rsplit_once('.').is_some_and(|(stem, _)| stem == name));
    asset.map(|asset| asset.route.clone()).unwrap_or_default()
}

fn interaction(scene: &Scene, lang: Lang) -> SiteLinkView {
    match &scene.config.interaction {
        Some(channel) => {
            let name = interaction_name(scene, lang, channel);
            // What it is told of a page, it is told on the page.
            let href =
                crate::theme::fill(&channel.href, |name| ["url", "title"].contains(&name).then(String::new));
            outside("interaction", "", name, href)
        }
        None => SiteLinkView::default(),
    }
}

/// What the channel is called in a language.
pub(super) fn interaction_name<'a>(scene: &'a Scene, lang: Lang, channel: &'a Channel) -> &'a str {
    let english = &scene.config.interaction_en;
    if lang == Lang::En && !english.is_empty() { english } else { &channel.name }
}

/// Columns in the navigation; what is beyond stands on the site map.
const NAVIGATION_MAX: usize = 10;

/// The columns that have entries, those that visitors come for first.
fn navigation(scene: &Scene, lang: Lang) -> Vec<SiteLinkView> {
    const ORDER: [Kind; 19] = [
        Kind::Policy,
        Kind::Benefit,
        Kind::Call,
        Kind::Platform,
        Kind::Guide,
        Kind::Journey,
        Kind::Interpretation,
        Kind::Faq,
        Kind::Notice,
        Kind::Event,
        Kind::News,
        Kind::Programme,
        Kind::PlatformType,
        Kind::Shortage,
        Kind::Challenge,
        Kind::Indicator,
        Kind::Department,
        Kind::LevelScheme,
        Kind::RatingScheme,
    ];
    let own = Entrance::ALL.into_iter().filter(|entrance| entrance.exists(scene.portal, lang));
    let entrances =
        own.map(|entrance| inside(entrance.word(), scene.word(lang, entrance.word()), entrance.route(lang)));
    let columns = ORDER
        .into_iter()
        .filter(|kind| {
            let list = scene.portal.list(*kind, Lang::Zh);
            list.iter().any(|no| lang == Lang::Zh || scene.portal.in_language(*no, lang).is_some())
        })
        .map(|kind| {
            let name = &scene.config.column(kind).name[lang as usize];
            inside(kind.spec().code, name, list_route(kind, lang, 1))
        });
    let automatic = super::automatic_exists(scene.portal, lang).then(|| {
        inside("automatic_title", scene.word(lang, "automatic_title"), super::automatic_route(lang))
    });
    let mut items: Vec<SiteLinkView> = entrances.chain(columns).chain(automatic).collect();
    if let Some(route) = super::calendar::calendar_route(scene, lang) {
        let last_before = |item: &SiteLinkView| ["policy", "benefit", "call"].contains(&item.key.as_str());
        let at = items.iter().rposition(last_before).map_or(0, |at| at + 1);
        items.insert(at, inside("calendar", scene.word(lang, "calendar"), route));
    }
    if items.len() > NAVIGATION_MAX + 1 {
        items.truncate(NAVIGATION_MAX);
        let route = format!("{}wzdt/index.html", lang.folder());
        items.push(inside("site_map", scene.word(lang, "all_columns"), route));
    }
    items
}

fn languages(scene: &Scene) -> Vec<SiteLinkView> {
    let speaks = |lang: &Lang| *lang == Lang::Zh || scene.portal.speaks(*lang);
    let shown: Vec<Lang> = scene.config.languages.iter().copied().filter(speaks).collect();
    if shown.len() < 2 {
        return Vec::new();
    }
    let name = |lang: Lang| if lang == Lang::Zh { "中文" } else { "English" };
    shown
        .into_iter()
        .map(|lang| inside(lang.tag(), name(lang), format!("{}index.html", lang.folder())))
        .collect()
}
