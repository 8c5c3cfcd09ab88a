//! `juxian changes`: what a reviewer is told of two builds.

use crate::site_test::{Run, SiteTest};
use serde_json::Value;
use std::fs;

fn policy(title: &str, text: &str) -> String {
    format!("---\n标题: {title}\n---\n{text}\n")
}

/// Six policies, so that lists and several pages share something.
fn site() -> SiteTest {
    let site =
        SiteTest::new().file("site.yaml", "site_name: 云溪人才\nbase_url: https://www.example.gov.cn\n");
    for number in 1..=6 {
        let text = format!("第一条 给予补贴{number}万元，期限3年。\n\n第二条 由区人社局解释。");
        site.write(
            &format!("content/policies/yrc-2026-{number}.md"),
            policy(&format!("办法之{number}号"), &text),
        );
    }
    site
}

/// Builds, then changes the site, then builds again; `old` and `new` lie below it.
fn two_builds(change: impl Fn(&SiteTest), arguments: &[&str]) -> SiteTest {
    let site = site();
    site.build_with(&["--out", "old"]).exits(0);
    change(&site);
    site.build_with(&[&["--out", "new"], arguments].concat()).exits(0);
    site
}

fn changes(site: &SiteTest, arguments: &[&str]) -> Run {
    site.run(&[&["changes", "old", "new", "--format", "human"], arguments].concat())
}

fn json(site: &SiteTest) -> Value {
    let run = site.run(&["changes", "old", "new"]).exits(0);
    serde_json::from_str(&run.stdout).expect("the output is JSON")
}

fn paths(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|page| page["path"].as_str()).collect()
}

fn changed<'a>(changes: &'a Value, path: &str) -> &'a Value {
    let pages = changes["changed"].as_array().expect("a list");
    pages.iter().find(|page| page["path"] == path).unwrap_or_else(|| panic!("{path} in {changes:#}"))
}

#[test]
fn identical_builds_have_no_changes() {
    let site = two_builds(|_| {}, &[]);
    let run = changes(&site, &["--exit-code"]).exits(0);
    assert!(run.stdout.starts_with("**The outputs are the same**"), "{}", run.stdout);
}

#[test]
fn an_edited_amount_is_told_with_its_text_and_the_exit_code_on_demand() {
    let text = policy("办法之2号", "第一条 给予补贴20万元，期限3年。\n\n第二条 由区人社局解释。");
    let site = two_builds(|site| site.write("content/policies/yrc-2026-2.md", &text), &[]);
    let found = json(&site);
    let page = changed(&found, "zc/yrc-2026-2.html");
    assert_eq!(page["changes"][0]["what"], "text");
    assert_eq!(page["changes"][0]["old"], "第一条 给予补贴2万元，期限3年。");
    assert_eq!(page["changes"][0]["new"], "第一条 给予补贴20万元，期限3年。");
    assert_eq!(page["is_list"], false);
    let run = changes(&site, &["--base", "https://www.example.gov.cn/", "--exit-code"]).exits(1);
    assert!(
        run.stdout.contains("[办法之2号](<https://www.example.gov.cn/zc/yrc-2026-2.html>)"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("- 第一条 给予补贴2万元，期限3年。\n+ 第一条 给予补贴20万元，期限3年。"));
    changes(&site, &[]).exits(0);
}

#[test]
fn pages_come_and_go_and_a_dead_address_is_told() {
    let site = two_builds(
        |site| {
            fs::remove_file(site.at("content/policies/yrc-2026-3.md")).expect("it is there");
            site.write("content/policies/yrc-2026-7.md", policy("办法之7号", "第一条 新。"));
        },
        &[],
    );
    let found = json(&site);
    assert!(paths(&found["added"]).contains(&"zc/yrc-2026-7.html"), "{found:#}");
    assert!(paths(&found["removed"]).contains(&"zc/yrc-2026-3.html"), "{found:#}");
    let zh = changes(&site, &["--messages", "zh"]).exits(0).stdout;
    assert!(zh.contains("> **1 个网址会失效**"), "{zh}");
    let en = changes(&site, &[]).exits(0).stdout;
    assert!(en.contains("> **Dead addresses: 1.**"), "{en}");
}

#[test]
fn a_renamed_page_with_its_former_address_has_moved() {
    let renamed = "---\n标题: 办法之3号\n旧网址: [zc/yrc-2026-3.html]\n---\n第一条 给予补贴33万元，期限3年。\n\n第二条 由区人社局解释。\n";
    let site = two_builds(
        |site| {
            fs::remove_file(site.at("content/policies/yrc-2026-3.md")).expect("it is there");
            site.write("content/policies/yrc-2026-33.md", renamed);
        },
        &[],
    );
    let found = json(&site);
    assert_eq!(paths(&found["moved"]), ["zc/yrc-2026-3.html"]);
    assert_eq!(found["moved"][0]["to"], "zc/yrc-2026-33.html");
    assert!(paths(&found["added"]).is_empty() && paths(&found["removed"]).is_empty(), "{found:#}");
    let page = changed(&found, "zc/yrc-2026-33.html");
    assert!(page.to_string().contains("补贴33万元"), "{page:#}");
    assert!(!page.to_string().contains("由区人社局解释"), "{page:#}");
}

#[test]
fn a_renamed_page_without_a_former_address_is_guessed() {
    let site = two_builds(
        |site| {
            let from = site.at("content/policies/yrc-2026-3.md");
            fs::rename(from, site.at("content/policies/yrc-2026-33.md")).expect("it can be renamed");
        },
        &[],
    );
    let found = json(&site);
    let gone = found["removed"].as_array().expect("a list").iter().find(|page| page["is_list"] == false);
    assert_eq!(gone.expect("one is gone")["likely"], "zc/yrc-2026-33.html");
}

#[test]
fn a_later_day_alone_changes_no_text_of_a_policy() {
    let site = two_builds(|_| {}, &["--date", "2026-12-02"]);
    let found = json(&site);
    assert_eq!(found["new"]["date"], "2026-12-02");
    assert!(paths(&found["changed"]).iter().all(|path| !path.starts_with("zc/yrc")), "{found:#}");
    assert!(paths(&found["added"]).is_empty() && paths(&found["removed"]).is_empty());
}

#[test]
fn another_style_is_no_change_of_a_page() {
    let css = ".jx { --jx-accent: #6b3a8a; --jx-accent-dark: #4c2466; }\n";
    let site = two_builds(|site| site.write("themes/default/assets/own.css", css), &[]);
    let found = json(&site);
    assert_eq!(found["changed"], Value::Array(Vec::new()));
    let unseen = &found["unseen"];
    let told =
        unseen["assets"].as_array().map_or(0, Vec::len) + unseen["markup"].as_array().map_or(0, Vec::len);
    assert!(told > 10, "{found:#}");
    let assets = found["files"].as_array().expect("a list").iter().find(|group| group["name"] == "assets");
    assert!(!assets.expect("assets changed")["names"].as_array().expect("a list").is_empty());
    let told = changes(&site, &[]).exits(0).stdout;
    assert!(told.len() < 8000 && told.contains("<details>"), "{}", told.len());
}

#[test]
fn other_markup_beside_another_tag_is_told_as_markup() {
    let built_in = |path: &str| {
        let themes = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        fs::read_to_string(themes.join(path)).expect("the theme has it")
    };
    let base = built_in("base.html").replace("content=\"webkit\"", "content=\"ie\"");
    let form = built_in("components/search-box/template.html").replace("method=\"get\"", "method=\"post\"");
    let site = two_builds(
        |site| {
            site.write("themes/default/base.html", &base);
            site.write("themes/default/components/search-box/template.html", &form);
        },
        &[],
    );
    let unseen = json(&site)["unseen"].clone();
    let markup = unseen["markup"].as_array().expect("a list");
    let home = markup.iter().find(|page| page["path"] == "index.html");
    assert_eq!(home.expect("it has the form")["tags"], serde_json::json!(["renderer"]), "{unseen:#}");
    assert!(!paths(&unseen["tags"]).contains(&"index.html"), "{unseen:#}");
    let told = changes(&site, &[]).exits(0).stdout;
    assert!(told.contains("The same texts in other markup"), "{told}");
}

#[test]
fn what_all_pages_share_is_told_once() {
    let site = two_builds(
        |site| site.write("content/site.yaml", "site_name: 云溪英才\nbase_url: https://www.example.gov.cn\n"),
        &[],
    );
    let told = changes(&site, &["--messages", "zh"]).exits(0).stdout;
    assert_eq!(told.matches("`云溪人才` → `云溪英才`").count(), 1, "{told}");
    assert!(!told.contains("#### 办法之"), "{told}");
}

#[test]
fn text_of_pages_is_never_markup() {
    let title = "<img src=x>@all #12 `甲` | [乙](c) http://d.example";
    let text = format!("---\n标题: '{title}'\n---\n第一条 ```\n\n第二条 </details>@all\n");
    let site = two_builds(|site| site.write("content/policies/yrc-2026-9.md", &text), &[]);
    let told = changes(&site, &[]).exits(0).stdout;
    let line = told.lines().find(|line| line.contains("zc/yrc-2026-9.html")).expect("it was added");
    assert!(!line.contains("<img") || line.contains("\\<img"), "{line}");
    for dangerous in ["@all", "#12", "http://d"] {
        assert!(!line.contains(dangerous), "{line}");
    }
    assert_eq!(
        told.matches("<details>").count(),
        told.lines().filter(|line| line.trim() == "</details>").count()
    );
}

#[test]
fn zips_say_the_same_as_folders() {
    let site = site();
    let text = policy("办法之2号", "第一条 给予补贴20万元，期限3年。\n\n第二条 由区人社局解释。");
    for out in ["old", "old.zip"] {
        site.build_with(&["--out", out]).exits(0);
    }
    site.write("content/policies/yrc-2026-2.md", &text);
    for out in ["new", "new.zip"] {
        site.build_with(&["--out", out]).exits(0);
    }
    let folders = site.run(&["changes", "old", "new"]).exits(0).stdout;
    let zips = site.run(&["changes", "old.zip", "new.zip"]).exits(0).stdout;
    assert_eq!(folders, zips);
    assert_eq!(folders, site.run(&["changes", "old", "new.zip"]).exits(0).stdout);
}

#[test]
fn a_manifest_alone_tells_paths_and_says_so() {
    let text = policy("办法之2号", "第一条 改。");
    let site = two_builds(|site| site.write("content/policies/yrc-2026-2.md", &text), &[]);
    let run = site.run(&["changes", "old/juxian-manifest.json", "new", "--format", "human"]).exits(0);
    assert!(run.stdout.contains("One side is a manifest without pages"), "{}", run.stdout);
    assert!(run.stdout.contains("`zc/yrc-2026-2.html`"), "{}", run.stdout);
    let found = site.run(&["changes", "old", "new/juxian-manifest.json"]).exits(0).stdout;
    let found: Value = serde_json::from_str(&found).expect("the output is JSON");
    assert_eq!((&found["pages_read"], &found["damaged"]), (&Value::Bool(false), &Value::Array(Vec::new())));
}

#[test]
fn a_lost_or_altered_page_is_told() {
    let text = policy("办法之2号", "第一条 改。");
    let site = two_builds(|site| site.write("content/policies/yrc-2026-2.md", &text), &[]);
    fs::remove_file(site.at("new/zc/yrc-2026-2.html")).expect("it is there");
    site.write("old/zc/index.html", "<p>");
    let found = json(&site);
    assert_eq!(paths(&found["damaged"]), ["zc/yrc-2026-2.html"], "{found:#}");
    assert_eq!(found["damaged"][0]["side"], "new");
}

#[test]
fn without_a_whole_manifest_the_tool_fails() {
    let site = two_builds(|_| {}, &[]);
    site.write("empty/a.txt", "");
    for damaged in [
        "",
        "{",
        "{\"files\": 1}",
        "[]",
        "{\"files\":[{\"path\":\"../../etc/passwd\",\"size\":1,\"sha256\":\"00\"}]}",
    ] {
        site.write("bad/juxian-manifest.json", damaged);
        let run = site.run(&["changes", "old", "bad"]).exits(2);
        assert!(run.stderr.contains("the manifest is damaged"), "{}", run.stderr);
    }
    site.write("short.zip", "PK\u{3}\u{4}");
    for other in ["empty", "nowhere", "short.zip"] {
        site.run(&["changes", "old", other]).exits(2);
        site.run(&["changes", other, "new"]).exits(2);
    }
}

#[test]
fn the_length_is_bounded() {
    let site = two_builds(
        |site| {
            for number in 1..=6 {
                let text =
                    (0..400).map(|line| format!("第{line}段，第{number}号。{}\n\n", "甲乙丙".repeat(30)));
                let text = policy(&format!("长文之{number}号"), &text.collect::<String>());
                site.write(&format!("content/policies/yrc-2026-{number}.md"), text);
            }
        },
        &[],
    );
    for limit in ["60000", "3000", "200"] {
        let told = changes(&site, &["--limit", limit]).exits(0).stdout;
        let length = told.trim_end().chars().count();
        assert!(length <= limit.parse().expect("a number"), "{length} > {limit}");
        assert!(told.starts_with("**Changes of pages**"), "{told}");
    }
}
