//! `build --cache`: the same bytes with it as without it, whatever is in it.

use crate::site_test::SiteTest;
use std::fs;

const FILE: &str = "cache/juxian-build.cache";

/// Builds into a folder with the cache, and asserts that the output is that of a build without one.
#[track_caller]
fn assert_same(site: &SiteTest, out: &str) -> String {
    let run = site.build_with(&["--out", out, "--cache", "cache"]).exits(0);
    site.build_with(&["--out", "plain"]).exits(0);
    assert!(site.tree(out) == site.tree("plain"), "{out}");
    run.stderr
}

fn site() -> SiteTest {
    SiteTest::with_policy()
        .file("policies/second.md", "---\n标题: 第二个办法\n---\n第一条 本市人才资助10万元。\n")
        .file("platforms/list.csv", "名称,类型\n某某孵化器,孵化器\n")
}

#[test]
fn a_cache_changes_no_byte() {
    let site = site();
    assert_same(&site, "first");
    let cache = fs::read(site.at(FILE)).expect("the cache is there");
    assert_same(&site, "again");
    assert!(
        cache == fs::read(site.at(FILE)).expect("the cache is there"),
        "what has not changed is kept as it is"
    );
    site.write("content/policies/second.md", "---\n标题: 第二个办法\n---\n第一条 本市人才资助20万元。\n");
    site.write("content/a.md", "# 新的一页\n");
    assert_same(&site, "edited");
    fs::remove_file(site.at("content/policies/second.md")).expect("it was there");
    site.write(
        "content/vocabularies/topics.yaml",
        "topics:\n  - {code: other_things, zh: 别的, en: Other}\n",
    );
    assert_same(&site, "removed");
}

#[test]
fn a_cache_of_this_program_is_used_and_a_damaged_one_is_told_and_replaced() {
    let site = site();
    assert_eq!(assert_same(&site, "first").matches("cache").count(), 0);
    let whole = fs::read(site.at(FILE)).expect("the cache is there");
    let mut flipped = whole.clone();
    flipped[whole.len() - 9] ^= 1;
    // The hash of the program stands behind the mark.
    let mut of_another = whole.clone();
    of_another[20] ^= 1;
    for (name, bytes) in
        [("cut", &whole[..whole.len() / 2]), ("flipped", &flipped), ("another", &of_another), ("empty", &[])]
    {
        fs::write(site.at(FILE), bytes).expect("it can be written");
        let told = assert_same(&site, name);
        assert!(told.contains("juxian-build.cache"), "{name}: {told}");
        assert!(whole == fs::read(site.at(FILE)).expect("the cache is there"), "{name} is written anew");
    }
}

#[test]
fn a_cache_may_be_deleted() {
    let site = site();
    assert_same(&site, "first");
    fs::remove_dir_all(site.at("cache")).expect("it is there");
    assert_same(&site, "second");
}

#[test]
fn a_cache_stands_beside_content_and_output() {
    let site = site();
    for folder in ["content", "content/policies", "public", "public/.cache", "themes", "."] {
        site.build_with(&["--cache", folder]).exits(2);
        assert!(!site.at("public").join("index.html").exists(), "{folder}: nothing is written");
    }
}

#[test]
fn a_cache_that_cannot_be_used_is_told_and_the_site_is_written() {
    let site = site();
    site.write("cache", "a file");
    let told = assert_same(&site, "public");
    assert!(told.contains("cannot be used"), "{told}");
    // Neither read nor replaced.
    fs::remove_file(site.at("cache")).expect("it was there");
    fs::create_dir_all(site.at(FILE)).expect("folders can be made");
    let told = assert_same(&site, "public");
    assert!(told.contains("juxian-build.cache"), "{told}");
    assert_eq!(
        fs::read_dir(site.at("cache")).expect("it is there").count(),
        1,
        "nothing is left half written"
    );
}
