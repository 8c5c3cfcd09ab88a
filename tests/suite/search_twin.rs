//! What the reader in Rust and the one in JavaScript have to agree on: folded texts, terms, numbers, hashes.
//!
//! Writes `tests/search/vectors.json` with `SNAPSHOTS=overwrite`, otherwise compares with it;
//! `tests/web/engine.test.mjs` compares the JavaScript with the same file.

use crate::site_test::SiteTest;
use juxian::search::answer::{Query, Sort};
use juxian::search::fold::fold;
use juxian::search::read::Reader;
use juxian::search::table::all_syllables;
use juxian::search::term::{hash, shard_name};
use juxian::search::token::tokens;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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

/// Queries of every kind over the demo.
const QUERIES: &[&str] = &[
    "",
    " ",
    "，。！？",
    "<b>&\"'",
    "人",
    "才",
    "的",
    "㎡",
    "人才",
    "人才政策",
    "高层次人才",
    "博士后",
    "购房补贴",
    "安家补助",
    "租房补贴怎么申请",
    "子女入学需要什么材料",
    "什么是高层次人才",
    "请问",
    "怎么办",
    "人才 补贴",
    "博士 住房 补贴",
    "“人才公寓” 申请",
    "企业 引进 人才 奖励 标准",
    "云溪",
    "云溪区",
    "人才公寓",
    "不存在的词语组合魑魅魍魉",
    "魑魅",
    "饕餮盛宴",
    "rencai",
    "gaocengci",
    "gcc",
    "rcgy",
    "zhufangbutie",
    "bsh",
    "boshihou",
    "xqqz",
    "talent",
    "talnet",
    "G60",
    "5G",
    "AI",
    "PhD",
    "人才補貼",
    "購房補貼",
    "臺灣",
    "博土后",
    "人材公寓",
    "购房补帖",
    "落户",
    "入户",
    "补贴",
    "资助",
    "50万元",
    "500000元",
    "五十万元",
    "50万",
    "3.5万",
    "1,000,000元",
    "35岁",
    "35周岁",
    "三年",
    "3年",
    "2026年",
    "2026年3月",
    "2026-03-01",
    "2026年3月1日",
    "第八条",
    "第8条",
    "第一条",
    "第三章",
    "若干措施第八条",
    "人才政策第5条规定了什么",
    "〔2026〕3号",
    "云人才〔2026〕3号",
    "云人社发[2026]1号",
    "2026年第1号",
    "30%",
    "百分之三十",
    "120平方米",
    "120㎡",
    "工作日",
    "15个工作日",
    "12345",
    "电话",
    "人力资源和社会保障局",
    "人社局",
    "申报通知",
    "有效期",
    "本办法自发布之日起施行",
    "应届毕业生",
    "毕业生",
    "留学人员",
    "创业担保贷款",
    "C++",
    "covid-19",
    "😀",
    "a\u{fffd}b",
    "人才人才人才",
    "a",
    "申请条件和申请材料",
    "。人才。",
    "(试行)",
    "（试行）",
];

/// Queries over the laws.
const LAW_QUERIES: &[&str] = &[
    "劳动合同法第四十七条",
    "劳动合同法第47条",
    "试用期最长多久",
    "经济补偿",
    "解除劳动合同",
    "公司法",
    "个人信息",
    "未成年人",
    "竞业限制",
    "不得约定试用期",
    "用人单位应当自用工之日起",
    "法",
    "第八条",
    "勞動合同",
    "laodonghetong",
    "ldht",
    "劳动和同",
    "三十日",
    "30日",
    "百分之二十",
    "知识产权 侵权 赔偿",
    "违反本法规定，构成犯罪的，依法追究刑事责任",
    "本法自",
    "国务院",
    "县级以上人民政府",
    "应当 可以 不得",
    "2008年1月1日",
    "罚款五万元",
    "一万元以上十万元以下",
];

/// Options besides the text: filters, order, place.
fn variants() -> Vec<(&'static str, Value)> {
    let filters = |filters: Value| json!({ "filters": filters });
    let mut variants = Vec::new();
    for text in ["人才", "补贴 申请", "博士"] {
        for options in [
            filters(json!({"kind": ["policy"]})),
            filters(json!({"kind": ["policy", "benefit"], "state": ["good"]})),
            filters(json!({"state": ["ended"]})),
            filters(json!({"topic": ["housing"]})),
            filters(json!({"audience": ["individual"], "year": ["2026", "2025"]})),
            filters(json!({"amount": ["10w-50w", "100w"]})),
            filters(json!({"region": ["nowhere"]})),
            filters(json!({"unknown": ["x"]})),
            filters(json!({"kind": []})),
            json!({"sort": "date"}),
            json!({"sort": "deadline"}),
            json!({"sort": "amount", "size": 20}),
            json!({"from": 10}),
            json!({"from": 5, "size": 3}),
            json!({"from": 9000}),
            json!({"size": 0}),
        ] {
            variants.push((text, options));
        }
    }
    variants
}

fn query(text: &str, options: &Value) -> Query {
    let mut query = Query::of(text);
    for (name, codes) in options["filters"].as_object().into_iter().flatten() {
        let codes = codes.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_string);
        query.filters.insert(name.clone(), codes.collect());
    }
    query.sort = match options["sort"].as_str() {
        Some("date") => Sort::Date,
        Some("deadline") => Sort::Deadline,
        Some("amount") => Sort::Amount,
        _ => Sort::Relevance,
    };
    query.from = options["from"].as_u64().unwrap_or(0) as usize;
    query.size = options["size"].as_u64().unwrap_or(10) as usize;
    query
}

/// The answer of the reader in Rust as the engine gives it.
fn answer(reader: &Reader, text: &str, options: &Value) -> Value {
    let mut answer = serde_json::to_value(reader.answer(&query(text, options))).expect("values");
    for result in answer["results"].as_array_mut().into_iter().flatten() {
        result.as_object_mut().map(|result| result.remove("explanation"));
    }
    answer["done"] = json!(true);
    answer["error"] = Value::Null;
    answer
}

/// Asks both readers; `None` where there is no Node.
fn ask_both(folder: &Path, queries: &[(&str, Value)]) -> Option<Vec<[Value; 2]>> {
    let script = root().join("tests/search/ask.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(folder).arg("ss/").stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut node) = node.spawn() else {
        eprintln!("skipped: there is no node");
        return None;
    };
    let asked = serde_json::to_vec(queries).expect("values");
    node.stdin.take().expect("piped").write_all(&asked).expect("node reads");
    let output = node.wait_with_output().expect("node ends");
    let found: Vec<Value> = serde_json::from_slice(&output.stdout).expect("answers");
    assert_eq!(found.len(), queries.len());
    let load = |path: &str| fs::read(folder.join(format!("ss/{path}.js"))).ok();
    let reader = Reader::open(Box::new(load)).expect("a head");
    let own = queries.iter().map(|(text, options)| answer(&reader, text, options));
    Some(own.zip(found).map(|(own, found)| [own, found]).collect())
}

fn compare(folder: &Path, queries: &[(&str, Value)]) {
    let Some(answers) = ask_both(folder, queries) else { return };
    let mut with_results = 0;
    for ((text, options), [own, found]) in queries.iter().zip(&answers) {
        with_results += usize::from(own["total"] != 0);
        if own == found {
            continue;
        }
        let parts = own.as_object().expect("an answer").iter();
        let wrong: Vec<String> = parts
            .filter(|(key, value)| found[*key] != **value)
            .map(|(key, value)| format!("{key}:\n Rust {value}\n JavaScript {}", found[key]))
            .collect();
        panic!("{text} {options}\n{}", wrong.join("\n"));
    }
    assert!(with_results * 10 > queries.len() * 6, "{with_results} of {} found something", queries.len());
}

#[test]
fn both_readers_answer_alike() {
    let site = SiteTest::demo();
    site.build().exits(0);
    let mut queries: Vec<(&str, Value)> = QUERIES.iter().map(|text| (*text, json!({}))).collect();
    let long = "高层次人才引进和培养，".repeat(1000);
    queries.push((&long, json!({})));
    queries.extend(variants());
    compare(&site.at("public"), &queries);
}

#[test]
fn both_readers_answer_alike_over_the_laws() {
    let Some(corpus) = crate::search_quality::corpus() else { return };
    let site = SiteTest::from_folder(&corpus);
    site.build().exits(0);
    let judged = crate::search_quality::queries();
    let mut queries: Vec<(&str, Value)> = LAW_QUERIES.iter().map(|text| (*text, json!({}))).collect();
    queries.extend(judged.iter().map(|judged| (judged.query.as_str(), json!({}))));
    compare(&site.at("public"), &queries);
}
