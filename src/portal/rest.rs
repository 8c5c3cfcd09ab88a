//! What rests on documents that are no longer in force: items, guides, calls, questions, policies.
//!
//! **Invariant**: a policy is gone only by its own state on the date; what is over itself rests on nothing.

use super::{EntryNo, Portal, Relation};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::Kind;
use crate::policy::State;

/// X303, X353: what is offered or in force has a basis that is in force.
pub(super) fn check(portal: &Portal) -> Diagnostics {
    let mut diagnostics = Vec::new();
    for (index, relations) in portal.outgoing.iter().enumerate() {
        if !portal.is_live(index.into()) {
            continue;
        }
        for relation in relations.iter().filter(|relation| rests(relation) && portal.is_gone(relation.other))
        {
            let policy = portal.entry(relation.other).title.to_string();
            let state = state(portal, relation.other);
            let finding = match portal.entry(EntryNo::from(index)).kind {
                Kind::Policy => Finding::PolicyRestsOnDeadPolicy { policy, state },
                _ => Finding::RestsOnDeadPolicy { policy, state },
            };
            diagnostics.push(Diagnostic::at(relation.span, finding));
        }
    }
    diagnostics
}

fn rests(relation: &Relation) -> bool {
    matches!(&*relation.code, "based_on" | "implements")
}

fn state(portal: &Portal, no: EntryNo) -> Words {
    let by = portal.ended_by[no.0 as usize].map(|by| portal.entry(by).title.to_string()).unwrap_or_default();
    match portal.validity(no) {
        Some(State::Repealed) => Words::new(format!("已被“{by}”废止"), format!("was repealed by “{by}”")),
        Some(State::Superseded) => Words::new(format!("已被“{by}”代替"), format!("was superseded by “{by}”")),
        _ => Words::new("已经到期", "has expired"),
    }
}

impl Portal {
    /// Whether a policy is out of force for good.
    pub fn is_gone(&self, no: EntryNo) -> bool {
        matches!(self.validity(no), Some(State::Repealed | State::Superseded | State::Expired))
    }

    /// Whether something public still holds or is offered on the date.
    pub fn is_live(&self, no: EntryNo) -> bool {
        let entry = self.entry(no);
        let not_over = |last: Option<crate::date::Date>| last.is_none_or(|last| self.date <= last);
        self.is_public(no)
            && match entry.kind {
                Kind::Policy => !self.is_gone(no),
                Kind::Call => not_over(entry.fields.date("ends_at")),
                Kind::Benefit => not_over(entry.fields.part("valid").and_then(|valid| valid.date("to"))),
                Kind::Guide | Kind::Programme | Kind::Faq | Kind::Journey => true,
                // Lists, ladders and news are of their day; their basis may be too.
                _ => false,
            }
    }

    /// What still rests on a policy that is gone, in the order of the files.
    pub fn resting_on(&self, no: EntryNo) -> Vec<EntryNo> {
        if !self.is_gone(no) {
            return Vec::new();
        }
        let incoming = self.incoming[no.0 as usize].iter().filter(|relation| rests(relation));
        incoming.map(|relation| relation.other).filter(|other| self.is_live(*other)).collect()
    }
}
