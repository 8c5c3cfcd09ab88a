//! What a reader without scripts can come to, step by step along the links of the built pages.

use crate::site_test::SiteTest;
use std::collections::BTreeMap;

/// Steps from the home page to anything.
const STEPS_MAX: usize = 4;

/// Links that a page may have.
const LINKS_MAX: usize = 500;

/// The addresses that a page links to, as routes.
fn links(route: &str, html: &str) -> Vec<String> {
    html.split("<a ")
        .skip(1)
        .filter_map(|tag| tag.split('>').next()?.split("href=\"").nth(1)?.split('"').next())
        .filter(|href| !href.contains(':') && !href.starts_with('#'))
        .map(|href| joined(route, href.split(['#', '?']).next().unwrap_or_default()))
        .collect()
}

fn joined(route: &str, href: &str) -> String {
    let mut parts: Vec<&str> = route.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every page with the number of steps from the home page.
fn steps(pages: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let mut steps = BTreeMap::from([("index.html".to_string(), 0)]);
    let mut next = vec!["index.html".to_string()];
    for step in 1.. {
        let found: Vec<String> = next.iter().flat_map(|route| links(route, &pages[route])).collect();
        next = Vec::new();
        for route in found {
            if pages.contains_key(&route) && !steps.contains_key(&route) {
                steps.insert(route.clone(), step);
                next.push(route);
            }
        }
        if next.is_empty() {
            break;
        }
    }
    steps
}

/// The built pages, but those that nobody is led to.
fn pages(site: &SiteTest) -> BTreeMap<String, String> {
    let tree = site.tree("public");
    let pages = tree.into_iter().filter(|(route, _)| route.ends_with(".html") && route != "404.html");
    let pages = pages.map(|(route, bytes)| (route, String::from_utf8(bytes).expect("pages are UTF-8")));
    pages.filter(|(_, html)| !html.contains("http-equiv=\"refresh\"")).collect()
}

#[track_caller]
fn assert_reachable(site: &SiteTest) {
    let pages = pages(site);
    let steps = steps(&pages);
    let far: Vec<String> = pages
        .keys()
        .filter(|route| steps.get(*route).is_none_or(|steps| *steps > STEPS_MAX))
        .map(|route| format!("{route}: {:?}", steps.get(route)))
        .collect();
    assert_eq!(far, Vec::<String>::new());
}

/// A portal of many entries on short pages: as deep as ten thousand on long ones.
fn large() -> SiteTest {
    let mut site = SiteTest::new().file("site.yaml", "site_name: 云溪\npage_size: 3\n");
    for at in 0..950 {
        let year = if at < 850 { 2026 } else { 2010 + at % 10 };
        let text = format!("---\ntitle: 第{at}条动态\npublished_at: {year}-03-02\n---\n正文。\n");
        site = site.file(&format!("news/dt-{at}.md"), &text);
    }
    for at in 0..120 {
        let year = 2007 + at / 6;
        let text = format!(
            "---\ntitle: 第{at}号办法\npublished_at: {year}-03-02\ntopics: [引才资助]\n---\n第一条 正文。\n"
        );
        site = site.file(&format!("policies/zc-{at}.md"), &text);
    }
    site
}

#[test]
fn the_demo_is_reached_in_four_steps() {
    let site = SiteTest::demo();
    site.build_with(&["--date", "2026-11-26"]).exits(0);
    assert_reachable(&site);
}

#[test]
fn a_large_portal_is_reached_in_four_steps() {
    let site = large();
    site.build().exits(0);
    assert_reachable(&site);
    let pages = pages(&site);
    let steps = steps(&pages);
    let entries = pages.keys().filter(|route| route.starts_with("dt/dt-") || route.starts_with("zc/zc-"));
    let far: Vec<&String> = entries.filter(|route| steps[*route] > 3).collect();
    assert_eq!(far, Vec::<&String>::new(), "the site map leads to an entry in three steps");
    for (route, html) in pages.iter().filter(|(route, _)| route.starts_with("wzdt/")) {
        assert!(links(route, html).len() <= LINKS_MAX, "{route}: {} links", links(route, html).len());
    }
    let sections: Vec<&String> = pages.keys().filter(|route| route.starts_with("wzdt/")).collect();
    assert_eq!(
        sections,
        [
            "wzdt/index.html",
            "wzdt/news-2010-2026-p3.html",
            "wzdt/news-2026-p2.html",
            "wzdt/news-2026.html",
            "wzdt/policy-2007-2026.html",
        ]
    );
    assert!(pages["wzdt/policy-2007-2026.html"].contains("<h3>政策 2007年</h3>"));
}
