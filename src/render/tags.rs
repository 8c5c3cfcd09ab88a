//! `<page>.tags.json`: what belongs into the head of the page that a fragment is put into.
//!
//! Takes the head of a page and its files, gives JSON for the fields of the parent's system. Described in
//! `docs/output.md`; `format` counts what is taken away or renamed.

use super::view::{PageView, View};
use crate::theme::Links;
use serde_json::{Value, json};

/// Where the tags of a page stand: `zc/a.html` has `zc/a.tags.json`.
pub fn tags_route(route: &str) -> String {
    format!("{}.tags.json", route.strip_suffix(".html").unwrap_or(route))
}

/// The tags of a finished page.
pub fn tags(view: &View, links: &Links) -> Vec<u8> {
    let page = &view.page;
    let sheets = links.sheets.iter().map(|route| json!({ "href": below(page, route) }));
    let print =
        links.print_sheets.iter().map(|route| json!({ "href": below(page, route), "media": "print" }));
    let early = links.early.iter().map(|route| json!({ "src": below(page, route) }));
    let scripts = links.scripts.iter().map(|route| json!({ "src": below(page, route), "defer": true }));
    let metas = page.metas.iter().map(|meta| json!({ "name": meta.name, "content": meta.content }));
    let properties = page.open_graph.iter();
    let properties = properties.map(|one| json!({ "property": one.property, "content": one.content }));
    let alternates = page.alternates.iter().map(|one| json!({ "lang": one.lang, "href": one.href }));
    let crumbs = page.breadcrumbs.iter().map(|crumb| json!({ "text": crumb.text, "href": crumb.href }));
    let tags = json!({
        "format": 1,
        "page": page.route,
        "lang": page.lang,
        "title": page.title,
        "head_title": page.head_title,
        "metas": metas.collect::<Vec<_>>(),
        "noindex": page.noindex,
        "canonical": page.canonical,
        "alternates": alternates.collect::<Vec<_>>(),
        "open_graph": properties.collect::<Vec<_>>(),
        "json_ld": serde_json::from_str::<Value>(&page.json_ld).unwrap_or_default(),
        "sheets": sheets.chain(print).collect::<Vec<_>>(),
        "scripts": early.chain(scripts).collect::<Vec<_>>(),
        "breadcrumbs": crumbs.collect::<Vec<_>>(),
    });
    format!("{tags:#}\n").into_bytes()
}

fn below(page: &PageView, route: &str) -> String {
    format!("{}{route}", page.root)
}
