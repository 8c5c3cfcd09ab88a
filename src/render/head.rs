//! What every page has: titles, state meta tags, breadcrumbs, alternates.
//!
//! The tags and their order are those of `standards.md`, section 2.

use super::view::{BannerView, LinkView, MetaView, PageView};
use super::{Scene, Spot};
use crate::config::{Chrome, Column, Profile};
use crate::date;
use crate::field::Kind;
use crate::portal::route::list_route;
use crate::portal::{EntryNo, Unpublished};
use crate::text::Lang;
use crate::{theme, url};

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
    match (column_type(&about), about.column) {
        (ColumnType::Of(code), _) if about.kind == "home" => {
            page.metas.extend(column_type_meta(scene, spot, code));
        }
        (ColumnType::Of(code), None) => page.metas.extend(own_column(scene, spot, &about, code)),
        (ColumnType::OfColumn, Some(kind)) => {
            page.metas.extend(column_metas(scene, spot, scene.config.column(kind)));
        }
        (ColumnType::Of(code), Some(kind)) => {
            let column = scene.config.column(kind);
            page.metas.extend(column_metas(
                scene,
                spot,
                &Column { column_type: code.into(), ..column.clone() },
            ));
        }
        (ColumnType::None, _) | (ColumnType::OfColumn, None) => {}
    }
    page.metas.extend(description_metas(scene, spot, &about));
    page
}

/// Where the `ColumnType` of a page comes from.
#[derive(Clone, Copy)]
enum ColumnType {
    /// Of the column it belongs to.
    OfColumn,
    /// A code of the vocabulary `column_types`.
    Of(&'static str),
    /// It is in no column: only `Site*`.
    None,
}

/// The one table from kinds of computed pages to column types (`standards.md`, section 2).
fn column_type(about: &About) -> ColumnType {
    match about.kind {
        "home" => ColumnType::Of("home"),
        "catalogue" => ColumnType::Of("disclosure_catalogue"),
        "open_data" | "data" => ColumnType::Of("open_data"),
        "contact" => ColumnType::Of("enquiries"),
        "site_map" | "search" | "accessibility" | "privacy" | "about" | "glossary" | "subscribe"
        | "components" | "not_found" | "stub" => ColumnType::None,
        _ => ColumnType::OfColumn,
    }
}

/// `Column*` of a page that is a column by itself.
fn own_column(scene: &Scene, spot: Spot, about: &About, code: &str) -> Vec<MetaView> {
    let mut metas = vec![
        meta("ColumnName", about.title),
        meta("ColumnDescription", about.description.clone()),
        meta("ColumnKeywords", about.keywords.join(separator(spot.lang))),
    ];
    metas.extend(column_type_meta(scene, spot, code));
    metas
}

fn separator(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "，" } else { ", " }
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
        page.metas.extend(description_metas(scene, spot, &about));
    }
    if spot.lang != Lang::Zh {
        page.translation.note = translation_note(scene, spot, no);
        if scene.portal.is_stale(no) {
            page.banners.push(banner("notice", scene.word(spot.lang, "banner_stale")));
        }
    }
    page.banners.extend(scene.portal.unpublished(no).map(|why| unpublished(scene, spot, why)));
    page.machine.extend(super::data::machine_link(scene, spot, no));
    page
}

/// That an entry is shown in a live preview and nowhere else.
fn unpublished(scene: &Scene, spot: Spot, why: Unpublished) -> BannerView {
    let (code, word) = match why {
        Unpublished::Draft => ("draft", "banner_draft"),
        Unpublished::Scheduled => ("scheduled", "banner_scheduled"),
        Unpublished::OnRequest => ("draft", "banner_on_request"),
        Unpublished::Withheld => ("draft", "banner_withheld"),
    };
    banner(code, scene.word(spot.lang, word))
}

/// That the Chinese text prevails, and of what day the translation is, where it says so.
fn translation_note(scene: &Scene, spot: Spot, no: EntryNo) -> String {
    let fields = &scene.portal.entry(no).fields;
    let prevails = scene.word(spot.lang, "chinese_prevails");
    match fields.date("updated_on").or_else(|| fields.date("published_at")) {
        Some(date) => {
            let date = super::value::date_text(spot.lang, date);
            let of = theme::fill(scene.word(spot.lang, "translated_on"), |_| Some(date.clone()));
            format!("{prevails} {of}")
        }
        None => prevails.to_string(),
    }
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
        feedback: feedback(scene, spot.lang, about.title, &canonical),
        canonical,
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
    let coded = url::encode_value(canonical);
    format!("https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={}&url={coded}", config.site_id_code)
}

/// The channel of the settings, told which page it is about where its address has room for that.
fn feedback(scene: &Scene, lang: Lang, title: &str, canonical: &str) -> LinkView {
    let Some(channel) = &scene.config.interaction else { return LinkView::default() };
    let value = |name: &str| match name {
        "url" => Some(url::encode_value(canonical)),
        "title" => Some(url::encode_value(title)),
        _ => None,
    };
    LinkView {
        text: super::site::interaction_name(scene, lang, channel).to_string(),
        href: theme::fill(&channel.href, value),
        external: true,
        ..LinkView::default()
    }
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
    let separator = separator(spot.lang);
    let mut metas = vec![
        meta("ColumnName", column.name[lang].clone()),
        meta("ColumnDescription", column.description[lang].clone()),
        meta("ColumnKeywords", column.keywords[lang].join(separator)),
    ];
    metas.extend(column_type_meta(scene, spot, &column.column_type));
    metas
}

/// Exactly one `Keywords` and one `Description`, whatever is known of the page.
fn description_metas(scene: &Scene, spot: Spot, about: &About) -> Vec<MetaView> {
    let keywords = if about.keywords.is_empty() {
        format!("{},{}", about.title, scene.config.name(spot.lang))
    } else {
        about.keywords.join(",")
    };
    let description = if about.description.is_empty() { about.title } else { &about.description };
    vec![meta("Keywords", keywords), meta("Description", description)]
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
    metas.extend(description_metas(scene, spot, about));
    if let Some(editor) = first.text("editor") {
        let at = metas.iter().position(|meta| meta.name == "Description").unwrap_or(metas.len());
        metas.insert(at, meta("Author", editor));
    }
    let view = portal.public_view(no);
    let image = view.and_then(|view| super::open_graph::image_address(scene, &view));
    let url = Some(scene.config.absolute(spot.route)).filter(|url| !url.is_empty());
    metas.extend(image.map(|image| meta("Image", image)));
    metas.extend(url.map(|url| meta("Url", url)));
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
            None => scene.unresolved(text).to_string(),
        },
        None => super::site::body_name(scene, spot.lang, &scene.config.host_body),
    }
}

/// A bar above the page.
pub(super) fn banner(code: &'static str, text: impl Into<String>) -> BannerView {
    BannerView { code, text: text.into(), link: LinkView::default() }
}
