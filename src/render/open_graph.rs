//! Open Graph: how a page looks where its address is shared.
//!
//! Takes a finished page, gives its properties in a fixed order.
//!
//! **Invariant**: what is said of an entry comes from its [`PublicView`]; an entry without one has no
//! properties, and of a name list only the title is told.

use super::view::{PageView, PropertyView};
use super::{PagePlan, Scene};
use crate::portal::{PublicView, Target};
use crate::text::Lang;
use crate::url;

/// The properties of a page.
pub(super) fn open_graph(scene: &Scene, plan: &PagePlan, page: &PageView) -> Vec<PropertyView> {
    let entry = match plan {
        PagePlan::NotFound | PagePlan::Stub { .. } => return Vec::new(),
        PagePlan::Entry(no) => match scene.portal.public_view(*no) {
            Some(view) => Some(view),
            None => return Vec::new(),
        },
        _ => None,
    };
    let lang = if page.lang == Lang::En.tag() { Lang::En } else { Lang::Zh };
    let of_page = || page.metas.iter().find(|meta| meta.name == "Description");
    let description = match &entry {
        Some(view) => description(view).to_string(),
        None => of_page().map(|meta| meta.content.clone()).unwrap_or_default(),
    };
    let is_translated = !page.translation.href.is_empty() && page.translation.lead.is_empty();
    let properties = [
        ("og:title", page.title.clone()),
        ("og:description", description),
        ("og:type", if entry.is_some() { "article" } else { "website" }.to_string()),
        ("og:url", page.canonical.clone()),
        ("og:site_name", scene.config.name(lang).to_string()),
        ("og:locale", locale(lang).to_string()),
        (
            "og:locale:alternate",
            if is_translated { locale(super::language::other(lang)) } else { "" }.to_string(),
        ),
        ("og:image", entry.and_then(|view| image_address(scene, &view)).unwrap_or_default()),
    ];
    let filled = properties.into_iter().filter(|(_, content)| !content.is_empty());
    filled.map(|(property, content)| PropertyView { property, content }).collect()
}

/// The summary, else the title.
pub(super) fn description<'a>(view: &PublicView<'a>) -> &'a str {
    view.text("summary").unwrap_or(view.title)
}

fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh_CN",
        Lang::En => "en_GB",
    }
}

/// The full address of the picture of an entry, where it has one and the site has an address.
pub(super) fn image_address(scene: &Scene, view: &PublicView) -> Option<String> {
    let path = view.part("image")?.text("file")?;
    let Target::Asset(asset) = scene.portal.resolve(scene.sources, view.original_no, path) else {
        return None;
    };
    Some(scene.config.absolute(&url::encode(&asset.route))).filter(|address| !address.is_empty())
}
