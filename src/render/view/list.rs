//! The list of a kind, and how it is narrowed.

use super::{CardGroupView, LinkView, PagerView};
use serde::Serialize;

/// The list of a kind, or one page of it; whole or narrowed to one value of a facet. Variable `list`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListView {
    /// Code of the kind.
    pub kind: &'static str,
    pub description: String,
    /// Entries on all pages of the list.
    pub count: usize,
    /// The cards as HTML, one `<li>` after the other; those that scripts draw are the same.
    pub cards_html: String,
    /// Pages that lead further: 免申即享 from the list of benefits.
    pub links: Vec<LinkView>,
    /// The same cards under headings, in lists that go by year or state; `cards_html` is empty then.
    pub groups: Vec<CardGroupView>,
    pub pager: PagerView,
    /// The facets of the list, on its first page; empty where nothing narrows it.
    pub facets: Vec<ListFacetView>,
    /// Where the facets are, on the further pages; else empty.
    pub facets_href: String,
    /// The value that this page is narrowed to.
    pub narrowed: NarrowedView,
    /// How a script may sort the whole list; the first is the order of the page.
    pub sorts: Vec<SortView>,
    /// Route of the data for the script, without `.js`; empty where there are none.
    pub data: String,
}

/// A facet of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListFacetView {
    /// `level`, `topic`: what it is called in addresses.
    pub key: &'static str,
    pub label: String,
    pub values: Vec<ListFacetValueView>,
}

/// A value of a facet of a list, with its page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListFacetValueView {
    /// What it is called in addresses.
    pub code: String,
    pub text: String,
    pub href: String,
    pub count: usize,
    /// This is the page that is being read; its `href` leads back to the whole list.
    pub current: bool,
}

/// What a page of a list is narrowed to; all texts are empty on the list itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NarrowedView {
    pub key: &'static str,
    pub code: String,
    /// 层级.
    pub label: String,
    /// 省级.
    pub value: String,
    /// The whole list.
    pub all: LinkView,
    /// The same value across all kinds, where there is such a page.
    pub across: LinkView,
}

/// An order of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SortView {
    /// `list`, `name`, `deadline`, `amount`.
    pub key: &'static str,
    pub label: String,
}
