//! The overview: how the last build went, what was found in the whole site, what will not be published.
//!
//! **Invariant**: a page that reads without its script; the script only narrows the list.

use super::fault;
use super::finding::{self, Kept};
use super::page::Page;
use super::showing::{Made, Showing};
use super::words::Words;
use super::{Preview, visitor};
use crate::diagnostic::Diagnostic;
use crate::portal::EntryNo;
use crate::text::escaped_markup as escape;
use crate::url;
use std::collections::HashMap;

/// Findings that the page lists.
const FINDINGS_MAX: usize = 1000;

/// The overview as it is now.
pub fn page(preview: &Preview, showing: &Showing, words: Words) -> Page {
    let mut main = format!("<h1>{}</h1>\n", words.overview());
    if let Some(failure) = &showing.failure {
        main.push_str(&format!(
            "<section class=\"failure\">\n<h2>{}</h2>\n<p>{}</p>\n",
            words.site_failed(),
            escape(&failure.message)
        ));
        let findings = failure.findings.iter().map(|told| {
            let openable = visitor::openable(preview, showing, told.clone());
            fault::finding(words, told, &edit(words, preview, &openable))
        });
        main.extend(findings);
        if showing.made.is_some() {
            main.push_str(&format!("<p>{}</p>\n", words.kept_last()));
        }
        main.push_str("</section>\n");
    }
    if let Some(made) = &showing.made {
        main.push_str(&summary(made, &showing.base_path(), words));
        main.push_str(&findings(preview, showing, made, words));
        main.push_str(&kept(&finding::all_kept(made), &showing.base_path(), words));
    }
    main.push_str("<script src=\"/_juxian/overview.js\" defer></script>\n");
    let html = fault::frame(words, words.overview(), &main);
    Page { html: html.into_bytes(), status: 200, number: None, faults: Vec::new() }
}

fn summary(made: &Made, base: &str, words: Words) -> String {
    let site = made.site();
    let pages = site.page_count();
    let entries = site.portal.entries.entries.len();
    let date = made.date.to_string();
    format!(
        "<p>{} · <a href=\"{}\">{}</a></p>\n",
        words.last_build(made.took.as_millis(), pages, entries, &date),
        escape(base),
        words.to_site()
    )
}

/// Every finding with its page and its file, the heaviest first.
fn findings(preview: &Preview, showing: &Showing, made: &Made, words: Words) -> String {
    let teller = visitor::teller(preview, made);
    let mut all: Vec<&Diagnostic> = made.findings.iter().chain(showing.checked()).collect();
    all.sort_by_key(|found| std::cmp::Reverse(teller.level(found)));
    let mut html = String::from("<section class=\"findings\">\n");
    html.push_str(&filters(&all, &teller, words));
    let unchecked = visitor::unchecked(showing, words);
    html.extend(unchecked.iter().map(|told| fault::finding(words, told, "")));
    if all.is_empty() && unchecked.is_none() {
        html.push_str(&format!("<p>{}</p>\n", words.no_findings()));
    }
    let routes = routes(made);
    for found in all.iter().take(FINDINGS_MAX) {
        let openable = visitor::openable(preview, showing, teller.told(found));
        let route = found.span.and_then(|span| routes.get(&span.file));
        let page = route.map_or(String::new(), |route| {
            format!(
                " <a href=\"{}{}\">{}</a>",
                escape(&showing.base_path()),
                escape(&url::encode(route)),
                words.to_page()
            )
        });
        let more = format!("{page}{}", edit(words, preview, &openable));
        html.push_str(&fault::finding(words, &openable.told, &more));
    }
    if all.len() > FINDINGS_MAX {
        html.push_str(&format!("<p>{}</p>\n", words.more(all.len() - FINDINGS_MAX)));
    }
    if showing.checked.is_none() {
        html.push_str(&format!("<p>{}</p>\n", words.checking()));
    }
    html.push_str("</section>\n");
    html
}

/// How many there are of each level, with boxes that the script listens to.
fn filters(all: &[&Diagnostic], teller: &finding::Teller, words: Words) -> String {
    let mut html = format!("<form class=\"filter\" role=\"search\" aria-label=\"{}\">\n", words.filter());
    for level in ["refused", "error", "warning", "hint"] {
        let count = all.iter().filter(|found| teller.level(found).code() == level).count();
        if count > 0 {
            let checked = if level == "hint" { "" } else { " checked" };
            html.push_str(&format!(
                "<label><input type=\"checkbox\" name=\"level\" value=\"{level}\"{checked}> <span class=\"level\" data-level=\"{level}\">{}</span> {count}</label>\n",
                words.level(level)
            ));
        }
    }
    html.push_str(&format!(
        "<label>{} <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n</form>\n",
        words.filter()
    ));
    html
}

/// A button or link that opens the file of a finding.
fn edit(words: Words, preview: &Preview, openable: &visitor::FindingTold) -> String {
    let told = &openable.told;
    match (&openable.href, &preview.options.editor) {
        (Some(href), _) => format!(" <a href=\"{}\">{}</a>", escape(href), words.open_in_editor()),
        (None, super::Editor::Command(_)) if !told.path.is_empty() => format!(
            " <button type=\"button\" data-path=\"{}\" data-line=\"{}\" data-column=\"{}\">{}</button>",
            escape(&told.path),
            told.line,
            told.column,
            words.open_in_editor()
        ),
        _ => String::new(),
    }
}

/// The page of each file that has one.
fn routes(made: &Made) -> HashMap<crate::diagnostic::FileId, &str> {
    let portal = &made.site().portal;
    let mut routes = HashMap::new();
    for (index, entry) in portal.entries.entries.iter().enumerate() {
        let route = portal.route(EntryNo(index as u32));
        if !route.is_empty() {
            routes.entry(entry.file).or_insert(route);
        }
    }
    routes
}

fn kept(all: &[Kept], base: &str, words: Words) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut html = format!("<section>\n<h2>{}</h2>\n<ul>\n", words.unpublished());
    for kept in all {
        html.push_str(&format!(
            "<li><span class=\"level\" data-level=\"hint\">{}</span> <a href=\"{}{}\">{}</a></li>\n",
            words.why_kept(kept.why),
            escape(base),
            escape(&url::encode(&kept.route)),
            escape(&kept.title)
        ));
    }
    html.push_str("</ul>\n</section>\n");
    html
}
