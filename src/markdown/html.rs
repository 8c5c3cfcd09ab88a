//! Events become HTML: semantic, with class names under `jx`, without styles and handlers.

use super::event::{DEPTH_MAX, Ids, Placed, end_of, events, plain_text};
use super::shortcode::{self, ShortcodeTag};
use super::{ClauseMark, ClauseNote, Options, Resolve, ResolvedLink, code};
use crate::text::{clause_label, escape_markup};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Columns that a sheet of paper takes upright.
const WIDE: usize = 8;

/// Writes a body as HTML.
pub fn html(text: &str, body: Range<usize>, options: Options, resolve: &dyn Resolve, out: &mut String) {
    let events = events(text, body, options);
    let mut writer = Writer {
        text,
        options,
        resolve,
        events: &events,
        out,
        ids: Ids::new(options),
        skip_to: 0,
        open: Vec::new(),
        headings: Vec::new(),
        lists: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        in_head: false,
        label: None,
        note: None,
        footnotes: Footnotes::default(),
        shortcodes: Vec::new(),
        pairs: shortcode_pairs(text, &events),
        blocks: 0,
        deep: 0,
    };
    writer.range(0..events.len());
    writer.write_footnotes();
}

/// Positions of opening shortcodes that have a closing one.
fn shortcode_pairs(text: &str, events: &[Placed]) -> HashSet<usize> {
    let mut open = shortcode::OpenTags::default();
    let mut pairs = HashSet::new();
    for (index, (event, range)) in events.iter().enumerate() {
        if !matches!(event, Event::Start(Tag::Paragraph))
            || !text[range.clone()].trim_start().starts_with("{{<")
        {
            continue;
        }
        match shortcode::parse(text[range.clone()].trim()) {
            Some(tag) if tag.closing => {
                pairs.extend(open.close(&tag.name));
            }
            Some(tag) if tag.inline.is_none() => open.push(tag.name, index),
            _ => {}
        }
    }
    pairs
}

#[derive(Default)]
struct Footnotes {
    /// Labels in the order in which they are referred to.
    order: Vec<String>,
    numbers: HashMap<String, usize>,
    /// Where the text of each stands among the events.
    texts: HashMap<String, Range<usize>>,
    references: HashMap<String, usize>,
}

struct Writer<'a, 'o> {
    text: &'a str,
    options: Options,
    resolve: &'a dyn Resolve,
    events: &'a [Placed<'a>],
    out: &'o mut String,
    ids: Ids,
    /// Events before this position have been written already.
    skip_to: usize,
    /// What closes each open element that was not written as its tag says.
    open: Vec<&'static str>,
    /// Levels of the headings above: as written, as printed.
    headings: Vec<(u8, u8)>,
    /// The next number of each open list, and whether it is printed as paragraphs.
    lists: Vec<(Option<u64>, bool)>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// The clause whose label the next text begins with.
    label: Option<ClauseMark<'a>>,
    /// What is to be said behind the clause that is open.
    note: Option<ClauseNote>,
    footnotes: Footnotes,
    /// Open shortcodes and where their body begins in the output.
    shortcodes: Vec<(ShortcodeTag, usize)>,
    pairs: HashSet<usize>,
    blocks: usize,
    deep: usize,
}

impl<'a> Writer<'a, '_> {
    fn range(&mut self, range: Range<usize>) {
        for index in range {
            if index >= self.skip_to {
                self.event(index);
            }
        }
    }

    fn event(&mut self, index: usize) {
        let (event, range) = &self.events[index];
        match event {
            Event::Start(tag) => self.start(index, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape_markup(self.out, text);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let Some(mark) = self.label.take() else { return escape_markup(self.out, text) };
        let lead = text.len() - text.trim_start().len();
        let len = match clause_label(text) {
            Some(label) => label.len,
            None if !mark.label.is_empty() && text[lead..].starts_with(mark.label) => lead + mark.label.len(),
            None => 0,
        };
        let (label, rest) = text.split_at(len);
        if !label.trim().is_empty() {
            self.clause_link(mark.anchor, label.trim());
        }
        escape_markup(self.out, rest);
    }

    fn clause_link(&mut self, anchor: &str, label: &str) {
        self.out.push_str("<a class=\"jx-clause\" href=\"#");
        escape_markup(self.out, anchor);
        self.out.push_str("\">");
        escape_markup(self.out, label);
        self.out.push_str("</a>");
    }

    fn raw(&mut self, html: &str) {
        if self.options.raw_html {
            self.out.push_str(html);
        } else {
            escape_markup(self.out, html);
        }
    }

    fn task(&mut self, done: bool) {
        let (mark, word) = if done { ("☑", "task_done") } else { ("☐", "task_open") };
        self.out.push_str("<span class=\"jx-task\" role=\"img\" aria-label=\"");
        let word = self.resolve.word(word);
        escape_markup(self.out, &word);
        self.out.push_str("\">");
        self.out.push_str(mark);
        self.out.push_str("</span> ");
    }

    fn start(&mut self, index: usize, tag: &Tag<'a>, range: &Range<usize>) {
        let first = self.blocks == 0;
        self.blocks += 1;
        match tag {
            Tag::Paragraph => self.paragraph(index, range),
            Tag::Heading { level, id, .. } => self.heading(index, *level as u8, id.as_ref(), range, first),
            Tag::BlockQuote(_) => self.container("<blockquote>\n", "</blockquote>\n"),
            Tag::List(number) => self.list(index, *number),
            Tag::Item => self.item(index, range),
            Tag::CodeBlock(kind) => self.code(index, kind),
            Tag::Table(alignments) => self.table(alignments, None),
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(index),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { dest_url, .. } => self.link(dest_url),
            Tag::Image { dest_url, title, .. } => self.image(index, dest_url, title),
            Tag::FootnoteDefinition(label) => {
                let end = end_of(self.events, index);
                self.footnotes.texts.insert(label.to_string(), index + 1..end);
                self.skip_to = end + 1;
            }
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => {
                let term = plain_text(self.events, index);
                let id = self.ids.unique(format!("x-term-{}", crate::text::slug(&term)));
                self.out.push_str("<dt id=\"");
                escape_markup(self.out, &id);
                self.out.push_str("\"><dfn>");
            }
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph => self.open.pop().unwrap_or_default(),
            TagEnd::Heading(_) => {
                self.label = None;
                self.open.pop().unwrap_or_default()
            }
            TagEnd::BlockQuote(_) => self.leave(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.leave()
            }
            TagEnd::Item => {
                self.label = None;
                self.open.pop().unwrap_or_default()
            }
            TagEnd::CodeBlock => "",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell | TagEnd::Link => self.open.pop().unwrap_or_default(),
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dfn></dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            _ => "",
        };
        self.out.push_str(close);
        if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_)) {
            self.clause_note();
        }
    }

    /// An element that may nest; too deep it loses its markup.
    fn container(&mut self, start: &str, close: &'static str) {
        self.deep += 1;
        if self.deep > DEPTH_MAX {
            self.open.push("");
        } else {
            self.out.push_str(start);
            self.open.push(close);
        }
    }

    fn leave(&mut self) -> &'static str {
        self.deep = self.deep.saturating_sub(1);
        self.open.pop().unwrap_or_default()
    }

    fn clause(&self, start: usize) -> Option<ClauseMark<'a>> {
        if self.options.policy { self.resolve.clause_at(start) } else { None }
    }

    /// Opens a paragraph that is a clause: with its anchor, and its label to be linked.
    fn clause_paragraph(&mut self, mark: ClauseMark<'a>) {
        self.clause_tag(mark.level);
        self.out.push_str(" id=\"");
        escape_markup(self.out, mark.anchor);
        self.out.push_str("\">");
        self.label = Some(mark);
        self.note = self.resolve.clause_note(mark.anchor);
    }

    /// A law has a thousand paragraphs: only the levels that look different carry a class.
    fn clause_tag(&mut self, level: &str) {
        let class = match level {
            "paragraph" | "" => return self.out.push_str("<p"),
            "annex" | "part" | "chapter" | "section" => "title",
            level => level,
        };
        self.out.push_str("<p class=\"jx-");
        self.out.push_str(class);
        self.out.push('"');
    }

    fn clause_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        self.out.push_str("<p class=\"jx-clause-note\">");
        if note.href.is_empty() {
            escape_markup(self.out, &note.text);
        } else {
            self.out.push_str("<a href=\"");
            escape_markup(self.out, &note.href);
            self.out.push_str("\">");
            escape_markup(self.out, &note.text);
            self.out.push_str("</a>");
        }
        self.out.push_str("</p>\n");
    }

    fn paragraph(&mut self, index: usize, range: &Range<usize>) {
        if self.text[range.clone()].starts_with("{{<")
            && let Some(tag) = shortcode::parse(self.text[range.clone()].trim())
        {
            self.skip_to = end_of(self.events, index) + 1;
            return self.shortcode(index, tag);
        }
        if self.figure(index) || self.caption(index) {
            return;
        }
        // Copied texts have paragraphs of nothing but a zero-width space.
        let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
        if self.text[range.clone()].chars().all(is_blank) && self.clause(range.start).is_none() {
            self.skip_to = end_of(self.events, index) + 1;
            return;
        }
        match self.clause(range.start) {
            Some(mark) => self.clause_paragraph(mark),
            None if self.resolve.is_signature(range.start) => self.out.push_str("<p class=\"jx-signature\">"),
            None if self.resolve.is_addressees(range.start) => {
                self.out.push_str("<p class=\"jx-addressees\">")
            }
            None => self.out.push_str("<p>"),
        }
        self.open.push("</p>\n");
    }

    /// A paragraph that is nothing but an image becomes a figure with its title as caption.
    fn figure(&mut self, index: usize) -> bool {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = self.events.get(index + 1) else {
            return false;
        };
        let end = end_of(self.events, index + 1);
        if !matches!(self.events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _))) {
            return false;
        }
        self.out.push_str("<figure class=\"jx-figure\">");
        self.image(index + 1, dest_url, &CowStr::Borrowed(""));
        if !title.is_empty() {
            self.out.push_str("<figcaption>");
            escape_markup(self.out, title);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
        self.skip_to = end + 2;
        true
    }

    /// A paragraph 表1 … or 表：… directly before a table is its caption.
    fn caption(&mut self, index: usize) -> bool {
        let text = &self.text[self.events[index].1.clone()];
        if !(text.starts_with('表') || text.starts_with("附表") || text.starts_with("Table")) {
            return false;
        }
        let end = end_of(self.events, index);
        let Some((Event::Start(Tag::Table(alignments)), _)) = self.events.get(end + 1) else { return false };
        let alignments = alignments.clone();
        self.table(&alignments, Some(index + 1..end));
        self.skip_to = end + 2;
        true
    }

    fn table(&mut self, alignments: &[Alignment], caption: Option<Range<usize>>) {
        self.alignments = alignments.to_vec();
        // Paper is narrow: what has many columns is printed smaller and across.
        let wide = if alignments.len() > WIDE { " jx-table--wide" } else { "" };
        self.out.push_str(&format!("<div class=\"jx-table{wide}\" tabindex=\"0\"><table>"));
        if let Some(range) = caption {
            self.out.push_str("<caption>");
            self.range(range);
            self.out.push_str("</caption>");
        }
    }

    /// Cells of the first row head their column; a bold first cell heads its row.
    fn cell(&mut self, index: usize) {
        let end = end_of(self.events, index);
        let empty = end == index + 1;
        let bold = matches!(self.events.get(index + 1), Some((Event::Start(Tag::Strong), _)))
            && end_of(self.events, index + 1) + 1 == end;
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"jx-right\"",
            Some(Alignment::Center) => " class=\"jx-center\"",
            _ => "",
        };
        let (name, scope, close) = match (self.in_head, empty) {
            (true, false) => ("th", " scope=\"col\"", "</th>"),
            (false, false) if bold && self.column == 0 => ("th", " scope=\"row\"", "</th>"),
            _ => ("td", "", "</td>"),
        };
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(scope);
        self.out.push_str(class);
        self.out.push('>');
        self.open.push(close);
        self.column += 1;
    }

    /// Prints a heading one level below the one above it at most, and never as `<h1>`.
    fn heading(
        &mut self,
        index: usize,
        level: u8,
        written: Option<&CowStr>,
        range: &Range<usize>,
        first: bool,
    ) {
        let text = plain_text(self.events, index);
        if first && level == 1 && self.options.skip_title {
            self.skip_to = end_of(self.events, index) + 1;
            return;
        }
        while self.headings.last().is_some_and(|(above, _)| *above >= level) {
            self.headings.pop();
        }
        let printed = (self.headings.last().map_or(1, |(_, printed)| *printed) + 1).min(6);
        self.headings.push((level, printed));
        const OPEN: [&str; 5] = ["<h2", "<h3", "<h4", "<h5", "<h6"];
        const CLOSE: [&str; 5] = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];
        self.out.push_str(OPEN[printed as usize - 2]);
        self.open.push(CLOSE[printed as usize - 2]);
        let mark = self.clause(range.start);
        let id = match mark {
            Some(mark) => {
                self.label = Some(mark);
                self.note = self.resolve.clause_note(mark.anchor);
                mark.anchor.to_string()
            }
            None if first && level == 1 => String::new(),
            None => self.ids.of_heading(written, text.trim()).0,
        };
        if !id.is_empty() {
            self.out.push_str(" id=\"");
            escape_markup(self.out, &id);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// A numbered list of an issued text keeps its numbers as clauses do.
    fn list(&mut self, index: usize, number: Option<u64>) {
        let as_clauses = number.is_some() && self.options.policy && self.first_item_is_clause(index);
        self.lists.push((number, as_clauses));
        match number {
            _ if as_clauses => self.container("", ""),
            None => self.container("<ul>\n", "</ul>\n"),
            Some(1) => self.container("<ol>\n", "</ol>\n"),
            Some(start) => self.container(&format!("<ol start=\"{start}\">\n"), "</ol>\n"),
        }
    }

    fn first_item_is_clause(&self, index: usize) -> bool {
        let item = self.events.get(index + 1);
        item.is_some_and(|(_, range)| self.clause(range.start).is_some_and(|mark| !mark.label.is_empty()))
    }

    fn item(&mut self, index: usize, range: &Range<usize>) {
        let number = self.lists.last().and_then(|(number, _)| *number);
        let as_clauses = self.lists.last().is_some_and(|(_, as_clauses)| *as_clauses);
        if let Some((Some(next), _)) = self.lists.last_mut() {
            *next += 1;
        }
        let mark = self.clause(range.start);
        if !as_clauses {
            match mark {
                Some(mark) => {
                    self.out.push_str("<li id=\"");
                    escape_markup(self.out, mark.anchor);
                    self.out.push_str("\">");
                    self.label = Some(mark);
                }
                None => self.out.push_str("<li>"),
            }
            return self.open.push("</li>\n");
        }
        let loose = matches!(self.events.get(index + 1), Some((Event::Start(Tag::Paragraph), _)));
        let (anchor, level) = mark.map_or(("", "subitem"), |mark| (mark.anchor, mark.level));
        self.clause_tag(level);
        if !anchor.is_empty() {
            self.out.push_str(" id=\"");
            escape_markup(self.out, anchor);
            self.out.push('"');
        }
        self.out.push('>');
        let label = format!("{}.", number.unwrap_or_default());
        self.clause_link(anchor, &label);
        self.out.push(' ');
        if loose {
            self.open.push("");
            self.open.push("</p>\n");
            self.skip_to = index + 2;
        } else {
            self.open.push("</p>\n");
        }
    }

    fn code(&mut self, index: usize, kind: &CodeBlockKind) {
        let end = end_of(self.events, index);
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let source: String = self.events[index..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        self.out.push_str("<pre class=\"jx-code\" tabindex=\"0\"><code>");
        match code::highlight(&source, language) {
            Some(html) => self.out.push_str(&html),
            None => escape_markup(self.out, &source),
        }
        self.out.push_str("</code></pre>\n");
        self.skip_to = end + 1;
    }

    fn link(&mut self, target: &str) {
        match self.resolve.link(target) {
            ResolvedLink::Internal { href } => {
                self.attribute("<a href=\"", &href);
                self.out.push_str("\">");
                self.open.push("</a>");
            }
            ResolvedLink::External { href, leaving } => {
                self.attribute("<a href=\"", &href);
                let class = if leaving { " class=\"jx-external\"" } else { "" };
                self.out.push_str("\" rel=\"noopener noreferrer\"");
                self.out.push_str(class);
                self.out.push('>');
                self.open.push("</a>");
            }
            ResolvedLink::Attachment { href, format, size, sha256 } => {
                self.attribute("<a class=\"jx-attachment\" href=\"", &href);
                self.out.push_str("\" download>");
                self.out.push_str("<span class=\"jx-attachment__note\">");
                let short = &sha256[..sha256.len().min(12)];
                escape_markup(self.out, &format!("[{format}, {size}, SHA-256 {short}…] "));
                self.out.push_str("</span>");
                self.open.push("</a>");
            }
            ResolvedLink::Dead | ResolvedLink::Unsafe => {
                self.out.push_str("<span class=\"jx-dead\">");
                self.open.push("</span>");
            }
        }
    }

    fn attribute(&mut self, before: &str, value: &str) {
        self.out.push_str(before);
        escape_markup(self.out, value);
    }

    fn image(&mut self, index: usize, target: &str, title: &CowStr) {
        let alt = plain_text(self.events, index);
        let alt = if alt.trim() == "-" { "" } else { alt.trim() };
        self.skip_to = end_of(self.events, index) + 1;
        let Some(image) = self.resolve.image(target) else { return escape_markup(self.out, alt) };
        self.attribute("<img src=\"", &image.src);
        self.attribute("\" alt=\"", alt);
        if let Some((width, height)) = image.dimensions {
            self.out.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
        }
        if !title.is_empty() {
            self.attribute("\" title=\"", title);
        }
        self.out.push_str("\" loading=\"lazy\">");
    }

    fn shortcode(&mut self, index: usize, tag: ShortcodeTag) {
        if tag.closing {
            if let Some(at) = self.shortcodes.iter().rposition(|(open, _)| open.name == tag.name) {
                let (open, start) = self.shortcodes.remove(at);
                self.shortcodes.truncate(at);
                let body = self.out.split_off(start);
                self.write_shortcode(&open, &body);
            }
        } else if self.pairs.contains(&index) {
            self.shortcodes.push((tag, self.out.len()));
        } else {
            let mut body = String::new();
            escape_markup(&mut body, tag.inline.as_deref().unwrap_or_default());
            self.write_shortcode(&tag, &body);
        }
    }

    fn write_shortcode(&mut self, tag: &ShortcodeTag, body: &str) {
        match self.resolve.shortcode(&tag.name, &tag.args, body) {
            Some(html) => self.out.push_str(&html),
            None => self.out.push_str(body),
        }
    }

    fn footnote_reference(&mut self, label: &str) {
        let number = match self.footnotes.numbers.get(label) {
            Some(number) => *number,
            None => {
                self.footnotes.order.push(label.to_string());
                self.footnotes.numbers.insert(label.to_string(), self.footnotes.order.len());
                self.footnotes.order.len()
            }
        };
        let count = self.footnotes.references.entry(label.to_string()).or_insert(0);
        *count += 1;
        let id = if *count == 1 { format!("x-fnref-{number}") } else { format!("x-fnref-{number}-{count}") };
        let text = format!(
            "<sup class=\"jx-footnote\" id=\"{id}\"><a href=\"#x-fn-{number}\" aria-label=\"{} {number}\">[{number}]</a></sup>",
            self.resolve.word("footnote")
        );
        self.out.push_str(&text);
    }

    /// The texts of the footnotes, in the order of their references, each with the way back.
    fn write_footnotes(&mut self) {
        if self.footnotes.order.is_empty() {
            return;
        }
        let title = self.resolve.word("footnotes").into_owned();
        self.attribute("<section class=\"jx-footnotes\" aria-label=\"", &title);
        self.out.push_str("\"><ol>\n");
        let mut next = 0;
        while let Some(label) = self.footnotes.order.get(next).cloned() {
            next += 1;
            self.out.push_str(&format!("<li id=\"x-fn-{next}\">"));
            if let Some(range) = self.footnotes.texts.get(&label).cloned() {
                self.skip_to = range.start;
                self.range(range);
            }
            let back = self.resolve.word("footnote_back").into_owned();
            self.attribute(&format!("<a href=\"#x-fnref-{next}\" aria-label=\""), &back);
            self.out.push_str("\">↩</a></li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }
}
