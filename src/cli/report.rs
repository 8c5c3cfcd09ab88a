//! Findings for people and for machines.

mod github;
mod human;
mod json;
mod sarif;

use super::args::{Args, Format};
use juxian::diagnostic::{Diagnostic, Diagnostics, FileId, Level, Messages, Span};
use juxian::source::{Root, Sources};
use juxian::write::Outcome;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

/// What is reported, and what is needed to say where.
pub struct Report<'a> {
    pub diagnostics: &'a Diagnostics,
    pub sources: &'a Sources,
    pub content: &'a Path,
    pub themes: &'a Path,
    pub messages: Messages,
    /// Whether the build is a production one; in a preview errors count as warnings.
    pub production: bool,
    /// Where the lines of files with findings begin, as far as they were asked for.
    pub lines: RefCell<HashMap<FileId, Vec<usize>>>,
}

/// What the last line says besides the findings.
pub struct Summary<'a> {
    pub pages: usize,
    /// Absent for `check`.
    pub outcome: Option<&'a Outcome>,
    pub elapsed: Duration,
}

/// A place as people and editors name it; lines and columns from 1, columns in characters.
pub struct Location {
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Report<'_> {
    /// The path of a file as the user would open it.
    pub fn path(&self, span: Span) -> String {
        let file = self.sources.file(span.file);
        let folder = match file.root {
            Root::Content => self.content,
            Root::Themes => self.themes,
        };
        let folder = folder.to_string_lossy().replace('\\', "/");
        format!("{}/{}", folder.trim_end_matches('/'), file.path)
    }

    /// Where a span lies.
    pub fn location(&self, span: Span) -> Location {
        let text = self.sources.file(span.file).text();
        let mut known = self.lines.borrow_mut();
        let starts = known.entry(span.file).or_insert_with(|| line_starts(text));
        let (line, column) = position(text, starts, span.start as usize);
        let (end_line, end_column) = position(text, starts, span.end as usize);
        Location { path: self.path(span), line, column, end_line, end_column }
    }

    /// The weight of a finding in this profile.
    fn level(&self, found: &Diagnostic) -> Level {
        match found.level() {
            Level::Error if !self.production => Level::Warning,
            level => level,
        }
    }

    fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|found| self.level(found) == level).count()
    }

    /// Findings that are shown: hints only when asked for.
    fn shown(&self, hints: bool) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(move |found| hints || found.level() > Level::Hint)
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// Line and column of a byte, from 1.
fn position(text: &str, starts: &[usize], byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let line = starts.partition_point(|start| *start <= byte);
    (line, text[starts[line - 1]..byte].chars().count() + 1)
}

/// Prints the findings in the form asked for.
pub fn print(report: &Report, args: &Args) -> anyhow::Result<()> {
    match args.format {
        Format::Human => human::print(report, args),
        Format::Json => super::say(&format!("{:#}", json::document(report, args.hints))),
        Format::Sarif => super::say(&format!("{:#}", sarif::document(report, args.hints))),
        Format::Github => github::print(report, args.hints),
    }
    Ok(())
}

/// Pages, files, findings, time.
pub fn last_line(report: &Report, summary: &Summary) -> String {
    let refused = report.count(Level::Refused);
    let errors = report.count(Level::Error);
    let warnings = report.count(Level::Warning);
    let seconds = summary.elapsed.as_secs_f64();
    let pages = summary.pages;
    match report.messages {
        Messages::Zh => {
            let files = match summary.outcome {
                None => "未写文件".to_string(),
                Some(outcome) if !outcome.written => "未写出".to_string(),
                Some(outcome) => {
                    format!("写入 {} 个文件，删除 {} 个", outcome.files_changed, outcome.files_removed)
                }
            };
            format!(
                "{pages} 页 · {files} · {refused} 项拒绝，{errors} 个错误，{warnings} 个警告 · {seconds:.2} 秒"
            )
        }
        Messages::En => {
            let files = match summary.outcome {
                None => "nothing written".to_string(),
                Some(outcome) if !outcome.written => "not written".to_string(),
                Some(outcome) => {
                    let written = counted(outcome.files_changed, "file");
                    format!("{written} written, {} removed", outcome.files_removed)
                }
            };
            format!(
                "{} · {files} · {refused} refused, {}, {} · {seconds:.2} s",
                counted(pages, "page"),
                counted(errors, "error"),
                counted(warnings, "warning"),
            )
        }
    }
}

/// `1 page`, `2 pages`.
fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
