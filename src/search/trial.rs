//! The searches that an office wants to come out right, with what they have to find.
//!
//! Takes `search-tests.yaml` (`搜索测试.yaml`) of the content folder, gives [`Trial`]s; whoever has an
//! index asks it for each and hands the answer to [`verdict`].
//!
//! **Invariant**: a row that cannot be read is left out and named, and the others count.

use super::answer::{Answer, Found, Query};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::portal::Portal;
use crate::source::yaml::{self, Node};
use crate::source::{Root, Sources};
use crate::text::{Lang, hint};

/// Names under which the tests may stand in the content folder.
pub const FILE_NAMES: [&str; 2] = ["search-tests.yaml", "搜索测试.yaml"];

/// The first results among which the wanted one is looked for, unless a row says otherwise.
const AMONG_DEFAULT: usize = 3;
/// Results that are looked through for the place of one that is not among the first.
const LOOKED_THROUGH: usize = 100;

/// One search with what it has to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    pub query: String,
    /// As written: an id or an address.
    pub wanted: String,
    /// The address of it, below the root of the site, with an anchor where one is meant.
    pub href: String,
    pub among: usize,
    pub lang: Lang,
    pub span: Span,
}

/// Whether a path below the content folder is that of the tests.
pub fn is_tests(path: &str) -> bool {
    FILE_NAMES.contains(&path)
}

/// Reads the tests of a site; what is wrong with them, and where.
pub fn trials(sources: &Sources, portal: &Portal) -> (Vec<Trial>, Diagnostics) {
    let Some(file) = FILE_NAMES.iter().find_map(|name| sources.find(Root::Content, name)) else {
        return Default::default();
    };
    let (node, mut diagnostics) = yaml::parse(file.id, file.text(), 0..file.text().len());
    let Some(node) = node.filter(|node| !node.is_empty()) else { return (Vec::new(), diagnostics) };
    let Some(rows) = node.list() else {
        diagnostics.push(bad(
            Span::whole(file.id),
            "应为列表：- {查询: 博士租房, 应有: sx-zufang}",
            "must be a list: - {query: 博士租房, expect: sx-zufang}",
        ));
        return (Vec::new(), diagnostics);
    };
    let read = rows.iter().filter_map(|row| trial(row, portal, &mut diagnostics)).collect();
    (read, diagnostics)
}

fn bad(span: Span, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::at(span, Finding::BadSearchTest { problem: Words::new(zh, en) })
}

const KEYS: [&str; 8] = ["query", "查询", "expect", "应有", "among", "前", "lang", "语言"];

/// One row; what is wrong with it is told.
fn trial(row: &Node, portal: &Portal, diagnostics: &mut Diagnostics) -> Option<Trial> {
    let Some(entries) = row.map() else {
        let (zh, en) = ("有一项不是“键: 值”", "has a row that is no map of query and expect");
        diagnostics.push(bad(row.span, zh, en));
        return None;
    };
    for (key, _) in entries.iter().filter(|(key, _)| !KEYS.contains(&key.text.as_str())) {
        let (name, nearest) = (&key.text, hint(&key.text, KEYS));
        let (zh, en) = (format!("没有“{name}”这一项{nearest}"), format!("has no key “{name}”{nearest}"));
        diagnostics.push(bad(key.span, zh, en));
    }
    let node =
        |keys: [&str; 2]| keys.into_iter().find_map(|key| row.get(key)).filter(|node| !node.is_empty());
    let text = |keys: [&str; 2]| node(keys)?.scalar().map(str::trim).filter(|text| !text.is_empty());
    let (query, wanted) = (text(["query", "查询"]), text(["expect", "应有"]));
    if query.is_none() {
        diagnostics.push(bad(row.span, "有一项没有写“查询”", "has a row without query"));
    }
    if wanted.is_none() {
        diagnostics.push(bad(row.span, "有一项没有写“应有”", "has a row without expect"));
    }
    let among = node(["among", "前"]).map_or(Some(AMONG_DEFAULT), |node| {
        let number = node.scalar().and_then(|text| text.trim().parse().ok());
        let number = number.filter(|number| (1..=LOOKED_THROUGH).contains(number));
        if number.is_none() {
            let (zh, en) = ("的“前”应为 1 至 100 的数", "needs in among a number from 1 to 100");
            diagnostics.push(bad(node.span, zh, en));
        }
        number
    });
    let lang = node(["lang", "语言"]).map_or(Some(Lang::Zh), |node| {
        let lang = node.scalar().and_then(|text| Lang::from_code(text.trim()));
        if lang.is_none_or(|lang| !portal.speaks(lang)) {
            let (zh, en) = ("的“语言”应为本站有的 zh 或 en", "needs in lang zh or en, as the site has it");
            diagnostics.push(bad(node.span, zh, en));
            return None;
        }
        lang
    });
    let (query, wanted, among, lang) = (query?, wanted?, among?, lang?);
    let Some(href) = address(portal, wanted, lang) else {
        let nearest = portal.nearest_id(&[], wanted);
        let at = node(["expect", "应有"]).map_or(row.span, |node| node.span);
        diagnostics.push(bad(
            at,
            format!("的“应有”写了“{wanted}”，没有公开的这一条{nearest}"),
            format!("expects “{wanted}”, which nobody can see{nearest}"),
        ));
        return None;
    };
    Some(Trial { query: query.into(), wanted: wanted.into(), href, among, lang, span: row.span })
}

/// The address that an id or an address means, as far as there is something public.
fn address(portal: &Portal, wanted: &str, lang: Lang) -> Option<String> {
    let of_id = portal.find(&[], wanted).and_then(|no| portal.in_language(no, lang));
    if let Some(view) = of_id.and_then(|no| portal.public_view(no)) {
        let anchor =
            if view.kind == crate::field::Kind::Faq { format!("#{}", view.id) } else { String::new() };
        return Some(format!("{}{anchor}", view.route));
    }
    let path = wanted.trim_start_matches('/');
    let page = path.split('#').next().unwrap_or_default();
    let is_public = |no: usize| portal.is_public(no.into()) && &*portal.routes[no] == page;
    (!page.is_empty() && (0..portal.routes.len()).any(is_public)).then(|| path.to_string())
}

/// What is asked of the index: as many results as the row names, or all that are looked through.
fn asked(trial: &Trial, size: usize) -> Query {
    Query { size, ..Query::of(&trial.query) }
}

/// Whether a result is the wanted one: the page, or the very clause where a row names one.
fn is_wanted(trial: &Trial, href: &str) -> bool {
    href.strip_prefix(&*trial.href).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
}

fn place(trial: &Trial, answer: &Answer) -> Option<usize> {
    let leads = |found: &Found| {
        let clauses = found.clauses.iter().map(|clause| &clause.href);
        is_wanted(trial, &found.href) || clauses.into_iter().any(|href| is_wanted(trial, href))
    };
    answer.results.iter().position(leads).map(|at| at + 1)
}

/// A finding where the wanted entry does not stand among the first results.
pub fn verdict(trial: &Trial, ask: &dyn Fn(&Query) -> Option<Answer>) -> Option<Diagnostic> {
    let first = ask(&asked(trial, trial.among)).unwrap_or_default();
    if place(trial, &first).is_some() {
        return None;
    }
    let all = ask(&asked(trial, LOOKED_THROUGH)).unwrap_or_default();
    let real = match place(trial, &all) {
        Some(at) => Words::new(format!("实际在第 {at} 条"), format!("stands at {at}")),
        None if all.total > LOOKED_THROUGH => Words::new(
            format!("前 {LOOKED_THROUGH} 条中没有"),
            format!("is not among the first {LOOKED_THROUGH}"),
        ),
        None => Words::new("没有搜到", "is not found"),
    };
    let first = match first.results.first() {
        Some(first) => {
            let (title, href) = (&first.title, &first.href);
            Words::new(format!("第一条是《{title}》（{href}）"), format!("“{title}” ({href}) stands first"))
        }
        None => Words::new("一条也没有搜到", "nothing is found at all"),
    };
    let finding = Finding::SearchTestFailed {
        query: trial.query.clone(),
        wanted: trial.wanted.clone(),
        among: trial.among,
        instead: Words::new(format!("{}；{}", real.zh, first.zh), format!("{}; {}", real.en, first.en)),
    };
    Some(Diagnostic::at(trial.span, finding))
}
