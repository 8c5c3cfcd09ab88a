//! `sitemap.xml`: every page that may be indexed, with the day of its content and its other language.
//!
//! Takes the pages that the site has planned, so that a new kind of page is in it without more. Above
//! 50,000 addresses the file is an index of several.
//!
//! **Invariant**: no withdrawn page, no notice whose period is over, no name list, no page that sends
//! readers on; `lastmod` is a day of the content, never of the build.

use crate::date::Date;
use crate::field::Kind;
use crate::portal::Portal;
use crate::portal::route::list_route;
use crate::render::{PagePlan, Scene, facet_route};
use crate::text::Lang;
use std::collections::{HashMap, HashSet};

/// Where it stands.
pub const ROUTE: &str = "sitemap.xml";

/// Addresses that one file may hold, by the protocol.
const URLS_MAX: usize = 50_000;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub route: String,
    pub modified: Option<Date>,
    /// Whether the page exists in both languages.
    pub paired: bool,
}

/// The whole list, or one file of a split one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    Urls(Vec<Line>),
    /// The number of files, each with the day of its newest page.
    Index(Vec<Option<Date>>),
}

/// Plans the list of the pages; none without an address of the site.
pub fn outputs<'a>(
    scene: &Scene,
    pages: impl Iterator<Item = (&'a str, &'a PagePlan)>,
    add: &mut dyn FnMut(String, Output),
) {
    if !scene.config.base_url.is_empty() {
        split(lines(scene, pages), URLS_MAX, add);
    }
}

fn split(mut lines: Vec<Line>, urls_max: usize, add: &mut dyn FnMut(String, Output)) {
    if lines.len() <= urls_max {
        add(ROUTE.into(), Output::Urls(lines));
        return;
    }
    let mut newest = Vec::new();
    while !lines.is_empty() {
        let rest = lines.split_off(lines.len().min(urls_max));
        newest.push(lines.iter().filter_map(|line| line.modified).max());
        add(part_route(newest.len()), Output::Urls(lines));
        lines = rest;
    }
    add(ROUTE.into(), Output::Index(newest));
}

fn part_route(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// The pages that may be indexed, by route.
fn lines<'a>(scene: &Scene, pages: impl Iterator<Item = (&'a str, &'a PagePlan)>) -> Vec<Line> {
    let mut days = Days { portal: scene.portal, known: HashMap::new() };
    // An entry without a time of publication goes by the day it is about, which may be to come.
    let past = |day: &Date| *day <= scene.portal.date;
    let mut lines: Vec<Line> = pages
        .filter(|(_, plan)| is_indexable(scene.portal, plan))
        .map(|(route, plan)| Line {
            route: route.into(),
            modified: days.of(plan).filter(past),
            paired: false,
        })
        .collect();
    lines.sort_by(|a, b| a.route.cmp(&b.route));
    lines.dedup_by(|a, b| a.route == b.route);
    let english = Lang::En.folder();
    let routes: HashSet<String> = lines.iter().map(|line| line.route.clone()).collect();
    for line in &mut lines {
        line.paired = match line.route.strip_prefix(english) {
            Some(chinese) => routes.contains(chinese),
            None => routes.contains(&format!("{english}{}", line.route)),
        };
    }
    lines
}

/// Whether search engines are told of a page.
fn is_indexable(portal: &Portal, plan: &PagePlan) -> bool {
    match plan {
        PagePlan::NotFound | PagePlan::Stub { .. } | PagePlan::Components => false,
        // Parts of a list that is in it as a whole.
        PagePlan::ListFacet { .. } => false,
        // Found through their policy; a search that led to an old text would mislead.
        PagePlan::Version { .. } | PagePlan::Comparison { .. } => false,
        PagePlan::Entry(no) => portal.public_view(*no).is_some_and(|view| {
            let is_over = || {
                let ended = view.part("period").and_then(|period| period.date("end"));
                ended.is_some_and(|end| end < portal.date)
            };
            view.kind != Kind::Notice || !view.is_name_list() && !is_over()
        }),
        _ => true,
    }
}

/// The days of pages; lists and facets have many pages with one day.
struct Days<'a> {
    portal: &'a Portal,
    known: HashMap<String, Option<Date>>,
}

impl Days<'_> {
    fn of(&mut self, plan: &PagePlan) -> Option<Date> {
        let portal = self.portal;
        match plan {
            PagePlan::Entry(no) => portal.public_view(*no)?.updated,
            PagePlan::List { kind, lang, .. } => {
                self.remembered(list_route(*kind, *lang, 1), || portal.newest(portal.list(*kind, *lang)))
            }
            PagePlan::Facet { facet, code, lang, .. } => self
                .remembered(facet_route(*facet, code, *lang, 1), || {
                    portal.newest(portal.with_facet(*facet, code, *lang))
                }),
            PagePlan::Catalogue { .. } => {
                self.remembered("xxgk".into(), || portal.newest(portal.list(Kind::Policy, Lang::Zh)))
            }
            // Pages about everything change with whatever is newest.
            _ => self.remembered(String::new(), || {
                let lists = Kind::ALL.into_iter().map(|kind| portal.list(kind, Lang::Zh));
                lists.filter_map(|list| portal.newest(list)).max()
            }),
        }
    }

    fn remembered(&mut self, key: String, day: impl FnOnce() -> Option<Date>) -> Option<Date> {
        *self.known.entry(key).or_insert_with(day)
    }
}

/// The content of one file.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let mut xml = String::from(HEAD);
    match output {
        Output::Urls(lines) => {
            let links = "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
            xml.push_str(&format!("<urlset {SPACE} {links}>\n"));
            lines.iter().for_each(|line| url(scene, line, &mut xml));
            xml.push_str("</urlset>\n");
        }
        Output::Index(newest) => {
            xml.push_str(&format!("<sitemapindex {SPACE}>\n"));
            for (index, day) in newest.iter().enumerate() {
                let address = location(scene, &part_route(index + 1));
                xml.push_str(&format!("<sitemap><loc>{address}</loc>{}</sitemap>\n", lastmod(*day)));
            }
            xml.push_str("</sitemapindex>\n");
        }
    }
    xml.into_bytes()
}

fn url(scene: &Scene, line: &Line, xml: &mut String) {
    xml.push_str(&format!("<url><loc>{}</loc>{}", location(scene, &line.route), lastmod(line.modified)));
    if line.paired {
        let chinese = line.route.strip_prefix(Lang::En.folder()).unwrap_or(&line.route);
        let english = format!("{}{chinese}", Lang::En.folder());
        for (lang, route) in [(Lang::Zh.tag(), chinese), (Lang::En.tag(), &english), ("x-default", chinese)] {
            let address = location(scene, route);
            xml.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}\"/>"));
        }
    }
    xml.push_str("</url>\n");
}

fn lastmod(day: Option<Date>) -> String {
    day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default()
}

/// The absolute address of a route, as XML writes it.
fn location(scene: &Scene, route: &str) -> String {
    let address = crate::url::encode(&scene.config.absolute(route));
    address.replace('&', "&amp;").replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_become_several_files() {
        let line = |number: usize| Line { route: format!("{number}.html"), modified: None, paired: false };
        let planned = |count: usize| {
            let mut files = Vec::new();
            split((0..count).map(line).collect(), 10, &mut |route, output| {
                files.push((route, matches!(output, Output::Index(_))));
            });
            files
        };
        assert_eq!(planned(10), [("sitemap.xml".to_string(), false)]);
        let names: Vec<String> = planned(21).into_iter().map(|(route, _)| route).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]);
        assert!(planned(21)[3].1);
    }
}
