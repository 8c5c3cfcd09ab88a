//! What the reader in Rust and the one in JavaScript have to agree on: folded texts, terms, numbers, hashes.
//!
//! Writes `tests/search/vectors.json` with `SNAPSHOTS=overwrite`, otherwise compares with it;
//! `tests/web/engine.test.mjs` compares the JavaScript with the same file.

use juxian::search::fold::fold;
use juxian::search::table::all_syllables;
use juxian::search::term::{hash, shard_name};
use juxian::search::token::tokens;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Texts that are hard to read in one way.
const INPUTS: &[&str] = &[
    "",
    " ",
    "，。！？、；：…—",
    "（２０２６）",
    "㎡ Ⅲ ㈠ ﬁ ½ ㋿ ㏒ ①②③ ⑩",
    "Ａé Ü Ñ ç ß ẞ İ ı ǅ Σ ς ΑΣ Å ﬃ ſ",
    "人 才　政\n策\r\n\t支\u{a0}持\u{2028}办\u{2029}法",
    "人才 GDP  growth 2026 年",
    "人才補貼與發展，臺灣、裏裡後髮發乾隻係週註於",
    "⼈才⽀持⾦ ⻓期 豈更車 丽 々〇〆",
    "a\u{200b}b\u{200d}c\u{ad}d\u{feff}e\u{2060}f\u{fe0f}g",
    "e\u{301}te\u{301} a\u{308}\u{304}",
    "😀㎡ a👨‍👩‍👧‍👦b🇨🇳",
    "a\u{fffd}b\u{fffd}人\u{fffd}才\u{fffd}",
    "Москва ЁЖ Ελλάδα עברית العربية हिन्दी ไทย",
    "ひらがな カタカナ がぎぐ ｶﾞｷﾞ ー・ヽ",
    "한국어 인재 정책",
    "𠮷野家 𪚥 𠀀𠀁",
    "“引号”‘单’„低‟〝〞`'\" —–‐‑−─ 〜∼~ •・‧·",
    "〔〕【】〖〗「」『』《》〈〉()[]{}",
    "G60 covid-19 C++ A4纸 5G基站 3D打印 H1N1 B2B2C 12345热线 R&D",
    "policies studies classes matched boxes running ring need bed status analysis churches wishes ties used",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa人 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa人 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa人",
    "50万元 50万 500000元 500,000元 ５０万元 五十万元 伍拾万元 ¥500000 500000 ￥３０００",
    "0.5亿 五千万元 3百万元 1.5万元 3.5万 12.345万 1,000,000元 1,00,000 1,0000 1234,567 12,345.6789012",
    "1000000000000元 1000000000001元 900719925475.0001元 999999999999.9999亿 99999999999999999999999999 9亿亿亿",
    "万一 一万 千万 百分之三十 百分之十 30% 12.5％ 3‰ 千分之五",
    "2026年3月1日 2026-03-01 2026.3.1 2026/3/1 二〇二六年三月一日 二零二六年三月一日 ２０２６年３月",
    "2026年13月1日 2026-3-32 2026.3 2026.3.15. 1899年1月 2199-12-31 2200年1月 2026年 2026 2026-03/01 2026年第3季度",
    "第八条 第8条 第一百二十三条 第一百零八条 第十条 第二十条之一 第3章 第二款 第（二）项 第一千零一条 第一二三条",
    "35岁 35周岁 三十五周岁 三十五岁 3年 三年 3周年 10 years 1 year 6个月 15个工作日 十五工作日 30日 三十天",
    "120㎡ 120平方米 120平米 120m² 1.50平方米 9999平米 10000平米",
    "云人社发〔2026〕3号 云人社发[2026]3号 云人社发（2026）第3号 云人社发2026 3号 云人社发【2026】 3 号",
    "国发〔1948〕1号 国发〔2199〕12,345号 发〔2026〕三号 2026年第12号 ABC〔2026〕7号 〔2026〕3.5号",
    "一二三四五六七八九十一二 一二三四五六七八九十一二三 两百 廿 十十 百零五 一十百 零零七 三四十",
    "<b>&amp;</b> .*+?^${}()|[]\\ %E4%BA%BA '; DROP TABLE -- \u{0}\u{1f}\u{7f}\u{85}",
    "constructor __proto__ hasOwnProperty toString",
    "人才引进落户政策实施办法（试行）第八条第（二）项：给予50万元、120㎡住房，3年内发放，不满35周岁的博士",
];

/// Terms whose hash and file are told.
const TERMS: &[&str] =
    &["", "人", "人才", "g60", "g60高", "=¥500000", "=d2026-03-01", "~polici", "𠮷野", "'ren cai"];

/// Lines of the demo that are compared, and how many of them may have been edited since.
const LINES: usize = 300;
const LINES_EDITED_MAX: usize = 100;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything that is compared of one text: what it is folded to, the places, the terms.
fn read(text: &str) -> (String, String, Vec<String>) {
    let folded = fold(text);
    let places: Vec<String> = folded.places.iter().map(|(from, to)| format!("{from}-{to}")).collect();
    let tokens = tokens(&folded.chars);
    let tokens = tokens.iter().map(|token| format!("{} {} {}", token.term, token.at, token.form as u8));
    (folded.text(), places.join(" "), tokens.collect())
}

/// The same as one number.
fn digest(text: &str) -> String {
    let (folded, places, tokens) = read(text);
    let mut all = format!("{folded}\n{places}\n");
    for token in tokens {
        let _ = writeln!(all, "{token}");
    }
    format!("{:08x}", hash(&all))
}

/// Lines of the demo by hash.
fn lines() -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(root().join("content")).into_iter().filter_map(Result::ok);
    let is_text = |path: &Path| {
        path.extension().is_some_and(|ending| ["md", "yaml", "csv"].iter().any(|wanted| ending == *wanted))
    };
    let texts =
        files.filter(|file| is_text(file.path())).map(|file| fs::read_to_string(file.path()).expect("text"));
    let mut lines = BTreeMap::new();
    for text in texts {
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            lines.insert(format!("{:08x}", hash(line)), line.to_string());
        }
    }
    lines
}

fn vectors() -> Value {
    let texts: Vec<Value> = INPUTS
        .iter()
        .map(|input| {
            let (folded, places, tokens) = read(input);
            json!({"input": input, "folded": folded, "places": places, "tokens": tokens})
        })
        .collect();
    let long = [("人才abc", 2000), ("第一百零八条，", 1500), ("一", 1000), ("1,000", 2000), ("é ", 5000)];
    let long: Vec<Value> =
        long.iter().map(|(text, times)| json!([text, times, digest(&text.repeat(*times))])).collect();
    let terms: Vec<Value> =
        TERMS.iter().map(|term| json!([term, hash(term), shard_name(hash(term) >> 20, 12)])).collect();
    let lines: BTreeMap<String, String> =
        lines().into_iter().take(LINES).map(|(name, line)| (name, digest(&line))).collect();
    json!({"texts": texts, "long": long, "terms": terms, "syllables": all_syllables().join(" "), "lines": lines})
}

fn overwrites() -> bool {
    std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite")
}

fn path(name: &str) -> PathBuf {
    root().join("tests/search").join(name)
}

#[test]
fn texts_are_read_as_the_vectors_say() {
    let made = vectors();
    let path = path("vectors.json");
    if overwrites() {
        let text = serde_json::to_string_pretty(&made).expect("values");
        fs::write(&path, text + "\n").expect("the file can be written");
    }
    let wanted: Value = serde_json::from_str(&fs::read_to_string(&path).expect("vectors")).expect("JSON");
    let hint =
        "tests/search/vectors.json is out of date: SNAPSHOTS=overwrite cargo test --test suite search_twin";
    for (made, wanted) in made["texts"].as_array().unwrap().iter().zip(wanted["texts"].as_array().unwrap()) {
        assert_eq!(made, wanted, "{hint}");
    }
    for key in ["texts", "long", "terms", "syllables"] {
        assert_eq!(made[key], wanted[key], "{hint}");
    }
    // Content is edited all the time; lines that are no more are passed over.
    let lines = lines();
    let wanted = wanted["lines"].as_object().expect("lines");
    let known: Vec<_> = wanted.iter().filter_map(|(name, digest)| Some((lines.get(name)?, digest))).collect();
    assert!(
        known.len() + LINES_EDITED_MAX >= LINES,
        "only {} lines of the demo are left; {hint}",
        known.len()
    );
    for (line, wanted) in known {
        assert_eq!(&digest(line), wanted, "{line}; {hint}");
    }
}
