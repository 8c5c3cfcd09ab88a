//! The switch between the languages: to the same page, else to the nearest one above it.
//!
//! Takes a page and the question which routes are published, fills `translation` and `alternates`.
//! What lies above a page is read off its address, so that a new kind of page needs nothing here.
//!
//! **Invariant**: a switch leads to a published page, and says so where it is another than this one;
//! `hreflang` names only pages that say the same.

use super::view::{AlternateView, PageView};
use super::{PagePlan, Scene, Spot};
use crate::field::Kind;
use crate::portal::route::list_route;
use crate::text::Lang;
use crate::theme;
use crate::url;

/// Where the switch of a page leads.
struct Counterpart {
    route: String,
    /// Whether it says the same as the page.
    same: bool,
}

/// Fills in the switch and the alternates of a page.
pub(super) fn settle(scene: &Scene, plan: &PagePlan, is_planned: &dyn Fn(&str) -> bool, page: &mut PageView) {
    let spot_route = page.route.clone();
    let lang = if page.lang == Lang::En.tag() { Lang::En } else { Lang::Zh };
    let there = other(lang);
    let spoken = scene.portal.speaks(there) && scene.config.languages.contains(&there);
    if !spoken || matches!(plan, PagePlan::NotFound | PagePlan::Stub { .. }) {
        return;
    }
    let spot = Spot { route: &spot_route, lang };
    let Some(found) = counterpart(scene, plan, is_planned, spot) else { return };
    page.translation.lang = there.tag();
    page.translation.text = scene.word(lang, "other_language").to_string();
    page.translation.href = url::relative(spot.route, &found.route);
    if found.same {
        page.alternates = alternates(scene, spot, &found.route);
    } else if !is_later_page(plan) {
        page.translation.lead = lead(scene, there, &found.route);
    }
}

/// The other of the two languages.
pub(super) fn other(lang: Lang) -> Lang {
    if lang == Lang::Zh { Lang::En } else { Lang::Zh }
}

/// The second and later pages of a list divide it otherwise in each language.
fn is_later_page(plan: &PagePlan) -> bool {
    matches!(
        plan,
        PagePlan::List { number, .. } | PagePlan::Facet { number, .. } | PagePlan::ListFacet { number, .. }
            if *number > 1
    )
}

fn counterpart(
    scene: &Scene,
    plan: &PagePlan,
    is_planned: &dyn Fn(&str) -> bool,
    spot: Spot,
) -> Option<Counterpart> {
    let there = other(spot.lang);
    let inner = spot.route.strip_prefix(spot.lang.folder()).unwrap_or(spot.route);
    let translated = format!("{}{inner}", there.folder());
    if is_planned(&translated) && !is_later_page(plan) {
        return Some(Counterpart { route: translated, same: true });
    }
    let list = match plan {
        PagePlan::Entry(no) => Some(list_route(scene.portal.entry(*no).kind, there, 1)),
        _ => None,
    };
    let above = above(inner).into_iter().map(|route| format!("{}{route}", there.folder()));
    let route = list.into_iter().chain(above).find(|route| is_planned(route))?;
    Some(Counterpart { route, same: false })
}

/// The addresses above one, nearest first: `zc/a/v/1.html` lies below `zc/a.html`, `zc/index.html`
/// and `index.html`.
fn above(route: &str) -> Vec<String> {
    let mut routes = Vec::new();
    let mut folder = url::folder(route);
    while !folder.is_empty() {
        routes.push(format!("{folder}/index.html"));
        routes.push(format!("{folder}.html"));
        folder = url::folder(folder);
    }
    routes.push("index.html".into());
    routes.retain(|above| above != route);
    routes
}

/// What the switch leads to, in the language of the one who uses it.
fn lead(scene: &Scene, there: Lang, route: &str) -> String {
    let of_list = Kind::ALL.into_iter().find(|kind| list_route(*kind, there, 1) == route);
    let name = match of_list {
        Some(kind) => scene.config.column(kind).name[there as usize].as_str(),
        None if route == format!("{}index.html", there.folder()) => scene.word(there, "home"),
        None => scene.word(there, "switch_above"),
    };
    theme::fill(scene.word(there, "switch_lead"), |key| (key == "name").then(|| name.to_string()))
}

fn alternates(scene: &Scene, spot: Spot, translated: &str) -> Vec<AlternateView> {
    if scene.config.base_url.is_empty() {
        return Vec::new();
    }
    let (chinese, english) =
        if spot.lang == Lang::Zh { (spot.route, translated) } else { (translated, spot.route) };
    let link = |lang, route| AlternateView { lang, href: scene.config.absolute(route) };
    vec![link(Lang::Zh.tag(), chinese), link(Lang::En.tag(), english), link("x-default", chinese)]
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn what_lies_above_is_read_off_the_address() {
        assert_eq!(
            above("zc/a/v/1.html"),
            [
                "zc/a/v/index.html",
                "zc/a/v.html",
                "zc/a/index.html",
                "zc/a.html",
                "zc/index.html",
                "zc.html",
                "index.html"
            ]
        );
        assert_eq!(above("index.html"), Vec::<String>::new());
        assert_eq!(above("zc/index.html"), ["zc.html", "index.html"]);
    }
}
