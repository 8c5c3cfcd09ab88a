//! The head of every type of page, word for word, and what English pages may hold.
//!
//! One small site has an entry of every kind in both languages. What is written for programs that read
//! other files (feeds, data) and the names of assets are left out: they have tests of their own.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite head` accepts the heads of today; read the diff as the
//! inspector of a government site would.

use crate::site_test::{SiteTest, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A name for each type of page, and a page of it.
const PAGES: &[(&str, &str)] = &[
    ("about", "gy/index.html"),
    ("accessibility", "wza/index.html"),
    ("benefit", "sx/sx-anjia.html"),
    ("calendar", "rl/index.html"),
    ("calendar-month", "rl/2026-12.html"),
    ("call", "sb/sb-2026.html"),
    ("catalogue", "xxgk/index.html"),
    ("challenge", "jb/jb-2026.html"),
    ("department", "bm/bm-rc.html"),
    ("event", "hd/hd-2026.html"),
    ("facet", "zt/housing.html"),
    ("faq-list", "wd/index.html"),
    ("glossary", "glossary/index.html"),
    ("guide", "zn/zn-anjia.html"),
    ("home", "index.html"),
    ("individuals", "rc/index.html"),
    ("indicator", "sj/sj-boshi.html"),
    ("interpretation", "jd/jd-1.html"),
    ("journey", "yjs/yjs-anjia.html"),
    ("level-scheme", "cc/cc-2026.html"),
    ("list", "zc/index.html"),
    ("news", "dt/dt-2026.html"),
    ("not-found", "404.html"),
    ("notice", "gs/gs-2026.html"),
    ("open-data", "data/index.html"),
    ("page", "guanyu.html"),
    ("platform", "pt/pt-1.html"),
    ("platform-type", "pt/lx/incubator.html"),
    ("policy", "zc/zc-2026-1.html"),
    ("policy-untranslated", "zc/zc-2024-1.html"),
    ("privacy", "ys/index.html"),
    ("programme", "xm/xm-1.html"),
    ("rating-scheme", "pj/pj-1.html"),
    ("shortage", "ml/ml-2026.html"),
    ("site-map", "wzdt/index.html"),
    ("subscribe", "dy/index.html"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/every-kind")
}

fn every_kind() -> (SiteTest, Tree) {
    let site = SiteTest::from_folder(&folder().join("in"));
    site.build().exits(0);
    let tree = site.tree("public");
    (site, tree)
}

fn text<'a>(tree: &'a Tree, route: &str) -> Option<&'a str> {
    std::str::from_utf8(tree.get(route)?).ok()
}

/// The head without what other tests look at; structured data a property a line.
fn head(page: &str) -> String {
    let head = page.split_once("<head>").and_then(|(_, rest)| rest.split_once("</head>"));
    let (head, _) = head.expect("a page has a head");
    let left_out = |line: &&str| {
        ["<link rel=\"stylesheet\"", "<link rel=\"alternate\" type", "<script src", "<meta http-equiv"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let lines = head.trim().lines().filter(|line| !left_out(line));
    lines.map(|line| line.replace(",\"", ",\n  \"")).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn the_head_of_every_type_of_page_is_as_expected() {
    let (_site, tree) = every_kind();
    let mut heads = BTreeMap::new();
    for (name, route) in PAGES {
        let chinese = text(&tree, route).unwrap_or_else(|| panic!("there is no {route}"));
        heads.insert(format!("{name}.zh.html"), head(chinese));
        if let Some(english) = text(&tree, &format!("en/{route}")) {
            heads.insert(format!("{name}.en.html"), head(english));
        }
    }
    let expected = folder().join("expected");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        let _ = fs::remove_dir_all(&expected);
        fs::create_dir_all(&expected).expect("the folder can be made");
        for (name, head) in &heads {
            fs::write(expected.join(name), head).expect("the file can be written");
        }
    }
    let files = fs::read_dir(&expected).expect("there are expected heads").map(|file| file.unwrap().path());
    let wanted: BTreeMap<String, String> = files
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("expected heads are text"))
        })
        .collect();
    for (name, head) in &heads {
        assert_eq!(Some(head), wanted.get(name), "{name}");
    }
    assert_eq!(heads.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
}

#[test]
fn every_page_has_one_description_and_one_list_of_keywords() {
    let (_site, tree) = every_kind();
    for route in tree.keys().filter(|route| route.ends_with(".html")) {
        let head = head(text(&tree, route).expect("pages are text"));
        for name in ["Keywords", "Description", "SiteName", "SiteDomain", "SiteIDCode"] {
            let mark = format!("<meta name=\"{name}\" content=\"");
            assert_eq!(head.matches(&mark).count(), 1, "{route}: {name}");
            assert!(!head.contains(&format!("{mark}\"")), "{route}: {name} is empty");
            assert!(!head.contains(&format!("name=\"{}\"", name.to_lowercase())), "{route}: {name}");
        }
    }
}

/// Text in Chinese outside elements that say so; names of the site in state meta tags stay as they are.
fn undeclared(page: &str) -> Vec<String> {
    let is_chinese =
        |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let mut depth: Vec<(String, bool)> = Vec::new();
    let mut found = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if tag.starts_with('/') {
            while depth.pop().is_some_and(|(open, _)| open != name) {}
        } else if !["br", "img", "hr", "input", "wbr"].contains(&name.as_str()) {
            depth.push((name, tag.contains("lang=\"zh")));
        }
        // The description of a picture is one text in both languages, and may hold no elements.
        let is_description = depth.last().is_some_and(|(name, _)| name == "desc");
        if text.contains(is_chinese) && !is_description && !depth.iter().any(|(_, declared)| *declared) {
            found.push(text.trim().to_string());
        }
    }
    found
}

#[test]
fn english_pages_declare_all_their_chinese() {
    let (_site, tree) = every_kind();
    let english = tree.keys().filter(|route| route.starts_with("en/") && route.ends_with(".html"));
    let faults: Vec<String> = english
        .flat_map(|route| {
            undeclared(text(&tree, route).expect("pages are text"))
                .into_iter()
                .map(move |t| format!("{route}: {t}"))
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_switch_says_where_it_leads() {
    let (_site, tree) = every_kind();
    let page = |route| text(&tree, route).unwrap_or_else(|| panic!("there is no {route}"));
    let untranslated = page("zc/zc-2024-1.html");
    assert!(untranslated.contains("href=\"../en/zc/index.html\" lang=\"en\""), "{untranslated}");
    assert!(untranslated.contains("Policy documents (this page is in Chinese only)"), "{untranslated}");
    assert!(!untranslated.contains("hreflang=\"x-default\""));
    let list = page("en/zc/index.html");
    assert!(list.contains("hreflang=\"zh-CN\" href=\"https://www.county.example/rencai/zc/index.html\""));
    assert!(!list.contains("jx-language__lead"));
    assert!(page("xxgk/index.html").contains("Home (this page is in Chinese only)"));
}

/// Every page that names another as the same in a language is named by it, and so is the Chinese one.
#[test]
fn pages_in_two_languages_name_each_other() {
    let (_site, tree) = every_kind();
    let alternates = |page: &str| -> Vec<String> {
        let lines = page.lines().filter(|line| line.starts_with("<link rel=\"alternate\" hreflang"));
        lines.map(str::to_string).collect()
    };
    let mut named = 0;
    for (route, bytes) in tree.iter().filter(|(route, _)| route.ends_with(".html")) {
        let of_page = alternates(std::str::from_utf8(bytes).expect("pages are text"));
        for link in &of_page {
            let address = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
            let there =
                address.and_then(|address| address.strip_prefix("https://www.county.example/rencai/"));
            let there =
                text(&tree, there.expect("an address of the site")).unwrap_or_else(|| panic!("{link}"));
            assert_eq!(alternates(there), of_page, "{route}");
            named += 1;
        }
    }
    assert!(named > 100, "{named}");
}

#[test]
fn a_translation_says_of_what_day_it_is_and_when_it_is_old() {
    let (site, tree) = every_kind();
    let page = text(&tree, "en/zc/zc-2026-1.html").expect("there is a translation");
    assert!(page.contains("the Chinese text prevails. Translated as of 5 March 2026."), "{page}");
    assert!(!page.contains("may be out of date"));
    let path = "content/policies/new.md";
    let later = fs::read_to_string(site.at(path)).expect("the policy is there");
    site.write(path, later.replacen("---\n", "---\nupdated_on: 2026-06-01\n", 1));
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/policies/new.en.md"), ["S724"]);
    assert!(site.output("en/zc/zc-2026-1.html").contains("it may be out of date"));
}

#[test]
fn structured_data_cannot_end_its_script() {
    let site = SiteTest::new().file("site.yaml", "site_name: 某区\nbase_url: https://a.example\n").file(
        "policies/a.md",
        "---\nid: a-1\ntitle: 关于</script><b>的办法\nsummary: <!-- 摘要\n---\n第一条 正文。\n",
    );
    site.build().exits(0);
    let page = site.output("zc/a-1.html");
    let data = page.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: serde_json::Value = serde_json::from_str(data.expect("there is data")).expect("it is whole");
    assert_eq!(data["@graph"][1]["name"], "关于</script><b>的办法");
}

#[test]
fn without_an_address_nothing_absolute_is_said() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    let page = site.output("zc/yrc-2026-1.html");
    for absent in ["canonical", "ld+json", "og:url", "hreflang=\"x-default\""] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(page.contains("og:title"));
}

#[test]
fn a_name_list_stays_on_its_page() {
    let (_site, tree) = every_kind();
    let holding: Vec<&String> = tree
        .iter()
        .filter(|(_, bytes)| {
            String::from_utf8_lossy(bytes).contains("示例材料公司")
                && String::from_utf8_lossy(bytes).contains("示例甲")
        })
        .map(|(route, _)| route)
        .collect();
    assert!(holding.iter().all(|route| route.ends_with("gs/gs-2026.html")), "{holding:?}");
    for route in ["gs/gs-2026.html", "en/gs/gs-2026.html"] {
        assert!(!head(text(&tree, route).expect("a notice")).contains("示例甲"));
    }
}

#[test]
fn columns_that_say_too_little_are_found() {
    let site = SiteTest::with_policy().file(
        "site.yaml",
        "site_name: 某区\nsite_domain: http://www.a.example/\ncolumn_types: [政策文件, 工作动态]\ncolumns:\n  - {kind: policy, name: 文件, keywords: [a, b, c, d, e, f, g, h, i]}\n",
    );
    let run = site.check().exits(0);
    let codes = run.codes("content/site.yaml");
    for code in ["S702", "S705", "S727"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn one_summary_for_many_entries_is_found() {
    let mut site = SiteTest::new();
    for number in 1..=4 {
        let entry = format!(
            "---\nid: dt-{number}\ntitle: 第{number}条动态消息\nsummary: 本区人才工作的最新动态和有关消息，欢迎关注。\n---\n正文\n"
        );
        site = site.file(&format!("news/dt-{number}.md"), &entry);
    }
    let run = site.check();
    assert!(run.codes("content/news/dt-1.md").contains(&"S704"));
}

#[test]
fn an_english_term_of_ones_own_is_a_hint() {
    let site = SiteTest::new()
        .file("policies/a.md", "---\nid: a-1\ntitle: 众创空间管理办法\n---\n第一条 正文。\n")
        .file("policies/a.en.md", "---\ntitle: Measures on Mass Innovation Spaces\n---\nText.\n");
    assert!(site.run(&["check", "--hints"]).codes("content/policies/a.en.md").contains(&"S726"));
    site.write("content/vocabularies/glossary.yaml", "- {zh: 众创空间, en: mass innovation space}\n");
    assert!(!site.run(&["check", "--hints"]).codes("content/policies/a.en.md").contains(&"S726"));
    assert!(site.build().code.is_some());
    assert!(site.output("en/glossary/index.html").contains("Mass innovation space"));
}

#[test]
fn what_nobody_may_see_is_not_named_in_structured_data() {
    let policy = |more: &str| format!("---\nid: a-1\ntitle: 关于人才的办法\n{more}---\n第一条 正文。\n");
    let hidden = "---\nid: bm-mi\ntitle: 示例县机密工作局\nshort_name: 机密局\nopenness: 不予公开\n---\n";
    let site = SiteTest::new()
        .file("site.yaml", "site_name: 某区\nbase_url: https://a.example\nhost_body: bm-mi\n")
        .file("departments/mi.md", hidden)
        .file("policies/drafts/b.md", "---\nid: b-2\ntitle: 没有印发的办法\n---\n第一条 正文。\n")
        .file("policies/a.md", &policy("issuers: [bm-mi]\nrelations: [{type: 代替, target: b-2}]\n"));
    site.build();
    for (route, bytes) in site.tree("public").iter().filter(|(route, _)| route.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes).into_owned();
        for data in
            page.split("application/ld+json\">").skip(1).filter_map(|rest| rest.split("</script>").next())
        {
            for secret in ["机密", "bm-mi", "b-2", "没有印发"] {
                assert!(!data.contains(secret), "{route}: {secret} in {data}");
            }
        }
    }
}
