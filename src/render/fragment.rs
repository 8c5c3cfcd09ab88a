//! A page as a fragment of somebody else's page: without what that page prints, with ids that are not
//! its own.
//!
//! Takes the finished HTML, gives it back. Ids of the theme begin with `jx-` or `x-` and those of clauses
//! are numbers of clauses; a heading of an author may be called anything, and those that parent pages
//! use for their own parts get a prefix here, in links to them too.

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Ids that pages around a fragment are likely to have.
const COMMON: [&str; 30] = [
    "app",
    "banner",
    "body",
    "bottom",
    "breadcrumb",
    "contact",
    "container",
    "content",
    "contents",
    "footer",
    "form",
    "header",
    "home",
    "index",
    "left",
    "list",
    "login",
    "logo",
    "main",
    "menu",
    "nav",
    "page",
    "right",
    "root",
    "search",
    "share",
    "sidebar",
    "title",
    "top",
    "wrapper",
];

/// What such ids begin with in a fragment.
const PREFIX: &str = "x-h-";

/// The HTML without its `<h1>`, which the parent page prints.
pub fn without_title(html: &str) -> String {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)<h1[ >].*?</h1>\n?").expect("a valid pattern"));
    TITLE.replace(html, "").into_owned()
}

/// The HTML with ids that leave those of the parent page alone.
pub fn with_own_ids(html: &str) -> String {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r##" (id|for|aria-labelledby|aria-controls)="([^"]*)"| href="([^":#]*)#([^"]*)""##)
            .expect("a valid pattern")
    });
    let own = |id: &str| if COMMON.contains(&id) { format!("{PREFIX}{id}") } else { id.to_string() };
    let replaced = NAMED.replace_all(html, |found: &Captures| match found.get(1) {
        Some(name) => {
            let ids: Vec<String> = found[2].split(' ').map(own).collect();
            format!(" {}=\"{}\"", name.as_str(), ids.join(" "))
        }
        None => format!(" href=\"{}#{}\"", &found[3], own(&found[4])),
    });
    replaced.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_left_out_and_nothing_else() {
        assert_eq!(
            without_title("<p>a</p>\n<h1 class=\"b\">c\n<span>d</span></h1>\n<p>e</p>"),
            "<p>a</p>\n<p>e</p>"
        );
        assert_eq!(without_title("<h2>a</h2>"), "<h2>a</h2>");
    }

    #[test]
    fn common_ids_are_renamed_with_the_links_to_them() {
        let html = r##"<h2 id="contact">a</h2><h2 id="art-1">b</h2><a href="#contact">c</a><a href="d.html#top">e</a><a href="https://f.example/#top">g</a>"##;
        let own = r##"<h2 id="x-h-contact">a</h2><h2 id="art-1">b</h2><a href="#x-h-contact">c</a><a href="d.html#x-h-top">e</a><a href="https://f.example/#top">g</a>"##;
        assert_eq!(with_own_ids(html), own);
    }
}
