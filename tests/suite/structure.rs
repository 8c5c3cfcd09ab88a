//! The structure of policy texts: levels, anchors, references, what a text says of itself, validity.

use juxian::date::parse_date;
use juxian::diagnostic::FileId;
use juxian::markdown::{self, Options};
use juxian::policy::{self, Effective, Period, PolicyText};

/// The structure of a Markdown text.
fn read(text: &str) -> PolicyText {
    let options = Options { policy: true, raw_html: false, skip_title: true };
    let (_, blocks, _) = markdown::facts(FileId(0), text, 0..text.len(), options);
    policy::structure(&blocks)
}

/// Anchors and labels, one a line: `art-1 第一条`.
fn outline(text: &str) -> String {
    let clauses = read(text).clauses;
    let lines = clauses.iter().map(|clause| format!("{} {}", clause.anchor, clause.label).trim().to_string());
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn assert_outline(text: &str, expected: &[&str]) {
    assert_eq!(outline(text).lines().collect::<Vec<_>>(), expected);
}

// ---- levels

#[test]
fn parts_chapters_sections_and_articles() {
    assert_outline(
        "## 第一编　总编\n\n### 第一章　总则\n\n#### 第一节　目的\n\n第一条　为了聚才。\n\n第二条　适用本区。\n\n### 第二章　附则\n\n第三条　自印发之日起施行。",
        &[
            "part-1 第一编",
            "part-1-ch-1 第一章",
            "part-1-ch-1-sec-1 第一节",
            "art-1 第一条",
            "art-2 第二条",
            "part-1-ch-2 第二章",
            "art-3 第三条",
        ],
    );
}

#[test]
fn items_stand_in_their_article_whatever_the_width_of_brackets() {
    assert_outline(
        "第一条　给予：\n\n（一）补贴；\n\n(二)住房；\n\n1.公寓；\n\n２．租金。\n\n第二条　不得：\n\n（一）虚报。",
        &[
            "art-1 第一条",
            "art-1-i1 （一）",
            "art-1-i2 （二）",
            "art-1-i2-1 1.",
            "art-1-i2-2 2.",
            "art-2 第二条",
            "art-2-i1 （一）",
        ],
    );
}

#[test]
fn further_paragraphs_of_an_article_are_clauses_too() {
    assert_outline("第一条　甲。\n\n乙。\n\n丙。", &["art-1 第一条", "art-1-p2", "art-1-p3"]);
}

#[test]
fn an_inserted_article_keeps_its_number() {
    assert_outline(
        "第十二条　甲。\n\n第十二条之一　乙。\n\n第十三条　丙。",
        &["art-12 第十二条", "art-12-1 第十二条之一", "art-13 第十三条"],
    );
}

#[test]
fn notices_are_numbered_by_section_levels() {
    assert_outline(
        "一、总体要求\n\n（一）目标。\n\n1.近期。\n\n（1）今年。\n\n①上半年。\n\n二、措施\n\n（一）资金。",
        &["s1 一、", "s1-1 （一）", "s1-1-1 1.", "s1-1-1-1 （1）", "s1-1-1-1-1 ①", "s2 二、", "s2-1 （一）"],
    );
}

#[test]
fn clauses_in_one_run_of_lines_are_clauses() {
    assert_outline(
        "第一条　甲。\n第二条　乙。\n**第三条**　丙。\n（一）丁。",
        &["art-1 第一条", "art-2 第二条", "art-3 第三条", "art-3-i1 （一）"],
    );
}

#[test]
fn labels_that_run_into_their_text_are_articles_in_their_order() {
    let articles = ["art-1 第一条", "art-2 第二条", "art-3 第三条"];
    assert_outline(
        "第一条为了聚才，制定本办法。\n\n第二条本办法适用于本区。\n\n第三条按照第一条办理。",
        &articles,
    );
    assert_outline(
        "第一条为了聚才，制定本办法。\n第二条本办法适用于本区。\n第三条按照第一条办理。",
        &articles,
    );
    assert_outline("**第一条**为了聚才。\n\n**第二条**本办法适用于本区。\n\n**第三条**附则。", &articles);
    assert_outline("　　第一条　聚才。\n　　第二条　适用。\n　　第三条　附则。", &articles);
}

#[test]
fn a_clause_ends_where_the_next_begins() {
    let text = "第一条 甲补贴100元。\n第二条 乙补贴200元，条件：\n（一）博士。\n（二）硕士。";
    let policy = read(text);
    let of = |printed: &str| policy.find(printed).map(|clause| &text[clause.start..clause.end]);
    assert!(!of("第一条").unwrap().contains("乙补贴"));
    assert!(of("第二条").unwrap().contains("硕士"));
    assert!(of("第一条第（二）项").is_none());
}

#[test]
fn comments_are_not_text_and_hide_none() {
    assert_outline(
        "<!-- 注 -->第一条 甲。\n\n<!--\n第二条 不算\n-->\n\n第三条 丙。",
        &["art-1 第一条", "art-3 第三条"],
    );
}

#[test]
fn lists_of_markdown_are_items() {
    assert_outline("第一条　给予：\n\n1. 补贴\n2. 住房", &["art-1 第一条", "art-1-i1 1.", "art-1-i2 2."]);
}

#[test]
fn a_reference_at_the_start_of_a_line_is_no_article() {
    assert_outline(
        "第一条　甲。\n\n第五条规定的奖励，按年发放。\n\n第二条　乙。",
        &["art-1 第一条", "art-1-p2", "art-2 第二条"],
    );
}

#[test]
fn a_table_of_contents_is_not_the_text() {
    let contents = "目　录\n\n第一章　总则\n\n第二章　附则\n\n";
    let text = "第一章　总则\n\n第一条　甲。\n\n第二章　附则\n\n第二条　乙。";
    assert_eq!(outline(&format!("{contents}{text}")), outline(text));
}

#[test]
fn an_annexed_text_restarts_under_its_own_anchors() {
    assert_outline(
        "第一条　现印发。\n\n## 附件1　实施细则\n\n第一条　细则。\n\n第二条　细则。\n\n## 附件2　清单\n\n一、项目\n\n（一）补贴。",
        &[
            "art-1 第一条",
            "annex-1 附件1",
            "annex-1-art-1 第一条",
            "annex-1-art-2 第二条",
            "annex-2 附件2",
            "annex-2-s1 一、",
            "annex-2-s1-1 （一）",
        ],
    );
}

#[test]
fn numbers_that_begin_again_get_letters() {
    assert_outline(
        "第一条　甲。\n\n第二条　乙。\n\n第一条　丙。\n\n第二条　丁。",
        &["art-1 第一条", "art-2 第二条", "b-art-1 第一条", "b-art-2 第二条"],
    );
}

#[test]
fn anchors_are_unique_even_in_a_thousand_restarts() {
    let text = "第一条　文。\n\n".repeat(1000);
    let clauses = read(&text).clauses;
    let mut anchors: Vec<&str> = clauses.iter().map(|clause| &*clause.anchor).collect();
    assert_eq!(anchors.len(), 1000);
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), 1000);
}

#[test]
fn anchors_do_not_depend_on_what_follows() {
    let text = "第一条　甲：\n\n（一）乙。\n\n丙。\n\n第二条　丁。";
    let longer = format!("{text}\n\n第三条　戊。\n\n第一条　己。");
    assert!(outline(&longer).starts_with(&outline(text)));
}

// ---- printed references

#[test]
fn printed_references_are_understood() {
    let text = "第五条　有：\n\n（一）甲；\n\n（二）乙：\n\n1.丙。\n\n再一款。\n\n## 附件1　细则\n\n第三条　细。\n\n## 附件2　表\n\n一、类\n\n（一）项。";
    let policy = read(text);
    for (printed, anchor) in [
        ("第五条", "art-5"),
        ("第5条", "art-5"),
        ("第五条第（二）项", "art-5-i2"),
        ("第五条第二项", "art-5-i2"),
        ("第五条第二款", "art-5-p2"),
        ("第五条第一款第（一）项", "art-5-i1"),
        ("art-5-i2", "art-5-i2"),
        ("附件1第三条", "annex-1-art-3"),
        ("附件2一（一）", "annex-2-s1-1"),
        ("附件2、一、（一）", "annex-2-s1-1"),
    ] {
        assert_eq!(policy.find(printed).map(|clause| &*clause.anchor), Some(anchor), "{printed}");
    }
    for nowhere in ["第六条", "第五条第（九）项", "art-50", "附件7", "随便", ""] {
        assert!(policy.find(nowhere).is_none(), "{nowhere}");
    }
}

// ---- what a text says about itself

#[test]
fn a_text_tells_its_number_titles_dates_and_issuers() {
    let text = "# 关于印发《云溪区人才办法》的通知\n\n云人才〔2026〕3号\n\n各镇人民政府：\n\n现印发。\n\n云溪区委人才办\n区人社局\n2026年3月12日\n\n# 云溪区人才办法\n\n第一条　甲。\n\n第二条　本办法自2026年4月1日起施行，有效期3年。《旧办法》（云人才〔2020〕1号）同时废止。\n\n第三条　本办法由区委人才办负责解释。\n\n公开方式：主动公开";
    let policy = read(text);
    let value = |found: &Option<policy::Found<Box<str>>>| found.as_ref().map(|found| found.value.to_string());
    assert_eq!(value(&policy.document_number).as_deref(), Some("云人才〔2026〕3号"));
    assert_eq!(value(&policy.addressees).as_deref(), Some("各镇人民政府"));
    assert_eq!(value(&policy.carrier_title).as_deref(), Some("关于印发《云溪区人才办法》的通知"));
    assert_eq!(value(&policy.inner_title).as_deref(), Some("云溪区人才办法"));
    assert_eq!(value(&policy.interpreter).as_deref(), Some("区委人才办"));
    assert_eq!(policy.dated_on.as_ref().map(|found| found.value), parse_date("2026-03-12"));
    assert_eq!(policy.issuers, ["云溪区委人才办".into(), "区人社局".into()] as [Box<str>; 2]);
    assert_eq!(
        policy.effective.as_ref().map(|f| f.value),
        Some(Effective::On(parse_date("2026-04-01").unwrap()))
    );
    assert_eq!(policy.period.as_ref().map(|found| found.value), Some(Period::Years(3)));
    assert_eq!(policy.repeals.len(), 1);
    assert_eq!(&*policy.repeals[0].title, "旧办法");
    assert!(policy.imprint.is_some());
    assert!(policy.is_signature(text.find("区人社局\n").unwrap()));
}

#[test]
fn forms_of_effect_and_expiry() {
    let day = |text: &str| parse_date(text).unwrap();
    for (words, expected) in [
        ("本办法自２０２６年４月１日起施行。", Effective::On(day("2026-04-01"))),
        ("自 2026 年 4 月 1 日起正式实施。", Effective::On(day("2026-04-01"))),
        ("本办法自印发之日起施行。", Effective::Issue { days_after: 0 }),
        ("自公布之日起30日后施行。", Effective::Issue { days_after: 30 }),
        ("自发布之日起三十日后生效。", Effective::Issue { days_after: 30 }),
    ] {
        let found = read(&format!("第一条　{words}")).effective.map(|found| found.value);
        assert_eq!(found, Some(expected), "{words}");
    }
    for (words, expected) in [
        ("有效期五年。", Period::Years(5)),
        ("有效期为 2 年。", Period::Years(2)),
        ("试行一年。", Period::Years(1)),
        ("有效期6个月。", Period::Months(6)),
        ("有效期至2027年12月31日。", Period::Until(day("2027-12-31"))),
        ("有效期延长至2027年12月31日。", Period::Until(day("2027-12-31"))),
    ] {
        let found = read(&format!("第一条　本办法自印发之日起施行，{words}")).period.map(|found| found.value);
        assert_eq!(found, Some(expected), "{words}");
    }
    assert!(read("第一条　劳动合同有效期由双方约定。").period.is_none());
}

#[test]
fn a_signature_may_be_one_paragraph_or_several() {
    for text in [
        "第一条　甲。\n\n云溪区人民政府\n\n2026年3月1日",
        "第一条　甲。\n\n云溪区人民政府\n2026年3月1日",
        "第一条　甲。\n云溪区人民政府\n二〇二六年三月一日",
        "第一条　甲。\n\n　　　　云溪区人民政府\n　　　　2026 年 3 月 1 日",
    ] {
        let policy = read(text);
        assert_eq!(policy.dated_on.map(|found| found.value), parse_date("2026-03-01"), "{text}");
        assert_eq!(policy.issuers, ["云溪区人民政府".into()] as [Box<str>; 1], "{text}");
        assert_eq!(policy.clauses.len(), 1, "{text}");
    }
}
