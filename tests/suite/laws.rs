//! The corpus of real laws, as a bare folder: no settings, no front matter. Skipped where it is absent.
//!
//! Articles are counted here by code that shares nothing with the program: a line of the source that
//! begins with 第X条 and a space, and in the output the anchors of articles.

use crate::search_quality::corpus;
use crate::site_test::{SiteTest, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const LAWS: usize = 89;

/// Whether a line of the source is the beginning of an article: 第十二条之一　….
fn begins_article(line: &str) -> bool {
    let line = line.trim_start_matches(['#', '*', ' ', '\u{3000}', '\t']);
    let Some(rest) = line.strip_prefix('第') else { return false };
    let numeral = |text: &str| text.trim_start_matches(|c| "零〇一二三四五六七八九十百千".contains(c)).len();
    let Some(after) = rest[rest.len() - numeral(rest)..].strip_prefix('条') else { return false };
    let after = match after.strip_prefix('之') {
        Some(suffix) => &suffix[suffix.len() - numeral(suffix)..],
        None => after,
    };
    after.is_empty() || after.starts_with([' ', '\u{3000}', '*', '\r'])
}

/// Values of `id` on a page that are an article: `art-8`, `annex-1-art-3`, `b-art-12-1`.
fn article_anchors(html: &str) -> Vec<String> {
    let ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let is_article = |id: &&str| {
        let Some((unit, number)) = id.rsplit_once("art-") else { return false };
        let number = number.split("-r").next().unwrap_or_default();
        (unit.is_empty() || unit.ends_with('-'))
            && !number.is_empty()
            && number.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    ids.filter(is_article).map(str::to_string).collect()
}

#[test]
fn a_bare_folder_of_laws_becomes_a_portal() {
    let Some(corpus) = corpus() else { return };
    let site = SiteTest::new();
    let (mut titles, mut articles) = (Vec::new(), 0);
    for (path, bytes) in tree(&corpus) {
        let text = String::from_utf8(bytes.clone()).expect("the corpus is UTF-8");
        articles += text.lines().filter(|line| begins_article(line)).count();
        let title = text.lines().find_map(|line| line.strip_prefix("# ")).expect("every law has a heading");
        titles.push(title.trim().to_string());
        site.write(&format!("content/{path}"), bytes);
    }
    assert_eq!((titles.len(), articles), (LAWS, 5128), "the corpus has changed");

    let run = site.build().exits(0);
    assert!(run.findings.iter().all(|found| found.level != "refused"), "{}", run.told());
    let pages = tree(&site.at("public/zc"));
    let policies: Vec<String> = pages
        .iter()
        .filter(|(path, _)| path.ends_with(".html") && !is_list(path))
        .map(|(_, bytes)| String::from_utf8(bytes.clone()).expect("pages are UTF-8"))
        .collect();
    assert_eq!(policies.len(), LAWS);
    for title in &titles {
        let heading = format!("<h1>{title}</h1>");
        assert!(policies.iter().any(|page| page.contains(&heading)), "{title}");
    }
    let anchors: usize = policies.iter().map(|page| article_anchors(page).len()).sum();
    assert_eq!(anchors, articles);
    for page in &policies {
        let mut ids = article_anchors(page);
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "anchors are unique");
    }
}

fn is_list(path: &str) -> bool {
    let stem = path.trim_end_matches(".html");
    stem.starts_with("f/") || stem == "index" || stem.bytes().all(|b| b.is_ascii_digit())
}

/// Pairs of versions in the corpus: name, both dates.
fn pairs(corpus: &Path) -> Vec<(String, [String; 2])> {
    let mut dates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in tree(corpus).keys() {
        if let Some((name, date)) = path.strip_suffix(").md").and_then(|stem| stem.rsplit_once('(')) {
            dates.entry(name.to_string()).or_default().push(date.to_string());
        }
    }
    let two =
        dates.into_iter().filter_map(|(name, dates)| Some((name, <[String; 2]>::try_from(dates).ok()?)));
    two.collect()
}

/// The articles of a text by number, without white space, read line by line.
fn articles(text: &str) -> BTreeMap<String, String> {
    let mut articles: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        let plain = line.trim_start_matches(['*', ' ', '\u{3000}', '\t']);
        if line.starts_with('#') && !begins_article(line) {
            current = None;
        } else if begins_article(line) {
            let plain = plain.trim_start_matches(['#', ' ']);
            let end = plain.find([' ', '\u{3000}', '*', '\r']).unwrap_or(plain.len());
            current = Some(plain[..end].to_string());
            articles.entry(plain[..end].to_string()).or_default().push_str(&squeezed(&plain[end..]));
        } else if let Some(text) = current.as_ref().and_then(|number| articles.get_mut(number)) {
            text.push_str(&squeezed(plain));
        }
    }
    articles
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}

/// What a page of comparison says of articles, by the word it begins with: labels of the new text, of
/// the removed ones those of the old.
fn told(page: &str, kind: &str) -> BTreeSet<String> {
    let start = format!("<section class=\"jx-diff__item jx-diff__item--{kind}\"");
    let titles = page.split(&start).skip(1).filter_map(|rest| {
        let title = rest.split_once("</span> ")?.1.split_once("</h3>")?.0;
        Some(title.to_string())
    });
    titles.filter(|title| title.starts_with('第') && title.contains('条')).collect()
}

#[test]
fn real_pairs_of_versions_are_told_exactly() {
    let Some(corpus) = corpus() else { return };
    let site = SiteTest::new();
    let pairs = pairs(&corpus);
    assert!(pairs.len() >= 8, "{pairs:?}");
    for (at, (name, [old, new])) in pairs.iter().enumerate() {
        let text = |date: &str| std::fs::read_to_string(corpus.join(format!("{name}({date}).md")));
        let fields = format!(
            "---\n编号: law-{at}\n标题: {name}\n版本:\n  - {{日期: {old}}}\n  - {{日期: {new}, 文件: neu.md}}\n---\n"
        );
        let first = text(old).expect("it is in the corpus");
        site.write(&format!("content/policies/law-{at}/index.md"), format!("{fields}{first}"));
        site.write(&format!("content/policies/law-{at}/neu.md"), text(new).expect("it is in the corpus"));
    }
    let begun = std::time::Instant::now();
    site.build().exits(0);
    eprintln!("{} pairs built in {:?}", pairs.len(), begun.elapsed());
    for (at, (name, [old, new])) in pairs.iter().enumerate() {
        let read = |date: &str| {
            let path = corpus.join(format!("{name}({date}).md"));
            articles(&std::fs::read_to_string(path).expect("it is in the corpus"))
        };
        let page = site.output(&format!("zc/law-{at}/duibi/{old}_{new}.html"));
        told_exactly(name, &page, &read(old), &read(new));
        anchors_resolve(&site, &format!("zc/law-{at}/duibi/{old}_{new}.html"));
        anchors_resolve(&site, &format!("zc/law-{at}/v/{old}.html"));
        anchors_resolve(&site, &format!("zc/law-{at}.html"));
    }
}

/// The articles whose text is in the other version word for word are told as unchanged, and no others.
fn told_exactly(name: &str, page: &str, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) {
    let of = |kind: &str| told(page, kind);
    let (texts_old, texts_new) = (texts(old), texts(new));
    let fresh: BTreeSet<String> = new
        .iter()
        .filter(|(_, text)| !texts_old.contains(text.as_str()))
        .map(|(label, _)| label.clone())
        .collect();
    let gone: BTreeSet<String> = old
        .iter()
        .filter(|(_, text)| !texts_new.contains(text.as_str()))
        .map(|(label, _)| label.clone())
        .collect();
    let moved_changed: BTreeSet<String> =
        of("moved").into_iter().filter(|label| fresh.contains(label)).collect();
    let told_new: BTreeSet<String> = of("added").union(&of("changed")).cloned().collect();
    let told_new: BTreeSet<String> = told_new.union(&moved_changed).cloned().collect();
    assert_eq!(told_new, fresh, "{name}: new or changed articles");
    assert!(of("removed").is_subset(&gone), "{name}: {:?}", of("removed").difference(&gone));
    let moved = of("moved").len() - moved_changed.len();
    assert_eq!(
        of("removed").len() + of("changed").len() + moved_changed.len(),
        gone.len(),
        "{name}: old articles"
    );
    eprintln!(
        "{name}: {} articles, {} added, {} changed, {} removed, {} moved unchanged",
        new.len(),
        of("added").len(),
        of("changed").len(),
        of("removed").len(),
        moved
    );
}

fn texts(articles: &BTreeMap<String, String>) -> BTreeSet<&str> {
    articles.values().map(String::as_str).collect()
}

/// Every link of a page to an anchor, on it or on another page of the site, leads to an element.
fn anchors_resolve(site: &SiteTest, route: &str) {
    let page = site.output(route);
    for href in page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let Some((path, anchor)) = href.split_once('#').filter(|(path, _)| !path.contains(':')) else {
            continue;
        };
        let target = match path {
            "" => page.clone(),
            path => {
                let folder = Path::new(route).parent().expect("a route has a folder");
                site.output(&folder.join(path).to_string_lossy())
            }
        };
        assert!(target.contains(&format!(" id=\"{anchor}\"")), "{route}: {href}");
    }
}

#[test]
fn two_long_versions_are_compared_in_time() {
    use juxian::diagnostic::FileId;
    use juxian::policy::diff::{Provision, compare, lines, provisions};
    let Some(corpus) = corpus() else { return };
    let read = |date: &str| -> Vec<Provision> {
        let text = std::fs::read_to_string(corpus.join(format!("公司法({date}).md"))).expect("it is there");
        let options = juxian::markdown::Options { policy: true, raw_html: false, skip_title: true };
        let (_, blocks, _) = juxian::markdown::facts(FileId(0), &text, 0..text.len(), options);
        provisions(&juxian::policy::structure(&blocks), &blocks, &text)
    };
    let (old, new) = (read("2018-10-26"), read("2023-12-29"));
    let begun = std::time::Instant::now();
    let pairs = compare(&old, &new);
    let both = pairs.iter().filter_map(|pair| Some((&old[pair.old?], &new[pair.new?])));
    let changes: usize = both.map(|(old, new)| lines(old, new).len()).sum();
    eprintln!("266 articles, {changes} lines compared in {:?}", begun.elapsed());
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(20),
        "far slower than a second of a release build"
    );
}
