//! What a path leads to: a page as it would be published, with one script tag more; a file; another path.
//!
//! **Invariant**: only routes of the plan are found, whatever a path says. A page is the same bytes for the same
//! site, but for the script tag, which tells the bytes that it stands in.

use super::fault;
use super::finding::{Teller, Told};
use super::showing::{Failure, Made, Showing};
use super::words::Words;
use crate::site::{Content, Site};
use crate::source::Folders;
use crate::text::Lang;
use crate::url;
use regex::bytes::Regex as BytesRegex;
use regex::{Captures, Regex};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::LazyLock;

/// What a path of the site leads to.
pub enum Found {
    Page(Page),
    Bytes {
        bytes: Vec<u8>,
        route: String,
    },
    /// A file to hand out as it lies on the disk.
    File {
        disk: PathBuf,
        size_bytes: u64,
        route: String,
    },
    /// Another path, such as that of a folder with its slash.
    Redirect(String),
}

/// A page, without the script of the preview.
pub struct Page {
    pub html: Vec<u8>,
    pub status: u16,
    /// Its number in the plan, if it is one of the site.
    pub number: Option<usize>,
    /// What went wrong while it was made.
    pub faults: Vec<Told>,
}

impl Page {
    /// A text that changes with the page, but not with the style sheets that it links: those are swapped.
    pub fn seen(&self) -> String {
        static SHEET: LazyLock<BytesRegex> =
            LazyLock::new(|| BytesRegex::new(r"-[0-9a-f]{8}\.css").expect("a valid pattern"));
        let mut hash = Sha256::new();
        hash.update(self.status.to_be_bytes());
        hash.update(SHEET.replace_all(&self.html, &b".css"[..]));
        let digest = hash.finalize();
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The page as it is served.
    pub fn with_script(self) -> Vec<u8> {
        let seen = self.seen();
        match String::from_utf8(self.html) {
            Ok(html) => with_script(&html, &seen).into_bytes(),
            Err(error) => error.into_bytes(),
        }
    }
}

/// A path within the site, or where to go instead.
#[derive(Debug, PartialEq, Eq)]
pub enum Way {
    Route(String),
    Redirect(String),
    Outside,
}

/// What a path, as a request has it, leads to in a site that begins at `base`, as an address has it.
pub fn way(path: &str, base: &str) -> Way {
    // Once: a path coded twice is another path.
    let (path, root) = (url::decode(path), url::decode(base));
    let Some(below) = path.strip_prefix(&root) else {
        let is_above = path == "/" || format!("{path}/") == root;
        return if is_above { Way::Redirect(base.to_string()) } else { Way::Outside };
    };
    let is_odd = |part: &str| part == "." || part == ".." || part.contains(['\\', '\0']);
    if below.split('/').any(is_odd) {
        return Way::Outside;
    }
    match below {
        "" => Way::Route("index.html".into()),
        folder if folder.ends_with('/') => Way::Route(format!("{folder}index.html")),
        file => Way::Route(file.to_string()),
    }
}

/// What the preview shows at a path of the site; `query` may name a search index.
pub fn found(
    showing: &Showing,
    folders: &Folders,
    words: Words,
    (path, query): (&str, Option<&str>),
) -> Found {
    let Some(made) = &showing.made else {
        return Found::Page(not_built(showing.failure.as_deref(), words));
    };
    match way(path, &showing.base_path()) {
        Way::Redirect(to) => Found::Redirect(to),
        Way::Outside => missing(made, folders, words),
        Way::Route(route) => {
            if made.site().find(&route).is_none() {
                let folder = format!("{route}/index.html");
                if made.site().find(&folder).is_some() {
                    return Found::Redirect(format!("{}{}/", showing.base_path(), url::encode(&route)));
                }
                return index_file(showing, &route, query).unwrap_or_else(|| missing(made, folders, words));
            }
            at_route(made, folders, words, &route)
        }
    }
}

/// A file of a search index, that of the build that the browser has begun to read.
fn index_file(showing: &Showing, route: &str, query: Option<&str>) -> Option<Found> {
    let lang =
        Lang::ALL.into_iter().rev().find(|lang| route.starts_with(&crate::render::index_folder(*lang)))?;
    let number = query.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("g=")));
    let made = showing.with_index(lang, number)?;
    let (Content::Bytes(bytes), _) = made.site().content_at(route)? else { return None };
    if route.ends_with("/head.js") {
        made.note_index(lang, &bytes);
    }
    Some(Found::Bytes { bytes, route: route.to_string() })
}

fn at_route(made: &Made, folders: &Folders, words: Words, route: &str) -> Found {
    match html_at(made.site(), route) {
        Some((Content::Bytes(html), found, number)) if route.ends_with(".html") => {
            Found::Page(page(made, folders, words, (html, found, number)))
        }
        Some((Content::Bytes(bytes), ..)) => Found::Bytes { bytes, route: route.to_string() },
        Some((Content::Copy { disk, size_bytes, .. }, ..)) => {
            Found::File { disk, size_bytes, route: route.to_string() }
        }
        None => missing(made, folders, words),
    }
}

type Html = (Content, crate::diagnostic::Diagnostics, usize);

fn html_at(site: &Site, route: &str) -> Option<Html> {
    let number = site.find(route)?;
    let (content, found) = site.page_content(number);
    Some((content, found, number))
}

/// A page of the site, or in its place what is wrong with its template.
fn page(
    made: &Made,
    folders: &Folders,
    words: Words,
    (html, found, number): (Vec<u8>, crate::diagnostic::Diagnostics, usize),
) -> Page {
    if found.is_empty() {
        return Page { html, status: 200, number: Some(number), faults: Vec::new() };
    }
    let teller = Teller::of(made, folders, words.messages);
    let faults: Vec<Told> = found.iter().map(|found| teller.told(found)).collect();
    let html = fault::page(words, words.page_failed(), words.page_failed_help(), &faults);
    Page { html: html.into_bytes(), status: 500, number: Some(number), faults }
}

fn missing(made: &Made, folders: &Folders, words: Words) -> Found {
    let html = match html_at(made.site(), "404.html") {
        Some((Content::Bytes(html), found, number)) if found.is_empty() => {
            return Found::Page(Page { status: 404, ..page(made, folders, words, (html, found, number)) });
        }
        _ => fault::page(words, words.nothing_here(), "", &[]),
    };
    Found::Page(Page { html: html.into_bytes(), status: 404, number: None, faults: Vec::new() })
}

fn not_built(failure: Option<&Failure>, words: Words) -> Page {
    let html = match failure {
        Some(failure) => fault::page(words, words.site_failed(), &failure.message, &failure.findings),
        None => fault::page(words, words.is_building(), "", &[]),
    };
    Page { html: html.into_bytes(), status: 500, number: None, faults: Vec::new() }
}

/// The page with the script of the preview, and with a policy that lets it run.
///
/// A page that sends its reader on at once has no use for it and stays as it is.
fn with_script(html: &str, seen: &str) -> String {
    static POLICY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?is)(<meta\s+http-equiv=["']?content-security-policy["']?\s+content=)"([^"]*)""#)
            .expect("a valid pattern")
    });
    static REFRESH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?is)<meta\s+http-equiv=["']?refresh["'\s]"#).expect("a valid pattern")
    });
    if REFRESH.is_match(html) {
        return html.to_string();
    }
    let html =
        POLICY.replace_all(html, |found: &Captures| format!("{}\"{}\"", &found[1], with_self(&found[2])));
    let script = format!("<script src=\"/_juxian/live.js\" data-seen=\"{seen}\" defer></script>\n");
    let at = html.rfind("</body>").unwrap_or(html.len());
    format!("{}{script}{}", &html[..at], &html[at..])
}

/// A content security policy that also lets scripts, style sheets and requests of this host through.
fn with_self(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|directive| directive.split_ascii_whitespace().collect())
        .filter(|words: &Vec<&str>| !words.is_empty())
        .collect();
    let is = |words: &[&str], name: &str| words[0].eq_ignore_ascii_case(name);
    let default = directives.iter().find(|words| is(words, "default-src")).cloned();
    for name in ["script-src", "style-src", "connect-src"] {
        if let Some(default) = &default
            && !directives.iter().any(|words| is(words, name))
        {
            directives.push([&[name], &default[1..]].concat());
        }
    }
    let needed = ["script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src"];
    for words in directives.iter_mut().filter(|words| needed.iter().any(|name| is(words, name))) {
        words.retain(|word| !word.eq_ignore_ascii_case("'none'"));
        if !words.contains(&"'self'") {
            words.push("'self'");
        }
    }
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_routes_below_the_base() {
        let rows = [
            ("/", "/", Way::Route("index.html".into())),
            ("/zc/", "/", Way::Route("zc/index.html".into())),
            ("/zc/a.html", "/", Way::Route("zc/a.html".into())),
            ("/%E4%BA%BA.pdf", "/", Way::Route("人.pdf".into())),
            ("/", "/rc/", Way::Redirect("/rc/".into())),
            ("/rc", "/rc/", Way::Redirect("/rc/".into())),
            ("/rc/zc/a.html", "/rc/", Way::Route("zc/a.html".into())),
            ("/zc/a.html", "/rc/", Way::Outside),
            ("/", "/%E4%BA%BA/", Way::Redirect("/%E4%BA%BA/".into())),
            ("/%E4%BA%BA", "/%E4%BA%BA/", Way::Redirect("/%E4%BA%BA/".into())),
            ("/%e4%ba%ba/zc/", "/%E4%BA%BA/", Way::Route("zc/index.html".into())),
            ("/../etc/passwd", "/", Way::Outside),
            ("/%2e%2e/etc/passwd", "/", Way::Outside),
            ("/zc/..%2f..%2fetc/passwd", "/", Way::Outside),
            ("/a%5c..%5cb", "/", Way::Outside),
            ("/%252e%252e/a", "/", Way::Route("%2e%2e/a".into())),
        ];
        for (path, base, wanted) in rows {
            assert_eq!(way(path, base), wanted, "{path}");
        }
    }

    #[test]
    fn the_script_stands_at_the_end_of_a_page_and_of_a_fragment() {
        let tag = "<script src=\"/_juxian/live.js\" data-seen=\"1\" defer></script>\n";
        assert_eq!(with_script("<body>a</body></html>", "1"), format!("<body>a{tag}</body></html>"));
        assert_eq!(with_script("<div>a</div>\n", "1"), format!("<div>a</div>\n{tag}"));
        let stub = r#"<head><meta http-equiv="refresh" content="0; url=a.html"></head><body></body>"#;
        assert_eq!(with_script(stub, "1"), stub);
    }

    #[test]
    fn a_policy_lets_the_preview_through_and_keeps_the_rest() {
        let ours = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
        assert_eq!(with_self(ours), ours);
        assert_eq!(
            with_self("default-src 'none'; style-src 'self'; base-uri 'none'"),
            "default-src 'none'; style-src 'self'; base-uri 'none'; script-src 'self'; connect-src 'self'"
        );
        assert_eq!(with_self("script-src 'none'"), "script-src 'self'");
        assert_eq!(with_self("img-src data:"), "img-src data:");
        let page = with_script(
            r#"<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><body></body>"#,
            "1",
        );
        assert!(page.contains(r#"content="script-src 'self'""#), "{page}");
    }

    #[test]
    fn another_style_sheet_leaves_a_page_as_it_was_seen() {
        let page =
            |html: &str| Page { html: html.into(), status: 200, number: None, faults: Vec::new() }.seen();
        let (a, b) = ("<link href=\"assets/jx-01234567.css\">", "<link href=\"assets/jx-89abcdef.css\">");
        assert_eq!(page(a), page(b));
        assert_ne!(page(a), page("<link href=\"assets/jx-01234567.js\">"));
    }
}
