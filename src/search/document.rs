//! What the index takes: one document for each page that can be found, in plain text.
//!
//! Made from the portal by `gather`; knows nothing of templates or of HTML, so that tests and
//! measurements can feed the index with any corpus.
//!
//! **Invariant**: every text is as the page shows it, whole, unfolded, and without markup.

use crate::date::Date;
use crate::field::Kind;
use std::borrow::Cow;

/// One page that can be found, or one question of a page of questions.
#[derive(Debug, Clone)]
pub struct Document {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    /// From the root of the site; a question has its anchor: `wd/index.html#id`.
    pub route: String,
    /// Short names, official numbers of a service, the title inside a notice: searched like the title.
    pub names: Vec<String>,
    /// 文号, or empty.
    pub document_number: String,
    pub published: Option<Date>,
    /// The last day of what is open or will be.
    pub deadline: Option<Date>,
    /// The highest amount that is said for sure, in yuan.
    pub amount_yuan: Option<i64>,
    pub state: StateLabel,
    /// Codes with the broader ones that they imply.
    pub facets: Vec<(SearchFacet, Vec<String>)>,
    pub units: Vec<Unit>,
}

/// The documents of an index in the order of their numbers, at hand or made when asked for.
pub trait Documents: Sync {
    /// How many there are.
    fn count(&self) -> usize;
    /// The one with a number, the same each time.
    fn document(&self, number: usize) -> Cow<'_, Document>;
    /// Shows the one with a number, of which other parts are asked for soon.
    fn show(&self, number: usize, look: &mut dyn FnMut(&Document)) {
        look(&self.document(number));
    }
}

impl Documents for Vec<Document> {
    fn count(&self) -> usize {
        self.len()
    }

    fn document(&self, number: usize) -> Cow<'_, Document> {
        Cow::Borrowed(&self[number])
    }
}

/// A part of a page that is found by itself: an article of a policy, a section, a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where on the page; empty is its top.
    pub anchor: String,
    /// 第八条第（二）项, a heading, or the name of a field.
    pub label: String,
    /// Blocks joined with a line feed.
    pub text: String,
}

/// How an entry stands, as its card says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StateLabel {
    /// `in_force`, `closed` …; empty where the kind has no states.
    pub code: String,
    pub text: String,
    pub class: StateClass,
}

/// What a state means for who looks for something to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum StateClass {
    #[default]
    Neutral,
    /// In force, open.
    Good,
    /// Not yet: coming into force, opening, in consultation.
    Soon,
    /// Over, closed, repealed.
    Ended,
}

impl StateClass {
    /// The name in answers, filters and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            StateClass::Neutral => "neutral",
            StateClass::Good => "good",
            StateClass::Soon => "soon",
            StateClass::Ended => "ended",
        }
    }
}

/// What results can be narrowed by, besides kind and state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFacet {
    Topic,
    Region,
    Industry,
    Level,
    Audience,
    Year,
}

impl SearchFacet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [SearchFacet; 6] = [
        SearchFacet::Topic,
        SearchFacet::Region,
        SearchFacet::Industry,
        SearchFacet::Level,
        SearchFacet::Audience,
        SearchFacet::Year,
    ];

    /// The name in answers, filters and names of files.
    pub const fn code(self) -> &'static str {
        match self {
            SearchFacet::Topic => "topic",
            SearchFacet::Region => "region",
            SearchFacet::Industry => "industry",
            SearchFacet::Level => "level",
            SearchFacet::Audience => "audience",
            SearchFacet::Year => "year",
        }
    }
}
