//! S726: an English text says each term as the glossary does.
//!
//! A term counts where it stands in the Chinese title or summary, which say what an entry is about;
//! its English may then stand anywhere in the translation: in its title, its summary or its body.

use crate::content::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::portal::{EntryNo, Portal};
use crate::source::Sources;
use crate::vocabulary::Vocabularies;

/// Looks at every translation.
pub(super) fn check(portal: &Portal, sources: &Sources, vocabularies: &Vocabularies) -> Diagnostics {
    let numbers = (0..portal.entries.entries.len()).map(EntryNo::from);
    let translations = numbers.filter(|no| portal.original(*no) != *no);
    translations
        .flat_map(|no| {
            let (translation, original) = (portal.entry(no), portal.entry(portal.original(no)));
            of_entry(translation, original, sources, vocabularies)
        })
        .collect()
}

fn of_entry(
    translation: &Entry,
    original: &Entry,
    sources: &Sources,
    vocabularies: &Vocabularies,
) -> Diagnostics {
    let body = sources.file(translation.file).text().get(translation.body.clone()).unwrap_or_default();
    let summary = translation.text("summary").unwrap_or_default();
    let english = format!("{}\n{summary}\n{body}", translation.title);
    let written = [Some(&*original.title), original.text("summary")];
    let mut diagnostics = Diagnostics::new();
    for (key, chinese) in ["title", "summary"].into_iter().zip(written) {
        // What is not translated at all is not translated otherwise.
        if chinese.is_none() || translation.fields.get(key).is_none() {
            continue;
        }
        for term in vocabularies.glossary.terms_in(chinese.unwrap_or_default()) {
            let finding = Finding::GlossaryTerm { term: term.zh.clone(), wanted: term.en.clone() };
            let known = diagnostics.iter().any(|found: &Diagnostic| found.finding == finding);
            if !known && !term.is_used_in(&english) {
                diagnostics
                    .push(Diagnostic::at(translation.span_of(key), finding).also(original.span_of(key)));
            }
        }
    }
    diagnostics
}
