//! `search`: what a visitor of the site would find.
//!
//! Builds the site in memory and asks its index through the same reader that the tests of an office use.

use super::args::{Args, Color, Format, MessagesArg, SearchArgs, SortArg, StateArg};
use anyhow::bail;
use juxian::build::{Build, build};
use juxian::diagnostic::{Messages, told_plainly};
use juxian::field::Kind;
use juxian::search::answer::{Answer, Did, Found, FoundClause, Query, Sort};
use juxian::source;
use juxian::text::{Lang, hint};
use std::collections::BTreeMap;
use std::io::IsTerminal;

/// Nothing was found.
const NOTHING: u8 = 1;
/// Characters of a clause that are printed, and those of them before its first mark.
const CLAUSE_CHARS: usize = 90;
const BEFORE_MARK: usize = 24;

/// Prints what a query finds; 1 where that is nothing.
pub fn run(args: &Args, asked: &SearchArgs, messages: Messages) -> anyhow::Result<u8> {
    let (sources, _) = source::read(&args.folders())?;
    let made = build(sources, &args.request(), None);
    let lang = if asked.lang == MessagesArg::En { Lang::En } else { Lang::Zh };
    let query = Query {
        text: asked.query.clone(),
        filters: filters(&made, asked)?,
        sort: match asked.sort {
            SortArg::Relevance => Sort::Relevance,
            SortArg::Date => Sort::Date,
            SortArg::Deadline => Sort::Deadline,
            SortArg::Amount => Sort::Amount,
        },
        from: 0,
        size: asked.limit,
    };
    let Ok(answer) = made.site.answer(lang, &query) else {
        bail!(told_plainly("本站没有这个语言的内容", "the site has nothing in this language"));
    };
    if args.format == Format::Json {
        super::say(&serde_json::to_string_pretty(&answer)?);
    } else {
        print(args, asked, &answer, &|href| address(&made, href), messages);
    }
    Ok(if answer.results.is_empty() { NOTHING } else { 0 })
}

/// The full address where the site has one, else that below the output folder.
fn address(made: &Build, href: &str) -> String {
    let full = made.site.config.absolute(href);
    if full.is_empty() { href.to_string() } else { full }
}

/// The filters by code; a value that there is not is named with the nearest one.
fn filters(made: &Build, asked: &SearchArgs) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let mut filters = BTreeMap::new();
    let mut add = |name: &str, codes: Vec<String>| {
        if !codes.is_empty() {
            filters.insert(name.to_string(), codes);
        }
    };
    let unknown = |name: &str, written: &str, near: String| {
        told_plainly(format!("--{name} 没有“{written}”{near}"), format!("--{name} has no “{written}”{near}"))
    };
    let mut kinds = Vec::new();
    for written in &asked.kind {
        let Some(kind) = Kind::find(written) else {
            let names = Kind::ALL.iter().flat_map(|kind| {
                let spec = kind.spec();
                [spec.zh, spec.folder_zh, spec.code]
            });
            bail!(unknown("kind", written, hint(written, names)));
        };
        kinds.push(kind.spec().code.to_string());
    }
    add("kind", kinds);
    add("state", asked.state.iter().map(|state| state_code(*state).to_string()).collect());
    let of_lists = [
        ("topic", "topics", &asked.topic),
        ("audience", "audiences", &asked.audience),
        ("industry", "industries", &asked.industry),
        ("region", "regions", &asked.region),
        ("level", "levels", &asked.level),
    ];
    for (name, vocabulary, written) in of_lists {
        let mut codes = Vec::new();
        for text in written {
            let Some(term) = made.site.vocabularies.find(vocabulary, text) else {
                let terms = made.site.vocabularies.terms(vocabulary);
                let names = terms.iter().flat_map(|term| [term.zh.as_str(), term.code.as_str()]);
                bail!(unknown(name, text, hint(text, names)));
            };
            codes.push(term.code.clone());
        }
        add(name, codes);
    }
    add("year", asked.year.clone());
    add("amount", asked.amount.clone());
    Ok(filters)
}

fn state_code(state: StateArg) -> &'static str {
    match state {
        StateArg::Good => "good",
        StateArg::Soon => "soon",
        StateArg::Ended => "ended",
        StateArg::Neutral => "neutral",
    }
}

fn print(
    args: &Args,
    asked: &SearchArgs,
    answer: &Answer,
    address: &dyn Fn(&str) -> String,
    messages: Messages,
) {
    let bold = match args.color {
        Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        Color::Always => true,
        Color::Never => false,
    };
    for (index, found) in answer.results.iter().enumerate() {
        super::say(&format!("{:>2}. {}", index + 1, marked(&found.title, &found.title_marks, bold)));
        super::say(&format!("    {}", facts(found)));
        if let Some(clause) = found.clauses.first() {
            super::say(&format!("    {}", clause_line(clause, bold)));
        }
        super::say(&format!("    {}", address(&found.href)));
        if asked.explain {
            super::say(&format!("    {}", explained(found)));
        }
    }
    if !args.quiet {
        for did in &answer.did {
            super::talk(&helped(did, messages));
        }
        super::talk(&counted(answer, messages));
    }
}

/// Kind, state, date and number.
fn facts(found: &Found) -> String {
    let facts = [&found.kind_label, &found.state_label, &found.date, &found.number];
    facts.into_iter().filter(|fact| !fact.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

/// The clause around its first mark, in one line.
fn clause_line(clause: &FoundClause, bold: bool) -> String {
    let count = clause.text.chars().count();
    let first = clause.marks.first().map_or(0, |mark| mark.0);
    let from =
        if count <= CLAUSE_CHARS { 0 } else { first.saturating_sub(BEFORE_MARK).min(count - CLAUSE_CHARS) };
    let to = (from + CLAUSE_CHARS).min(count);
    let text: String = clause.text.chars().skip(from).take(to - from).collect();
    let text = text.replace(['\n', '\r'], " ");
    let within = clause.marks.iter().filter(|(start, end)| *end > from && *start < to);
    let marks: Vec<(usize, usize)> =
        within.map(|(start, end)| (start.max(&from) - from, end.min(&to) - from)).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < count { "…" } else { "" });
    let label = if clause.label.is_empty() { String::new() } else { format!("[{}] ", clause.label) };
    format!("{label}{before}{}{after}", marked(&text, &marks, bold))
}

/// A text with its marks in bold.
fn marked(text: &str, marks: &[(usize, usize)], bold: bool) -> String {
    if !bold {
        return text.to_string();
    }
    let mut out = String::new();
    for (at, c) in text.chars().enumerate() {
        if marks.iter().any(|(start, _)| *start == at) {
            out.push_str("\u{1b}[1m");
        }
        out.push(c);
        if marks.iter().any(|(_, end)| *end == at + 1) {
            out.push_str("\u{1b}[0m");
        }
    }
    out
}

/// 1520 = title 人才 900 + unit 620.
fn explained(found: &Found) -> String {
    let part = |part: &juxian::search::answer::Part| {
        let words = [part.what, part.word.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        format!("{} {}", words.join(" "), part.points)
    };
    let parts: Vec<String> = found.explanation.iter().filter(|part| part.points != 0).map(part).collect();
    format!("{} = {}", found.score, parts.join(" + "))
}

fn helped(did: &Did, messages: Messages) -> String {
    let Did { what, from, to } = did;
    let arrow = if to.is_empty() { String::new() } else { format!(" → {to}") };
    match messages {
        Messages::Zh if what == "partial" => "只找到部分词".into(),
        Messages::Zh => {
            let word = match what.as_str() {
                "synonym" => "同义词",
                "pinyin" => "拼音",
                "initials" => "拼音首字母",
                "traditional" => "繁体",
                "homophone" => "同音",
                "typo" => "相近的词",
                "question" => "略去",
                other => other,
            };
            format!("{word}：{from}{arrow}")
        }
        Messages::En if what == "partial" => "only parts of the query are found".into(),
        Messages::En => format!("{what}: {from}{arrow}"),
    }
}

fn counted(answer: &Answer, messages: Messages) -> String {
    let (shown, total) = (answer.results.len(), answer.total);
    match (messages, answer.exact) {
        (Messages::Zh, _) if shown == 0 => "没有搜到".into(),
        (Messages::En, _) if shown == 0 => "nothing is found".into(),
        (Messages::Zh, true) => format!("{total} 条有全部的词，显示 {shown} 条"),
        (Messages::Zh, false) => format!("约 {total} 条，显示 {shown} 条"),
        (Messages::En, true) => format!("{total} with every word, {shown} shown"),
        (Messages::En, false) => format!("about {total}, {shown} shown"),
    }
}
