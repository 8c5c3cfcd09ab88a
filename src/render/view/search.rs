//! What the search page is printed from.

use super::{ContactView, CountedLinkView, FacetLinksView, LinkView};
use serde::Serialize;

/// The search page. Variable `search`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchView {
    /// How many entries can be found.
    pub count: usize,
    /// Where the index stands, from the root of the site: `ss/`.
    pub index: String,
    /// Every kind that has entries, with their number.
    pub columns: Vec<CountedLinkView>,
    /// 主题, 对象, 行业.
    pub facets: Vec<FacetLinksView>,
    /// Whom to ask where nothing is found.
    pub contact: ContactView,
    /// The search page of the other language; empty `text` where there is none.
    pub other: LinkView,
}
