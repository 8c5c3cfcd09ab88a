//! The one stream of events that facts and HTML are made from.

use super::Options;
use crate::date::signature_date;
use crate::text::{LabelForm, clause_label, is_wide, slug, tight_article};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd, TextMergeWithOffset};
use std::collections::HashMap;
use std::ops::Range;

/// An event with its bytes in the file.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// Containers nested deeper than this lose their markup.
pub(super) const DEPTH_MAX: usize = 64;

/// The events of a body.
pub(super) fn events<'a>(text: &'a str, body: Range<usize>, options: Options) -> Vec<Placed<'a>> {
    let source = &text[body.clone()];
    let parser = Parser::new_ext(source, extensions()).into_offset_iter();
    let shifted = TextMergeWithOffset::new(parser)
        .map(|(event, range)| (event, body.start + range.start..body.start + range.end));
    let mut stream = Stream {
        text,
        options,
        events: Vec::with_capacity(source.len() / 24),
        indented: false,
        paragraph: None,
        inline: Vec::new(),
        in_comment: false,
        article: 0,
    };
    for (event, range) in shifted {
        stream.take(event, range);
    }
    stream.events
}

fn extensions() -> pulldown_cmark::Options {
    use pulldown_cmark::Options as O;
    O::ENABLE_TABLES
        | O::ENABLE_FOOTNOTES
        | O::ENABLE_STRIKETHROUGH
        | O::ENABLE_TASKLISTS
        | O::ENABLE_HEADING_ATTRIBUTES
        | O::ENABLE_DEFINITION_LIST
}

struct Stream<'a> {
    text: &'a str,
    options: Options,
    events: Vec<Placed<'a>>,
    /// Within code that is indented, in an issued text.
    indented: bool,
    /// The paragraph that is open: the position of its start among the events, and its end.
    paragraph: Option<(usize, usize)>,
    /// Emphasis, links and the like that are open in it.
    inline: Vec<Tag<'a>>,
    /// Within a comment that is not closed yet.
    in_comment: bool,
    /// The number of the last article that a paragraph or line began with.
    article: u32,
}

impl<'a> Stream<'a> {
    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) if self.options.policy => {
                self.indented = true
            }
            Event::End(TagEnd::CodeBlock) if self.indented => self.indented = false,
            Event::Text(_) if self.indented => self.indented_paragraphs(range),
            Event::Start(Tag::Paragraph) => {
                self.paragraph = Some((self.events.len(), range.end));
                self.note_article(range.start);
                self.events.push((Event::Start(Tag::Paragraph), range));
            }
            Event::Start(Tag::Heading { .. }) => {
                self.note_article(range.start);
                self.events.push((event, range));
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => self.in_comment = false,
            Event::Html(_) => self.html(range, false),
            Event::InlineHtml(_) => self.html(range, true),
            Event::End(TagEnd::Paragraph) => {
                self.paragraph = None;
                self.in_comment = false;
                self.events.push((Event::End(TagEnd::Paragraph), range));
            }
            Event::SoftBreak | Event::HardBreak if self.begins_clause(range.end) => self.split(range),
            Event::SoftBreak => {
                if !self.joins(range.clone()) {
                    self.events.push((Event::SoftBreak, range));
                }
            }
            event => {
                match &event {
                    Event::Start(tag) if is_inline(tag) => self.inline.push(tag.clone()),
                    Event::End(end) if self.inline.last().is_some_and(|tag| tag.to_end() == *end) => {
                        self.inline.pop();
                    }
                    _ => {}
                }
                self.events.push((event, range));
            }
        }
    }

    /// HTML without its comments. In a block each line is a paragraph, unless HTML is passed on; a
    /// line without a tag is plain text, which may be a clause.
    fn html(&mut self, range: Range<usize>, inline: bool) {
        if self.options.raw_html {
            let html = CowStr::Borrowed(&self.text[range.clone()]);
            self.events.push((if inline { Event::InlineHtml(html) } else { Event::Html(html) }, range));
            return;
        }
        for part in self.outside_comments(range) {
            let text = &self.text[part.clone()];
            let html = CowStr::Borrowed(text);
            if inline {
                self.events.push((Event::InlineHtml(html), part));
            } else if !text.trim().is_empty() {
                let place =
                    part.start + text.len() - text.trim_start().len()..part.start + text.trim_end().len();
                let shown = CowStr::Borrowed(text.trim());
                let shown = if text.contains('<') { Event::InlineHtml(shown) } else { Event::Text(shown) };
                self.events.push((Event::Start(Tag::Paragraph), place.clone()));
                self.events.push((shown, place.clone()));
                self.events.push((Event::End(TagEnd::Paragraph), place));
            }
        }
    }

    /// The stretches of HTML that no comment covers; a comment may go on in the next event.
    fn outside_comments(&mut self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut outside = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            // The dashes that open a comment may be those that close it: <!-->.
            let (mark, skip) = if self.in_comment { ("-->", 3) } else { ("<!--", 2) };
            let found = rest.find(mark);
            let end = at + found.unwrap_or(rest.len());
            if !self.in_comment && end > at {
                outside.push(at..end);
            }
            at = found.map_or(range.end, |_| end + skip);
            self.in_comment ^= found.is_some();
        }
        outside
    }

    /// Indented code of an issued text is text: its author indented paragraphs with spaces.
    fn indented_paragraphs(&mut self, range: Range<usize>) {
        let source = &self.text[range.clone()];
        let mut at = range.start;
        for line in source.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let start = at + (line.len() - line.trim_start().len());
                let place = start..start + trimmed.len();
                self.events.push((Event::Start(Tag::Paragraph), place.clone()));
                self.events.push((Event::Text(trimmed.to_string().into()), place.clone()));
                self.events.push((Event::End(TagEnd::Paragraph), place));
            }
            at += line.len();
        }
    }

    /// Remembers the article that a line begins, if it does.
    fn note_article(&mut self, start: usize) {
        if self.options.policy {
            let line = self.text[start..].lines().next().unwrap_or_default();
            let line = line.trim_start_matches([' ', '\t', '*', '#', '>']);
            let label = clause_label(line).or_else(|| tight_article(line));
            if let Some(label) = label.filter(|label| label.form == LabelForm::Article) {
                self.article = label.number;
            }
        }
    }

    /// Whether the line that begins after a break is a paragraph of its own: a clause, the next
    /// article whose label runs into its text, a line that is indented as official texts are, or one
    /// that signs the text.
    fn begins_clause(&self, after: usize) -> bool {
        let Some((_, end)) = self.paragraph.filter(|_| self.options.policy) else { return false };
        if self.inline.iter().any(|tag| matches!(tag, Tag::Link { .. } | Tag::Image { .. })) {
            return false;
        }
        let end = end.max(after);
        let line = self.text[after..end].lines().next().unwrap_or_default();
        if line.starts_with("\u{3000}\u{3000}") {
            return true;
        }
        let line = line.trim_start_matches([' ', '\t', '*', '#', '>']);
        let is_next = |label: crate::text::Label| label.number == self.article.saturating_add(1);
        clause_label(line).is_some()
            || tight_article(line).is_some_and(is_next)
            || line.contains("**") && clause_label(&line.replace("**", "")).is_some()
            || signs(&self.text[after..end])
    }

    /// Ends the open paragraph before a break and begins another after it; emphasis goes on.
    fn split(&mut self, range: Range<usize>) {
        let Some((open, end)) = self.paragraph else { return };
        let lead = self.text[range.end..end].len() - self.text[range.end..end].trim_start().len();
        let start = range.end + lead;
        self.events[open].1.end = range.start;
        self.events.extend(self.inline.iter().rev().map(|tag| (Event::End(tag.to_end()), range.clone())));
        self.events.push((Event::End(TagEnd::Paragraph), range));
        self.paragraph = Some((self.events.len(), end));
        self.note_article(start);
        self.events.push((Event::Start(Tag::Paragraph), start..end));
        self.events.extend(self.inline.iter().map(|tag| (Event::Start(tag.clone()), start..start)));
    }

    /// Whether a line end stands between two characters of Chinese text and is no space.
    fn joins(&self, range: Range<usize>) -> bool {
        let before = self.text[..range.start].trim_end().chars().next_back();
        let after = self.text[range.end..].trim_start_matches([' ', '\t', '>', '\r', '\n']).chars().next();
        matches!((before, after), (Some(a), Some(b)) if is_wide(a) && is_wide(b))
    }
}

/// Bodies that may sign a text together.
const SIGNERS_MAX: usize = 8;

/// Whether the first line is the date of a signature block, or a name above it.
fn signs(rest: &str) -> bool {
    let is_name = |line: &&str| {
        !line.is_empty() && line.chars().count() <= 40 && !line.contains(['。', '；', '，', '：', ';', ':'])
    };
    let mut lines = rest.lines().map(str::trim);
    let mut line = lines.next().unwrap_or_default();
    for _ in 0..SIGNERS_MAX {
        if signature_date(line).is_some() {
            return true;
        }
        if !is_name(&line) {
            return false;
        }
        line = lines.next().unwrap_or_default();
    }
    false
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Ids of headings and terms: as written, else a slug of the text, each once.
pub(super) struct Ids {
    used: HashMap<String, u32>,
    /// Whether clauses of an issued text have anchors on the same page.
    policy: bool,
}

impl Ids {
    pub fn new(options: Options) -> Ids {
        Ids { used: HashMap::new(), policy: options.policy }
    }

    /// Whether an id belongs to the theme or, in an issued text, has the form of a clause's anchor.
    fn is_reserved(&self, id: &str) -> bool {
        if id.starts_with("x-") || id.starts_with("jx-") {
            return true;
        }
        let unit = id.find('-').filter(|at| *at == 1 || id.starts_with('z') && *at < 6);
        let rest = unit.map_or(id, |at| &id[at + 1..]);
        let numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        let words = ["art-", "ch-", "part-", "annex-", "s"];
        self.policy
            && [id, rest]
                .iter()
                .any(|id| words.iter().any(|word| id.strip_prefix(word).is_some_and(numbered)))
    }

    /// The id of a heading, and whether a written one was already taken.
    pub fn of_heading(&mut self, written: Option<&CowStr>, text: &str) -> (String, bool) {
        let wanted = match written.map(|id| id.trim()).filter(|id| !id.is_empty()) {
            Some(id) => {
                let id: String =
                    id.chars().filter(|c| !c.is_whitespace() && !"\"'<>&".contains(*c)).collect();
                let taken = self.used.contains_key(&id) || self.is_reserved(&id);
                let id = if self.is_reserved(&id) { format!("h-{id}") } else { id };
                return (self.unique(id), taken);
            }
            None => slug(text),
        };
        let wanted = if wanted.is_empty() { "section".to_string() } else { wanted };
        let wanted = if self.is_reserved(&wanted) { format!("h-{wanted}") } else { wanted };
        (self.unique(wanted), false)
    }

    /// An id that nothing else on the page has.
    pub fn unique(&mut self, wanted: String) -> String {
        let count = self.used.entry(wanted.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            return wanted;
        }
        let numbered = format!("{wanted}-{count}");
        self.unique(numbered)
    }
}

/// The plain text of the events up to the end of the block that begins at `start`.
pub(super) fn plain_text(events: &[Placed], start: usize) -> String {
    let mut text = String::new();
    let mut depth = 0usize;
    for (event, _) in &events[start..] {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The position of the end that belongs to the start at `start`.
pub(super) fn end_of(events: &[Placed], start: usize) -> usize {
    let mut depth = 0usize;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    events.len() - 1
}
