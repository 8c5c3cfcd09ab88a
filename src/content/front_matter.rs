//! Finds the front matter of a file.

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use std::ops::Range;

/// Where the YAML between two lines `---` stands, if any, and where the body begins.
///
/// An opening line without a closing one is a finding, and the whole text is body.
pub fn front_matter(file: FileId, text: &str) -> (Option<Range<usize>>, usize, Diagnostics) {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" || first.len() == text.len() {
        return (None, 0, Vec::new());
    }
    let mut at = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && !line.starts_with(' ') {
            return (Some(first.len()..at), at + line.len(), Vec::new());
        }
        at += line.len();
    }
    if !text[first.len()..].lines().take(3).any(|line| line.contains([':', '：'])) {
        return (None, 0, Vec::new());
    }
    let opening = Span::new(file, 0..first.trim_end().len());
    (None, first.len(), vec![Diagnostic::at(opening, Finding::FrontMatterUnclosed)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_ends_it() {
        let text = "---\r\n标题: 甲\r\n---\r\n正文";
        let (yaml, body, findings) = front_matter(FileId(0), text);
        assert_eq!(&text[yaml.unwrap()], "标题: 甲\r\n");
        assert_eq!(&text[body..], "正文");
        assert!(findings.is_empty());
    }

    #[test]
    fn an_open_end_is_a_finding_but_a_rule_is_not() {
        assert_eq!(front_matter(FileId(0), "---\n标题: 甲\n正文").2.len(), 1);
        assert_eq!(front_matter(FileId(0), "---\n\n正文一段\n"), (None, 0, Vec::new()));
    }
}
