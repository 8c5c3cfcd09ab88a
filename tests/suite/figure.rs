//! Pages of events, figures, catalogues, schemes, payment progress, privacy and about, on small sites.

use crate::site_test::SiteTest;

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in:\n{text}");
}

#[track_caller]
fn assert_has_not(text: &str, part: &str) {
    assert!(!text.contains(part), "“{part}” is in:\n{text}");
}

/// The text of a page without its markup.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html);
    regex::Regex::new(r"<[^>]*>").expect("a pattern").replace_all(main, "").into_owned()
}

fn event(id: &str, starts: &str, ends: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: 人才活动{id}\npublished_at: 2026-01-02\ntype: 对接会\nstarts_at: {starts}\n\
         ends_at: {ends}\nplace: 报告厅\norganisers: [某协会]\nsign_up: https://hd.yunxi.example/1\n\
         agenda: |\n  - 签到\nrecap: |\n  来了80人。\n---\n正文。\n"
    )
}

fn events() -> SiteTest {
    SiteTest::new()
        .file("events/a.md", &event("hd-soon", "2026-12-10 14:00", "2026-12-10 17:30"))
        .file("events/b.md", &event("hd-past", "2026-10-10 14:00", "2026-10-10 17:30"))
        .file("events/c.md", &event("hd-next", "2026-12-03", "2026-12-04"))
        .file("events/d.md", &event("hd-now", "2026-11-30", "2026-12-01"))
}

// ---- events, challenges, news

#[test]
fn an_event_says_when_where_and_whether_it_is_over() {
    let site = events();
    site.build().exits(0);
    let soon = site.output("hd/hd-soon.html");
    for part in [
        "即将举行",
        "2026年12月10日（星期四） 14:00—17:30",
        "2026-12-10T14:00+08:00",
        "报告厅",
        "某协会",
        "网上报名",
    ] {
        assert_has(&soon, part);
    }
    let past = site.output("hd/hd-past.html");
    assert_has(&past, "已结束");
    assert_has(&past, "来了80人");
    assert_has_not(&past, "hd.yunxi.example");
    assert_has(&site.output("hd/hd-now.html"), "举行中");
}

#[test]
fn events_that_come_stand_first() {
    let site = events();
    site.build().exits(0);
    let list = site.output("hd/index.html");
    let order: Vec<usize> = ["hd-now.html", "hd-next.html", "hd-soon.html", "往期活动", "hd-past.html"]
        .iter()
        .map(|part| list.find(part).unwrap_or_else(|| panic!("{part} is not in:\n{list}")))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_challenge_closes_after_its_last_day() {
    let challenge = |id: &str, ends: &str, budget: &str| {
        format!(
            "---\nid: {id}\ntitle: 低温烧结工艺\npublished_at: 2026-01-02\nsource: rcb\nneed: 降到1450度\n\
             organisation: 示例公司\nends_on: {ends}\n{budget}---\n"
        )
    };
    let site = SiteTest::new()
        .file(
            "departments/rcb.md",
            "---\nid: rcb\ntitle: 区委人才办\nshort_name: 人才办\nphone: [000-00000003]\n---\n",
        )
        .file("challenges/a.md", &challenge("jb-open", "2026-12-01", "budget: 200万元\n"))
        .file("challenges/b.md", &challenge("jb-over", "2026-11-30", ""));
    site.build().exits(0);
    let open = site.output("jb/jb-open.html");
    for part in ["征集中", "200万元", "000-00000003", "请在2026年12月1日前"] {
        assert_has(&open, part);
    }
    let over = site.output("jb/jb-over.html");
    for part in ["已于2026年11月30日截止", "未公开预算", "不再接受揭榜"] {
        assert_has(&over, part);
    }
}

#[test]
fn news_stands_by_year() {
    let news = |year: i32| {
        format!("---\nid: dt-{year}\ntitle: 动态一则{year}\npublished_at: {year}-03-02\n---\n正文。\n")
    };
    let site = SiteTest::new().file("news/a.md", &news(2025)).file("news/b.md", &news(2026));
    site.build().exits(0);
    let list = site.output("dt/index.html");
    assert!(list.find("<h2>2026年") < list.find("<h2>2025年"), "{list}");
}

// ---- figures

fn indicator(id: &str, csv: &str) -> SiteTest {
    SiteTest::new()
        .file(
            &format!("indicators/{id}.md"),
            &format!(
                "---\nid: {id}\ntitle: 在孵企业数\npublished_at: 2026-10-02\nunit: 家\ndefinition: 季末在册\n\
                 period_kind: 季度\nseries_file: s.csv\nas_of: 2026-09-30\n---\n"
            ),
        )
        .file("indicators/s.csv", csv)
}

#[test]
fn an_indicator_shows_value_change_target_chart_and_table() {
    let csv =
        "期,地区,值,基期值,目标,目标年\n2026-Q1,云溪区,219,180,250,2026\n2026-Q3,云溪区,238,180,250,2026\n";
    let site = indicator("zb-qiye", csv);
    site.build().exits(0);
    let page = site.output("sj/zb-qiye.html");
    for part in [
        "比2026年一季度增加19家（8.7%）",
        "250家（2026年）",
        "完成95.2%，还差12家",
        "基期180家，累计增加58家",
        "季末在册",
    ] {
        assert_has(&page, part);
    }
    assert_has(&page, "<svg class=\"jx-chart__picture\"");
    assert_has_not(&page, "style=");
    let (chart, table) = (page.find("<svg"), page.find("id=\"x-series\""));
    assert!(chart < table && table.is_some());
    // The quarter without a value is a gap in both.
    assert_has(&page, "2026年二季度");
    assert_has(&page, "无数据");
    assert_has(&site.output("sj/index.html"), "jx-spark");
}

#[test]
fn odd_series_give_pages_that_read_well() {
    let months: String =
        (0..100).map(|n| format!("{}-{:02},{}\n", 2018 + n / 12, n % 12 + 1, n * 7)).collect();
    let rows = [
        ("一期,甲区,3\n".to_string(), "数据不足"),
        (String::new(), "暂无数据"),
        ("2025,甲区,-3.5\n2026,甲区,-4\n".to_string(), "减少0.5家"),
        ("2025,甲区,1\n2026,乙区,4\n2026,甲区,2\n".to_string(), "增加1家"),
    ];
    for (rows, wanted) in rows {
        let site = indicator("zb-odd", &format!("期,地区,值\n{rows}"));
        site.build().exits(0);
        assert_has(&(site.output("sj/zb-odd.html") + &site.output("sj/index.html")), wanted);
    }
    let site = indicator("zb-odd", &format!("期,值\n{months}"));
    site.build().exits(0);
    assert_has(&site.output("sj/zb-odd.html"), "2026年4月");
}

#[test]
fn a_target_below_the_base_is_reached_by_falling() {
    let site = indicator("zb-tian", "期,值,基期值,目标\n2025,50,60,30\n2026,45,60,30\n");
    site.build().exits(0);
    assert_has(&site.output("sj/zb-tian.html"), "完成50%，还差15家");
}

#[test]
fn indicators_in_one_list_have_their_series() {
    let site = SiteTest::new()
        .file("indicators/b.csv", "编号,名称,单位,系列\nzb-one,博士人数,人,a.csv\n")
        .file("indicators/a.csv", "期,值\n2025,128\n2026,140\n");
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/indicators/a.csv"), [""; 0]);
    assert_has(&site.output("sj/zb-one.html"), "增加12人");
}

// ---- shortage catalogues

#[test]
fn a_catalogue_groups_posts_and_tells_what_is_new() {
    let head = |year: i32| {
        format!(
            "---\nid: ml-{year}\ntitle: 紧缺人才目录{year}\npublished_at: 2026-01-02\nyear: {year}\nrows_file: {year}.csv\ndefinition: 问卷\n---\n"
        )
    };
    let columns = "产业,岗位,学历,紧缺度\n";
    let site = SiteTest::new()
        .file("shortages/a.md", &head(2026))
        .file("shortages/2026.csv", &format!("{columns}新材料,配方师,硕士,4\n新材料,检测员,大专,2\n"))
        .file("shortages/b.md", &head(2027))
        .file(
            "shortages/2027.csv",
            &format!("{columns}新材料,配方师,硕士,5\n生物,发酵师,本科,4\n新材料,工艺师,本科,4\n"),
        );
    site.build().exits(0);
    let page = site.output("ml/ml-2027.html");
    for part in [
        "2个产业，3个紧缺岗位",
        "4.5",
        "5 极度紧缺",
        "配方师（新材料）由4升至5",
        "检测员（新材料）",
        "2个，表中标明“新增”",
    ] {
        assert_has(&words(&page), part);
    }
    assert_has(&page, "id=\"x-industry-2\"");
    assert_has(&site.output("ml/ml-2026.html"), "已有更新的目录");
    assert!(site.output("ml/index.html").find("2027年") < site.output("ml/index.html").find("2026年"));
}

// ---- schemes

#[test]
fn a_level_scheme_tells_what_each_grade_may_claim() {
    let scheme = "---\nid: cc-2026\ntitle: 人才层次\npublished_at: 2026-04-01\nregion: 云溪区\nversion: 2026版\n\
        grades:\n  - {code: B, name: 领军, rank: 2}\n  - {code: A, name: 顶尖, rank: 1, perks: [体检]}\n  - {code: C, name: 基础, rank: 3}\n---\n";
    let benefit = |id: &str, rest: &str| format!("---\nid: {id}\ntitle: 事项{id}\n{rest}\n---\n");
    let site = SiteTest::new()
        .file("level-schemes/a.md", scheme)
        .file("level-schemes/b.md", "---\nid: cc-2020\ntitle: 旧的层次\npublished_at: 2020-04-01\nregion: 云溪区\nversion: 旧版\n---\n")
        .file("vocabularies/facts.yaml", "- {名称: 人才层次, 键: talent_level, 类型: 等级, 体系: cc-2026, 值: [A, B, C]}\n")
        .file("benefits/a.md", &benefit("sx-least", "条件: [{项: 人才层次, 至少: B}]"))
        .file("benefits/b.md", &benefit("sx-tier", "待遇: {方式: 分档, 按: 人才层次, 档: {A: 60万元, B: 30万元}}"))
        .file("benefits/c.md", &benefit("sx-any", "条件: [{任一: [{项: 人才层次, 为: A}, {项: 学历, 至少: 博士}]}]"))
        .file("benefits/d.md", &benefit("sx-other", "条件: [{项: 学历, 至少: 博士}]"));
    site.build().exits(0);
    let page = site.output("cc/cc-2026.html");
    let row = |id: &str| {
        let row = page.split("<tr>").find(|row| row.contains(&format!("事项{id}"))).unwrap_or_default();
        let cells =
            row.split("<td>").skip(1).map(|cell| words(cell.split("</td>").next().unwrap_or_default()));
        cells.collect::<Vec<_>>()
    };
    assert_eq!(row("sx-least"), ["可享受", "可享受", "—"]);
    assert_eq!(row("sx-tier"), ["60万元", "30万元", "—"]);
    assert_eq!(row("sx-any"), ["可享受", "另有条件", "另有条件"]);
    assert_eq!(row("sx-other"), [""; 0]);
    assert!(page.find("顶尖") < page.find("领军"));
    assert_has(&page, "现行版本");
    assert_has(&site.output("cc/cc-2020.html"), "新申请按现行版本认定");
}

#[test]
fn a_rating_scheme_computes_the_next_review() {
    let scheme = "---\nid: pj-one\ntitle: 星级评价\npublished_at: 2026-04-01\nplatform_types: [众创空间]\n\
        stars: [{stars: 3, name: 三星, condition: 60分}, {stars: 5, name: 五星}]\n\
        criteria: [{name: 场地, points: 20}, {name: 服务, points: 35.5, used_in_review: 是}]\nreview_cycle: 2年\n---\n";
    let site = SiteTest::new().file("rating-schemes/a.md", scheme).file(
        "platforms/p.csv",
        "编号,类型,名称,星级.体系,星级.星,星级.评定日期\npt-one,众创空间,甲空间,pj-one,5,2024-11-30\npt-two,众创空间,乙空间,pj-one,3,2026-01-31\npt-none,众创空间,丙空间,,,\n",
    );
    site.build().exits(0);
    let page = site.output("pj/pj-one.html");
    for part in [
        "55.5",
        "复评指标合计35.5分",
        "2026年11月30日",
        "已到复评日期",
        "2028年1月31日",
        "已评定2家，同类平台未评定1家",
    ] {
        assert_has(&page, part);
    }
    assert!(page.find("五星") < page.find("三星"));
}

// ---- payment progress

fn progress(rows: &str) -> SiteTest {
    let benefit = "---\nid: sx-one\ntitle: 生活补贴\npublished_at: 2026-01-02\npayment: {mode: 按季, timing: 事后, time_limit: 30个工作日}\nsteps: [{step: 申报}, {step: 审核, time_limit: 10个工作日}, {step: 发放, time_limit: 32个工作日}, {step: 比对, time_limit: 每季度一次}]\n---\n";
    SiteTest::new()
        .file("site.yaml", "兑付进度: duifu.csv\n")
        .file("benefits/a.md", benefit)
        .file("benefits/_draft.md", "---\nid: sx-secret\ntitle: 未公开的事项\n---\n")
        .file("duifu.csv", &format!("批次,事项,受理月,拨付月,件数,天数中位数,截至\n{rows}"))
}

#[test]
fn payment_progress_is_compared_with_the_promise() {
    let site = progress(
        "第一批,sx-one,2026-01,2026-03,77,47,2026-10-31\n第二批,sx-one,2026年4月,2026年6月,,41,2026-11-30\n",
    );
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/duifu.csv"), [""; 0]);
    let page = site.output("dfjd/index.html");
    for part in ["流程各环节合计42个工作日", "超出5个工作日", "在承诺时限内", "2026年11月30日"]
    {
        assert_has(&page, part);
    }
    assert!(page.find("第二批") < page.find("第一批"));
    assert_has(&site.output("sx/sx-one.html"), "最近一批：2026年4月受理，2026年6月拨付，中位数41个工作日");
    assert_has(&site.output("index.html"), "dfjd/index.html");
}

#[test]
fn bad_rows_of_payment_progress_are_findings() {
    let site = progress(
        "一,sx-one,2026-05,2026-03,1,9,2026-10-31\n二,sx-one,2026-05,2026-06,1,9,2027-01-01\n三,sx-none,2026-05,2026-06,1,9,2026-10-31\n\
         四,sx-one,五月,2026-06,1,9,2026-10-31\n五,sx-one,2026-05,2026-06,1,很久,2026-10-31\n六,sx-secret,2026-05,2026-06,1,9,2026-10-31\n\
         二,sx-one,2026-05,2026-07,1,9,2026-10-31\n七,sx-one,2026-05,2026-06,1,-9,2026-10-31\n",
    );
    let run = site.build().exits(0);
    let found: Vec<(&str, u64)> = run
        .findings
        .iter()
        .filter(|found| found.path == "content/duifu.csv")
        .map(|found| (found.code.as_str(), found.line))
        .collect();
    for wanted in [("F209", 2), ("L306", 3), ("X316", 4), ("F208", 5), ("F202", 6), ("L307", 8), ("F208", 9)]
    {
        assert!(found.contains(&wanted), "{wanted:?} of {found:?}");
    }
    let late = run.findings.iter().find(|found| found.code == "L306");
    assert!(late.is_some_and(|found| found.message.contains("截至")), "{late:?}");
    for (path, bytes) in site.tree("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("未公开的事项"), "{path}");
    }
}

#[test]
fn odd_files_of_payment_progress_do_not_stop_a_build() {
    let bytes =
        "批次,事项,受理月,拨付月,件数,天数中位数,截至\n一,sx-one,2026-05,2026-06,1,9,2026-10-31\n".as_bytes();
    let with_mark = progress("").bytes("duifu.csv", &[b"\xef\xbb\xbf", bytes].concat());
    assert_eq!(with_mark.build().exits(0).codes("content/duifu.csv"), [""; 0]);
    assert_has(&with_mark.output("dfjd/index.html"), "9个工作日");
    // GB18030 is refused with its name, as in every file.
    let gb = progress("").bytes("duifu.csv", b"\xc5\xfa\xb4\xce,\xca\xc2\xcf\xee\n\xd2\xbb,sx-one\n");
    let run = gb.build();
    assert!(run.finding("F001", "content/duifu.csv").message.contains("GB18030"), "{}", run.told());
    let missing = SiteTest::with_policy().file("site.yaml", "兑付进度: nowhere.csv\n");
    missing.build().exits(0).finding("L304", "content/site.yaml");
    assert!(!missing.at("public/dfjd/index.html").exists());
}

// ---- privacy and about

#[test]
fn privacy_and_about_take_up_the_words_of_the_office() {
    let site = SiteTest::with_policy()
        .file(
            "site.yaml",
            "host_body: 区委人才办\ndata_licence: {name: 开放条款, url: 'https://a.example/'}\n",
        )
        .file("pages/privacy.md", "---\nid: privacy\ntitle: 隐私补充\n---\n本单位另有规定。\n")
        .file("pages/about.en.md", "---\nid: about\ntitle: More about us\n---\nOur own words.\n")
        .file("pages/about.md", "---\nid: about\ntitle: 关于我们\n---\n我们自己的话。\n");
    site.build().exits(0);
    let privacy = site.output("ys/index.html");
    for part in ["本单位另有规定", "不使用 Cookie", "保存您选择的显示设置"] {
        assert_has(&privacy, part);
    }
    assert_has(&site.output("gy/index.html"), "我们自己的话");
    assert_has(&site.output("gy/index.html"), "开放条款");
    assert_has(&site.output("en/gy/index.html"), "Our own words");
    assert!(!site.at("public/privacy.html").exists() && !site.at("public/about.html").exists());
}

#[test]
fn privacy_names_what_a_theme_keeps() {
    let site = SiteTest::with_policy();
    site.write("themes/default/assets/own.js", "localStorage.setItem('a', 'b');");
    site.build().exits(0);
    assert_has_not(&site.output("ys/index.html"), "不在您的设备上保存数据");
}
