//! The corpus of real laws, as a bare folder: no settings, no front matter. Skipped where it is absent.
//!
//! Articles are counted here by code that shares nothing with the program: a line of the source that
//! begins with 第X条 and a space, and in the output the anchors of articles.

use crate::site_test::{SiteTest, tree};
use std::path::{Path, PathBuf};

const LAWS: usize = 89;

fn corpus() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/laws");
    if !path.is_dir() {
        eprintln!("skipped: the corpus of laws is not beside the repository");
        return None;
    }
    Some(path)
}

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
    stem == "index" || stem.bytes().all(|b| b.is_ascii_digit())
}
