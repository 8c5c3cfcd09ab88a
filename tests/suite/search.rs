//! The search page, and the index beside it.

use crate::site_test::SiteTest;
use serde_json::Value;

/// The data of a file of the index.
fn chunk(site: &SiteTest, route: &str) -> Value {
    let script = site.output(route);
    let name = route.trim_end_matches(".js");
    let data = script.strip_prefix(&format!("jx.chunk(\"{name}\",")).expect("a call of jx.chunk");
    serde_json::from_str(data.trim_end().strip_suffix(");").expect("one call")).expect("JSON")
}

fn site() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", "site_name: 云溪\nlanguages: [zh, en]\n")
        .file("policies/p-1.md", "---\nid: p-1\ntitle: 人才办法\ndocument_number: 云人才〔2026〕3号\nsummary: 安家补助\npublished_at: 2026-03-02\neffective_on: 2026-01-01\nexpires_on: 长期\n---\n第一条 正文。\n")
        .file("policies/p-1.en.md", "---\ntitle: Talent Measures\nsummary: Settling allowance\n---\n")
        .file("policies/_p-2.md", "---\nid: p-2\ntitle: 未公开的草稿\n---\n第一条 正文。\n")
        .file("faqs/wd-1.md", "---\nid: wd-1\nquestion: 博士怎么申请？\nanswer: 在线申请。\n---\n")
        .file("departments/rsj.md", "---\nid: rsj\ntitle: 人力资源和社会保障局\nshort_name: 人社局\n---\n")
}

#[test]
fn every_page_has_a_form_that_leads_to_the_search_page() {
    let site = site();
    site.build().exits(0);
    assert!(
        site.output("zc/p-1.html").contains("action=\"../ss/index.html\" method=\"get\" role=\"search\"")
    );
    assert!(site.output("index.html").contains("action=\"ss/index.html\""));
    assert!(site.output("en/zc/p-1.html").contains("action=\"../../en/ss/index.html\""));
    let page = site.output("ss/index.html");
    assert!(page.contains("data-jx-index=\"ss/index.html\""), "{page}");
    assert!(page.contains("<noscript>") && page.contains("href=\"../zc/index.html\">政策"), "{page}");
    assert!(page.contains("href=\"../en/ss/index.html\""), "{page}");
    assert_eq!(page.matches("role=\"search\"").count(), 1, "one field on the search page");
}

#[test]
fn each_language_has_an_index_of_its_own() {
    let site = site();
    site.build().exits(0);
    assert_eq!(chunk(&site, "ss/head.js")["count"], 3);
    assert_eq!(chunk(&site, "en/ss/head.js")["count"], 1, "only what there is in English");
    let kinds = chunk(&site, "ss/head.js")["kinds"].to_string();
    assert!(kinds.contains("[\"policy\",\"政策\"]"), "{kinds}");
    assert!(chunk(&site, "en/ss/head.js")["kinds"].to_string().contains("[\"policy\",\"Policy\"]"));
}

#[test]
fn what_is_hidden_is_not_found() {
    let site = site();
    site.build().exits(0);
    for (path, bytes) in site.tree("public").iter().filter(|(path, _)| path.contains("ss/")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("草稿") && !text.contains("p-2"), "{path}");
    }
    site.run(&["search", "未公开的草稿", "--format", "human"]).exits(1);
}

#[test]
fn a_site_without_entries_has_an_index_that_finds_nothing() {
    let site = SiteTest::new().file("site.yaml", "site_name: 云溪\n");
    site.build().exits(0);
    assert_eq!(chunk(&site, "ss/head.js")["count"], 0);
    site.run(&["search", "人才"]).exits(1);
}
