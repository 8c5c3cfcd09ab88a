//! What the search index takes of a site: every public word, and nothing that is hidden.

use crate::site_test::{SiteTest, each};
use juxian::build::{Build, Request, build};
use juxian::date::parse_date;
use juxian::field::Kind;
use juxian::search::document::{Document, SearchFacet, StateClass};
use juxian::search::gather::documents;
use juxian::source::{self, Folders};
use juxian::text::Lang;
use std::path::Path;

pub fn built(site: &SiteTest) -> Build {
    let folders = Folders { content: site.at("content"), themes: site.at("themes"), skip: Vec::new() };
    let (sources, _) = source::read(&folders).expect("the folder can be read");
    let date = parse_date(crate::site_test::DATE).expect("a date");
    build(sources, &Request { date, profile: None, unpublished: false }, None)
}

fn gathered(site: &SiteTest, lang: Lang) -> Vec<Document> {
    documents(&built(site).site.scene(), lang)
}

fn document<'a>(documents: &'a [Document], id: &str) -> &'a Document {
    documents.iter().find(|document| document.id == id).unwrap_or_else(|| panic!("{id} is missing"))
}

/// Anchor, label and text of each unit.
fn units(document: &Document) -> Vec<(&str, &str, &str)> {
    document.units.iter().map(|unit| (&*unit.anchor, &*unit.label, &*unit.text)).collect()
}

const POLICY: &str = "---\nid: p-1\ntitle: 云溪区人才办法\ndocument_number: 云人才〔2026〕3号\nsummary: 对来区就业的博士给予补贴。\n\
    keywords: [人才, 博士]\ntopics: [生活补贴]\npublished_at: 2026-03-02\neffective_on: 2026-01-01\nexpires_on: 长期\n---\n";

#[test]
fn a_policy_is_cut_at_its_articles() {
    let body = "# 云溪区人才办法\n\n各街道：\n\n第一章　总则\n\n第一条　为引进人才，制定本办法。\n\n本条第二款。\n\n第二条　对下列人员给予补贴：\n\n（一）博士；\n\n（二）硕士。\n\n云溪区人才办\n\n2026年3月1日\n\n附件1\n\n第一条　申报表。\n";
    let site = SiteTest::new().file("policies/p-1.md", &format!("{POLICY}{body}"));
    let all = gathered(&site, Lang::Zh);
    let policy = document(&all, "p-1");
    let (first, found) = (units(policy)[0], &units(policy)[1..]);
    assert_eq!(first, ("", "摘要", "对来区就业的博士给予补贴。"), "what it says of itself comes first");
    assert_eq!(
        found[..6],
        [
            ("", "", "各街道："),
            ("ch-1", "第一章　总则", "第一章　总则"),
            ("art-1", "第一条", "第一条　为引进人才，制定本办法。\n本条第二款。"),
            ("art-2", "第二条", "第二条　对下列人员给予补贴：\n（一）博士；\n（二）硕士。"),
            ("", "", "云溪区人才办\n2026年3月1日"),
            ("annex-1", "附件1", "附件1"),
        ]
    );
    assert_eq!(found[6], ("annex-1-art-1", "附件1 第一条", "第一条　申报表。"));
    let fields: Vec<&str> = found[7..].iter().map(|(_, label, _)| *label).collect();
    assert_eq!(fields, ["发文字号", "施行日期", "失效日期", "关键词", "主题"]);
    assert_eq!(policy.document_number, "云人才〔2026〕3号");
    assert_eq!((&*policy.state.code, policy.state.class), ("in_force", StateClass::Good));
    assert_eq!(policy.route, "zc/p-1.html");
}

#[test]
fn a_long_article_is_cut_between_its_blocks() {
    let item = "给予补贴，".repeat(50);
    let body = format!("第八条　分为：\n\n（一）{item}\n\n（二）{item}\n\n（三）完。\n");
    let site = SiteTest::new().file("policies/p-1.md", &format!("{POLICY}{body}"));
    let all = gathered(&site, Lang::Zh);
    let labels: Vec<(&str, &str)> = document(&all, "p-1")
        .units
        .iter()
        .map(|unit| (&*unit.anchor, &*unit.label))
        .skip(1)
        .take(2)
        .collect();
    assert_eq!(labels, [("art-8", "第八条"), ("art-8-i2", "第八条第（二）项")]);
}

/// Blocks of the laws, read by the parser of bodies, are what the units hold, in the same order.
#[test]
fn every_block_of_a_text_is_in_exactly_one_unit() {
    let site = SiteTest::demo();
    let built = built(&site);
    let scene = built.site.scene();
    let all = documents(&scene, Lang::Zh);
    let texts =
        built.site.portal.entries.entries.iter().filter(|entry| entry.policy.is_some() && !entry.draft);
    let mut compared = 0;
    for entry in texts.filter(|entry| entry.version_of.is_none()) {
        let Some(document) = all.iter().find(|document| document.id == *entry.id) else { continue };
        let no = built.site.portal.find(&[Kind::Policy], &entry.id).expect("it is an entry");
        let text = built.site.portal.entry(built.site.portal.text_of(no));
        let options = juxian::markdown::Options { policy: true, raw_html: false, skip_title: true };
        let file = built.site.sources.file(text.file).text();
        let (facts, blocks, _) = juxian::markdown::facts(text.file, file, text.body.clone(), options);
        let title = facts.title.filter(|title| title.first && title.text == text.title);
        let shown =
            blocks.iter().filter(|block| Some(&block.range) != title.as_ref().map(|title| &title.range));
        let wanted: Vec<&str> =
            shown.map(|block| block.text.trim()).filter(|text| !text.is_empty()).collect();
        let lines: Vec<&str> = document
            .units
            .iter()
            .filter(|unit| unit.label != "摘要")
            .flat_map(|unit| unit.text.lines())
            .map(str::trim)
            .take(wanted.len())
            .collect();
        assert_eq!(lines, wanted, "{}", entry.id);
        compared += 1;
    }
    assert!(compared > 10, "{compared}");
}

#[test]
fn what_is_hidden_is_in_no_document() {
    let rows = "姓名,单位\n钱例甲,示例公司\n";
    let site = SiteTest::new()
        .file("policies/p-1.md", &format!("{POLICY}第一条　正文。\n"))
        .file("policies/_p-2.md", "---\nid: p-2\ntitle: 未公开的草稿\n---\n第一条　草稿。\n")
        .file("news/dt-1.md", "---\nid: dt-1\ntitle: 将来的动态\nscheduled: 是\npublished_at: 2027-01-01\n---\n将来。\n")
        .file("news/dt-2.md", "---\nid: dt-2\ntitle: 撤下的动态\nwithdraw_on: 2026-01-01\n---\n撤下。\n")
        .file("news/dt-3.md", "---\nid: dt-3\ntitle: 依申请的动态\nopenness: 依申请公开\nreview: {drafted_by: 内部岗位}\n---\n不公开。\n")
        .file("news/dt-4.md", "---\nid: dt-4\ntitle: 公开的动态\nreview: {drafted_by: 内部岗位}\ncustom: {内部: 甲类}\n---\n公开。\n")
        .file("notices/gs-1.md", "---\nid: gs-1\ntitle: 拟入选人员公示\nsummary: 有孙例丙等一人。\ntype: 公示\nperiod: {start: 2026-11-02, end: 2026-12-06}\nlist_file: mingdan.csv\nlist_columns: {姓名: 按规定公开, 单位: 公开}\nwithdraw_on: 2026-12-31\n---\n其中赵例乙。\n")
        .file("notices/mingdan.csv", rows);
    let all = gathered(&site, Lang::Zh);
    let ids: Vec<&str> = all.iter().map(|document| &*document.id).collect();
    assert_eq!(ids, ["dt-4", "gs-1", "p-1"], "undated ones first");
    let said = format!("{all:?}");
    each(
        ["草稿", "将来", "撤下", "依申请", "内部", "甲类", "例甲", "例乙", "例丙", "示例公司"],
        |word| word.to_string(),
        |word| {
            assert!(!said.contains(word), "{said}");
        },
    );
    let list = document(&all, "gs-1");
    let labels: Vec<(&str, &str)> = list.units.iter().map(|unit| (&*unit.label, &*unit.text)).collect();
    assert_eq!(labels, [("类型", "公示"), ("公示期", "2026年11月2日；2026年12月6日"), ("名单人数", "1")]);
    assert_eq!((&*list.state.code, list.state.class), ("running", StateClass::Good));
}

#[test]
fn settings_keep_kinds_fields_sections_and_entries_out() {
    let settings = "site_name: 云溪\nsearch_exclude: [dt-2]\nsearch: {排除类别: [活动], 排除字段: [摘要, keywords], 排除标题: [附件1, 联系方式]}\n";
    let body = "第一条　正文。\n\n附件1\n\n第一条　附表。\n";
    let site = SiteTest::new()
        .file("site.yaml", settings)
        .file("policies/p-1.md", &format!("{POLICY}{body}"))
        .file("events/hd-1.md", "---\nid: hd-1\ntitle: 人才沙龙\n---\n")
        .file("news/dt-1.md", "---\nid: dt-1\ntitle: 一条动态\n---\n开头。\n\n## 经过\n\n经过。\n\n## 联系方式\n\n电话。\n\n### 地址\n\n地址。\n")
        .file("news/dt-2.md", "---\nid: dt-2\ntitle: 另一条动态\n---\n不找。\n");
    let all = gathered(&site, Lang::Zh);
    let ids: Vec<&str> = all.iter().map(|document| &*document.id).collect();
    assert_eq!(ids, ["dt-1", "p-1"]);
    let labels: Vec<&str> = document(&all, "p-1").units.iter().map(|unit| &*unit.label).collect();
    assert_eq!(labels, ["第一条", "发文字号", "施行日期", "失效日期", "主题"]);
    assert_eq!(units(document(&all, "dt-1")), [("", "", "开头。"), ("jing-guo", "经过", "经过\n经过。")]);
}

#[test]
fn settings_that_name_nothing_are_found() {
    let settings =
        "site_name: 云溪\nsearch_exclude: [dt-9]\nsearch: {排除类别: [政策问], 排除字段: [摘耍]}\n";
    let site = SiteTest::with_policy().file("site.yaml", settings);
    let run = site.check();
    assert_eq!(run.codes("content/site.yaml"), ["P614", "P601", "P601"]);
    assert!(run.told().contains("→ “摘要”"), "{}", run.told());
}

#[test]
fn a_question_is_found_at_its_place() {
    let site = SiteTest::new()
        .file("policies/p-1.md", &format!("{POLICY}第一条　正文。\n"))
        .file("faqs/wd-1.md", "---\nid: wd-1\nquestion: 博士怎么申请？\nanswer: 在线[申请](p-1)。\nbasis: [{政策: p-1, 条款: 第一条, 原文: 正文。}]\n---\n");
    let all = gathered(&site, Lang::Zh);
    let question = document(&all, "wd-1");
    assert_eq!(question.route, "wd/index.html#wd-1");
    assert_eq!(units(question), [("", "答", "在线申请。"), ("", "依据", "云溪区人才办法；第一条")]);
}

#[test]
fn what_is_no_paragraph_is_found_too() {
    let body = "{{< qa question=\"能叠加吗？\" >}}\n\n不能。\n\n{{< /qa >}}\n\n中试\n: 工艺放大。\n\n```\n命令 一\n```\n\n| 档 | 额 |\n|---|---|\n| 博士 | 十万 |\n\n脚注[^1]。\n\n[^1]: 注文。\n\n- 项一\n  - 项二\n";
    let site = SiteTest::new().file("news/dt-1.md", &format!("---\nid: dt-1\ntitle: 一条动态\n---\n{body}"));
    let all = gathered(&site, Lang::Zh);
    let said = format!("{:?}", document(&all, "dt-1").units);
    each(
        ["能叠加吗？", "不能。", "工艺放大。", "命令 一", "博士 十万", "注文。", "项一", "项二"],
        |word| word.to_string(),
        |word| {
            assert_eq!(said.matches(word).count(), 1, "{said}");
        },
    );
}

#[test]
fn facets_hold_what_they_imply() {
    let all = gathered(&SiteTest::demo(), Lang::Zh);
    let with_audience = all.iter().find(|document| document.id == "bs-anjia").expect("in the demo");
    let codes = |facet: SearchFacet| {
        let found = with_audience.facets.iter().find(|(of, _)| *of == facet);
        found.map(|(_, codes)| codes.clone()).unwrap_or_default()
    };
    assert!(codes(SearchFacet::Audience).len() > 1, "{:?}", with_audience.facets);
    assert!(with_audience.amount_yuan.is_some());
}

/// Anchors are looked for in the page itself: a result must not lead to nowhere.
#[test]
fn every_anchor_stands_on_its_page() {
    let every_kind = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/every-kind/in");
    for site in [SiteTest::demo(), SiteTest::from_folder(&every_kind)] {
        site.build_with(&["--allow-errors"]);
        let built = built(&site);
        let mut lost = Vec::new();
        for document in Lang::ALL.iter().flat_map(|lang| documents(&built.site.scene(), *lang)) {
            let page = site.output(document.route.split('#').next().unwrap_or_default());
            let anchors = document.units.iter().map(|unit| &unit.anchor).filter(|anchor| !anchor.is_empty());
            let missing = anchors.filter(|anchor| !page.contains(&format!(" id=\"{anchor}\"")));
            lost.extend(missing.map(|anchor| format!("{}#{anchor}", document.route)));
        }
        lost.dedup();
        assert_eq!(lost, Vec::<String>::new());
    }
}

#[test]
fn english_documents_hold_english() {
    let site = SiteTest::demo();
    let all = gathered(&site, Lang::En);
    assert!(all.len() > 50, "{}", all.len());
    let benefit = document(&all, "bs-anjia");
    assert!(benefit.route.starts_with("en/"), "{}", benefit.route);
    assert!(benefit.units.iter().any(|unit| unit.label == "Materials"), "{:?}", units(benefit));
    let policies = all.iter().filter(|document| document.kind == Kind::Policy);
    let chinese = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    for policy in policies {
        let body: usize = policy
            .units
            .iter()
            .filter(|unit| unit.anchor.starts_with("art-"))
            .map(|unit| chinese(&unit.text))
            .sum();
        assert_eq!(body, 0, "{}", policy.id);
    }
}

#[test]
fn documents_are_the_same_each_time() {
    let site = SiteTest::demo();
    let said = |documents: Vec<Document>| format!("{documents:?}");
    assert!(said(gathered(&site, Lang::Zh)) == said(gathered(&site, Lang::Zh)));
}
