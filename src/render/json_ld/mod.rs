//! Structured data for other programs: schema.org, and CPSV-AP on what an office offers.
//!
//! Takes a finished page, gives one JSON-LD document for it: the way to the page, and the thing that
//! the page is about. Things have one address in all languages, texts one in each. A site without
//! an address has none of it: nodes that nothing can name are of no use to anybody.
//!
//! **Invariant**: what is said of an entry comes from its [`PublicView`]; every address is absolute
//! and is one of the output.

mod document;
mod service;
mod thing;

use super::view::PageView;
use super::{PagePlan, Scene, Spot};
use crate::date::DateTime;
use crate::field::Kind;
use crate::portal::{EntryNo, PublicView};
use crate::text::Lang;
use crate::url;
use serde_json::{Map, Value, json};

/// The document of a page, ready for its `<script>`; empty where there is nothing to say.
pub(super) fn json_ld(scene: &Scene, plan: &PagePlan, page: &PageView) -> String {
    if scene.config.base_url.is_empty() || matches!(plan, PagePlan::NotFound | PagePlan::Stub { .. }) {
        return String::new();
    }
    let mut graph: Vec<Value> = breadcrumbs(scene, page).into_iter().collect();
    graph.extend(match plan {
        PagePlan::Home(lang) => Some(web_site(scene, *lang, page)),
        PagePlan::List { kind: Kind::Faq, lang, number: 1 } => document::questions(scene, *lang, page),
        PagePlan::Entry(no) => scene.portal.public_view(*no).and_then(|view| entry(scene, &view, page)),
        PagePlan::Version { policy, index } => document::version(scene, *policy, *index, page),
        _ => None,
    });
    if graph.is_empty() {
        return String::new();
    }
    let document = Value::Object(Map::from_iter([
        ("@context".to_string(), context(plan, scene)),
        ("@graph".to_string(), graph.into()),
    ]));
    // An opening bracket would let a text end the script.
    let text = serde_json::to_string(&document).expect("texts and numbers can be written as JSON");
    if text.contains('<') { text.replace('<', "\\u003c") } else { text }
}

fn context(plan: &PagePlan, scene: &Scene) -> Value {
    let is_service = matches!(plan, PagePlan::Entry(no)
        if matches!(scene.portal.entry(*no).kind, Kind::Benefit | Kind::Guide));
    if is_service { service::context() } else { json!("https://schema.org") }
}

fn entry(scene: &Scene, view: &PublicView, page: &PageView) -> Option<Value> {
    match view.kind {
        Kind::Policy => Some(document::legislation(scene, view)),
        Kind::Benefit | Kind::Guide => Some(service::service(scene, view)),
        Kind::Event => Some(thing::event(scene, view)),
        Kind::Department => Some(thing::department(scene, view)),
        Kind::Platform => Some(thing::platform(scene, view)),
        Kind::Shortage | Kind::Indicator => Some(document::dataset(scene, view, page)),
        _ => None,
    }
}

fn breadcrumbs(scene: &Scene, page: &PageView) -> Option<Value> {
    let crumbs: Vec<Value> = page
        .breadcrumbs
        .iter()
        .enumerate()
        .map(|(index, crumb)| {
            let mut item = node("ListItem");
            item.insert("position".into(), json!(index + 1));
            put(&mut item, "name", &crumb.text);
            let route = url::join(url::folder(&page.route), &crumb.href);
            let address = route.filter(|_| !crumb.href.is_empty()).map(|route| scene.config.absolute(&route));
            put(&mut item, "item", address.as_deref().unwrap_or(&page.canonical));
            item.into()
        })
        .collect();
    let mut list = node("BreadcrumbList");
    list.insert("@id".into(), json!(format!("{}#breadcrumbs", page.canonical)));
    list.insert("itemListElement".into(), crumbs.into());
    (!page.breadcrumbs.is_empty()).then(|| list.into())
}

fn web_site(scene: &Scene, lang: Lang, page: &PageView) -> Value {
    let mut site = node("WebSite");
    site.insert("@id".into(), json!(format!("{}#site", scene.config.absolute("index.html"))));
    put(&mut site, "name", scene.config.name(lang));
    put(&mut site, "url", &page.canonical);
    put(&mut site, "inLanguage", lang.tag());
    let description = page.metas.iter().find(|meta| meta.name == "Description");
    put(&mut site, "description", description.map(|meta| meta.content.as_str()).unwrap_or_default());
    put_value(&mut site, "publisher", host_body(scene, lang));
    let target = scene.config.absolute(&super::search_route(lang));
    site.insert(
        "potentialAction".into(),
        json!({
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{target}?q={{search_term_string}}") },
            "query-input": "required name=search_term_string",
        }),
    );
    site.into()
}

// ---- parts of nodes

type Node = Map<String, Value>;

fn node(ty: &str) -> Node {
    Map::from_iter([("@type".to_string(), json!(ty))])
}

/// Adds a text, unless it is empty.
fn put(node: &mut Node, key: &str, text: &str) {
    if !text.is_empty() {
        node.insert(key.into(), json!(text));
    }
}

fn put_value(node: &mut Node, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        node.insert(key.into(), value);
    }
}

/// Adds a list, unless it is empty; one value stands alone.
fn put_all(node: &mut Node, key: &str, mut values: Vec<Value>) {
    match values.len() {
        0 => {}
        1 => put_value(node, key, values.pop()),
        _ => put_value(node, key, Some(values.into())),
    }
}

/// A node that is one thing in all languages: the address of the Chinese page names it.
fn thing(scene: &Scene, view: &PublicView, ty: Value) -> Node {
    let mut thing = node("");
    thing.insert("@type".into(), ty);
    put(&mut thing, "@id", &scene.config.absolute(scene.portal.route(view.original_no)));
    put(&mut thing, "name", view.title);
    put(&mut thing, "description", super::open_graph::description(view));
    put(&mut thing, "url", &scene.config.absolute(view.route));
    thing
}

fn spot<'a>(view: &PublicView<'a>) -> Spot<'a> {
    Spot { route: view.route, lang: view.lang }
}

/// A department that anybody may see, with its address; a name that is none of the site's as written.
fn body(scene: &Scene, lang: Lang, written: &str) -> Option<Value> {
    let mut body = node("GovernmentOrganization");
    match scene.portal.find(&[Kind::Department], written) {
        Some(no) => {
            let shown = scene.portal.in_language(no, lang).unwrap_or(no);
            let view = scene.portal.public_view(shown)?;
            put(&mut body, "@id", &address(scene, view.original_no));
            put(&mut body, "name", view.title);
            put(&mut body, "url", &scene.config.absolute(view.route));
        }
        None if scene.portal.names_hidden_department(written) => return None,
        None => put(&mut body, "name", written),
    }
    (!written.is_empty()).then(|| body.into())
}

fn host_body(scene: &Scene, lang: Lang) -> Option<Value> {
    body(scene, lang, &scene.config.host_body)
}

/// The address that names an entry in all languages.
fn address(scene: &Scene, original_no: EntryNo) -> String {
    scene.config.absolute(scene.portal.route(original_no))
}

/// Where an entry holds: its regions, else that of the site.
fn regions(scene: &Scene, view: &PublicView) -> Vec<Value> {
    let written = view.texts("regions");
    let codes = if written.is_empty() { vec![scene.config.region.as_str()] } else { written };
    let area = |code: &str| {
        let mut area = node("AdministrativeArea");
        put(&mut area, "name", &scene.label(spot(view), "regions", code));
        Value::from(area)
    };
    codes.into_iter().filter(|code| !code.is_empty()).map(area).collect()
}

/// A moment of China, as every program reads it; a day where no time was written.
fn moment(moment: DateTime) -> String {
    match (moment.hour(), moment.minute()) {
        (0, 0) => moment.date().to_string(),
        (hour, minute) => format!("{}T{hour:02}:{minute:02}:00+08:00", moment.date()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_without_a_time_is_a_day() {
        let read = |text| crate::date::parse_moment(text).unwrap();
        assert_eq!(moment(read("2026-12-05 14:00")), "2026-12-05T14:00:00+08:00");
        assert_eq!(moment(read("2026-12-05")), "2026-12-05");
    }
}
