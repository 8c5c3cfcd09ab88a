//! Hostile input: whatever stands in a file, the program ends by itself, with the right exit code, a
//! finding, and an output that holds nothing but pages of the site.

use crate::site_test::{Run, SiteTest, Tree, each};
use std::collections::BTreeSet;

/// A policy with more front matter and a body.
fn policy(front_matter: &str, body: &str) -> String {
    format!("---\ntitle: 云溪区人才政策若干措施\n{front_matter}\n---\n{body}\n")
}

fn with_policy(front_matter: &str, body: &str) -> SiteTest {
    SiteTest::new().file("policies/aaa-1.md", &policy(front_matter, body))
}

const POLICY: &str = "content/policies/aaa-1.md";
const PAGE: &str = "zc/aaa-1.html";

/// Fails unless every file of an output lies at a plain address.
#[track_caller]
fn assert_plain_routes(site: &SiteTest, what: &str) {
    let folder = crate::site_test::tree(&site.at(""));
    let plain = |path: &String| path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    let hidden = |path: &String| path.split('/').any(|part| part.starts_with('.') || part.ends_with('.'));
    for path in site.tree("public").keys() {
        assert!(plain(path) && !hidden(path) && path.len() < 200, "{what}: {path:?}");
    }
    let ours = |path: &str| {
        path.starts_with("public/")
            || path.starts_with("content/")
            || path.starts_with(".public.juxian-")
            || path.starts_with("secret.")
    };
    let outside: Vec<&String> = folder.keys().filter(|path| !ours(path)).collect();
    assert_eq!(outside, Vec::<&String>::new(), "{what}");
}

// ---- front matter

#[test]
fn broken_front_matter_is_named_and_the_page_is_made() {
    let table: [(&str, &str, &[&str]); 24] = [
        ("a quote that is not closed", "摘要: \"未完\n关键词: [甲]", &["F103"]),
        ("a bracket that is not closed", "关键词: [甲, 乙\n文种: 通知", &["F103"]),
        ("a brace that is not closed", "咨询: {部门: rcb", &["F103"]),
        ("a colon in a value", "摘要: 措施: 若干", &["F103"]),
        ("indentation that jumps", "咨询:\n    部门: rcb\n  电话: 1", &["F103"]),
        ("a tab as indentation", "咨询:\n\t部门: rcb", &["F105"]),
        ("a tab after a colon", "摘要:\t措施", &["F105"]),
        ("a full-width colon", "摘要：措施", &["F104"]),
        ("curly quotes", "摘要: “措施”", &["F108"]),
        ("a key twice", "摘要: 一\n摘要: 二", &["F106"]),
        ("a key in both languages", "摘要: 一\nsummary: 二", &["F106"]),
        ("an unknown key", "摘药: 一", &["F201"]),
        ("a list for a text", "摘要: [一, 二]", &["F202"]),
        ("a map for a text", "摘要: {一: 二}", &["F202"]),
        ("a text for a date", "成文日期: 明天", &["F202"]),
        ("a day that is none", "成文日期: 2026-02-30", &["F202"]),
        ("an anchor and an alias", "摘要: &a 一\n来源: *a", &["F107", "F107"]),
        ("a tag", "摘要: !!python/object 一", &["F107"]),
        ("a merge key", "<<: {摘要: 一}", &["F201"]),
        ("a key that is a list", "? [a, b]\n: c", &["F201"]),
        ("a directive", "%YAML 9.9", &["F103"]),
        ("a reserved character", "摘要: @一", &["F103"]),
        ("a value of another vocabulary", "层级: 府级", &["F204"]),
        ("a computed field", "语言: en", &["F205"]),
    ];
    each(
        table,
        |row| row.0.to_string(),
        |(what, front_matter, codes)| {
            let site = with_policy(front_matter, "第一条 正文还在。");
            let run = site.build().exits(0);
            assert_eq!(run.codes(POLICY), codes, "{what}:\n{}", run.told());
            for found in run.findings.iter().filter(|found| codes.contains(&found.code.as_str())) {
                assert!((2..=5).contains(&found.line), "{what}: line {}", found.line);
            }
            assert!(site.output(PAGE).contains("正文还在"), "{what}");
            let run = site.build_with(&["--profile", "production"]).exits(1);
            assert!(run.findings.iter().any(|found| found.level == "error"), "{what}");
        },
    );
}

#[test]
fn front_matter_of_another_shape_is_named() {
    let table = [
        ("---\n标题: 甲\n第一条 正文还在。\n", &["F102"][..]),
        ("---\n- 甲\n- 乙\n---\n第一条 正文还在。\n", &["F109"]),
        ("---\n只是文字\n---\n第一条 正文还在。\n", &["F109"]),
        ("---\n标题：全角\n---\n第一条 正文还在。\n", &["F104"]),
        ("---\n# 只有注释\n---\n第一条 正文还在。\n", &[]),
        ("----\n标题: 甲\n----\n第一条 正文还在。\n", &[]),
        ("+++\ntitle = \"甲\"\n+++\n第一条 正文还在。\n", &[]),
        ("---\n标题: 甲\n--- \n第一条 正文还在。\n", &[]),
    ];
    each(
        table,
        |row| row.0.to_string(),
        |(text, codes)| {
            let site = SiteTest::new().file("policies/aaa-1.md", text);
            let run = site.build().exits(0);
            let found = run.codes(POLICY);
            assert!(codes.iter().all(|code| found.contains(code)), "{text}: {found:?}");
            assert!(found.len() <= codes.len(), "{text}: {found:?}");
            assert!(site.output(PAGE).contains("正文还在"), "{text}");
        },
    );
}

#[test]
fn a_full_width_colon_hides_no_other_fault() {
    let site = with_policy("摘要：一\n摘药: 二\n成文日期: 明天\n层级:\t府级", "第一条 正文。");
    let run = site.check().exits(0);
    assert_eq!(run.codes(POLICY), ["F104", "F201", "F202", "F105", "F204"], "{}", run.told());
}

#[test]
fn front_matter_that_explodes_ends() {
    let n = 100_000;
    let laughs: String = (0..40).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}]\n", i.max(1) - 1)).collect();
    let indented: String = (1..1_500).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let table = [
        ("brackets", format!("a: {}", "[".repeat(n))),
        ("braces", format!("a: {}", "{".repeat(n))),
        ("both", format!("a: {}", "[{".repeat(n))),
        ("lists in lists", format!("a:\n  {}", "- ".repeat(n))),
        ("keys of keys", "? ".repeat(n)),
        ("maps in maps", indented),
        ("aliases of aliases", laughs),
        ("a long key", format!("{}: 1", "k".repeat(1 << 20))),
        ("a long value", format!("summary: {}", "长".repeat(1 << 20))),
        ("a quote without end", format!("summary: \"{}", "长\n".repeat(n))),
        ("a list without end", format!("keywords: [{}", "甲,".repeat(n))),
        ("a long list", format!("keywords: [{}]", "甲,".repeat(n))),
        ("separators", format!("keywords: {}", "、".repeat(n))),
        ("parts", format!("relations: [{}]", "{类型: 代替, 政策: x},".repeat(3_000))),
    ];
    each(
        table,
        |row| row.0.to_string(),
        |(what, front_matter)| {
            let run = with_policy(&front_matter, "第一条 正文。").build();
            assert!(!run.exits(0).findings.is_empty(), "{what}");
        },
    );
}

#[test]
fn ten_thousand_findings_in_one_file_are_all_told() {
    let unknown: String = (0..10_000).map(|number| format!("k{number}: 1\n")).collect();
    let run = with_policy(&unknown, "第一条 正文。").check().exits(0);
    assert_eq!(run.findings.iter().filter(|found| found.code == "F201").count(), 10_000);
    let run = with_policy(&"k: 1\n".repeat(10_000), "第一条 正文。").check().exits(0);
    assert_eq!(run.findings.iter().filter(|found| found.code == "F106").count(), 9_999);
    let last = run.findings.iter().rfind(|found| found.code == "F106").expect("the last one");
    assert_eq!((last.line, last.column), (10_002, 1));
}

// ---- bodies

/// Each in a policy, whose clauses are parsed, and in a page, whose are not.
#[track_caller]
fn assert_builds(what: &str, body: &str) -> Run {
    let site = with_policy("", body).file("pages/bbb-1.md", &policy("", body));
    let run = site.build();
    assert!(
        site.at("public").join(PAGE).is_file() && site.at("public/bbb-1.html").is_file(),
        "{what}: {}",
        run.stderr
    );
    run.exits(0)
}

#[test]
fn a_hundred_thousand_levels_end() {
    let n = 100_000;
    for chunk in [
        "[",
        "[a](",
        "![",
        "> ",
        ">",
        "- ",
        "1. ",
        "*",
        "*a ",
        "*a_ ",
        "**a",
        "`",
        "<",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<?",
        "(",
        "~~a ",
        "|",
        "\\",
        "{{<",
        "（一）",
        "1.",
        "第",
        "&amp;",
        "[^",
        "[^1]: ",
        ": ",
        "#",
        "+ [ ] ",
    ] {
        assert_builds(chunk, &chunk.repeat(n));
    }
    assert_builds("[[]]", &format!("{}a{}", "[".repeat(n), "]".repeat(n)));
    assert_builds("_a_", &format!("{}a{}", "_".repeat(n), "_".repeat(n)));
    let stairs =
        |mark: &str| -> String { (1..1_500).map(|depth| format!("{} a\n", mark.repeat(depth))).collect() };
    assert_builds("indented lists", &stairs("  ").replace(" a", "- a"));
    assert_builds("quotes", &stairs(">"));
    assert_builds("runs of backticks", &stairs("`"));
}

#[test]
fn too_deep_a_nesting_is_named_and_its_text_kept() {
    for mark in ["> ", "- "] {
        let run = assert_builds(mark, &format!("{}最里面", mark.repeat(200)));
        run.finding("M506", POLICY);
    }
}

#[test]
fn long_texts_end() {
    let table = [
        ("one line of letters", "a".repeat(5 << 20)),
        ("one line of words", "a ".repeat(5 << 19)),
        ("one line of Chinese", "人才".repeat(900_000)),
        ("headings", "## 标题\n\n".repeat(10_000)),
        ("rows", format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(20_000))),
        ("columns", format!("|{}\n|{}\n|{}\n", "a|".repeat(5_000), "-|".repeat(5_000), "b|".repeat(5_000))),
        (
            "uneven rows",
            format!("|{}\n|{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "|b|\n".repeat(2_000)),
        ),
        ("footnotes", (0..5_000).map(|i| format!("a[^{i}]\n\n[^{i}]: b[^{i}]\n\n")).collect()),
        ("footnotes in a circle", "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n".into()),
        ("definitions of links", (0..50_000).map(|i| format!("[a{i}]: x{i}.md\n")).collect()),
        ("terms", "词\n: 义\n\n".repeat(10_000)),
        ("fences", "```\n".repeat(50_000)),
        ("tags", "<div>".repeat(200_000)),
        ("shortcodes", "{{< notice >}}\n\n".repeat(5_000)),
    ];
    each(
        table,
        |row| row.0.to_string(),
        |(what, body)| {
            assert_builds(what, &body);
        },
    );
}

#[test]
fn ten_thousand_equal_ids_of_headings_are_all_told() {
    let run = with_policy("", &"## 标题 {#x}\n\n".repeat(10_000)).build().exits(0);
    assert_eq!(run.codes(POLICY).iter().filter(|code| **code == "M504").count(), 9_999);
}

#[test]
fn ten_thousand_dead_links_are_all_told() {
    let run = with_policy("", &"[甲](nope.md)\n".repeat(10_000)).build().exits(0);
    assert_eq!(run.codes(POLICY).iter().filter(|code| **code == "X310").count(), 10_000);
}

#[test]
fn clauses_without_measure_have_anchors_of_their_own() {
    let table = [
        ("articles that begin again", "第一条 文。\n\n".repeat(1_000)),
        ("sections that begin again", "一、文\n\n（一）文\n\n".repeat(1_000)),
        ("chapters that begin again", "第一章 总则\n\n第一条 文。\n\n".repeat(1_000)),
        ("annexes that begin again", "附件1\n\n第一条 文。\n\n".repeat(1_000)),
        ("equal items", format!("第一条 文：\n\n{}", "（一）甲；\n".repeat(20_000))),
        ("equal numbers", format!("第一条 文：\n\n{}", "1.甲；\n".repeat(20_000))),
        ("many articles", (1..20_000).map(|number| format!("第{number}条 文。\n\n")).collect()),
        ("many paragraphs", format!("第一条 文。\n\n{}", "款。\n\n".repeat(20_000))),
    ];
    each(
        table,
        |row| row.0.to_string(),
        |(what, body)| {
            let site = with_policy("", &body);
            site.build().exits(0);
            let html = site.output(PAGE);
            let ids: Vec<String> = attributes(&html)
                .into_iter()
                .filter(|found| found.name == "id")
                .map(|found| found.value)
                .collect();
            let unique: BTreeSet<&String> = ids.iter().collect();
            assert!(ids.len() > 500, "{what}: {}", ids.len());
            assert_eq!(ids.len(), unique.len(), "{what}");
        },
    );
}

#[test]
fn numbers_beyond_counting_are_no_clauses() {
    let numbers = [
        "0",
        "00",
        "4294967295",
        "4294967296",
        "18446744073709551616",
        "99999999999999999999999999",
        "零",
        "〇",
        "九亿亿亿亿",
        "十十十",
        "一百万亿零一",
        "千",
        "-1",
        "1.5",
        "①",
        "Ⅷ",
        "８",
    ];
    each(
        numbers,
        |number| number.to_string(),
        |number| {
            let forms = [
                format!(
                    "第{number}条 文。\n\n第{number}条之{number} 文。\n\n文。\n\n（{number}）文；\n\n{number}、文；\n"
                ),
                format!(
                    "第{number}章 总则\n\n第{number}节 文\n\n{number}. 文\n\n（{number}）文\n\n附件{number}\n"
                ),
                format!("{number}. 甲\n{number}. 乙\n"),
                format!(
                    "云人才〔{number}〕{number}号\n\n{number}年{number}月{number}日\n\n有效期{number}年。\n"
                ),
            ];
            let site = SiteTest::new();
            for (index, form) in forms.iter().enumerate() {
                site.write(&format!("content/policies/form-{index}.md"), policy("", form));
            }
            site.build().exits(0);
            assert!(site.at("public/zc/form-3.html").is_file());
        },
    );
}

#[test]
fn code_that_is_slow_to_colour_ends() {
    for language in ["bash", "erlang", "js", "html", "python", "md", "no-such-language", "..", "\"><script>"]
    {
        let mut body = String::new();
        for chunk in ["a", "{[", "\"'", "*_"] {
            let long = chunk.repeat(90_000 / chunk.len());
            let lines = format!("{}\n", chunk.repeat(1_500 / chunk.len())).repeat(10);
            body.push_str(&format!("```{language}\n{long}\n```\n\n```{language}\n{lines}```\n\n"));
        }
        assert_builds(language, &body);
    }
}

// ---- ids, aliases, collisions

#[test]
fn a_bad_id_never_becomes_an_address() {
    let ids = [
        "../../evil",
        "..",
        "/etc/passwd",
        "a/b/c",
        "C:\\x",
        "ABC",
        "云溪",
        "a b",
        "a\\0b",
        "a\\nb",
        "a\\u202eb",
        "",
        "x",
        ".htaccess",
        "%2e%2e",
        "<b>",
        "a.b",
    ];
    each(
        ids,
        |id| id.to_string(),
        |id| {
            let site = with_policy(&format!("id: \"{}\"", id.replace("C:\\", "C:\\\\")), "第一条 文。")
                .file("platforms/list.csv", &format!("编号,名称,类型\n\"{id}2\",云溪孵化器,孵化器\n"));
            let run = site.build().exits(0);
            run.finding("I403", POLICY);
            assert_plain_routes(&site, id);
            assert!(site.at("public").join(PAGE).is_file(), "{id}");
        },
    );
}

#[test]
fn an_alias_stays_inside_the_site_and_out_of_the_way() {
    let long = format!("{}.html", "x".repeat(300));
    let aliases = [
        "../up.html",
        "/../../up.html",
        "a/../../up.html",
        "zc/%2e%2e/%2e%2e/up.html",
        "..%2fup.html",
        "C:\\\\up.html",
        "..\\\\up.html",
        "a\\nb.html",
        "https://evil.example/up.html",
        "zc/old.html?a=1",
        "zc/old.html#a",
        "juxian-manifest.json",
        ".htaccess",
        ".well-known/up.html",
        ".public.juxian-lock",
        "zc/.hidden/up.html",
        "zc/con.html",
        "zc/old.",
        "zc/ /up.html",
        &long,
    ];
    each(
        aliases,
        |alias| alias.to_string(),
        |alias| {
            let site = with_policy(&format!("aliases: [\"{alias}\"]"), "第一条 文。");
            let run = site.build().exits(1);
            run.finding("I404", POLICY);
            assert!(!site.at("public").exists(), "{alias}");
            assert_plain_routes(&site, alias);
        },
    );
}

#[test]
fn addresses_that_collide_name_the_file() {
    let aliases = [
        "index.html",
        "404.html",
        "zc/index.html",
        "zc",
        "zc/aaa-1.html",
        "zc/bbb-1.html",
        "xxgk/index.html",
        "wza",
        "ZC/BBB-1.html",
        "zc/bbb-1.html/more.html",
        "zc/one.html, zc/one.html/two.html",
        "zc/one.html, ZC/ONE.html",
        "ss/head.js",
        "SS/T/00.js",
        "ss/f/0/0-0.js/more.html",
    ];
    each(
        aliases,
        |alias| alias.to_string(),
        |alias| {
            let site = with_policy(&format!("aliases: [{alias}]"), "第一条 文。")
                .file("policies/bbb-1.md", &policy("", "第一条 文。"));
            let run = site.build().exits(1);
            let found: Vec<_> = run.findings.iter().filter(|found| found.code == "I402").collect();
            assert!(
                !found.is_empty() && found.iter().all(|found| found.path == POLICY),
                "{alias}:\n{}",
                run.told()
            );
            assert!(!site.at("public").exists(), "{alias}");
        },
    );
}

#[test]
fn pages_that_take_a_place_of_the_program_are_named() {
    for (path, front_matter) in [
        ("pages/first-page.md", "id: \"404\""),
        ("policies/first-one.md", "id: index"),
        ("policies/index.md", "id: index"),
    ] {
        let run = SiteTest::with_policy().file(path, &policy(front_matter, "文。")).build().exits(1);
        run.finding("I402", &format!("content/{path}"));
    }
}

#[test]
fn two_entries_of_one_id_name_each_other() {
    let site = with_policy("id: same-id", "第一条 文。")
        .file("policies/bbb-1.md", &policy("id: same-id", "第一条 文。"));
    let run = site.build().exits(1);
    run.finding("I401", "content/policies/bbb-1.md");
    assert!(run.stdout.contains("\"related\"") && !site.at("public").exists());
}

#[test]
fn words_of_a_site_that_would_be_folders_are_named() {
    let lists = "topics:\n- {code: ../../evil, zh: 恶意}\n- {code: 'a/b', zh: 斜线}\n- {code: 'CON', zh: 保留}\n- {code: \"x\\ny\", zh: 换行}\n";
    let site =
        with_policy("topics: [恶意, 斜线, 保留, 换行]", "第一条 文。").file("vocabularies/own.yaml", lists);
    let run = site.build();
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    assert!(run.codes("content/vocabularies/own.yaml").contains(&"P608"), "{}", run.told());
    assert_plain_routes(&site, "vocabulary");
}

#[test]
fn files_that_a_field_names_outside_the_content_are_not_read() {
    let fields = [
        "附件: [{文件: ../../secret.pdf, 名称: 附件}]",
        "附件: [{文件: /etc/hostname, 名称: 附件}]",
        "配图: {文件: ../../../etc/hostname, 替代文字: 图}",
        "附件: [{文件: ../../content/../secret.pdf, 名称: 附件}]",
    ];
    each(
        fields,
        |field| field.to_string(),
        |field| {
            let site = with_policy(field, "第一条 文。");
            site.write("secret.pdf", "secret words");
            let run = site.build().exits(0);
            assert!(run.codes(POLICY).contains(&"X310"), "{field}:\n{}", run.told());
            assert_eq!(routes_with(&site.tree("public"), "secret words"), Vec::<String>::new());
            assert_plain_routes(&site, field);
        },
    );
    let names =
        SiteTest::with_policy().file("notices/list-one.md", &policy("名单: ../../secret.csv", "文。"));
    names.write("secret.csv", "姓名\nsecret words\n");
    let run = names.build();
    assert!(run.codes("content/notices/list-one.md").contains(&"L304"), "{}", run.told());
    assert_eq!(routes_with(&names.tree("public"), "secret words"), Vec::<String>::new());
}

fn routes_with(tree: &Tree, text: &str) -> Vec<String> {
    let has = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    tree.iter().filter(|(_, bytes)| has(bytes)).map(|(path, _)| path.clone()).collect()
}

// ---- links

#[test]
fn links_that_are_not_safe_are_named_and_left_out() {
    let targets = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&#9;script:alert(1)",
        "%6aavascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/svg+xml;base64,AAAA",
        "file:///etc/passwd",
        "/etc/passwd",
        "../../../../etc/passwd",
        "//evil.example/x",
        "\\\\\\\\evil.example\\x",
        "/\\\\evil.example",
        "blob:x",
        "#\\\"><script>",
        "site.yaml",
        "../site.yaml",
        "../vocabularies/own.yaml",
        ".hidden",
        "zc/../../../x",
        "about:blank",
        "view-source:x",
    ];
    each(
        targets,
        |target| target.to_string(),
        |target| {
            let body = format!("[甲](<{target}>)\n\n![乙](<{target}>)\n\n[丙][r]\n\n[r]: <{target}>\n");
            let site = with_policy("", &body).file("site.yaml", "site_name: 云溪区人才政策网\n");
            site.write("content/vocabularies/own.yaml", "");
            let run = site.build().exits(0);
            let found = run.codes(POLICY);
            assert!(found.len() >= 3, "{target}: {found:?}");
            let html = site.output(PAGE);
            assert!(html.contains('甲') && html.contains('丙'), "{target}");
            assert_safe(&html, target);
        },
    );
}

#[test]
fn fields_that_hold_addresses_are_as_strict_as_links() {
    for target in
        ["javascript:alert(1)", "data:text/html,x", "//evil.example", "\\\\evil", "file:///etc/passwd"]
    {
        let settings = format!(
            "site_name: 云溪\ninteraction_channel: '{target}'\ndisclosure_guide: '{target}'\napplication_channel: '{target}'\n\
            base_url: https://www.yunxi.example\n"
        );
        let site = with_policy("", "第一条 文。")
            .file("site.yaml", &settings)
            .file("guides/first-one.md", &policy(&format!("线上入口: '{target}'"), "文。"))
            .file("events/first-one.md", &policy(&format!("报名: '{target}'"), "文。"))
            .file(
                "platforms/first-one.md",
                &policy(&format!("联系: {{网址: '{target}', 电话: '{target}'}}"), "文。"),
            );
        let run = site.build();
        assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
        for bytes in site.tree("public").values() {
            assert_safe(&String::from_utf8_lossy(bytes), target);
        }
    }
}

#[test]
fn a_picture_of_another_host_is_named_and_not_asked_for() {
    let site = with_policy(
        "",
        "![图](https://pictures.example/a.png)\n\n文 ![图](http://pictures.example/b.svg)。\n",
    );
    let run = site.build().exits(0);
    assert_eq!(run.codes(POLICY).len(), 2, "{}", run.told());
    assert_eq!(routes_with(&site.tree("public"), "pictures.example"), Vec::<String>::new());
}

/// Fails where an attribute holds a scheme that runs, leaves the site without saying so, or is an
/// event.
#[track_caller]
fn assert_safe(html: &str, what: &str) {
    for found in attributes(html) {
        let Attribute { tag, name, value } = &found;
        assert!(!name.starts_with("on"), "{what}: {found:?}");
        // A block of data is no script: browsers do not run it.
        let is_data = name == "type" && value == "application/ld+json";
        assert!(tag != "script" || name == "src" || name == "defer" || is_data, "{what}: {found:?}");
        if !["href", "src", "action", "formaction", "srcset", "poster", "data"].contains(&name.as_str()) {
            continue;
        }
        let plain: String = value.chars().filter(|c| !c.is_control() && *c != ' ').collect();
        let scheme = plain.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let good = match scheme.as_deref() {
            None => !plain.starts_with("//") && !plain.contains('\\'),
            Some("http" | "https" | "mailto" | "tel") => name == "href",
            Some(_) => false,
        };
        assert!(good, "{what}: {found:?}");
    }
}

// ---- what stands in texts

/// Every “云溪” of the demo becomes markup, in front matter, tables, settings and lists alike.
#[test]
fn markup_in_any_text_of_any_kind_is_shown_and_not_run() {
    let poison = "云<b onx=1>&amp;<!--溪";
    let site = SiteTest::new();
    for (path, bytes) in SiteTest::demo().tree("content") {
        match String::from_utf8(bytes) {
            Ok(text) => site.write(&format!("content/{path}"), text.replace("云溪", poison)),
            Err(bytes) => site.write(&format!("content/{path}"), bytes.into_bytes()),
        }
    }
    let run = site.build_with(&["--allow-errors"]);
    assert_eq!(run.code, Some(0), "{}", run.told());
    let mut pages = 0;
    for (route, bytes) in site.tree("public").iter().filter(|(route, _)| route.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<b onx"), "{route}");
        pages += usize::from(html.contains("&lt;b onx=1"));
        assert_safe(&html, route);
    }
    assert!(pages > 100, "the poison reached {pages} pages");
}

#[test]
fn a_quote_in_any_text_does_not_leave_its_attribute() {
    let poison = "云\"onx=\"1'onx='溪";
    let site = SiteTest::new();
    for (path, bytes) in SiteTest::demo().tree("content") {
        // Within quotes of YAML and CSV the poison would be a fault of syntax and get no further.
        let poisoned = |line: &str| match line.contains(['"', '\''])
            || path.ends_with(".csv")
            || path.ends_with(".yaml")
        {
            true => line.to_string(),
            false => line.replace("云溪", poison),
        };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let lines: Vec<String> = text.lines().map(poisoned).collect();
                site.write(&format!("content/{path}"), lines.join("\n"));
            }
            Err(bytes) => site.write(&format!("content/{path}"), bytes.into_bytes()),
        }
    }
    let run = site.build_with(&["--allow-errors"]);
    assert_eq!(run.code, Some(0), "{}", run.told());
    let tree = site.tree("public");
    let pages = tree.iter().filter(|(route, _)| route.ends_with(".html"));
    let mut values = 0;
    for (route, bytes) in pages {
        let html = String::from_utf8_lossy(bytes);
        assert_safe(&html, route);
        let poisoned = attributes(&html).into_iter().filter(|found| found.value.contains("&quot;onx="));
        values += poisoned.count();
    }
    assert!(values > 50, "the poison reached {values} attributes");
}

#[test]
fn templates_in_a_text_are_text() {
    let templates = [
        "{{ 7 * 191 }}",
        "{% if 1 %}yes{% endif %}",
        "{{ site.name }}",
        "{# 注 #}",
        "{{ __tera_context }}",
        "{{",
        "%}",
    ];
    each(
        templates,
        |template| template.to_string(),
        |template| {
            let quoted = template.replace('\'', "''");
            let site = SiteTest::new().file("site.yaml", &format!("site_name: '{quoted} 站点'\n")).file(
                "policies/aaa-1.md",
                &format!(
                    "---\ntitle: '{quoted} 标题'\nsummary: '{quoted} 摘要'\n---\n第一条 {template} 文。\n"
                ),
            );
            site.build().exits(0);
            let html = site.output(PAGE);
            assert!(!html.contains("1337"), "{template}");
            let shown = template.replace('<', "&lt;");
            assert!(html.matches(&shown).count() >= 3, "{template}");
            assert!(site.output("index.html").contains(&shown), "{template}");
        },
    );
}

#[test]
fn html_in_a_body_is_shown_unless_the_site_allows_it() {
    let body = "第一条 <script>alert(1)</script><img src=x onerror=alert(1)>文。\n\n<iframe src=\"https://evil.example\"></iframe>\n\n<style>body{}</style>\n";
    let site = with_policy("", body);
    let run = site.build().exits(0);
    assert!(run.codes(POLICY).contains(&"M501"));
    let html = site.output(PAGE);
    assert_safe(&html, "raw HTML");
    assert!(html.contains("&lt;iframe") && !html.contains("<iframe") && !html.contains("<style>"));
}

/// A site whose texts hold control characters, raw and as escapes of YAML.
fn with_controls() -> SiteTest {
    let text = "云\u{1b}[31m溪\u{7}\u{8}\u{b}\u{c}\u{7f}\u{85}\u{9b}31m人才\u{0}政策";
    let escaped = "云\\e[31m溪\\a\\b\\v\\f\\x7f\\x9b人才政策";
    SiteTest::new()
        .file(
            "policies/aaa-1.md",
            &format!("---\ntitle: \"{escaped}\"\n摘药: 一\n---\n第一条 {text} [链]({text}.md)\n"),
        )
        .file("policies/bbb-1.md", &format!("---\ntitle: {text}\n{text}: 一\n---\n第一条 文。\n"))
        .file("platforms/list.csv", &format!("编号,名称,类型,{text}\npt-one,{text},孵化器\n"))
}

fn controls(text: &str) -> BTreeSet<char> {
    text.chars().filter(|c| c.is_control() && !"\n\t\r".contains(*c)).collect()
}

#[test]
fn control_characters_do_not_reach_a_terminal() {
    let site = with_controls();
    each(
        ["human", "github"],
        |format| format.to_string(),
        |format| {
            let run = site.run(&["check", "--format", format, "--color", "never"]).exits(0);
            assert_eq!(controls(&format!("{}{}", run.stdout, run.stderr)), BTreeSet::new());
        },
    );
}

#[test]
fn control_characters_do_not_reach_a_page() {
    let site = with_controls();
    site.build().exits(0);
    each(
        site.tree("public"),
        |(route, _)| route.clone(),
        |(_, bytes)| {
            assert_eq!(controls(&String::from_utf8(bytes).expect("UTF-8")), BTreeSet::new());
        },
    );
}

// ---- lists

#[test]
fn broken_lists_are_named_and_end() {
    let table = [
        (
            "a quote that is not closed",
            "编号,名称,类型\npt-one,\"未闭合,孵化器\npt-two,乙乙乙乙,孵化器\n".to_string(),
        ),
        ("an unknown column", "编号,名程,类型\npt-one,云溪孵化器,孵化器\n".into()),
        ("a column twice", "编号,名称,名称,类型\npt-one,云溪孵化器,另一个名称,孵化器\n".into()),
        ("an unknown language", "编号,名称,名称@xx,类型\npt-one,云溪孵化器,Name,孵化器\n".into()),
        ("uneven rows", "编号,名称,类型\npt-one\npt-two,云溪孵化器,孵化器,多,多\n".into()),
        ("no names", "编号,名称,类型\n,,孵化器\n".into()),
        ("quotes only", "\"".repeat(100_000)),
        ("ten thousand columns", format!("编号,名称,{}\npt-one,云溪孵化器\n", vec!["c"; 10_000].join(","))),
    ];
    each(
        table,
        |row| row.0.to_string(),
        |(what, text)| {
            let run = SiteTest::with_policy().file("platforms/list.csv", &text).build().exits(0);
            assert!(!run.codes("content/platforms/list.csv").is_empty(), "{what}");
        },
    );
    let commas = format!("{0}\n{0}\n", ",".repeat(100_000));
    SiteTest::with_policy().file("platforms/list.csv", &commas).build().exits(0);
}

#[test]
fn a_long_list_ends() {
    let rows: String =
        (0..1_000).map(|number| format!("pt-{number},云溪孵化器{number}号,孵化器\n")).collect();
    let site = SiteTest::new().file("platforms/list.csv", &format!("编号,名称,类型\n{rows}"));
    site.build().exits(0);
    assert!(site.at("public/pt/pt-999.html").is_file());
}

#[test]
fn personal_numbers_in_a_list_are_refused_however_they_are_written() {
    let cells = [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "13800138000 13900139000",
        "13800138000、13900139000",
        "手机13800138000",
        "+8613800138000",
        "86-13800138000",
        "13800138000(张三)",
        "11010519491231002X",
        "11010519491231002x",
        "身份证：11010519491231002X",
        "110105 19491231 002X",
        "0571-88888888 13800138000",
        "（138）0013-8000",
    ];
    each(
        cells,
        |cell| cell.to_string(),
        |cell| {
            let site = SiteTest::with_policy()
                .file(
                    "notices/list-one.md",
                    &policy(
                        "名单: list-one-rows.csv\n名单列: {姓名: 公开, 备注: 公开}\n下架日期: 2027-01-01",
                        "文。",
                    ),
                )
                .file("notices/list-one-rows.csv", &format!("姓名,备注\n张三,\"{cell}\"\n"));
            let run = site.build();
            assert!(
                run.findings.iter().any(|found| ["N401", "N403"].contains(&found.code.as_str())),
                "{cell}:\n{}",
                run.told()
            );
            let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.is_empty() || !run.stdout.contains(&digits), "{cell} is printed");
            assert!(!site.at("public").exists(), "{cell}");
        },
    );
}

// ---- settings

#[test]
fn settings_that_are_not_understood_are_named() {
    let settings = [
        "- 甲\n",
        "只是文字\n",
        "网站名称：云溪\n",
        "网站名称: \"云溪\n",
        "\t网站名称: 云溪\n",
        "page_size: 0\n",
        "page_size: -1\n",
        "page_size: 99999999999999999999\n",
        "languages: [xx]\n",
        "base_url: javascript:alert(1)\n",
        "base_url: ftp://x.example\n",
        "base_url: https://\n",
        "base_path: ../..\n",
        "file_size_max: 0\n",
        "file_size_max: 很大\n",
        "file_size_max: 99999999999GB\n",
        "file_size_max: -1MB\n",
        "theme: ../../etc\n",
        "theme: nonsense\n",
        "theme_color: 'red;}</style><script>'\n",
        "profile: nonsense\n",
        "chrome: nonsense\n",
        "raw_html: maybe\n",
        "region: nonsense\n",
        "unknown: 1\n",
        "site_name: [a, b]\n",
        "interaction_channel: javascript:alert(1)\n",
        "columns: [{name: x, kind: nonsense}]\n",
        "a: &a 1\nb: *a\n",
        "site_name: 一\nsite_name: 二\n",
    ];
    each(
        settings,
        |text| text.to_string(),
        |text| {
            let site = SiteTest::with_policy().file("site.yaml", text);
            let run = site.build();
            assert!(matches!(run.code, Some(0 | 1)), "{text}: {}", run.stderr);
            let places: Vec<&str> = run.findings.iter().map(|found| found.path.as_str()).collect();
            assert!(places.contains(&"content/site.yaml"), "{text}: {}", run.told());
            for bytes in site.tree("public").values() {
                assert_safe(&String::from_utf8_lossy(bytes), text);
            }
        },
    );
}

#[test]
fn settings_that_are_markup_are_text() {
    let settings = "site_name: '<script>alert(1)</script>'\nbase_url: 'https://www.yunxi.example/\"><script>alert(2)</script>'\n\
        base_path: '/\"><script>alert(3)</script>/'\nhost_body: '</title><script>alert(4)</script>'\nicp_number: '<img src=x onerror=alert(5)>'\n\
        contact: {电话: '\"><script>alert(6)</script>', 地址: '<b onx=1>'}\n";
    let site = SiteTest::with_policy().file("site.yaml", settings);
    let run = site.build();
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    for (route, bytes) in site.tree("public").iter().filter(|(route, _)| route.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<script>alert"), "{route}");
        assert_safe(&html, route);
    }
}

// ---- themes

#[test]
fn a_theme_that_cannot_be_used_is_named_and_leaves_the_output_as_it_was() {
    let table: [(&str, &str, String); 13] = [
        ("an include of itself", "home.html", "{% include \"home.html\" %}".into()),
        ("a parent that is itself", "home.html", "{% extends \"home.html\" %}".into()),
        ("a file outside", "home.html", "{% include \"../../../../../etc/passwd\" %}".into()),
        ("no such template", "home.html", "{% include \"nowhere.html\" %}".into()),
        ("no such variable", "home.html", "{{ site.nothing.here }}".into()),
        ("no such filter", "home.html", "{{ 1 | nothing }}".into()),
        ("a fault of syntax", "home.html", "{% if %}".into()),
        ("a tag that is not closed", "home.html", "{{ site.name".into()),
        ("a division by nothing", "home.html", "{{ 1 / 0 }}".into()),
        ("a number without end", "home.html", "{{ 9 ** 999999999 }}".into()),
        (
            "brackets without end",
            "home.html",
            format!("{{{{ {}1{} }}}}", "(".repeat(50_000), ")".repeat(50_000)),
        ),
        ("blocks without end", "home.html", "{% if site %}".repeat(20_000) + &"{% endif %}".repeat(20_000)),
        (
            "a component in itself",
            "components/x.html",
            "{% component jx.x() %}{{ <jx.x /> }}{% endcomponent %}".into(),
        ),
    ];
    let site = SiteTest::with_policy();
    site.build().exits(0);
    let before = site.tree("public");
    each(
        table,
        |row| row.0.to_string(),
        |(_, path, text)| {
            let path = format!("themes/default/{path}");
            site.write(&path, text);
            if path.contains("components") {
                site.write("themes/default/home.html", "{{ <jx.x /> }}");
            }
            let run = site.build();
            std::fs::remove_dir_all(site.at("themes")).expect("it is ours");
            assert!(
                run.findings.iter().any(|found| ["P604", "P620"].contains(&found.code.as_str())),
                "{}",
                run.told()
            );
            assert!(
                run.findings.iter().any(|found| found.path.starts_with("themes/default/")),
                "{}",
                run.told()
            );
            run.exits(1);
            assert_eq!(site.tree("public"), before);
        },
    );
}

#[test]
fn words_and_files_of_a_theme_are_as_strict_as_texts() {
    let site = SiteTest::with_policy();
    site.write("themes/default/zh.yaml", "home: '<b onx=1>'\nskip_to_main: '\"onx=\"'\nnonsense: 1\n");
    site.write("themes/default/assets/x.php", "<?php ?>");
    site.write("themes/default/assets/.htaccess", "theirs");
    let run = site.build().exits(0);
    assert_eq!(run.codes("themes/default/zh.yaml"), ["P606"]);
    assert_eq!(run.codes("themes/default/assets/x.php"), ["P607"]);
    for (route, bytes) in site.tree("public") {
        let html = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !html.contains("<b onx") && !route.ends_with(".php") && !route.contains(".htaccess"),
            "{route}"
        );
        assert_safe(&html, &route);
    }
}

// ---- a small reader of HTML

/// An attribute of a start tag, its value as written.
#[derive(Debug)]
struct Attribute {
    tag: String,
    name: String,
    value: String,
}

/// Every attribute of every start tag; enough of HTML to see one that should not be there.
fn attributes(html: &str) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find([' ', '\n', '\t', '>', '/']).unwrap_or(rest.len());
        let tag = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start_matches([' ', '\n', '\t', '/']);
        while !rest.is_empty() && !rest.starts_with('>') {
            let end = rest.find([' ', '\n', '\t', '>', '=', '/']).unwrap_or(rest.len()).max(1);
            let name = rest[..end].to_ascii_lowercase();
            rest = rest[end..].trim_start_matches([' ', '\n', '\t']);
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start_matches([' ', '\n', '\t']);
                let quote = after.chars().next().filter(|c| "\"'".contains(*c));
                let inner = &after[quote.map_or(0, char::len_utf8)..];
                let end = match quote {
                    Some(quote) => inner.find(quote).unwrap_or(inner.len()),
                    None => inner.find([' ', '\n', '\t', '>']).unwrap_or(inner.len()),
                };
                value = &inner[..end];
                rest = &inner[end..];
                rest = quote.and_then(|quote| rest.strip_prefix(quote)).unwrap_or(rest);
            }
            found.push(Attribute { tag: tag.clone(), name, value: value.to_string() });
            rest = rest.trim_start_matches([' ', '\n', '\t', '/']);
        }
    }
    found
}

// ---- lists, calendars, versions and what other programs read

#[test]
fn lists_that_cannot_be_true_are_told() {
    let scheme =
        "---\nid: cc-1\ntitle: 人才层次\ngrades: [{码: A, 名称: 甲, 序: 1}, {码: A, 名称: 乙, 序: 2}]\n---\n";
    let stars = "---\nid: pj-1\ntitle: 星级评定\nstars: [{星: 3}, {星: 3}, {星: -1}]\n---\n";
    let event = "---\nid: hd-1\ntitle: 人才沙龙\nstarts_at: 2026-12-10 10:00\nends_at: 2026-12-10 09:00\n\
        sign_up: 'https://a.example/?a=\"<b>'\n---\n";
    let indicator = "---\nid: zb-1\ntitle: 新引进博士\nseries_file: a.csv\n---\n";
    let empty = "---\nid: zb-2\ntitle: 新引进硕士\nseries_file: b.csv\n---\n";
    let site = SiteTest::new()
        .file("level-schemes/cc-1.md", scheme)
        .file("rating-schemes/pj-1.md", stars)
        .file("events/hd-1.md", event)
        .file("indicators/zb-1.md", indicator)
        .file("indicators/a.csv", "期,值\n2024,1\n2025,2\n2025,3\n")
        .file("indicators/zb-2.md", empty)
        .file("indicators/b.csv", "期,值\n");
    let run = site.build().exits(0);
    for (code, path, line) in [
        ("L308", "content/level-schemes/cc-1.md", 4),
        ("L308", "content/rating-schemes/pj-1.md", 4),
        ("F209", "content/events/hd-1.md", 5),
        ("F208", "content/events/hd-1.md", 6),
        ("L308", "content/indicators/a.csv", 4),
        ("L309", "content/indicators/zb-2.md", 4),
    ] {
        assert_eq!(run.finding(code, path).line, line, "{code} {path}");
    }
    let page = site.output("pj/pj-1.html");
    for level in ["x-star-1", "x-star-2", "x-star-3"] {
        assert_eq!(page.matches(&format!("id=\"{level}\"")).count(), 1, "{level}");
    }
}

#[test]
fn files_of_settings_that_say_nothing_are_told() {
    let glossary = "content/vocabularies/glossary.yaml";
    for text in ["人才", "terms: 人才", "words: [人才]", "高层次人才: high-level talent"] {
        let site = SiteTest::with_policy().file("vocabularies/glossary.yaml", text);
        assert_eq!(site.build().exits(0).finding("P608", glossary).line, 1, "{text}");
    }
    let site = SiteTest::with_policy()
        .file("site.yaml", "site_name: 某区\nholiday_calendar: jieri.yaml\n")
        .file("jieri.yaml", "- year: 2026\n  of: [2026-01-01]\n");
    let run = site.build().exits(0);
    assert_eq!(run.codes("content/jieri.yaml"), ["P610"], "{}", run.told());
}

#[test]
fn a_version_before_the_policy_and_a_target_that_is_not_there_are_told() {
    let site = with_policy(
        "施行日期: 2024-01-01\n关系: [{类型: 废止, 目标: zzz-9}]\n版本: [{日期: 2020-01-01, 文件: b.md}]",
        "第一条 正文。",
    )
    .file("policies/aaa-1/b.md", "第一条 旧文。\n");
    let run = site.build().exits(0);
    assert_eq!(run.finding("X349", POLICY).line, 5, "{}", run.told());
    assert!(run.told().contains("the entry “zzz-9”"), "{}", run.told());
}

#[test]
fn what_other_programs_read_holds_no_character_that_xml_refuses_and_no_day_to_come() {
    let site = SiteTest::new()
        .file("site.yaml", "site_name: 某区\nbase_url: https://a.example\n")
        .file("departments/rcb.md", "---\nid: rcb\ntitle: 某区人才办\nopenness: 不予公开\n---\n")
        .file(
            "calls/sb-1.md",
            "---\nid: sb-1\ntitle: 甲\u{FFFE}乙\u{10FFFF}丙\u{FDD0}丁申报\nstarts_at: 2027-01-01\n\
             ends_at: 2027-02-01\ncontact: {部门: rcb}\n---\n",
        );
    let run = site.build().exits(0);
    run.finding("F010", "content/calls/sb-1.md");
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(['\u{FFFE}', '\u{10FFFF}', '\u{FDD0}']), "{path}");
        assert!(!(path.ends_with(".ics") && text.contains("rcb")), "{path}: {text}");
    }
    let map = site.output("sitemap.xml");
    assert!(map.contains("sb-1.html") && !map.contains("<lastmod>2027"), "{map}");
}
