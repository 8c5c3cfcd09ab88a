//! Versions of one policy: pages, comparisons, and what is said of them and of what cites them.

use crate::site_test::{Run, SiteTest};

const OLD: &str = "# 云溪区人才安居办法\n\n第一条　为吸引人才，制定本办法。\n\n第二条　对博士给予补贴10万元，分3年发放。\n\n第三条　补贴不得重复享受。\n\n第四条　本办法由区人才办负责解释。\n";
const NEW: &str = "# 云溪区人才安居办法\n\n第一条　为吸引人才，制定本办法。\n\n第二条　对博士给予补贴15万元，分3年发放。\n\n第三条　申请人应当在区内工作满一年。\n\n第四条　补贴不得重复享受。\n\n第五条　本办法由区人才办负责解释。\n";

/// A policy with fields of its own and a text.
fn policy(id: &str, title: &str, fields: &str, text: &str) -> String {
    format!(
        "---\n编号: {id}\n标题: {title}\n施行日期: 2022-07-01\n失效日期: 长期\n发布时间: 2022-07-01 09:00\n{fields}---\n{text}"
    )
}

const ROWS: &str = "版本:\n  - {日期: 2022-07-01}\n  - {日期: 2026-09-01, 文件: xin.md, 由: yrc-2026-8}\n";

fn decision() -> String {
    policy(
        "yrc-2026-8",
        "关于修改云溪区人才安居办法的决定",
        "关系:\n  - {类型: 修改, 目标: yrc-2022-5, 条款: [第二条, 第五条]}\n",
        "一、将第二条修改。\n",
    )
    .replace("2022-07-01", "2026-09-01")
}

/// The work, its newer version and the decision that made it.
fn site_with(rows: &str) -> SiteTest {
    SiteTest::new()
        .file("policies/yrc-2022-5/index.md", &policy("yrc-2022-5", "云溪区人才安居办法", rows, OLD))
        .file("policies/yrc-2022-5/xin.md", NEW)
        .file("policies/yrc-2026-8.md", &decision())
}

fn benefit(clause: &str, quote: &str, checked: &str) -> String {
    format!(
        "---\n编号: bs-anjia\n名称: 博士安家补贴\n依据:\n  - {{政策: yrc-2022-5, 条款: {clause}, 原文: {quote}}}\n人工核对: {{人: 复核岗, 日期: {checked}}}\n---\n"
    )
}

#[test]
fn the_work_shows_the_version_in_force_and_each_version_has_its_page() {
    let site = site_with(ROWS);
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/policies/yrc-2022-5/xin.md"), [""; 0], "{}", run.told());
    let work = site.output("zc/yrc-2022-5.html");
    assert!(work.contains("补贴15万元") && !work.contains("补贴10万元"));
    assert!(work.contains("2022年版第三条，现为第四条"), "{work}");
    assert!(work.contains("href=\"yrc-2022-5/v/2022-07-01.html\""));
    assert!(work.contains("href=\"yrc-2022-5/duibi/2022-07-01_2026-09-01.html\""));
    let old = site.output("zc/yrc-2022-5/v/2022-07-01.html");
    assert!(old.contains("补贴10万元") && old.contains("云溪区人才安居办法（2022年版）"));
    assert!(old.contains("href=\"../../yrc-2022-5.html#art-4\">现为第四条</a>"), "{old}");
    assert!(old.contains("这是已被修改的版本（2022年7月1日至2026年8月31日施行）"), "{old}");
    assert!(site.output("zc/yrc-2022-5/v/2026-09-01.html").contains("这是现行版本的固定网址"));
    assert!(!site.at("public/zc/xin.html").exists());
    for list in ["zc/index.html", "wzdt/index.html", "xxgk/index.html"] {
        assert_eq!(site.output(list).matches("云溪区人才安居办法</a>").count(), 1, "{list}");
    }
}

#[test]
fn before_a_version_begins_the_one_before_it_is_shown() {
    let site = site_with(ROWS);
    site.run(&["build", "--date", "2026-08-31"]).exits(0);
    assert!(site.output("zc/yrc-2022-5.html").contains("补贴10万元"));
    assert!(site.output("zc/yrc-2022-5/v/2026-09-01.html").contains("尚未施行"));
    site.run(&["build", "--date", "2026-09-01"]).exits(0);
    assert!(site.output("zc/yrc-2022-5.html").contains("补贴15万元"));
}

#[test]
fn the_own_file_may_hold_the_newest_version() {
    let rows = "版本:\n  - {日期: 2022-07-01, 文件: jiu.md}\n  - {日期: 2026-09-01, 由: yrc-2026-8}\n";
    let site = SiteTest::new()
        .file("policies/yrc-2022-5.md", &policy("yrc-2022-5", "云溪区人才安居办法", rows, NEW))
        .file("policies/yrc-2022-5/jiu.md", OLD)
        .file("policies/yrc-2026-8.md", &decision());
    site.build().exits(0);
    assert!(site.output("zc/yrc-2022-5.html").contains("补贴15万元"));
    assert!(site.output("zc/yrc-2022-5/v/2022-07-01.html").contains("补贴10万元"));
}

#[test]
fn a_comparison_names_what_changed_in_words() {
    let site = site_with(ROWS);
    site.build().exits(0);
    let page = site.output("zc/yrc-2022-5/duibi/2022-07-01_2026-09-01.html");
    for wanted in [
        "新增 1处",
        "修改 1处",
        "只变序号 2处",
        "第一条未变",
        "第四条至第五条内容未变（原第三条至第四条）",
        "<a href=\"#x-art-2\">第二条</a>：<span class=\"jx-figure\">10万元→15万元</span>",
        "<del class=\"jx-diff__del\"><span class=\"jx-hidden\">【删去：</span>10万元",
        "<ins class=\"jx-diff__ins\"><span class=\"jx-hidden\">【加上：</span>15万元",
        "<span class=\"jx-diff__word jx-diff__word--added\">新增</span> 第三条",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
}

#[test]
fn an_annex_that_has_not_changed_says_so() {
    let annex = "\n## 附件1　申报材料清单\n\n申请表一份。\n";
    let site = site_with(ROWS)
        .file(
            "policies/yrc-2022-5/index.md",
            &policy("yrc-2022-5", "云溪区人才安居办法", ROWS, &format!("{OLD}{annex}")),
        )
        .file("policies/yrc-2022-5/xin.md", &format!("{NEW}{annex}"));
    site.build().exits(0);
    let page = site.output("zc/yrc-2022-5/duibi/2022-07-01_2026-09-01.html");
    assert!(page.contains("申报材料清单未变"), "{page}");
}

#[test]
fn the_english_page_leads_to_the_chinese_versions() {
    let english = "---\ntitle: Measures of Yunxi for housing\n---\nWhat the measures give.\n";
    let site = site_with(ROWS).file("policies/yrc-2022-5/index.en.md", english);
    site.build().exits(0);
    let page = site.output("en/zc/yrc-2022-5.html");
    assert!(page.contains("href=\"../../zc/yrc-2022-5/v/2022-07-01.html\">version of 2022</a>"), "{page}");
    assert!(page.contains("What the measures give") && !page.contains("补贴15万元"));
}

#[test]
fn rows_that_are_wrong_are_told() {
    let cases: &[(&str, &str)] = &[
        ("版本:\n  - {日期: 2026-09-01, 文件: xin.md, 由: yrc-2026-8}\n  - {日期: 2022-07-01}\n", "X340"),
        ("版本:\n  - {日期: 2022-07-01}\n  - {日期: 2022-07-01, 文件: xin.md}\n", "X341"),
        ("版本:\n  - {日期: 2022-07-01}\n  - {日期: 2026-09-01, 文件: nichts.md}\n", "X342"),
        ("版本:\n  - {日期: 2024-07-01, 文件: xin.md}\n  - {日期: 2026-09-01, 文件: xin.md}\n", "X343"),
        ("版本:\n  - {日期: 2022-07-01}\n  - {日期: 2026-09-01, 文件: leer.md}\n", "X344"),
        ("版本:\n  - {日期: 2022-07-01}\n  - {日期: 2026-09-01, 文件: xin.md, 由: yrc-2021-1}\n", "X346"),
        ("版本:\n  - {日期: 2022-07-01}\n  - {日期: 2026-09-01}\n", "X348"),
    ];
    for (rows, code) in cases {
        let site = site_with(rows)
            .file("policies/yrc-2022-5/leer.md", "# 云溪区人才安居办法\n\n见公报。\n")
            .file("policies/yrc-2021-1.md", &policy("yrc-2021-1", "人才强区意见", "", "一、总体要求\n"));
        let run = site.build().exits(0);
        run.finding(code, "content/policies/yrc-2022-5/index.md");
    }
}

#[test]
fn front_matter_of_a_version_is_told_and_does_nothing() {
    let site = site_with(ROWS).file("policies/yrc-2022-5/xin.md", &format!("---\n编号: anders\n---\n{NEW}"));
    let run = site.build().exits(0);
    run.finding("X345", "content/policies/yrc-2022-5/xin.md");
    assert!(site.output("zc/yrc-2022-5.html").contains("补贴15万元"));
    assert!(!site.at("public/zc/anders.html").exists());
}

#[test]
fn an_amendment_without_a_new_text_is_told_and_the_old_text_is_partly_in_force() {
    let site = site_with("");
    let run = site.build_with(&["--hints"]).exits(0);
    run.finding("X347", "content/policies/yrc-2026-8.md");
    assert!(site.output("zc/yrc-2022-5.html").contains("jx-badge--partly_in_force"));
    let site = site_with(ROWS);
    assert!(!site.build_with(&["--hints"]).exits(0).told().contains("X347"));
    assert!(site.output("zc/yrc-2022-5.html").contains("jx-badge--in_force"));
}

#[test]
fn an_amended_clause_must_be_in_some_version() {
    let wrong = decision().replace("第五条", "第九条");
    let run = site_with(ROWS).file("policies/yrc-2026-8.md", &wrong).build().exits(0);
    run.finding("X301", "content/policies/yrc-2026-8.md");
}

fn of_benefit(clause: &str, quote: &str, checked: &str) -> Run {
    site_with(ROWS).file("benefits/bs-anjia.md", &benefit(clause, quote, checked)).build().exits(0)
}

#[test]
fn a_benefit_on_a_changed_clause_is_told() {
    let path = "content/benefits/bs-anjia.md";
    let run = of_benefit("第二条", "对博士给予补贴10万元", "2023-01-10");
    let found = run.finding("B222", path);
    for wanted in ["2022-07-01", "2026-09-01", "第二条", "the clause was changed"] {
        assert!(found.message.contains(wanted), "{}", found.message);
    }
    let run = of_benefit("第三条", "补贴不得重复享受", "2023-01-10");
    assert!(run.finding("B222", path).message.contains("now 第四条"), "{}", run.told());
    let run = of_benefit("第二条", "分3年发放", "2023-01-10");
    let found = run.finding("B221", path);
    assert!(
        found.message.contains("2022-07-01") && found.message.contains("2026-09-01"),
        "{}",
        found.message
    );
    let run = of_benefit("第二条", "分3年发放", "2026-09-02");
    assert!(!run.codes(path).iter().any(|code| code.starts_with("B22")), "{}", run.told());
    let run = of_benefit("第二条", "对博士给予补贴99万元", "2026-09-02");
    run.finding("B202", path);
    let run = of_benefit("第五条", "本办法由区人才办负责解释", "2026-09-02");
    assert_eq!(
        run.codes(path).iter().filter(|code| code.starts_with(['B', 'X'])).count(),
        0,
        "{}",
        run.told()
    );
}

#[test]
fn what_rests_on_a_document_out_of_force_is_told_and_listed_there() {
    let text = benefit("第二条", "对博士给予补贴10万元", "2023-01-10");
    let site = SiteTest::new()
        .file(
            "policies/yrc-2022-5.md",
            &policy("yrc-2022-5", "云溪区人才安居办法", "", OLD)
                .replace("失效日期: 长期", "失效日期: 2025-06-30"),
        )
        .file("benefits/bs-anjia.md", &text);
    let run = site.build().exits(0);
    run.finding("X303", "content/benefits/bs-anjia.md");
    let page = site.output("zc/yrc-2022-5.html");
    let resting = page.split("jx-relations__row--resting").nth(1).unwrap_or_default();
    assert!(resting.contains("仍以本文件为依据") && resting.contains("博士安家补贴"), "{page}");
}

#[test]
fn circles_of_replacement_are_told_and_the_pages_still_read() {
    let mut site = SiteTest::new();
    for (id, other) in [("yrc-a", "yrc-b"), ("yrc-b", "yrc-c"), ("yrc-c", "yrc-a")] {
        let relation = format!("关系:\n  - {{类型: 代替, 目标: {other}}}\n");
        site = site.file(&format!("policies/{id}.md"), &policy(id, &format!("办法{id}"), &relation, OLD));
    }
    let run = site.build().exits(0);
    assert_eq!(run.findings.iter().filter(|found| found.code == "X306").count(), 1, "{}", run.told());
    assert!(site.output("zc/yrc-a.html").contains("已被代替"));
}

#[test]
fn relations_to_what_is_hidden_are_told_and_leave_no_trace() {
    let relation = "关系:\n  - {类型: 实施, 目标: yrc-2027-1}\n";
    let site = SiteTest::new()
        .file("policies/yrc-2022-5.md", &policy("yrc-2022-5", "云溪区人才安居办法", relation, OLD))
        .file("policies/_yrc-2027-1.md", &policy("yrc-2027-1", "秘密的意见", "", OLD));
    let run = site.build().exits(0);
    run.finding("X351", "content/policies/yrc-2022-5.md");
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("yrc-2027-1") && !text.contains("秘密的意见"), "{path}");
    }
}

#[test]
fn a_hidden_policy_has_no_versions_either() {
    let site = site_with(&format!("{ROWS}公开方式: 依申请公开\n"));
    site.build().exits(0);
    assert!(!site.tree("public").keys().any(|path| path.contains("yrc-2022-5")));
}

#[test]
fn a_repeal_of_what_is_not_here_is_a_hint() {
    let text = OLD.replace("负责解释。", "负责解释，《没有收录的办法》同时废止。");
    let site = SiteTest::new()
        .file("policies/yrc-2022-5.md", &policy("yrc-2022-5", "云溪区人才安居办法", "", &text));
    let run = site.build_with(&["--hints"]).exits(0);
    assert_eq!(run.finding("X350", "content/policies/yrc-2022-5.md").level, "hint");
    let site = site.file("policies/yrc-2010-1.md", &policy("yrc-2010-1", "没有收录的办法", "", OLD));
    site.build().exits(0).finding("X323", "content/policies/yrc-2022-5.md");
}

#[test]
fn relations_stand_at_both_ends_with_states_and_a_picture() {
    let site = site_with(ROWS).file(
        "policies/yrc-2023-4.md",
        &policy(
            "yrc-2023-4",
            "云溪区人才公寓细则",
            "关系:\n  - {类型: 实施, 目标: yrc-2022-5, 条款: [第二条]}\n",
            "第一条　依照《关于修改云溪区人才安居办法的决定》，制定本细则。\n\n第二条　完。\n",
        ),
    );
    site.build().exits(0);
    let work = site.output("zc/yrc-2022-5.html");
    for wanted in
        ["<dt>配套细则</dt>", "<dt>被修改</dt>", "2022年版与2026年版对比", "<svg class=\"jx-graph__svg\""]
    {
        assert!(work.contains(wanted), "{wanted}\n{work}");
    }
    assert!(!work.contains(" style="));
    let rules = site.output("zc/yrc-2023-4.html");
    assert!(rules.contains("<dt>实施</dt>") && rules.contains("<dt>文中引用</dt>"), "{rules}");
    let decision = site.output("zc/yrc-2026-8.html");
    assert!(decision.contains("<dt>修改</dt>") && decision.contains("<dt>被以下文件引用</dt>"), "{decision}");
    assert!(decision.contains("href=\"yrc-2022-5/duibi/2022-07-01_2026-09-01.html\""), "{decision}");
}

#[test]
fn the_json_of_a_policy_tells_its_versions() {
    let site = site_with(ROWS);
    site.build().exits(0);
    let json = serde_json::from_str::<serde_json::Value>(&site.output("data/zc/yrc-2022-5.json"))
        .expect("it is JSON");
    let texts = &json["texts"];
    assert_eq!((&texts[0]["to"], &texts[0]["in_force"]), (&"2026-08-31".into(), &false.into()), "{json:#}");
    assert_eq!((&texts[1]["by"]["id"], &texts[1]["in_force"]), (&"yrc-2026-8".into(), &true.into()));
    let changes = texts[1]["changes"].as_array().expect("there are changes");
    let kinds: Vec<&str> = changes.iter().filter_map(|change| change["kind"].as_str()).collect();
    assert_eq!(kinds, ["changed", "added", "renumbered", "renumbered"], "{json:#}");
    assert!(json["clauses"].to_string().contains("补贴15万元"), "{json:#}");
}
