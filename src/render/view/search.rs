//! What the search page and its titles are printed from.

use super::{ContactView, CountedLinkView, FacetLinksView, LinkView};
use serde::Serialize;

/// The search page. Variable `search`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchView {
    /// How many entries are searched.
    pub count: usize,
    /// The scripts with their titles, from the root of the site, in the order of the lists.
    pub chunks: Vec<String>,
    /// Whether summaries are searched too.
    pub summaries: bool,
    /// Every kind that has entries, with their number.
    pub columns: Vec<CountedLinkView>,
    /// 主题, 对象, 行业.
    pub facets: Vec<FacetLinksView>,
    /// Whom to ask where nothing is found.
    pub contact: ContactView,
    /// The search page of the other language; empty `text` where there is none.
    pub other: LinkView,
}
