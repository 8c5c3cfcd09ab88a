//! The command line: what each command does, says and exits with, in both languages.
//!
//! Sessions stand in `tests/cli/*.md`, as a user would see them. Blocks named ```` ```console ````
//! hold commands and what they print; other blocks with a path in their first line are files. Lines
//! of standard error begin with `! `, an exit code other than 0 is a last line `? code`. Each page
//! runs in a folder of its own. `SNAPSHOTS=overwrite cargo test` accepts what is printed today.

use crate::site_test::{DATE, PROGRAM, Run, SiteTest, each, finish, run};
use juxian::diagnostic::finding::TABLE;
use juxian::field::{Kind, Must};
use regex::Regex;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

// ---- sessions

/// The pages of `tests/cli/`.
fn sessions() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let entries = fs::read_dir(&folder).expect("there are sessions");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    assert!(!pages.is_empty(), "{}", folder.display());
    pages
}

#[test]
fn sessions_go_as_they_are_written_down() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    each(sessions(), name, |path| {
        let page = fs::read_to_string(&path).expect("a session is UTF-8");
        let played = play(&page);
        if overwrite {
            fs::write(&path, &played).expect("the tree can be written");
        }
        assert!(overwrite || page == played, "{}\n{}", path.display(), difference(&page, &played));
    });
}

/// The page with what its commands print today.
fn play(page: &str) -> String {
    let site = SiteTest::new();
    let mut played = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        played.push_str(line);
        played.push('\n');
        let Some(fence) = line.strip_prefix("```").filter(|rest| !rest.is_empty()) else { continue };
        let ticks = "```".to_string() + &"`".repeat(fence.len() - fence.trim_start_matches('`').len());
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != ticks).collect();
        match fence.trim_start_matches('`').split_once(' ') {
            Some((_, path)) => {
                site.write(path, block.iter().map(|line| format!("{line}\n")).collect::<String>());
                block.iter().for_each(|line| played.push_str(&format!("{line}\n")));
            }
            None => block.iter().filter_map(|line| line.strip_prefix("$ ")).for_each(|command| {
                played.push_str(&format!("$ {command}\n{}", session(&site, command)));
            }),
        }
        played.push_str(&ticks);
        played.push('\n');
    }
    played
}

/// What one command line prints: `NAME=value juxian argument "argument of words"`.
fn session(site: &SiteTest, line: &str) -> String {
    let mut words = words(line).into_iter().peekable();
    let mut settings = Vec::new();
    while let Some((name, value)) = words.peek().and_then(|word| word.split_once('=')) {
        settings.push((name.to_string(), value.to_string()));
        words.next();
    }
    assert_eq!(words.next().as_deref(), Some("juxian"), "{line}");
    let arguments: Vec<String> = words.collect();
    let mut command = site.command(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let run = run(command.envs(settings).env("COLUMNS", "100"));
    let mut printed = tidied(site, &run.stdout);
    for line in tidied(site, &run.stderr).lines() {
        printed.push_str(format!("! {line}").trim_end());
        printed.push('\n');
    }
    match run.code {
        Some(0) => printed,
        Some(code) => printed + &format!("? {code}\n"),
        None => panic!("{line}: ended by a signal\n{printed}"),
    }
}

fn words(line: &str) -> Vec<String> {
    let quoted = Regex::new(r#""([^"]*)"|(\S+)"#).expect("a pattern");
    let word = |found: regex::Captures| {
        found.iter().skip(1).flatten().map(|part| part.as_str().to_string()).collect()
    };
    quoted.captures_iter(line).map(word).collect()
}

/// Without what differs from run to run: times, the folder of the test, the version.
fn tidied(site: &SiteTest, printed: &str) -> String {
    let seconds = Regex::new(r"\d+\.\d\d( s|秒| 秒)").expect("a pattern");
    let text = seconds.replace_all(printed, "[time]$1");
    let text = text.replace(&*site.at("").to_string_lossy(), "[folder]/");
    text.replace(concat!("juxian ", env!("CARGO_PKG_VERSION")), "juxian [version]")
}

/// The first lines at which two pages part.
fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let from =
        |text: &str| text.lines().skip(same).take(12).map(|line| format!("  {line}\n")).collect::<String>();
    format!("line {}, expected:\n{}found:\n{}", same + 1, from(expected), from(found))
}

// ---- what is typed wrongly

#[test]
fn what_is_typed_wrongly_exits_with_2() {
    let lines = [
        "",
        "bild",
        "--nope",
        "check --nope",
        "check --date x",
        "check --date 2026-02-30",
        "check --format yaml",
        "check --messages fr",
        "check --profile draft",
        "check --color sometimes",
        "check --max-findings -1",
        "check --max-findings many",
        "build --out",
        "build extra",
        "new",
        "new nonsense",
        "init",
        "completions",
        "completions cmd",
        "schema nonsense",
        "rules F999",
        "check --adopt",
    ];
    each(
        lines,
        |line| line.to_string(),
        |line| {
            let site = SiteTest::with_policy();
            let run = run(&mut site.command(&line.split_whitespace().collect::<Vec<_>>())).exits(2);
            assert_eq!(run.stdout, "");
            assert!(!run.stderr.trim().is_empty());
            assert!(!site.at("public").exists());
        },
    );
}

#[test]
fn usage_is_explained_in_the_language_of_the_messages() {
    for line in [&["bild"][..], &["check", "--nope"], &["check", "--date", "x"], &["build", "--out"]] {
        let site = SiteTest::new();
        let run = run(site.command(line).env("LANG", "zh_CN.UTF-8")).exits(2);
        assert!(run.stderr.chars().any(is_chinese), "{}", run.stderr);
    }
    let help = run(SiteTest::new().command(&["--help"]).env("LANG", "zh_CN.UTF-8")).exits(0).stdout;
    for english in ["Usage:", "Options:", "Commands:", "Print ", "[default:", "[possible values:"] {
        assert!(!help.contains(english), "{english} in:\n{help}");
    }
}

#[test]
fn a_missing_content_folder_is_named_with_a_cure() {
    for arguments in [&["check", "--content", "nowhere"][..], &["build", "--content", "nowhere"]] {
        for (messages, cure) in [("zh", "juxian init"), ("en", "juxian init")] {
            let site = SiteTest::new();
            let run = run(&mut site.command(&[arguments, &["--messages", messages]].concat())).exits(2);
            assert!(run.stderr.contains("nowhere") && run.stderr.contains(cure), "{}", run.stderr);
            assert_eq!(run.stdout, "");
        }
    }
    let site = SiteTest::new();
    site.write("file", "no folder");
    site.run(&["check", "--content", "file"]).exits(2);
}

#[test]
fn exit_codes_tell_content_from_tool() {
    let good = SiteTest::with_policy();
    good.check().exits(0);
    good.run(&["check", "--profile", "production"]).exits(1);
    good.run(&["check", "--profile", "production", "--allow-errors"]).exits(0);
    let bad = SiteTest::with_policy().bytes("policies/bad.md", b"\xb1\xea");
    bad.check().exits(1);
    bad.run(&["check", "--allow-errors"]).exits(1);
    let production = SiteTest::with_policy().file("site.yaml", "profile: production\n");
    production.check().exits(1);
    production.run(&["check", "--profile", "preview"]).exits(0);
}

// ---- languages

#[test]
fn messages_follow_the_argument_then_the_locale_then_chinese() {
    type Row = (&'static [&'static str], &'static [(&'static str, &'static str)], bool);
    let table: [Row; 14] = [
        (&[], &[], true),
        (&[], &[("LANG", "zh_CN.UTF-8")], true),
        (&[], &[("LANG", "zh_TW")], true),
        (&[], &[("LANG", "en_US.UTF-8")], false),
        (&[], &[("LANG", "C")], false),
        (&[], &[("LANG", "de_DE.UTF-8")], false),
        (&[], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], true),
        (&[], &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US")], false),
        (&[], &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US"), ("LC_ALL", "zh_CN")], true),
        (&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], true),
        (&["--messages", "en"], &[("LANG", "zh_CN.UTF-8")], false),
        (&["--messages", "zh"], &[("LANG", "en_US.UTF-8")], true),
        (&["--messages=zh"], &[("LANG", "en_US.UTF-8")], true),
        (&["--messages=en"], &[], false),
    ];
    each(
        table,
        |row| format!("{row:?}"),
        |(arguments, locale, chinese)| {
            let site = SiteTest::new();
            for line in ["check", "--help"] {
                let run = run(site.command(&[&[line], arguments].concat()).envs(locale.iter().copied()));
                let talk = format!("{}{}", run.stdout, run.stderr);
                let words: String = talk.split(['“', '”']).step_by(2).collect();
                assert_eq!(words.chars().any(is_chinese), chinese, "{line}: {talk}");
            }
        },
    );
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// One fault of each of many sorts; keys in both languages.
fn faulty() -> SiteTest {
    let head = "标题: 云溪区人才政策若干措施\n";
    SiteTest::new()
        .file("site.yaml", "page_size: 0\nfile_size_max: 很大\nbase_url: ftp://x\ntheme: nonsense\nprofil: x\n")
        .file("vocabularies/own.yaml", "- x\n")
        .file("policies/one.md", &format!("---\n{head}摘药: 一\n成文日期: 明天\n层级: 府级\n定时发布: 也许\n语言: en\n关系: [{{类型: 代替, 目标: x}}]\n---\n第一条 [甲](nope.md)[](javascript:x)\n\n![](x.png) <b> [^1]\n\n{{{{< nope >}}}}\n"))
        .file("policies/two.md", "---\ntitle: a\nsummray: b\ndated_on: soon\nlevel: x\nscheduled: perhaps\n---\n# 另一个标题\n\n## 甲 {#x}\n\n## 乙 {#x}\n")
        .file("policies/three.md", "---\n标题：全角\n---\n")
        .file("policies/four.md", "---\n标题: \"未完\n---\n")
        .file("policies/five.md", "---\n- 一\n---\n")
        .file("policies/six.md", "---\n标题: 甲\n标题: 乙\n摘要: &a !!x “一”\n\t甲: 乙\n---\n")
        .file("policies/seven.md", "---\n标题: 甲\n")
        .file("policies/CON.md", "# 甲\n")
        .bytes("policies/eight.md", b"\xb1\xea\xcc\xe2")
        .file("policies/nine.en.md", "---\ntitle: Nine\n---\n")
        .file("platforms/list.csv", "编号,名程,类型\n../x,云溪,府邸,多\n")
}

#[test]
fn a_message_is_in_one_language() {
    let site = faulty();
    let findings = |messages: &str| site.run(&["check", "--messages", messages, "--hints"]).exits(1).findings;
    // What stands between “ and ” is the author's own.
    let words = |text: &str| text.split(['“', '”']).step_by(2).collect::<String>();
    let english = Regex::new(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}").expect("a pattern");
    let mixed = |text: &str, messages: &str| match messages {
        "zh" => english.is_match(&words(text)),
        _ => words(text).chars().any(is_chinese),
    };
    for messages in ["zh", "en"] {
        let found = findings(messages);
        let codes: std::collections::BTreeSet<&str> = found.iter().map(|found| found.code.as_str()).collect();
        assert!(codes.len() > 20, "{codes:?}");
        each(
            &found,
            |found| format!("{messages} {}", found.code),
            |found| {
                assert!(!mixed(&found.message, messages), "{}", found.message);
                assert!(!mixed(&found.help, messages), "{}", found.help);
            },
        );
    }
}

// ---- forms of findings

#[test]
fn every_form_tells_the_same_findings() {
    let site = faulty();
    let json = site.run(&["check"]).exits(1);
    let places: Vec<(String, u64)> =
        json.findings.iter().map(|found| (found.code.clone(), found.line)).collect();
    assert!(places.len() > 20);

    let sarif: Value =
        serde_json::from_str(&site.run(&["check", "--format", "sarif"]).exits(1).stdout).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(results.len(), places.len());
    for (result, (code, _)) in results.iter().zip(&places) {
        assert_eq!(result["ruleId"], **code);
        assert_eq!(rules[result["ruleIndex"].as_u64().expect("an index") as usize]["id"], **code);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        for location in result["locations"].as_array().expect("locations") {
            let place = &location["physicalLocation"];
            assert!(
                place["artifactLocation"]["uri"]
                    .as_str()
                    .is_some_and(|uri| uri.is_ascii() && !uri.contains(' '))
            );
            let number = |key: &str| place["region"][key].as_u64().expect("a number");
            assert!(number("startLine") >= 1 && number("startColumn") >= 1);
            let (start, end) = (number("startLine"), number("endLine"));
            assert!((end, number("endColumn")) >= (start, number("startColumn")));
        }
    }

    let github = site.run(&["check", "--format", "github"]).exits(1).stdout;
    let command = Regex::new(
        r"^::(error|warning|notice) (file=[^,:]+,line=\d+,col=\d+,endLine=\d+,)?title=[^,:]+::.+$",
    )
    .expect("a pattern");
    assert_eq!(github.lines().count(), places.len());
    each(github.lines(), |line| line.to_string(), |line| assert!(command.is_match(line)));

    let human = site.run(&["check", "--format", "human", "--max-findings", "0"]).exits(1);
    assert_eq!(human.stdout, "");
    // Obligatory fields that a file lacks stand in one block for people.
    let blocks = Regex::new(r"(?m)^(refused|error|warning|note)\[(\w+) ").expect("a pattern");
    let told = blocks.captures_iter(&human.stderr).filter(|block| &block[2] != "F203").count();
    assert_eq!(told, places.iter().filter(|(code, _)| code != "F203").count());
}

#[test]
fn data_goes_to_stdout_and_talk_to_stderr() {
    let site = SiteTest::with_policy();
    let silent = |run: Run| assert_eq!((run.stdout.as_str(), run.stderr.is_empty()), ("", false));
    silent(site.run(&["check", "--format", "human"]).exits(0));
    silent(site.run(&["build", "--format", "human"]).exits(0));
    for format in ["json", "sarif", "github"] {
        assert_eq!(site.run(&["build", "--format", format]).exits(0).stderr, "", "{format}");
    }
    assert_eq!(site.run(&["verify", "--format", "human"]).exits(0).stdout, "");
    for line in [&["schema"][..], &["rules"], &["completions", "bash"], &["--help"], &["--version"]] {
        let run = run(&mut site.command(line)).exits(0);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{line:?}: {}", run.stderr);
    }
}

#[test]
fn quiet_says_findings_only() {
    let site = SiteTest::demo();
    let run = site.run(&["build", "--quiet", "--format", "human"]).exits(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let site = SiteTest::with_policy();
    let run = site.run(&["check", "--quiet", "--format", "human"]).exits(0);
    assert!(run.stderr.contains("F203") && !run.stderr.contains(" pages "), "{}", run.stderr);
}

#[test]
fn findings_beyond_the_limit_are_counted() {
    let site = SiteTest::with_policy()
        .file("policies/many.md", &format!("---\n标题: 甲\n---\n{}", "[甲](nope.md)\n".repeat(70)));
    let shown = |limit: &str| {
        let run = site.run(&["check", "--format", "human", "--max-findings", limit]).exits(0);
        (run.stderr.matches("X310 dead-internal-link]").count(), run.stderr)
    };
    assert_eq!(shown("0").0, 70);
    let (count, text) = shown("10");
    assert!(count <= 10 && text.contains("more of X310"), "{text}");
}

#[test]
fn hints_are_shown_when_asked_for() {
    let site = SiteTest::with_policy();
    assert!(site.check().findings.iter().all(|found| found.level != "hint"));
    let run = site.run(&["check", "--hints"]).exits(0);
    assert!(run.findings.iter().any(|found| found.code == "P603" && found.level == "hint"), "{}", run.told());
}

#[test]
fn colour_is_for_terminals() {
    let site = SiteTest::with_policy();
    let coloured = |arguments: &[&str]| {
        let run = site.run(&[&["check", "--format", "human"], arguments].concat()).exits(0);
        run.stderr.contains('\u{1b}')
    };
    assert!(!coloured(&[]) && !coloured(&["--color", "never"]) && coloured(&["--color", "always"]));
}

/// A reader that goes away, such as `head`, is no reason to panic.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let lines: [&[&str]; 7] = [
        &["schema"],
        &["rules"],
        &["rules", "--format", "json"],
        &["completions", "bash"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
    ];
    each(
        lines,
        |line| line.join(" "),
        |line| {
            let site = SiteTest::with_policy();
            let mut command = site.command(line);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
            drop(child.stdout.take());
            finish(child).exits(0);
        },
    );
    for line in [&["check"][..], &["build"], &["verify"], &["nonsense"]] {
        let site = SiteTest::with_policy();
        let mut child =
            site.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stderr.take());
        let code = finish(child).code;
        assert!(matches!(code, Some(0..=2)), "{line:?}: {code:?}");
    }
}

// ---- init, new

/// Findings that a fresh scaffold may have: its author has not filled it in yet.
const UNFILLED: [&str; 3] = ["F203", "F206", "P602"];

#[track_caller]
fn assert_only_unfilled(run: &Run) {
    let other: Vec<_> = run
        .findings
        .iter()
        .filter(|found| !UNFILLED.contains(&found.code.as_str()) && found.level != "warning")
        .collect();
    assert!(other.is_empty(), "{other:#?}");
    assert!(run.findings.iter().all(|found| found.level != "refused"), "{}", run.told());
}

#[test]
fn a_new_site_checks_and_builds() {
    for messages in ["zh", "en"] {
        let site = SiteTest::new();
        site.run(&["init", "我的 网站", "--messages", messages]).exits(0);
        let content = ["--content", "我的 网站/content", "--messages", messages];
        let run = site.run(&[&["check", "--hints"], &content[..]].concat()).exits(0);
        assert_only_unfilled(&run);
        assert!(run.findings.iter().all(|found| UNFILLED.contains(&found.code.as_str())), "{}", run.told());
        site.run(&[&["build"], &content[..]].concat()).exits(0);
        let pages = site.tree("public").into_keys().filter(|path| path.ends_with(".html")).count();
        assert!(pages >= 5, "{pages}");
    }
}

#[test]
fn a_folder_that_is_not_empty_is_not_begun_in() {
    let site = SiteTest::with_policy();
    let before = site.tree("");
    site.run(&["init", "."]).exits(2);
    site.run(&["init", "content"]).exits(2);
    site.run(&["init", "content/policies/yrc-2026-1.md"]).exits(2);
    assert_eq!(site.tree(""), before);
}

#[test]
fn a_new_entry_of_every_kind_checks_in_both_languages() {
    let kinds = Kind::ALL.into_iter().flat_map(|kind| [(kind, "zh"), (kind, "en")]);
    each(
        kinds,
        |row| format!("{row:?}"),
        |(kind, messages)| {
            let spec = kind.spec();
            let (name, title) = if messages == "zh" {
                (spec.zh, "云溪区的第一个")
            } else {
                (spec.code, "The first one")
            };
            let site = SiteTest::new();
            let run = site.run(&["new", name, title, "--messages", messages]).exits(0);
            let path = run.stdout.trim_end().to_string();
            assert!(site.at(&path).is_file(), "{path}");
            assert!(path.starts_with(&format!(
                "content/{}/",
                if messages == "zh" { spec.folder_zh } else { spec.folder_en }
            )));
            let run = site.run(&["check", "--profile", "production", "--messages", messages]);
            assert_only_unfilled(&run);
            let of_file = run.findings.iter().filter(|found| found.path == path);
            assert!(of_file.clone().all(|found| UNFILLED.contains(&found.code.as_str())), "{}", run.told());
            assert_eq!(site.run(&["new", name, title, "--messages", messages]).exits(2).stdout, "");
            site.build_with(&["--profile", "preview"]).exits(0);
        },
    );
}

#[test]
fn a_new_entry_takes_only_a_good_id() {
    let site = SiteTest::new();
    for id in ["../../evil", "ABC", "云溪", "a", "a b", "", "x/y", "con.txt", &"x".repeat(61)] {
        site.run(&["new", "policy", "标题", "--id", id]).exits(2);
    }
    assert!(site.tree("").is_empty());
    site.run(&["new", "policy", "标题", "--id", "yrc-2026-9"]).exits(0);
    site.run(&["new", "policy", "../../../etc/passwd <b>\"':\n- x"]).exits(0);
    site.run(&["new", "policy", "！！！"]).exits(0);
    site.run(&["new", "policy", ""]).exits(0);
    let paths: Vec<String> = site.tree("").into_keys().collect();
    assert!(paths.len() == 4 && paths.iter().all(|path| path.starts_with("content/policies/")), "{paths:?}");
    assert_only_unfilled(&site.check());
}

// ---- schema, rules, completions

#[test]
fn schemas_are_json_for_every_kind() {
    let site = SiteTest::new();
    let all: Value = serde_json::from_str(&site.run(&["schema"]).exits(0).stdout).expect("JSON");
    assert_eq!(all.as_object().expect("a map").len(), Kind::ALL.len() + 1);
    for kind in Kind::ALL {
        let one = |name: &str| -> Value {
            serde_json::from_str(&site.run(&["schema", name]).exits(0).stdout).expect("JSON")
        };
        let schema = one(kind.spec().zh);
        assert_eq!(schema, one(kind.spec().code));
        assert_eq!(schema, all[kind.spec().code]);
        let properties = schema["properties"].as_object().expect("properties");
        for field in kind.spec().fields.iter().filter(|field| field.must != Must::Computed) {
            assert!(
                properties.contains_key(field.zh) || properties.contains_key(field.key),
                "{} {}",
                kind.spec().code,
                field.key
            );
        }
    }
    site.run(&["schema", "--to", "schemas/here"]).exits(0);
    assert_eq!(site.tree("schemas/here").len(), Kind::ALL.len() + 1);
}

#[test]
fn every_rule_is_listed_in_both_languages() {
    let site = SiteTest::new();
    for messages in ["zh", "en"] {
        let list = site.run(&["rules", "--format", "human", "--messages", messages]).exits(0).stdout;
        assert_eq!(list.lines().count(), TABLE.len());
        let json = site.run(&["rules", "--messages", messages]).exits(0).stdout;
        assert_eq!(serde_json::from_str::<Vec<Value>>(&json).expect("JSON").len(), TABLE.len());
    }
    for row in TABLE {
        let one = site.run(&["rules", row.code, "--format", "human"]).exits(0).stdout;
        assert!(one.contains(row.name) && one == site.run(&["rules", row.name, "--format", "human"]).stdout);
    }
}

#[test]
fn completions_name_every_command_and_are_scripts() {
    let site = SiteTest::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = site.command(&["completions", shell]).output().expect("it runs");
        let text = String::from_utf8(script.stdout).expect("UTF-8");
        for command in ["init", "new", "check", "build", "verify", "schema", "rules", "completions"] {
            assert!(text.contains(command), "{shell}: {command}");
        }
        if shell == "bash" {
            site.write("completions.bash", &text);
            match std::process::Command::new("bash")
                .args(["-n", "completions.bash"])
                .current_dir(site.at(""))
                .status()
            {
                Ok(status) => assert!(status.success()),
                Err(_) => eprintln!("skipped: there is no bash to read the script"),
            }
        }
    }
}

#[test]
fn the_program_is_found_by_its_name_and_version() {
    let run = run(&mut SiteTest::new().command(&["--version"])).exits(0);
    assert_eq!(run.stdout, concat!("juxian ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(Path::new(PROGRAM).file_stem().is_some_and(|name| name == "juxian") && DATE.len() == 10);
}
