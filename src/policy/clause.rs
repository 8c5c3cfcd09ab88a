//! Which blocks are clauses, at which level, under which anchor.

use super::recognise::is_imprint;
use super::{Clause, ClauseLevel};
use crate::date::signature_date;
use crate::markdown::{Block, BlockKind};
use crate::text::{Label, LabelForm, chinese_numeral, clause_label, is_space, tight_article};
use std::collections::HashMap;

/// The clauses of a text, in order.
pub(super) fn clauses(blocks: &[Block]) -> Vec<Clause> {
    let mut walk = Walk::default();
    let contents = contents_list(blocks);
    for (index, block) in blocks.iter().enumerate() {
        if !contents.contains(&index) {
            walk.block(blocks, index, block);
        }
    }
    let end = blocks.last().map_or(0, |block| block.range.end);
    walk.close(0, end);
    walk.clauses
}

/// Blocks of a 目录 at the top: they name chapters that come again below.
fn contents_list(blocks: &[Block]) -> std::ops::Range<usize> {
    let title = blocks
        .iter()
        .take(30)
        .position(|block| block.text.chars().filter(|c| !is_space(*c)).eq("目录".chars()));
    let Some(title) = title else { return 0..0 };
    let Some(first) = blocks.get(title + 1).filter(|block| label_of(block).is_some()) else { return 0..0 };
    let plain = |text: &str| text.chars().filter(|c| !is_space(*c)).take(12).collect::<String>();
    let wanted = plain(&first.text);
    let again = blocks[title + 2..].iter().position(|block| plain(&block.text) == wanted);
    again.map_or(0..0, |again| title..title + 2 + again)
}

/// The label of a block. A heading may end with its label; a numbered list item has its number.
fn label_of(block: &Block) -> Option<Label> {
    match block.kind {
        BlockKind::Heading(_) => {
            let spaced = format!("{} ", block.text);
            clause_label(&spaced).map(|label| Label { len: label.len.min(block.text.len()), ..label })
        }
        BlockKind::Paragraph => clause_label(&block.text),
        BlockKind::Item { ordered, .. } => clause_label(&block.text).or_else(|| {
            let number = u32::try_from(ordered?).ok().filter(|number| *number > 0)?;
            Some(Label { form: LabelForm::Dot, number, suffix: None, len: 0 })
        }),
        BlockKind::Table | BlockKind::Code => None,
    }
}

/// Where in the text the walk stands.
#[derive(Default)]
struct Walk {
    clauses: Vec<Clause>,
    /// Every anchor, with the number of the next one that would be like it.
    anchors: HashMap<Box<str>, u32>,
    /// Clauses that have begun and not ended, outermost first.
    open: Vec<u32>,
    /// What anchors of the present unit begin with: empty, `annex-1-`, `b-`.
    unit: String,
    /// Runs of numbers begun outside annexes, for `b-`, `c-`.
    runs: u32,
    annexes: u32,
    part: u32,
    chapter: u32,
    section: u32,
    /// Number of the last article of the run; 0 before the first.
    article: u32,
    /// Anchor of the article that is open.
    in_article: Option<String>,
    paragraph: u32,
    /// Anchor of the item that is open, for its 目, and the form of its label.
    item: Option<(String, LabelForm)>,
    /// Numbers of the section levels that are open, outermost first.
    levels: Vec<u32>,
}

impl Walk {
    fn block(&mut self, blocks: &[Block], index: usize, block: &Block) {
        if self.is_tail(blocks, index) {
            self.close(0, block.range.start);
            self.leave();
            return;
        }
        let label = label_of(block).or_else(|| {
            let next = tight_article(&block.text)?;
            (block.kind == BlockKind::Paragraph
                && self.article > 0
                && next.number == self.article.saturating_add(1))
            .then_some(next)
        });
        match label {
            Some(label) => self.labelled(block, label),
            None => self.unlabelled(block),
        }
    }

    /// 落款 and 版记 are no clauses, and end those before them.
    fn is_tail(&self, blocks: &[Block], index: usize) -> bool {
        let text = &blocks[index].text;
        if signature_date(text).is_some() || is_imprint(text) {
            return true;
        }
        let signs = |block: &Block| signature_date(&block.text).is_some();
        let short = |block: &Block| {
            block.kind == BlockKind::Paragraph
                && label_of(block).is_none()
                && block.text.chars().count() <= 40
                && !block.text.contains(['。', '；', '，', '：'])
        };
        let following = blocks[index..].iter().take(6);
        let names = following.clone().take_while(|block| short(block) && !signs(block)).count();
        names > 0 && blocks.get(index + names).is_some_and(signs)
    }

    fn leave(&mut self) {
        self.in_article = None;
        self.item = None;
        self.levels.clear();
    }

    fn unlabelled(&mut self, block: &Block) {
        match block.kind {
            BlockKind::Heading(_) => {
                let chapter = self.open.iter().position(|at| self.clauses[*at as usize].level.depth() >= 4);
                if let Some(at) = chapter {
                    self.close(at, block.range.start);
                }
                self.leave();
            }
            BlockKind::Paragraph => {
                if let Some(article) = self.in_article.clone() {
                    self.paragraph += 1;
                    self.item = None;
                    let anchor = format!("{article}-p{}", self.paragraph);
                    self.add(block, ClauseLevel::Paragraph, self.paragraph, None, "", "", anchor);
                }
            }
            _ => {}
        }
    }

    fn labelled(&mut self, block: &Block, label: Label) {
        let rest = block.text.get(label.len..).unwrap_or_default();
        match label.form {
            LabelForm::Part | LabelForm::Chapter | LabelForm::Section => self.division(block, label, rest),
            LabelForm::Article => self.article(block, label, rest),
            LabelForm::Annex => self.annex(block, label, rest),
            form if self.in_article.is_some() => self.inside_article(block, form, label.number),
            form => self.section_level(block, form, label.number, rest),
        }
    }

    fn division(&mut self, block: &Block, label: Label, rest: &str) {
        let number = label.number;
        if label.form == LabelForm::Chapter && number == 1 && self.chapter >= 1 && self.part == 0 {
            self.new_run();
        }
        self.leave();
        let (level, unit, anchor) = match label.form {
            LabelForm::Part => {
                (self.part, self.chapter, self.section) = (number, 0, 0);
                (ClauseLevel::Part, "编", format!("{}part-{number}", self.unit))
            }
            LabelForm::Chapter => {
                (self.chapter, self.section) = (number, 0);
                (ClauseLevel::Chapter, "章", self.chapter_anchor())
            }
            _ => {
                self.section = number;
                (ClauseLevel::Section, "节", format!("{}-sec-{number}", self.chapter_anchor()))
            }
        };
        let printed = format!("第{}{unit}", chinese_numeral(number));
        self.add(block, level, number, None, &printed, &heading(rest), anchor);
    }

    fn chapter_anchor(&self) -> String {
        match self.part {
            0 => format!("{}ch-{}", self.unit, self.chapter),
            part => format!("{}part-{part}-ch-{}", self.unit, self.chapter),
        }
    }

    fn article(&mut self, block: &Block, label: Label, rest: &str) {
        if label.number == 1 && label.suffix.is_none() && self.article >= 1 {
            self.new_run();
        }
        self.article = label.number;
        self.leave();
        let mut anchor = format!("{}art-{}", self.unit, label.number);
        let mut printed = format!("第{}条", chinese_numeral(label.number));
        if let Some(suffix) = label.suffix {
            anchor.push_str(&format!("-{suffix}"));
            printed.push_str(&format!("之{}", chinese_numeral(suffix)));
        }
        let title = match block.kind {
            BlockKind::Heading(_) => heading(rest),
            _ => String::new(),
        };
        let anchor =
            self.add(block, ClauseLevel::Article, label.number, label.suffix, &printed, &title, anchor);
        self.in_article = Some(anchor);
        self.paragraph = 1;
    }

    /// Numbers that begin again are a unit of their own.
    fn new_run(&mut self) {
        self.runs += 1;
        let letter = match u8::try_from(self.runs) {
            Ok(run @ 0..=25) => char::from(b'a' + run).to_string(),
            _ => format!("z{}", self.runs - 24),
        };
        let base = self.unit.split_inclusive('-').take(2).collect::<String>();
        let base = if base.starts_with("annex-") { base } else { String::new() };
        self.unit = format!("{base}{letter}-");
        (self.part, self.chapter, self.section, self.article) = (0, 0, 0, 0);
    }

    /// 附件1 as a heading or a line of its own begins a unit; 附件：1.… only announces files.
    fn annex(&mut self, block: &Block, label: Label, rest: &str) {
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let announces = rest.trim_start().starts_with(['：', ':']) && !is_heading;
        if announces || block.text.contains('。') {
            self.close(0, block.range.start);
            return self.leave();
        }
        self.annexes = if label.number > 0 { label.number } else { self.annexes + 1 };
        self.leave();
        self.unit = format!("annex-{}-", self.annexes);
        (self.part, self.chapter, self.section, self.article) = (0, 0, 0, 0);
        let printed = if label.number > 0 { format!("附件{}", label.number) } else { "附件".to_string() };
        let anchor = format!("annex-{}", self.annexes);
        self.add(
            block,
            ClauseLevel::Annex,
            self.annexes,
            None,
            &printed,
            &heading(rest.trim_start_matches(['：', ':', '.', '．'])),
            anchor,
        );
    }

    /// 项 and 目. Item numbers that begin again in another 款 take its number along.
    fn inside_article(&mut self, block: &Block, form: LabelForm, number: u32) {
        let article = self.in_article.clone().unwrap_or_default();
        let is_item = match form {
            LabelForm::Bracket | LabelForm::Comma => true,
            LabelForm::Dot => self.item.as_ref().is_none_or(|(_, items)| *items == LabelForm::Dot),
            _ => false,
        };
        let printed = printed(form, number);
        if is_item {
            let plain = format!("{article}-i{number}");
            let anchor = if self.anchors.contains_key(plain.as_str()) {
                format!("{article}-p{}-i{number}", self.paragraph)
            } else {
                plain
            };
            let anchor = self.add(block, ClauseLevel::Item, number, None, &printed, "", anchor);
            self.item = Some((anchor, form));
        } else {
            let item = self.item.as_ref().map(|(anchor, _)| anchor.clone());
            let item = item.unwrap_or_else(|| format!("{article}-i0"));
            self.add(block, ClauseLevel::Subitem, number, None, &printed, "", format!("{item}-{number}"));
        }
    }

    fn section_level(&mut self, block: &Block, form: LabelForm, number: u32, rest: &str) {
        let (level, depth) = match form {
            LabelForm::Comma => (ClauseLevel::SectionLevel1, 0),
            LabelForm::Bracket => (ClauseLevel::SectionLevel2, 1),
            LabelForm::Dot => (ClauseLevel::SectionLevel3, 2),
            LabelForm::BracketArabic => (ClauseLevel::SectionLevel4, 3),
            _ => (ClauseLevel::SectionLevel5, 4),
        };
        let restarts =
            depth == 0 && number == 1 && self.anchors.contains_key(format!("{}s1", self.unit).as_str());
        if restarts {
            self.new_run();
        }
        self.levels.resize(depth, 0);
        self.levels.push(number);
        let path: Vec<String> = self.levels.iter().map(u32::to_string).collect();
        let anchor = format!("{}s{}", self.unit, path.join("-"));
        self.add(block, level, number, None, &printed(form, number), &short_heading(rest), anchor);
    }

    /// Adds a clause and gives its anchor, which is made unique where the numbers of a text repeat.
    #[expect(clippy::too_many_arguments, reason = "the parts of one clause, named at each call")]
    fn add(
        &mut self,
        block: &Block,
        level: ClauseLevel,
        number: u32,
        suffix: Option<u32>,
        label: &str,
        heading: &str,
        anchor: String,
    ) -> String {
        let depth = level.depth();
        let keep = self.open.iter().position(|at| self.clauses[*at as usize].level.depth() >= depth);
        self.close(keep.unwrap_or(self.open.len()), block.range.start);
        let anchor = self.unique(anchor);
        self.clauses.push(Clause {
            level,
            number,
            suffix,
            label: label.into(),
            heading: heading.into(),
            anchor: anchor.as_str().into(),
            parent: self.open.last().copied(),
            start: block.range.start,
            end: block.range.end,
        });
        self.open.push(self.clauses.len() as u32 - 1);
        anchor
    }

    fn unique(&mut self, wanted: String) -> String {
        let Some(repeat) = self.anchors.get_mut(wanted.as_str()) else {
            self.anchors.insert(wanted.as_str().into(), 2);
            return wanted;
        };
        let anchor = format!("{wanted}-r{repeat}");
        *repeat += 1;
        self.unique(anchor)
    }

    /// Ends the open clauses from a position on.
    fn close(&mut self, from: usize, end: usize) {
        for at in self.open.drain(from.min(self.open.len())..) {
            let clause = &mut self.clauses[at as usize];
            clause.end = end.max(clause.end);
        }
    }
}

fn printed(form: LabelForm, number: u32) -> String {
    match form {
        LabelForm::Comma => format!("{}、", chinese_numeral(number)),
        LabelForm::Bracket => format!("（{}）", chinese_numeral(number)),
        LabelForm::BracketArabic => format!("（{number}）"),
        LabelForm::Circle => {
            char::from_u32(('①' as u32).saturating_add(number.saturating_sub(1))).unwrap_or('①').to_string()
        }
        _ => format!("{number}."),
    }
}

/// The title of a chapter, spaces between its characters removed.
fn heading(rest: &str) -> String {
    let trimmed = rest.trim_matches(is_space).trim_start_matches(['：', ':']);
    let wide = trimmed.chars().all(|c| is_space(c) || !c.is_ascii());
    if wide { trimmed.chars().filter(|c| !is_space(*c)).collect() } else { trimmed.to_string() }
}

/// The heading of a section level: up to its full stop, if that comes soon.
fn short_heading(rest: &str) -> String {
    let rest = rest.trim_matches(is_space);
    let end = rest.find('。').unwrap_or(rest.len());
    let first = &rest[..end];
    if first.chars().count() <= 40 { first.trim_end_matches(['：', ':']).to_string() } else { String::new() }
}
