//! Findings as SARIF 2.1.0, for code hosts that show them beside the text.

use super::Report;
use juxian::diagnostic::finding::TABLE;
use juxian::diagnostic::{Diagnostic, Level, Span};
use serde_json::{Value, json};

/// The log.
pub fn document(report: &Report, hints: bool) -> Value {
    let rules: Vec<Value> = TABLE
        .iter()
        .map(|row| {
            json!({
                "id": row.code,
                "name": row.name,
                "shortDescription": {"text": row.message[1]},
                "help": {"text": row.help[1]},
                "defaultConfiguration": {"level": weight(row.level)},
            })
        })
        .collect();
    let results: Vec<Value> = report.shown(hints).map(|found| result(report, found)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "juxian",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://juxian.example/",
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn weight(level: Level) -> &'static str {
    match level {
        Level::Refused | Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn result(report: &Report, found: &Diagnostic) -> Value {
    let rule = TABLE.iter().position(|row| row.code == found.finding.code());
    let help = found.finding.help(report.messages);
    let message = found.finding.message(report.messages);
    let locations: Vec<Value> = found.span.iter().map(|span| location(report, *span)).collect();
    let related: Vec<Value> = found.related.iter().map(|span| location(report, *span)).collect();
    json!({
        "ruleId": found.finding.code(),
        "ruleIndex": rule,
        "level": weight(report.level(found)),
        "message": {"text": if help.is_empty() { message } else { format!("{message}\n{help}") }},
        "locations": locations,
        "relatedLocations": related,
    })
}

fn location(report: &Report, span: Span) -> Value {
    let place = report.location(span);
    let uri = juxian::url::encode(&place.path);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }})
}
