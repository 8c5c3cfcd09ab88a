//! A build that takes from the one before gives what a build from nothing gives: findings, plan and every
//! byte, after any sequence of edits, and so do the files that are read again.
//!
//! What is edited follows from a seed, so that a failure names the step and comes back.

use crate::mutation::{Numbers, spoil};
use crate::site_test::SiteTest;
use juxian::build::{Build, Request, Stock, build};
use juxian::date::Date;
use juxian::site::{Content, Plan};
use juxian::source::{self, Disk, Folders};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

const STEPS: u64 = 30;

/// Folders of the demo that are edited whole: their entries name tables and versions.
const WHOLE: &[&str] = &[
    "shortages/",
    "indicators/",
    "departments/",
    "notices/",
    "policies/ykgxg-2026-2/",
    "policies/yrsg-2024-1/",
];

/// Of the other texts of the demo every so many-th stands on the edited site.
const EVERY: usize = 5;

/// What settings are changed to, one after the other.
const SETTINGS: &[&str] = &[
    "profile: production\n",
    "raw_html: true\n",
    "languages: [zh]\n",
    "file_size_max: 3KB\n",
    "theme: own\n",
    "theme: missing\n",
    "search: {exclude_kinds: [policy]}\n",
    "name: 另一个名字\n",
    "languages: [\n",
];

/// Files that come and go whole: words of the site, its theme, data, pictures, tests.
const EXTRAS: &[(&str, &[&str])] = &[
    (
        "content/vocabularies/topics.yaml",
        &["topics:\n  - {code: zzz, zh: 另一类, en: Another}\n", "topics: 1\n"],
    ),
    ("content/vocabularies/synonyms.yaml", &["- [孵化器, 育成中心]\n", "- {词: 1}\n"]),
    ("content/vocabularies/glossary.yaml", &["- {zh: 人才, en: gifted people}\n"]),
    ("content/vocabularies/facts.yaml", &["facts:\n  - {code: local, zh: 本地, en: Local}\n"]),
    ("content/policies/zz.csv", &["标题,编号\n甲,jia-1\n"]),
    (
        "content/platforms/more.csv",
        &["名称,类型\n某某孵化器,孵化器\n", "名称\n", "名称,类型\n甲,不存在\n乙,孵化器\n"],
    ),
    (
        "content/policies/0-first.md",
        &["第一条 本市人才可以申请。\n", "---\n标题: 最前\n编号: first-1\n---\n正文。\n"],
    ),
    ("content/zz-last.md", &["# 最后\n\n见[首页](index.html)。\n", "---\nid: last-1\n---\n"]),
    ("content/policies/a.bin", &["\u{1}\u{2}"]),
    ("content/pages/logo.png", &["not a picture", "nor this"]),
    ("content/search-tests.yaml", &["- {query: 人才, expect: none-there}\n", "- 1\n"]),
    ("themes/own/entry.html", &["<!DOCTYPE html><title>{{ page.title }}</title>\n", "{{ broken"]),
    ("themes/own/zh.yaml", &["home: 主页\n", "home: [\n"]),
    ("themes/own/assets/extra.css", &["a { color: red }\n", "b { color: blue }\n"]),
    ("themes/own/components/card/card.css", &[".card { margin: 0 }\n"]),
];

/// A part of the demo on the disk.
fn site() -> SiteTest {
    let demo = SiteTest::demo().tree("content").into_iter().enumerate();
    let is_whole = |path: &str| WHOLE.iter().any(|folder| path.starts_with(folder));
    let is_kept =
        |at: usize, path: &str| at.is_multiple_of(EVERY) || !path.ends_with(".md") || is_whole(path);
    let kept = demo.filter(|(at, (path, _))| is_kept(*at, path)).map(|(_, file)| file);
    kept.fold(SiteTest::new(), |site, (path, bytes)| site.bytes(&path, &bytes))
}

fn files(site: &SiteTest) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(site.at("content")).sort_by_file_name();
    let files = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

fn folders(site: &SiteTest) -> Folders {
    Folders { content: site.at("content"), themes: site.at("themes"), skip: Vec::new() }
}

/// Edits the site in one of many ways; gives the paths that a watcher would tell, and what was done.
fn edit(site: &SiteTest, numbers: &mut Numbers) -> (Vec<PathBuf>, String) {
    let all = files(site);
    let is_special = |path: &&PathBuf| {
        let path = path.to_string_lossy();
        path.ends_with(".csv") || WHOLE.iter().any(|folder| path.contains(folder))
    };
    let special: Vec<&PathBuf> = all.iter().filter(is_special).collect();
    let one = match numbers.below(2) {
        0 if !special.is_empty() => special[numbers.below(special.len())].clone(),
        _ => all[numbers.below(all.len())].clone(),
    };
    match numbers.below(12) {
        0..=3 => spoiled(&one, &all, numbers),
        4 => {
            let name = one.file_name().expect("a file has one").to_string_lossy();
            let new = one.with_file_name(format!("{}{name}", ["0", "m", "zz"][numbers.below(3)]));
            fs::rename(&one, &new).expect("on one disk");
            (vec![one.clone(), new.clone()], format!("rename {} {}", one.display(), new.display()))
        }
        5 => {
            fs::remove_file(&one).expect("it was there");
            (vec![one.clone()], format!("remove {}", one.display()))
        }
        6 => {
            let name = one.file_name().expect("a file has one").to_string_lossy();
            let new = one.with_file_name(format!("copy-{name}"));
            fs::copy(&one, &new).expect("it can be read");
            (vec![new.clone()], format!("copy {}", one.display()))
        }
        7 => renamed_folder(&one),
        8 => {
            let path = site.at("content/site.yaml");
            let setting = SETTINGS[numbers.below(SETTINGS.len())];
            site.write("content/site.yaml", format!("base_url: https://example.cn/\n{setting}"));
            (vec![path], format!("settings {setting}"))
        }
        _ => extra(site, numbers),
    }
}

fn spoiled(one: &Path, all: &[PathBuf], numbers: &mut Numbers) -> (Vec<PathBuf>, String) {
    let Ok(mut text) = fs::read_to_string(one) else { return (Vec::new(), "nothing".into()) };
    let other = fs::read_to_string(&all[numbers.below(all.len())]).unwrap_or_default();
    match numbers.below(3) {
        0 => text.push_str("\n又有一段文字，资助10万元。\n"),
        1 => text = text.replacen("2026-0", "2027-0", 1),
        _ => spoil(&mut text, &[(String::new(), other)], numbers),
    }
    fs::write(one, text).expect("it can be written");
    (vec![one.to_path_buf()], format!("edit {}", one.display()))
}

fn renamed_folder(one: &Path) -> (Vec<PathBuf>, String) {
    let folder = one.parent().expect("a file has a folder").to_path_buf();
    if folder.ends_with("content") {
        return (Vec::new(), "nothing".into());
    }
    let name = folder.file_name().expect("it has a name").to_string_lossy();
    // To and fro between a folder of a kind and one that means nothing.
    let new = folder.with_file_name(name.strip_prefix("x-").map_or(format!("x-{name}"), str::to_string));
    if new.exists() {
        return (Vec::new(), "nothing".into());
    }
    fs::rename(&folder, &new).expect("on one disk");
    (vec![folder.clone(), new], format!("rename folder {}", folder.display()))
}

fn extra(site: &SiteTest, numbers: &mut Numbers) -> (Vec<PathBuf>, String) {
    let (path, texts) = EXTRAS[numbers.below(EXTRAS.len())];
    let text = texts.get(numbers.below(texts.len() + 1));
    let disk = site.at(path);
    // A watcher tells of the first folder that is new.
    let told =
        disk.ancestors().find(|at| at.parent().is_some_and(Path::exists)).unwrap_or(&disk).to_path_buf();
    match text {
        Some(text) => site.write(path, text),
        None if disk.exists() => fs::remove_file(&disk).expect("it is there"),
        None => {}
    }
    (vec![told], format!("{path} := {text:?}"))
}

/// Every output with its bytes and findings, in the order of the plan.
fn outputs(made: &Build) -> Vec<(String, Content, String)> {
    let planned = made.site.planned();
    let output = |at: usize| {
        let (content, found) = made.site.content(at);
        (planned[at].route.clone(), content, format!("{found:?}"))
    };
    (0..planned.len()).into_par_iter().map(output).collect()
}

fn assert_same(incremental: &Build, clean: &Build, done: &str) {
    assert_eq!(incremental.diagnostics, clean.diagnostics, "findings: {done}");
    assert_eq!(incremental.checks(), clean.checks(), "checks: {done}");
    assert_eq!(incremental.failed_searches(), clean.failed_searches(), "searches: {done}");
    assert_eq!(incremental.inputs(), clean.inputs(), "inputs: {done}");
    let (found, expected) = (outputs(incremental), outputs(clean));
    assert_eq!(found.len(), expected.len(), "number of outputs: {done}");
    for (found, expected) in found.iter().zip(&expected) {
        assert!(found == expected, "{} and {}: {done}", found.0, expected.0);
    }
}

/// What a build leaves, written to bytes and read back.
fn stored(made: &Build) -> Stock {
    let mut bytes = Vec::new();
    made.write_stock(&[7; 32], &mut bytes).expect("memory takes all");
    Stock::from_bytes(&bytes, &[7; 32]).expect("it was written by this program")
}

fn run(seed: u64, steps: u64) {
    let site = site();
    let folders = folders(&site);
    let mut disk = Disk::new(&folders);
    let mut numbers = Numbers(seed);
    let mut former: Option<Build> = None;
    let mut done = format!("seed {seed}");
    let (mut changed, mut what) = (Vec::new(), String::from("nothing"));
    for step in 0..steps {
        done.push_str(&format!("\n{step}: {what}"));
        let read = disk.update(&changed).expect("the folder is there");
        assert!(read == source::read(&folders).expect("the folder is there"), "what is read: {done}");
        // The day changes in the life of a preview too.
        let date = Date::constant(2026, 11, 20 + (step / 8) as i8);
        let request = Request { date, profile: None, unpublished: step % 7 == 3 };
        // Some builds take what the one before has left on a disk.
        let stock = former.as_ref().filter(|_| step % 5 == 2).map(stored);
        let taken = stock.as_ref().map(Stock::former).or(former.as_ref().map(Build::former));
        let made = build(read.0.clone(), &request, taken);
        // Some builds follow two edits.
        if step % 3 != 1 {
            assert_same(&made, &build(read.0, &request, None), &done);
        }
        former = Some(made);
        (changed, what) = edit(&site, &mut numbers);
    }
}

#[test]
fn edits_one_after_the_other_give_what_a_build_from_nothing_gives() {
    run(1, STEPS);
}

#[test]
fn other_edits_do_too() {
    run(2, STEPS);
}

/// Builds a site, edits it, builds it again from the first build.
#[track_caller]
fn edited(site: &SiteTest, changed: &[PathBuf], edit: impl Fn()) {
    let mut disk = Disk::new(&folders(site));
    let request = Request { date: Date::constant(2026, 11, 26), profile: None, unpublished: false };
    let former = build(disk.read().expect("the folder is there").0, &request, None);
    edit();
    let (sources, _) = disk.update(changed).expect("the folder is there");
    let clean = build(sources.clone(), &request, None);
    assert_same(&build(sources, &request, Some(former.former())), &clean, &format!("{changed:?}"));
    assert!(outputs(&former) != outputs(&clean), "the edit shows: {changed:?}");
}

#[test]
fn a_table_is_read_again_with_the_entry_that_names_it() {
    let site = site();
    for path in [
        "content/shortages/jinque-2026-rows.csv",
        "content/indicators/gongyu.csv",
        "content/notices/gs-2026-anjia.csv",
    ] {
        let path = site.at(path);
        let text = fs::read_to_string(&path).expect("the demo has it");
        let shorter = text.trim_end().rsplit_once('\n').expect("it has rows").0;
        edited(&site, std::slice::from_ref(&path), || fs::write(&path, shorter).expect("it can be written"));
    }
}

#[test]
fn a_version_that_was_too_large_is_read_when_it_no_longer_is() {
    let site = site();
    let settings = site.at("content/site.yaml");
    let whole = fs::read_to_string(&settings).expect("the demo has settings");
    let small = format!("{whole}\nfile_size_max: 1KB\n");
    for (before, after) in [(&small, &whole), (&whole, &small)] {
        fs::write(&settings, before).expect("it can be written");
        edited(&site, std::slice::from_ref(&settings), || {
            fs::write(&settings, after).expect("it can be written")
        });
    }
}
