//! What a body holds: headings, links, images, terms, shortcodes, and the blocks of its text.

use super::event::{DEPTH_MAX, Ids, Placed, end_of, events, plain_text};
use super::{Block, BlockKind, Facts, Heading, Image, Link, Options, ShortcodeUse, Term, Title, shortcode};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::text::clause_label;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// Reads a body: what it holds, its blocks for the parser of clauses, and findings.
pub fn facts(
    file: FileId,
    text: &str,
    body: Range<usize>,
    options: Options,
) -> (Facts, Vec<Block>, Diagnostics) {
    let events = events(text, body, options);
    let mut reader = Reader {
        file,
        text,
        options,
        events: &events,
        facts: Facts::default(),
        blocks: Vec::new(),
        diagnostics: Vec::new(),
        ids: Ids::new(options),
        lists: Vec::new(),
        item: None,
        deep: 0,
        in_code: false,
        open: shortcode::OpenTags::default(),
        shortcode_end: 0,
        image_end: 0,
    };
    for index in 0..events.len() {
        reader.event(index);
    }
    reader.footnotes();
    (reader.facts, reader.blocks, reader.diagnostics)
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    options: Options,
    events: &'a [Placed<'a>],
    facts: Facts,
    blocks: Vec<Block>,
    diagnostics: Diagnostics,
    ids: Ids,
    /// The next number of each open list; `None` for lists without numbers.
    lists: Vec<Option<u64>>,
    /// The item whose first block has not been met yet: its start and number.
    item: Option<(usize, Option<u64>)>,
    deep: usize,
    in_code: bool,
    /// Shortcodes that wait for their closing tag.
    open: shortcode::OpenTags<()>,
    /// Up to where a shortcode has been read.
    shortcode_end: usize,
    /// Up to where an image has been read.
    image_end: usize,
}

impl Reader<'_> {
    fn report(&mut self, range: &Range<usize>, finding: Finding) {
        self.diagnostics.push(Diagnostic::at(Span::new(self.file, range.clone()), finding));
    }

    fn event(&mut self, index: usize) {
        let (event, range) = &self.events[index];
        if range.start < self.shortcode_end && !matches!(event, Event::End(_)) {
            return;
        }
        match event {
            Event::Text(text) if !self.in_code && text.contains("{{<") => self.misplaced(text, range),
            Event::Start(tag) => self.start(index, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range),
            Event::Text(_) | Event::Code(_) if self.item.is_some() => self.tight_item(index, range),
            _ => {}
        }
    }

    fn start(&mut self, index: usize, tag: &Tag, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => self.heading(index, *level, id.as_ref(), range),
            Tag::Paragraph => self.paragraph(index, range),
            Tag::List(first) => {
                self.item = None;
                self.lists.push(*first);
                self.nested(range);
            }
            Tag::Item => {
                let number = self.lists.last().copied().flatten();
                if let Some(Some(next)) = self.lists.last_mut() {
                    *next += 1;
                }
                self.item = Some((range.start, number));
            }
            Tag::BlockQuote(_) => self.nested(range),
            Tag::Table(_) => self.block(BlockKind::Table, index, range.clone()),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                self.block(BlockKind::Code, index, range.clone());
            }
            Tag::Link { dest_url, .. } => {
                self.tight_item(index, range);
                if plain_text(self.events, index).trim().is_empty() {
                    self.report(range, Finding::LinkWithoutText { target: dest_url.to_string() });
                }
                self.facts.links.push(Link { target: dest_url.as_ref().into(), range: range.clone() });
            }
            Tag::Image { dest_url, .. } => {
                // The text of an image is plain: what is nested in it is never shown.
                if range.start < self.image_end {
                    return;
                }
                self.image_end = range.end;
                if plain_text(self.events, index).trim().is_empty() {
                    self.report(range, Finding::ImageWithoutAlt { target: dest_url.to_string() });
                }
                if dest_url.contains("://") {
                    self.report(range, Finding::ForeignImage { target: dest_url.to_string() });
                }
                self.facts.images.push(Image { target: dest_url.as_ref().into(), range: range.clone() });
            }
            Tag::DefinitionListTitle => {
                let term = plain_text(self.events, index);
                let anchor = self.ids.unique(format!("x-term-{}", crate::text::slug(&term)));
                let meaning = self.meaning(index);
                self.facts.definitions.push(Term {
                    term: term.trim().into(),
                    anchor: anchor.into(),
                    meaning: meaning.into(),
                    start: range.start,
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.deep = self.deep.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => self.deep = self.deep.saturating_sub(1),
            TagEnd::Item => self.item = None,
            TagEnd::CodeBlock => self.in_code = false,
            _ => {}
        }
    }

    fn nested(&mut self, range: &Range<usize>) {
        self.deep += 1;
        if self.deep == DEPTH_MAX + 1 {
            self.report(range, Finding::NestedTooDeep);
        }
    }

    fn heading(
        &mut self,
        index: usize,
        level: HeadingLevel,
        written: Option<&pulldown_cmark::CowStr>,
        range: &Range<usize>,
    ) {
        let level = level as u8;
        let text = plain_text(self.events, index);
        let text = text.trim();
        let first = self.blocks.is_empty();
        self.blocks.push(Block { kind: BlockKind::Heading(level), range: range.clone(), text: text.into() });
        if level == 1 && self.facts.title.is_none() {
            self.facts.title = Some(Title { text: text.into(), range: range.clone(), first });
            if first {
                return;
            }
        }
        if self.options.policy && clause_label(text).is_some() {
            return;
        }
        let (id, taken) = self.ids.of_heading(written, text);
        if taken {
            self.report(
                range,
                Finding::DuplicateAnchor { anchor: written.map(|id| id.to_string()).unwrap_or_default() },
            );
        }
        self.facts.headings.push(Heading { level, text: text.into(), id: id.into() });
    }

    fn paragraph(&mut self, index: usize, range: &Range<usize>) {
        if self.text[range.clone()].starts_with("{{<")
            && let Some(tag) = shortcode::parse(self.text[range.clone()].trim())
        {
            return self.shortcode(tag, range);
        }
        match self.item.take() {
            Some((start, number)) => self.item_block(index, start..range.end, number),
            None => self.block(BlockKind::Paragraph, index, range.clone()),
        }
    }

    fn shortcode(&mut self, tag: shortcode::ShortcodeTag, range: &Range<usize>) {
        self.shortcode_end = range.end;
        if tag.closing {
            if self.open.close(&tag.name).is_none() {
                self.misplaced(self.text[range.clone()].trim(), range);
            }
            return;
        }
        for (_, target) in tag.args.iter().filter(|(key, _)| key == super::HREF) {
            let target = target.as_str().into();
            self.facts.links.push(Link { target, range: range.clone() });
        }
        let arguments = tag.args.iter().map(|(key, _)| key.as_str().into()).collect();
        let name = tag.name.as_str().into();
        let said = tag.args.iter().filter(|(key, _)| key != super::HREF && key != super::KIND);
        let said = said.map(|(_, value)| value.as_str()).chain(tag.inline.as_deref());
        let words = said.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n").into();
        self.facts.shortcodes.push(ShortcodeUse { name, arguments, words, range: range.clone() });
        if tag.inline.is_none() {
            self.open.push(tag.name, ());
        }
    }

    fn misplaced(&mut self, text: &str, range: &Range<usize>) {
        let start = text.find("{{<").unwrap_or_default();
        let found = text[start..].chars().take(30).collect();
        self.report(range, Finding::ShortcodeMisplaced { found });
    }

    fn tight_item(&mut self, index: usize, range: &Range<usize>) {
        if let Some((start, ordered)) = self.item.take() {
            let text = self.tight_text(index);
            let depth = self.lists.len().min(255) as u8;
            let kind = BlockKind::Item { ordered, depth };
            self.blocks.push(Block { kind, range: start..range.end, text });
        }
    }

    fn item_block(&mut self, index: usize, range: Range<usize>, ordered: Option<u64>) {
        let depth = self.lists.len().min(255) as u8;
        self.block(BlockKind::Item { ordered, depth }, index, range);
    }

    /// The text of a tight item: up to its end or the list within it.
    fn tight_text(&self, start: usize) -> String {
        let mut text = String::new();
        for (event, _) in &self.events[start..] {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::End(TagEnd::Item) | Event::Start(Tag::List(_)) => break,
                _ => {}
            }
        }
        text.trim().to_string()
    }

    fn block(&mut self, kind: BlockKind, index: usize, range: Range<usize>) {
        let text = match kind {
            BlockKind::Code => String::new(),
            BlockKind::Table => self.table_text(index),
            _ => {
                self.spaced_label(index).unwrap_or_else(|| plain_text(self.events, index).trim().to_string())
            }
        };
        self.blocks.push(Block { kind, range, text });
    }

    /// The text of a paragraph that begins with a bold label: `**第一条**为…` is set as 第一条　为….
    fn spaced_label(&self, index: usize) -> Option<String> {
        let is_bold = matches!(self.events.get(index + 1), Some((Event::Start(Tag::Strong), _)));
        if !self.options.policy || !is_bold {
            return None;
        }
        let bold = plain_text(self.events, index + 1);
        let label = clause_label(&format!("{bold} "))?;
        let all = plain_text(self.events, index);
        (label.len == bold.len()).then(|| format!("{bold}\u{3000}{}", all[bold.len()..].trim()))
    }

    fn table_text(&self, start: usize) -> String {
        let mut text = String::new();
        for (event, _) in &self.events[start..end_of(self.events, start)] {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::End(TagEnd::TableCell) => text.push(' '),
                _ => {}
            }
        }
        text
    }

    /// The definitions behind a term, as far as they are set without paragraphs.
    fn meaning(&self, title: usize) -> String {
        let mut texts = Vec::new();
        let mut at = end_of(self.events, title) + 1;
        while let Some((Event::Start(Tag::DefinitionListDefinition), _)) = self.events.get(at) {
            if !matches!(self.events.get(at + 1), Some((Event::Start(Tag::Paragraph), _))) {
                texts.push(plain_text(self.events, at).trim().to_string());
            }
            at = end_of(self.events, at) + 1;
        }
        texts.join("\n")
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        let shown = html.trim();
        if self.options.raw_html || shown.is_empty() {
            return;
        }
        let tag: String = shown.chars().take(30).collect();
        self.report(range, Finding::RawHtml { tag });
    }

    /// References whose text is missing are left as text by the parser.
    fn footnotes(&mut self) {
        let mut seen = HashSet::new();
        let mut in_code = false;
        for (event, range) in self.events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(text) if !in_code && text.contains("[^") => {
                    for part in text.split("[^").skip(1) {
                        if let Some((label, _)) = part.split_once(']')
                            && !label.is_empty()
                            && seen.insert(label.to_string())
                        {
                            let finding = Finding::FootnoteMissing { label: label.into() };
                            self.diagnostics
                                .push(Diagnostic::at(Span::new(self.file, range.clone()), finding));
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
