//! The search page and the titles that its script looks through.

use crate::site_test::SiteTest;
use serde_json::Value;

/// The data of a script of titles.
fn titles(site: &SiteTest, route: &str) -> Value {
    let script = site.output(route);
    let name = route.trim_end_matches(".js");
    let data = script.strip_prefix(&format!("jx.chunk(\"{name}\",")).expect("a call of jx.chunk");
    serde_json::from_str(data.trim_end().strip_suffix(");").expect("one call")).expect("JSON")
}

/// A row by its title.
fn row<'a>(data: &'a Value, title: &str) -> Option<&'a Value> {
    data["rows"].as_array().expect("rows").iter().find(|row| row[0] == title)
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
fn titles_lead_to_their_page_with_state_number_and_summary() {
    let site = site();
    site.build().exits(0);
    let data = titles(&site, "ss/titles-1.js");
    let policy = row(&data, "人才办法").expect("the policy");
    assert_eq!(policy[1], "zc/p-1.html");
    let kind = policy[2].as_u64().expect("a place") as usize;
    let state = policy[3].as_u64().expect("a place") as usize;
    assert_eq!(data["kinds"][kind], "政策");
    assert_eq!(data["states"][state], serde_json::json!(["in_force", "现行有效"]));
    assert_eq!(policy[4], "2026年3月2日");
    assert_eq!(policy[5], "云人才〔2026〕3号");
    assert_eq!(policy[6], "安家补助");
    assert_eq!(row(&data, "博士怎么申请？").expect("the question")[1], "wd/index.html#wd-1");
    assert_eq!(row(&data, "人力资源和社会保障局").expect("the department")[5], "人社局");
    let english = titles(&site, "en/ss/titles-1.js");
    assert_eq!(row(&english, "Talent Measures").expect("the translation")[1], "en/zc/p-1.html");
    assert_eq!(english["rows"].as_array().map(Vec::len), Some(1), "only what there is in English");
}

#[test]
fn what_is_hidden_is_not_found() {
    let site = site();
    site.build().exits(0);
    assert!(!site.output("ss/titles-1.js").contains("草稿"));
}

#[test]
fn many_titles_stand_in_several_scripts_without_summaries() {
    let mut rows = String::from("id,title,type,region,summary\n");
    for at in 0..3001 {
        rows.push_str(&format!("pt-{at},第{at}号平台,incubator,,一句话\n"));
    }
    let site = SiteTest::new().file("platforms/platforms.csv", &rows);
    site.build().exits(0);
    let tree = site.tree("public");
    let scripts: Vec<&String> = tree.keys().filter(|route| route.starts_with("ss/titles-")).collect();
    assert_eq!(scripts.len(), 7);
    let data = titles(&site, "ss/titles-7.js");
    assert_eq!(data["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(data["rows"][0][6], "");
    assert!(!site.output("ss/index.html").contains("和摘要，共"));
}
