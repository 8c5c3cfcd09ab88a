//! YAML as content may use it: maps, lists and scalars as text, each with its place.
//!
//! Takes a stretch of a file, gives a [`Node`] and findings. No scalar is typed here; the dictionary
//! of fields does that. Anchors, aliases, tags, duplicate keys, tabs and full-width colons are
//! findings.
//!
//! **Invariant**: spans are bytes of the whole file and lie inside it. Nesting is bounded.

use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::text::is_wide;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Levels of nesting after which a file is refused.
const DEPTH_MAX: usize = 32;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub value: Yaml,
    pub span: Span,
}

/// A key of a map with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub text: String,
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Yaml {
    /// A scalar as written, without its quotes. An absent value is empty and not quoted.
    Scalar {
        text: String,
        quoted: bool,
    },
    List(Vec<Node>),
    /// In the order of the file. A duplicate key is kept out and reported.
    Map(Vec<(Key, Node)>),
}

impl Node {
    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Yaml::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn map(&self) -> Option<&[(Key, Node)]> {
        match &self.value {
            Yaml::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Yaml::List(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.map()?.iter().find(|(k, _)| k.text == key).map(|(_, node)| node)
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Yaml::Scalar { text, quoted: false } if text.is_empty() || text == "~" || text == "null")
    }
}

/// Parses the YAML in `range` of `text`; `None` where nothing could be read.
///
/// Findings that the parser would report at a confusing place (full-width colons, tabs) are looked
/// for first, so that the author sees the cause and not its effect.
pub fn parse(file: FileId, text: &str, range: Range<usize>) -> (Option<Node>, Diagnostics) {
    let source = &text[range.clone()];
    let mut diagnostics = suspicious_lines(file, source, range.start);
    let source = &*repaired(source, range.start, &diagnostics);
    let mut loader = Loader { file, base: range.start, places: Places::new(source), diagnostics: Vec::new() };
    let node = loader.load(source);
    let syntax_explained = diagnostics.iter().any(|d| d.level() >= crate::diagnostic::Level::Error);
    diagnostics.extend(
        loader
            .diagnostics
            .into_iter()
            .filter(|d| !(syntax_explained && matches!(d.finding, Finding::YamlSyntax { .. }))),
    );
    (node, diagnostics)
}

/// The text as its author meant it: full-width colons and tabs that were found and reported no
/// longer hide what else is wrong. Every byte keeps its place.
fn repaired<'a>(source: &'a str, base: usize, found: &Diagnostics) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(source);
    for diagnostic in found {
        let Some(span) = diagnostic.span else { continue };
        let range = span.start as usize - base..span.end as usize - base;
        match diagnostic.finding {
            Finding::FullWidthColon { .. } => {
                text.to_mut().replace_range(range.end - '：'.len_utf8()..range.end, ":  ")
            }
            Finding::YamlTab => {
                let spaces = source[range.clone()].replace('\t', " ");
                text.to_mut().replace_range(range, &spaces);
            }
            _ => {}
        }
    }
    text
}

/// What the parser says, in both languages: the commonest mistakes of people who write by hand.
fn reason(said: &str) -> Words {
    const KNOWN: &[(&str, &str)] = &[
        ("found unexpected end of stream", "引号没有配对"),
        ("mapping values are not allowed", "这里不能有冒号；值中含有冒号时用引号括起来"),
        ("mapping keys are not allowed", "这里不能有键"),
        ("expected ',' or ']'", "方括号里缺少逗号，或没有用 ] 结束"),
        ("expected ',' or '}'", "花括号里缺少逗号，或没有用 } 结束"),
        ("did not find expected key", "缩进不一致，或少了冒号"),
        ("expected '-' indicator", "列表中有一行没有短横线"),
        ("indentation", "缩进不一致"),
        ("simple key expect", "少了冒号"),
        ("trailing content after", "引号后面还有别的文字"),
        ("escape", "双引号里的反斜杠写法不对；改用单引号"),
        ("tab", "不能用制表符，改用空格"),
        ("block sequence entries", "这里不能有短横线"),
        ("unexpected eof", "没有写完"),
    ];
    let known = KNOWN.iter().find(|(part, _)| said.contains(part));
    Words::new(known.map_or("无法识别的写法", |(_, zh)| zh), said)
}

/// A text over several lines without the spaces that stand for line ends between Chinese characters.
fn joined(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let between = c == ' '
            && line.chars().next_back().is_some_and(is_wide)
            && characters.peek().copied().is_some_and(is_wide);
        if !between {
            line.push(c);
        }
    }
    line
}

fn too_deep() -> Words {
    Words::new(format!("嵌套超过 {DEPTH_MAX} 层"), format!("nested deeper than {DEPTH_MAX}"))
}

/// Byte offsets of characters, since the parser counts characters.
struct Places<'a> {
    source: &'a str,
    ascii: bool,
    bytes: Vec<u32>,
}

impl<'a> Places<'a> {
    fn new(source: &'a str) -> Places<'a> {
        let ascii = source.is_ascii();
        let bytes = if ascii { Vec::new() } else { source.char_indices().map(|(i, _)| i as u32).collect() };
        Places { source, ascii, bytes }
    }

    fn byte(&self, character: usize) -> usize {
        if self.ascii {
            return character.min(self.source.len());
        }
        self.bytes.get(character).map_or(self.source.len(), |b| *b as usize)
    }
}

struct Loader<'a> {
    file: FileId,
    base: usize,
    places: Places<'a>,
    diagnostics: Diagnostics,
}

/// A collection that is still open.
enum Open {
    List(Vec<Node>, usize),
    /// With the keys that it has already, and where.
    Map(Vec<(Key, Node)>, Option<Key>, usize, HashMap<String, Span>),
}

impl Loader<'_> {
    fn load(&mut self, source: &str) -> Option<Node> {
        let mut parser = Parser::new_from_str(source);
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = self.places.byte(error.marker().index());
                    self.report(
                        at..self.places.byte(error.marker().index() + 1).max(at),
                        Finding::YamlSyntax { reason: reason(error.info()) },
                    );
                    return None;
                }
            };
            let start = self.places.byte(span.start.index());
            let end = self.places.byte(span.end.index()).max(start);
            let finished = self.event(event, start..end, &mut open);
            if open.len() > DEPTH_MAX {
                self.report(start..end, Finding::YamlSyntax { reason: too_deep() });
                return None;
            }
            if let Some(node) = finished {
                root = self.place(node, &mut open, root);
            }
        }
        root
    }

    /// Opens or closes a collection; gives the node that is finished.
    fn event(&mut self, event: Event, range: Range<usize>, open: &mut Vec<Open>) -> Option<Node> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.forbid(anchor != 0, tag.is_some(), range.clone());
                let wraps = self.places.source.get(range.clone()).is_some_and(|text| text.contains('\n'));
                let text = if wraps { joined(&text).into() } else { text };
                let text = text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), " ");
                let quoted = style != ScalarStyle::Plain;
                Some(self.node(Yaml::Scalar { text, quoted }, range))
            }
            Event::SequenceStart(anchor, tag) => {
                open.push(Open::List(Vec::new(), range.start));
                self.forbid(anchor != 0, tag.is_some(), range);
                None
            }
            Event::MappingStart(anchor, tag) => {
                open.push(Open::Map(Vec::new(), None, range.start, HashMap::new()));
                self.forbid(anchor != 0, tag.is_some(), range);
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end_of = |last: Option<&Node>, start: usize| {
                    last.map_or(range.end, |n| (n.span.end as usize).saturating_sub(self.base).max(start))
                };
                match open.pop()? {
                    Open::List(items, start) => {
                        let end = end_of(items.last(), start);
                        Some(self.node(Yaml::List(items), start..end))
                    }
                    Open::Map(entries, _, start, _) => {
                        let end = end_of(entries.last().map(|(_, node)| node), start);
                        Some(self.node(Yaml::Map(entries), start..end))
                    }
                }
            }
            Event::Alias(_) => {
                let what = Words::new("引用（*）", "alias (*)");
                self.report(range.clone(), Finding::YamlForbidden { what });
                Some(self.node(Yaml::Scalar { text: String::new(), quoted: false }, range))
            }
            _ => None,
        }
    }

    fn place(&mut self, node: Node, open: &mut [Open], root: Option<Node>) -> Option<Node> {
        match open.last_mut() {
            None => return root.or(Some(node)),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Map(entries, waiting, _, seen)) => match waiting.take() {
                None => {
                    let text = node.scalar().unwrap_or_default().trim().to_string();
                    *waiting = Some(Key { text, span: node.span });
                }
                Some(key) => match seen.get(&key.text) {
                    Some(first) => self
                        .diagnostics
                        .push(Diagnostic::at(key.span, Finding::DuplicateKey { key: key.text }).also(*first)),
                    None => {
                        seen.insert(key.text.clone(), key.span);
                        entries.push((key, node));
                    }
                },
            },
        }
        root
    }

    fn node(&self, value: Yaml, range: Range<usize>) -> Node {
        Node { value, span: self.span(range) }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    fn report(&mut self, range: Range<usize>, finding: Finding) {
        self.diagnostics.push(Diagnostic::at(self.span(range), finding));
    }

    fn forbid(&mut self, anchor: bool, tag: bool, range: Range<usize>) {
        for (present, zh, en) in [(anchor, "锚点（&）", "anchor (&)"), (tag, "标签（!）", "tag (!)")]
        {
            if present {
                self.report(range.clone(), Finding::YamlForbidden { what: Words::new(zh, en) });
            }
        }
    }
}

/// Full-width colons after a key, tabs and curly quotes, line by line.
fn suspicious_lines(file: FileId, source: &str, base: usize) -> Diagnostics {
    let mut diagnostics = Vec::new();
    // Lines indented deeper than this belong to the value of the key before them.
    let mut value_indent: Option<usize> = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let rest = line[indent..].trim_end();
        if rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        if let Some(limit) = value_indent {
            if indent > limit {
                continue;
            }
            value_indent = None;
        }
        let mut report = |from: usize, len: usize, finding| {
            diagnostics.push(Diagnostic::at(Span::new(file, base + from..base + from + len), finding));
        };
        if line[..indent].contains('\t') {
            report(start, indent, Finding::YamlTab);
            continue;
        }
        let key_end = rest.find([':', '：', '\t', ' ', '"', '\'']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(key_end);
        if after.starts_with('：') && !key.is_empty() && !key.starts_with(['-', '[', '{']) {
            report(start + indent, key.len() + '：'.len_utf8(), Finding::FullWidthColon { key: key.into() });
        } else if after.starts_with(":\t") {
            report(start + indent + key_end + 1, 1, Finding::YamlTab);
        } else if let Some(value) = after.strip_prefix(':').map(str::trim) {
            if value.starts_with('“') && value.ends_with('”') && value.matches('“').count() == 1 {
                report(start + indent, key.len(), Finding::SmartQuotes { key: key.into() });
            }
            if !value.is_empty() {
                let dashes = rest.len() - rest.trim_start_matches(['-', ' ']).len();
                value_indent = Some(indent + dashes);
            }
        }
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(source: &str) -> Vec<&'static str> {
        parse(FileId(0), source, 0..source.len()).1.iter().map(|d| d.finding.code()).collect()
    }

    #[test]
    fn scalars_stay_text_and_have_places() {
        let source = "标题: 云溪\n年: 007\n开: yes\n";
        let (node, diagnostics) = parse(FileId(0), source, 0..source.len());
        let node = node.unwrap();
        assert!(diagnostics.is_empty());
        assert_eq!(node.get("年").unwrap().scalar(), Some("007"));
        assert_eq!(&source[node.get("标题").unwrap().span.range()], "云溪");
        assert_eq!(&source[node.map().unwrap()[2].0.span.range()], "开");
    }

    #[test]
    fn a_full_width_colon_within_a_value_is_text() {
        assert!(codes("摘要: 支持人才，\n  注意：以原文为准\nid: p-1\n").is_empty());
        assert!(codes("项:\n  - 名称: 甲\n    说明: 乙：丙\n").is_empty());
        assert_eq!(codes("项:\n  - 名称: 甲\n    说明：乙\n"), ["F104"]);
    }

    #[test]
    fn a_duplicate_key_points_at_both() {
        let source = "a: 1\na: 2\n";
        let (_, diagnostics) = parse(FileId(0), source, 0..source.len());
        assert_eq!(diagnostics[0].span.unwrap().range(), 5..6);
        assert_eq!(diagnostics[0].related[0].range(), 0..1);
    }

    #[test]
    fn causes_are_named_not_effects() {
        assert_eq!(codes("标题：关于\n文号: x\n"), ["F104"]);
        assert_eq!(codes("标题:\ta\n"), ["F105"]);
        assert_eq!(codes("a: &x 1\nb: *x\n"), ["F107", "F107"]);
        assert_eq!(codes("a: |\n  标题：在文本块里\nb: 1\n"), Vec::<&str>::new());
        assert_eq!(codes("a: \"未闭合\n"), ["F103"]);
    }

    #[test]
    fn hostile_input_ends() {
        let deep = "[".repeat(20_000);
        assert!(!parse(FileId(0), &deep, 0..deep.len()).1.is_empty());
    }
}
