//! Same input and date, same bytes: whatever the order of files on the disk, the number of threads,
//! the time zone, the locale or the name of the folder. The next day changes only what must.

use crate::site_test::{DATE, SiteTest, Tree, differences, run, tree};
use std::path::Path;

/// The demo as files: their paths and bytes.
fn demo() -> Tree {
    tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"))
}

fn build(site: &SiteTest) -> Tree {
    site.build_with(&["--profile", "preview"]).exits(0);
    site.tree("public")
}

#[track_caller]
fn assert_same(expected: &Tree, found: &Tree, what: &str) {
    assert_eq!(differences(expected, found), Vec::<String>::new(), "{what}");
}

#[test]
fn the_order_in_which_files_were_made_does_not_show() {
    let files = demo();
    let mut scattered: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    // By the end of the name, which mixes folders, kinds and languages.
    scattered.sort_by_key(|(path, _)| path.bytes().rev().collect::<Vec<u8>>());
    let forwards = files.iter().fold(SiteTest::new(), |site, (path, bytes)| site.bytes(path, bytes));
    let backwards = files.iter().rev().fold(SiteTest::new(), |site, (path, bytes)| site.bytes(path, bytes));
    let mixed = scattered.into_iter().fold(SiteTest::new(), |site, (path, bytes)| site.bytes(path, bytes));
    let expected = build(&forwards);
    assert_same(&expected, &build(&backwards), "backwards");
    assert_same(&expected, &build(&mixed), "mixed");
}

#[test]
fn threads_time_zone_and_locale_do_not_show() {
    let site = SiteTest::demo();
    let expected = build(&site);
    let findings = site.check().exits(0).stdout;
    let surroundings: [&[(&str, &str)]; 6] = [
        &[("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "2")],
        &[("RAYON_NUM_THREADS", "8")],
        &[("TZ", "Pacific/Kiritimati"), ("LANG", "zh_CN.GB18030")],
        &[("TZ", "America/Los_Angeles"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("TZ", "no/such/zone"), ("LANG", ""), ("LC_ALL", "C"), ("HOME", "/nowhere")],
    ];
    for (number, surrounding) in surroundings.iter().enumerate() {
        let out = format!("out-{number}");
        let mut command = site.command(&["build", "--profile", "preview", "--date", DATE, "--out", &out]);
        run(command.envs(surrounding.iter().copied())).exits(0);
        assert_same(&expected, &site.tree(&out), &format!("{surrounding:?}"));
        let mut command = site.command(&["check", "--date", DATE, "--format", "json", "--messages", "en"]);
        assert_eq!(
            run(command.envs(surrounding.iter().copied())).exits(0).stdout,
            findings,
            "{surrounding:?}"
        );
    }
}

#[test]
fn the_names_and_places_of_folders_do_not_show() {
    let site = SiteTest::demo();
    let expected = build(&site);
    std::fs::rename(site.at("content"), site.at("人才 内容 (1)")).expect("on one disk");
    let absolute = site.at("人才 内容 (1)").display().to_string();
    for (content, out) in [("人才 内容 (1)", "网站 %20&'\""), (&*absolute, "b/c"), ("./人才 内容 (1)/", "d")]
    {
        site.build_with(&["--profile", "preview", "--content", content, "--out", out]).exits(0);
        assert_same(&expected, &site.tree(out), content);
    }
}

#[test]
fn times_of_files_do_not_show() {
    let site = SiteTest::demo();
    let expected = build(&site);
    for path in demo().keys() {
        let file =
            std::fs::File::options().write(true).open(site.at("content").join(path)).expect("a source");
        file.set_modified(std::time::UNIX_EPOCH).expect("it is ours");
    }
    assert_same(&expected, &build(&site), "1970");
}

#[test]
fn going_there_and_back_gives_the_first_bytes_again() {
    let site = SiteTest::demo();
    let build = || {
        // What is added is short of fields; what matters is that it comes and goes.
        site.build_with(&["--profile", "preview"]).exits(0);
        site.tree("public")
    };
    let expected = build();
    let policy = site.at("content/policies/yrc-2026-3.md");
    let text = std::fs::read_to_string(&policy).expect("a source");
    std::fs::write(&policy, text.replace("云溪", "溪云")).expect("it is ours");
    site.write("content/news/one-more.md", "---\ntitle: 又一条动态\n---\n文。\n");
    assert!(build().contains_key("dt/one-more.html"));
    std::fs::write(&policy, text).expect("it is ours");
    std::fs::remove_file(site.at("content/news/one-more.md")).expect("it is ours");
    assert_same(&expected, &build(), "there and back");
}

// ---- the next day

/// The files that differ between two days, without the manifest, which names the day.
fn changed(site: &SiteTest, first: &str, second: &str) -> Vec<String> {
    let build = |date: &str| {
        site.build_with(&["--out", date, "--date", date]).exits(0);
        site.tree(date)
    };
    let mut changed = differences(&build(first), &build(second));
    // The day of the build stands in one script, so that pages stay as they are.
    changed.retain(|path| path != "juxian-manifest.json" && path != "date.js");
    changed
}

#[test]
fn a_day_on_which_nothing_happens_changes_nothing() {
    let site = SiteTest::new()
        .file("site.yaml", "site_name: 云溪区人才政策网\nbase_url: https://www.yunxi.example\n")
        .file("policies/first-one.md", &policy("2029-06-30"))
        .file(
            "guides/a-guide.md",
            "---\ntitle: 怎样办理人才公寓\npublished_at: 2026-03-02 09:00\n---\n文。\n",
        )
        .file(
            "news/some-news.md",
            "---\ntitle: 云溪区举办人才活动\npublished_at: 2026-11-30 09:00\n---\n文。\n",
        );
    assert_eq!(changed(&site, "2026-12-01", "2026-12-02"), Vec::<String>::new());
    assert_eq!(changed(&site, "2026-12-31", "2027-01-01"), Vec::<String>::new());
}

fn policy(expires_on: &str) -> String {
    format!(
        "---\ntitle: 云溪区人才政策若干措施\npublished_at: 2026-03-02 09:00\ndated_on: 2026-03-01\n\
        effective_on: 2026-04-01\nexpires_on: {expires_on}\n---\n第一条 正文。\n"
    )
}

#[test]
fn the_day_after_the_last_changes_the_policy_and_what_lists_it() {
    let site = SiteTest::new()
        .file("policies/ends-now.md", &policy("2026-12-01"))
        .file("policies/stays-on.md", &policy("2027-12-31"))
        .file(
            "guides/a-guide.md",
            "---\ntitle: 怎样办理人才公寓\npublished_at: 2026-03-02 09:00\n---\n文。\n",
        );
    let changed = changed(&site, "2026-12-01", "2026-12-02");
    assert!(changed.contains(&"zc/ends-now.html".to_string()), "{changed:?}");
    for same in ["zc/stays-on.html", "zn/a-guide.html", "zn/index.html", "404.html", "wzdt/index.html"] {
        assert!(!changed.contains(&same.to_string()), "{same} among {changed:?}");
    }
}

#[test]
fn a_scheduled_entry_leaves_no_trace_before_its_day() {
    let scheduled =
        "---\ntitle: 尚未公布的人才新政\npublished_at: 2026-12-02 09:00\nscheduled: yes\n---\n第一条 密。\n";
    let with = SiteTest::with_policy().file("policies/not-yet.md", scheduled);
    let without = SiteTest::with_policy();
    let same = |date: &str| {
        let [with, without] = [&with, &without].map(|site| {
            site.build_with(&["--date", date]).exits(0);
            let mut tree = site.tree("public");
            tree.remove("juxian-manifest.json").expect("it holds a digest of the inputs");
            tree
        });
        differences(&with, &without).is_empty()
    };
    assert!(same("2026-12-01"));
    assert!(!same("2026-12-02"));
    assert!(with.output("zc/index.html").contains("尚未公布的人才新政"));
}

#[test]
fn a_withdrawn_entry_keeps_its_address_and_loses_its_text() {
    let withdrawn = "---\ntitle: 拟入选人员公示\npublished_at: 2026-11-02 09:00\nwithdraw_on: 2026-12-01\n---\n张三等三人。\n";
    let site = SiteTest::with_policy().file("notices/names-list.md", withdrawn);
    site.build_with(&["--date", "2026-12-01"]).exits(0);
    assert!(site.output("gs/names-list.html").contains("张三"));
    site.build_with(&["--date", "2026-12-02"]).exits(0);
    assert!(site.at("public/gs/names-list.html").is_file());
    let traces: Vec<String> = site
        .tree("public")
        .into_iter()
        .filter(|(_, bytes)| has(bytes, "张三"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(traces, Vec::<String>::new());
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Nobody builds for these days; a slip of a finger may.
#[test]
fn the_ends_of_the_calendar_build() {
    let site = SiteTest::demo();
    for date in ["0001-01-01", "1949-10-01", "2028-02-29", "9999-12-31"] {
        let run = site.build_with(&["--date", date, "--out", date]);
        assert!(matches!(run.code, Some(0 | 1)), "{date}: {}", run.stderr);
    }
    for date in ["2026-02-30", "10000-01-01", "0000-00-00", "", "明天", "2026-12-01T00:00"] {
        site.build_with(&["--date", date, "--out", "none"]).exits(2);
    }
}
