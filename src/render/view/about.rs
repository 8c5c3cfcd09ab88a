//! Privacy and about.

use super::{ContactView, CountedLinkView, LinkView};
use serde::Serialize;

/// The privacy statement: what this program does, then what the office writes. Variable `privacy`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrivacyView {
    /// A script of the theme keeps something in the browser.
    pub has_storage: bool,
    /// A script of the theme sets cookies.
    pub has_cookies: bool,
    /// There are notices with lists of names.
    pub has_name_lists: bool,
    /// The office's own text, from the page `privacy`; may be empty.
    pub body: String,
    pub contact: ContactView,
}

/// What the portal is, and whose. Variable `about`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AboutView {
    /// The office's own text, from the page `about`; may be empty.
    pub body: String,
    /// Layers of information that have entries, from the text of policies to data.
    pub layers: Vec<LayerView>,
    pub contact: ContactView,
    /// Licence of the data; empty where none is set.
    pub licence: LinkView,
    /// Accessibility statement, privacy, site map.
    pub links: Vec<LinkView>,
}

/// A layer of information.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LayerView {
    /// What it is for, and what it is not.
    pub text: String,
    /// Its columns.
    pub columns: Vec<CountedLinkView>,
}
