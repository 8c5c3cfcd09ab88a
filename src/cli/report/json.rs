//! Findings as one JSON document, format 1 (`docs/findings.md`).

use super::Report;
use juxian::diagnostic::{Diagnostic, Level, Span};
use serde_json::{Value, json};

/// The document.
pub fn document(report: &Report, hints: bool) -> Value {
    let findings: Vec<Value> = report.shown(hints).map(|found| finding(report, found)).collect();
    json!({
        "format": 1,
        "findings": findings,
        "summary": {
            "refused": report.count(Level::Refused),
            "errors": report.count(Level::Error),
            "warnings": report.count(Level::Warning),
            "hints": report.count(Level::Hint),
        },
    })
}

fn finding(report: &Report, found: &Diagnostic) -> Value {
    let related: Vec<Value> = found.related.iter().map(|span| location(report, *span)).collect();
    json!({
        "code": found.finding.code(),
        "name": found.finding.name(),
        "level": report.level(found).code(),
        "message": found.finding.message(report.messages),
        "help": found.finding.help(report.messages),
        "location": found.span.map(|span| location(report, span)),
        "related": related,
    })
}

fn location(report: &Report, span: Span) -> Value {
    let place = report.location(span);
    json!({
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    })
}
