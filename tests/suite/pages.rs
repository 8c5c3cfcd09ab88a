//! The pages that answer a question of their reader: what each says first, what it says where a fact
//! is missing, and that nothing hidden is listed on any.

use crate::site_test::SiteTest;

const POLICY: &str = "---\nid: p-1\ntitle: 云溪区人才办法\ndocument_number: 云人才〔2026〕3号\neffective_on: 2026-01-01\nexpires_on: 长期\n---\n第一条　给予博士每人10万元补贴。\n\n第二条　其他。\n";

const BENEFIT: &str = "---\nid: sx-1\ntitle: 博士安家补助\nsummary: 博士一次性补助10万元\naudiences: [青年博士]\ntopics: [引才资助]\nstage: 引\nlife_stages: [安家]\nlevel: 县级\naccess_mode: 申报\naward: {kind: 定额, amount: 10万元}\nstacking: {rule: 就高}\napply: {mode: 常年}\nmaterials: [{name: 劳动合同, source: 自备, form: 复印件}, {name: 学历证书, source: 共享免交}]\nhandled_by: {department: rsj}\nbasis: [{policy: p-1, clause: 第一条, quote: 给予博士每人10万元补贴}]\n---\n";

const DEPARTMENT: &str = "---\nid: rsj\ntitle: 示例区人社局\nshort_name: 区人社局\naddress: 示例路1号\nhours: 工作日9:00—17:00\nphone: [000-00000002]\ncontact_checked_on: 2026-10-01\n---\n";

const GUIDE: &str = "---\nid: zn-1\ntitle: 博士补助申请\nmaterials: [{name: 劳动合同, source: 自备, form: 原件}, {name: 申请表, source: 自备}]\nplaces: [{address: 示例路1号2楼, department: rsj}]\nhandled_by: {department: rsj}\n---\n";

fn site() -> SiteTest {
    SiteTest::new()
        .file("policies/p-1.md", POLICY)
        .file("benefits/sx-1.md", BENEFIT)
        .file("departments/rsj.md", DEPARTMENT)
        .file("guides/zn-1.md", GUIDE)
}

/// The output of a route after a build on a date.
#[track_caller]
fn page(site: &SiteTest, date: &str, route: &str) -> String {
    site.build_with(&["--date", date]).exits(0);
    site.output(route)
}

#[track_caller]
fn has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "“{part}” is not in:\n{html}");
    }
}

#[track_caller]
fn has_not(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(!html.contains(part), "“{part}” is in:\n{html}");
    }
}

/// The text of a section by its anchor, up to the end of the section.
#[track_caller]
fn section<'a>(html: &'a str, anchor: &str) -> &'a str {
    let start = html.find(&format!("id=\"{anchor}\"")).unwrap_or_else(|| panic!("no {anchor} in:\n{html}"));
    let rest = &html[start..];
    &rest[..rest.find("</section>").unwrap_or(rest.len())]
}

// ---- interpretations

#[test]
fn an_interpretation_names_its_policy_and_orders_its_points() {
    let text = "---\nid: jd-1\ntitle: 云溪区人才办法解读\ninterprets: p-1\nform: 音频\ninterpreted_by: rsj\nattachments: [{file: a.mp3, name: 解读音频}]\npoints: {新旧差异: [{事项: 租期, 旧: 3年, 新: 6年}], 背景依据: 原办法到期。, 其他说明: 无。}\n---\n";
    let site =
        site().file("interpretations/jd-1/index.md", text).bytes("interpretations/jd-1/a.mp3", b"ID3").file(
            "interpretations/jd-2.md",
            "---\nid: jd-2\ntitle: 一图读懂人才办法\ninterprets: p-1\nform: 图解\n---\n",
        );
    let html = page(&site, "2026-12-01", "jd/jd-1.html");
    has(&html, &["../zc/p-1.html", "云人才〔2026〕3号", "现行有效", "以文件原文为准", "../bm/rsj.html"]);
    has(
        &html,
        &["<audio controls", "文字稿暂未提供", "../sx/sx-1.html", "../jd/jd-2.html"]
            .map(|s| s.trim_start_matches("../jd/")),
    );
    has(section(&html, "x-point-changes"), &["<th scope=\"col\">旧</th>", "<td>6年</td>"]);
    let (background, own) = (html.find("原办法到期").unwrap(), html.find("其他说明").unwrap());
    assert!(background < own, "points of an office's own stand last");
}

#[test]
fn an_interpretation_of_nothing_says_so() {
    let site =
        site().file("interpretations/jd-1.md", "---\nid: jd-1\ntitle: 办法解读办法解读\nform: 文字\n---\n");
    has(&page(&site, "2026-12-01", "jd/jd-1.html"), &["未写明解读的是哪份文件", "暂未公布"]);
}

// ---- calls and programmes

const CALL: &str = "---\nid: sb-1\ntitle: 2026年度领航计划申报通知\nprogramme: xm-1\nbenefits: [sx-1]\nyear: 2026\nstarts_at: 2026-11-01 09:00\nends_at: 2026-12-20 17:00\naudiences: [项目团队]\nconditions_summary: [注册不满3年（营业执照）, 从事所申报项目]\nmaterials: [{name: 申报书, source: 自备}]\nsubmission: 网上申报\ntimeline: [{step: 答辩, date: 2026-11-20}, {step: 公示, date: 2027-01-10}]\ncontact: {department: rsj}\nbasis: [{policy: p-1, clause: 第一条}]\n---\n";

const PROGRAMME: &str = "---\nid: xm-1\ntitle: 领航计划\nlevel: 县级\nauthority: rsj\nbenefits: [sx-1]\nsteps: [{step: 申报}, {step: 答辩}]\npast_numbers_file: shu.csv\nsister_programmes: [xm-2]\n---\n";

fn with_call() -> SiteTest {
    site()
        .file("calls/sb-1.md", CALL)
        .file("programmes/xm-1.md", PROGRAMME)
        .file("programmes/shu.csv", "年,步骤,数量\n2025,答辩,34\n2025,申报,100\n2026,申报,112\n")
        .file("programmes/xm-2.md", "---\nid: xm-2\ntitle: 市领航计划\nlevel: 市级\n---\n")
}

#[test]
fn a_call_says_when_what_for_and_how_to_check_oneself() {
    let html = page(&with_call(), "2026-12-01", "sb/sb-1.html");
    has(&html, &["申报中", "2026年11月1日 09:00", "2026年12月20日 17:00", "10万元", "../ics/sb/sb-1.ics"]);
    let checks = section(&html, "x-checks");
    has(checks, &["jx-tick__box", "注册不满3年</span>", "证明材料：营业执照", "未写明证明材料"]);
    let materials = section(&html, "x-materials");
    has(materials, &["申报书", "劳动合同", "../sx/sx-1.html", "不用交"]);
    has(section(&html, "x-timeline"), &["jx-timeline__item--past", "2027年1月10日"]);
    has(section(&html, "x-attachments"), &["没有可下载的表格"]);
    for (date, status) in [("2026-10-31", "即将开始"), ("2026-12-21", "已截止")] {
        has(&page(&with_call(), date, "sb/sb-1.html"), &[status]);
    }
}

#[test]
fn a_bare_or_suspended_call_shows_its_gaps_and_its_reason() {
    let bare = "---\nid: sb-1\ntitle: 2026年度领航计划申报通知\n---\n";
    let html = page(&site().file("calls/sb-1.md", bare), "2026-12-01", "sb/sb-1.html");
    assert!(html.matches("暂未公布").count() >= 5, "{html}");
    let suspended =
        CALL.replace("submission:", "suspension: {from: 2026-11-25, source: 区人才办通告}\nsubmission:");
    let html = page(&site().file("calls/sb-1.md", &suspended), "2026-12-01", "sb/sb-1.html");
    has(&html, &["暂停受理", "另行通知", "区人才办通告"]);
}

#[test]
fn a_document_that_suspends_a_call_is_believed_by_its_page_and_its_calendar() {
    let paper = "---\nid: p-9\ntitle: 暂停受理的通告\npublished_at: 2026-11-20 09:00\nrelations: [{type: 暂停, target: sb-1}]\n---\n";
    let site = with_call().file("policies/p-9.md", paper);
    let html = page(&site, "2026-12-01", "sb/sb-1.html");
    has(&html, &["暂停受理", "2026年11月20日", "暂停受理的通告"]);
    has_not(&html, &["申报中"]);
    has(&site.output("ics/sb.ics"), &["STATUS:CANCELLED"]);
}

#[test]
fn a_programme_has_calls_a_funnel_and_its_sisters() {
    let site = with_call();
    let html = page(&site, "2026-12-01", "xm/xm-1.html");
    has(&html, &["正在申报", "../sb/sb-1.html", "../bm/rsj.html", "10万元"]);
    let funnel = section(&html, "x-past-numbers");
    has(
        funnel,
        &["<th scope=\"col\">申报</th><th scope=\"col\">答辩</th>", "34%", "<rect width=\"34\"", "未到"],
    );
    assert!(funnel.find("2026").unwrap() < funnel.find("2025").unwrap(), "newest first");
    let sisters = section(&html, "x-sisters");
    has(sisters, &["xm-2.html", "市级", "就高享受，不重复", "本页"]);
    has(section(&site.output("xm/xm-2.html"), "x-sisters"), &["xm-1.html"]);
}

#[test]
fn past_numbers_of_another_form_stay_a_table() {
    let site = with_call().file("programmes/shu.csv", "年份,申报数,入选数\n2025,100,9\n");
    has(&page(&site, "2026-12-01", "xm/xm-1.html"), &["<th scope=\"col\">入选数</th>", ">9<"]);
}

// ---- platform types

#[test]
fn a_platform_type_says_who_recognises_it_and_lists_its_platforms() {
    let kind = "---\nid: lx-fuhua\ntype: 科技企业孵化器\nauthorities: [{name: 示例省科技厅, from: 2015-01-01, to: 2024-12-31}, {name: 示例省工信厅, from: 2025-01-01}]\nconditions: [场地不少于5000平方米]\nbenefits: [sx-1]\nstatus: 申报中\nupdated_on: 2026-10-12\n---\n";
    let platforms = "编号,类型,名称,级别,归属地,所在地,可承接,联系.部门\npt-1,科技企业孵化器,甲孵化器,市级,云溪区,云溪区,中试,rsj\npt-2,科技企业孵化器,乙孵化器,省级,云溪区,云溪区,落户项目,rsj\npt-3,众创空间,丙空间,省级,云溪区,云溪区,,rsj\n";
    let site = site().file("platform-types/lx.md", kind).file("platforms/p.csv", platforms);
    let html = page(&site, "2026-12-01", "pt/lx/incubator.html");
    has(&html, &["申报中", "2026年10月12日", "2024年12月31日", "至今", "10万元"]);
    let list = section(&html, "x-platforms");
    has(list, &["2家", "000-00000002"]);
    has(&html, &["<li>省级 1</li>"]);
    has_not(list, &["丙空间"]);
    assert!(list.find("乙孵化器").unwrap() < list.find("甲孵化器").unwrap(), "the highest level first");
    let suspended = "---\nid: p-9\ntitle: 暂停认定孵化器的通告\npublished_at: 2026-11-20\nrelations: [{type: 暂停, target: lx-fuhua}]\n---\n";
    let html = page(&site.file("policies/p-9.md", suspended), "2026-12-01", "pt/lx/incubator.html");
    has(&html, &["暂停", "../../zc/p-9.html", "2026年11月20日"]);
}

#[test]
fn a_long_list_of_platforms_goes_on_on_further_pages() {
    let kind = "---\nid: lx\ntype: 众创空间\nstatus: 申报中\n---\n";
    let rows: String = (1..=201).map(|n| format!("pt-{n},众创空间,空间{n:03}号\n")).collect();
    let site = SiteTest::new()
        .file("platform-types/lx.md", kind)
        .file("platforms/p.csv", &format!("编号,类型,名称\n{rows}"));
    let html = page(&site, "2026-12-01", "pt/lx/makerspace.html");
    has(&html, &["201家", "makerspace/2.html"]);
    let second = site.output("pt/lx/makerspace/2.html");
    has(&second, &["第2页", "空间201号", "../makerspace.html"]);
    has_not(&second, &["空间200号", "认定条件"]);
}

// ---- journeys

const JOURNEY: &str = "---\nid: yjs-1\ntitle: 入职一件事\nsituation: 入职\nsteps: [{title: 签合同, text: 确认期限}, {title: 申请补助, guides: [zn-1], benefits: [sx-1], time_limit: 15个工作日}, {title: 领卡, guides: [zn-2]}]\n---\n";

fn with_journey() -> SiteTest {
    site().file("journeys/yjs-1.md", JOURNEY).file(
        "guides/zn-2.md",
        "---\nid: zn-2\ntitle: 人才卡领取\nmaterials: [{name: 劳动合同, source: 自备}]\nhandled_by: {department: rsj}\n---\n",
    )
}

#[test]
fn a_journey_merges_documents_and_offices_of_its_steps() {
    let html = page(&with_journey(), "2026-12-01", "yjs/yjs-1.html");
    has(
        &html,
        &[
            "id=\"x-step-2\"",
            "申请补助</span> <span class=\"jx-journey__time\">15个工作日</span>",
            "../zn/zn-1.html",
            "10万元",
        ],
    );
    let materials = section(&html, "x-materials");
    assert_eq!(materials.matches("劳动合同").count(), 1, "{materials}");
    has(materials, &["原件；复印件", "href=\"#x-step-2\">第2步", "href=\"#x-step-3\">第3步", "不用交"]);
    let offices = section(&html, "x-offices");
    has(offices, &["示例路1号2楼", "000-00000002"]);
    assert_eq!(offices.matches("<li class").count(), 1, "the place of the guide stands for its department");
}

#[test]
fn every_step_shows_the_whole_journey_beside_it() {
    let site = with_journey();
    site.build().exits(0);
    for route in ["zn/zn-1.html", "sx/sx-1.html"] {
        let html = site.output(route);
        has(
            &html,
            &["属于“一件事”", "aria-current=\"step\"", "yjs/yjs-1.html#x-step-1", "yjs/yjs-1.html#x-step-3"],
        );
        let way = "<span class=\"jx-partof__way\">上一步<span class=\"jx-hidden\">：</span></span>";
        has(&html, &[&format!("<a href=\"../yjs/yjs-1.html#x-step-1\">{way}签合同</a>"), "领卡</a>"]);
    }
    let next = "<span class=\"jx-partof__way\">下一步";
    has(&site.output("zn/zn-1.html"), &[&format!("<a href=\"zn-2.html\">{next}")]);
    has_not(&site.output("zn/zn-2.html"), &[next]);
    has_not(&site.output("zc/p-1.html"), &["属于“一件事”"]);
}

// ---- questions

#[test]
fn questions_stand_by_topic_with_their_clause_and_their_last_check() {
    let site = site()
        .file("faqs/wd-1.md", "---\nid: wd-1\nquestion: 补助什么时候到账？\nanswer: 见[办法](p-1)。\ntopics: [引才资助]\nbasis: [{policy: p-1, clause: 第一条}]\nchecked_on: 2025-11-20\n---\n")
        .file("faqs/wd-2.md", "---\nid: wd-2\nquestion: 可以代办吗？\n---\n");
    let html = page(&site, "2026-12-01", "wd/index.html");
    let question = section(&html, "wd-1");
    has(
        question,
        &["../zc/p-1.html#art-1", "《云溪区人才办法》第一条", "2025年11月20日", "超过12个月未复核"],
    );
    has(section(&html, "wd-2"), &["还没有答案", "原文未明确", "未复核"]);
    assert!(html.find("id=\"x-topic-talent-grants\"").unwrap() < html.find("id=\"x-topic-other\"").unwrap());
    has(
        &site.output("zt/talent-grants.html"),
        &["../wd/index.html#wd-1", "<p class=\"jx-card__summary\">见办法。</p>"],
    );
    has_not(&page(&site, "2026-11-20", "wd/index.html"), &["超过12个月"]);
}

// ---- notices

const NOTICE: &str = "---\nid: gs-1\ntitle: 拟入选项目公示\ntype: 公示\nperiod: {start: 2026-11-20, end: 2026-11-26}\npublished_at: 2026-11-19\nlist_file: m.csv\nlist_columns: {姓名: 掩码, 单位: 公开}\nobjection: {department: rsj, phone: 000-00000009}\nresults_of: sb-1\nwithdraw_on: 2026-12-31\n---\n";

fn with_notice() -> SiteTest {
    with_call()
        .file("notices/gs-1.md", NOTICE)
        .file("notices/m.csv", "姓名,单位\n王小明,示例公司\n李华,示例研究院\n")
        .file("notices/gs-2.md", "---\nid: gs-2\ntitle: 入选项目结果公告\ntype: 结果\nresults_of: sb-1\npublished_at: 2026-11-30\n---\n")
}

#[test]
fn a_name_list_is_shown_from_its_period_until_it_is_taken_off() {
    let site = with_notice();
    let html = page(&site, "2026-11-26", "gs/gs-1.html");
    has(&html, &["公示中", "王*明", "示例公司", "000-00000009", "../sb/sb-1.html", "../xm/xm-1.html"]);
    has_not(&html, &["王小明"]);
    has(&page(&site, "2026-11-27", "gs/gs-1.html"), &["公示已结束", "王*明"]);
    let html = page(&site, "2026-11-19", "gs/gs-1.html");
    has(&html, &["即将公示", "名单共2人"]);
    has_not(&html, &["王*明", "示例公司", "示例研究院"]);
    // Without 下架日期 it goes with its period.
    let site = site.file("notices/gs-1.md", &NOTICE.replace("withdraw_on: 2026-12-31\n", ""));
    let html = page(&site, "2026-11-27", "gs/gs-1.html");
    has(&html, &["公示已结束", "名单共2人"]);
    has_not(&html, &["王*明", "示例公司", "示例研究院"]);
}

#[test]
fn notices_of_a_call_lead_to_each_other_and_to_the_call() {
    let site = with_notice();
    site.build().exits(0);
    has(section(&site.output("gs/gs-1.html"), "x-stages"), &["gs-2.html", "aria-current=\"page\""]);
    has(section(&site.output("gs/gs-2.html"), "x-stages"), &["gs-1.html"]);
    has(section(&site.output("sb/sb-1.html"), "x-notices"), &["../gs/gs-1.html", "../gs/gs-2.html"]);
}

#[test]
fn a_publicity_notice_without_a_channel_says_so() {
    let site = site().file("notices/gs-1.md", "---\nid: gs-1\ntitle: 拟入选项目公示\ntype: 公示\n---\n");
    has(section(&page(&site, "2026-12-01", "gs/gs-1.html"), "x-objection"), &["暂未公布"]);
}

// ---- the entrances and 免申即享

#[test]
fn the_entrances_list_what_each_side_may_claim() {
    let firm = "---\nid: sx-2\ntitle: 引才奖励\naudiences: [企业]\ntopics: [企业引才用才]\nlevel: 县级\naccess_mode: 申报\naward: {kind: 定额, amount: 5万元}\napply: {mode: 集中, windows: [{start: 2027-03-01, end: 2027-03-31}]}\nhandled_by: {department: rsj}\n---\n";
    let site = with_call().file("benefits/sx-2.md", firm);
    let talent = page(&site, "2026-12-01", "rc/index.html");
    has(
        &talent,
        &["../dx/young-phd.html", "../zt/talent-grants.html", "../sx/sx-1.html", "10万元", "../bm/rsj.html"],
    );
    has(&talent, &["../sb/sb-1.html", "../zn/zn-1.html", "href=\"../dw/index.html\""]);
    has_not(&talent, &["引才奖励"]);
    let employer = site.output("dw/index.html");
    has(&employer, &["../sx/sx-2.html", "2027年3月1日至2027年3月31日"]);
    has(section(&employer, "x-month"), &["2026年12月20日 17:00", "申报书"]);
    has(section(&employer, "x-hires"), &["青年博士", "../sx/sx-1.html", "劳动合同", "学历证书（免交）"]);
    has(&site.output("index.html"), &["href=\"rc/index.html\"", "href=\"dw/index.html\""]);
    let later = page(&site, "2027-01-02", "dw/index.html");
    has(section(&later, "x-month"), &["本月没有集中申报的项目"]);
}

#[test]
fn an_entrance_exists_only_where_there_is_something_behind_it() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    for route in ["rc/index.html", "dw/index.html", "msjx/index.html"] {
        assert!(!site.at(&format!("public/{route}")).exists(), "{route}");
    }
}

#[test]
fn benefits_that_are_over_leave_the_entrances() {
    let over = BENEFIT.replace("level: 县级", "level: 县级\nvalid: {from: 2026-01-01, to: 2026-11-30}");
    let site = site().file("benefits/sx-1.md", &over);
    has(&page(&site, "2026-11-30", "rc/index.html"), &["sx-1.html"]);
    has_not(&page(&site, "2026-12-01", "rc/index.html"), &["sx-1.html"]);
}

#[test]
fn a_cell_with_too_many_benefits_leads_to_all_of_them() {
    let mut site = site();
    for number in 2..=13 {
        let more = BENEFIT.replace("sx-1", &format!("sx-{number}"));
        site = site.file(&format!("benefits/sx-{number}.md"), &more);
    }
    let html = page(&site, "2026-12-01", "rc/index.html");
    has(section(&html, "x-matrix"), &["<a href=\"../zt/talent-grants.html\">查看全部</a>"]);
    assert_eq!(section(&html, "x-benefits").matches("../sx/sx-").count(), 13);
}

#[test]
fn a_department_lists_what_it_answers_for_once() {
    let site = with_call();
    site.build().exits(0);
    let html = site.output("bm/rsj.html");
    has(
        section(&html, "x-handled"),
        &["../sx/sx-1.html", "../zn/zn-1.html", "../sb/sb-1.html", "../xm/xm-1.html"],
    );
    assert_eq!(html.matches("../sb/sb-1.html").count(), 1, "{html}");
}

#[test]
fn the_site_map_names_the_entrances() {
    let site = site();
    site.build().exits(0);
    let map = site.output("wzdt/index.html");
    has(section(&map, "x-entrances"), &["../rc/index.html"]);
    has(section(&map, "x-facets"), &["../zt/", "../dx/"]);
    has(section(&map, "x-site"), &["../data/index.html", "../gy/index.html"]);
}

#[test]
fn what_needs_no_application_is_listed_with_its_basis() {
    let automatic = BENEFIT.replace(
        "access_mode: 申报",
        "access_mode: 免申即享\npayment: {mode: 一次性, time_limit: 30个工作日}",
    );
    let declared =
        BENEFIT.replace("sx-1", "sx-2").replace("博士安家补助", "租房补贴").replace("申报", "承诺即享");
    let site = site().file("benefits/sx-1.md", &automatic).file("benefits/sx-2.md", &declared);
    let html = page(&site, "2026-12-01", "msjx/index.html");
    has(
        section(&html, "x-automatic"),
        &["sx-1.html", "10万元", "青年博士", "30个工作日", "../zc/p-1.html#art-1"],
    );
    has(section(&html, "x-declaration"), &["租房补贴"]);
    has(&site.output("sx/index.html"), &["../msjx/index.html"]);
}

// ---- both languages, and nothing hidden

#[test]
fn each_page_exists_in_english_with_english_words() {
    let site = with_journey()
        .file("calls/sb-1.md", CALL)
        .file("programmes/xm-1.md", &PROGRAMME.replace("past_numbers_file: shu.csv\n", ""))
        .file("calls/sb-1.en.md", "---\ntitle: Pilot Plan 2026 call\nconditions_summary: [Under 3 years old (business licence)]\n---\n")
        .file("programmes/xm-1.en.md", "---\ntitle: Pilot Plan\n---\n")
        .file("journeys/yjs-1.en.md", "---\ntitle: Starting a job\nsteps: [{title: Sign the contract}, {title: Apply}, {title: Collect the card}]\n---\n")
        .file("guides/zn-1.en.md", "---\ntitle: Applying for the grant\n---\n")
        .file("benefits/sx-1.en.md", "---\ntitle: Grant for PhDs\nsummary: A grant\n---\n")
        .file("faqs/wd-1.md", "---\nid: wd-1\nquestion: 什么时候到账？\nanswer: 季末。\n---\n")
        .file("faqs/wd-1.en.md", "---\nquestion: When is it paid?\nanswer: At the end of the quarter.\n---\n");
    site.build().exits(0);
    has(
        &site.output("en/sb/sb-1.html"),
        &["Self-check list", "Under 3 years old</span>", "Proof: business licence", "CNY 100,000"],
    );
    has(&site.output("en/xm/xm-1.html"), &["What you get", "../sb/sb-1.html"]);
    has(
        &site.output("en/yjs/yjs-1.html"),
        &["Step by step", "Sign the contract", "href=\"#x-step-2\">Step 2"],
    );
    has(&site.output("en/zn/zn-1.html"), &["../yjs/yjs-1.html#x-step-3", "Collect the card"]);
    has(&site.output("en/wd/index.html"), &["id=\"wd-1\"", "At the end of the quarter."]);
    let talent = site.output("en/rc/index.html");
    has(&talent, &["Grant for PhDs", "CNY 100,000", "../../rc/index.html", "Young PhDs"]);
    assert!(!site.at("public/en/msjx/index.html").exists());
}

#[test]
fn hidden_entries_are_on_none_of_these_pages() {
    let hidden = |text: &str, title: &str| {
        text.replacen("---\n", "---\nopenness: 依申请公开\n", 1).replace(title, "不可见的名称不可见")
    };
    let site = with_notice()
        .file("journeys/yjs-1.md", JOURNEY)
        .file("benefits/sx-1.md", &hidden(BENEFIT, "博士安家补助"))
        .file("guides/zn-1.md", &hidden(GUIDE, "博士补助申请"))
        .file(
            "programmes/xm-2.md",
            &hidden("---\nid: xm-2\ntitle: 市领航计划\nlevel: 市级\n---\n", "市领航计划"),
        )
        .file(
            "notices/gs-2.md",
            &hidden("---\nid: gs-2\ntitle: 入选结果\ntype: 结果\nresults_of: sb-1\n---\n", "入选结果"),
        );
    site.build();
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("不可见的名称不可见"), "{path}");
    }
}
