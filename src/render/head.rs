//! What every page has: titles, state meta tags, breadcrumbs, alternates.
//!
//! The tags and their order are those of `standards.md`, section 2.

use super::view::{AlternateView, BannerView, LinkView, MetaView, PageView, TranslationView};
use super::{Scene, Spot};
use crate::config::{Chrome, Column, Profile};
use crate::date;
use crate::field::Kind;
use crate::portal::EntryNo;
use crate::portal::route::list_route;
use crate::text::Lang;
use crate::url;

/// What a page is, for the head.
pub(super) struct About<'a> {
    /// Kind of page, as in [`PageView::kind`].
    pub kind: &'static str,
    pub title: &'a str,
    /// The column it belongs to.
    pub column: Option<Kind>,
    /// Whether it is the page of that column, not an entry in it.
    pub is_column: bool,
    pub description: String,
    pub keywords: Vec<String>,
}

/// The head of a page that is no entry.
pub(super) fn page(scene: &Scene, spot: Spot, about: About) -> PageView {
    let mut page = bare(scene, spot, &about);
    page.metas = site_metas(scene);
    if about.kind == "home" {
        page.metas.extend(column_type_meta(scene, spot, "home"));
    } else if let Some(kind) = about.column {
        page.metas.extend(column_metas(scene, spot, scene.config.column(kind)));
    }
    page.metas.extend(description_metas(&about));
    page
}

/// The head of an entry.
pub(super) fn entry_page(scene: &Scene, spot: Spot, no: EntryNo, about: About) -> PageView {
    let mut page = bare(scene, spot, &about);
    page.metas = site_metas(scene);
    let kind = scene.portal.entry(no).kind;
    if kind != Kind::Page {
        page.metas.extend(column_metas(scene, spot, scene.config.column(kind)));
        page.metas.extend(article_metas(scene, spot, no, &about));
    } else {
        page.metas.extend(description_metas(&about));
    }
    page.alternates = alternates(scene, no);
    page.translation = translation(scene, spot, no);
    page
}

fn bare(scene: &Scene, spot: Spot, about: &About) -> PageView {
    let depth = spot.route.matches('/').count();
    let site = scene.config.name(spot.lang);
    let separator = if spot.lang == Lang::Zh { "_" } else { " | " };
    let canonical = scene.config.absolute(spot.route.strip_suffix("index.html").unwrap_or(spot.route));
    let canonical =
        if spot.route.ends_with("index.html") { scene.config.absolute(spot.route) } else { canonical };
    let is_preview = scene.config.profile == Profile::Preview;
    let preview = is_preview.then(|| banner("preview", scene.word(spot.lang, "banner_preview")));
    PageView {
        banners: preview.into_iter().collect(),
        kind: about.kind,
        lang: spot.lang.tag(),
        root: "../".repeat(depth),
        route: spot.route.to_string(),
        column: about.column.map(|kind| kind.spec().code.to_string()).unwrap_or_default(),
        title: about.title.to_string(),
        head_title: if about.kind == "home" {
            site.into()
        } else {
            format!("{}{separator}{site}", about.title)
        },
        breadcrumbs: breadcrumbs(scene, spot, about),
        error_report: error_report(scene, &canonical),
        canonical,
        translation: home_translation(scene, spot, about),
        linked: true,
        ..PageView::default()
    }
}

fn breadcrumbs(scene: &Scene, spot: Spot, about: &About) -> Vec<LinkView> {
    if about.kind == "home" {
        return Vec::new();
    }
    let home = format!("{}index.html", spot.lang.folder());
    let link = |text: &str, route: &str| LinkView {
        text: text.to_string(),
        href: url::relative(spot.route, route),
        ..LinkView::default()
    };
    let mut crumbs = vec![link(scene.word(spot.lang, "home"), &home)];
    if let Some(kind) = about.column.filter(|kind| !about.is_column && *kind != Kind::Page) {
        crumbs
            .push(link(&scene.config.column(kind).name[spot.lang as usize], &list_route(kind, spot.lang, 1)));
    }
    crumbs.push(LinkView { text: about.title.to_string(), ..LinkView::default() });
    crumbs
}

fn error_report(scene: &Scene, canonical: &str) -> String {
    let config = scene.config;
    if config.site_id_code.is_empty() || canonical.is_empty() || config.chrome != Chrome::Own {
        return String::new();
    }
    let coded: String = canonical
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => (b as char).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect();
    format!("https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={}&url={coded}", config.site_id_code)
}

fn meta(name: &'static str, content: impl Into<String>) -> MetaView {
    MetaView { name, content: content.into() }
}

fn site_metas(scene: &Scene) -> Vec<MetaView> {
    let config = scene.config;
    let all = [
        meta("SiteName", config.name(Lang::Zh)),
        meta("SiteDomain", config.domain.clone()),
        meta("SiteIDCode", config.site_id_code.clone()),
    ];
    all.into_iter().filter(|meta| !meta.content.is_empty()).collect()
}

fn column_type_meta(scene: &Scene, spot: Spot, code: &str) -> Option<MetaView> {
    let label = scene.vocabularies.term("column_types", code)?.label(spot.lang);
    Some(meta("ColumnType", label))
}

fn column_metas(scene: &Scene, spot: Spot, column: &Column) -> Vec<MetaView> {
    let lang = spot.lang as usize;
    let separator = if spot.lang == Lang::Zh { "，" } else { ", " };
    let mut metas = vec![
        meta("ColumnName", column.name[lang].clone()),
        meta("ColumnDescription", column.description[lang].clone()),
        meta("ColumnKeywords", column.keywords[lang].join(separator)),
    ];
    metas.extend(column_type_meta(scene, spot, &column.column_type));
    metas
}

fn description_metas(about: &About) -> Vec<MetaView> {
    let mut metas = Vec::new();
    if !about.keywords.is_empty() {
        metas.push(meta("Keywords", about.keywords.join(",")));
    }
    if !about.description.is_empty() {
        metas.push(meta("Description", about.description.clone()));
    }
    metas
}

fn article_metas(scene: &Scene, spot: Spot, no: EntryNo, about: &About) -> Vec<MetaView> {
    let portal = scene.portal;
    let first = portal.entry(portal.original(no));
    let mut metas = vec![meta("ArticleTitle", about.title)];
    if let Some(published) = portal.published[portal.original(no).0 as usize] {
        metas.push(meta("PubDate", date::minute(published)));
    }
    let source = source(scene, spot, no);
    if !source.is_empty() {
        metas.push(meta("ContentSource", source));
    }
    metas.extend(description_metas(about));
    if let Some(editor) = first.text("editor") {
        let at = metas.iter().position(|meta| meta.name == "Description").unwrap_or(metas.len());
        metas.insert(at, meta("Author", editor));
    }
    let url = scene.config.absolute(spot.route);
    if !url.is_empty() {
        metas.push(meta("Url", url));
    }
    metas
}

/// 来源: as written, else the handling or issuing department, else the host body.
pub(super) fn source(scene: &Scene, spot: Spot, no: EntryNo) -> String {
    let entry = scene.portal.entry(scene.portal.original(no));
    let handling = || entry.fields.part("handled_by").and_then(|part| part.text("department"));
    let authority = || entry.text("authority");
    let issuer = || entry.fields.texts("issuers").next();
    let written = entry.text("source").or_else(issuer).or_else(handling).or_else(authority);
    match written {
        Some(text) => match scene.portal.find(&[Kind::Department], text) {
            Some(department) => scene.title(spot, department).to_string(),
            None => text.to_string(),
        },
        None => scene.config.host_body.clone(),
    }
}

fn alternates(scene: &Scene, no: EntryNo) -> Vec<AlternateView> {
    let portal = scene.portal;
    let languages: Vec<(Lang, EntryNo)> =
        Lang::ALL.into_iter().filter_map(|lang| Some((lang, portal.in_language(no, lang)?))).collect();
    if languages.len() < 2 || scene.config.base_url.is_empty() {
        return Vec::new();
    }
    let address = |no: EntryNo| scene.config.absolute(portal.route(no));
    let mut alternates: Vec<AlternateView> =
        languages.iter().map(|(lang, no)| AlternateView { lang: lang.tag(), href: address(*no) }).collect();
    alternates.push(AlternateView { lang: "x-default", href: address(portal.original(no)) });
    alternates
}

fn other(lang: Lang) -> Lang {
    if lang == Lang::Zh { Lang::En } else { Lang::Zh }
}

fn translation(scene: &Scene, spot: Spot, no: EntryNo) -> TranslationView {
    let there = other(spot.lang);
    let note = if spot.lang == Lang::Zh { "" } else { scene.word(spot.lang, "chinese_prevails") };
    match scene.portal.in_language(no, there) {
        Some(translated) => TranslationView {
            lang: there.tag(),
            text: scene.word(spot.lang, "other_language").to_string(),
            href: url::relative(spot.route, scene.portal.route(translated)),
            note: note.to_string(),
        },
        None => to_home(scene, spot),
    }
}

/// Pages that exist in every language switch to themselves; others to the home page.
fn home_translation(scene: &Scene, spot: Spot, about: &About) -> TranslationView {
    let there = other(spot.lang);
    let route = spot.route.strip_prefix(spot.lang.folder()).unwrap_or(spot.route);
    let everywhere = matches!(
        about.kind,
        "home" | "site_map" | "accessibility" | "payment_progress" | "privacy" | "about"
    );
    if !everywhere || !scene.portal.speaks(there) || !scene.config.languages.contains(&there) {
        return to_home(scene, spot);
    }
    TranslationView {
        lang: there.tag(),
        text: scene.word(spot.lang, "other_language").to_string(),
        href: url::relative(spot.route, &format!("{}{route}", there.folder())),
        note: String::new(),
    }
}

fn to_home(scene: &Scene, spot: Spot) -> TranslationView {
    let there = other(spot.lang);
    if !scene.portal.speaks(there) || !scene.config.languages.contains(&there) {
        return TranslationView::default();
    }
    TranslationView {
        lang: there.tag(),
        text: scene.word(spot.lang, "other_language").to_string(),
        href: url::relative(spot.route, &format!("{}index.html", there.folder())),
        note: String::new(),
    }
}

/// A bar above the page.
pub(super) fn banner(code: &'static str, text: impl Into<String>) -> BannerView {
    BannerView { code, text: text.into(), link: LinkView::default() }
}
