//! Findings with the source line and what is wrong in it underlined.

use super::Report;
use crate::cli::args::{Args, Color};
use crate::cli::schema::level_word;
use annotate_snippets::{AnnotationKind, Group, Level as Weight, Renderer, Snippet};
use juxian::diagnostic::{Diagnostic, Finding, Level, Messages};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

/// Findings of one code that are shown; the others are counted.
const OF_CODE_MAX: usize = 10;
/// Source longer than this is not shown line by line.
const LINE_MAX: usize = 400;

/// Prints the findings to standard error.
pub fn print(report: &Report, args: &Args) {
    let color = match args.color {
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        Color::Always => true,
        Color::Never => false,
    };
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let (limit, of_code_max) =
        if args.max_findings == 0 { (usize::MAX, usize::MAX) } else { (args.max_findings, OF_CODE_MAX) };
    let mut err = std::io::stderr().lock();
    let mut rest: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut shown: Vec<&Diagnostic> = report.shown(args.hints).collect();
    shown.sort_by_key(|found| std::cmp::Reverse(report.level(found)));
    let mut printed = 0;
    let mut of_code: BTreeMap<&str, usize> = BTreeMap::new();
    for group in shown.chunk_by(|a, b| are_missing_fields_of_one_entry(a, b)) {
        let found = group[0];
        let same = of_code.entry(found.finding.code()).or_default();
        if printed < limit && *same < of_code_max {
            let _ = writeln!(err, "{}\n", one(report, group, &renderer));
            printed += 1;
            *same += 1;
        } else {
            rest.entry(found.finding.code()).or_insert((0, found.finding.name())).0 += group.len();
        }
    }
    for (code, (count, name)) in rest {
        let _ = match report.messages {
            Messages::Zh => writeln!(err, "另有 {count} 处 {code} {name}（--max-findings 0 全部显示）"),
            Messages::En => writeln!(err, "and {count} more of {code} {name} (--max-findings 0 shows all)"),
        };
    }
}

/// Missing fields of one entry are shown as one block.
fn are_missing_fields_of_one_entry(a: &Diagnostic, b: &Diagnostic) -> bool {
    let is_missing = |found: &Diagnostic| matches!(found.finding, Finding::MissingField { .. });
    is_missing(a) && is_missing(b) && a.span == b.span
}

/// The message and the help of a block.
fn words(report: &Report, group: &[&Diagnostic]) -> (String, String) {
    let found = group[0];
    if group.len() == 1 {
        return (found.finding.message(report.messages), found.finding.help(report.messages));
    }
    let keys = group.iter().filter_map(|found| match &found.finding {
        Finding::MissingField { key, .. } => Some(format!("“{key}”")),
        _ => None,
    });
    let keys: Vec<String> = keys.collect();
    match report.messages {
        Messages::Zh => (
            format!("缺少 {} 个必填字段：{}", keys.len(), keys.join("、")),
            "在文件开头补上；每个字段的写法见 docs/fields.md".into(),
        ),
        Messages::En => (
            format!("{} obligatory fields are missing: {}", keys.len(), keys.join(", ")),
            "add them to the front matter; docs/fields.md says how".into(),
        ),
    }
}

fn one(report: &Report, group: &[&Diagnostic], renderer: &Renderer) -> String {
    let found = group[0];
    let (message, help) = words(report, group);
    let weight = match report.level(found) {
        Level::Refused | Level::Error => Weight::ERROR,
        Level::Warning => Weight::WARNING,
        Level::Hint => Weight::NOTE,
    };
    let word = level_word(report.level(found), report.messages);
    let id = format!("{} {}", found.finding.code(), found.finding.name());
    let title = weight.with_name(word).primary_title(message).id(id);
    let help_word = if report.messages == Messages::Zh { "办法" } else { "help" };
    let help = (!help.is_empty()).then(|| Weight::HELP.with_name(help_word).message(help));
    let Some(span) = found.span else {
        let group = Group::with_title(title).elements(help);
        return renderer.render(&[group]);
    };
    let text = report.sources.file(span.file).text();
    let path = report.path(span);
    let place = excerpt(text, span.start as usize, span.end as usize);
    let group = match place {
        Some((source, line, range)) => {
            let snippet = Snippet::source(source).path(path).line_start(line);
            Group::with_title(title)
                .element(snippet.annotation(AnnotationKind::Primary.span(range)))
                .elements(help)
        }
        None => {
            let origin = annotate_snippets::Origin::path(path);
            Group::with_title(title).element(origin).elements(help)
        }
    };
    renderer.render(&[group])
}

/// The line of a place with its number, and the place within it; none for a whole file.
fn excerpt(text: &str, start: usize, end: usize) -> Option<(&str, usize, std::ops::Range<usize>)> {
    if end == 0 || text.is_empty() {
        return None;
    }
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (floor(start), floor(end));
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[from..to].trim_end_matches('\r');
    if line.len() > LINE_MAX {
        let window = floor((start + LINE_MAX).min(to));
        let shown = text[start..window].trim_end_matches('\r');
        let len = (end.saturating_sub(start)).clamp(1, shown.len().max(1)).min(shown.len());
        return Some((shown, text[..from].matches('\n').count() + 1, 0..floor_in(shown, len)));
    }
    let range = start - from..(end.max(start) - from).min(line.len());
    Some((
        line,
        text[..from].matches('\n').count() + 1,
        range.start.min(line.len())..range.end.max(range.start.min(line.len())),
    ))
}

fn floor_in(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
