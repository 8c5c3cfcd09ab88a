//! What the page of open data shows.

use super::{DateView, LinkView};
use serde::Serialize;

/// The page of open data. Variable `data`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DataView {
    pub count: usize,
    pub sets: Vec<DatasetView>,
    /// Under which conditions the data may be used; empty `text` where the site names none.
    pub licence: LinkView,
    /// The catalogue in DCAT; empty `text` without an address of the site.
    pub catalog: LinkView,
}

/// One set of data.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DatasetView {
    /// `x-benefits`.
    pub anchor: String,
    /// Where people read the same.
    pub title: LinkView,
    pub description: String,
    /// Entries or rows.
    pub count: usize,
    pub updated: DateView,
    /// CSV, JSON.
    pub files: Vec<LinkView>,
    /// The JSON Schema; empty `text` where there is only CSV.
    pub schema: LinkView,
}
