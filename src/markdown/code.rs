//! Highlighting of code at build time, with class names only.

use std::sync::OnceLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Classes are `jx-hl-comment`, `jx-hl-string` and so on; the theme colours them.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "jx-hl-" };

/// Code up to this size is highlighted; longer code is printed plain.
const SIZE_MAX: usize = 100_000;

/// A line longer than this, as of packed data, keeps the whole block plain: patterns are slow on it.
const LINE_MAX: usize = 2_000;

/// Loaded when the first code block with a language is met: most portals have none.
static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();

/// The code as HTML with classes; `None` where the language is unknown.
pub(super) fn highlight(code: &str, language: &str) -> Option<String> {
    let has_long_line = || code.lines().any(|line| line.len() > LINE_MAX);
    if language.is_empty() || code.len() > SIZE_MAX || has_long_line() {
        return None;
    }
    let syntaxes = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
