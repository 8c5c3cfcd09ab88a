//! Files that belong to a host or a browser rather than to a reader: `robots.txt`, `app.json`,
//! `opensearch.xml`, and the date of the build for scripts, which pages do not hold so that they do not
//! change every night.
//!
//! **Invariant**: `robots.txt` counts at the root of a host only, so below a sub-folder there is none, but
//! the lines that the host's own file needs. Addresses in `app.json` are relative to it.

use crate::render::{Scene, logo, logo_size, opensearch_route, search_route};
use crate::text::Lang;
use serde_json::{Map, Value, json};

/// One of these files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Robots,
    RobotsSnippet,
    WebManifest,
    BuildDate,
    /// How a browser asks the search page.
    OpenSearch(Lang),
}

/// Those that the site has.
pub fn outputs(scene: &Scene, add: &mut dyn FnMut(String, Output)) {
    add("app.json".into(), Output::WebManifest);
    add("date.js".into(), Output::BuildDate);
    if scene.config.base_path == "/" {
        add("robots.txt".into(), Output::Robots);
    } else if !scene.config.base_url.is_empty() {
        add("robots-snippet.txt".into(), Output::RobotsSnippet);
    }
    for lang in scene.config.languages.iter().copied().filter(|lang| scene.portal.speaks(*lang)) {
        if let Some(route) = opensearch_route(scene.config, lang) {
            add(route, Output::OpenSearch(lang));
        }
    }
}

/// The content of one of them.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    let sitemap = scene.config.absolute(super::sitemap::ROUTE);
    let sitemap = if sitemap.is_empty() { sitemap } else { format!("Sitemap: {sitemap}\n") };
    match output {
        // What is withdrawn says so in its page; a page that is barred here could not say it.
        Output::Robots => format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes(),
        Output::RobotsSnippet => format!(
            "# 请把下面一行加入本主机根目录的 robots.txt\n\
             # Add the line below to the robots.txt at the root of this host\n{sitemap}"
        )
        .into_bytes(),
        Output::BuildDate => format!("jx.chunk(\"date\", \"{}\");\n", scene.portal.date).into_bytes(),
        Output::WebManifest => format!("{:#}\n", manifest(scene)).into_bytes(),
        Output::OpenSearch(lang) => opensearch(scene, *lang).into_bytes(),
    }
}

/// The description of the search page, OpenSearch 1.1.
fn opensearch(scene: &Scene, lang: Lang) -> String {
    let name = crate::text::escaped_markup(scene.config.name(lang));
    // A short name has at most 16 characters.
    let short: String = scene.config.name(lang).chars().take(16).collect();
    let short = crate::text::escaped_markup(&short);
    let search = scene.config.absolute(&search_route(lang));
    let search = crate::text::escaped_markup(&search);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{short}</ShortName>\n<Description>{name}</Description>\n\
         <Url type=\"text/html\" template=\"{search}?q={{searchTerms}}\"/>\n\
         <Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n",
        lang.tag()
    )
}

/// The web app manifest, which works in any folder.
fn manifest(scene: &Scene) -> Value {
    let name = scene.config.name(Lang::Zh);
    let theme_color = if scene.config.theme_color == "red" { "#a52a22" } else { "#12508f" };
    let mut manifest = Map::new();
    manifest.insert("name".into(), name.into());
    manifest.insert("short_name".into(), name.into());
    manifest.insert("lang".into(), Lang::Zh.tag().into());
    manifest.insert("start_url".into(), "index.html".into());
    manifest.insert("scope".into(), "./".into());
    manifest.insert("display".into(), "browser".into());
    manifest.insert("theme_color".into(), theme_color.into());
    manifest.insert("background_color".into(), "#ffffff".into());
    if let Some((route, file)) = logo(scene) {
        let (media_type, sizes) = match (route.rsplit('.').next(), logo_size(file)) {
            (Some("svg"), _) => ("image/svg+xml", "any".to_string()),
            (ending, size) => {
                let (width, height) = size.unwrap_or_default();
                (media_type(ending.unwrap_or_default()), format!("{width}x{height}"))
            }
        };
        manifest.insert("icons".into(), json!([{"src": route, "type": media_type, "sizes": sizes}]));
    }
    manifest.into()
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => "image/png",
    }
}
