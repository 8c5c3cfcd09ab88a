//! What stands in the folders of an output.
//!
//! Addresses are for ever, so what a file is can be told by the folder at the top that it stands in, also in an
//! output of another version. The folders of kinds and facets are asked for where they are declared; the others are
//! listed here.
//!
//! **Invariant**: every folder at the top that `site` plans is known: a test asks for those of the demo.

use crate::field::Kind;
use crate::portal::Facet;
use crate::portal::route::COMPUTED_PAGES;

/// What a folder at the top of an output, or of `en/`, holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// A page for each entry; its index lists them.
    Entries,
    /// Its index is the page of its contents.
    Index,
    /// Pages that gather what stands elsewhere.
    Gathering,
    /// Files of a group; the page among them, if there is one, gathers.
    Files(&'static str),
}

/// The folders that are of no kind and no facet.
const FOLDERS: [(&str, Folder); 19] = [
    // Payments, the texts of the site itself.
    ("dfjd", Folder::Index),
    ("wza", Folder::Index),
    ("glossary", Folder::Index),
    // The entrances, what needs no application, the calendar, subscriptions, the site map, the catalogue of
    // disclosure, free pages, components.
    ("rc", Folder::Gathering),
    ("dw", Folder::Gathering),
    ("msjx", Folder::Gathering),
    ("rl", Folder::Gathering),
    ("dy", Folder::Gathering),
    ("wzdt", Folder::Gathering),
    ("xxgk", Folder::Gathering),
    ("ym", Folder::Gathering),
    ("zujian", Folder::Gathering),
    ("data", Folder::Files("data")),
    ("schema", Folder::Files("data")),
    ("feed", Folder::Files("feeds")),
    ("ics", Folder::Files("calendars")),
    ("ss", Folder::Files("search")),
    ("fx", Folder::Files("search")),
    ("assets", Folder::Files("assets")),
];

/// What a folder at the top holds; `None` of one that belongs to a single page.
fn folder(name: &str) -> Option<Folder> {
    let listed = FOLDERS.iter().find(|(folder, _)| *folder == name).map(|(_, holds)| *holds);
    let is_computed = || COMPUTED_PAGES.iter().any(|(_, folder)| *folder == name);
    let is_facet = || Facet::ALL.iter().any(|facet| facet.prefix() == name);
    let kind = || Kind::ALL.into_iter().find(|kind| kind.spec().prefix.split('/').next() == Some(name));
    match listed {
        Some(holds) => Some(holds),
        None if is_computed() => Some(Folder::Index),
        None if is_facet() => Some(Folder::Gathering),
        None => match kind()? {
            Kind::Faq | Kind::Indicator => Some(Folder::Index),
            _ => Some(Folder::Entries),
        },
    }
}

/// A path without its language, and the folder at the top that it stands in.
fn parts(path: &str) -> (&str, Option<&str>) {
    let path = path.strip_prefix("en/").unwrap_or(path);
    (path, path.split_once('/').map(|(first, _)| first))
}

/// Whether a page lists what stands on others.
pub(super) fn is_list(path: &str) -> bool {
    let (path, Some(first)) = parts(path) else { return false };
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let holds = folder(first);
    let is_number = name.trim_end_matches(".html").bytes().all(|byte| byte.is_ascii_digit());
    let is_index = name == "index.html" && (holds != Some(Folder::Index) || folders != first);
    let is_facet = folders.split('/').any(|part| part == "f");
    holds == Some(Folder::Gathering) || is_index || is_number || is_facet
}

/// The groups of files that are no pages, in the order in which they are told.
pub(super) const GROUPS: [&str; 7] =
    ["data", "feeds", "calendars", "search", "assets", "attachments", "other"];

/// The group of a file that is no page.
pub(super) fn group(path: &str) -> &'static str {
    let (path, Some(first)) = parts(path) else { return "other" };
    match folder(first) {
        Some(Folder::Files(name)) => name,
        _ if path.ends_with(".tags.json") => "other",
        _ => "attachments",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{Request, build};
    use crate::date::Date;
    use crate::site::Order;
    use crate::source::{Folders, read};
    use std::collections::BTreeSet;
    use std::path::Path;

    /// What is planned for a folder of content.
    fn planned(content: &str) -> Vec<(String, Order)> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
        let folders = Folders { content, themes: "no themes".into(), skip: Vec::new() };
        let (sources, _) = read(&folders).expect("the folder is there");
        let request = Request { date: Date::constant(2026, 12, 1), profile: None, unpublished: false };
        let mut site = build(sources, &request, None).site;
        site.add_components();
        site.pages().iter().map(|output| (output.route.clone(), output.order)).collect()
    }

    /// What is planned for the demo, and for a site with an entry of every kind.
    fn planned_anywhere() -> Vec<(String, Order)> {
        [planned("content"), planned("tests/sites/every-kind/in")].concat()
    }

    #[test]
    fn every_folder_that_is_planned_is_known() {
        let planned = planned_anywhere();
        let routes: BTreeSet<&str> = planned.iter().map(|(route, _)| parts(route).0).collect();
        let tops = planned.iter().filter_map(|(route, _)| parts(route).1);
        let strange: BTreeSet<&str> = tops
            .filter(|top| folder(top).is_none() && !routes.contains(format!("{top}.html").as_str()))
            .collect();
        assert_eq!(strange, BTreeSet::new(), "a row of FOLDERS says what such a folder holds");
    }

    #[test]
    fn lists_are_what_is_planned_as_such_but_pages_of_content() {
        let is_content = |route: &str| {
            let (path, first) = parts(route);
            first.is_some_and(|first| folder(first) == Some(Folder::Index) && path.matches('/').count() == 1)
        };
        for (route, order) in planned_anywhere().iter().filter(|(route, _)| route.ends_with(".html")) {
            let is_listed = *order == Order::List && !is_content(route);
            assert_eq!(is_list(route), is_listed, "{route}");
        }
    }

    #[test]
    fn lists_are_told_from_content() {
        for list in [
            "zc/index.html",
            "en/zc/2.html",
            "zc/f/year-2026.html",
            "zc/f/a/2.html",
            "rl/2026-11.html",
            "zt/housing.html",
            "wd/f/topic-a/index.html",
            "ss/index.html",
            "data/index.html",
            "rc/index.html",
        ] {
            assert!(is_list(list), "{list}");
        }
        for content in [
            "index.html",
            "zc/yrc-2026-3.html",
            "en/sx/a.html",
            "wd/index.html",
            "sj/index.html",
            "ys/index.html",
            "en/gy/index.html",
            "a.html",
            "pt/lx/incubator.html",
            "zc/a/v/2026-01-01.html",
        ] {
            assert!(!is_list(content), "{content}");
        }
    }

    #[test]
    fn files_are_grouped() {
        assert_eq!(group("en/ics/sb.ics"), "calendars");
        assert_eq!(group("sitemap.xml"), "other");
        assert_eq!(group("zc/yrc-2026-3/biao-12345678.docx"), "attachments");
        assert_eq!(group("zc/yrc-2026-3.tags.json"), "other");
        assert_eq!(group("fx/pt-0.js"), "search");
    }
}
