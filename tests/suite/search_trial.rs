//! `juxian search`, and the searches that an office wants to come out right.

use crate::site_test::{SiteTest, each};

fn site() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", "site_name: 云溪\nbase_url: https://a.example\nlanguages: [zh, en]\n")
        .file("policies/p-1.md", "---\nid: p-1\ntitle: 云溪区人才办法\ndocument_number: 云人才〔2026〕3号\ntopics: [生活补贴]\npublished_at: 2026-03-02\neffective_on: 2026-01-01\nexpires_on: 长期\n---\n第一条　给予博士安家补助。\n\n第二条　给予硕士生活补贴。\n")
        .file("policies/p-1.en.md", "---\ntitle: Talent Measures of Yunxi\n---\nDoctors get a settling allowance.\n")
        .file("news/dt-1.md", "---\nid: dt-1\ntitle: 今年的安家补助已经发放\n---\n依据《云溪区人才办法》发放。\n")
}

#[test]
fn a_search_prints_what_it_finds() {
    let site = site();
    let run = site.run(&["search", "安家补助", "--format", "human", "--messages", "zh"]).exits(0);
    let lines: Vec<&str> = run.stdout.lines().map(str::trim).collect();
    assert!(run.stdout.contains(" 1. ") && run.stdout.contains(". 今年的安家补助已经发放"), "{}", run.stdout);
    assert!(lines.contains(&"政策 · 现行有效 · 2026-03-02 · 云人才〔2026〕3号"), "{}", run.stdout);
    assert!(lines.contains(&"[第一条] 第一条　给予博士安家补助。"), "{}", run.stdout);
    assert!(lines.contains(&"https://a.example/zc/p-1.html#art-1"), "{}", run.stdout);
    assert!(run.stderr.contains("显示 2 条"), "{}", run.stderr);
    assert!(!run.stdout.contains('\u{1b}'), "no colour outside a terminal");
    let colour = site.run(&["search", "安家补助", "--format", "human", "--color", "always"]).exits(0);
    assert!(colour.stdout.contains("\u{1b}[1m安家补助\u{1b}[0m"), "{}", colour.stdout);
    assert!(!site.at("public").exists(), "nothing is written");
}

#[test]
fn a_search_says_by_its_code_whether_it_found() {
    let site = site();
    site.run(&["search", "完全没有的东西"]).exits(1);
    site.run(&["search", "安家补助", "--kind", "政策"]).exits(0);
    site.run(&["search", "安家补助", "--topic", "住房保障"]).exits(1);
    let run = site.run(&["search", "安家补助", "--kind", "政第", "--format", "human"]).exits(2);
    assert!(run.stderr.contains("“政第”"), "{}", run.stderr);
    site.run(&["search", "settling allowance", "--lang", "en"]).exits(0);
    site.run(&["search"]).exits(2);
}

#[test]
fn a_search_can_be_read_by_machines() {
    let run = site().run(&["search", "安家补助", "--limit", "1", "--kind", "policy"]).exits(0);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found = &answer["results"][0];
    assert_eq!(found["href"], "zc/p-1.html#art-1");
    assert_eq!((&found["kind"], &found["stateClass"]), (&"policy".into(), &"good".into()));
    assert_eq!(found["clauses"][0]["label"], "第一条");
    assert!(found["score"].as_i64().is_some_and(|score| score > 0), "{found}");
    assert!(found["explanation"].as_array().is_some_and(|parts| !parts.is_empty()), "{found}");
}

#[test]
fn searches_that_come_out_right_say_nothing() {
    let tests = "- {查询: 博士安家, 应有: p-1}\n- {query: 硕士生活补贴, expect: \"zc/p-1.html#art-2\", among: 1}\n\
        - {query: settling allowance, expect: p-1, lang: en}\n";
    for name in ["search-tests.yaml", "搜索测试.yaml"] {
        let run = site().file(name, tests).check();
        assert_eq!(run.codes(&format!("content/{name}")), Vec::<&str>::new(), "{}", run.told());
    }
}

#[test]
fn a_search_that_fails_tells_what_stands_where() {
    let tests = "- {查询: 云溪区人才办法, 应有: dt-1, 前: 1}\n- {查询: 租房, 应有: p-1}\n";
    let site = site().file("search-tests.yaml", tests);
    let run = site.check().exits(0);
    let found: Vec<_> = run.findings.iter().filter(|found| found.code == "P616").collect();
    assert_eq!(found.len(), 2, "{}", run.told());
    assert_eq!((found[0].line, found[1].line), (1, 2));
    assert!(
        found[0].message.contains("stands at 2")
            && found[0].message.contains("“云溪区人才办法” (zc/p-1.html")
    );
    assert!(found[1].message.contains("is not found"), "{}", found[1].message);
    let run = site.run(&["check", "--profile", "production"]).exits(1);
    assert!(run.findings.iter().any(|found| found.code == "P616" && found.level == "error"));
    assert!(site.build().findings.iter().all(|found| found.code != "P616"), "a build asks for none");
}

#[test]
fn every_fault_of_the_tests_is_found_at_its_place() {
    let rows = [
        ("查询: 博士\n", 1, "must be a list"),
        ("- 博士\n", 1, "no map"),
        ("- {查询: 博士, 应有: p-1}\n- {应有: p-1}\n", 2, "without query"),
        ("- {查询: 博士}\n", 1, "without expect"),
        ("- {查询: 博士, 应有: p-2}\n", 1, "“p-2”, which nobody can see → “p-1”"),
        ("- {查询: 博士, 应有: zc/p-2.html}\n", 1, "which nobody can see"),
        ("- {查询: 博士, 应有: p-1, 前: 很多}\n", 1, "a number from 1 to 100"),
        ("- {查询: 博士, 应有: p-1, 前: 0}\n", 1, "a number from 1 to 100"),
        ("- {查询: 博士, 应有: p-1, 语言: fr}\n", 1, "zh or en"),
        ("- {查询: 博士, 应有: p-1, 前几: 3}\n", 1, "no key “前几”"),
    ];
    each(
        rows,
        |row| row.0.to_string(),
        |(text, line, said)| {
            let run = site().file("search-tests.yaml", text).build();
            let found = run.finding("P615", "content/search-tests.yaml");
            assert_eq!(found.line, line);
            assert!(found.message.contains(said), "{}", found.message);
        },
    );
}
