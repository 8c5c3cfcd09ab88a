//! Dates: findings on them, the calendar page, calendar files, feeds, the subscribe page.

use crate::site_test::{Found, Run, SiteTest};

const SITE: &str = "site_name: 云溪区人才政策网\nbase_url: https://www.yunxi.example\nfeed_authority: 'www.yunxi.example,2026-01-01'\n";

fn site() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", SITE)
        .file(
            "departments/rcb.md",
            "---\ntitle: 云溪区委人才办\nshort_name: 区委人才办\nphone: [000-00000003]\n---\n",
        )
        .file("programmes/xm-linghang.md", "---\ntitle: 云溪领航计划\nauthority: rcb\n---\n")
}

fn call(id: &str, dates: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: 云溪领航计划项目申报通知{id}\npublished_at: 2026-05-06 08:30\nsummary: 领航计划申报通知；网上申报, 不收纸质材料。\n\
         programme: xm-linghang\ntopics: [创业支持]\ncontact: {{department: rcb, phone: 000-00000003}}\n{dates}\n---\n正文。\n"
    )
}

/// A calendar file without its folding.
fn unfolded(site: &SiteTest, route: &str) -> String {
    site.output(route).replace("\r\n ", "")
}

fn all<'a>(run: &'a Run, code: &str, path: &str) -> Vec<&'a Found> {
    run.findings.iter().filter(|found| found.code == code && found.path == path).collect()
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in:\n{text}");
}

#[track_caller]
fn assert_has_not(text: &str, part: &str) {
    assert!(!text.contains(part), "“{part}” is in:\n{text}");
}

// ---- findings

#[test]
fn dates_that_no_document_has_are_named_and_left_out() {
    let site = site()
        .file("calls/a.md", &call("sb-alt", "starts_at: 1926-11-02\nends_at: 2126-12-31\nyear: 1920"))
        .file("events/b.md", "---\nid: hd-far\ntitle: 很远的活动啊\nstarts_at: 2101-01-01\n---\n");
    let run = site.check();
    assert_eq!(all(&run, "F210", "content/calls/a.md").len(), 3);
    assert_eq!(all(&run, "F210", "content/events/b.md").len(), 1);
    site.build().exits(0);
    assert!(!site.at("public/rl").exists());
    assert!(!site.at("public/ics").exists());
}

#[test]
fn windows_and_suspensions_do_not_end_before_they_begin() {
    let site = site()
        .file(
            "calls/a.md",
            &call(
                "sb-one",
                "starts_at: 2026-11-02\nends_at: 2026-12-31\nsuspension: {from: 2026-12-10, to: 2026-12-01}",
            ),
        )
        .file(
            "benefits/b.md",
            "---\nid: sx-one\ntitle: 租金补贴\napply: {mode: windows, windows: [{start: 2026-06-30, end: 2026-06-01}, {start: 2027-06-01}]}\n---\n",
        );
    let run = site.check();
    run.finding("F209", "content/calls/a.md");
    run.finding("F209", "content/benefits/b.md");
    let missing = all(&run, "F203", "content/benefits/b.md");
    assert!(missing.iter().any(|found| found.message.contains("“end”")), "{missing:?}");
}

const HOLIDAYS: &str = "- year: 2026\n  off: [2026-10-01, 2026-10-02, 2026-10-03, 2026-10-04, 2026-10-05, 2026-10-06, 2026-10-07]\n  work: [2026-09-20, 2026-10-10]\n";

fn publicity(period: &str) -> String {
    format!(
        "---\nid: gs-one\ntitle: 拟入选项目公示\ntype: 公示\nperiod: {period}\nobjection: {{department: rcb, phone: 000-00000003}}\n---\n"
    )
}

#[test]
fn a_publicity_period_is_counted_in_working_days() {
    let site = site()
        .file("vocabularies/holidays.yaml", HOLIDAYS)
        .file("notices/a.md", &publicity("{start: 2026-09-28, end: 2026-10-08}"));
    let run = site.check();
    assert_has(&run.finding("N409", "content/notices/a.md").message, "4 working days");
    site.write("content/notices/a.md", publicity("{start: 2026-09-28, end: 2026-10-09}"));
    assert!(all(&site.check(), "N409", "content/notices/a.md").is_empty());
}

#[test]
fn a_call_does_not_end_on_a_holiday_but_may_on_a_make_up_day() {
    let dates = |end: &str| call("sb-one", &format!("starts_at: 2026-09-01\nends_at: {end}"));
    let site = site().file("vocabularies/holidays.yaml", HOLIDAYS).file("calls/a.md", &dates("2026-10-05"));
    site.check().finding("G511", "content/calls/a.md");
    site.write("content/calls/a.md", dates("2026-10-10"));
    assert!(all(&site.check(), "G511", "content/calls/a.md").is_empty());
}

#[test]
fn a_holiday_calendar_that_cannot_be_read_is_named_row_by_row() {
    let broken = "- year: 2026\n  off: [2026-10-01, 2025-10-01, 国庆]\n  work: [2026-10-01]\n- off: [2026-01-01]\n- year: 2026\n";
    let site = site().file("vocabularies/holidays.yaml", broken);
    assert_eq!(all(&site.check(), "P610", "content/vocabularies/holidays.yaml").len(), 5);
    site.write("content/vocabularies/holidays.yaml", "国庆: 放假\n");
    assert_eq!(all(&site.check(), "P610", "content/vocabularies/holidays.yaml").len(), 1);
    site.write("content/site.yaml", "holiday_calendar: none.yaml\n");
    site.check().finding("P601", "content/site.yaml");
}

#[test]
fn a_year_that_the_holiday_calendar_lacks_is_told_where_it_counts() {
    let site = site()
        .file("vocabularies/holidays.yaml", HOLIDAYS)
        .file("notices/a.md", &publicity("{start: 2027-10-08, end: 2027-10-14}"));
    let run = site.run(&["check", "--hints"]);
    assert_eq!(run.finding("P611", "content/vocabularies/holidays.yaml").level, "hint");
}

#[test]
fn interpretation_and_publication_keep_their_time() {
    let policy = "---\nid: zc-one\ntitle: 云溪区人才政策若干措施\nnormative: yes\ndated_on: 2026-01-05\npublished_at: 2026-03-02\neffective_on: 2026-03-02\nexpires_on: 2029-03-01\n---\n第一条 正文。\n";
    let site = SiteTest::new().file("policies/a.md", policy);
    let run = site.check();
    run.finding("X309", "content/policies/a.md");
    assert_has(&run.finding("X308", "content/policies/a.md").message, "without an interpretation");
    let late = |day: &str| {
        format!(
            "---\nid: jd-one\ntitle: 若干措施解读\ninterprets: zc-one\npublished_at: {day}\n---\n解读。\n"
        )
    };
    site.write("content/interpretations/j.md", late("2026-03-20"));
    assert_has(&site.check().finding("X308", "content/policies/a.md").message, "14 working days");
    site.write("content/interpretations/j.md", late("2026-03-05"));
    assert!(all(&site.check(), "X308", "content/policies/a.md").is_empty());
}

// ---- the calendar

#[test]
fn the_calendar_says_what_opens_closes_and_takes_place() {
    let site = site()
        .file(
            "calls/a.md",
            &call(
                "sb-one",
                "starts_at: 2026-12-02 09:00\nends_at: 2026-12-31 17:00\ntimeline: [{step: 申报, date: 2026-12-31}, {step: 答辩, date: 截止后10个工作日}, {step: 公示, date: 2027年春}]",
            ),
        )
        .file(
            "events/b.md",
            "---\nid: hd-one\ntitle: 第七期人才沙龙\nstarts_at: 2026-12-10 14:00\nends_at: 2026-12-10 17:30\nplace: 云溪人才之家\n---\n",
        )
        .file(
            "events/c.md",
            "---\nid: hd-draft\ntitle: 不公开的活动\nopenness: 不予公开\nstarts_at: 2026-12-11\n---\n",
        );
    let run = site.build_with(&["--hints"]).exits(0);
    assert_eq!(all(&run, "F211", "content/calls/a.md").len(), 1);
    let page = site.output("rl/index.html");
    for part in
        ["开始申报", "截止", "14:00—17:30", "云溪人才之家", "id=\"x-2026-12-31\"", "答辩", "2027年1月14日"]
    {
        assert_has(&page, part);
    }
    assert_has_not(&page, "不公开的活动");
    assert_has_not(&page, "还剩");
    assert_has(&page, "按周一至周五计算");
    let month = site.output("rl/2026-12.html");
    assert_has(&month, "<th scope=\"col\">周一</th>");
    assert_has(&month, "<caption>2026年12月</caption>");
    assert_has(&month, "href=\"2027-01.html\" rel=\"next\"");
    let home = site.output("index.html");
    assert_has(&home, "href=\"rl/index.html\"");
    // What comes next stands before the columns; steps of a call are for its own page.
    let next = &home[home.find("id=\"x-upcoming\"").unwrap_or(0)..];
    let next = &next[..next.find("</section>").unwrap_or(next.len())];
    assert_has(next, "2026年12月31日");
    assert_has_not(next, "答辩");
    assert_has_not(&home, "不公开的活动");
}

#[test]
fn the_next_call_is_expected_on_the_days_of_the_last_one() {
    let site = site()
        .file("calls/a.md", &call("sb-2025", "starts_at: 2025-01-10\nends_at: 2025-02-28"))
        .file("calls/b.md", &call("sb-2026", "starts_at: 2026-01-12\nends_at: 2026-02-27"));
    site.build().exits(0);
    let page = site.output("rl/index.html");
    assert_has(&page, "预计开始");
    assert_has(&page, "2027年1月12日");
    assert_has(&page, "往年参考：云溪领航计划项目申报通知sb-2026");
    assert_has_not(&page, "往年参考：云溪领航计划项目申报通知sb-2025");
    let calendar = unfolded(&site, "ics/sb.ics");
    assert_has(&calendar, "UID:sb-sb-2026-expected-2027@www.yunxi.example");
    assert_has(&calendar, "STATUS:TENTATIVE");
    site.write("content/calls/c.md", call("sb-2027", "starts_at: 2027-01-20\nends_at: 2027-02-27"));
    site.build().exits(0);
    assert_has_not(&site.output("rl/index.html"), "预计开始");
}

#[test]
fn a_yearly_window_comes_again_while_the_benefit_holds() {
    let benefit = |valid: &str| {
        format!(
            "---\nid: sx-one\ntitle: 租金补贴\napply: {{mode: windows, windows: [{{start: 2026-02-01, end: 2026-02-27}}, {{start: 2026-01-04, end: 2026-01-28}}]}}\n{valid}\n---\n"
        )
    };
    let site = SiteTest::new().file("site.yaml", SITE).file("benefits/a.md", &benefit("stage: 引"));
    site.build().exits(0);
    assert_has(&site.output("rl/index.html"), "2027年1月28日");
    site.write("content/benefits/a.md", benefit("valid: {from: 2026-01-01, to: 2026-12-31}"));
    site.build().exits(0);
    assert_has_not(&site.output("rl/index.html"), "2027年1月28日");
}

#[test]
fn a_day_of_every_year_is_announced_for_the_next_one() {
    let benefit = "---\nid: sx-one\ntitle: 租金补贴\napply: {mode: 常年, term: 2月28日前}\n---\n";
    let site = SiteTest::new().file("site.yaml", SITE).file("benefits/a.md", benefit);
    site.build().exits(0);
    assert_has(&site.output("rl/index.html"), "2027年2月28日");
}

#[test]
fn ten_thousand_events_in_a_month_stay_readable() {
    let mut rows = String::from("编号,标题,发布时间,起,止,地点\n");
    for number in 0..10_000 {
        let day = number % 30 + 1;
        rows.push_str(&format!(
            "hd-{number:05},第{number}场人才沙龙,2026-05-01,2026-06-{day:02} 14:00,2026-06-{day:02} 16:00,人才之家\n"
        ));
    }
    let site = SiteTest::in_memory().file("site.yaml", SITE).file("events/all.csv", &rows);
    site.build_with(&["--date", "2026-07-01"]).exits(0);
    let month = site.output("rl/2026-06.html");
    assert!(month.len() < 150_000, "{}", month.len());
    assert_has(&month, "rl/2026-06/50.html".trim_start_matches("rl/"));
    assert_has(&month, "还有331项");
    assert!(site.output("rl/index.html").len() < 60_000);
    assert_eq!(site.output("ics/hd.ics").matches("BEGIN:VEVENT").count(), 2000);
}

// ---- calendar files

#[test]
fn a_call_has_a_window_a_deadline_with_an_alarm_and_a_reminder() {
    let site = site().file("calls/a.md", &call("sb-one", "starts_at: 2026-11-02\nends_at: 2026-12-31 17:00"));
    site.build().exits(0);
    let calendar = unfolded(&site, "ics/sb.ics");
    for part in [
        "UID:sb-sb-one-window@www.yunxi.example\r\n",
        "DTSTART;VALUE=DATE:20261102\r\nDTEND;VALUE=DATE:20270101\r\n",
        "TRANSP:TRANSPARENT\r\n",
        "UID:sb-sb-one-deadline@www.yunxi.example\r\n",
        "DTSTART:20261231T090000Z\r\n",
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:【7天后截止】",
        "TRIGGER:-P7D\r\n",
        "DTSTAMP:20260506T003000Z\r\nLAST-MODIFIED:20260506T003000Z\r\nSEQUENCE:0\r\n",
        "网上申报\\, 不收纸质材料",
        "URL:https://www.yunxi.example/sb/sb-one.html\r\n",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n",
    ] {
        assert_has(&calendar, part);
    }
    let reminders = unfolded(&site, "ics/sb-tixing.ics");
    assert_has(&reminders, "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225\r\n");
    assert_has(&reminders, "SUMMARY:【7天后截止】");
    for name in ["ics/bm-rcb.ics", "ics/zt-startup.ics", "ics/sb/sb-one.ics"] {
        assert_has(&unfolded(&site, name), "UID:sb-sb-one-deadline@www.yunxi.example");
    }
    let page = site.output("sb/sb-one.html");
    assert_has(&page, "<link rel=\"alternate\" type=\"text/calendar\"");
    assert_has(&page, "href=\"../ics/sb/sb-one.ics\"");
}

#[test]
fn a_suspended_call_stays_as_cancelled() {
    let dates = "starts_at: 2026-11-02\nends_at: 2026-12-31\nsuspension: {from: 2026-11-20, to: 2026-12-05}";
    let site = site().file("calls/a.md", &call("sb-one", dates));
    site.build().exits(0);
    let calendar = unfolded(&site, "ics/sb.ics");
    assert_has(&calendar, "STATUS:CANCELLED");
    assert_has(&calendar, "SEQUENCE:1");
    assert_has(&calendar, "DTSTAMP:20261119T160000Z");
    assert_has(&site.output("feed/sb.xml"), "sb/sb-one#status-2026-11-20</id>");
    assert_has(&site.output("rl/index.html"), "目前暂停");
    site.build_with(&["--date", "2026-12-06"]).exits(0);
    let calendar = unfolded(&site, "ics/sb.ics");
    assert_has_not(&calendar, "STATUS:CANCELLED");
    assert_has(&calendar, "SEQUENCE:2");
}

#[test]
fn dates_of_the_build_are_in_no_calendar_and_no_feed() {
    let site = site().file("calls/a.md", &call("sb-one", "starts_at: 2026-11-02\nends_at: 2026-12-31"));
    site.build().exits(0);
    let files = ["ics/sb.ics", "ics/sb-tixing.ics", "feed/all.xml", "feed/sb.xml"];
    let before = files.map(|file| site.output(file));
    site.build_with(&["--date", "2026-12-10"]).exits(0);
    assert_eq!(files.map(|file| site.output(file)), before);
}

#[test]
fn names_on_a_list_stay_on_its_page() {
    let notice = "---\nid: gs-one\ntitle: 拟入选项目公示\ntype: 公示\npublished_at: 2026-11-24\nsummary: 拟入选项目负责人王小明等2人，现予公示。\nperiod: {start: 2026-11-24, end: 2026-11-30}\nlist_file: m.csv\nlist_columns: {姓名: 按规定公开}\nwithdraw_on: 2026-12-31\nobjection: {department: rcb, phone: 000-00000003}\n---\n";
    let site = site().file("notices/a.md", notice).file("notices/m.csv", "姓名\n王小明\n李小红\n");
    site.build().exits(0);
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".xml") || path.ends_with(".ics") {
            assert_has_not(&text.replace("\r\n ", ""), "王小明");
        }
    }
    assert_has(&site.output("feed/gs.xml"), "公示期：2026年11月24日至2026年11月30日。名单共2人");
    assert_has(&unfolded(&site, "ics/gs.ics"), "名单共2人");
}

// ---- feeds and the subscribe page

#[test]
fn a_change_of_status_is_an_entry_of_its_own() {
    let policy = "---\nid: zc-one\ntitle: 云溪区人才政策若干措施\npublished_at: 2024-03-02\neffective_on: 2024-04-01\nexpires_on: 2026-06-30\n---\n第一条 正文。\n";
    let site = site()
        .file("policies/a.md", policy)
        .file("calls/a.md", &call("sb-one", "starts_at: 2026-11-02\nends_at: 2026-11-20"));
    site.build().exits(0);
    let feed = site.output("feed/zc.xml");
    assert_has(&feed, "<id>tag:www.yunxi.example,2026-01-01:zc/zc-one#status-2026-07-01</id>");
    assert_has(&feed, "<updated>2026-07-01T00:00:00+08:00</updated>");
    let calls = site.output("feed/sb.xml");
    assert_has(&calls, "sb/sb-one#status-2026-11-02</id>\n<title>【申报已开始】");
    assert_has(&calls, "sb/sb-one#status-2026-11-21</id>\n<title>【申报已截止】");
    assert_has(&calls, "href=\"https://www.yunxi.example/feed/sb.xml\"");
    assert_has(&site.output("feed/zt-startup.xml"), "sb/sb-one</id>");
    assert_has(&site.output("sb/index.html"), "type=\"application/atom+xml\"");
}

#[test]
fn without_an_address_there_are_calendars_and_no_feeds() {
    let site = site().file("site.yaml", "site_name: 某网\n");
    let site = site.file("calls/a.md", &call("sb-one", "starts_at: 2026-11-02\nends_at: 2026-12-31"));
    site.build().exits(0);
    assert!(!site.at("public/feed").exists());
    let page = site.output("dy/index.html");
    assert_has(&page, "<code>ics/sb.ics</code>");
    assert_has(&page, "还没有设置网址");
    assert_has_not(&unfolded(&site, "ics/sb.ics"), "URL:");
}

#[test]
fn the_subscribe_page_names_every_feed_and_calendar() {
    let site = site().file("calls/a.md", &call("sb-one", "starts_at: 2026-11-02\nends_at: 2026-12-31"));
    site.build().exits(0);
    let page = site.output("dy/index.html");
    for path in site.tree("public").into_keys() {
        let is_own = path.starts_with("ics/sb/");
        if (path.ends_with(".ics") && !is_own) || (path.ends_with(".xml") && path.contains("feed/")) {
            assert_has(&page, &format!("<code>https://www.yunxi.example/{path}</code>"));
        }
    }
}

#[test]
fn an_authority_of_feeds_that_is_none_is_refused() {
    let site = site().file("site.yaml", "feed_authority: 云溪区\nbase_url: https://a.example\n");
    site.check().finding("P601", "content/site.yaml");
}

#[test]
fn a_month_far_away_can_be_reached() {
    let event = |id: &str, day: &str| {
        format!("---\nid: {id}\ntitle: 很久以前的活动\nstarts_at: {day} 09:00\nends_at: {day} 10:00\n---\n")
    };
    let site = SiteTest::new()
        .file("events/hd-1.md", &event("hd-1", "2014-08-01"))
        .file("events/hd-2.md", &event("hd-2", "2012-03-01"));
    site.build_with(&["--date", "2026-11-25"]).exits(0);
    assert!(site.output("rl/index.html").contains("2014-08.html"));
    assert!(site.output("rl/2014-08.html").contains("2012-03.html"));
}
