//! What goes wrong in templates, as places in the theme's files.
//!
//! Tera gives some errors as data and some as text; this is the one file that knows its forms.

use super::template::SiteTemplates;
use crate::diagnostic::{Diagnostic, Finding, Span};
use tera::{Error, ErrorKind};

/// A fault in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In the words of the template engine.
    pub message: String,
    /// Name of the template, such as `policy.html`; empty where it is not known.
    pub file: String,
    /// From 1; 0 where it is not known.
    pub line: usize,
    /// Where it was called from, nearest first: `base.html:12`.
    pub chain: Vec<String>,
    /// The place in the site's own file; absent in built-in files.
    pub span: Option<Span>,
}

impl Fault {
    /// The finding about a fault that `count` pages met, the first of them at `route`.
    pub fn diagnostic(&self, route: &str, count: usize) -> Diagnostic {
        let (message, chain) = self.words();
        self.place(Finding::TemplateFault { message, chain, route: route.to_string(), count })
    }

    /// What is wrong, and through which templates.
    pub fn words(&self) -> (String, String) {
        let message = match (&self.span, self.line) {
            (Some(_), _) => self.message.clone(),
            (None, _) if self.file.is_empty() => self.message.clone(),
            (None, 0) => format!("{} ({})", self.message, self.file),
            (None, line) => format!("{} ({}:{line})", self.message, self.file),
        };
        (message, self.chain.iter().map(|place| format!(" ← {place}")).collect())
    }

    fn place(&self, finding: Finding) -> Diagnostic {
        match self.span {
            Some(span) => Diagnostic::at(span, finding),
            None => Diagnostic::general(finding),
        }
    }
}

/// The finding about a fault that keeps the theme from being loaded.
pub fn broken(fault: &Fault) -> Diagnostic {
    let (message, chain) = fault.words();
    fault.place(Finding::TemplateBroken { message, chain })
}

/// The first fault of an error; rendering stops at the first.
pub fn first(error: &Error, template: &str, site: &SiteTemplates) -> Fault {
    all(error, template, site).into_iter().next().expect("an error has a fault")
}

/// Every fault of an error, at least one. `template` is named where the error names none.
pub fn all(error: &Error, template: &str, site: &SiteTemplates) -> Vec<Fault> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (name, span) = (report.filename(), report.span());
            vec![Fault {
                message: one_line(report.message()),
                file: name.to_string(),
                line: span.start_line,
                chain: chain(&error.to_string()),
                span: place(site, name, span.range.clone()),
            }]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let statement =
                if matches!(error.kind(), ErrorKind::CircularExtend { .. }) { "extends" } else { "include" };
            let own = chain.iter().chain([tpl]).find(|name| site.contains_key(*name)).unwrap_or(tpl);
            vec![at_statement(site, own, statement, format!("circular {statement}"), chain.clone())]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template “{parent}” to extend");
            vec![at_statement(site, current, "extends", message, Vec::new())]
        }
        ErrorKind::TemplateNotFound(name) => {
            vec![unplaced(format!("there is no template “{name}”"), template)]
        }
        _ => reports(&error.to_string(), template, site),
    }
}

/// The faults of an error that is text: reports of the form `error: …\n --> file:line:column`, or
/// one sentence.
fn reports(text: &str, template: &str, site: &SiteTemplates) -> Vec<Fault> {
    let faults: Vec<Fault> = text
        .split("error: ")
        .filter_map(|report| {
            let (message, rest) = report.split_once("--> ")?;
            let (name, line) = file_and_line(rest.lines().next()?)?;
            Some(Fault {
                message: one_line(message),
                file: name.to_string(),
                line,
                chain: chain(report),
                span: site.get(name).and_then(|own| place(site, name, line_range(&own.text, line))),
            })
        })
        .collect();
    if !faults.is_empty() {
        return faults;
    }
    // “Component `x` is defined in both `a.html` and `b.html`” names files in backticks.
    let named = text.split(['`', '[', ']', ' ', '"']).find(|word| site.contains_key(*word));
    let named = named.or_else(|| site.contains_key(template).then_some(template));
    vec![match named {
        Some(name) => Fault { span: place(site, name, 0..0), ..unplaced(one_line(text), name) },
        None => unplaced(one_line(text), template),
    }]
}

fn at_statement(site: &SiteTemplates, name: &str, word: &str, message: String, chain: Vec<String>) -> Fault {
    let own = site.get(name);
    let start = own.and_then(|own| own.text.find(word));
    let line = match (own, start) {
        (Some(own), Some(start)) => own.text[..start].matches('\n').count() + 1,
        _ => 0,
    };
    let range = start.map_or(0..0, |start| start..start + word.len());
    Fault { message, file: name.to_string(), line, chain, span: place(site, name, range) }
}

fn unplaced(message: String, template: &str) -> Fault {
    Fault { message, file: template.to_string(), line: 0, chain: Vec::new(), span: None }
}

/// A range of a site's file, kept inside it.
fn place(site: &SiteTemplates, name: &str, range: std::ops::Range<usize>) -> Option<Span> {
    let own = site.get(name)?;
    let inside = |at: usize| own.text.floor_char_boundary(at.min(own.text.len()));
    Some(Span::new(own.file, inside(range.start)..inside(range.end.max(range.start))))
}

fn line_range(text: &str, line: usize) -> std::ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start..start + text[start..].lines().next().map_or(0, str::len)
}

/// `note: called from base.html:12:4` becomes `base.html:12`.
fn chain(report: &str) -> Vec<String> {
    report
        .lines()
        .filter_map(|line| line.strip_prefix("note: "))
        .filter_map(|note| file_and_line(note.rsplit(' ').next()?))
        .map(|(file, line)| format!("{file}:{line}"))
        .collect()
}

fn file_and_line(place: &str) -> Option<(&str, usize)> {
    let mut parts = place.trim().rsplitn(3, ':');
    let _column = parts.next()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_string()
}
