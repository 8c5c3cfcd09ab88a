//! Policies that the text of a policy names: by a link, or by 《title》.
//!
//! **Invariant**: both ends are public; a text does not name itself.

use super::{EntryNo, Portal, Target};
use crate::content::Entry;
use crate::field::Kind;
use crate::source::Sources;
use crate::text::{Lang, folded_title};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Policies by a policy, both ways.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    named: BTreeMap<EntryNo, Vec<EntryNo>>,
    named_by: BTreeMap<EntryNo, Vec<EntryNo>>,
}

/// Titles shorter than this are too common to mean one document.
const TITLE_CHARS_MIN: usize = 5;

/// Reads the texts in force of all public policies.
pub(super) fn mentions(portal: &Portal, sources: &Sources) -> Mentions {
    let policies = portal.list(Kind::Policy, Lang::Zh);
    let folded: Vec<String> = policies.par_iter().map(|no| folded_title(&portal.entry(*no).title)).collect();
    let mut titles: HashMap<String, EntryNo> = HashMap::with_capacity(folded.len());
    for (title, no) in folded.into_iter().zip(policies) {
        if title.chars().count() >= TITLE_CHARS_MIN {
            titles.entry(title).or_insert(*no);
        }
    }
    let found: Vec<(EntryNo, Vec<EntryNo>)> = policies
        .par_iter()
        .map(|no| {
            let text = portal.entry(portal.text_of(*no));
            let mut named: BTreeSet<EntryNo> = by_title(text, &titles);
            named.extend(by_link(portal, sources, portal.text_of(*no), text));
            named.remove(no);
            (*no, named.into_iter().collect())
        })
        .collect();
    let mut mentions = Mentions::default();
    for (no, named) in found {
        for other in &named {
            mentions.named_by.entry(*other).or_default().push(no);
        }
        mentions.named.insert(no, named);
    }
    mentions
}

fn by_title(text: &Entry, titles: &HashMap<String, EntryNo>) -> BTreeSet<EntryNo> {
    text.cited.iter().filter_map(|title| titles.get(&**title).copied()).collect()
}

fn by_link<'a>(
    portal: &'a Portal,
    sources: &'a Sources,
    no: EntryNo,
    text: &'a Entry,
) -> impl Iterator<Item = EntryNo> + 'a {
    text.facts
        .links
        .iter()
        .filter_map(move |link| match portal.resolve(sources, no, &link.target) {
            Target::Entry { no, .. } => Some(portal.original(no)),
            _ => None,
        })
        .filter(move |no| portal.entry(*no).kind == Kind::Policy && portal.is_public(*no))
}

impl Portal {
    /// Public policies that the text of a policy names.
    pub fn mentioned(&self, no: EntryNo) -> &[EntryNo] {
        self.mentions.named.get(&no).map_or(&[], Vec::as_slice)
    }

    /// Public policies whose text names a policy.
    pub fn mentioned_by(&self, no: EntryNo) -> &[EntryNo] {
        self.mentions.named_by.get(&no).map_or(&[], Vec::as_slice)
    }
}
