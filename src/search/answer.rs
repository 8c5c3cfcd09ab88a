//! What a query finds, as the engine in the browser says it too: the same names, the same order.
//!
//! The program prints it, tests compare it with the answer of the JavaScript, and the tests that an
//! office writes look for an entry in it.
//!
//! **Invariant**: scores are whole numbers made from the bytes of the index, so that both readers
//! agree to the last bit; marks are ranges of the text beside them in UTF-16 units, as a browser counts.

use serde::Serialize;
use std::collections::BTreeMap;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub text: String,
    /// By the name of the filter (`kind`, `state`, `topic`, `region`, `industry`, `level`, `audience`,
    /// `year`, `amount`), the codes of which a result must have one.
    pub filters: BTreeMap<String, Vec<String>>,
    pub sort: Sort,
    pub from: usize,
    pub size: usize,
}

impl Query {
    /// The first ten results for a text.
    pub fn of(text: &str) -> Query {
        let text = text.to_string();
        Query { text, filters: BTreeMap::new(), sort: Sort::Relevance, from: 0, size: 10 }
    }
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Relevance,
    /// Newest first.
    Date,
    /// What closes next first; what has no last day stands behind.
    Deadline,
    /// The highest amount first.
    Amount,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub query: String,
    pub total: usize,
    /// Whether `total` and the counts are exact.
    pub exact: bool,
    pub results: Vec<Found>,
    /// Counts by kind and class of state over all that was found: `kind` → code → number.
    pub facets: BTreeMap<String, BTreeMap<String, usize>>,
    /// How the query was helped.
    pub did: Vec<Did>,
    /// Chunks that did not come.
    pub missing: usize,
}

/// One result.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Number of the document.
    pub no: u32,
    /// Of the entry.
    pub id: String,
    pub title: String,
    pub title_marks: Vec<(usize, usize)>,
    /// From the root of the site, with the anchor of the best clause.
    pub href: String,
    pub kind: String,
    pub kind_label: String,
    pub state: String,
    pub state_label: String,
    /// `neutral`, `good`, `soon`, `ended`.
    pub state_class: String,
    /// As it is shown; empty where there is none.
    pub date: String,
    /// 文号.
    pub number: String,
    pub deadline: Option<String>,
    /// In yuan.
    pub amount: Option<i64>,
    /// Best first, at most three.
    pub clauses: Vec<FoundClause>,
    /// Further clauses that hold every word.
    pub also: Vec<AlsoClause>,
    /// Whether one unit, or the title, has the query to the letter.
    pub strict: bool,
    /// Whether it counts as found: every word is there, be it in another form; else it is near.
    pub whole: bool,
    pub score: i64,
    /// What the score is made of, in the order in which it is added up; empty unless asked for.
    pub explanation: Vec<Part>,
}

/// A clause of a result with the words that were looked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FoundClause {
    pub label: String,
    pub href: String,
    pub text: String,
    pub marks: Vec<(usize, usize)>,
}

/// A further clause of a result.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AlsoClause {
    pub label: String,
    pub href: String,
}

/// One help that was given: a synonym, a reading of pinyin, a mended word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Did {
    /// `synonym`, `pinyin`, `initials`, `traditional`, `homophone`, `typo`, `question`, `partial`.
    pub what: String,
    pub from: String,
    pub to: String,
}

/// One part of a score.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// `title`, `unit`, `strict`, `state`, `newer` …
    pub what: &'static str,
    /// The word that it is for; empty for parts of the whole.
    pub word: String,
    pub points: i64,
}
