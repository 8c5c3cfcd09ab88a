//! The fragments of `chrome: include`, and the tags beside them.

use crate::site_test::SiteTest;
use serde_json::Value;

fn site(parent_prints: &str) -> SiteTest {
    let settings = format!(
        "site_name: 云溪\nsite_domain: www.example.gov.cn\nsite_id_code: '9999010001'\nbase_url: https://www.example.gov.cn\nbase_path: /rencai/\nchrome: include\n{parent_prints}"
    );
    SiteTest::new()
        .file("site.yaml", &settings)
        .file(
            "policies/p-1.md",
            "---\nid: p-1\ntitle: 人才办法\nsummary: 安家补助\npublished_at: 2026-03-02\n---\n第一条 正文。\n",
        )
        .file("pages/lianxi.md", "---\nid: lianxi\ntitle: 联系我们\n---\n## 页脚 {#footer}\n\n见[页脚](#footer)。\n")
}

fn tags(site: &SiteTest, route: &str) -> Value {
    serde_json::from_str(&site.output(route)).expect("tags are JSON")
}

#[test]
fn a_page_is_a_fragment_with_all_it_needs() {
    let site = site("");
    site.build().exits(0);
    let page = site.output("zc/p-1.html");
    assert!(
        page.trim_start().starts_with("<div class=\"jx jx--blue\" id=\"jx-top\" lang=\"zh-CN\">"),
        "{page}"
    );
    assert!(page.trim_end().ends_with("</div>"), "{page}");
    for barred in ["<html", "<head>", "<body", "<meta", "<title", "<main", "jx-footer", "class=\"jx-header"] {
        assert!(!page.contains(barred), "{barred} in {page}");
    }
    for wanted in [
        "<script src=\"../assets/early-",
        "<link rel=\"stylesheet\" href=\"../assets/jx-",
        "media=\"print\"",
        "defer></script>",
        "<h1>人才办法</h1>",
        "class=\"jx-crumbs\"",
        "action=\"../ss/index.html\"",
    ] {
        assert!(page.contains(wanted), "no {wanted} in {page}");
    }
}

#[test]
fn what_the_parent_page_prints_is_left_out() {
    let site = site("parent_prints: [标题, 当前位置, 工具]\n");
    site.build().exits(0);
    let tree = site.tree("public");
    for (route, bytes) in tree.iter().filter(|(route, _)| route.ends_with(".html") && *route != "404.html") {
        let page = String::from_utf8_lossy(bytes);
        for barred in ["<h1", "jx-crumbs", "jx-bar"] {
            assert!(!page.contains(barred), "{barred} in {route}");
        }
        assert!(tree.contains_key(&route.replace(".html", ".tags.json")), "{route} has no tags");
    }
    assert_eq!(tags(&site, "zc/p-1.tags.json")["breadcrumbs"][1]["text"], "政策");
}

#[test]
fn tags_hold_the_head_in_the_order_of_the_state() {
    let site = site("");
    site.build().exits(0);
    let tags = tags(&site, "zc/p-1.tags.json");
    assert_eq!(tags["format"], 1);
    assert_eq!(tags["page"], "zc/p-1.html");
    assert_eq!(tags["title"], "人才办法");
    assert_eq!(tags["head_title"], "人才办法_云溪");
    assert_eq!(tags["canonical"], "https://www.example.gov.cn/rencai/zc/p-1.html");
    assert_eq!(tags["json_ld"]["@context"], "https://schema.org");
    let metas: Vec<&str> =
        tags["metas"].as_array().expect("metas").iter().filter_map(|meta| meta["name"].as_str()).collect();
    let wanted = [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "Keywords",
        "Description",
        "Url",
    ];
    assert_eq!(metas, wanted);
    let page = site.output("zc/p-1.html");
    for (list, key) in [("sheets", "href"), ("scripts", "src")] {
        let all = tags[list].as_array().expect("a list");
        assert!(!all.is_empty());
        for one in all {
            let address = one[key].as_str().expect("an address");
            assert!(page.contains(&format!("{key}=\"{address}\"")), "{address} is not in {page}");
        }
        let tag = if list == "sheets" { "<link rel=\"stylesheet\"" } else { "<script src=" };
        assert_eq!(page.matches(tag).count(), all.len(), "{list} of {page}");
    }
}

#[test]
fn ids_that_a_parent_page_may_have_get_a_prefix() {
    let site = site("");
    site.build().exits(0);
    let page = site.output("lianxi.html");
    assert!(page.contains("id=\"x-h-footer\"") && page.contains("href=\"#x-h-footer\""), "{page}");
}

#[test]
fn whole_pages_have_no_tags_beside_them() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    assert!(site.tree("public").keys().all(|route| !route.ends_with(".tags.json")));
}
