//! The house rules that a machine can hold: order of modules, length of functions, words that do
//! not belong into the tree, both READMEs alike.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The library's modules in reading order; a module uses only those above it.
const ORDER: &[&str] = &[
    "text",
    "date",
    "diagnostic",
    "url",
    "source",
    "vocabulary",
    "field",
    "config",
    "markdown",
    "policy",
    "content",
    "portal",
    "check",
    "theme",
    "render",
    "search",
    "feed",
    "site",
    "build",
    "inspect",
    "write",
    "serve",
];

/// Lines that a function may have.
const FUNCTION_LINES_MAX: usize = 70;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with one of the endings, by path.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    walk.into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            !entry
                .path()
                .components()
                .any(|part| part.as_os_str() == "node_modules" || part.as_os_str() == "target")
        })
        .filter(|entry| endings.iter().any(|ending| entry.path().to_string_lossy().ends_with(ending)))
        .map(|entry| {
            let path =
                entry.path().strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).expect("sources are UTF-8"))
        })
        .collect()
}

/// The part of a source file that is no test.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

#[test]
fn the_list_of_modules_is_complete() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("there is a library");
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, ORDER.iter().copied().collect());
}

#[test]
fn a_module_uses_only_those_above_it() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        let inside = path.trim_start_matches("src/").replace('\\', "/");
        let module = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_string();
        let Some(place) = ORDER.iter().position(|name| *name == module) else { continue };
        let code: String = without_tests(&text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        for used in code.split("crate::").skip(1) {
            let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if ORDER.iter().position(|other| *other == name).is_some_and(|other| other > place) {
                wrong.push(format!("{path} uses {name}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_ends_touch_the_disk_the_clock_and_the_streams() {
    let barred =
        ["std::fs", "std::env", "SystemTime", "Instant::now", "println!", "eprintln!", "process::exit"];
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        let path = path.replace('\\', "/");
        let is_end = [
            "src/source/read.rs",
            "src/source/disk.rs",
            "src/write/",
            "src/inspect/",
            "src/serve/",
            "src/cli/",
            "src/main.rs",
        ];
        let is_test = path.ends_with("/tests.rs");
        if is_test || is_end.iter().any(|end| path.starts_with(end)) {
            continue;
        }
        let code = without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            if let Some(found) = barred.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{path}: {found}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn functions_fit_a_screen() {
    let mut long = Vec::new();
    for (path, text) in files("src", &[".rs"]).into_iter().chain(files("tests/suite", &[".rs"])) {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn "];
            if !is_function.iter().any(|word| code.starts_with(word))
                || !line.ends_with('{') && !code.ends_with('(')
            {
                continue;
            }
            let close = format!("{}}}", &line[..line.len() - code.len()]);
            let length = lines[start..].iter().position(|line| **line == *close).map_or(1, |end| end + 1);
            if length > FUNCTION_LINES_MAX {
                long.push(format!("{path}:{} {length} lines", start + 1));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later_and_nothing_panics_by_habit() {
    // Put together, so that this file does not hold them.
    let words =
        [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X:"].concat(), [".unw", "rap()"].concat()];
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        if path.ends_with("tests.rs") {
            continue;
        }
        for line in without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("///")) {
            if let Some(word) = words.iter().find(|word| line.contains(word.as_str())) {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_module_says_why_it_exists() {
    let silent = files("src", &[".rs"])
        .into_iter()
        .filter(|(path, text)| !text.starts_with("//!") && !path.ends_with("tests.rs"));
    assert_eq!(silent.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn no_file_names_a_machine() {
    let roots = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat()];
    let endings = [".rs", ".md", ".toml", ".yaml", ".html", ".css", ".mjs", ".json", "run"];
    let mut wrong = Vec::new();
    for folder in ["src", "docs", "tests", "benches", "themes", "content", ".ci"] {
        for (path, text) in files(folder, &endings) {
            wrong.extend(
                roots
                    .iter()
                    .filter(|word| text.contains(word.as_str()))
                    .map(|word| format!("{path}: {word}")),
            );
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn both_readmes_have_the_same_headings() {
    let levels = |name: &str| -> Vec<usize> {
        let text = fs::read_to_string(root().join(name)).expect("there is a README");
        let mut in_code = false;
        let mut levels = Vec::new();
        for line in text.lines() {
            in_code ^= line.starts_with("```");
            if !in_code && line.starts_with('#') {
                levels.push(line.bytes().take_while(|byte| *byte == b'#').count());
            }
        }
        levels
    };
    let english = levels("README.md");
    assert!(english.len() > 5);
    assert_eq!(english, levels("README.zh-CN.md"));
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut pages = files("docs", &[".md"]);
    for name in ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        pages.push((name.into(), fs::read_to_string(root().join(name)).expect("it is there")));
    }
    let mut dead = Vec::new();
    for (path, text) in pages {
        let folder = Path::new(&path).parent().expect("a file has a folder");
        let text = outside_code(&text);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains([':', '…']) {
                continue;
            }
            if !root().join(folder).join(target).exists() {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
}

/// A text without its code, in blocks or in a line: links in it are examples.
fn outside_code(text: &str) -> String {
    let mut outside = String::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            outside.extend(line.split('`').step_by(2));
            outside.push('\n');
        }
    }
    outside
}

#[test]
fn codes_of_findings_are_used_once_and_in_the_code() {
    let table = juxian::diagnostic::finding::TABLE;
    let codes: BTreeSet<&str> = table.iter().map(|row| row.code).collect();
    let names: BTreeSet<&str> = table.iter().map(|row| row.name).collect();
    assert_eq!((codes.len(), names.len()), (table.len(), table.len()));
    let sources: String = files("src", &[".rs"])
        .into_iter()
        .filter(|(path, _)| !path.ends_with("finding.rs"))
        .map(|(_, text)| text)
        .collect();
    let finding = fs::read_to_string(root().join("src/diagnostic/finding.rs")).expect("there is a table");
    let rows = finding.split("findings! {").last().unwrap_or_default().lines();
    let variants = rows.filter_map(|line| {
        let (head, _) = line.split_once(" = \"")?;
        head.trim().split([' ', '{']).next()
    });
    let unused: Vec<&str> = variants.filter(|name| !sources.contains(&format!("Finding::{name}"))).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn the_page_of_findings_is_this_table() {
    let path = root().join("docs/findings.md");
    let page = findings_page();
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&path, &page).expect("docs can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/findings.md is out of date: SNAPSHOTS=overwrite cargo test");
}

/// `docs/findings.md`: the forms of a report, then every row of the table.
fn findings_page() -> String {
    use juxian::diagnostic::Level;
    let head = include_str!("findings_head.md");
    let mut page = String::from(head);
    for row in juxian::diagnostic::finding::TABLE {
        let level = match row.level {
            Level::Refused => "拒绝 refused",
            Level::Error => "错误 error",
            Level::Warning => "警告 warning",
            Level::Hint => "提示 hint",
        };
        page.push_str(&format!("### {} `{}` · {level}\n\n", row.code, row.name));
        for (message, help) in row.message.iter().zip(row.help) {
            let help = if help.is_empty() { String::new() } else { format!("  \n→ {help}") };
            page.push_str(&format!("{message}{help}\n\n"));
        }
    }
    format!("{}\n", page.trim_end())
}

#[test]
fn every_word_of_the_theme_is_used() {
    let templates: String = files("themes", &[".html"]).into_iter().map(|(_, text)| text).collect();
    let scripts: String = files("themes", &[".js"]).into_iter().map(|(_, text)| text).collect();
    let sources: String = files("src", &[".rs"]).into_iter().map(|(_, text)| text).collect();
    let words = fs::read_to_string(root().join("themes/default/zh.yaml")).expect("the theme has words");
    let keys = words.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key);
    let is_used = |key: &str| {
        let note = key.strip_suffix("_note").unwrap_or(key);
        if let Some(key) = key.strip_prefix("js_") {
            // 长者版 and dark say what they are now: `elder_on`.
            let mode = ["_on", "_off"].iter().find_map(|state| key.strip_suffix(state));
            // `jx.word("search_state_" + code)`.
            let stem = key.rfind('_').map_or("", |end| &key[..=end]);
            return scripts.contains(&format!("\"{key}\""))
                || !stem.is_empty() && scripts.contains(&format!("\"{stem}\" + "))
                || mode.is_some_and(|mode| templates.contains(&format!("mode=\"{mode}\"")));
        }
        // Names of facets and orders are put together from their keys.
        let is_composed = ["list_facet_", "sort_"]
            .iter()
            .any(|stem| key.starts_with(stem) && sources.contains(&format!("format!(\"{stem}{{")));
        is_composed
            || templates.contains(&format!("w.{key}"))
            || sources.contains(&format!("\"{key}\""))
            || key.starts_with("entrance_") && sources.contains(&format!("\"{note}\""))
    };
    let unused: Vec<&str> = keys.filter(|key| !key.starts_with('#') && !is_used(key)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}
