//! The structure of a policy text: clauses with permanent anchors, dates, numbers, validity.
//!
//! Takes the blocks of a body, gives [`PolicyText`]; [`validity`] says what is in force. The forms
//! are those of `standards.md`, sections 6 and 14; the anchors those of `content-model.md`, 7.
//!
//! **Invariant**: a pure function of blocks of text; the issued text is never altered. Anchors are
//! unique, and depend only on what stands before them.

mod clause;
pub mod diff;
mod find;
mod recognise;
mod validity;

pub use validity::{Expected, Expires, Known, State, ValidityFacts, expected, validity};

use crate::date::Date;
use crate::markdown::Block;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The level of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ClauseLevel {
    /// 附件
    Annex,
    /// 编
    Part,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
    /// 款: an unnumbered paragraph after the first of its article.
    Paragraph,
    /// 项
    Item,
    /// 目
    Subitem,
    /// 一、
    SectionLevel1,
    /// （一）
    SectionLevel2,
    /// 1.
    SectionLevel3,
    /// （1）
    SectionLevel4,
    /// ①
    SectionLevel5,
}

impl ClauseLevel {
    /// The word used in class names and data.
    pub fn code(self) -> &'static str {
        match self {
            ClauseLevel::Annex => "annex",
            ClauseLevel::Part => "part",
            ClauseLevel::Chapter => "chapter",
            ClauseLevel::Section => "section",
            ClauseLevel::Article => "article",
            ClauseLevel::Paragraph => "paragraph",
            ClauseLevel::Item => "item",
            ClauseLevel::Subitem => "subitem",
            ClauseLevel::SectionLevel1 => "level-1",
            ClauseLevel::SectionLevel2 => "level-2",
            ClauseLevel::SectionLevel3 => "level-3",
            ClauseLevel::SectionLevel4 => "level-4",
            ClauseLevel::SectionLevel5 => "level-5",
        }
    }

    /// How deep it stands: a clause ends where one of its depth or above begins.
    pub fn depth(self) -> u8 {
        match self {
            ClauseLevel::Annex => 0,
            ClauseLevel::Part => 1,
            ClauseLevel::Chapter => 2,
            ClauseLevel::Section => 3,
            ClauseLevel::Article | ClauseLevel::SectionLevel1 => 4,
            ClauseLevel::Paragraph | ClauseLevel::SectionLevel2 => 5,
            ClauseLevel::Item | ClauseLevel::SectionLevel3 => 6,
            ClauseLevel::Subitem | ClauseLevel::SectionLevel4 => 7,
            ClauseLevel::SectionLevel5 => 8,
        }
    }
}

/// An addressable place in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    pub level: ClauseLevel,
    pub number: u32,
    /// The 一 of 第十二条之一.
    pub suffix: Option<u32>,
    /// 第八条, （二）; empty for paragraphs.
    pub label: Box<str>,
    /// The title of a chapter, or the short heading of a section level; empty else.
    pub heading: Box<str>,
    /// `art-12-i3`.
    pub anchor: Box<str>,
    /// The clause it stands in, by position.
    pub parent: Option<u32>,
    /// First byte of its block.
    pub start: usize,
    /// Byte after its last block, clauses within it included.
    pub end: usize,
}

/// A fact found in a text, with its block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    pub value: T,
    pub range: Range<usize>,
}

/// From when a text says it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effective {
    /// 自2023年9月8日起施行
    On(Date),
    /// 自印发之日起施行; with the days of 自公布之日起30日后施行.
    Issue { days_after: u32 },
}

/// Until when a text says it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// 有效期3年
    Years(i16),
    /// 有效期6个月
    Months(i16),
    /// 有效期至2026年12月31日
    Until(Date),
}

/// A term that the text defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    pub term: Box<str>,
    /// The clause it stands in, by position.
    pub clause: Option<usize>,
    pub range: Range<usize>,
}

/// A document that the text repeals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeal {
    pub title: Box<str>,
    pub document_number: Option<Box<str>>,
    pub range: Range<usize>,
}

/// What the text of a policy says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyText {
    /// In the order of the text.
    pub clauses: Vec<Clause>,
    /// Positions of clauses, sorted by anchor.
    by_anchor: Vec<u32>,
    pub carrier_title: Option<Found<Box<str>>>,
    /// The title of the text that a notice carries.
    pub inner_title: Option<Found<Box<str>>>,
    pub document_number: Option<Found<Box<str>>>,
    pub addressees: Option<Found<Box<str>>>,
    pub definitions: Vec<Definition>,
    pub effective: Option<Found<Effective>>,
    pub period: Option<Found<Period>>,
    pub repeals: Vec<Repeal>,
    /// 有效期满…继续执行.
    pub run_off: Option<Range<usize>>,
    /// 均包括本数.
    pub inclusive_bounds: Option<Range<usize>>,
    pub interpreter: Option<Found<Box<str>>>,
    /// 落款: the issuers, and the date of the document.
    pub issuers: Vec<Box<str>>,
    pub dated_on: Option<Found<Date>>,
    /// Where issuers and date stand.
    pub signatures: Vec<Range<usize>>,
    /// 版记.
    pub imprint: Option<Range<usize>>,
}

/// Parses the blocks of a body.
pub fn structure(blocks: &[Block]) -> PolicyText {
    let mut text = recognise::recognise(blocks);
    text.clauses = clause::clauses(blocks);
    text.by_anchor = (0..text.clauses.len() as u32).collect();
    text.by_anchor.sort_by(|a, b| text.clauses[*a as usize].anchor.cmp(&text.clauses[*b as usize].anchor));
    let clauses = &text.clauses;
    for definition in &mut text.definitions {
        let after = clauses.partition_point(|clause| clause.start <= definition.range.start);
        definition.clause = after.checked_sub(1);
    }
    text
}

impl PolicyText {
    /// The clause whose block begins at a byte.
    pub fn clause_at(&self, start: usize) -> Option<&Clause> {
        self.clauses.binary_search_by_key(&start, |clause| clause.start).ok().map(|at| &self.clauses[at])
    }

    /// Whether a block that begins at a byte signs the text.
    pub fn is_signature(&self, start: usize) -> bool {
        let after = self.signatures.partition_point(|range| range.start <= start);
        after.checked_sub(1).is_some_and(|at| self.signatures[at].contains(&start))
    }

    /// The clause that a printed reference or an anchor means: 第五条第（二）项, 一（一）, `art-8`.
    ///
    /// A reference that fits several units of the text means the first of them.
    pub fn find(&self, printed: &str) -> Option<&Clause> {
        let anchor = printed.trim();
        let clause = |at: &u32| &self.clauses[*at as usize];
        match self.by_anchor.binary_search_by(|at| (*clause(at).anchor).cmp(anchor)) {
            Ok(found) => Some(clause(&self.by_anchor[found])),
            Err(_) => find::find(&self.clauses, anchor),
        }
    }
}
