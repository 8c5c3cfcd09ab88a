//! Findings as workflow commands, which GitHub shows beside the changed lines.

use super::Report;
use juxian::diagnostic::{Diagnostic, Level};

/// Prints one command a finding to standard output.
pub fn print(report: &Report, hints: bool) {
    for found in report.shown(hints) {
        crate::cli::say(&command(report, found));
    }
}

fn command(report: &Report, found: &Diagnostic) -> String {
    let name = match report.level(found) {
        Level::Refused | Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let title = format!("{} {}", found.finding.code(), found.finding.name());
    let mut properties = Vec::new();
    if let Some(span) = found.span {
        let place = report.location(span);
        properties.push(format!("file={}", property(&place.path)));
        properties.push(format!("line={}", place.line));
        properties.push(format!("col={}", place.column));
        properties.push(format!("endLine={}", place.end_line));
    }
    properties.push(format!("title={}", property(&title)));
    let text = format!("{}\n{}", found.finding.message(report.messages), found.finding.help(report.messages));
    format!("::{name} {}::{}", properties.join(","), data(text.trim_end()))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
