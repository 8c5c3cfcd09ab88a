//! One gate for what leaves: what is hidden, withdrawn, personal or internal is looked for in every byte of
//! the output, whatever kind of file it is.

use crate::site_test::{SiteTest, Tree, each};

/// Invented names, none a part of another.
const NAMES: [&str; 20] = [
    "钱例甲",
    "赵例乙",
    "孙例丙",
    "李例丁",
    "周例戊",
    "吴例己",
    "郑例庚",
    "王例辛",
    "冯例壬",
    "陈例癸",
    "褚例子",
    "卫例丑",
    "蒋例寅",
    "沈例卯",
    "韩例辰",
    "杨例巳",
    "朱例午",
    "秦例未",
    "尤例申",
    "许例酉",
];

/// The files of an output that hold a text.
fn holding(tree: &Tree, text: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    tree.iter()
        .filter(|(path, bytes)| path.contains(text) || holds(bytes))
        .map(|(path, _)| path.clone())
        .collect()
}

const SETTINGS: &str = "site_name: 某区\nbase_url: https://a.example\nlanguages: [zh, en]\n";

/// A notice with the twenty names in its list, two more in its text and summary, and what leads to it.
fn with_list() -> SiteTest {
    let rows: String = NAMES.iter().map(|name| format!("{name},示例公司\n")).collect();
    let notice = "---\nid: gs-2026\ntitle: 拟入选人员公示\nsummary: 拟入选人员有何例戌等二十人，公示五个工作日，欢迎监督。\n\
        type: 公示\nperiod: {start: 2026-11-02, end: 2026-11-06}\nlist_file: mingdan.csv\n\
        list_columns: {姓名: 按规定公开, 单位: 公开}\nobjection: {部门: rcb, 电话: 000-00000003}\n\
        results_of: sb-2026\ntopics: [创业支持]\npublished_at: 2026-11-02 09:00\nwithdraw_on: 2026-12-31\n---\n\
        其中吕例亥为团队带头人。\n";
    SiteTest::new()
        .file("site.yaml", SETTINGS)
        .file("notices/gs-2026.md", notice)
        .file("notices/gs-2026.en.md", "---\ntitle: Publicity notice of persons\n---\n")
        .file("notices/mingdan.csv", &format!("姓名,单位\n{rows}"))
        .file("calls/sb-2026.md", "---\nid: sb-2026\ntitle: 二〇二六年申报通知\ntopics: [创业支持]\n---\n")
        .file("departments/rcb.md", "---\nid: rcb\ntitle: 某区人才办\nshort_name: 人才办\n---\n")
        .file(
            "news/dt-1.md",
            "---\nid: dt-1\ntitle: 公示开始了\ntopics: [创业支持]\n---\n见[公示](gs-2026)。\n",
        )
}

#[test]
fn names_of_a_list_stand_in_one_page_until_their_day() {
    let site = with_list();
    site.build_with(&["--date", "2026-12-31"]).exits(0);
    let before = site.tree("public");
    for name in NAMES {
        assert_eq!(holding(&before, name), ["gs/gs-2026.html"], "{name}");
    }
    assert!(before.contains_key("en/gs/gs-2026.html"));
    site.build_with(&["--date", "2027-01-01"]).exits(0);
    let after = site.tree("public");
    for name in NAMES.iter().chain(&["何例戌", "吕例亥"]) {
        assert_eq!(holding(&after, name), Vec::<String>::new(), "{name}");
    }
    assert!(after.contains_key("en/gs/gs-2026.html"));
    assert_eq!(holding(&after, "拟入选人员公示"), ["gs/gs-2026.html"]);
}

#[test]
fn names_of_a_list_stand_in_exactly_one_file_of_a_site_in_one_language() {
    let site = with_list();
    std::fs::remove_file(site.at("content/notices/gs-2026.en.md")).expect("it was written");
    site.build_with(&["--date", "2026-12-01"]).exits(0);
    let tree = site.tree("public");
    for name in NAMES.iter().chain(&["何例戌", "吕例亥"]) {
        assert_eq!(holding(&tree, name), ["gs/gs-2026.html"], "{name}");
    }
    let json = String::from_utf8(tree["data/gs/gs-2026.json"].clone()).expect("UTF-8");
    let notice: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(notice["names_count"], 20);
    assert_eq!(notice["period"]["end"], "2026-11-06");
    let keys: Vec<&String> = notice.as_object().expect("an object").keys().collect();
    let told = [
        "format",
        "schema",
        "kind",
        "id",
        "url",
        "json",
        "title",
        "published_at",
        "updated_on",
        "type",
        "period",
        "names_count",
    ];
    assert!(keys.iter().all(|key| told.contains(&key.as_str())), "{keys:?}");
    assert!(!tree.keys().any(|path| path.contains("mingdan")), "the list itself");
    let map = String::from_utf8_lossy(&tree["sitemap.xml"]).into_owned();
    assert!(!map.contains("gs-2026") && map.contains("dt-1.html"), "{map}");
}

#[test]
fn full_names_are_shown_only_where_the_notice_needs_them() {
    let build = |kind: &str, policy: &str| {
        let notice = format!(
            "---\nid: gs-1\ntitle: 入选人员名单\ntype: {kind}\nlist_file: a.csv\n\
             list_columns: {{姓名: {policy}, 单位: 公开}}\nwithdraw_on: 2027-01-01\n---\n"
        );
        let site = SiteTest::new()
            .file("notices/gs-1.md", &notice)
            .file("notices/a.csv", "姓名,单位\n王小明,示例公司\n");
        let run = site.build().exits(0);
        let warned = run.codes("content/notices/gs-1.md").contains(&"N406");
        (site.output("gs/gs-1.html").contains("王小明"), warned)
    };
    each(
        [
            ("公示", "按规定公开", (true, false)),
            ("结果", "按规定公开", (false, false)),
            ("名单", "按规定公开", (false, false)),
            ("公示", "公开", (true, false)),
            ("结果", "公开", (true, true)),
            ("公示", "掩码", (false, false)),
        ],
        |row| format!("{} {}", row.0, row.1),
        |(kind, policy, expected)| assert_eq!(build(kind, policy), expected),
    );
}

/// A site in which everything public names an entry that is hidden by a line of front matter.
fn with_hidden(path: &str, line: &str) -> SiteTest {
    let hidden = format!(
        "---\nid: hidden-one\ntitle: 绝密办法绝密\nsummary: 绝密的摘要，不能让任何人看到的内容都在这里。\n\
         document_number: 密发〔2026〕9号\nindex_number: 密-0001\nissuers: [rcb]\ntopics: [创业支持]\n{line}\n\
         aliases: [old/hidden-one.html]\nattachments: [{{file: juemi.pdf, name: 绝密附件}}]\n---\n\
         # 绝密办法绝密\n\n第一条　绝密条款。\n"
    );
    SiteTest::new()
        .file("site.yaml", SETTINGS)
        .file(path, &hidden)
        .file(&path.replace(".md", ".en.md"), "---\ntitle: Secret measures\n---\nSecret text.\n")
        .bytes("policies/juemi.pdf", b"%PDF secret bytes")
        .file("departments/rcb.md", "---\nid: rcb\ntitle: 某区人才办\nshort_name: 人才办\n---\n")
        .file(
            "policies/public-one.md",
            "---\nid: public-one\ntitle: 公开办法公开\nissuers: [rcb]\ntopics: [创业支持]\n\
             relations: [{type: 废止, target: hidden-one}]\n---\n第一条　见[另一份](hidden-one)。\n",
        )
        .file(
            "benefits/sx-one.md",
            "---\nid: sx-one\ntitle: 公开事项\ntopics: [创业支持]\nconditions: []\n\
             basis: [{policy: hidden-one, clause: 第一条}]\n---\n",
        )
        .file("interpretations/jd-one.md", "---\nid: jd-one\ntitle: 解读一篇\ninterprets: hidden-one\n---\n")
}

#[test]
fn what_is_hidden_leaves_no_trace() {
    let rows = [
        ("policies/_hidden-one.md", ""),
        ("policies/hidden-one.md", "published_at: 2026-12-05 09:00\nscheduled: 是"),
        ("policies/hidden-one.md", "openness: 依申请公开"),
        ("policies/hidden-one.md", "openness: 不予公开"),
    ];
    each(
        rows,
        |row| row.1.to_string(),
        |(path, line)| {
            let site = with_hidden(path, line);
            site.build().exits(0);
            let tree = site.tree("public");
            for text in ["绝密", "密发", "密-0001", "Secret", "secret bytes", "juemi", "hidden-one"] {
                assert_eq!(holding(&tree, text), Vec::<String>::new(), "{text}");
            }
            assert!(tree.contains_key("data/zc/public-one.json"));
        },
    );
}

#[test]
fn what_the_office_notes_stays_in_the_office() {
    let benefit = "---\nid: sx-one\ntitle: 公开事项\nconditions: []\neditor: 编辑岗丁\n\
        verified: {人: 核对人戊, 日期: 2026-10-20}\n\
        cases: [{设: {学历: 样例博士}, 应: 符合}]\n\
        allow: [{规则: V103, 理由: 豁免理由己, 人: 豁免人庚, 至: 2027-06-30}]\n\
        custom: {内部分类: 内部辛}\naliases: [old/sx.html]\n---\n";
    let policy = "---\nid: p-one\ntitle: 公开办法公开\neditor: 编辑岗丁\nreview_due_on: 2031-02-03\n\
        review: {拟稿: 拟稿人甲, 初审: 初审人乙, 终审: 终审人丙, 保密审查: 保密通过}\n---\n第一条　正文。\n";
    let platform = "编号,名称,类型,级别,审核.初审,审核.终审,同意公开\npt-1,云溪孵化器,科技企业孵化器,省级,初审人乙,终审人丙,是\n";
    let site = SiteTest::new()
        .file("site.yaml", SETTINGS)
        .file("benefits/sx-one.md", benefit)
        .file("policies/p-one.md", policy)
        .file("platforms/platforms.csv", platform);
    site.build().exits(0);
    let tree = site.tree("public");
    for text in [
        "拟稿人甲",
        "初审人乙",
        "终审人丙",
        "保密通过",
        "核对人戊",
        "样例博士",
        "豁免理由己",
        "豁免人庚",
        "内部辛",
        "2031-02-03",
    ] {
        assert_eq!(holding(&tree, text), Vec::<String>::new(), "{text}");
    }
    // The state's tags name the editor of a page, and only there.
    assert_eq!(holding(&tree, "编辑岗丁"), ["sx/sx-one.html", "zc/p-one.html"]);
}

#[test]
fn a_row_of_a_table_that_is_not_public_is_nowhere() {
    let csv = "编号,名称,类型,级别,公开方式\npt-1,云溪孵化器,科技企业孵化器,省级,\npt-2,保密中试线,科技企业孵化器,省级,不予公开\n";
    let site = SiteTest::new().file("site.yaml", SETTINGS).file("platforms/p.csv", csv);
    site.build().exits(0);
    let tree = site.tree("public");
    assert_eq!(holding(&tree, "保密中试线"), Vec::<String>::new());
    assert!(holding(&tree, "云溪孵化器").contains(&"data/platforms.csv".to_string()));
}
