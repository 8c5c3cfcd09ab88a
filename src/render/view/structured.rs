//! What the head of a page says to other programs beside the state meta tags.

use serde::Serialize;

/// A `<meta property content>` of Open Graph.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PropertyView {
    /// `og:title`.
    pub property: &'static str,
    pub content: String,
}
