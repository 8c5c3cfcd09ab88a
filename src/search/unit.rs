//! The units of a body: articles of an issued text, sections of another one.
//!
//! **Invariant**: every block of the body is in exactly one unit, whole, so that a phrase which stands in
//! the text stands in a unit; a unit lies within one clause or section.

use super::document::Unit;
use crate::diagnostic::FileId;
use crate::markdown::{self, Block, BlockKind, Heading, Options};
use crate::policy::{Clause, ClauseLevel, PolicyText};
use crate::portal::PublicBody;
use crate::text::chinese_numeral;

/// Characters up to which blocks of one clause stay together: what a reader takes in at a glance, and
/// what one fragment of the index is measured for.
pub const UNIT_CHARS: usize = 400;

/// The depth of articles and of （一）: whatever lies above begins a unit, what is below may share one.
const DEPTH_OF_UNITS: u8 = 5;

/// A body with the text of its file.
pub struct Source<'a> {
    pub text: &'a str,
    pub body: PublicBody<'a>,
    pub raw_html: bool,
}

/// Characters of a text.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// The units of a body, without those whose heading or printed label is to be left out.
pub fn of_body(source: &Source, left_out: &[String]) -> Vec<Unit> {
    let body = &source.body;
    let options = Options { policy: body.policy.is_some(), raw_html: source.raw_html, skip_title: true };
    let (facts, mut blocks, _) = markdown::facts(FileId(0), source.text, body.start..body.end, options);
    blocks.extend(facts.shortcodes.iter().map(|used| Block {
        kind: BlockKind::Paragraph,
        range: used.range.clone(),
        text: used.words.to_string(),
    }));
    blocks.sort_by_key(|block| block.range.start);
    let mut walk = Walk {
        policy: body.policy,
        headings: facts.headings.iter().peekable(),
        sections: Vec::new(),
        home: None,
        units: Vec::new(),
        length: 0,
    };
    for block in blocks.iter().filter(|block| Some(block.range.start) != body.title_at) {
        walk.block(block, text_of(source.text, block));
    }
    let mut units = walk.units;
    units.extend(facts.definitions.into_iter().map(|term| Part {
        unit: Unit {
            anchor: term.anchor.to_string(),
            label: term.term.to_string(),
            text: format!("{}\n{}", term.term, term.meaning).trim_end().to_string(),
        },
        within: Vec::new(),
    }));
    let is_kept =
        |part: &Part| !left_out.iter().any(|name| *name == part.unit.label || part.within.contains(name));
    units
        .into_iter()
        .filter(|part| !part.unit.text.is_empty() && is_kept(part))
        .map(|part| part.unit)
        .collect()
}

/// The text of a block; of code the lines between its fences.
fn text_of(file: &str, block: &Block) -> String {
    if block.kind != BlockKind::Code {
        return block.text.clone();
    }
    let lines = file[block.range.clone()].lines();
    let lines =
        lines.filter(|line| !line.trim_start().starts_with("```") && !line.trim_start().starts_with("~~~"));
    lines.map(str::trim).collect::<Vec<_>>().join("\n")
}

/// A unit, with the names of all that it lies in.
struct Part {
    unit: Unit,
    within: Vec<String>,
}

struct Walk<'a> {
    policy: Option<&'a PolicyText>,
    /// Headings that have an id and were not met yet.
    headings: std::iter::Peekable<std::slice::Iter<'a, Heading>>,
    /// The headings that the walk is below, outermost first.
    sections: Vec<&'a Heading>,
    /// The clause that the last unit belongs to, by position.
    home: Option<u32>,
    units: Vec<Part>,
    /// Characters of the last unit.
    length: usize,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let clause = self.policy.and_then(|policy| innermost(policy, block.range.start));
        let begins = clause.filter(|at| self.clause(*at).start == block.range.start);
        let begins_unit = begins.is_some_and(|at| {
            let level = self.clause(at).level;
            level.depth() <= DEPTH_OF_UNITS && level != ClauseLevel::Paragraph
        });
        let is_heading = begins.is_none() && self.heading(block);
        let is_elsewhere = !self.lies_in(clause, self.home);
        let length = length(&text);
        let is_full = self.length + length > UNIT_CHARS;
        if begins_unit || is_heading || is_elsewhere || is_full || self.units.is_empty() {
            if begins_unit || is_heading || is_elsewhere {
                self.home = clause;
            }
            self.begin(clause, text);
            self.length = length;
        } else if let Some(last) = self.units.last_mut() {
            last.unit.text.push('\n');
            last.unit.text.push_str(&text);
            self.length += length + 1;
        }
    }

    /// Notes a heading with an id of its own; false for other blocks.
    fn heading(&mut self, block: &Block) -> bool {
        let BlockKind::Heading(level) = block.kind else { return false };
        let next = self.headings.next_if(|next| next.level == level && *next.text == *block.text);
        if let Some(next) = next {
            self.sections.retain(|section| section.level < level);
            self.sections.push(next);
        }
        true
    }

    fn begin(&mut self, clause: Option<u32>, text: String) {
        let (anchor, label, within) = match clause {
            Some(at) => (self.clause(at).anchor.to_string(), self.label(at), self.names(at)),
            None => {
                let section = self.sections.last();
                let within = self.sections.iter().map(|section| section.text.to_string()).collect();
                let text = |text: Option<&str>| text.unwrap_or_default().to_string();
                (text(section.map(|s| &*s.id)), text(section.map(|s| &*s.text)), within)
            }
        };
        self.units.push(Part { unit: Unit { anchor, label, text }, within });
    }

    fn clause(&self, at: u32) -> &Clause {
        &self.policy.expect("only an issued text has clauses").clauses[at as usize]
    }

    /// A clause and those around it, innermost first.
    fn around(&self, at: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(at), |at| self.clause(*at).parent)
    }

    /// Whether a clause is another one or lies in it; outside of all clauses is a place too.
    fn lies_in(&self, clause: Option<u32>, other: Option<u32>) -> bool {
        match (clause, other) {
            (Some(clause), Some(other)) => self.around(clause).any(|at| at == other),
            (clause, other) => clause == other,
        }
    }

    /// Labels and headings of a clause and of those around it.
    fn names(&self, at: u32) -> Vec<String> {
        let around: Vec<u32> = self.around(at).collect();
        around
            .into_iter()
            .flat_map(|at| {
                [self.label(at), self.clause(at).label.to_string(), self.clause(at).heading.to_string()]
            })
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// A clause as one names it: 第八条第（二）项, 一（二）, 附件1 第三条, 第一章　总则.
    fn label(&self, at: u32) -> String {
        let clause = self.clause(at);
        if matches!(clause.level, ClauseLevel::Part | ClauseLevel::Chapter | ClauseLevel::Section) {
            let space = if clause.heading.is_empty() { "" } else { "　" };
            return format!("{}{space}{}", clause.label, clause.heading);
        }
        let mut around: Vec<u32> = self.around(at).collect();
        around.reverse();
        let mut label = String::new();
        for at in around {
            let printed = printed(self.clause(at));
            if !printed.is_empty() && label.starts_with("附件") && !label.contains(' ') {
                label.push(' ');
            }
            label.push_str(&printed);
        }
        label
    }
}

/// A clause as it is named behind the one that it lies in; empty for chapters, which articles are counted across.
fn printed(clause: &Clause) -> String {
    let mark = clause.label.trim_end_matches(['、', '.', '．']);
    match clause.level {
        ClauseLevel::Part | ClauseLevel::Chapter | ClauseLevel::Section => String::new(),
        ClauseLevel::Paragraph => format!("第{}款", chinese_numeral(clause.number)),
        ClauseLevel::Item => format!("第{mark}项"),
        ClauseLevel::Subitem => format!("第{mark}目"),
        _ => mark.to_string(),
    }
}

/// The innermost clause around a byte.
fn innermost(policy: &PolicyText, at: usize) -> Option<u32> {
    let after = policy.clauses.partition_point(|clause| clause.start <= at);
    let mut next = u32::try_from(after.checked_sub(1)?).ok();
    while let Some(clause) = next.map(|at| &policy.clauses[at as usize]) {
        if at < clause.end {
            return next;
        }
        next = clause.parent;
    }
    None
}
