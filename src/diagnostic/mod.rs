//! Findings about what an author wrote: what is wrong, where, and how to cure it.
//!
//! Takes nothing; every stage makes [`Diagnostic`]s and hands them on beside its result, so that
//! forty bad files give forty messages in one order. The words stand in [`finding`], both
//! languages side by side, as functions of the finding's typed data.
//!
//! **Invariant**: a diagnostic holds data, never prose, and nothing here prints or reads.

use serde::{Deserialize, Serialize};
pub mod finding;
mod told;

pub use told::{Told, in_language, told, told_plainly};

pub use finding::Finding;

/// The number of a file in [`crate::source::Sources`]; numbers follow the sorted paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A stretch of one file, in bytes of its text as stored (after removal of a byte order mark).
///
/// A span of `0..0` means the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// A stretch of `file` from byte `start` up to, not including, byte `end`.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Span {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The file as a whole.
    pub fn whole(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }

    /// From the beginning of this place to the end of a later one in the same file.
    pub fn to(self, other: Span) -> Span {
        Span { end: other.end.max(self.end), ..self }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The language of the program's messages; never that of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    Zh,
    En,
}

/// How much a finding weighs; see `DESIGN.md`, findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Shown on request; changes nothing.
    Hint,
    /// Shown and counted.
    Warning,
    /// Keeps a `production` build from being moved in; a warning in `preview`.
    Error,
    /// Keeps every build from being moved in.
    Refused,
}

impl Level {
    /// The level as data.
    pub const fn code(self) -> &'static str {
        match self {
            Level::Refused => "refused",
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }
}

/// One finding at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub finding: Finding,
    /// Where; absent for findings about the site as a whole.
    pub span: Option<Span>,
    /// Other places that belong to the finding: the first of two duplicates, the cited clause.
    pub related: Vec<Span>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn at(span: Span, finding: Finding) -> Diagnostic {
        Diagnostic { finding, span: Some(span), related: Vec::new() }
    }

    /// A finding about the site as a whole.
    pub fn general(finding: Finding) -> Diagnostic {
        Diagnostic { finding, span: None, related: Vec::new() }
    }

    /// The same finding that also points at `other`.
    pub fn also(mut self, other: Span) -> Diagnostic {
        self.related.push(other);
        self
    }

    /// The weight of the finding.
    pub fn level(&self) -> Level {
        self.finding.level()
    }
}

/// The findings of a stage, in no particular order until [`sort`] is called.
pub type Diagnostics = Vec<Diagnostic>;

/// Puts findings into the one order in which they are shown: file, place, code.
pub fn sort(diagnostics: &mut Diagnostics) {
    let key = |found: &Diagnostic| (found.span.is_none(), found.span, found.finding.code());
    // Findings of one code at one place keep the order of the stage: that of the dictionary.
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
}
