//! What a visitor may see, and where: ids, addresses, drafts, schedules, relations, languages, facets.

use crate::site_test::{SiteTest, Tree};

/// A policy with what every one needs for its test.
fn policy(head: &str) -> String {
    format!("---\n{head}\n---\n第一条　正文。\n\n第二条　{}\n", "再一条。")
}

fn pages(site: &SiteTest) -> Vec<String> {
    let tree: Tree = site.tree("public");
    tree.into_keys().filter(|path| path.ends_with(".html")).collect()
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in:\n{text}");
}

#[track_caller]
fn assert_has_not(text: &str, part: &str) {
    assert!(!text.contains(part), "“{part}” is in:\n{text}");
}

// ---- ids and addresses

#[test]
fn two_entries_with_one_id_are_refused() {
    let site = SiteTest::new()
        .file("policies/a.md", &policy("id: p-1\ntitle: 甲办法甲办法"))
        .file("guides/b.md", &policy("id: p-1\ntitle: 乙指南"));
    let run = site.build().exits(1);
    assert_eq!(run.finding("I401", "content/guides/b.md").level, "refused");
    assert!(!site.at("public").exists());
}

#[test]
fn a_former_address_sends_readers_on() {
    let site = SiteTest::new()
        .file("policies/a.md", &policy("id: p-1\ntitle: 甲办法甲办法\naliases: [/old/a.html]"));
    site.build().exits(0);
    let stub = site.output("old/a.html");
    assert_has(&stub, "../zc/p-1.html");
    assert_has(&stub, "noindex");
}

#[test]
fn addresses_do_not_change_when_other_files_come() {
    let files = |site: SiteTest| {
        site.file("policies/2025/notice.md", "# 甲通知甲通知\n\n第一条　甲。\n")
            .file("policies/2026/notice.md", "# 乙通知乙通知\n\n第一条　乙。\n")
            .file("policies/人才办法.md", "# 人才办法\n\n第一条　丙。\n")
    };
    let alone = files(SiteTest::new());
    alone.build().exits(0);
    let together = files(SiteTest::new()).file("policies/2024.md", "# 丁通知丁通知\n\n第一条　丁。\n");
    together.build().exits(0);
    let kept = pages(&together);
    for page in pages(&alone).into_iter().filter(|page| page.starts_with("zc/x")) {
        assert!(kept.contains(&page), "{page} of {kept:?}");
    }
}

// ---- what is public

#[test]
fn drafts_are_nowhere_in_the_output() {
    let site = SiteTest::with_policy()
        .file("policies/_next.md", &policy("id: p-next\ntitle: 未定办法未定"))
        .file("草稿/later.md", "# 以后再说的秘密\n");
    site.build().exits(0);
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("未定办法") && !text.contains("以后再说"), "{path}");
    }
}

#[test]
fn a_scheduled_entry_appears_on_its_day() {
    let head = "id: p-1\ntitle: 定时办法定时\npublished_at: 2026-12-05 09:00\nscheduled: 是";
    let site = SiteTest::new().file("policies/a.md", &policy(head));
    site.build_with(&["--date", "2026-12-04"]).exits(0);
    assert!(!site.at("public/zc/p-1.html").exists());
    site.build_with(&["--date", "2026-12-05"]).exits(0);
    assert!(site.at("public/zc/p-1.html").exists());
}

#[test]
fn a_withdrawn_entry_keeps_its_address_and_loses_its_text() {
    let head = "id: n-1\ntitle: 公示名单\ntype: 公示\nwithdraw_on: 2026-12-04";
    let site = SiteTest::new().file("notices/n.md", &format!("---\n{head}\n---\n王小明等三人。\n"));
    site.build_with(&["--date", "2026-12-04"]).exits(0);
    assert_has(&site.output("gs/n-1.html"), "王小明");
    site.build_with(&["--date", "2026-12-05"]).exits(0);
    let page = site.output("gs/n-1.html");
    assert_has_not(&page, "王小明");
    assert_has(&page, "noindex");
    assert_has_not(&site.output("index.html"), "公示名单");
}

#[test]
fn a_preview_says_so_on_every_page_and_a_production_site_does_not() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    assert_has(&site.output("zc/yrc-2026-1.html"), "jx-banner--preview");
    site.build_with(&["--profile", "production", "--allow-errors"]).exits(0);
    assert_has_not(&site.output("zc/yrc-2026-1.html"), "jx-banner--preview");
}

// ---- validity

#[test]
fn validity_follows_the_date_of_the_build() {
    let text = "---\nid: p-1\ntitle: 云溪区人才办法\ndated_on: 2026-03-01\neffective_on: 2026-04-01\nexpires_on: 2029-03-31\n---\n第一条　自2026年4月1日起施行，有效期3年。\n";
    let site = SiteTest::new().file("policies/a.md", text);
    for (date, state) in [
        ("2026-03-15", "尚未施行"),
        ("2026-04-01", "现行有效"),
        ("2029-03-31", "即将到期"),
        ("2029-04-01", "已失效"),
    ] {
        site.build_with(&["--date", date]).exits(0);
        assert_has(&site.output("zc/p-1.html"), state);
    }
}

#[test]
fn a_repealing_document_acts_on_its_target_from_its_own_day() {
    let old =
        "---\nid: old\ntitle: 旧办法旧办法\neffective_on: 2020-01-01\nexpires_on: 长期\n---\n第一条　旧。\n";
    let new = "---\nid: new\ntitle: 新办法新办法\ndated_on: 2026-11-01\neffective_on: 2026-12-01\nexpires_on: 长期\nrelations: [{type: 废止, target: old}]\n---\n第一条　新。\n";
    let site = SiteTest::new().file("policies/old.md", old).file("policies/new.md", new);
    site.build_with(&["--date", "2026-11-30"]).exits(0);
    assert_has_not(&site.output("zc/old.html"), "已废止");
    site.build_with(&["--date", "2026-12-01"]).exits(0);
    assert_has(&site.output("zc/old.html"), "已废止");
    assert_has(&site.output("zc/old.html"), "new.html");
    assert_has(&site.output("zc/new.html"), "old.html");
}

#[test]
fn front_matter_and_text_that_disagree_are_found() {
    let text = "---\nid: p-1\ntitle: 云溪区人才办法\ndocument_number: 云人才〔2026〕4号\neffective_on: 2026-05-01\nexpires_on: 2030-03-31\n---\n# 云溪区人才办法\n\n云人才〔2026〕3号\n\n第一条　自2026年4月1日起施行，有效期3年。\n";
    let codes: Vec<String> = SiteTest::new()
        .file("policies/a.md", text)
        .check()
        .exits(0)
        .codes("content/policies/a.md")
        .into_iter()
        .map(str::to_string)
        .collect();
    assert!(codes.contains(&"X318".to_string()) && codes.contains(&"X304".to_string()), "{codes:?}");
}

// ---- relations and quotes

#[test]
fn a_quote_is_held_against_the_cited_clause() {
    let benefit = |quote: &str, clause: &str, policy: &str| {
        format!(
            "---\nid: sx-1\ntitle: 生活补贴\nbasis: [{{policy: {policy}, clause: {clause}, quote: {quote}}}]\n---\n"
        )
    };
    let policy =
        "---\nid: p-1\ntitle: 云溪区人才办法\n---\n第一条　给予博士每人10万元补贴。\n\n第二条　其他。\n";
    let codes = |benefit: String| -> Vec<String> {
        let site = SiteTest::new().file("policies/a.md", policy).file("benefits/b.md", &benefit);
        site.check().codes("content/benefits/b.md").into_iter().map(str::to_string).collect()
    };
    assert!(!codes(benefit("给予博士每人 10万元补贴", "第一条", "p-1")).contains(&"B202".into()));
    assert!(codes(benefit("给予博士每人20万元补贴", "第一条", "p-1")).contains(&"B202".into()));
    assert!(codes(benefit("给予博士每人10万元补贴", "第二条", "p-1")).contains(&"B202".into()));
    assert!(codes(benefit("给予博士", "第九条", "p-1")).contains(&"X301".into()));
    assert!(codes(benefit("给予博士", "第一条", "p-7")).contains(&"X316".into()));
    assert!(!codes(benefit("给予博士", "第一条", "中华人民共和国人才法")).contains(&"X316".into()));
}

#[test]
fn links_lead_to_files_ids_and_clauses_or_are_reported() {
    let page = "---\nid: about-us\ntitle: 关于本站\n---\n[甲](policies/a.md#第二条) [乙](p-1#art-1) [丙](../zc/p-9.html) [丁](#没有) [戊](javascript:alert(1))\n";
    let site = SiteTest::new()
        .file("policies/a.md", &policy("id: p-1\ntitle: 云溪区人才办法"))
        .file("about.md", page);
    let run = site.build().exits(0);
    let html = site.output("about-us.html");
    assert_has(&html, "href=\"zc/p-1.html#art-2\"");
    assert_has(&html, "href=\"zc/p-1.html#art-1\"");
    assert_has_not(&html, "javascript:");
    let codes = run.codes("content/about.md");
    assert_eq!(codes.iter().filter(|code| **code == "X310").count(), 2, "{codes:?}");
    assert!(codes.contains(&"M505"), "{codes:?}");
}

#[test]
fn an_attachment_is_published_with_its_size_and_hash() {
    let site = SiteTest::new()
        .file("policies/p-1/index.md", "---\nid: p-1\ntitle: 云溪区人才办法\nattachments: [{file: 申报表.pdf, name: 申报表}]\n---\n第一条　见[申报表](申报表.pdf)。\n")
        .bytes("policies/p-1/申报表.pdf", b"%PDF-1.4 form");
    site.build().exits(0);
    let page = site.output("zc/p-1.html");
    assert_has(&page, "PDF");
    assert_has(&page, "13 B");
    let copies: Vec<String> = site.tree("public").into_keys().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert!(copies[0].is_ascii() && copies[0].starts_with("zc/p-1/"), "{copies:?}");
}

// ---- languages

#[test]
fn a_translation_stands_beside_its_original() {
    let site = SiteTest::new()
        .file("site.yaml", "site_name: 某区\nbase_url: https://a.example\n")
        .file("policies/fa.md", &policy("id: fa-2026-1\ntitle: 云溪区人才办法"))
        .file("policies/fa.en.md", "---\ntitle: Talent measures\n---\nArticle 1. Text.\n");
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/policies/fa.en.md"), Vec::<&str>::new());
    let english = site.output("en/zc/fa-2026-1.html");
    assert_has(&english, "<html class=\"jx jx--");
    assert_has(&english, "lang=\"en\"");
    assert_has(&english, "<h1>Talent measures</h1>");
    let chinese = site.output("zc/fa-2026-1.html");
    assert_has(&chinese, "hreflang=\"en\" href=\"https://a.example/en/zc/fa-2026-1.html\"");
    assert_has(&site.output("en/index.html"), "Talent measures");
}

#[test]
fn a_translation_writes_over_parts_and_inherits_the_rest() {
    let guide = "---\nid: zn-1\ntitle: 办居住证\nsteps: [{步骤: 提交, 时限: 5个工作日}, {步骤: 领证}]\nmaterials: [{名称: 护照, 份数: 2}]\n---\n";
    let english =
        "---\ntitle: Residence permit\nsteps: [{step: Hand in}]\nmaterials: [{name: Passport}]\n---\n";
    let site = SiteTest::new().file("guides/zn.md", guide).file("guides/zn.en.md", english);
    site.build().exits(0);
    let page = site.output("en/zn/zn-1.html");
    for part in ["Hand in", "5 working days", "领证", "Passport", "× 2"] {
        assert_has(&page, part);
    }
    assert_has_not(&page, "护照");
}

#[test]
fn a_translation_words_a_condition_and_keeps_the_others() {
    let benefit = "---\nid: sx-1\ntitle: 安家补助事项\nconditions: [{待核: 在区工作, 条款: 第一条}, {待核: 全职工作, 条款: 第二条}]\n---\n";
    let english = "---\ntitle: Settling-in grant\nconditions: [{clause: 第一条}, {manual_check: works full-time}]\n---\n";
    let site = SiteTest::new().file("benefits/a.md", benefit).file("benefits/a.en.md", english);
    site.build();
    let page = site.output("en/sx/sx-1.html");
    for part in ["在区工作", "works full-time"] {
        assert_has(&page, part);
    }
    assert_has_not(&page, "全职工作");
}

#[test]
fn a_translation_has_a_review_of_its_own() {
    let english = "---\ntitle: Opening hours\nreview: {drafted_by: 编辑岗, date: 2026-11-24}\n---\n";
    let page = "---\nid: a\ntitle: 办公时间\n---\n";
    let site = SiteTest::new().file("pages/a.md", page).file("pages/a.en.md", english);
    let found = site.build().exits(0);
    assert_has_not(&found.stderr, "F207");
}

#[test]
fn a_document_that_only_proposes_a_repeal_ends_nothing() {
    let head = |id: &str, more: &str| {
        policy(&format!(
            "id: {id}\ntitle: {id}号办法文件\neffective_on: 2020-01-01\nexpires_on: 长期\n{more}"
        ))
    };
    let site = SiteTest::new()
        .file("policies/old.md", &head("old", ""))
        .file(
            "policies/a-draft.md",
            &head("a-draft", "validity: 征求意见\nrelations: [{type: 废止, target: old}]"),
        )
        .file("policies/b-new.md", &head("b-new", "relations: [{type: 废止, target: old}]"));
    site.build().exits(0);
    let page = site.output("zc/old.html");
    let banner = page.split("jx-banner--expired").nth(1).and_then(|rest| rest.split("</aside>").next());
    assert_has(banner.expect("a banner"), "b-new.html");
}

#[test]
fn without_translations_there_is_no_english_portal() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    assert!(!site.at("public/en").exists());
}

// ---- lists

#[test]
fn long_lists_have_pages_and_facets_count() {
    let mut site = SiteTest::new().file("site.yaml", "site_name: 某区\npage_size: 10\n");
    for number in 1..=25 {
        let topic = if number % 2 == 0 { "住房保障" } else { "生活补贴" };
        let head = format!("id: p-{number:02}\ntitle: 第{number}号办法文件\ntopics: [{topic}]");
        site = site.file(&format!("policies/p-{number:02}.md"), &policy(&head));
    }
    site.build().exits(0);
    let pages = pages(&site);
    for page in ["zc/index.html", "zc/2.html", "zc/3.html", "zt/housing.html", "zt/housing/2.html"] {
        assert!(pages.iter().any(|other| other == page), "{page} of {pages:?}");
    }
    assert!(!pages.iter().any(|page| page == "zc/4.html"));
    let listed: usize = ["zc/index.html", "zc/2.html", "zc/3.html"]
        .iter()
        .map(|page| (1..=25).filter(|n| site.output(page).contains(&format!("p-{n:02}.html"))).count())
        .sum();
    assert_eq!(listed, 25);
}

#[test]
fn rows_of_a_table_are_entries() {
    let csv = "编号,名称,类型,级别\npt-1,云溪孵化器,科技企业孵化器,省级\npt-2,云溪众创空间,众创空间,市级\n";
    let site = SiteTest::new().file("平台/platforms.csv", csv);
    site.build().exits(0);
    assert_has(&site.output("pt/pt-1.html"), "云溪孵化器");
    assert_has(&site.output("pt/index.html"), "云溪众创空间");
}

#[test]
fn lists_of_people_show_only_what_their_columns_allow() {
    let notice = "---\nid: gs-1\ntitle: 名单公示\ntype: 公示\nlist_file: mingdan.csv\nlist_columns: {姓名: 掩码, 单位: 公开}\nwithdraw_on: 2027-01-01\n---\n";
    let site = SiteTest::new()
        .file("notices/gs-1.md", notice)
        .file("notices/mingdan.csv", "姓名,单位\n王小明,示例公司\n");
    site.build().exits(0);
    let page = site.output("gs/gs-1.html");
    assert_has(&page, "王*明");
    assert_has_not(&page, "王小明");
    let numbers = SiteTest::new()
        .file("notices/gs-1.md", notice)
        .file("notices/mingdan.csv", "姓名,单位\n王小明,13800138000\n");
    assert_eq!(numbers.build().exits(1).finding("N403", "content/notices/mingdan.csv").level, "refused");
}

#[test]
fn an_attached_table_is_no_list_and_is_looked_through() {
    let event = "---\nid: hd-1\ntitle: 活动报名\nattachments: [{file: 报名表.csv}]\n---\n正文。\n";
    let site = SiteTest::new().file("活动/hd-1.md", event).file("活动/报名表.csv", "姓名,电话\n,\n");
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/活动/报名表.csv"), Vec::<&str>::new());
    let leaking =
        SiteTest::new().file("活动/hd-1.md", event).file("活动/报名表.csv", "姓名,电话\n张三,13800138000\n");
    leaking.build().exits(1).finding("N403", "content/活动/报名表.csv");
}
