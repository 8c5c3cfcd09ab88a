use super::*;
use crate::diagnostic::Level;
use std::collections::BTreeSet;
use std::path::Path;

/// A site whose themes folder holds these texts.
fn themes<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sources {
    let mut sources = Sources::from_texts(texts);
    for file in &mut sources.files {
        file.root = Root::Themes;
    }
    sources
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.finding.code()).collect()
}

/// The text that the first finding points at.
fn pointed<'a>(sources: &'a Sources, diagnostics: &Diagnostics) -> &'a str {
    let span = diagnostics[0].span.unwrap();
    &sources.file(span.file).text()[span.range()]
}

fn minimal(theme: &Theme) -> Context {
    let mut variables = theme.variables(Lang::Zh);
    variables.insert("site", &BTreeMap::from([("theme_color", "blue")]));
    variables.insert(
        "page",
        &serde_json::json!({
            "lang": "zh-CN", "head_title": "旧页", "title": "旧页", "metas": [], "canonical": "",
        }),
    );
    variables.insert("root", "../");
    variables.insert("stub", &BTreeMap::from([("href", "a.html"), ("title", "新页")]));
    variables
}

#[test]
fn the_list_of_built_in_files_is_the_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
    let on_disk: BTreeSet<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry.path().strip_prefix(Path::new(folder)).unwrap().to_string_lossy().replace('\\', "/")
        })
        .collect();
    let listed: BTreeSet<String> = built_in::files().map(|(path, _)| path.to_string()).collect();
    assert_eq!(listed, on_disk);
}

#[test]
fn both_languages_have_the_same_words() {
    let (zh, en) = (word::built_in(Lang::Zh), word::built_in(Lang::En));
    assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (key, chinese) in &zh {
        assert!(!chinese.is_empty() && !en[key].is_empty(), "{key}");
        assert_eq!(word::placeholders(chinese), word::placeholders(&en[key]), "{key}");
    }
}

#[test]
fn every_word_that_a_template_uses_exists() {
    let zh = word::built_in(Lang::Zh);
    let used = regex::Regex::new(r"\bw\.([a-z0-9_]+)").unwrap();
    for (name, text) in built_in::templates() {
        for found in used.captures_iter(text) {
            assert!(zh.contains_key(&found[1]), "{name}: w.{}", &found[1]);
        }
    }
}

#[test]
fn every_word_that_a_script_uses_exists() {
    let zh = word::built_in(Lang::Zh);
    let used = regex::Regex::new(r#"jx\.word\("([a-z0-9_]+)"[,)]"#).unwrap();
    for (name, text) in built_in::files().filter(|(path, _)| path.ends_with(".js")) {
        for found in used.captures_iter(text) {
            assert!(zh.contains_key(&format!("js_{}", &found[1])), "{name}: js_{}", &found[1]);
        }
    }
}

/// A component that prints something shows how, in an example that renders.
#[test]
fn every_component_with_a_template_has_examples_that_render() {
    let (theme, _) = Theme::load(&Sources::default(), "default");
    let mut variables = Context::new();
    variables.insert("root", "../");
    variables.insert(
        "page",
        &serde_json::json!({ "linked": true, "lang": "zh-CN", "kind": "components",
        "feedback": { "text": "", "href": "" }, "error_report": "" }),
    );
    let mut faults = Vec::new();
    for component in &theme.components {
        let has_template = built_in::text(&format!("components/{}/template.html", component.name)).is_some();
        if has_template && component.name != "shortcode" && component.examples.is_empty() {
            faults.push(format!("{} has no example", component.name));
        }
        for lang in Lang::ALL {
            if component.about.get(&lang).is_none_or(String::is_empty) {
                faults.push(format!("{} says not what it is for", component.name));
            }
            for example in &component.examples {
                if let Err(fault) = theme.example(lang, example, &variables) {
                    faults.push(format!("{} “{}”: {}", component.name, example.name, fault.words().0));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_visible_word_stands_in_a_template() {
    let comment = regex::Regex::new(r"(?s)\{#.*?#\}").unwrap();
    for (name, text) in built_in::templates() {
        let visible = comment.replace_all(text, "");
        assert!(!visible.chars().any(crate::text::is_han), "{name}");
    }
}

#[test]
fn every_style_rule_stands_under_the_prefix() {
    let sheets = built_in::files().filter(|(path, _)| path.ends_with(".css"));
    let css: String = sheets.map(|(_, text)| text).collect();
    let plain = regex::Regex::new(r"(?s)/\*.*?\*/").unwrap().replace_all(&css, "");
    let selectors = regex::Regex::new(r"(?m)^([^@{}\n]+)\{").unwrap();
    let mut count = 0;
    for selector in selectors.captures_iter(&plain).flat_map(|rule| {
        rule.get(1).unwrap().as_str().split(',').map(|part| part.trim().to_string()).collect::<Vec<_>>()
    }) {
        count += 1;
        assert!(
            selector == ".jx"
                || selector.starts_with(".jx ")
                || selector.starts_with(".jx.")
                || selector.starts_with(".jx:"),
            "{selector}"
        );
    }
    assert!(count > 100);
    for barred in [
        "rem;",
        "rem ",
        "clamp(",
        " min(",
        " max(",
        ":is(",
        ":where(",
        ":has(",
        "inset:",
        " gap:",
        "!important",
        "aspect-ratio",
        "@import",
        "margin-inline",
    ] {
        assert!(!plain.contains(barred), "{barred}");
    }
}

#[test]
fn a_broken_template_gives_its_file_and_place_and_the_others_stay() {
    let sources = themes([
        ("own/stub.html", "<p>\n{% if stub.href %}\n"),
        ("own/404.html", "{% extends \"base.html\" %}{% block main %}{{ a | nofilter }}{% endblock %}"),
    ]);
    let (theme, diagnostics) = Theme::load(&sources, "own");
    assert_eq!(codes(&diagnostics), ["P620", "P620"]);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.level() == Level::Refused));
    let files = diagnostics.iter().map(|found| sources.file(found.span.unwrap().file).path.as_str());
    assert_eq!(files.collect::<Vec<_>>(), ["own/stub.html", "own/404.html"]);
    let mut out = Vec::new();
    theme.render("stub.html", &minimal(&theme), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("页面已移至"));
}

#[test]
fn templates_that_do_not_fit_together_are_found_where_they_are_written() {
    for (text, pointed_at) in [
        ("{% extends \"stub.html\" %}", "extends"),
        ("{% extends \"nowhere.html\" %}", "extends"),
        ("{% include \"stub.html\" %}", "include"),
        ("第一行\n{{ <jx.nothing /> }}", "{{ <jx.nothing /> }}"),
        ("{% component jx.link() %}{% endcomponent jx.link %}", ""),
    ] {
        let sources = themes([("own/stub.html", text)]);
        let (_, diagnostics) = Theme::load(&sources, "own");
        assert_eq!(codes(&diagnostics), ["P620"], "{text}");
        assert_eq!(pointed(&sources, &diagnostics), pointed_at, "{text}: {:?}", diagnostics[0]);
    }
}

#[test]
fn a_fault_while_rendering_says_where_and_leaves_the_output() {
    let sources = themes([
        ("own/stub.html", "一\n{% include \"parts/mine.html\" %}"),
        ("own/parts/mine.html", "二\n三{{ stub.nothing.deeper }}"),
    ]);
    let (theme, diagnostics) = Theme::load(&sources, "own");
    assert_eq!(diagnostics, []);
    let mut out = b"before".to_vec();
    let fault = theme.render("stub.html", &minimal(&theme), &mut out).unwrap_err();
    assert_eq!(out, b"before");
    assert_eq!((fault.file.as_str(), fault.line), ("parts/mine.html", 2));
    assert_eq!(fault.chain, ["stub.html:2"]);
    let found = vec![fault.diagnostic("zc/a.html", 3)];
    assert_eq!(codes(&found), ["P604"]);
    assert_eq!(pointed(&sources, &found), "nothing");
}

#[test]
fn a_fault_in_a_built_in_file_names_it() {
    let (theme, _) = Theme::load(&Sources::default(), "default");
    let fault = theme.render("list.html", &minimal(&theme), &mut Vec::new()).unwrap_err();
    assert_eq!((fault.file.as_str(), fault.span), ("base.html", None));
    let message = fault.diagnostic("", 1).finding.message(crate::diagnostic::Messages::En);
    assert!(message.contains("base.html:"), "{message}");
    assert_eq!(theme.render("none.html", &minimal(&theme), &mut Vec::new()).unwrap_err().file, "none.html");
}

#[test]
fn words_are_replaced_one_by_one() {
    let sources = themes([(
        "default/zh.yaml",
        "home: 主页\nhmoe: 主页\nentries_total: 总数\npage_number: 第{number}张\nown_slogan: 聚贤\n",
    )]);
    let (theme, diagnostics) = Theme::load(&sources, "default");
    assert_eq!(codes(&diagnostics), ["P606", "P621"]);
    assert_eq!(pointed(&sources, &diagnostics), "hmoe");
    let word = |key| theme.word(Lang::Zh, key);
    assert_eq!(
        [word("home"), word("entries_total"), word("page_number"), word("own_slogan")],
        ["主页", "共{count}条", "第{number}张", "聚贤"]
    );
    assert_eq!(theme.word(Lang::En, "home"), "Home");
    assert_eq!(theme.word(Lang::En, "no_such_word"), "no_such_word");
}

#[test]
fn what_is_filled_in_is_not_filled_again() {
    let value = |name: &str| (name == "a").then(|| "{b}".to_string());
    assert_eq!(fill("{a}{b}{", value), "{b}{b}{");
}

#[test]
fn assets_have_hashed_names_and_style_sheets_follow_them() {
    let sources = themes([
        (
            "own/assets/site.css",
            ".jx .x { background: url('图/bg.svg') } .jx .y { background: url(https://x/y) }",
        ),
        ("own/assets/图/bg.svg", "<svg/>"),
        ("own/assets/own.js", "\"use strict\";"),
        ("own/assets/x.docm", ""),
        ("own/notes.md", ""),
        ("own/lost.html", ""),
        ("other/lost.html", ""),
    ]);
    let (theme, diagnostics) = Theme::load(&sources, "own");
    let mut unused: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            format!("{} {}", diagnostic.finding.code(), sources.file(diagnostic.span.unwrap().file).path)
        })
        .collect();
    unused.sort();
    assert_eq!(unused, ["P607 own/assets/x.docm", "P607 own/lost.html", "P607 own/notes.md"]);
    let find = |name: &str| theme.assets.iter().find(|asset| asset.name == name).unwrap();
    let picture = find("图/bg.svg").route.clone();
    assert!(picture.starts_with("assets/tu/bg-") && picture.is_ascii(), "{picture}");
    let AssetHolds::Bytes(css) = &find("site.css").holds else { panic!() };
    let css = String::from_utf8(css.clone()).unwrap();
    assert!(css.contains(&format!("url(\"{}\")", picture.strip_prefix("assets/").unwrap())), "{css}");
    assert!(css.contains("url(https://x/y)"));
    let mut out = Vec::new();
    theme.render("stub.html", &minimal(&theme), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains(&format!("href=\"../{}\"", find("site.css").route)));
}

#[test]
fn a_theme_that_is_not_there_is_refused() {
    let (_, diagnostics) = Theme::load(&Sources::default(), "own");
    assert_eq!(codes(&diagnostics), ["P605"]);
}

#[test]
fn shortcodes_take_texts_and_escape_them() {
    let (theme, _) = Theme::load(&Sources::default(), "default");
    assert_eq!(theme.shortcode_names(), ["amount", "button", "notice", "policy", "qa", "steps"]);
    let arguments = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
    };
    let html = theme.shortcode(Lang::Zh, "notice", &arguments(&[("kind", "warning")]), "<p>正文</p>");
    let html = html.unwrap().unwrap();
    assert!(html.contains("注意") && html.contains("<p>正文</p>"), "{html}");
    let button = arguments(&[("href", "a.html"), ("text", "查看<办法>")]);
    let html = theme.shortcode(Lang::Zh, "button", &button, "").unwrap().unwrap();
    assert!(html.contains("查看&lt;办法&gt;"), "{html}");
    for name in theme.shortcode_names() {
        let wanted = theme.shortcode_arguments(name).unwrap();
        let all: Vec<_> = wanted.iter().map(|argument| (argument.name.clone(), "a".to_string())).collect();
        theme.shortcode(Lang::En, name, &all, "").unwrap().unwrap();
        let html = theme.shortcode(Lang::En, name, &arguments(&[("no-such", "a")]), "");
        assert!(html.unwrap().is_err(), "{name}");
    }
    assert!(theme.shortcode(Lang::Zh, "nothing", &[], "").is_none());
}

#[test]
fn the_fingerprint_follows_every_part() {
    let of = |texts: &[(&str, &str)]| Theme::load(&themes(texts.iter().copied()), "default").0.fingerprint;
    let plain = of(&[]);
    assert_eq!(plain, of(&[]));
    assert_ne!(plain, of(&[("default/stub.html", "<h1>a</h1>")]));
    assert_ne!(plain, of(&[("default/en.yaml", "home: Start")]));
    assert_ne!(plain, of(&[("default/assets/jx.css", "")]));
}
