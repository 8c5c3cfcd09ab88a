//! The links of a text as paper shows them: a numbered list of full addresses.
//!
//! Takes HTML that this program wrote. The print sheet counts the same links, so the numbers agree.
//!
//! **Invariant**: what leads to a place on the same page, and what the program itself says behind a
//! clause, is not counted.

use super::view::LinkView;

/// What stands before a link behind a clause.
const CLAUSE_NOTE: &str = "<p class=\"jx-clause-note\">";

/// Every link of a text that leads away from it, in order; none where the address of the page is unknown.
pub(super) fn links(page: &str, html: &str) -> Vec<LinkView> {
    let mut links = Vec::new();
    if page.is_empty() {
        return links;
    }
    for (at, _) in html.match_indices("<a ") {
        let Some((tag, rest)) = html[at..].split_once('>') else { break };
        let Some(href) = tag.split_once("href=\"").and_then(|(_, rest)| rest.split('"').next()) else {
            continue;
        };
        if href.starts_with('#') || html[..at].ends_with(CLAUSE_NOTE) {
            continue;
        }
        let inside = rest.split("</a>").next().unwrap_or_default();
        links.push(LinkView {
            text: words(inside),
            href: absolute(page, &plain(href)),
            ..LinkView::default()
        });
    }
    links
}

/// The words of a piece of HTML, without those for screen readers only.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut hidden = false;
    for (at, piece) in html.split('<').enumerate() {
        let (tag, words) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        hidden = tag.contains("jx-hidden") || hidden && !tag.starts_with("/span");
        if !hidden {
            text.push_str(words);
        }
    }
    plain(&text)
}

fn plain(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// An address as seen from a page, in full.
fn absolute(page: &str, href: &str) -> String {
    let scheme = href.split(':').next().unwrap_or_default();
    if href.contains(':') && scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
        return href.to_string();
    }
    let mut base = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    let mut rest = href;
    while let Some(above) = rest.strip_prefix("../") {
        base = base.rsplit_once('/').map_or(base, |(folder, _)| folder);
        rest = above;
    }
    format!("{base}/{}", rest.strip_prefix("./").unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_away_are_listed_in_full() {
        let html = concat!(
            "<p><a class=\"jx-clause\" href=\"#art-1\">第一条</a> 按<a href=\"../sx/a.html#x\">《甲&amp;乙》</a></p>",
            "<p class=\"jx-clause-note\"><a href=\"v/1.html\">2024年版</a></p>",
            "<a class=\"jx-external\" href=\"https://a.example/?b=1&amp;c=2\">外<span class=\"jx-hidden\">（站外）</span></a>",
        );
        let found = links("https://rc.example/base/zc/p.html", html);
        let pairs: Vec<(&str, &str)> = found.iter().map(|link| (&*link.text, &*link.href)).collect();
        assert_eq!(
            pairs,
            [("《甲&乙》", "https://rc.example/base/sx/a.html#x"), ("外", "https://a.example/?b=1&c=2")]
        );
        assert!(links("", html).is_empty());
    }
}
