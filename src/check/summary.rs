//! S704: a summary says what its own entry says, for it becomes the description of the page.

use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::portal::{EntryNo, Portal};
use std::collections::BTreeMap;

/// Pages that may share a description.
const SHARED_MAX: usize = 3;

/// Looks at the summaries of everything public, in each language.
pub(super) fn check(portal: &Portal) -> Diagnostics {
    let mut entries: BTreeMap<&str, Vec<EntryNo>> = BTreeMap::new();
    for no in (0..portal.entries.entries.len()).map(EntryNo::from).filter(|no| portal.is_public(*no)) {
        if let Some(summary) = portal.entry(no).text("summary") {
            entries.entry(summary).or_default().push(no);
        }
    }
    let shared = entries.into_iter().filter(|(_, entries)| entries.len() > SHARED_MAX);
    shared
        .map(|(summary, entries)| {
            let text: String = summary.chars().take(30).collect();
            let finding = Finding::BoilerplateMeta { text, count: entries.len() };
            let first = Diagnostic::at(portal.entry(entries[0]).span_of("summary"), finding);
            entries[1..]
                .iter()
                .take(4)
                .fold(first, |found, no| found.also(portal.entry(*no).span_of("summary")))
        })
        .collect()
}
