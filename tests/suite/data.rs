//! Files for programs: open data, its catalogue, the list of addresses, files for hosts.

use crate::site_test::{SiteTest, each};
use serde_json::Value;

const SETTINGS: &str = "site_name: 某区\nbase_url: https://a.example/rc\nlanguages: [zh, en]\n\
    data_licence: {name: 开放条款, url: 'https://a.example/licence'}\n";

const POLICY: &str = "---\nid: yrc-2026-1\ntitle: 云溪区人才办法\nsummary: 对来区就业的博士给予生活补贴的办法，共两条。\n\
    document_number: 云人才〔2026〕1号\nindex_number: 11999901000000100F/2026-00001\nissuers: [rcb]\n\
    dated_on: 2026-03-01\npublished_at: 2026-03-02 09:00\nupdated_on: 2026-03-05\n\
    effective_on: 2026-04-01\nexpires_on: 2029-03-31\nattachments: [{file: 申报表.pdf, name: 申报表}]\n---\n\
    第一条　给予博士每人每月3000元补贴。\n\n（一）首次来区的；\n\n（二）在区参保的。\n\n第二条　自2026年4月1日起施行，有效期3年。\n";

const BENEFIT: &str = "---\nid: sx-one\ntitle: 青年博士生活补贴\nsummary: 博士每月3000元\naudiences: [青年博士]\n\
    topics: [生活补贴]\nconditions: [{项: 学历, 至少: 博士, 条款: 第一条}]\n\
    award: {方式: 按量, 单价: 3000元, 单位: 月, 最多: 36}\npayment: {方式: 按季, 时限: 30个工作日}\n\
    handled_by: {部门: rcb}\nbasis: [{政策: yrc-2026-1, 条款: 第一条, 原文: 给予博士每人每月3000元补贴}]\n\
    published_at: 2026-03-10 09:00\n---\n";

fn site() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", SETTINGS)
        .file("policies/yrc-2026-1.md", POLICY)
        .file("policies/yrc-2026-1.en.md", "---\ntitle: Talent measures\n---\nArticle 1. Text.\n")
        .bytes("policies/申报表.pdf", b"%PDF-1.4")
        .file("benefits/sx-one.md", BENEFIT)
        .file(
            "departments/rcb.md",
            "---\nid: rcb\ntitle: 某区人才办\nshort_name: 人才办\nphone: [000-00000003]\n---\n",
        )
}

fn json(site: &SiteTest, route: &str) -> Value {
    serde_json::from_str(&site.output(route)).unwrap_or_else(|error| panic!("{route}: {error}"))
}

#[test]
fn an_entry_has_its_fields_clauses_and_relations_as_json() {
    let site = site();
    site.build().exits(0);
    let policy = json(&site, "data/zc/yrc-2026-1.json");
    assert_eq!(policy["format"], 1);
    assert_eq!(policy["title"]["en"], "Talent measures");
    assert_eq!(policy["url"]["zh"], "https://a.example/rc/zc/yrc-2026-1.html");
    assert_eq!(policy["published_at"], "2026-03-02T09:00:00+08:00");
    assert_eq!(policy["issuers"][0], serde_json::json!({"id": "rcb", "name": "某区人才办"}));
    assert_eq!(policy["validity"]["state"]["code"], "in_force");
    assert_eq!(policy["validity"]["to"], "2029-03-31");
    assert_eq!(policy["attachments"][0]["sha256"].as_str().map(str::len), Some(64));
    let first = &policy["clauses"][0];
    assert_eq!((&first["anchor"], &first["label"]), (&"art-1".into(), &"第一条".into()));
    assert_eq!(first["children"][1]["anchor"], "art-1-i2");
    assert!(first["children"][1]["text"].as_str().is_some_and(|text| text.contains("在区参保的")));
    assert_eq!(policy["clauses"].as_array().map(Vec::len), Some(2));
    let named: Vec<&Value> = policy["relations"].as_array().expect("relations").iter().collect();
    assert!(named.iter().any(|relation| relation["type"] == "based_on"
        && relation["direction"] == "incoming"
        && relation["id"] == "sx-one"));
    assert_eq!(policy["licence"]["url"], "https://a.example/licence");
    let head = site.output("en/zc/yrc-2026-1.html");
    assert!(head.contains("type=\"application/json\"") && head.contains("../../data/zc/yrc-2026-1.json"));
}

#[test]
fn a_benefit_says_its_conditions_amounts_and_days() {
    let site = site();
    site.build().exits(0);
    let benefit = &json(&site, "data/benefits.json")["entries"][0];
    assert_eq!(benefit["award"][0]["unit_price"], serde_json::json!({"amount": 3000, "currency": "CNY"}));
    assert_eq!(benefit["conditions_in_words"]["zh"][0], "学历至少博士");
    assert_eq!(benefit["valid"]["from"], "2026-04-01");
    assert_eq!(benefit["basis"][0]["anchor"], "art-1");
    assert_eq!(benefit["payment"]["time_limit"]["unit"], "working_days");
    let csv = site.output("data/benefits.csv");
    assert!(csv.starts_with("\u{feff}编号,名称,一句话,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), csv.matches('\n').count());
    assert!(csv.contains(",3000,3000,月,") && csv.contains("2026-04-01,2029-03-31"), "{csv}");
}

#[test]
fn data_changes_with_its_content_and_not_with_the_day() {
    let site = site();
    site.build_with(&["--date", "2026-12-01"]).exits(0);
    let before = site.tree("public");
    site.build_with(&["--date", "2026-12-02"]).exits(0);
    let after = site.tree("public");
    let changed: Vec<&String> = after.keys().filter(|path| before[*path] != after[*path]).collect();
    // The day of the build stands in one script, so that pages stay as they are.
    assert_eq!(changed, ["date.js", "juxian-manifest.json"]);
}

#[test]
fn a_spreadsheet_never_calculates_with_a_cell() {
    let csv = "编号,名称,类型,级别,依托单位,统一社会信用代码\npt-1,=1+1 孵化器,科技企业孵化器,省级,\"+甲,乙\",91999901MA0000000L\n";
    let site = SiteTest::new().file("platforms/p.csv", csv);
    site.build().exits(0);
    let table = site.output("data/platforms.csv");
    assert!(table.contains(",'=1+1 孵化器,") && table.contains("\"'+甲,乙\""), "{table}");
    assert!(!table.contains("'91999901"), "{table}");
}

#[test]
fn rows_of_catalogues_and_series_are_tables() {
    let site = SiteTest::new()
        .file(
            "shortages/ml-1.md",
            "---\nid: ml-1\ntitle: 紧缺目录二〇二六\nyear: 2026\nrows_file: rows.csv\n---\n",
        )
        .file("shortages/rows.csv", "产业,岗位,紧缺度\n新材料,工程师,5\n")
        .file("indicators/zb-1.md", "---\nid: zb-1\ntitle: 博士人数\nunit: 人\nseries_file: s.csv\n---\n")
        .file("indicators/s.csv", "期,值\n2025,12.5\n");
    site.build().exits(0);
    assert!(site.output("data/shortage-2026.csv").contains("新材料,工程师,"));
    assert!(site.output("data/indicators/zb-1.csv").contains("2025,,12.5,"));
    assert_eq!(json(&site, "data/sj/zb-1.json")["series"][0]["value"], 12.5);
    assert!(site.output("sj/zb-1.html").contains("../data/indicators/zb-1.csv"));
    assert!(site.output("ml/ml-1.html").contains("../data/shortage-2026.csv"));
}

#[test]
fn the_page_of_open_data_and_the_catalogue_name_every_set() {
    let site = site();
    site.build().exits(0);
    let page = site.output("data/index.html");
    for part in [
        "benefits.csv",
        "policies.json",
        "catalogue.csv",
        "开放条款",
        "content=\"数据开放\"",
        "../schema/data-list-policies.json",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(site.output("en/data/index.html").contains("../../data/benefits.json"));
    assert!(site.output("xxgk/index.html").contains("../data/catalogue.csv"));
    let catalog = json(&site, "data/catalog.json");
    let sets: Vec<&str> = catalog["dcat:dataset"]
        .as_array()
        .expect("sets")
        .iter()
        .filter_map(|set| set["dct:identifier"].as_str())
        .collect();
    assert_eq!(sets, ["policies", "catalogue", "benefits", "departments"]);
    assert_eq!(catalog["dcat:dataset"][0]["dct:issued"]["@value"], "2026-03-02");
}

#[test]
fn every_json_names_a_schema_that_is_there() {
    let site = SiteTest::demo();
    site.build_with(&["--profile", "preview"]).exits(0);
    let tree = site.tree("public");
    let data = tree.iter().filter(|(path, _)| path.starts_with("data/") && path.ends_with(".json"));
    for (path, bytes) in data.filter(|(path, _)| *path != "data/catalog.json") {
        let document: Value = serde_json::from_slice(bytes).expect("JSON");
        let schema = document["schema"].as_str().and_then(|address| address.rsplit("schema/").next());
        assert!(schema.is_some_and(|name| tree.contains_key(&format!("schema/{name}"))), "{path}");
    }
}

#[test]
fn without_an_address_nothing_absolute_is_written() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    let tree = site.tree("public");
    assert!(!tree.contains_key("sitemap.xml") && !tree.contains_key("data/catalog.json"));
    assert_eq!(json(&site, "data/zc/yrc-2026-1.json")["url"]["zh"], "zc/yrc-2026-1.html");
    assert!(!site.output("robots.txt").contains("Sitemap"));
}

#[test]
fn robots_count_at_the_root_of_a_host_only() {
    let folder = site();
    folder.build().exits(0);
    assert!(!folder.at("public/robots.txt").exists());
    assert!(folder.output("robots-snippet.txt").contains("Sitemap: https://a.example/rc/sitemap.xml\n"));
    let manifest = json(&folder, "app.json");
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"index.html".into(), &"./".into()));
    let root = SiteTest::with_policy().file("site.yaml", "base_url: https://a.example\n");
    root.build().exits(0);
    assert!(root.output("robots.txt").contains("Sitemap: https://a.example/sitemap.xml\n"));
    assert!(!root.at("public/robots-snippet.txt").exists());
}

#[test]
fn the_list_of_addresses_holds_what_may_be_indexed() {
    let notice =
        |id: &str, line: &str| format!("---\nid: {id}\ntitle: 一则公告一则\ntype: 公示\n{line}\n---\n");
    let site = site()
        .file("notices/a.md", &notice("gs-gone", "withdraw_on: 2026-11-01"))
        .file("notices/b.md", &notice("gs-over", "period: {start: 2026-10-01, end: 2026-10-08}"))
        .file(
            "notices/c.md",
            &notice("gs-open", "period: {start: 2026-11-25, end: 2026-12-03}\naliases: [old/c.html]"),
        );
    site.build().exits(0);
    let map = site.output("sitemap.xml");
    for part in [
        "<loc>https://a.example/rc/zc/yrc-2026-1.html</loc><lastmod>2026-03-05</lastmod>",
        "hreflang=\"en\" href=\"https://a.example/rc/en/zc/yrc-2026-1.html\"",
        "rc/gs/gs-open.html",
        "rc/zt/living-allowance.html",
        "rc/xxgk/index.html",
        "rc/data/index.html",
    ] {
        assert!(map.contains(part), "{part} in {map}");
    }
    for part in ["gs-gone", "gs-over", "old/c.html", "404.html", "2026-12-01"] {
        assert!(!map.contains(part), "{part} in {map}");
    }
}

#[test]
fn index_numbers_are_unique_and_have_a_form() {
    let policy = |id: &str, number: &str| {
        format!("---\nid: {id}\ntitle: {id}号办法文件\nindex_number: {number}\n---\n第一条　正文。\n")
    };
    let pattern = "index_number_pattern: '^[0-9A-Z]{18}/[0-9]{4}-[0-9]{5}$'\n";
    let good = "11999901000000100F/2026-00001";
    each(
        [
            ("same", pattern, good, good, vec!["X360"]),
            ("form", pattern, good, "2026-1", vec!["X361"]),
            ("free", "", "甲-1", "2026-1", vec![]),
        ],
        |row| row.0.to_string(),
        |(_, settings, first, second, expected)| {
            let site = SiteTest::new()
                .file("site.yaml", &format!("site_name: 某区\n{settings}"))
                .file("policies/a.md", &policy("p-a", first))
                .file("policies/b.md", &policy("p-b", second));
            assert_eq!(site.check().codes("content/policies/b.md"), expected);
        },
    );
    let site = SiteTest::with_policy().file("site.yaml", "index_number_pattern: '('\n");
    assert_eq!(site.check().codes("content/site.yaml"), ["P601"]);
}
